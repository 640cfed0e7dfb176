"""What a briefing reads, and when one was last asked for."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from bot.models.analysis import Sentence
from bot.models.briefing import BriefedArticle, DigestArticles, ReadArticle
from bot.store.protocols.briefings import BriefingStore
from bot.store.protocols.outbox import SAME_STORY_REASON
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.story_placement import read_fingerprint
from bot.stories.page_stories import ComparedArticle

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from bot.models.articles import ArticleHeader
    from bot.models.briefing import BriefingRange
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["TEXTS", "SqliteBriefings", "read_articles"]

MAX_EARLIER = 100
"""Earlier articles of a story that are looked at, the oldest and the latest half each."""
LATEST_DATE = 2**40
"""Later than any date, in seconds."""
_OF_SCOPE = "SELECT a.id FROM article a WHERE a.scope = {scope} AND a.removed_at IS NULL"
_LATEST = f"{_OF_SCOPE} AND a.date BETWEEN :floor AND :ceiling AND {rows.IN_PERIOD} ORDER BY a.date DESC LIMIT :limit"
_ADDED = f"{_OF_SCOPE} AND a.id > :after AND a.id <= :up_to ORDER BY a.id DESC LIMIT :limit"
LATEST, ADDED = (
    " UNION ".join(f"SELECT id FROM ({half.format(scope=scope)})" for scope in (":shared", ":scope"))
    for half in (_LATEST, _ADDED)
)
"""Of each half SQLite reads only the latest, from the index in order. A direct message has the same scope twice."""
OF_THEME = f"SELECT a.id FROM theme t JOIN article a ON a.id = t.article_id WHERE t.label = :theme AND {rows.IN_PERIOD}"
GIVEN = f"SELECT a.id FROM article a WHERE a.id IN (SELECT value FROM json_each(:ids)) AND {rows.IN_PERIOD}"
NAMING = """
    SELECT DISTINCT p.article_id, p.date FROM json_each(:actors) actor
    CROSS JOIN appearance p INDEXED BY appearance_newest ON p.actor_id = actor.value
    WHERE p.date BETWEEN :floor AND :ceiling ORDER BY p.date DESC, p.article_id DESC LIMIT :limit
"""
BRIEFED = f"""
    SELECT {rows.ARTICLE_HEADER_COLUMNS}, m.story_id,
    (SELECT t.label FROM theme t WHERE t.article_id = a.id ORDER BY t.position LIMIT 1) AS theme
    FROM ({{picked}}) picked CROSS JOIN article a ON a.id = picked.id
    LEFT JOIN story_member m INDEXED BY story_of_article ON m.article_id = a.id WHERE {rows.VISIBLE}
    ORDER BY a.date DESC, a.id DESC LIMIT :limit
"""
"""CROSS JOIN keeps the order of the tables: SQLite would go through all articles by their dates."""
SENTENCES = """
    SELECT b.key AS place, b.value AS sentence, n.article_id, json_array_length(n.sentences) AS total,
    json_extract(n.sentences, '$[' || b.value || '][0]') AS at,
    json_extract(n.sentences, '$[' || b.value || '][1]') AS ends
    FROM analysis n, json_each(n.ranking) b
    WHERE n.article_id IN (SELECT value FROM json_each(:ids)) AND b.key < :sentences
"""
TEXTS = f"""
    SELECT s.*, substr(a.text, s.at + 1, s.ends - s.at) AS text, {rows.ARTICLE_HEADER_COLUMNS}
    FROM ({{sentences}}) s JOIN article a ON a.id = s.article_id ORDER BY s.article_id, s.place
"""
"""With the text of each sentence that a query finds by its offsets."""
NAMES = """
    SELECT article_id, name FROM (
        SELECT p.article_id, p.name, p.position,
        row_number() OVER (PARTITION BY p.article_id ORDER BY p.position) AS place
        FROM appearance p JOIN actor k ON k.id = p.actor_id
        WHERE p.is_main AND k.kind <> 'place' AND p.article_id IN (SELECT value FROM json_each(:ids))
    ) WHERE place <= :names ORDER BY article_id, place
