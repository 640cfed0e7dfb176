"""What is new in an article beside the earlier ones of its story."""

from __future__ import annotations

import re

import pytest
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, STRIKE

from bot.stories.novelty import MAX_SENTENCES, ToldArticle, what_is_new


def told(report: tuple[str, str], *names: str) -> ToldArticle:
    return ToldArticle(report[0], re.findall(r"[^.]+\.", report[1]), names)


def and_then(*sentences: str, title: str = FERRY[0]) -> tuple[str, str]:
    return title, " ".join((*sentences, FERRY[1]))


KNOWN = [told(FERRY, "Morag Tulloch")]


@pytest.mark.parametrize("report", [FERRY, FERRY_REVISED, and_then("The harbour stays open.")])
def test_a_copy_has_nothing_new(report: tuple[str, str]) -> None:
    assert what_is_new(told(report), KNOWN) is None


def test_new_figures_and_names_count_with_new_sentences() -> None:
    later = and_then(
        "Two engineers were treated for burns on Sunday, 31 hours after the accident.",
        "The fire chief Ewan Baird blamed a leaking pipe.",
        "Inspectors found a crack of 9 metres along the keel.",
    )
    assert what_is_new(told(later, "Ewan Baird", "Morag Tulloch"), KNOWN) == (
        "“31”, “9”, Ewan Baird and 3 of its 6 sentences"
    )
    assert what_is_new(told(later), [*KNOWN, told(later)]) is None


def test_figures_and_names_further_down_do_not_count() -> None:
    more = "The harbour stays open. The pier is old. She was built in 1987 at Troon. Its last director was Ewan Baird."
    assert what_is_new(told((FERRY[0], f"{FERRY[1]} {more}"), "Ewan Baird"), KNOWN) is None


def test_an_article_with_hardly_a_known_sentence_is_new_without_figures_and_names() -> None:
    assert what_is_new(told(BUDGET), KNOWN) == "“14” and any of its sentences"
    plain = ("More on the ferry", "Fishermen tell of an old wreck. Divers once found cannons. The museum shows a bell.")
    assert what_is_new(told(plain), KNOWN) == "any of its sentences"
    assert what_is_new(told((plain[0], f"{plain[1]} Nobody was hurt, the coastguard said.")), KNOWN) == (
        "3 of its 4 sentences"
    )


def test_what_any_of_the_earlier_articles_has_is_not_new() -> None:
    assert what_is_new(told(STRIKE), [*KNOWN, told(STRIKE), told(FERRY_ELSEWHERE)]) is None


def test_an_article_without_sentences_has_nothing_new() -> None:
    assert what_is_new(ToldArticle("A title with 99", ()), KNOWN) is None
    assert what_is_new(told(FERRY), []) == "“140” and any of its sentences"


def test_of_a_long_article_the_beginning_is_compared() -> None:
    long = ToldArticle(FERRY[0], [*KNOWN[0].sentences * 20, *(f"Number {n} of the fleet." for n in range(99))])
    assert len(long.sentences) > MAX_SENTENCES
    assert what_is_new(long, KNOWN) is None
