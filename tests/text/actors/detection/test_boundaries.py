from __future__ import annotations

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
    assert candidates_in("They left the Asia-Pacific Bank.") == ["Asia-Pacific Bank"]


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
