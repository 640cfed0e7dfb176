"""Finds who follows something of a new article, within the transaction that adds it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.store.sqlite import rows
from bot.store.sqlite.approval_writes import OF_THESE_SERVERS
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.filter_verdicts import verdicts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.models.filters import ChannelFilter
    from bot.store.sqlite.connection import Transaction

__all__ = ["followed_by"]


FOLLOWED = f"""
    SELECT s.guild_id, f.filter, json_group_array(json_array(s.id, f.id)) AS readers FROM subscription s
    JOIN follow f ON f.subscription_id = s.id WHERE s.user_id IS NOT NULL AND s.state = 'active' AND {OF_THESE_SERVERS}
    GROUP BY s.guild_id, f.filter ORDER BY min(f.id)
"""
"""Each filter once for each server, since many people follow the same, with the subscriptions and follows of these."""


async def followed_by(tx: Transaction, article: Article, guild: int | None) -> dict[int, str]:
    """For the subscription of each person who follows something of an article: the ids of what they follow (JSON).

    ``guild`` is the only server that is concerned, None for all that see the article.
    """
    found = await fetch(tx, FOLLOWED, {"guild": guild, "scope": article.scope, "is_shared": article.scope == SHARED})
    if not found:
        return {}
    # In a thread: there may be thousands of filters.
    filters = await asyncio.to_thread(_filters, found)
    judged = zip(found, await verdicts(tx, article.id, filters), strict=True)
    matches: defaultdict[int, list[int]] = defaultdict(list)
    for row in [row for row, verdict in judged if verdict.passes]:
        for subscription_id, follow_id in rows.load(row["readers"]):
            matches[subscription_id].append(follow_id)
    return {subscription_id: rows.dump(ids) for subscription_id, ids in matches.items()}


def _filters(found: Sequence[sqlite3.Row]) -> list[tuple[int, ChannelFilter]]:
    return [(row["guild_id"], rows.channel_filter(row["filter"])) for row in found]
