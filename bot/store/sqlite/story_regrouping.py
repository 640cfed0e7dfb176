"""Writes what a new article shows about the stories near it: which are one, and which articles belong to another."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.story_placement import reason_beside
from bot.store.sqlite.story_reasons import renew_reasons
from bot.stories.reasons import MERGED, MOVED
from bot.stories.surroundings import with_article

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction
    from bot.store.sqlite.story_placement import KnownArticle, PlacedArticle
    from bot.stories.assignment import Replacement

__all__ = ["found_story", "log_change", "regroup"]


async def regroup(tx: Transaction, article: Article, story: int, placed: PlacedArticle, now: datetime) -> None:
    """Writes what the placement of a new article in its ``story`` changes for its neighbours."""
    placement, known = placed.placement, placed.known
    for other, into in placement.merged.items():
        await _merge(tx, other, into, article, now)
    numbers = {0: story}
    for replacement in placement.replaced:
        if replacement.story_id not in numbers:
            is_new = replacement.story_id < 0
            numbers[replacement.story_id] = await found_story(tx, article.scope) if is_new else replacement.story_id
        await _replace(tx, article, replacement, numbers[replacement.story_id], known, now)
    left = rows.dump(sorted({known[replacement.article_id].neighbour.story_id for replacement in placement.replaced}))
    await fetch(
        tx,
        "DELETE FROM story WHERE id IN (SELECT value FROM json_each(?)) "
        "AND NOT EXISTS (SELECT 1 FROM story_member WHERE story_id = story.id)",
        (left,),
    )
    await _note_nearness(tx, article, placement.likeness, known)


async def found_story(tx: Transaction, scope: int) -> int:
    """A new story without articles."""
    made = await fetch(tx, "INSERT INTO story (scope) VALUES (?) RETURNING id", (scope,))
    return int(made[0]["id"])


async def log_change(tx: Transaction, story: int, scope: int, reason: str, now: datetime) -> None:
    """Keeps what happened to a story, as a sentence for those who see this scope."""
    await fetch(
        tx,
        "INSERT INTO story_change (at, scope, story_id, reason) VALUES (?, ?, ?, ?)",
        (rows.seconds(now), scope, story, reason),
    )


async def _merge(tx: Transaction, story: int, into: int, article: Article, now: datetime) -> None:
    """Moves all articles of a story into another one. Posts that exist stay apart."""
    for table in ("story_member", "story_change"):
        await fetch(tx, f"UPDATE {table} SET story_id = ? WHERE story_id = ?", (into, story))
    await fetch(tx, "DELETE FROM story WHERE id = ?", (story,))
    await log_change(tx, into, article.scope, MERGED.format(article.number), now)


async def _replace(
    tx: Transaction,
    article: Article,
    replacement: Replacement,
    story: int,
    known: Mapping[int, KnownArticle],
    now: datetime,
) -> None:
    """Writes where an article belongs, and why. Articles that share its post go with it, and keep their reason."""
    moved = known[replacement.article_id]
    reason = ""
    if replacement.nearest is not None:
        reason = await _reason(tx, replacement.article_id, moved, known[replacement.nearest])
    left = moved.neighbour.story_id
    await fetch(
        tx,
        "UPDATE story_member SET reason = ? WHERE article_id = ? AND post_of = article_id",
        (reason, replacement.article_id),
    )
    if story == left:
        return
    await fetch(
        tx,
        "UPDATE story_member SET story_id = ? WHERE story_id = ? AND post_of = ?",
        (story, left, moved.neighbour.post_of),
    )
    from_here, to_here = (said.format(article.number, moved.number) for said in MOVED)
    await log_change(tx, left, article.scope, from_here, now)
    await renew_reasons(tx, left, moved.number, moved.scope)
    await log_change(tx, story, article.scope, to_here, now)


async def _reason(tx: Transaction, article_id: int, moved: KnownArticle, other: KnownArticle) -> str:
    """Why an article that is in the library belongs to the story of another one."""
    found = await fetch(tx, "SELECT * FROM article WHERE id = ?", (article_id,))
    beside = replace(other, neighbour=replace(other.neighbour, is_copy=False))  # that is of the new article's text
    return await asyncio.to_thread(reason_beside, rows.article(found[0]), moved.neighbour.fingerprint, beside)


async def _note_nearness(
    tx: Transaction, article: Article, likeness: Mapping[int, float], known: Mapping[int, KnownArticle]
) -> None:
    """Notes a new article with those that it is near to. What a server adds must change nothing for others."""
    nearer = {
        article_id: (before, with_article(before, article.id, likeness[article_id]))
        for article_id, one in known.items()
        if one.scope == article.scope
        for before in [one.neighbour.nearest]
    }
    await tx.executemany(
        "UPDATE story_member SET nearest = ? WHERE article_id = ?",
        [(rows.dump(after), article_id) for article_id, (before, after) in nearer.items() if after != before],
    )
