"""Words, titles and themes that are similar to what was typed."""

from __future__ import annotations

from bot.services.lookup.similarity import match_themes, nearest, nearest_titles

THEMES = ["Economy, business and finance", "Sport", "Conflict, war and peace"]


def test_the_most_similar_words_come_first_and_others_not_at_all() -> None:
    assert nearest("takaichy", ["takaichi", "takaishi", "trump"]) == ["takaichi", "takaishi"]
    assert nearest("takaichy", ["trump"]) == []
    assert nearest("sumary", ["summary", "search"], min_similarity=60, limit=1) == ["summary"]


def test_titles_are_found_by_words_that_are_misspelt_in_any_order() -> None:
    titles = ["harbour reopens", "minister resigns", ""]
    assert nearest_titles("reopens harbor", titles) == [0]
    assert nearest_titles("", titles) == []


def test_a_theme_is_found_by_its_name_a_part_of_it_or_a_word_with_the_same_stem() -> None:
    assert match_themes("sport", THEMES)[0] == ["Sport"]
    assert match_themes("war and", THEMES)[0] == ["Conflict, war and peace"]
    assert match_themes("wars", THEMES)[0] == ["Conflict, war and peace"]
    assert match_themes("economic", THEMES)[0] == ["Economy, business and finance"]
    assert match_themes("spotr", THEMES) == ([], ["Sport"])
    assert match_themes("weather", THEMES) == ([], [])
