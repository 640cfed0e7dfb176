from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.pasted.sample_articles import (
    HARBOUR_LINK,
    HARBOUR_TITLE,
)

from bot.intake.pasted.intent import PasteIntent, classify_paste

LINK = "https://a.example/x"


LONG = "word " * 30


@pytest.mark.parametrize(
    ("pasted", "meaning", "links"),
    [
        (f'[{HARBOUR_TITLE}]({HARBOUR_LINK} "A title")', PasteIntent.LINK, (HARBOUR_LINK,)),
        (f"<{HARBOUR_LINK}|{HARBOUR_TITLE}>", PasteIntent.LINK, (HARBOUR_LINK,)),
        ("news.example/a", PasteIntent.LINK, (HARBOUR_LINK,)),
        ("and/or", PasteIntent.TEXT, ()),
        ("See news.example/a", PasteIntent.TEXT, ()),
        (f"港口关闭：{HARBOUR_LINK}，详情见内", PasteIntent.UNCLEAR, (HARBOUR_LINK,)),
        (f"Check out this article: {HARBOUR_TITLE} {HARBOUR_LINK}", PasteIntent.UNCLEAR, (HARBOUR_LINK,)),
        (
            f"{HARBOUR_TITLE}\n" + "The [port authority](https://a.example/x) said so. " * 9,
            PasteIntent.TEXT,
            ("https://a.example/x",),
        ),
    ],
)
def test_links_that_other_services_rewrote_are_restored(
    pasted: str, meaning: PasteIntent, links: tuple[str, ...]
) -> None:
    read = classify_paste(pasted)
    assert (read.intent, read.links) == (meaning, links)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *(
            (text, PasteIntent.LINK)
            for text in (LINK, f"<{LINK}>!", f" {LINK}\n", f"[a label]({LINK})", "www.a.example/x")
        ),
        *((text, PasteIntent.LINK) for text in (f"{LINK} {LINK}?utm_source=y", f"Link: {LINK}")),
        *((text, PasteIntent.UNCLEAR) for text in (f"Title\n{LINK}", f"wow {LINK}", f"{LINK} https://b.example/y")),
        *((text, PasteIntent.UNCLEAR) for text in (f"Title: x\n{LINK}", f"Title\nURL: {LINK}", f"1. {LINK}")),
        *(
            (text, PasteIntent.TEXT)
            for text in ("", "Title\n\ntext", f"Title\n\n{LONG}{LINK}", f"URL: {LINK}\nTitle\n\nText.")
        ),
        *(
            (text, PasteIntent.TEXT)
            for text in (
                f"Title\nSource: A\nURL: {LINK}\n\nText.",
                f"Title\nBy Ann Lee\nURL: {LINK}\n\nText.",
                f"Title\n\nText.\n\nURL: {LINK}",
                f"{'船' * 150}{LINK}",
            )
        ),
    ],
)
def test_a_text_with_links_is_understood_as_expected(text: str, meaning: PasteIntent) -> None:
    assert classify_paste(text).intent is meaning


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", LINK, f"<{LINK}>"]))
def test_any_text_means_something(text: str, link: str) -> None:
    pasted = classify_paste(text + link)
    assert pasted.links or pasted.intent is PasteIntent.TEXT
