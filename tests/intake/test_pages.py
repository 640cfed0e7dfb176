from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.intake.pages import read_page
from bot.intake.web import Page

BODY = "".join(
    f"<p>The council voted on part {i} of the budget on Tuesday, and the mayor said the ferry would open in spring.</p>"
    for i in range(6)
)
PAGE = f"""<!doctype html><html><head><title>Ferry to open | The Wire</title>
<meta property="og:title" content="Ferry to open in spring"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2026-11-20T08:00:00Z"><meta name="author" content="Ann Reed">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry to open in spring</h1>{BODY}</article>
<footer>Subscribe to our newsletter</footer></body></html>"""


def page(html: str) -> Page:
    return Page("https://wire.example/ferry", html.encode("utf-8", "surrogatepass"), "utf-8")


def test_the_article_is_found_with_what_the_page_says_of_it() -> None:
    draft = read_page(page(PAGE))
    assert draft.title == "Ferry to open in spring"
    assert draft.text.startswith("The council voted on part 0")
    assert "\n\nThe council voted on part 1" in draft.text
    assert "newsletter" not in draft.text
    assert (draft.source, draft.author, draft.url) == ("The Wire", "Ann Reed", "https://wire.example/ferry")
    assert draft.published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize("html", ["", "<p>Please enable cookies.</p>", "<html></html>", "\x00\x01", "<" * 500])
def test_a_page_without_an_article_is_told(html: str) -> None:
    with pytest.raises(InputError, match="I found no article"):
        read_page(page(html))


@given(st.text(max_size=300))
def test_no_page_raises_anything_else(text: str) -> None:
    try:
        draft = read_page(page(f"<html><body><h1>{text}</h1><p>{text * 3}</p></body></html>"))
    except InputError:
        return
    assert draft.title
    assert draft.text
