from __future__ import annotations

import pytest
from text.actors.analysed_text import layout, tagger
from text.actors.detection.examples import candidates_in

from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import tokenize_story
from bot.text.actors.name_candidate import NameCandidate


def candidate(text: str, name: str) -> NameCandidate:
    body, sentences = layout((text,))
    texts = tokenize_story(tagger().tag([body]), tagger().tag([""]), sentences)
    (found,) = [c for c in find_candidates(texts) if c.text == name]
    return found


def test_a_hyphen_separates_two_places_but_not_the_parts_of_one_name() -> None:
    assert candidates_in("They signed the U.S.-Japan treaty.") == ["U.S.", "Japan"]
    assert candidates_in("They left the Asia-Pacific region.") == ["Asia-Pacific"]
    assert candidates_in("They met Jean-Claude Juncker.") == ["Jean-Claude Juncker"]


def test_a_name_in_the_gazetteers_has_the_same_extent_as_there() -> None:
    assert candidates_in("They left the White House Friday.") == ["White House"]
    assert candidates_in("They read the New York Times.") == ["New York Times"]
    assert candidates_in("They met at Network Rail Scotland.") == ["Network Rail Scotland"]
    assert candidates_in("They met the Network Rail Scotland chief.") == ["Network Rail", "Scotland"]
    assert candidates_in("They left the Asia-Pacific Bank.") == ["Asia-Pacific Bank"]


@pytest.mark.parametrize("body", ["Parliament", "Congress"])
def test_the_name_of_a_member_begins_after_the_parliament(body: str) -> None:
    assert candidates_in(f"The former member of {body} Ann Lee left.") == [body, "Ann Lee"]


def test_a_candidate_knows_its_title() -> None:
    merkel = candidate("They met Chancellor Angela Merkel.", "Angela Merkel")
    assert merkel.title == (2, 2)
    assert not merkel.has_form_of_address
    assert merkel.title_gender is None


def test_forms_of_address_have_a_gender() -> None:
    may = candidate("They met Mrs May.", "May")
    assert (may.has_form_of_address, may.title_gender) == (True, "woman")
    queen = candidate("They met Queen Sofia.", "Queen Sofia")
    assert (queen.title, queen.title_gender) == (None, None)
    lord = candidate("They met Lord Smith.", "Smith")
    assert (lord.has_form_of_address, lord.title_gender) == (False, "man")


def test_a_name_after_a_relation_is_introduced_as_relative() -> None:
    assert candidate("He met his wife, Melania Trump.", "Melania Trump").introduced_as_relative
    assert candidate("They met First Lady Melania Trump.", "Melania Trump").introduced_as_relative
    assert not candidate("They met Melania Trump.", "Melania Trump").introduced_as_relative


def test_a_name_before_a_title_and_a_name_after_a_demonym_are_marked() -> None:
    assert candidate("They met Microsoft CEO Satya Nadella.", "Microsoft").precedes_title
    assert candidate("They met German Chancellor Angela Merkel.", "Angela Merkel").follows_demonym


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met Ian Blakely KCB there.", "Ian Blakely"),
        ("They met Mary Poe PhD there.", "Mary Poe"),
        ("They met John Smith QC there.", "John Smith"),
        ("They met Tim Poe Esq. there.", "Tim Poe"),
        ("They met Lisa Su, Ph.D., there.", "Lisa Su"),
        ("They met Sue Gray CBE there.", "Sue Gray"),
        ("They met John Moss M.D. there.", "John Moss"),
        ("They met Hosni Mubarak AFP there.", "Hosni Mubarak"),
        ("They met Judi Dunch CH DBE there.", "Judi Dunch"),
        ("They met Lord Winston FRS there.", "Winston"),
        ("They met Baroness Amos LG CH there.", "Amos"),
        ("The Rt Hon Jacob Rees-Mogg MP left.", "Jacob Rees-Mogg"),
        ("The Hon. Ann Lee OBE left.", "Ann Lee"),
    ],
)
def test_letters_after_a_name_are_no_part_of_it(text: str, name: str) -> None:
    assert candidates_in(text)[0] == name


@pytest.mark.parametrize(
    "name",
    ["King's College", "King's College London", "Queen's University Belfast", "Guy's Hospital", "St John's College"],
)
def test_a_royal_possessive_begins_a_name(name: str) -> None:
    assert candidates_in(f"They left {name} on Monday.") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Former Minister for Women and Equalities Nina Morden left.", "Nina Morden"),
        ("Minister of Finance John Poe left.", "John Poe"),
        ("Minister for Health James Reilly left.", "James Reilly"),
    ],
)
def test_a_portfolio_belongs_to_the_title_and_not_to_the_name(text: str, name: str) -> None:
    assert candidates_in(text) == [name]


@pytest.mark.parametrize(
    "name", ["'s-Hertogenbosch", "'S-Hertogenbosch", "Wim 't Hart", "Piet van 't Hof", "Jan de Wit", "Oscar de la Hoya"]
)
def test_a_particle_belongs_to_the_name(name: str) -> None:
    assert candidates_in(f"They saw {name} there.")[-1] == name


def test_a_family_whose_name_begins_with_an_apostrophe_may_open_a_sentence() -> None:
    assert candidates_in("'T Hart Metaal, a local supplier, expects to grow.") == ["'T Hart Metaal"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President of France Emmanuel Macron spoke.", ["France", "Emmanuel Macron"]),
        ("They met Jordan Mark Brown there.", ["Jordan Mark Brown"]),
        ("They left the Washington Michael Jordan Foundation.", ["Washington Michael Jordan Foundation"]),
    ],
)
def test_a_person_begins_after_a_place(text: str, names: list[str]) -> None:
    assert candidates_in(text) == names


def test_a_month_may_be_a_middle_name() -> None:
    assert candidates_in("Georgia May Foote left the show on Monday.") == ["Georgia May Foote"]
    assert candidates_in("The actress Lily May Smith left.") == ["Lily May Smith"]


def test_speech_between_quotation_marks_is_no_nickname() -> None:
    assert not any('"' in name for name in candidates_in('It was "Massively Important," Joss Whedon said.'))


def test_the_state_that_a_person_is_of_is_no_part_of_the_name() -> None:
    assert candidates_in("Gov. Lee Park of Calif. praised it.")[0] == "Lee Park"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They work for Nvexa Corp. Dana Cole will lead it.", ["Nvexa Corp.", "Dana Cole"]),
        ("They work for Yahoo! Inc. Dana Cole will lead it.", ["Yahoo! Inc.", "Dana Cole"]),
    ],
)
def test_a_person_begins_after_the_legal_form_of_a_firm(text: str, names: list[str]) -> None:
    assert candidates_in(text) == names


def test_a_town_whose_name_begins_with_an_apostrophe_may_open_a_sentence() -> None:
    assert candidates_in("'s-Gravenhage mayor Jan Smit left.")[0] == "'s-Gravenhage"
