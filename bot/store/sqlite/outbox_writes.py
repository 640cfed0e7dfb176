"""Writes into the outbox what follows from a change to an article: deliveries, edits of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.models.feeds import Stage
from bot.store.protocols.approvals import DROPPED_STORY_REASON, ON_CARD_REASON
from bot.store.protocols.follows import GROUPING_SECONDS
from bot.store.protocols.outbox import ARTICLE_REMOVED_REASON, SAME_STORY_REASON
from bot.store.sqlite import rows
from bot.store.sqlite.approval_writes import OF_THESE_SERVERS, withhold_for_approval
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.filter_verdicts import verdicts
from bot.store.sqlite.follow_matches import followed_by
from bot.store.sqlite.posting_again import post_again

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction

__all__ = [
    "enqueue_card_edits",
    "enqueue_deliveries",
    "enqueue_edits",
    "enqueue_posts",
    "enqueue_unnamed",
    "skip_named_deliveries",
    "skip_pending_deliveries",
]

HAS_POST = """
    EXISTS (SELECT 1 FROM delivery d JOIN story_member m ON m.article_id = d.article_id
    JOIN article a ON a.id = m.article_id WHERE m.post_of = :post_of AND m.article_id <> :article
    AND d.subscription_id = s.id AND d.state <> 'skipped' AND a.removed_at IS NULL)
"""
"""True if ``subscription AS s`` has, or will have, a post that names the article."""
POST_UNNAMED = """
    UPDATE delivery SET state = 'pending', reason = NULL, stopped_at = NULL, next_attempt_at = :at WHERE id IN (
        SELECT min(d.id) FROM delivery d JOIN story_member m ON m.article_id = d.article_id
        JOIN article a ON a.id = m.article_id WHERE m.post_of = :post_of AND d.state = 'skipped'
        AND substr(d.reason, 1, :length) = :reason AND a.removed_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM delivery o JOIN story_member n ON n.article_id = o.article_id WHERE n.post_of = :post_of
            AND o.subscription_id = d.subscription_id AND o.state <> 'skipped'
        ) GROUP BY d.subscription_id
    ) RETURNING article_id
"""
"""The first delivery in each channel that was left out, where no post names its article any longer."""
CARDS_UNNAMED = """
    SELECT d.id AS delivery_id, s.guild_id, a.* FROM delivery d JOIN subscription s ON s.id = d.subscription_id
    JOIN story_member m ON m.article_id = d.article_id JOIN article a ON a.id = m.article_id
    WHERE m.post_of = :post_of AND d.state = 'skipped' AND d.reason IN (:on_card, :dropped) AND a.removed_at IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM delivery o JOIN story_member n ON n.article_id = o.article_id
        JOIN approval p ON p.delivery_id = o.id JOIN subscription t ON t.id = o.subscription_id
        WHERE n.post_of = :post_of AND t.guild_id = s.guild_id AND o.state <> 'skipped'
    ) ORDER BY d.article_id
"""
"""The deliveries of cards that were left out, where no card names their articles any longer."""
REQUEST_AGAIN = """
    ON CONFLICT DO UPDATE SET state = 'due', reason = NULL, revision = revision + 1, attempts = 0,
    next_attempt_at = excluded.next_attempt_at
