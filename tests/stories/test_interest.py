"""How much a server's readers care about articles, from what they opened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.models.articles import ArticleHeader
from bot.models.briefing import BriefedArticle
from bot.models.reading import ReadingCount, Subject
from bot.stories.interest import HALF_LIFE, Interest, decayed, interest_in, interest_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def briefed(number: int, theme: str | None = None) -> BriefedArticle:
    return BriefedArticle(ArticleHeader(number, number, 0, "A title", None, None, NOW), None, theme)


def count(subject: Subject, readers: float, *, days: float = 0) -> ReadingCount:
    return ReadingCount(subject, readers, NOW - timedelta(days=days))


def test_a_reader_counts_half_after_the_half_life_and_fully_if_the_clock_went_back():
    assert decayed(8, HALF_LIFE) == 4
    assert decayed(8, 3 * HALF_LIFE) == 1
    assert decayed(8, timedelta(days=-1)) == 8


def test_the_most_read_subject_is_worth_most_and_the_others_in_proportion():
    found = interest_of([count("Sport", 27), count("Trade", 9), count(4, 3)], NOW)
    assert found == Interest({"Sport": 27 / 30, "Trade": 9 / 30}, {4: 3 / 6})


def test_few_readers_say_little_and_no_number_of_them_says_all():
    one, many = (interest_of([count("Sport", readers)], NOW).themes["Sport"] for readers in (1, 1e9))
    assert one == pytest.approx(0.25)
    assert 0.99 < many < 1


def test_readers_of_earlier_days_count_less():
    found = interest_of([count("Sport", 10, days=14), count("Trade", 5)], NOW).themes
    assert found["Trade"] == 2 * found["Sport"]


def test_no_counts_are_no_interest():
    assert interest_of([], NOW) == Interest({}, {})


def test_the_theme_and_the_most_read_main_actor_add_up():
    interest = Interest({"Sport": 0.8}, {1: 0.2, 2: 0.6})
    articles = [briefed(1, "Sport"), briefed(2, "Trade"), briefed(3), briefed(4, "Sport")]
    found = interest_in(interest, articles, [(1, 1), (1, 2), (2, 1), (2, 9)])
    assert found == pytest.approx({1: 0.92, 2: 0.2, 3: 0, 4: 0.8})