"""
COMPARED = """
    SELECT m.story_id, m.article_id, m.fingerprint, a.date FROM json_each(:ids) given
    CROSS JOIN story_member m INDEXED BY story_of_article ON m.article_id = given.value
    JOIN story s ON s.id = m.story_id JOIN article a ON a.id = m.article_id WHERE NOT s.is_decided
    ORDER BY m.story_id, m.article_id
"""
EARLIER = f"""
    SELECT * FROM (
        SELECT m.story_id, {rows.ARTICLE_HEADER_COLUMNS},
        row_number() OVER (PARTITION BY m.story_id ORDER BY a.date, a.id) AS place,
        row_number() OVER (PARTITION BY m.story_id ORDER BY a.date DESC, a.id DESC) AS place_from_end
        FROM json_each(:stories) story CROSS JOIN story_member m INDEXED BY story_members ON m.story_id = story.value
        CROSS JOIN article a ON a.id = m.article_id WHERE {rows.VISIBLE}
        AND (a.id <= :after OR a.date < :since)
    ) WHERE place <= {MAX_EARLIER // 2} OR place_from_end <= {MAX_EARLIER // 2} ORDER BY story_id, place
"""

DIGEST = """
    SELECT d.article_id, d.digest_of, d.again FROM delivery d JOIN subscription s ON s.id = d.subscription_id
    WHERE d.batch_id = :digest AND s.guild_id = :guild AND d.digest_of IS NOT NULL AND d.state <> 'skipped'
    ORDER BY d.id
"""
NAMED_IN_DIGEST = """
    SELECT DISTINCT o.article_id FROM delivery d JOIN story_member m ON m.article_id = d.article_id
    JOIN story_member n ON n.post_of = m.post_of
    JOIN delivery o ON o.article_id = n.article_id AND o.subscription_id = d.subscription_id
    WHERE d.batch_id = :digest AND d.state <> 'skipped' AND o.state = 'skipped'
    AND substr(o.reason, 1, :length) = :reason ORDER BY o.article_id
"""


class SqliteBriefings(SqliteTables, BriefingStore):
    """Reads for briefings in SQLite."""

    async def briefed_articles(self, scope: int, wanted: BriefingRange, *, limit: int) -> list[BriefedArticle]:
        async def work(tx: Transaction) -> Rows:
            given = {**rows.visible_to(scope), **rows.period(wanted.since, wanted.until), "limit": limit}
            if wanted.added is not None:
                given["after"], given["up_to"] = wanted.added
            given |= {
                **_date_range(wanted.since, wanted.until),
                "theme": wanted.theme,
                "ids": rows.dump(wanted.article_ids or ()),
            }
            return await fetch(tx, BRIEFED.format(picked=_picked(wanted)), given)

        return [_briefed(row) for row in await self._db.snapshot(work)]

    async def ids_naming(
        self, actor_ids: Sequence[int], *, since: datetime | None, until: datetime | None, limit: int
    ) -> list[int]:
        given = {"actors": rows.dump(list(actor_ids)), "limit": limit, **_date_range(since, until)}
        return [row["article_id"] for row in await self._db.read(NAMING, given)]

    async def newest_date(self, scope: int) -> datetime | None:
        found = await self._db.read(
            " UNION ALL ".join(
                f"SELECT max(a.date) AS date FROM article a WHERE a.scope = {one} AND a.removed_at IS NULL"
                for one in (":shared", ":scope")
            ),
            rows.visible_to(scope),
        )
        dates = [row["date"] for row in found if row["date"] is not None]
        return rows.moment(max(dates)) if dates else None

    async def read_articles(self, article_ids: Sequence[int], *, sentences: int, names: int) -> dict[int, ReadArticle]:
        given = {"ids": rows.dump(list(article_ids)), "sentences": sentences, "names": names}

        async def work(tx: Transaction) -> tuple[Rows, Rows]:
            return await fetch(tx, TEXTS.format(sentences=SENTENCES), given), await fetch(tx, NAMES, given)

        texts, named = await self._db.snapshot(work)
        return read_articles(texts, named)

    async def earlier_articles(
        self, scope: int, story_ids: Sequence[int], wanted: BriefingRange
    ) -> dict[int, list[ArticleHeader]]:
        given = {
            **rows.visible_to(scope),
            "stories": rows.dump(list(story_ids)),
            "after": wanted.added[0] if wanted.added else None,
            "since": rows.maybe_seconds(wanted.since),
        }
        found = await self._db.read(EARLIER, given)
        stories: defaultdict[int, list[ArticleHeader]] = defaultdict(list)
        for row in found:
            stories[row["story_id"]].append(rows.article_header(row))
        return dict(stories)

    async def compared_articles(self, article_ids: Sequence[int]) -> dict[int, list[ComparedArticle]]:
        found = await self._db.read(COMPARED, {"ids": rows.dump(list(article_ids))})
        return await asyncio.to_thread(_compared, found)

    async def digest_articles(self, guild_id: int, digest: int) -> DigestArticles | None:
        given = {
            "guild": guild_id,
            "digest": digest,
            "length": len(SAME_STORY_REASON),
            "reason": SAME_STORY_REASON,
        }

        async def work(tx: Transaction) -> tuple[Rows, Rows]:
            return await fetch(tx, DIGEST, given), await fetch(tx, NAMED_IN_DIGEST, given)

        posted, named = await self._db.snapshot(work)
        return _digest(posted, named) if posted else None

    async def newest_article_id(self) -> int:
        found = await self._db.read("SELECT max(id) AS id FROM article")
        return found[0]["id"] or 0

    async def last_briefing(self, scope: int, channel_id: int) -> tuple[datetime, int] | None:
        found = await self._db.read(
            "SELECT asked_at, newest_article FROM briefing_asked WHERE channel_id = ? AND guild_id = ?",
            (channel_id, scope),
        )
        return (rows.moment(found[0]["asked_at"]), found[0]["newest_article"]) if found else None

    async def mark_briefing_asked(self, scope: int, channel_id: int, newest_id: int, *, now: datetime) -> None:
        await self._db.execute(
            "INSERT OR REPLACE INTO briefing_asked (channel_id, guild_id, asked_at, newest_article) "
            "VALUES (?, ?, ?, ?)",
            (channel_id, scope, rows.seconds(now), newest_id),
        )


def _date_range(since: datetime | None, until: datetime | None) -> dict[str, object]:
    """The parameters that bound what SQLite reads of an index by date: a day more than the period."""
    return {
        "floor": 0 if since is None else rows.seconds(since) - 86_400,
        "ceiling": LATEST_DATE if until is None else rows.seconds(until),
    }


def _picked(wanted: BriefingRange) -> str:
    """The query for the ids of the articles that may be briefed."""
    if wanted.article_ids is not None:
        return GIVEN
    if wanted.theme is not None:
        return OF_THEME
    return LATEST if wanted.added is None else ADDED


@rows.reads_stored
def _briefed(row: sqlite3.Row) -> BriefedArticle:
    return BriefedArticle(rows.article_header(row), row["story_id"], row["theme"])


@rows.reads_stored
def _compared(found: Iterable[sqlite3.Row]) -> dict[int, list[ComparedArticle]]:
    stories: defaultdict[int, list[ComparedArticle]] = defaultdict(list)
    for row in found:
        article = ComparedArticle(read_fingerprint(row["fingerprint"]), rows.moment(row["date"]))
        stories[row["story_id"]].append(article)
    return dict(stories)


@rows.reads_stored
def _digest(posted: Rows, named: Rows) -> DigestArticles:
    return DigestArticles(
        datetime.fromisoformat(posted[0]["digest_of"]),
        {row["article_id"]: row["again"] for row in posted},
        tuple(row["article_id"] for row in named),
    )


@rows.reads_stored
def read_articles(texts: Iterable[sqlite3.Row], named: Iterable[sqlite3.Row] = ()) -> dict[int, ReadArticle]:
    """The articles whose sentences are rows of ``TEXTS``, with their names."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    for row in named:
        names[row["article_id"]].append(row["name"])
    of_article: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in texts:
        of_article[row["article_id"]].append(row)
    return {
        article: ReadArticle(
            rows.article_header(found[0]),
            tuple(Sentence(row["text"], row["at"], row["ends"]) for row in found),
            tuple(row["sentence"] + 1 for row in found),
            found[0]["total"],
            tuple(names[article]),
        )
        for article, found in of_article.items()
    }
