from __future__ import annotations

import pytest
from intake.pasted.sample_articles import (
    ARTICLE,
    LINK,
    TEXT,
    TITLE,
)

from bot.intake.pasted.documents import parse_document

CHATS = {
    "WhatsApp": f"[20/11/2026, 09:14:32] Ann: {ARTICLE}",
    "WhatsApp, two messages": f"20/11/2026, 09:14 - Ann Reed: {TITLE}\n20/11/2026, 09:15 - Ann Reed: {TEXT}",
    "WhatsApp, forwarded": f"*{TITLE}*\n\n{TEXT}\n\n_Forwarded many times_",
    "Telegram": f"Kessel News, [20.11.2026 09:14]\n{ARTICLE}",
    "Telegram, forwarded": f"[Forwarded from Kessel News]\n{ARTICLE}",
    "Slack": f"Ann Reed  9:14 AM\n{ARTICLE}",
    "an answer": "On Thu, Nov 19, 2026 at 9:00 AM Ann <a@x.example> wrote:\n\n> " + ARTICLE.replace("\n", "\n> "),
    "Teams": f"[Thursday 9:14 AM] Ann Reed\n{ARTICLE}",
    "Discord": f"Ann — Today at 9:14 AM\n{ARTICLE}",
    "Discord, compact": f"[9:14 AM]Ann: {ARTICLE}",
    "a phone": f"{ARTICLE}\n\nSent from my iPhone",
    "marks of direction": f"\u200e{TITLE}\u200f\n\n\u202a{TEXT}\u202c",
    "the title twice": f"{TITLE}\n{TITLE.upper()}\n\n{TEXT}",
    "a preview": f"{LINK}\nnews.example\n{ARTICLE}",
}


@pytest.mark.parametrize("pasted", CHATS.values(), ids=CHATS)
def test_the_additions_of_a_messenger_to_a_copied_message_are_removed(pasted: str) -> None:
    draft = parse_document(pasted)
    assert (draft.title, draft.text) == (TITLE, TEXT)
