"""Words that are written as one or as two."""

from __future__ import annotations

from bot.text.search.compounds import in_two_words, is_compound, splits


def test_a_known_compound_has_two_words_in_singular_and_plural() -> None:
    assert in_two_words("healthcare") == "health care"
    assert in_two_words("ceasefires") == "cease fire" or in_two_words("ceasefires") == "cease fires"
    assert is_compound("firefighter")
    assert in_two_words("managed") is None


def test_a_word_is_split_everywhere_but_at_common_words() -> None:
    assert "fire trucks" in splits("firetrucks")
    assert "not able" not in splits("notable")
    assert splits("abc") == []
