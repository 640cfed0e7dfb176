"""Two articles in the forms in which people paste them."""

from __future__ import annotations

__all__ = [
    "ARTICLE",
    "BODY",
    "FIRST",
    "GMAIL",
    "HARBOUR_LINK",
    "HARBOUR_TEXT",
    "HARBOUR_TITLE",
    "HTML",
    "LINK",
    "NOTE",
    "OUTLOOK",
    "SECOND",
    "TEXT",
    "TITLE",
]

TITLE = "Ferry strike ends after nine days"
FIRST = (
    "Crews on the Orn ferries went back to work on Friday after nine days. "
    "The union said members had voted for a pay offer of 4.5 percent."
)
SECOND = "The first boat left Kessel at 6:10 a.m. with 212 passengers on board."
TEXT = f"{FIRST}\n\n{SECOND}"
ARTICLE = f"{TITLE}\n\n{TEXT}"
LINK = "https://news.example/ferry"
HTML = f"<p>{FIRST}</p><p>{SECOND}</p>"
BODY = "The first paragraph.\n\nThe second one."
HARBOUR_TITLE = "Harbour shut after tanker hits pier"
HARBOUR_TEXT = (
    "The harbour of Valmere was shut on Monday after a tanker hit the pier.\nNobody was hurt, the port authority said."
)
HARBOUR_LINK = "https://news.example/a"
GMAIL = f"""---------- Forwarded message ---------
From: Ann Reed <ann@news.example>
Date: Mon, 2 Nov 2026 at 10:00
Subject: Fwd: {HARBOUR_TITLE}
To: <bob@news.example>

{HARBOUR_TEXT}"""
OUTLOOK = f"""-----Ursprüngliche Nachricht-----
Von: Ann Reed
Gesendet: Montag, 2. November 2026 10:00
An: Bob Stone
Betreff: WG: AW: {HARBOUR_TITLE}

{HARBOUR_TEXT}"""
NOTE = f"""---
title: "{HARBOUR_TITLE}"
author: Ann Reed
---

{HARBOUR_TEXT}"""
