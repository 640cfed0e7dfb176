"""Words that tell nothing."""

from __future__ import annotations

from bot.text.search.common_words import common_words


def test_pronouns_are_common_and_names_are_not() -> None:
    assert {"us", "it", "who", "the"} <= common_words()
    assert "uk" not in common_words()
