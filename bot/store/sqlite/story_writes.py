"""Writes to which story an article belongs, within the transaction that adds or changes the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.story_placement import fingerprint_in, place, stored_fingerprint
from bot.store.sqlite.story_regrouping import found_story, regroup
from bot.stories.fingerprint import index_keys
from bot.stories.surroundings import nearest_of

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article
    from bot.models.stories import Fingerprint
    from bot.store.sqlite.connection import Transaction
    from bot.stories.fingerprint import StoryText

__all__ = ["add_to_story", "replace_fingerprint"]


async def add_to_story(tx: Transaction, article: Article, read: StoryText, now: datetime) -> int | None:
    """Adds an article to its story, or founds one; returns the article to whose post it is added, or None."""
    placed = await place(tx, article.scope, article.date, article, read)
    await tx.executemany(
        "INSERT INTO story_word (word, scope, articles) VALUES (?, ?, 1) "
        "ON CONFLICT DO UPDATE SET articles = articles + 1",
        [(word, article.scope) for word in ("", *read.counts)],
    )
    story, post_of = placed.placement.story_id, placed.placement.post_of
    if story is None:
        story = await found_story(tx, article.scope)
    await fetch(
        tx,
        "INSERT INTO story_member (article_id, story_id, post_of, reason, fingerprint, nearest) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            article.id,
            story,
            article.id if post_of is None else post_of,
            placed.reason,
            stored_fingerprint(placed.fingerprint),
            rows.dump(nearest_of(placed.placement.likeness)),
        ),
    )
    await regroup(tx, article, story, placed, now)
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


async def _index(tx: Transaction, article: Article, fingerprint: Fingerprint) -> None:
    date = rows.seconds(article.date)
    await tx.executemany(
        "INSERT OR IGNORE INTO story_key (key, article_scope, date, article_id) VALUES (?, ?, ?, ?)",
        [(key, article.scope, date, article.id) for key in index_keys(fingerprint)],
    )
