"""Writes to which story an article belongs, within the transaction that adds or changes the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.story_placement import fingerprint_in, place, stored_fingerprint
from bot.stories.fingerprint import index_keys

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article
    from bot.models.stories import Fingerprint
    from bot.store.sqlite.connection import Transaction
    from bot.stories.fingerprint import StoryText

__all__ = ["add_to_story", "found_story", "log_change", "replace_fingerprint"]


async def add_to_story(tx: Transaction, article: Article, read: StoryText, now: datetime) -> int | None:
    """Adds an article to its story, or founds one; returns the article to whose post it is added, or None."""
    placed = await place(tx, article.scope, article.date, article.text, read)
    await tx.executemany(
        "INSERT INTO story_word (word, scope, articles) VALUES (?, ?, 1) "
        "ON CONFLICT DO UPDATE SET articles = articles + 1",
        [(word, article.scope) for word in ("", *read.counts)],
    )
    story = placed.placement.story_id
    if story is None:
        story = await found_story(tx, article.scope)
    for other in placed.placement.merged:
        await _merge(tx, other, story, article, now)
    post_of = placed.placement.post_of
    await fetch(
        tx,
        "INSERT INTO story_member (article_id, story_id, post_of, reason, fingerprint) VALUES (?, ?, ?, ?, ?)",
        (
            article.id,
            story,
            article.id if post_of is None else post_of,
            placed.reason,
            stored_fingerprint(placed.fingerprint),
        ),
    )
    await _index(tx, article, placed.fingerprint)
    return post_of


async def replace_fingerprint(tx: Transaction, article: Article, read: StoryText) -> None:
    """Stores the fingerprint of a changed text; the article stays in its story."""
    fingerprint = await fingerprint_in(tx, article.scope, read)
    changed = await fetch(
        tx,
        "UPDATE story_member SET fingerprint = ? WHERE article_id = ? RETURNING article_id",
        (stored_fingerprint(fingerprint), article.id),
    )
    await fetch(tx, "DELETE FROM story_key WHERE article_id = ?", (article.id,))
    if changed:
        await _index(tx, article, fingerprint)


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
    reason = f"#{article.number} showed that two stories are one: they were merged."
    await log_change(tx, into, article.scope, reason, now)


async def _index(tx: Transaction, article: Article, fingerprint: Fingerprint) -> None:
    date = rows.seconds(article.date)
    await tx.executemany(
        "INSERT OR IGNORE INTO story_key (key, article_scope, date, article_id) VALUES (?, ?, ?, ?)",
        [(key, article.scope, date, article.id) for key in index_keys(fingerprint)],
    )
