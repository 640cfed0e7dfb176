"""Texts that are nearly the same, and texts that only begin alike."""

from __future__ import annotations

import pytest
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED

from bot.stories.near_copies import band_keys, is_near_copy, opens_alike, shared_bands, shingles, signature

TEXT = FERRY[1]
SENTENCES = TEXT.split(". ")


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(),
        TEXT.replace(",", " –"),
        FERRY_REVISED[1],
        f"SKELWICK (Example News) - {TEXT}",
        TEXT.replace("lifeboats took all of the passengers ashore", "everybody was brought ashore by lifeboats"),
        ". ".join(SENTENCES[:2]),
    ],
    ids=["capitals", "other marks", "continued", "with a dateline", "a clause rewritten", "cut short"],
)
def test_revised_and_shortened_texts_are_near_copies(other: str) -> None:
    mine, theirs = shingles(TEXT), shingles(other)
    assert is_near_copy(mine, theirs)
    assert opens_alike(TEXT, other)
    assert shared_bands(signature(mine), signature(theirs))


@pytest.mark.parametrize("other", [FERRY_ELSEWHERE[1], BUDGET[1], "", f"{SENTENCES[0]}. {BUDGET[1]}"])
def test_the_same_event_in_other_words_is_no_near_copy(other: str) -> None:
    assert not is_near_copy(shingles(TEXT), shingles(other))


def test_the_same_background_below_other_news_does_not_open_alike() -> None:
    news = f"{BUDGET[1]} {BUDGET[1]}"
    assert is_near_copy(shingles(f"{news} {TEXT}"), shingles(TEXT))
    assert not opens_alike(f"{news} {TEXT}", TEXT)


def test_a_text_in_a_script_without_spaces_is_compared_by_pairs_of_characters() -> None:
    text = "東京都は二十五日、来年度の予算案を発表した。総額は過去最大となる見通しだ。"
    mine, theirs = shingles(text), shingles(text + "知事は会見で理由を説明した。")
    assert is_near_copy(mine, theirs)
    assert shared_bands(signature(mine), signature(theirs))


def test_a_very_short_text_has_no_signature() -> None:
    short = shingles("The harbour is closed today because of ice")
    assert signature(short) == ()
    assert band_keys(()) == []
    assert not is_near_copy(short, short)


def test_a_signature_is_the_same_in_every_run() -> None:
    assert signature(shingles(TEXT))[:3] == signature(shingles(TEXT.lower()))[:3]
    assert len(band_keys(signature(shingles(TEXT)))) == 16
