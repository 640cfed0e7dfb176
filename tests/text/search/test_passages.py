"""The passage around a hit that SQLite's snippets do not see."""

from __future__ import annotations

import pytest

from bot.text.search.passages import passage


@pytest.mark.parametrize(
    ("text", "term", "marked"),
    [
        ("He lives in Łódź now.", "lodz", "Łódź"),
        ("The Nord\u00adbank paid.", "nordbank", "Nord\u00adbank"),
        ("An e-mail came.", "email", "e-mail"),
        ("Some 1 200 people.", "1200", "1 200"),
        ("They told us what the US wants.", "US", "US"),
        ("东京新地铁开通。", "地铁", "地铁"),
        ("ドナルド・トランプ氏。", "ドナルドトランプ", "ドナルド・トランプ"),
        ("In der Straße.", "strass", "Straße"),
        ("東京で会談。京都で会談。", "京都", "京都"),
        ("5G手机。", "手机", "手机"),
    ],
)
def test_the_hit_is_marked_as_it_stands_in_the_text(text: str, term: str, marked: str) -> None:
    found = passage(text, [term], max_words=24)
    assert f"\x02{marked}\x03" in found
    assert found.replace("\x02", "").replace("\x03", "") == text


def test_a_passage_is_cut_on_both_sides_of_the_hit() -> None:
    text = "before " * 50 + "Łódź " + "after " * 50
    found = passage(text, ["lodz"], max_words=10)
    assert found == "…before before before before before \x02Łódź\x03 after after after after after…"


def test_a_hit_beyond_the_passage_is_not_marked() -> None:
    found = passage("Łódź " + "after " * 50 + "Łódź", ["lodz"], max_words=6)
    assert found.count("\x02") == 1


def test_without_a_hit_it_is_the_beginning_of_the_text() -> None:
    assert passage("One two three four.", ["nowhere"], max_words=2) == "One two…"
    assert passage("", ["nowhere"], max_words=2) == ""


@pytest.mark.parametrize("text", ["ü-" * 100_000, "ü" * 100_000, "地" * 100_000])
def test_a_passage_is_short_even_if_the_hit_is_as_long_as_the_text(text: str) -> None:
    assert len(passage(text, [text[:50]], max_words=24)) < 1_000
