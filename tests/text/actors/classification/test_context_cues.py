from __future__ import annotations

from collections import Counter

import pytest
from text.actors.analysed_text import layout, tagger

from bot.text.actors.classification.after_cues import BRACKET_CUES, COMMA_CUES, FOLLOWING_CUES
from bot.text.actors.classification.before_cues import KIND_CUES, WORD_CUES
from bot.text.actors.classification.context_cues import CONTEXT_CUES, context_cues
from bot.text.actors.classification.cue_weights import cue_weights
from bot.text.actors.classification.name_cues import NAME_CUES
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import tokenize_story
from bot.text.lexicon import lexicon

TABLES = (CONTEXT_CUES, WORD_CUES, KIND_CUES, FOLLOWING_CUES, COMMA_CUES, BRACKET_CUES)


def cues_of(example: str) -> set[str]:
    """The cues of the name between square brackets in a sentence."""
    before, name, _ = example.replace("]", "[").split("[")
    text, sentences = layout((example.replace("[", "").replace("]", ""),))
    (text, _) = tokenize_story(tagger().tag([text]), tagger().tag([""]), sentences)
    (candidate,) = [
        c
        for c in find_candidates([text])
        if text.tokens[c.first].start == len(before) and text.tokens[c.last].end == len(before) + len(name)
    ]
    return context_cues(candidate, text.tokens, lexicon())


@pytest.mark.parametrize(("cue", "example"), [(cue, example) for table in TABLES for cue, _, example in table])
def test_each_cue_is_found_in_its_example_and_has_a_weight(cue: str, example: str) -> None:
    assert cue in cues_of(example)
    assert cue in cue_weights()


@pytest.mark.parametrize(
    ("cue", "example"),
    [
        ("the before", "He saw the [Thames]."),
        ("of before", "The mayor of [Moengo] spoke."),
        ("comma before", "Yesterday, [Cuttitta] scored."),
        ("opening bracket before", "The winners ([Chelsea]) left."),
        ("possessive", "They praised [Howard]'s plan."),
        ("owns a noun of persons", "They praised [Howard]'s wife."),
        ("owns a noun of places", "It was [Moengo]'s new airport."),
        ("owns a noun of organisations", "[Nokia]'s shares fell."),
        ("comma after", "After [Howard], nobody spoke."),
        ("brackets after", "They praised [Howard] (a former minister)."),
        ("based after", "The [Moengo]-based firm grew."),
        ("tagger: person", "They met [Tony Blair] there."),
        ("tagger: no entity", "They [Googled] it."),
    ],
)
def test_words_around_a_name_give_cues(cue: str, example: str) -> None:
    assert cue in cues_of(example)
    assert cue in cue_weights()


def test_only_these_cues_have_two_conditions_and_one_weight() -> None:
    counts = Counter(cue for table in (*TABLES, NAME_CUES) for cue, _, _ in table)
    shared = {cue for cue, count in counts.items() if count > 1}
    assert shared == {"who after", "number after", "speech verb after", "title before or in the name"}


def test_only_the_first_cue_of_a_word_counts() -> None:
    cues = cues_of("They praised the goalkeeper [Petr Cech].")
    assert "role before" in cues
    assert "the before" not in cues


def test_a_cue_looks_at_its_sentence_only() -> None:
    text, sentences = layout(("He was beaten by", "Howard smiled."))
    (text, _) = tokenize_story(tagger().tag([text]), tagger().tag([""]), sentences)
    (candidate,) = [c for c in find_candidates([text]) if c.text == "Howard"]
    assert "by before" not in context_cues(candidate, text.tokens, lexicon())
