from __future__ import annotations

from datetime import UTC, datetime

import pytest
from intake.pasted.sample_articles import (
    HARBOUR_TEXT,
    HARBOUR_TITLE,
    TEXT,
    TITLE,
)

from bot.intake.pasted.documents import parse_document


@pytest.mark.parametrize(
    ("head", "author", "day"),
    [
        ("By Ann Reed | Nov. 2, 2026", "Ann Reed", 2),
        ("By Ann Reed\n2 November 2026", "Ann Reed", 2),
        ("BY ANN REED\nPublished 10:00, Nov. 2, 2026", "ANN REED", 2),
        ("Von Ann Reed und Bob Stone\nStand: Montag, 2. November 2026, 10 Uhr", "Ann Reed, Bob Stone", 2),
        ("Monday, 2 November 2026", None, 2),
    ],
)
def test_bylines_and_dates_above_the_text_are_not_text(head: str, author: str | None, day: int | None) -> None:
    draft = parse_document(f"{HARBOUR_TITLE}\n{head}\n{HARBOUR_TEXT}")
    assert (draft.author, draft.text) == (author, HARBOUR_TEXT)
    assert draft.published_at == (datetime(2026, 11, day, tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    ("head", "author", "source", "day"),
    [
        ("By Ida Moor, 20 November 2026", "Ida Moor", None, 20),
        ("*By Ida Moor | Nov. 20, 2026*", "Ida Moor", None, 20),
        ("Posted on November 20, 2026 by Ida Moor", "Ida Moor", None, 20),
        ("Published 20 November 2026, updated 21 November 2026", None, None, 20),
        ("November 20, 2026 9:14 AM UTC · Updated 2 hours ago", None, None, 20),
        ("Kessel Post, 20 November 2026", None, "Kessel Post", 20),
        ("Ida Moor · Kessel Post · 2026-11-20 · 4 min read", "Ida Moor", "Kessel Post", 20),
        ("Ida Moor in Kessel\nFri 20 Nov 2026 09.14 GMT", "Ida Moor", None, 20),
        ("By IDA MOOR\nAssociated Press", "IDA MOOR", "Associated Press", None),
        ("By Ida Moor\nPolitical Correspondent", "Ida Moor", None, None),
        ("Published\n20 November 2026", None, None, 20),
        ("By Ida Moor (ida@post.example)\n20 Nov 2026", "Ida Moor", None, 20),
        ("20 November 2026 - Kessel Post", None, "Kessel Post", 20),
        ("By Ida Moor on November 20, 2026", "Ida Moor", None, 20),
        ("-# By Ida Moor", "Ida Moor", None, None),
        ("By Ida Moor\nReporting from Kessel\nNov. 20, 2026", "Ida Moor", None, 20),
        ("Ida Moor\n·\nFollow\n4 min read\n·\nNov 20, 2026", "Ida Moor", None, 20),
    ],
)
def test_a_line_may_say_who_wrote_a_text_and_when_and_for_whom(
    head: str, author: str | None, source: str | None, day: int | None
) -> None:
    draft = parse_document(f"{TITLE}\n{head}\n\n{TEXT}")
    assert (draft.title, draft.text, draft.author, draft.source) == (TITLE, TEXT, author, source)
    assert draft.published_at == (datetime(2026, 11, day, tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    "line",
    [
        "The Night Shift",
        "By the sea on 20 November 2026 nobody slept",
        "Ida Moor was born on 20 November 2026.",
        "Crews voted on 20 November 2026 in Kessel",
    ],
)
def test_a_line_that_holds_more_than_names_and_a_day_is_text(line: str) -> None:
    assert parse_document(f"{TITLE}\n{line}\n\n{TEXT}").text == f"{line}\n\n{TEXT}"


@pytest.mark.parametrize("name", ["Min-ji Park", "April Ryan", "Jan de Wit", "Jean-Luc Moor"])
def test_a_name_that_is_also_a_month_or_a_minute_is_a_name(name: str) -> None:
    for line in (f"By {name}", f"By {name}, 20 November 2026"):
        draft = parse_document(f"Busan talks end\n{line}\n\nThe talks lasted an hour. Nobody said more.")
        assert (draft.author, draft.text) == (name, "The talks lasted an hour. Nobody said more.")
