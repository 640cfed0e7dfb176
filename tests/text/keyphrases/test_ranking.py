from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from cpu_limit import cpu_limit
from hypothesis import example, given, settings
from hypothesis import strategies as st
from text.keyphrases.tagged_words import one_sentence, tagged

from bot.models.analysis import Actor, ActorKind, Mention, Sentence
from bot.text.keyphrases.candidates import KeyphraseCandidate
from bot.text.keyphrases.ranking import (
    MAX_PHRASES,
    MAX_SAME_HEAD,
    MIN_PHRASES,
    MIN_PROBABILITY,
    choose_phrases,
    key_phrases,
)
from bot.text.sentences import split_sentences
from bot.text.tagger import TaggedText, Tagger

SEED = Path(__file__).parents[3] / "seeds" / "000_a960c30da92131fb.txt"


@cache
def tagger() -> Tagger:
    return Tagger()


def phrases(text: str, title: str = "", *actors: Actor) -> tuple[str, ...]:
    return key_phrases(tagger().tag([text]), tagger().tag([title]), split_sentences(text), actors)


def candidate(*words: str) -> KeyphraseCandidate:
    return KeyphraseCandidate(words, ("NN",) * len(words), (None,) * len(words), 0, (0.0, 0.0), 1)


def chosen(*found: tuple[str, float]) -> list[str]:
    made = [candidate(*phrase.split()) for phrase, _ in found]
    probabilities = np.array([likelihood for _, likelihood in found], np.float32)
    return [" ".join(c.words) for c in choose_phrases(made, probabilities)]


def test_the_likeliest_phrases_come_first_and_none_is_part_of_another() -> None:
    found = chosen(("oil spill", 0.8), ("spill", 0.9), ("crude oil tanker", 0.7), ("crude oil", 0.6))
    assert found == ["spill", "crude oil tanker"]


def test_phrases_with_very_many_forms_are_left_out() -> None:
    assert chosen(("avid blog reader", 0.9), ("average blog reader", 0.8)) == ["avid blog reader"]
    kinds = [(f"{kind} award", 0.9 - i / 100) for i, kind in enumerate(("coaching", "team", "player", "sevens"))]
    assert len(chosen(*kinds)) == MAX_SAME_HEAD


def test_unlikely_phrases_only_fill_a_short_list() -> None:
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu".split()
    assert len(chosen(*((word, MIN_PROBABILITY / 2) for word in words))) == MIN_PHRASES
    assert len(chosen(*((word, 0.5) for word in words))) == MAX_PHRASES


def test_the_first_seed_article_is_about_trade_and_security() -> None:
    title, _, text = SEED.read_text(encoding="utf-8").partition("\n")
    body = tagger().tag([text])
    places = [
        (token.text, token.start, token.end)
        for token in body[0].tokens
        if token.text in ("Takaichi", "Sanae", "Trump", "Donald", "Abe", "Shinzo", "Japan", "U.S.")
    ]
    people = Actor("Takaichi", ActorKind.PERSON, (), (), tuple(Mention(0, s, e) for _, s, e in places))
    found = key_phrases(body, tagger().tag([title]), split_sentences(text), [people])
    assert {"security cooperation", "trade relations", "security concerns"} <= set(found)
    assert not any(name in phrase for phrase in found for name in ("Takaichi", "Abe", "Prime Minister", "Reactions"))


def test_a_text_about_one_thing_names_it_first() -> None:
    text = (
        "A crude oil spill spread along the coast on Saturday. Cleanup crews fought the oil spill with booms. "
        "The oil spill is the worst in ten years, and cleanup crews said the oil spill would reach fishing grounds."
    )
    found = phrases(text, "Oil spill reaches the coast")
    assert found[0] in ("oil spill", "crude oil spill")
    assert "Cleanup crews" in found or "cleanup crews" in found


def test_line_breaks_inside_a_phrase_are_shown_as_spaces() -> None:
    text = tagged(*"the/DT trade/NN imbalance/NN grew/VBD".split())
    wrapped = TaggedText(text.text.replace("trade imb", "trade\nimb"), text.paragraphs)
    assert key_phrases([wrapped], [], one_sentence(wrapped), []) == ("trade imbalance",)


@pytest.mark.parametrize("text", ["", " \n\n ", "Yes.", "!!! ???", "1 2 3 4 5", "日本の首相は会談した。", "🙂 🙂"])
def test_a_text_without_noun_phrases_gives_few_or_none(text: str) -> None:
    assert len(phrases(text)) <= 1


def test_one_endless_noun_phrase_gives_no_key_phrases() -> None:
    assert phrases("trade " * 5_000) == ()


@pytest.mark.no_cover
def test_a_long_text_is_analysed_in_linear_time() -> None:
    words = [f"w{i % 3_000}/NN" if i % 3 else "oil/NN" if i % 2 else "the/DT" for i in range(60_000)]
    text = tagged(*words)
    with cpu_limit(5):
        key_phrases([text], [], [Sentence(text.text, 0, len(text.text))], [])


NASTY = st.text(st.characters(codec="utf-8"), max_size=300) | st.lists(
    st.sampled_from(
        ["oil", "Oil", "spills", "trade", "-", "’s", "U.S.", "\n\n", "the", "new", ".", "“", "\u200b", "東京"]
    ),
    max_size=80,
).map(" ".join)


@settings(max_examples=40)
@given(NASTY, NASTY)
@example("Oil-oil - oil’s spill. " * 30, "Oil")
@example("a\x00b \ud800 c", "")
def test_any_text_gives_verbatim_phrases_that_do_not_overlap(text: str, title: str) -> None:
    found = phrases(text, title)
    plain = " ".join(text.split())
    assert len(found) <= MAX_PHRASES
    assert all(phrase in plain for phrase in found)
    words = [set(phrase.lower().split()) for phrase in found]
    assert not any(a <= b for i, a in enumerate(words) for j, b in enumerate(words) if i != j)
