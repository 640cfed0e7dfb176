from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.models.analysis import Actor, ActorKind, Mention, Sentence
from bot.text.keyphrases.candidates import KeyphraseCandidate, find_keyphrase_candidates
from bot.text.keyphrases.features import FEATURES, idf_table, phrase_features
from bot.text.keyphrases.ranking import (
    MAX_PHRASES,
    MAX_SAME_HEAD,
    MIN_PHRASES,
    MIN_PROBABILITY,
    choose_phrases,
    key_phrases,
)
from bot.text.sentences import split_sentences
from bot.text.tagger import TaggedText, TaggedToken, Tagger

SEED = Path(__file__).parents[3] / "seeds" / "000_a960c30da92131fb.txt"


@cache
def tagger() -> Tagger:
    return Tagger()


def tagged(*words: str) -> TaggedText:
    """Words with their tags after a slash, one space between them: ``the/DT oil/NN spill/NN``; ``+`` leaves none."""
    text, tokens = "", []
    for word in words:
        form, _, tag = word.removeprefix("+").rpartition("/")
        text += "" if not text or word.startswith("+") else " "
        tokens.append(TaggedToken(len(text), len(text) + len(form), form, tag))
        text += form
    return TaggedText(text, (tuple(tokens),))


def one_sentence(text: TaggedText) -> tuple[Sentence, ...]:
    return (Sentence(text.text, 0, len(text.text)),)


def actor(kind: ActorKind, text: TaggedText, *names: str) -> Actor:
    starts = [(text.text.index(name), len(name)) for name in names]
    return Actor(names[0], kind, names[1:], (), tuple(Mention(0, start, start + size) for start, size in starts))


def candidates(line: str, *actors: tuple[ActorKind, str]) -> list[str]:
    text = tagged(*line.split())
    found = [actor(kind, text, name.replace("_", " ")) for kind, name in actors]
    return [c.form for c in find_keyphrase_candidates([text], [], one_sentence(text), found).candidates]


def phrases(text: str, title: str = "", *actors: Actor) -> tuple[str, ...]:
    return key_phrases(tagger().tag([text]), tagger().tag([title]), split_sentences(text), actors)


def candidate(*words: str) -> KeyphraseCandidate:
    return KeyphraseCandidate(words, ("NN",) * len(words), (None,) * len(words), 0, (0.0, 0.0), 1)


def chosen(*found: tuple[str, float]) -> list[str]:
    made = [candidate(*phrase.split()) for phrase, _ in found]
    probabilities = np.array([likelihood for _, likelihood in found], np.float32)
    return [" ".join(c.words) for c in choose_phrases(made, probabilities)]


# ---------------------------------------------------------------- candidates


def test_a_noun_phrase_is_the_longest_run_of_adjectives_and_nouns() -> None:
    found = candidates("the/DT major/JJ oil/NN spill/NN spread/VBD quickly/RB over/IN beaches/NNS")
    assert found == ["major oil spill", "beaches"]


def test_an_adjective_without_a_noun_is_no_phrase() -> None:
    assert candidates("it/PRP was/VBD inadequate/JJ") == []


def test_a_hyphenated_compound_is_one_word() -> None:
    assert candidates("a/DT lightning/NN +-/HYPH +sparked/VBN fire/NN burned/VBD") == ["lightning-sparked fire"]
    assert candidates("the/DT 100/CD +-/HYPH +meter/NN dash/NN") == ["100-meter dash"]


def test_a_participle_is_an_adjective_after_an_article_only() -> None:
    assert candidates("the/DT stricken/VBN tanker/NN") == ["stricken tanker"]
    assert candidates("they/PRP were/VBD limiting/VBG imports/NNS") == ["imports"]


def test_vague_words_and_words_of_time_end_no_phrase() -> None:
    assert candidates("last/JJ month/NN many/JJ people/NNS saw/VBD new/JJ things/NNS") == []
    assert candidates("a/DT recent/JJ trade/NN agreement/NN on/IN Monday/NNP") == ["trade agreement"]


def test_punctuation_and_glued_text_part_phrases() -> None:
    assert candidates("trade/NN +,/, security/NN") == ["trade", "security"]
    assert candidates("federal/JJ register.?All/NN passports/NNS") == ["passports"]


def test_names_and_roles_are_no_phrases_but_may_be_part_of_one() -> None:
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


# ---------------------------------------------------------------- features and choice


def test_every_candidate_has_a_finite_number_for_each_feature() -> None:
    text = tagged(*"the/DT worst/JJS oil/NN spill/NN of/IN years/NNS hit/VBD coastal/JJ towns/NNS".split())
    page = find_keyphrase_candidates([text], [], one_sentence(text), [])
    rows = phrase_features(page)
    assert rows.shape == (2, len(FEATURES))
    assert np.isfinite(rows).all()
    superlative = rows[:, FEATURES.index("begins with a comparative or superlative")]
    assert superlative.tolist() == [1, 0]


def test_common_words_are_less_rare_than_others() -> None:
    table, rarest = idf_table()
    assert table["the"] < table["government"] < rarest
    assert "tornado" not in table


def test_the_likeliest_phrases_come_first_and_none_is_part_of_another() -> None:
    found = chosen(("oil spill", 0.8), ("spill", 0.9), ("crude oil tanker", 0.7), ("crude oil", 0.6))
    assert found == ["spill", "crude oil tanker"]


def test_phrases_in_ever_new_forms_are_left_out() -> None:
    assert chosen(("avid blog reader", 0.9), ("average blog reader", 0.8)) == ["avid blog reader"]
    kinds = [(f"{kind} award", 0.9 - i / 100) for i, kind in enumerate(("coaching", "team", "player", "sevens"))]
    assert len(chosen(*kinds)) == MAX_SAME_HEAD


def test_unlikely_phrases_only_fill_a_short_list() -> None:
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu".split()
    assert len(chosen(*((word, MIN_PROBABILITY / 2) for word in words))) == MIN_PHRASES
    assert len(chosen(*((word, 0.5) for word in words))) == MAX_PHRASES


# ---------------------------------------------------------------- whole texts


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
    assert {"security cooperation", "trade relations", "security alliance", "trade imbalances"} <= set(found)
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


def test_a_text_of_one_endless_noun_phrase_gives_none() -> None:
    assert phrases("trade " * 5_000) == ()


def test_a_long_text_takes_time_linear_in_its_length() -> None:
    words = [f"w{i % 3_000}/NN" if i % 3 else "oil/NN" if i % 2 else "the/DT" for i in range(60_000)]
    text = tagged(*words)
    started = time.process_time()
    key_phrases([text], [], [Sentence(text.text, 0, len(text.text))], [])
    assert time.process_time() - started < 5


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
