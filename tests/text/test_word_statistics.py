"""What is known of words from news."""

from __future__ import annotations

from bot.text.word_statistics import idf_table, rarity, title_ratio


def test_common_words_are_less_rare_than_others() -> None:
    table, rarest = idf_table()
    assert table["the"] < table["government"] < rarest
    assert "tornado" not in table
    assert rarity("government") == table["government"] < rarity("tornado") == rarest


def test_words_that_name_subjects_are_in_titles_sooner_than_words_that_tell_of_them() -> None:
    assert title_ratio("vaccine") > title_ratio("xylophone") == 0 > title_ratio("reason")
