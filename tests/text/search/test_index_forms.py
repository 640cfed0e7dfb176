"""What is indexed beside a text."""

from __future__ import annotations

import time

import pytest

from bot.text.search.index_forms import index_forms
from bot.text.search.word_forms import WORD


def test_a_plain_text_needs_no_forms() -> None:
    assert index_forms("The mayor spoke on Monday. All were there.\nAnd so on.") == ""


def test_forms_stand_between_their_neighbours_so_that_phrases_are_found() -> None:
    assert index_forms("one two three four five Łódź six seven eight nine ten") == (
        "two three four five lodz six seven eight nine"
    )


def test_neighbouring_windows_are_joined_and_distant_ones_kept_apart() -> None:
    near = index_forms("Łódź and Strauß met")
    assert near == "lodz and strauss met"
    far = index_forms("Łódź " + "word " * 20 + "Strauß")
    assert far == "lodz word word word word \ue002 word word word word strauss"


def test_other_spellings_are_added_once() -> None:
    assert index_forms("Müller. Müller.") == "muller muller \ue002 mueller"


def test_us_is_told_from_the_pronoun_unless_all_is_in_capitals() -> None:
    assert "us\ue000" in index_forms("The US sent envoys.")
    assert "us\ue000" not in index_forms("IT WAS THE BEST FOR US")
    assert index_forms("They told us.") == ""


@pytest.mark.parametrize(
    "text",
    [
        "a." * 50_000,
        "a-" * 50_000,
        "1," * 50_000,
        "1,000" * 20_000,
        "a\u0301" * 50_000,
        "地" * 100_000,
        "100 " * 25_000,
    ],
    ids=["points", "hyphens", "commas", "numbers", "marks", "characters", "groups"],
)
def test_a_hostile_text_takes_no_longer_than_any_other(text: str) -> None:
    started = time.process_time()
    index_forms(text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("text", ["\ufdfa" * 100_000, "ü" * 100_000, "ü-" * 50_000, "1,000," * 20_000])
def test_a_word_as_long_as_a_text_is_read_in_pieces(text: str) -> None:
    assert all(len(match[0]) < 4_000 for match in WORD.finditer(text))
    assert "".join(match[0] for match in WORD.finditer(text)).count("ü") == text.count("ü")
    started = time.process_time()
    index_forms(text)
    assert time.process_time() - started < 1
