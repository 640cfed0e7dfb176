"""Says anew why articles belong to a story that another article, which their reasons named, has left."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.story_placement import same_words, stored_neighbour
from bot.stories.likeness import words_likeness
from bot.stories.reasons import reason_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from bot.store.sqlite.connection import Transaction

__all__ = ["renew_reasons"]

MAX_RENEWED = 40
"""Articles of the story that are looked at, the latest."""
MEMBERS = f"""
    SELECT * FROM (
        SELECT m.article_id, m.story_id, m.post_of, m.fingerprint, m.nearest, m.reason, a.number, a.scope, a.title,
        a.text, a.date FROM story_member m JOIN article a ON a.id = m.article_id
        WHERE m.story_id = ? AND a.removed_at IS NULL ORDER BY a.date DESC, a.id DESC LIMIT {MAX_RENEWED}
    ) ORDER BY date, article_id
"""


async def renew_reasons(tx: Transaction, story: int, number: int, scope: int) -> None:
    """Says why the articles belong to the story whose reasons name the one with this number and scope, which left it.

    Each is compared with the earlier ones that its readers see; the first one needs no reason.
    """
    members = await fetch(tx, MEMBERS, (story,))
    renewed = await asyncio.to_thread(_renewed, members, number, scope)
    await tx.executemany("UPDATE story_member SET reason = ? WHERE article_id = ?", renewed)


def _renewed(members: Sequence[sqlite3.Row], number: int, scope: int) -> list[tuple[str, int]]:
    return [
        (_reason(row, [other for other in members[:at] if other["scope"] in (SHARED, row["scope"])]), row["article_id"])
        for at, row in enumerate(members)
        if scope in (SHARED, row["scope"]) and _names(row["reason"], number)
    ]


def _names(reason: str, number: int) -> bool:
    """True if a reason names the article with this number."""
    return f"#{number}" in reason.replace(":", " ").split()


def _reason(row: sqlite3.Row, earlier: Sequence[sqlite3.Row]) -> str:
    """Why an article belongs to the likest of the earlier ones."""
    if not earlier:
        return ""
    mine = stored_neighbour(row).fingerprint
    likest = max(earlier, key=lambda other: words_likeness(mine, stored_neighbour(other).fingerprint))
    return reason_of(
        mine,
        stored_neighbour(likest).fingerprint,
        likest["number"],
        is_copy=bool(same_words(row["text"], {likest["article_id"]: likest["text"]})),
        text=f"{row['title']}\n{row['text']}",
    )
