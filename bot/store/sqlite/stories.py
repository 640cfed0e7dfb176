"""Which articles tell the same story, and what editors change about it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.models.articles import SHARED
from bot.models.stories import LikelyStory, Retelling, Story, StoryMember
from bot.store.protocols.stories import StoryStore
from bot.store.sqlite import rows
from bot.store.sqlite.analyses import load_analysis
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.change_log import log_article_change
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.outbox_writes import enqueue_edits, enqueue_unnamed, skip_named_deliveries
from bot.store.sqlite.posting_again import news_in
from bot.store.sqlite.story_placement import place, story_text
from bot.store.sqlite.story_reasons import renew_reasons
from bot.store.sqlite.story_regrouping import found_story, log_change
from bot.store.sqlite.story_writes import add_to_story
from bot.stories.reasons import JOINED, PARTED, PUT, TAKEN

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, ArticleHeader, Draft
    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteStories"]

MAX_MEMBERS = 100
"""Articles of a story that are shown, the latest."""
MEMBERS = f"""
    SELECT * FROM (
        SELECT own.article_id AS of, {rows.ARTICLE_HEADER_COLUMNS}, m.reason, m.post_of,
        row_number() OVER (PARTITION BY own.article_id ORDER BY a.date DESC, a.id DESC) AS place
        FROM json_each(:articles) asked CROSS JOIN article own_article ON own_article.id = asked.value
        CROSS JOIN story_member own ON own.article_id = own_article.id
        CROSS JOIN story_member m ON m.{{column}} = own.{{column}} JOIN article a ON a.id = m.article_id
        WHERE own_article.{rows.IN_SCOPE} AND {rows.VISIBLE}
    ) WHERE place <= {MAX_MEMBERS} ORDER BY date, id
"""
"""The articles that have the same story, or the same post, as each of some articles."""
CHANGES = f"""
    SELECT m.article_id AS of, c.reason FROM story_member m JOIN story_change c ON c.story_id = m.story_id
    WHERE m.article_id IN (SELECT value FROM json_each(:articles)) AND c.{rows.IN_SCOPE} ORDER BY c.id
"""
EARLIER = f"""
    SELECT own.article_id AS later, later.added_at AS later_at, own.post_of, a.added_at,
    {rows.ARTICLE_HEADER_COLUMNS} FROM story_member own
    JOIN article later ON later.id = own.article_id
    JOIN story_member m ON m.post_of = own.post_of AND m.article_id < own.article_id
    JOIN article a ON a.id = m.article_id
    WHERE own.article_id IN (SELECT value FROM json_each(:articles)) AND later.{rows.IN_SCOPE} AND {rows.VISIBLE}
    ORDER BY own.article_id, a.id LIMIT {MAX_MEMBERS * 20}
