"""One article for one text, and one for one link, among those that a server sees together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import DuplicateArticle, KnownLink
from bot.intake.urls import link_key
from bot.models.articles import SHARED
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from bot.models.articles import Article, Draft
    from bot.store.sqlite.connection import Transaction

__all__ = ["article_with_link", "refuse_duplicate", "refuse_known_link"]

SHOWN_TITLE = 100
"""Characters of a title that an error quotes."""


async def refuse_duplicate(tx: Transaction, scope: int, draft: Draft, *, but: int | None = None) -> None:
    """Raises DuplicateArticle where another article has the same words, removed or not."""
    same = await fetch(
        tx,
        "SELECT number, title, removed_at FROM article WHERE content_hash = ? AND scope IN (?, ?) AND id IS NOT ? "
        "ORDER BY removed_at IS NOT NULL, id LIMIT 1",
        (draft.content_hash, SHARED, scope, but),
    )
    for row in same:
        number, title = row["number"], row["title"]
        if row["removed_at"] is not None:
            msg = f"That article was removed as #{number}: restore {number} brings it back."
            raise DuplicateArticle(msg, number, removed=True)
        shown = title if len(title) <= SHOWN_TITLE else title[:SHOWN_TITLE] + "…"
        msg = f"That article is already in the library: #{number} “{shown}”."
        raise DuplicateArticle(msg, number)


async def refuse_known_link(tx: Transaction, scope: int, draft: Draft, *, but: int | None = None) -> None:
    """One page is one article among those that are seen together."""
    link = link_key(draft.url)
    known = await article_with_link(tx, scope, link, but=but) if link else None
    if known is None:
        return
    if known.removed_at is not None:
        msg = f"The article behind that link was removed as #{known.number}: restore {known.number} brings it back."
        raise DuplicateArticle(msg, known.number, removed=True)
    raise KnownLink(known)


async def article_with_link(tx: Transaction, scope: int, link: str, *, but: int | None = None) -> Article | None:
    """The article of this view whose link has this key: one that is there before one that was removed."""
    found = await fetch(
        tx,
        "SELECT * FROM article WHERE link = ? AND scope IN (?, ?) AND id IS NOT ? "
        "ORDER BY removed_at IS NOT NULL, id LIMIT 1",
        (link, SHARED, scope, but),
    )
    return rows.article(found[0]) if found else None
