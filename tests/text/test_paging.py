"""The pages of a full text: they fit when they are shown, lose nothing, and are found in linear time."""

from __future__ import annotations

import pytest
from cpu_limit import cpu_limit
from hypothesis import given
from hypothesis import strategies as st
from ui.strategies import NASTY

from bot.text.paging import PAGE_WEIGHT, page_starts
from bot.ui.limits import length
from bot.ui.markup import escape

HOSTILE = {
    "stars": "*" * 200_000,
    "one word": "a" * 200_000,
    "blanks": "a" + " " * 199_998 + "b",
    "lines": "a" + "\n" * 199_998 + "b",
    "marked lines": "#\n" * 100_000,
    "numbered lines": "1.\n" * 66_666,
    "addresses": "https:" * 33_333,
    "everyone": "@everyone" * 22_222,
    "emoji": "👩🏽‍🚀" * 50_000,
    "accents": "e" + "\u0301" * 199_999,
    "prose": "It goes on and on. " * 10_000,
    "paragraphs": "It goes on and on.\n\n" * 10_000,
}


def pages(text: str) -> list[str]:
    starts = page_starts(text)
    return [text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]


@given(st.lists(NASTY, min_size=1, max_size=6))
def test_every_page_fits_as_it_is_shown_and_nothing_is_lost(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert "".join(pages(text)) == text
    assert all(length(escape(page.strip())) <= PAGE_WEIGHT for page in pages(text))


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", HOSTILE)
def test_pages_of_a_hostile_text_fit_and_are_never_empty(kind: str) -> None:
    text = HOSTILE[kind]
    with cpu_limit(2):
        found = pages(text)
    assert "".join(found) == text
    assert all(0 < length(escape(page.strip())) <= PAGE_WEIGHT for page in found)


def test_a_page_ends_with_a_paragraph_else_with_a_line_else_with_a_word() -> None:
    sentence = "It goes on and on."
    assert all(page.endswith(f"{sentence}\n\n") for page in pages(f"{sentence}\n\n" * 400 + sentence)[:-1])
    assert all(page.endswith(f"{sentence}\n") for page in pages(f"{sentence}\n" * 400 + sentence)[:-1])
    assert all(page.endswith("word ") for page in pages("word " * 2_000 + "end")[:-1])


def test_no_visible_character_is_split() -> None:
    for page in pages("x" + "👩🏽\u200d🚀" * 3_000)[1:]:
        assert page.startswith("👩")


def test_a_short_text_is_one_page_and_an_empty_one_too() -> None:
    assert page_starts("A short text.") == page_starts("") == (0,)