"""


class SqliteStories(SqliteTables, StoryStore):
    """Stories in SQLite."""

    async def story_of(self, scope: int, article_id: int) -> Story | None:
        return (await self.stories_of(scope, [article_id])).get(article_id)

    async def stories_of(self, scope: int, article_ids: Sequence[int]) -> dict[int, Story]:
        async def work(tx: Transaction) -> dict[int, Story]:
            given = {"articles": rows.dump(article_ids), **rows.visible_to(scope)}
            members, changes = defaultdict(list), defaultdict(list)
            for row in await fetch(tx, MEMBERS.format(column="story_id"), given):
                members[row["of"]].append(_member(row))
            for row in await fetch(tx, CHANGES, given):
                changes[row["of"]].append(row["reason"])
            return {of: Story(tuple(told), tuple(changes[of])) for of, told in members.items()}

        return await self._db.snapshot(work)

    async def also_in(self, scope: int, article_id: int) -> list[ArticleHeader]:
        given = {"articles": rows.dump([article_id]), **rows.visible_to(scope)}
        found = await self._db.read(MEMBERS.format(column="post_of"), given)
        return [rows.article_header(row) for row in found if row["id"] != article_id]

    async def retellings(self, scope: int, article_ids: Sequence[int], *, with_news: bool) -> dict[int, Retelling]:
        async def work(tx: Transaction) -> dict[int, Retelling]:
            found = await fetch(tx, EARLIER, {"articles": rows.dump(article_ids), **rows.visible_to(scope)})
            earlier = defaultdict(list)
            for row in found:
                earlier[row["later"], row["later_at"], row["post_of"]].append(row)
            return {
                later: Retelling(
                    rows.moment(at),
                    tuple((rows.article_header(row), rows.moment(row["added_at"])) for row in told),
                    await news_in(tx, scope, later, post_of, before=later) if with_news else None,
                )
                for (later, at, post_of), told in earlier.items()
            }

        return await self._db.snapshot(work)

    async def likely_story(self, scope: int, draft: Draft, analysis: Analysis, *, now: datetime) -> LikelyStory | None:
        read = await story_text(draft, analysis)

        async def work(tx: Transaction) -> LikelyStory | None:
            placed = await place(tx, scope, draft.published_at or now, draft, read)
            if placed.placement.nearest is None:
                return None
            nearest = await fetch(
                tx, f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM article a WHERE a.id = ?", (placed.placement.nearest,)
            )
            return LikelyStory(
                rows.article_header(nearest[0]), placed.reason, shares_post=placed.placement.post_of is not None
            )

        return await self._db.snapshot(work)

    async def assign_story(self, *, now: datetime) -> bool:
        if not await self._db.read("SELECT 1 FROM article_without_story LIMIT 1"):
            return False

        async def work(tx: Transaction) -> bool:
            waiting = await fetch(
                tx,
                "SELECT a.* FROM article_without_story w JOIN article a ON a.id = w.article_id "
                "ORDER BY w.article_id LIMIT 1",
            )
            for article in map(rows.article, waiting):
                analysis = await load_analysis(tx, article.id)
                if analysis is not None:  # pragma: no branch - an article lacks one only in a damaged file
                    await add_to_story(tx, article, await story_text(article, analysis), now)
                await fetch(tx, "DELETE FROM article_without_story WHERE article_id = ?", (article.id,))
            return bool(waiting)

        return await self._db.write(work)

    async def join_story(self, article: Article, other: Article, *, now: datetime, by: int | None) -> None:
        async def work(tx: Transaction) -> None:
            mine, theirs = await _membership(tx, article), await _membership(tx, other)
            if mine["story_id"] == theirs["story_id"]:
                msg = f"#{article.number} and #{other.number} are one story already."
                raise InputError(msg)
            if article.scope == SHARED != theirs["scope"]:
                msg = (
                    f"#{article.number} is seen by all servers, and #{other.number} by this one: join them the other "
                    f"way round, #{other.number} to #{article.number}."
                )
                raise InputError(msg)
            await _move(tx, article, theirs["story_id"], theirs["post_of"], JOINED, now)
            await skip_named_deliveries(tx, article, theirs["post_of"])
            await log_change(tx, theirs["story_id"], article.scope, PUT.format(article.number), now)
            await log_article_change(tx, article, "join story", now, by)

        await self._db.write(work)

    async def part_story(self, article: Article, *, now: datetime, by: int | None) -> set[int]:
        async def work(tx: Transaction) -> set[int]:
            story = (await _membership(tx, article))["story_id"]
            others = "SELECT 1 FROM story_member WHERE story_id = ? AND article_id <> ? LIMIT 1"
            if not await fetch(tx, others, (story, article.id)):
                msg = f"#{article.number} is alone in its story: there is nothing to part it from."
                raise InputError(msg)
            own = await found_story(tx, article.scope)
            due = await _move(tx, article, own, article.id, PARTED, now)
            await log_change(tx, story, article.scope, TAKEN.format(article.number), now)
            await log_article_change(tx, article, "part story", now, by)
            return due

        return await self._db.write(work)


async def _membership(tx: Transaction, article: Article) -> sqlite3.Row:
    found = await fetch(
        tx,
        "SELECT m.story_id, m.post_of, s.scope FROM story_member m JOIN story s ON s.id = m.story_id "
        "WHERE m.article_id = ?",
        (article.id,),
    )
    if not found:
        msg = (
            f"#{article.number} has no story yet, because it was added before I could tell stories. I am finding the "
            "stories of older articles now: try again in a few minutes."
        )
        raise InputError(msg)
    return found[0]


async def _move(tx: Transaction, article: Article, story: int, post_of: int, reason: str, now: datetime) -> set[int]:
    """Moves an article to another story and post, and updates the posts that named it and those that will.

    Returns the articles that are posted now, since no post names them any longer.
    """
    await enqueue_edits(tx, article.id, now)
    before = await _membership(tx, article)
    # Those that were named in its post are named in the post of the first of them.
    remaining = await fetch(
        tx,
        "UPDATE story_member SET post_of = (SELECT min(m.article_id) FROM story_member m WHERE m.post_of = ?1 "
        "AND m.article_id <> ?1) WHERE post_of = ?1 AND article_id <> ?1 RETURNING post_of",
        (article.id,),
    )
    left = before["story_id"]
    # A server's decision about its own article changes nothing for the others.
    await fetch(tx, "UPDATE story SET is_decided = 1 WHERE id IN (?, ?) AND scope = ?", (story, left, article.scope))
    await fetch(
        tx,
        "UPDATE story_member SET story_id = ?, post_of = ?, reason = ? WHERE article_id = ?",
        (story, post_of, reason, article.id),
    )
    await fetch(tx, "DELETE FROM story WHERE id = ? AND id NOT IN (SELECT story_id FROM story_member)", (left,))
    await enqueue_edits(tx, article.id, now)
    await renew_reasons(tx, left, article.number, article.scope)
    was_in = remaining[0]["post_of"] if remaining else before["post_of"]
    return await enqueue_unnamed(tx, was_in, now) | await enqueue_unnamed(tx, post_of, now)


def _member(row: sqlite3.Row) -> StoryMember:
    return StoryMember(rows.article_header(row), row["reason"], row["post_of"])
