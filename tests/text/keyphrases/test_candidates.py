"""Candidates for key phrases: noun phrases by tags, with their counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from text.keyphrases.tagged_words import one_sentence, tagged

from bot.models.analysis import Actor, ActorKind, Mention, Sentence
from bot.text.keyphrases.candidates import find_keyphrase_candidates
from bot.text.tagger import TaggedText


def actor(kind: ActorKind, text: TaggedText, *names: str) -> Actor:
    starts = [(text.text.index(name), len(name)) for name in names]
    return Actor(names[0], kind, names[1:], (), tuple(Mention(0, start, start + size) for start, size in starts))


def candidates(line: str, *actors: tuple[ActorKind, str]) -> list[str]:
    text = tagged(*line.split())
    found = [actor(kind, text, name.replace("_", " ")) for kind, name in actors]
    return [c.form for c in find_keyphrase_candidates([text], [], one_sentence(text), found).candidates]


def test_a_noun_phrase_is_the_longest_run_of_adjectives_and_nouns() -> None:
    found = candidates("the/DT major/JJ oil/NN spill/NN spread/VBD quickly/RB over/IN beaches/NNS")
    assert found == ["major oil spill", "beaches"]


def test_an_adjective_without_a_noun_is_not_a_phrase() -> None:
    assert candidates("it/PRP was/VBD inadequate/JJ") == []


def test_a_hyphenated_compound_is_one_word() -> None:
    assert candidates("a/DT lightning/NN +-/HYPH +sparked/VBN fire/NN burned/VBD") == ["lightning-sparked fire"]
    assert candidates("the/DT 100/CD +-/HYPH +meter/NN dash/NN") == ["100-meter dash"]


def test_a_possessive_of_a_group_or_in_a_name_does_not_cut_a_phrase() -> None:
    assert candidates("a/DT 64/CD +-/HYPH +bed/NN children/NNS +'s/POS ward/NN") == ["64-bed children's ward"]
    assert candidates("on/IN women/NNS +'s/POS rights/NNS") == ["women's rights"]
    assert candidates("the/DT men/NNS +'s/POS singles/NNS final/NN") == ["men's singles final"]
    assert candidates("the/DT bank/NN +'s/POS capital/NN") == ["bank", "capital"]


def test_the_second_object_of_a_verb_is_a_phrase_of_its_own() -> None:
    found = candidates("the/DT firm/NN offers/VBZ customers/NNS free/JJ telephone/NN calls/NNS")
    assert found == ["firm", "customers", "free telephone calls"]
    assert candidates("gave/VBD computers/NNS Spock/NNP") == ["computers", "Spock"]


def test_a_name_before_its_number_or_beside_a_stroke_is_no_phrase() -> None:
    assert candidates("on/IN Brill/NNP Flight/NNP 12/CD") == []
    assert candidates("the/DT Brill/NNP +//SYM +Holm/NNP vaccine/NN") == []


def test_a_kind_of_organisation_adds_nothing_to_its_name() -> None:
    assert candidates("the/DT Guardian/NNP newspaper/NN", (ActorKind.ORGANISATION, "Guardian")) == []
    assert candidates("Scottish/JJ side/NN Dunfermline/NNP", (ActorKind.ORGANISATION, "Dunfermline")) == []


def test_a_participle_is_an_adjective_where_a_noun_phrase_begins_or_goes_on() -> None:
    assert candidates("the/DT stricken/VBN tanker/NN") == ["stricken tanker"]
    assert candidates("by/IN elected/VBN officials/NNS") == ["elected officials"]
    assert candidates("they/PRP were/VBD limiting/VBG imports/NNS") == ["imports"]


def test_an_action_without_what_is_done_is_no_phrase() -> None:
    assert candidates("the/DT forced/JJ acquisition/NN of/IN farm/NN land/NN") == ["farm land"]
    assert candidates("the/DT forced/JJ acquisition/NN was/VBD hated/VBN") == ["forced acquisition"]
    assert candidates("a/DT long/JJ shortage/NN of/IN food/NN") == ["long shortage", "food"]


def test_a_noun_that_is_an_adverb_is_outside_of_a_phrase() -> None:
    text = tagged(*"they/PRP flew/VBD illegal/JJ immigrants/NNS home/NN".split())
    text = TaggedText(text.text, ((*text.tokens[:-1], replace(text.tokens[-1], dep="advmod")),))
    assert [c.form for c in find_keyphrase_candidates([text], [], one_sentence(text), []).candidates] == [
        "illegal immigrants"
    ]


def test_vague_words_and_words_of_time_end_no_phrase() -> None:
    assert candidates("last/JJ month/NN many/JJ people/NNS saw/VBD new/JJ things/NNS") == []
    assert candidates("a/DT recent/JJ trade/NN agreement/NN on/IN Monday/NNP") == ["trade agreement"]


def test_punctuation_and_glued_text_separate_phrases() -> None:
    assert candidates("trade/NN +,/, security/NN") == ["trade", "security"]
    assert candidates("federal/JJ register.?All/NN passports/NNS") == ["passports"]


def test_names_and_roles_are_not_key_phrases_but_may_be_part_of_one() -> None:
    line = "Prime/NNP Minister/NNP Sanae/NNP Takaichi/NNP met/VBD the/DT Japan/NNP trade/NN lobby/NN in/IN Japan/NNP"
    named = (ActorKind.PERSON, "Sanae_Takaichi"), (ActorKind.PLACE, "Japan")
    assert candidates(line, *named) == ["Japan trade lobby", "Japan"]
    twice = tagged(*line.split())
    place = Mention(0, twice.text.rindex("Japan"), len(twice.text))
    known = Actor("Japan", ActorKind.PLACE, (), (), (place,))
    person = actor(ActorKind.PERSON, twice, "Sanae Takaichi")
    page = find_keyphrase_candidates([twice], [], one_sentence(twice), [known, person])
    assert [c.form for c in page.candidates] == ["Japan trade lobby"]
    assert candidates("the/DT former/JJ president/NN spoke/VBD") == []


def test_letters_after_a_persons_name_make_no_key_phrase_of_it() -> None:
    line = "Dr/NNP Ann/NNP Lee/NNP OBE/NNP opened/VBD the/DT ward/NN"
    assert candidates(line, (ActorKind.PERSON, "Ann_Lee")) == ["ward"]
    assert candidates("an/DT MBE/NN for/IN a/DT ward/NN") == ["ward"]


def test_headlines_give_no_phrases_but_their_words_are_known() -> None:
    text = tagged(*"Spill/NN Threatens/NNP Coast/NNP Oil/NN reached/VBD beaches/NNS".split())
    body = text.text.index("Oil")
    page = find_keyphrase_candidates(
        [text], [tagged("Beaches/NNS")], [Sentence(text.text[body:], body, len(text.text))], []
    )
    assert [c.form for c in page.candidates] == ["Oil", "beaches"]
    assert {"spill", "coast", "beache"} & page.headline_words == {"spill", "coast"}
    assert "beach" in page.headline_words


def test_singular_and_plural_count_as_one_and_the_commoner_form_is_shown() -> None:
    text = tagged(*"oil/NN spills/NNS and/CC an/DT oil/NN spill/NN and/CC oil/NN spills/NNS".split())
    (only,) = find_keyphrase_candidates([text], [], one_sentence(text), []).candidates
    assert (only.count, only.form) == (3, "oil spills")


def test_a_phrase_knows_the_longer_ones_that_hold_it() -> None:
    text = tagged(*"oil/NN spill/NN and/CC big/JJ oil/NN spill/NN and/CC oil/NN spill/NN law/NN".split())
    spill = find_keyphrase_candidates([text], [], one_sentence(text), []).candidates[0]
    assert (spill.form, spill.count, spill.containing_candidates, spill.nested_count) == ("oil spill", 1, 2, 2)


def entity(text: TaggedText, name: str, label: str) -> TaggedText:
    """The text with the first occurrence of a name as a named entity."""
    start = text.text.index(name)
    end = start + len(name)
    tokens = (
        replace(token, ent_type=label, ent_span=(start, end)) if start <= token.start < end else token
        for token in text.tokens
    )
    return TaggedText(text.text, (tuple(tokens),))


def found_in(text: TaggedText) -> list[str]:
    return [c.form for c in find_keyphrase_candidates([text], [], one_sentence(text), []).candidates]


@pytest.mark.parametrize(
    ("line", "name", "label", "expected"),
    [
        ("the/DT Defense/NNP of/IN Marriage/NNP Act/NNP passed/VBD", "Defense of Marriage Act", "LAW", []),
        ("the/DT Department/NNP of/IN Justice/NNP sued/VBD", "Department of Justice", "ORG", []),
        ("two/CD long/JJ decades/NNS passed/VBD", "two long decades", "DATE", []),
        ("some/DT 40/CD miles/NNS of/IN road/NN", "40 miles", "QUANTITY", ["road"]),
        ("Ann/NNP Poe/NNP rapping/NN about/IN bees/NNS", "Ann Poe", "PERSON", ["bees"]),
    ],
)
def test_a_part_of_a_name_a_date_or_a_quantity_is_no_phrase(
    line: str, name: str, label: str, expected: list[str]
) -> None:
    assert found_in(entity(tagged(*line.split()), name, label)) == expected


def test_a_part_of_a_compound_or_of_a_clause_is_no_phrase() -> None:
    compound = tagged(*"apparent/JJ drug/NN and/CC gun/NN sales/NNS".split())
    sales = compound.text.index("sales")
    tokens = [replace(t, dep="compound", head=sales) if t.text == "drug" else t for t in compound.tokens]
    assert found_in(TaggedText(compound.text, (tuple(tokens),))) == ["gun sales"]
    clause = tagged(*"scrutiny/NN mounts/NNS".split())
    first, second = clause.tokens
    tokens = [replace(first, dep="nsubj", head=second.start), replace(second, dep="ROOT", head=second.start)]
    assert found_in(TaggedText(clause.text, (tuple(tokens),))) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a/DT 22/CD +-/HYPH +year/NN +-/HYPH +old/JJ gamer/NN won/VBD", ["gamer"]),
        ("on/IN Nov./NNP at/IN noon/NN in/IN the/DT morning/NN", []),
        ("in/IN the/DT UK.The/NNP dresses/NNS were/VBD sold/VBN", ["dresses"]),
        ("the/DT governmentA/NN shuttler/NN runs/VBZ watchOS/NN apps/NNS", ["shuttler", "watchOS apps"]),
        ("a/DT joint/JJ ex-U.S./NNP", []),
        ("21/CD lakh/NN tech/NN workers/NNS", ["tech workers"]),
        ("a/DT woman/NN moments/NNS after/IN it/PRP", ["woman"]),
    ],
)
def test_ages_dates_and_glued_words_are_left_out(line: str, expected: list[str]) -> None:
    assert candidates(line) == expected


def test_an_abbreviation_before_its_stop_is_no_phrase() -> None:
    line = "the/DT col/NN +./. Ann/NNP Lee/NNP (/-LRB- +ret/NN +./. +)/-RRB- won/VBD the/DT race/NN"
    assert candidates(line, (ActorKind.PERSON, "Ann_Lee")) == ["race"]


def test_a_heading_in_capitals_gives_no_phrase_unless_the_whole_text_is_in_capitals() -> None:
    text = tagged(*"A/DT NEW/JJ STADIUM/NN ./. the/DT club/NN won/VBD".split())
    heading, rest = "A NEW STADIUM .", "the club won"
    sentences = [Sentence(heading, 0, len(heading)), Sentence(rest, len(heading) + 1, len(text.text))]
    found = find_keyphrase_candidates([text], [], sentences, [])
    assert [c.form for c in found.candidates] == ["club"]
    assert candidates("A/DT NEW/JJ STADIUM/NN") == ["NEW STADIUM"]
