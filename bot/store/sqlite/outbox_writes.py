"""Writes into the outbox what follows from a change to an article: deliveries, edits of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.store.protocols.outbox import ARTICLE_REMOVED_REASON
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.filter_verdicts import verdicts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction

__all__ = ["enqueue_deliveries", "enqueue_edits", "skip_pending_deliveries"]


async def enqueue_deliveries(tx: Transaction, article: Article) -> None:
    """Adds a delivery of a new article for each subscription of its scope, also for paused ones."""
    await fetch(
        tx,
        "INSERT INTO delivery (article_id, subscription_id, next_attempt_at) SELECT ?, id, ? FROM subscription "
        "WHERE (guild_id = ? OR ?) AND NOT channel_deleted AND NOT unsubscribed ORDER BY id",
        (article.id, rows.seconds(article.added_at), article.scope, article.scope == SHARED),
    )
    await _skip_unwanted(tx, article)


async def skip_pending_deliveries(tx: Transaction, article_id: int) -> None:
    """Skips the deliveries of a removed article.

    A claimed one may be on its way to Discord at this moment, and the message of an unconfirmed one may exist: the
    delivery worker sees that the article was removed.
    """
    await fetch(
        tx,
        "UPDATE delivery SET state = 'skipped', reason = ? "
        "WHERE article_id = ? AND done = 0 AND state <> 'claimed' AND unconfirmed_at IS NULL",
        (ARTICLE_REMOVED_REASON, article_id),
    )


async def _skip_unwanted(tx: Transaction, article: Article) -> None:
    """Skips the deliveries of a new article for the channels whose filter refuses it, with the reason."""
    filtered = await fetch(
        tx,
        "SELECT id, guild_id, filter FROM subscription WHERE filter IS NOT NULL AND (guild_id = ? OR ?)",
        (article.scope, article.scope == SHARED),
    )
    if not filtered:
        return
    filters = [(row["guild_id"], rows.channel_filter(row["filter"])) for row in filtered]
    judged = zip(filtered, await verdicts(tx, article.id, filters), strict=True)
    await tx.executemany(
        "UPDATE delivery SET state = 'skipped', reason = ? WHERE article_id = ? AND subscription_id = ?",
        [(verdict.reason, article.id, row["id"]) for row, verdict in judged if not verdict.passes],
    )


async def enqueue_edits(tx: Transaction, article_id: int, now: datetime) -> None:
    """Adds a follow-up that edits each post of a changed article, also of one that is just being created."""
    await fetch(
        tx,
        "INSERT INTO follow_up (delivery_id, kind, next_attempt_at) "
        "SELECT id, 'edit', ? FROM delivery WHERE article_id = ? AND state IN ('sent', 'claimed') ORDER BY id "
        "ON CONFLICT DO UPDATE SET state = 'due', reason = NULL, revision = revision + 1, attempts = 0, "
        "next_attempt_at = excluded.next_attempt_at",
        (rows.seconds(now), article_id),
    )
