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


async def followed_by(tx: Transaction, article: Article, guild: int | None) -> dict[int, str]:
    """For the subscription of each person who follows something of an article: the ids of what they follow (JSON).

    ``guild`` is the only server that is concerned, None for all that see the article.
    """
    found = await fetch(
        tx,
        "SELECT f.id, f.filter, s.id AS subscription_id, s.guild_id FROM subscription s "
        "JOIN follow f ON f.subscription_id = s.id "
        f"WHERE s.user_id IS NOT NULL AND s.state = 'active' AND {OF_THESE_SERVERS} ORDER BY f.id",
        {"guild": guild, "scope": article.scope, "is_shared": article.scope == SHARED},
    )
    if not found:
        return {}
    # In a thread: there may be thousands of filters. Many people follow the same.
    asked = await asyncio.to_thread(_filters, found)
    judged = dict(zip(asked, await verdicts(tx, article.id, list(asked.values())), strict=True))
    matches: defaultdict[int, list[int]] = defaultdict(list)
    for row in found:
        if judged[row["guild_id"], row["filter"]].passes:
            matches[row["subscription_id"]].append(row["id"])
    return {subscription_id: rows.dump(ids) for subscription_id, ids in matches.items()}


def _filters(found: Sequence[sqlite3.Row]) -> dict[tuple[int, str], tuple[int, ChannelFilter]]:
    """Each filter once for each server, as it is stored and as it is compared."""
    keys = dict.fromkeys((row["guild_id"], row["filter"]) for row in found)
    return {key: (key[0], rows.channel_filter(key[1])) for key in keys}
