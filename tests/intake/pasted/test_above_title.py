"""What stands above the title of a pasted text, and below it, in the forms in which people paste."""

from __future__ import annotations

import pytest
from intake.pasted.sample_articles import TEXT, TITLE

from bot.intake.pasted.documents import parse_document

ABOVE = [
    "Hi all,\n\nplease add this one:",
    "Hallo Anna,",
    "FYI",
    "EXCLUSIVE",
    "Politics\n",
    "Kessel News",
    "kesselpost.example",
    "Page 1 of 2",
    "Did you see this?",
    "PRESSEMITTEILUNG\nSperrfrist: 26. November 2026, 10 Uhr",
    "Embargo: jusqu’au 26 novembre, 8 h",
    "Media contact: Ann Lee, +44 20 7946 0000",
    "Under embargo until 00:01 on Friday",
    "Ida Moor @idamoor · 2h",
    "r/kessel • Posted by u/idamoor 5 hours ago",
]


@pytest.mark.parametrize("above", ABOVE)
def test_what_stands_above_the_title_is_no_part_of_the_text(above: str) -> None:
    draft = parse_document(f"{above}\n{TITLE}\n\n{TEXT}")
    assert (draft.title, draft.text) == (TITLE, TEXT)


@pytest.mark.parametrize(
    "title", ["Hello Dolly", "Good Morning Vietnam", "Contact tracing of 2021", "Opinion: a strike"]
)
def test_a_title_that_only_looks_like_such_a_line_stays(title: str) -> None:
    assert parse_document(f"{title}\n\n{TEXT}").title == title


@pytest.mark.parametrize("closing", ["Best regards,\nIda", "Thanks!", "Viele Grüße\nIda Moor\nKessel Post"])
def test_a_mail_that_greets_loses_its_closing(closing: str) -> None:
    assert parse_document(f"Hi all,\n\n{TITLE}\n\n{TEXT}\n\n{closing}").text == TEXT


@pytest.mark.parametrize("end", ["Thanks.\nWe will not be back. It is over.", "Nobody knew."])
def test_other_last_lines_of_a_mail_stay(end: str) -> None:
    assert parse_document(f"Hi all,\n\n{TITLE}\n\n{TEXT}\n\n{end}").text.endswith(end)


def test_a_greeting_alone_is_not_removed() -> None:
    assert parse_document(f"Hi all,\n{TEXT}").text == TEXT
    assert parse_document(f"{TITLE}\nHi all.").text == "Hi all."


@pytest.mark.parametrize(
    ("head", "author", "source", "is_dated"),
    [
        ("Source: Kessel Post | Date: 20 Nov 2026 | Author: Ida Moor", "Ida Moor", "Kessel Post", True),
        ("Source: Kessel Post, 20 Nov 2026", None, "Kessel Post", True),
        ("Source: 20 Nov 2026 in the Kessel Post", None, "20 Nov 2026 in the Kessel Post", False),
        ("Outlet: Kessel Post\nPosted: 20 Nov 2026\nByline: Ida Moor", "Ida Moor", "Kessel Post", True),
        ("Source: Kessel Post, Bonn, Source: dpa", None, "Kessel Post, Bonn, Source: dpa", False),
        ("Ida Moor\nBy Ida Moor\nNov. 20, 2026", "Ida Moor", None, True),
        ("Ida Moor\nBusiness reporter, Kessel", "Ida Moor", None, False),
        ("3 hours ago\nShare\nSave", None, None, False),
        ("Ida Moor\n5-6 minutes", "Ida Moor", None, False),
        ("By Ida Moor\nBusiness reporter, Kessel", "Ida Moor", None, False),
    ],
)
def test_credits_below_the_title_in_other_forms(
    head: str, author: str | None, source: str | None, is_dated: bool
) -> None:
    draft = parse_document(f"{TITLE}\n{head}\n\n{TEXT}")
    assert (draft.text, draft.author, draft.source) == (TEXT, author, source)
    assert (draft.published_at is not None) == is_dated


def test_credits_below_the_standfirst_are_no_text() -> None:
    draft = parse_document(
        f"{TITLE}\nBoats leave Kessel\n\nIda Moor in Kessel\nFri 20 Nov 2026 09.14 GMT\nShare\n{TEXT}"
    )
    assert (draft.text, draft.author) == (f"Boats leave Kessel\n\n{TEXT}", "Ida Moor")


def test_only_so_many_lines_above_the_title_are_removed() -> None:
    lines = ["Politics", "World", "Opinion", "Sport", "Health", "Business", "Science"]
    assert parse_document("\n".join([*lines, TITLE, "", TEXT])).title == "Science"
