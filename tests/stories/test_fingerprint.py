"""What of an article is compared, and by what it is found."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from story_reports import FERRY, fingerprint, person

from bot.models.analysis import Actor, ActorKind, Mention
from bot.models.stories import Fingerprint
from bot.stories.fingerprint import MAX_WORDS, index_keys, make_fingerprint, read_story_text
from bot.stories.likeness import features
from bot.stories.words import rarity, story_words


def printed(title: str, text: str, actors: Sequence[Actor], language: str = "en") -> Fingerprint:
    return make_fingerprint(read_story_text(title, text, actors, language))


def test_the_rarest_words_weigh_most() -> None:
    words = fingerprint(FERRY).words
    assert words["skelwick"] > words["friday"]
    assert words["ferry"] > words["people"] > words.get("the", 0)


def test_vectors_have_at_most_length_one_and_are_bounded() -> None:
    long = printed("", " ".join(f"word{i}" for i in range(5_000)), [person(f"Ann Lee{i}") for i in range(90)])
    assert len(long.words) == MAX_WORDS
    assert len(long.actors) == 20
    for vector in (long.words, long.actors):
        assert math.hypot(*vector.values()) <= 1.02


def test_an_article_is_quite_like_itself_and_an_empty_one_like_nothing() -> None:
    whole, empty = fingerprint(FERRY, "Morag Tulloch"), printed("", "", ())
    assert min(features(whole, whole)[:2]) > 0.8
    assert features(whole, whole)[2:] == (0.0, 0.0)
    assert set(features(whole, empty)) == {0.0}
    assert index_keys(empty) == []


def test_a_text_of_a_few_words_or_in_another_language_is_only_compared_as_a_copy() -> None:
    short = printed("Ferry aground", "A ferry ran aground off Skelwick on Friday.", [person("Morag Tulloch")])
    assert (short.words, short.actors, short.signature) == ({}, {}, ())
    foreign = printed(*FERRY, [person("Morag Tulloch")], "fr")
    assert (foreign.words, foreign.actors) == ({}, {})
    assert foreign.signature


def test_a_person_is_compared_by_the_last_name_and_an_organisation_by_its_whole_name() -> None:
    police = Actor("Northern Police", ActorKind.ORGANISATION, (), (), (Mention(0, 0, 1),))
    unnamed = Actor("…", ActorKind.PERSON, (), (), (Mention(0, 0, 1),))
    found = printed(*FERRY, [person("Dr. Morag Tulloch"), police, unnamed])
    assert set(found.actors) == {"tulloch", "northern police"}
    assert {"a tulloch", "a northern police", "w skelwick"} <= set(index_keys(found))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Minister’s 2,000 taxes", ["the", "minister", "2,000", "tax"]),
        ("Łódź’s RÉSUMÉ", ["lodz", "resume"]),
        ("東京都", ["東京", "京都"]),
        ("京", ["京"]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert list(story_words(text)) == words


def test_unlisted_words_are_the_rarest() -> None:
    assert rarity("the") < rarity("minister") < rarity("skelwick")


def test_a_word_that_the_library_often_holds_is_less_rare() -> None:
    assert rarity("skelwick", 300, 1_000) < rarity("skelwick") < rarity("skelwick", 1, 1_000)
    text = read_story_text(*FERRY, ())
    often = make_fingerprint(text, {"skelwick": 400}, 1_000)
    assert often.words["skelwick"] < make_fingerprint(text, {"skelwick": 1}, 1_000).words["skelwick"]


@pytest.mark.parametrize(
    ("one", "other", "differ"), [("Friday", "Friday", 0.0), ("Friday", "Monday", 1.0), ("Friday", "", 0.0)]
)
def test_days_that_differ_are_noticed(one: str, other: str, differ: float) -> None:
    prints = [fingerprint((FERRY[0], FERRY[1].replace("Friday", day).replace("Saturday", ""))) for day in (one, other)]
    assert features(*prints)[2] == differ


@pytest.mark.parametrize(("figure", "differ"), [("140", 0.0), ("95", 1.0), ("2025", 0.0), ("many", 0.0)])
def test_figures_that_differ_are_noticed_and_years_are_none(figure: str, differ: float) -> None:
    other = fingerprint((FERRY[0].replace("140", figure), FERRY[1].replace("140", figure)))
    assert features(fingerprint(FERRY), other)[3] == differ
