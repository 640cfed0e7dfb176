"""What may be typed in a search."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import InputError
from bot.services.lookup.search_query import SearchQuery, parse_search, query_terms, search_day, typed_query

NOW = datetime(2026, 11, 29, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("trade talks", SearchQuery(("trade", "talks"))),
        ('trade "prime minister"', SearchQuery(("trade", "prime minister"), ends_in_phrase=True)),
        ('"prime minis', SearchQuery(("prime minis",))),
        ("„prime minister“ x", SearchQuery(("prime minister", "x"))),
        ("”prime minister”", SearchQuery(("prime minister",), ends_in_phrase=True)),
        ("trade -tariff", SearchQuery(("trade",), ("tariff",))),
        ("-tariff trade –steel −iron", SearchQuery(("trade",), ("tariff", "steel", "iron"))),
        ('trade -"steel tariff"', SearchQuery(("trade",), ("steel tariff",))),
        ("trade - tariff", SearchQuery(("trade", "tariff"))),
        ("cease-fire", SearchQuery(("cease-fire",))),
        ("jobs 2 700", SearchQuery(("jobs", "2 700"))),
        ("2 “700”", SearchQuery(("2", "700"), ends_in_phrase=True)),
        ("who:Takaichi", SearchQuery(conditions=(("who", "Takaichi"),))),
        ("WHO:Takaichi trade", SearchQuery(("trade",), conditions=(("who", "Takaichi"),))),
        ("who：高市", SearchQuery(conditions=(("who", "高市"),))),
        ('x who:"Sanae  Takaichi"', SearchQuery(("x",), conditions=(("who", "Sanae Takaichi"),))),
        ("x who:“Sanae Takaichi”", SearchQuery(("x",), conditions=(("who", "Sanae Takaichi"),))),
        ('theme:Trade source:"The Paper', SearchQuery(conditions=(("theme", "Trade"), ("source", "The Paper")))),
        ("after:2026-11-01 before:today x", SearchQuery(("x",), (), (("after", "2026-11-01"), ("before", "today")))),
        ("title:prize", SearchQuery(("title", "prize"))),
        ("somewho:x", SearchQuery(("somewho", "x"))),
        ('x -"..."', SearchQuery(("x",))),
        ('"..." x', SearchQuery(("x",))),
        ("x -😀", SearchQuery(("x",))),
    ],
)
def test_a_query_is_parsed(typed: str, parsed: SearchQuery) -> None:
    assert parse_search(typed) == parsed


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-tariff", "only left out: add a word"),
        ('-"steel tariff"', "only left out: add a word"),
        ("...", "Give one or more words"),
        ('""', "Give one or more words"),
        ("who:", "who: needs its value directly after the colon, as in who:Lee"),
        ("who: Takaichi", "who: needs its value directly after the colon"),
        ('theme:"" x', "theme: needs its value directly after the colon, as in theme:Sport"),
        ("x after:", "as in after:2026-11-01"),
        ("x -who:", "who: needs its value directly after the colon"),
    ],
)
def test_a_query_that_cannot_be_used_is_explained(typed: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        parse_search(typed)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026/1/2", datetime(2026, 1, 2, tzinfo=UTC)),
        ("2026-11", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("today", datetime(2026, 11, 29, tzinfo=UTC)),
        ("Yesterday", datetime(2026, 11, 28, tzinfo=UTC)),
        ("7d", datetime(2026, 11, 22, tzinfo=UTC)),
        ("week", datetime(2026, 11, 22, tzinfo=UTC)),
    ],
)
def test_a_day_is_understood(value: str, day: datetime) -> None:
    assert search_day("after", value, NOW) == day


@pytest.mark.parametrize("value", ["soon", "2026-13-01", "2026-02-30", "0000", "01-11-2026", "all", "ever", "-1"])
def test_what_is_no_day_is_named_with_an_example(value: str) -> None:
    with pytest.raises(InputError, match=f"before:{value} is not a date .* before:2026-11-01"):
        search_day("before", value, NOW)


def test_words_typed_for_something_else_have_no_operators() -> None:
    assert query_terms('who:x -y "a phrase" z') == ["who", "x", "y", "a phrase", "z"]


@pytest.mark.parametrize("typed", ['trade "prime minister" -steel who:"Sanae Takaichi" after:2026', "trade"])
def test_a_query_is_typed_as_it_was_parsed(typed: str) -> None:
    again = typed_query(parse_search(typed))
    assert again is not None
    assert parse_search(again) == parse_search(typed)


def test_a_query_that_is_too_long_to_type_is_none() -> None:
    assert typed_query(SearchQuery(("word" * 20,))) is None
