"""Words that tell nothing."""

from __future__ import annotations

from bot.text.search.function_words import function_words


def test_pronouns_are_common_and_names_are_not() -> None:
    assert {"us", "it", "who", "the"} <= function_words()
    assert "uk" not in function_words()
