"""Saved web pages: read as fetched ones are, with the address that they were saved from."""

from __future__ import annotations

import pytest
from intake.files.file_samples import PAGE, TEXT, TITLE, draft

from bot.errors import InputError

LINK = "https://courier.example/news/harbour"


@pytest.mark.parametrize(
    ("before", "head", "url"),
    [
        ("", "", None),
        (f"<!-- saved from url=(0036){LINK} -->", "", LINK),
        (f"<!--\n Page saved with SingleFile\n url: {LINK}\n saved date: Mon Nov 23 2026 -->", "", LINK),
        ("<!-- saved from url=(0014)about:internet -->", f'<link rel="canonical" href="{LINK}">', LINK),
        ("", f'<link rel="stylesheet" href="a.css"><link rel="Canonical" href="{LINK}">', LINK),
        ("", f'<meta property="og:title" content="x"><meta property="og:url" content="{LINK}">', LINK),
        ("", '<link rel="canonical" href="/news/harbour"><meta property="og:url" content="http://10.0.0.1/">', None),
    ],
)
def test_the_address_is_the_one_that_the_page_was_saved_from(before: str, head: str, url: str | None) -> None:
    read = draft("page.html", (before + PAGE.format(head=head)).encode())
    assert (read.title, read.text, read.url) == (TITLE, TEXT, url)


def test_what_the_page_says_about_its_article_is_kept() -> None:
    head = '<meta property="og:site_name" content="Valmere Courier"><meta name="author" content="Jane Doe">'
    read = draft("page.htm", PAGE.format(head=head).encode("utf-16"))
    assert (read.source, read.author) == ("Valmere Courier", "Jane Doe")


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(InputError, match="I found no article: that page"):
        draft("page.html", b"<html><body><form><input type=password></form></body></html>")
