"""Posts a story again where a channel's editors want that, within the transaction that adds the article."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.store.protocols.outbox import SAME_STORY_REASON
from bot.store.protocols.posting_again import NOTHING_NEW, last_post_is_old, last_post_is_young, something_is_new
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.stories.novelty import ToldArticle, what_is_new

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction

__all__ = ["news_in", "post_again"]

MAX_EARLIER = 12
"""Articles of the same post that a new one is compared with, the latest."""
LEFT_OUT = """
    SELECT d.id, s.again_hours, s.again_if_new, (
        SELECT max(coalesce(o.sent_at, :at)) FROM delivery o JOIN story_member m ON m.article_id = o.article_id
        WHERE m.post_of = :post_of AND o.subscription_id = s.id AND o.state <> 'skipped'
    ) AS last FROM delivery d JOIN subscription s ON s.id = d.subscription_id
    WHERE d.article_id = :article AND d.state = 'skipped' AND d.reason = :reason
    AND (s.again_hours IS NOT NULL OR s.again_if_new) AND (:guild IS NULL OR s.guild_id = :guild)
"""
"""The deliveries that the post of another article replaces; a post that is still to be made counts as made now."""
EARLIER = f"""
    SELECT m.article_id FROM story_member m JOIN article a ON a.id = m.article_id
    WHERE m.post_of = :post_of AND m.article_id <> :article AND {rows.VISIBLE}
    AND (:before IS NULL OR m.article_id < :before)
    ORDER BY m.article_id DESC LIMIT {MAX_EARLIER}
"""
TOLD = """
    SELECT a.title, a.text, n.sentences, (
        SELECT json_group_array(name) FROM
        (SELECT p.name FROM appearance p WHERE p.article_id = a.id AND p.is_main ORDER BY p.position)
    ) AS names FROM article a JOIN analysis n ON n.article_id = a.id
    WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id
"""


async def post_again(tx: Transaction, article: Article, post_of: int, now: datetime, guild: int | None) -> None:
    """Decides for each channel that has the story, and repeats it, whether this article is posted, and says why.

    ``post_of`` is the article whose post names it. ``guild`` is the only server that is concerned, None for all.
    """
    at = rows.seconds(now)
    given = {"at": at, "post_of": post_of, "article": article.id, "reason": SAME_STORY_REASON, "guild": guild}
    left_out = await fetch(tx, LEFT_OUT, given)
    news = (
        await news_in(tx, article.scope, article.id, post_of) if any(row["again_if_new"] for row in left_out) else None
    )
    for row in left_out:
        why, why_not = _verdict(row, at, news)
        if why:
            change, values = "state = 'pending', reason = NULL, stopped_at = NULL, again = ?", (why,)
        else:
            change, values = "reason = ?", (f"{SAME_STORY_REASON}; {why_not}",)
        await fetch(tx, f"UPDATE delivery SET {change} WHERE id = ?", (*values, row["id"]))


def _verdict(channel: sqlite3.Row, at: int, news: str | None) -> tuple[str, str]:
    """Why the article is posted again in a channel, or else why not."""
    hours = channel["again_hours"]
    if hours is None:
        return (something_is_new(news), "") if news else ("", NOTHING_NEW)
    is_old = channel["last"] <= at - hours * 3_600
    return (last_post_is_old(hours), "") if is_old else ("", last_post_is_young(hours))


async def news_in(
    tx: Transaction, scope: int, article_id: int, post_of: int, *, before: int | None = None
) -> str | None:
    """What an article has that the others of its post do not have; only what the scope sees counts.

    With ``before``, it is compared only with those that were added before the article with this id.
    """
    given = {"post_of": post_of, "article": article_id, "before": before, **rows.visible_to(scope)}
    earlier = await fetch(tx, EARLIER, given)
    mine = await fetch(tx, TOLD, (rows.dump([article_id]),))
    told = await fetch(tx, TOLD, (rows.dump([row["article_id"] for row in earlier]),))
    return await asyncio.to_thread(lambda: what_is_new(_told(mine)[0], _told(told)))


@rows.reads_stored
def _told(found: Sequence[sqlite3.Row]) -> list[ToldArticle]:
    return [
        ToldArticle(
            row["title"],
            [row["text"][start:end] for start, end in rows.load(row["sentences"])],
            rows.load(row["names"]),
        )
        for row in found
    ]
