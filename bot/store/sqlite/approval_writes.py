"""Makes a new article wait for approval, within the transaction that adds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.store.protocols.approvals import DROPPED_STORY_REASON, ON_CARD_REASON
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction

__all__ = ["OF_THESE_SERVERS", "withhold_for_approval"]

OF_THESE_SERVERS = "(s.guild_id = :guild OR (:guild IS NULL AND (s.guild_id = :scope OR :is_shared)))"
"""True for ``subscription AS s`` of the server ``:guild``, or without one of any that sees the article."""
DECIDED_WITH = """
    (SELECT max(p.state) FROM story_member m JOIN delivery d ON d.article_id = m.article_id
    JOIN approval p ON p.delivery_id = d.id JOIN subscription o ON o.id = d.subscription_id
    JOIN article a ON a.id = m.article_id WHERE m.post_of = :post_of AND m.article_id <> :article
    AND o.guild_id = s.guild_id AND p.state IN ('dropped', 'waiting') AND d.state <> 'skipped' AND a.removed_at IS NULL)
"""
"""The state of the card that names the article in the server of ``subscription AS s``; NULL if there is none."""
WITHHELD = f"""
    INSERT INTO delivery (article_id, subscription_id, next_attempt_at, state, reason)
    SELECT :article, w.id, :at, iif(w.card IS NULL, 'pending', 'skipped'),
    CASE w.card WHEN 'waiting' THEN :on_card WHEN 'dropped' THEN :dropped END
    FROM (SELECT s.id, s.guild_id, {DECIDED_WITH} AS card FROM subscription s
    WHERE s.lapse_hours IS NOT NULL AND {OF_THESE_SERVERS} AND (s.asks_editors OR NOT :by_editor)) w
    WHERE w.card IS NOT NULL OR EXISTS (SELECT 1 FROM delivery d JOIN subscription o ON o.id = d.subscription_id
    WHERE d.article_id = :article AND o.guild_id = w.guild_id AND d.state = 'pending')
    ORDER BY w.id RETURNING id
"""
"""Deliveries of cards: an article that no channel of a server would get needs none there."""


async def withhold_for_approval(
    tx: Transaction, article: Article, at: int, *, post_of: int | None, by_editor: bool, guild: int | None
) -> None:
    """Replaces an article's deliveries by one of its card where a server has an approval channel.

    ``post_of`` is the article to whose post it is added; where a card of the same post waits or was dropped, this
    article gets none. ``by_editor`` if an editor of the article's own server added it. ``guild`` is the only server
    that is concerned, None for all that see the article.
    """
    made = await fetch(
        tx,
        WITHHELD,
        {
            "article": article.id,
            "at": at,
            "post_of": post_of,
            "by_editor": by_editor and article.scope != SHARED,
            "guild": guild,
            "scope": article.scope,
            "is_shared": article.scope == SHARED,
            "on_card": ON_CARD_REASON,
            "dropped": DROPPED_STORY_REASON,
        },
    )
    if not made:
        return
    cards = rows.dump([row["id"] for row in made])
    await fetch(
        tx,
        "DELETE FROM delivery WHERE article_id = ? AND id IN (SELECT d.id FROM json_each(?) j "
        "JOIN delivery c ON c.id = j.value JOIN subscription s ON s.id = c.subscription_id "
        "JOIN subscription o ON o.guild_id = s.guild_id AND o.id <> s.id "
        "JOIN delivery d ON d.subscription_id = o.id AND d.article_id = c.article_id)",
        (article.id, cards),
    )
    await fetch(
        tx,
        "INSERT INTO approval (delivery_id, lapses_at) SELECT d.id, ? + 3600 * s.lapse_hours FROM delivery d "
        "JOIN subscription s ON s.id = d.subscription_id "
        "WHERE d.id IN (SELECT value FROM json_each(?)) AND d.state = 'pending'",
        (at, cards),
    )
