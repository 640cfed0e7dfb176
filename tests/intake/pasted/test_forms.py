"""The forms in which people paste articles: mails, quotations, notes with a head, messages of other services."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.intake.pasted.documents import parse_document
from bot.intake.pasted.meaning import Meaning, read_pasted

TITLE = "Harbour shut after tanker hits pier"
TEXT = (
    "The harbour of Valmere was shut on Monday after a tanker hit the pier.\nNobody was hurt, the port authority said."
)
LINK = "https://news.example/a"
GMAIL = f"""---------- Forwarded message ---------
From: Ann Reed <ann@news.example>
Date: Mon, 2 Nov 2026 at 10:00
Subject: Fwd: {TITLE}
To: <bob@news.example>

{TEXT}"""
OUTLOOK = f"""-----Ursprüngliche Nachricht-----
Von: Ann Reed
Gesendet: Montag, 2. November 2026 10:00
An: Bob Stone
Betreff: WG: AW: {TITLE}

{TEXT}"""
NOTE = f"""---
title: "{TITLE}"
author: Ann Reed
---

{TEXT}"""


@pytest.mark.parametrize(
    "pasted",
    [
        GMAIL,
        GMAIL.replace("\n", "\n> ").replace("---------- F", "> ---------- F", 1),
        OUTLOOK,
        NOTE,
        "\n".join(f"> {line}" for line in f"{TITLE}\n\n{TEXT}".split("\n")),
        f">>> {TITLE}\n{TEXT}",
        f"{LINK}\n{TITLE}\n{TEXT}",
        f"{TITLE} | Valmere Courier\n{TEXT}",
        f"{TITLE} - Valmere Courier\nSource: Valmere Courier\n{TEXT}",
        f"{TITLE} – news.example\n{LINK}\n{TEXT}",
        f"[{TITLE}]({LINK})\n{TEXT}",
        f"{TITLE}\n{TEXT.replace('harbour', f'[harbour]({LINK}_(bay))').replace('pier', f'<{LINK}|pier>')}",
        f"{TITLE}\n![A ship]({LINK}.png)\n{TEXT}",
    ],
)
def test_an_article_is_found_in_what_was_pasted(pasted: str) -> None:
    draft = parse_document(pasted)
    assert (draft.title, draft.text) == (TITLE, TEXT)


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
def test_bylines_and_days_above_the_text_are_no_text(head: str, author: str | None, day: int | None) -> None:
    draft = parse_document(f"{TITLE}\n{head}\n{TEXT}")
    assert (draft.author, draft.text) == (author, TEXT)
    assert draft.published_at == (datetime(2026, 11, day, tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    "first",
    [
        "On 2 November 2026 the harbour was shut",
        "From: the harbour\nTo: the sea",
        "Subject: history",
        "The [harbour](of Valmere)",
        "Open | shut: what a harbour does all day long",
    ],
)
def test_lines_that_only_look_like_a_head_stay_text(first: str) -> None:
    draft = parse_document(f"{TITLE}\n\n{first}\n{TEXT}")
    assert (draft.title, draft.text) == (TITLE, f"{first}\n{TEXT}")


@pytest.mark.parametrize(
    ("pasted", "title"),
    [
        (
            f"VALMERE, Nov 2 (Reuters) - {TEXT}",
            "The harbour of Valmere was shut on Monday after a tanker hit the pier",
        ),
        (f"• {TEXT}", "The harbour of Valmere was shut on Monday after a tanker hit the pier"),
        ("港口周一关闭，港务局表示。渔民要求赔偿。", "港口周一关闭，港务局表示。渔民要求赔偿"),
    ],
)
def test_a_text_without_a_title_is_called_by_its_first_words_alone(pasted: str, title: str) -> None:
    assert parse_document(pasted).title == title


@pytest.mark.parametrize(
    ("pasted", "meaning", "links"),
    [
        (f'[{TITLE}]({LINK} "A title")', Meaning.LINK, (LINK,)),
        (f"<{LINK}|{TITLE}>", Meaning.LINK, (LINK,)),
        ("news.example/a", Meaning.LINK, (LINK,)),
        ("and/or", Meaning.TEXT, ()),
        ("See news.example/a", Meaning.TEXT, ()),
        (f"港口关闭：{LINK}，详情见内", Meaning.UNCLEAR, (LINK,)),
        (f"Check out this article: {TITLE} {LINK}", Meaning.UNCLEAR, (LINK,)),
        (
            f"{TITLE}\n" + "The [port authority](https://a.example/x) said so. " * 9,
            Meaning.TEXT,
            ("https://a.example/x",),
        ),
    ],
)
def test_what_other_services_make_of_a_link(pasted: str, meaning: Meaning, links: tuple[str, ...]) -> None:
    read = read_pasted(pasted)
    assert (read.meaning, read.links) == (meaning, links)