"""
"""What an insertion of a follow-up does if the same change was requested already."""


async def enqueue_deliveries(
    tx: Transaction,
    article: Article,
    post_of: int | None = None,
    *,
    at: datetime | None = None,
    by_editor: bool = False,
    guild: int | None = None,
) -> None:
    """Adds a delivery of a new article for each subscription of its scope, also for paused ones.

    In a server with an approval channel that is one of its card alone: see ``withhold_for_approval``.
    """
    at = at or article.added_at
    await enqueue_posts(tx, article, at, post_of=post_of, guild=guild)
    await withhold_for_approval(tx, article, rows.seconds(at), post_of=post_of, by_editor=by_editor, guild=guild)


async def enqueue_posts(
    tx: Transaction, article: Article, at: datetime, *, post_of: int | None, guild: int | None
) -> None:
    """Adds the deliveries to the readers' channels, of one server or of all that see the article.

    ``post_of`` is the article to whose post it is added: where that one has a post, this one gets none.
    """
    await fetch(
        tx,
        "INSERT INTO delivery (article_id, subscription_id, next_attempt_at, state, reason, stopped_at) "
        "SELECT :article, id, :at, iif(has_post, 'skipped', 'pending'), iif(has_post, :reason, NULL), "
        f"iif(has_post, :stage, NULL) FROM (SELECT s.id, {HAS_POST} AS has_post FROM subscription s "
        f"WHERE {OF_THESE_SERVERS} "
        "AND NOT s.channel_deleted AND NOT s.unsubscribed AND s.lapse_hours IS NULL AND s.user_id IS NULL) "
        "WHERE true ORDER BY id "
        "ON CONFLICT DO NOTHING",  # a channel that was the approval channel has the article's card
        {
            "article": article.id,
            "at": rows.seconds(at),
            "post_of": post_of,
            "reason": SAME_STORY_REASON,
            "stage": Stage.STORY,
            "guild": guild,
            "scope": article.scope,
            "is_shared": article.scope == SHARED,
        },
    )
    if post_of is not None:
        await post_again(tx, article, post_of, at, guild)
    await _skip_unwanted(tx, article, guild)
    await _enqueue_for_readers(tx, article, at, post_of=post_of, guild=guild)


async def _enqueue_for_readers(
    tx: Transaction, article: Article, at: datetime, *, post_of: int | None, guild: int | None
) -> None:
    """Adds the deliveries to the people who follow something of the article."""
    matches = await followed_by(tx, article, guild)
    until = rows.seconds(at) + GROUPING_SECONDS
    await tx.executemany(
        "INSERT INTO delivery (article_id, subscription_id, next_attempt_at, held_until, follows, state, reason) "
        "SELECT :article, id, :until, :until, :follows, iif(has_post, 'skipped', 'pending'), "
        f"iif(has_post, :reason, NULL) FROM (SELECT s.id, {HAS_POST} AS has_post FROM subscription s "
        "WHERE s.id = :subscription) WHERE true ON CONFLICT DO NOTHING",
        [
            {
                "article": article.id,
                "subscription": subscription_id,
                "until": until,
                "follows": follows,
                "post_of": post_of,
                "reason": SAME_STORY_REASON,
            }
            for subscription_id, follows in matches.items()
        ],
    )


async def enqueue_unnamed(tx: Transaction, post_of: int, now: datetime) -> set[int]:
    """Makes deliveries due again for the articles of a post that no post or card names any longer; returns their ids.

    These are deliveries that were left out because of another article, which has left the post since. Where several
    articles are left, the first of them is posted, and names the others.
    """
    at = rows.seconds(now)
    posted = await fetch(
        tx,
        POST_UNNAMED,
        {"at": at, "post_of": post_of, "length": len(SAME_STORY_REASON), "reason": SAME_STORY_REASON},
    )
    withheld = await fetch(
        tx, CARDS_UNNAMED, {"post_of": post_of, "on_card": ON_CARD_REASON, "dropped": DROPPED_STORY_REASON}
    )
    await fetch(
        tx,
        "DELETE FROM delivery WHERE id IN (SELECT value FROM json_each(?))",
        (rows.dump([row["delivery_id"] for row in withheld]),),
    )
    for row in withheld:
        await enqueue_deliveries(tx, rows.article(row), post_of, at=now, guild=row["guild_id"])
    return {row["article_id"] for row in posted} | {row["id"] for row in withheld}


async def skip_named_deliveries(tx: Transaction, article: Article, post_of: int) -> None:
    """Skips what waits to be posted of an article that has joined a post, in the channels that have that post."""
    await fetch(
        tx,
        "UPDATE delivery SET state = 'skipped', reason = :reason, stopped_at = :stage WHERE id IN "
        "(SELECT w.id FROM delivery w JOIN subscription s ON s.id = w.subscription_id WHERE w.article_id = :article "
        "AND w.state = 'pending' AND w.unconfirmed_at IS NULL AND s.lapse_hours IS NULL "
        f"AND NOT EXISTS (SELECT 1 FROM approval WHERE delivery_id = w.id) AND {HAS_POST})",
        {"article": article.id, "post_of": post_of, "reason": SAME_STORY_REASON, "stage": Stage.STORY},
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


async def _skip_unwanted(tx: Transaction, article: Article, guild: int | None) -> None:
    """Skips the deliveries of a new article for the channels whose filter refuses it, with the reason."""
    filtered = await fetch(
        tx,
        "SELECT id, guild_id, filter FROM subscription WHERE filter IS NOT NULL AND (guild_id = ? OR ?)",
        (article.scope if guild is None else guild, guild is None and article.scope == SHARED),
    )
    if not filtered:
        return
    filters = [(row["guild_id"], rows.channel_filter(row["filter"])) for row in filtered]
    judged = zip(filtered, await verdicts(tx, article.id, filters), strict=True)
    await tx.executemany(
        "UPDATE delivery SET state = 'skipped', reason = ?, stopped_at = ? WHERE article_id = ? "
        "AND subscription_id = ? AND state IN ('pending', 'skipped')",
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
        f"AND a.scope IN (:shared, s.guild_id) ORDER BY d.id {REQUEST_AGAIN}",
        {"at": rows.seconds(now), "article": article_id, "shared": SHARED},
    )


async def enqueue_card_edits(tx: Transaction, delivery_ids: str, now: datetime) -> None:
    """Adds a follow-up that edits each of these cards (JSON), also one that is just being created."""
    await fetch(
        tx,
        "INSERT INTO follow_up (delivery_id, kind, next_attempt_at) SELECT id, 'edit', ? FROM delivery "
        "WHERE id IN (SELECT value FROM json_each(?)) AND state IN ('sent', 'claimed') "
        f"ORDER BY id {REQUEST_AGAIN}",
        (rows.seconds(now), delivery_ids),
    )
