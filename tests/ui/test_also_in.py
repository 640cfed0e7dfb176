"""The other articles of a story are named as far as there is room, with true counts."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from ui.strategies import NASTY

from bot.models.articles import ArticleHeader
from bot.ui.also_in import also_in_line
from bot.ui.limits import length

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def header(number: int, source: str | None, url: str | None = None) -> ArticleHeader:
    return ArticleHeader(number, number, 0, "A title", source, url, NOW)


@given(
    st.lists(st.tuples(NASTY, st.integers(0, 400)), min_size=1, max_size=12), st.integers(20, 400), st.integers(0, 99)
)
def test_a_line_fits_and_names_or_counts_every_article(sources: list[tuple[str, int]], room: int, more: int) -> None:
    others = [header(n, source, f"https://news.example/{'a' * size}") for n, (source, size) in enumerate(sources, 100)]
    line = also_in_line(others, room, len(others) + more)
    assert length(line) <= room
    left = re.search(r"(?:^also in |, )\+(\d+)$", line)
    named = [n for n in range(100, 100 + len(others)) if re.search(rf" #{n}(?:,|$)", line)]
    assert len(named) + (int(left[1]) if left else 0) >= len(others) + more


def test_links_are_the_first_to_go() -> None:
    others = [header(1, "Echo", "https://echo.example/1"), header(2, "Post", "https://post.example/" + "a" * 80)]
    assert also_in_line(others, 200) == (
        f"also in [Echo](https://echo.example/1) #1, [Post](https://post.example/{'a' * 80}) #2"
    )
    assert also_in_line(others, 90) == "also in [Echo](https://echo.example/1) #1, Post #2"
    assert also_in_line(others, 24) == "also in Echo #1, Post #2"
    assert also_in_line(others, 20) == "also in Echo #1, +1"
    assert also_in_line(others, 40, 9) == "also in Echo #1, Post #2, +7"
    assert also_in_line([header(3, None)], 60) == "also in A title #3"
    assert also_in_line([], 60) == ""
