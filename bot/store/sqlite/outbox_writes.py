"""Writes into the outbox what follows from a change to an article: deliveries, edits of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.models.feeds import Stage
from bot.store.protocols.outbox import ARTICLE_REMOVED_REASON, SAME_STORY_REASON
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.filter_verdicts import verdicts
from bot.store.sqlite.posting_again import post_again

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction

__all__ = ["enqueue_deliveries", "enqueue_edits", "enqueue_parted", "skip_pending_deliveries"]

HAS_POST = """
    EXISTS (SELECT 1 FROM delivery d JOIN story_member m ON m.article_id = d.article_id
    JOIN article a ON a.id = m.article_id WHERE m.post_of = :post_of AND m.article_id <> :article
    AND d.subscription_id = s.id AND d.state <> 'skipped' AND a.removed_at IS NULL)
"""
"""True if ``subscription AS s`` has, or will have, a post that names the article."""


async def enqueue_deliveries(tx: Transaction, article: Article, post_of: int | None = None) -> None:
    """Adds a delivery of a new article for each subscription of its scope, also for paused ones.

    ``post_of`` is the article to whose post it is added: where that one has a post, this one gets none.
    """
    await fetch(
        tx,
        "INSERT INTO delivery (article_id, subscription_id, next_attempt_at, state, reason, stopped_at) "
        "SELECT :article, id, :at, iif(has_post, 'skipped', 'pending'), iif(has_post, :reason, NULL), "
        f"iif(has_post, :stage, NULL) FROM (SELECT s.id, {HAS_POST} AS has_post FROM subscription s "
        "WHERE (s.guild_id = :scope OR :is_shared) AND NOT s.channel_deleted AND NOT s.unsubscribed) ORDER BY id",
        {
            "article": article.id,
            "at": rows.seconds(article.added_at),
            "post_of": post_of,
            "reason": SAME_STORY_REASON,
            "stage": Stage.STORY,
            "scope": article.scope,
            "is_shared": article.scope == SHARED,
        },
    )
    if post_of is not None:
        await post_again(tx, article, post_of)
    await _skip_unwanted(tx, article)


async def enqueue_parted(tx: Transaction, article_id: int, now: datetime) -> None:
    """Makes the deliveries due that were left out because another article's post named this one."""
    await fetch(
        tx,
        "UPDATE delivery SET state = 'pending', reason = NULL, stopped_at = NULL, next_attempt_at = ? "
        "WHERE article_id = ? AND state = 'skipped' AND substr(reason, 1, ?) = ?",
        (rows.seconds(now), article_id, len(SAME_STORY_REASON), SAME_STORY_REASON),
    )


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
        "UPDATE delivery SET state = 'skipped', reason = ?, stopped_at = ? WHERE article_id = ? "
        "AND subscription_id = ?",
        [(verdict.reason, Stage.FILTERS, article.id, row["id"]) for row, verdict in judged if not verdict.passes],
    )


async def enqueue_edits(tx: Transaction, article_id: int, now: datetime) -> None:
    """Adds a follow-up that edits each post of a changed article, also of one that is just being created.

    So are the posts of other articles that name it, where their servers see it.
    """
    await fetch(
        tx,
        "INSERT INTO follow_up (delivery_id, kind, next_attempt_at) SELECT d.id, 'edit', :at FROM delivery d "
        "JOIN subscription s ON s.id = d.subscription_id JOIN article a ON a.id = :article "
        "WHERE d.article_id IN (SELECT :article UNION SELECT article_id FROM story_member WHERE post_of = "
        "(SELECT post_of FROM story_member WHERE article_id = :article)) AND d.state IN ('sent', 'claimed') "
        "AND a.scope IN (:shared, s.guild_id) ORDER BY d.id "
        "ON CONFLICT DO UPDATE SET state = 'due', reason = NULL, revision = revision + 1, attempts = 0, "
        "next_attempt_at = excluded.next_attempt_at",
        {"at": rows.seconds(now), "article": article_id, "shared": SHARED},
    )
