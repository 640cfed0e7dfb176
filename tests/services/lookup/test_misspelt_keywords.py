"""Misspelt periods, themes, lengths and the word "latest" are recognised."""

from __future__ import annotations

import pytest

from bot.errors import InputError, NotFound
from bot.models.suggestions import Suggestion, SuggestionKind, Suggestions
from bot.services.lookup.misspelt_keywords import Keyword, correct_keywords, instead_of_keywords

THEMES = ["Trade", "Politics and government", "Sport"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("last wek", "last week"),
        ("toady", "today"),
        ("since firday", "since friday"),
        ("novmber 24", "november 24"),
        ("tade", "trade"),
        ("politics and goverment", "politics and government"),
        ("tade last wek", "trade last week"),
        ("yesteday sprot", "yesterday sport"),
        ("lastest", "latest"),
        ("latest shrot", "latest short"),
        ("shrot", "short"),
        ("last week", None),  # nothing is misspelt
        ("Marsh", None),
        ("bridge lastest", None),
        ("the harbour of the old town is closed", None),
        ("", None),
    ],
)
def test_misspelt_keywords_are_corrected(typed: str, meant: str | None) -> None:
    assert correct_keywords(typed, tuple(Keyword), THEMES) == meant


def test_a_command_is_only_given_keywords_that_it_knows() -> None:
    assert correct_keywords("lastest", [Keyword.PERIOD, Keyword.THEME], THEMES) is None
    assert correct_keywords("tade", [Keyword.PERIOD], THEMES) is None
    assert correct_keywords("shrot", [Keyword.PERIOD], THEMES) is None


def test_similar_words_of_the_articles_stand_behind_the_keywords() -> None:
    error = instead_of_keywords(InputError("No period."), "last wek", "trends last week")
    assert error.written("!") == "I found nothing for “last wek”. Did you mean !trends last week?"
    assert error.suggestions is None
    similar = Suggestions(SuggestionKind.QUERY, "last wek", (Suggestion("last we", "last we"),))
    found = instead_of_keywords(NotFound("None.", similar), "last wek", "articles last week").suggestions
    assert found is not None
    assert found.heading == "Or …"
