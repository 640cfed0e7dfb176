"""Actors across the articles that a scope sees."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.actors import HeldRole, NamedIn
from bot.models.analysis import ActorKind
from bot.store.protocols.actors import ActorStore
from bot.store.sqlite import analysis_rows, rows
from bot.store.sqlite.base import SqliteTables
from bot.text.actors.ages import AROUND

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.actors import Appearance, NamingText, StoredActor

__all__ = ["ACTOR_COLUMNS", "SqliteActors"]

ACTOR_COLUMNS = "k.id, k.scope, k.kind, k.name, k.key, k.articles"
"""The columns of a ``StoredActor``, from ``actor AS k``."""
VISIBLE_ACTOR = f"k.{rows.IN_SCOPE} AND k.articles > 0"
"""True for the rows of ``actor AS k`` that a scope sees."""
GIVEN_IDS = "(SELECT value FROM json_each(:ids))"

NEWEST = (
    "(SELECT x.article_id FROM appearance x JOIN article a ON a.id = x.article_id "
    f"WHERE x.actor_id = j.value AND {rows.VISIBLE} ORDER BY x.date DESC, x.article_id DESC LIMIT :limit)"
)
"""The newest articles of each actor ``j.value``, by the index. Of these the newest are taken: sorting all of them would
carry the texts of articles that are not shown.
"""


class SqliteActors(SqliteTables, ActorStore):
    """Finds actors in SQLite."""

    async def actors_by_name(self, scope: int, key: str) -> list[StoredActor]:
        return await self._actors(
            f"SELECT {ACTOR_COLUMNS} FROM actor_name n JOIN actor k ON k.id = n.actor_id "
            f"WHERE n.key = :key AND n.whole AND n.articles > 0 AND {VISIBLE_ACTOR} ORDER BY k.articles DESC, k.id",
            scope,
            key=key,
        )

    async def actors_by_endings(self, scope: int, keys: Sequence[str], *, limit: int) -> list[StoredActor]:
        return await self._actors(
            # CROSS JOIN keeps SQLite from scanning all actors instead.
            f"SELECT {ACTOR_COLUMNS} FROM (SELECT DISTINCT n.actor_id FROM json_each(:keys) w CROSS JOIN actor_name n "
            "WHERE n.key = w.value AND n.articles > 0) n CROSS JOIN actor k "
            f"WHERE k.id = n.actor_id AND {VISIBLE_ACTOR} ORDER BY k.articles DESC, k.id LIMIT :limit",
            scope,
            keys=rows.dump(list(keys)),
            limit=limit,
        )

    async def actors_with_prefix(self, scope: int, prefix: str, *, limit: int) -> list[StoredActor]:
        return await self._actors(
            # CROSS JOIN keeps SQLite from scanning all actors instead.
            f"SELECT {ACTOR_COLUMNS} FROM (SELECT DISTINCT actor_id FROM actor_name "
            "WHERE key >= :prefix AND key < :after AND articles > 0) n CROSS JOIN actor k "
            f"WHERE k.id = n.actor_id AND {VISIBLE_ACTOR} ORDER BY k.articles DESC, k.id LIMIT :limit",
            scope,
            prefix=prefix,
            after=prefix + "\U0010ffff",
            limit=limit,
        )

    async def most_frequent_actors(self, scope: int, *, limit: int) -> list[StoredActor]:
        return await self._actors(
            f"SELECT {ACTOR_COLUMNS} FROM actor k WHERE {VISIBLE_ACTOR} ORDER BY k.articles DESC, k.id LIMIT :limit",
            scope,
            limit=limit,
        )

    async def roles_with(self, scope: int, words: Sequence[str], *, limit: int) -> list[HeldRole]:
        found = await self._db.read(
            f"SELECT {ACTOR_COLUMNS}, p.roles, p.article_id, json_extract(r.value, '$[0]') AS role "
            "FROM appearance p JOIN article a ON a.id = p.article_id JOIN actor k ON k.id = p.actor_id "
            f"JOIN json_each(p.roles) r WHERE p.roles != '[]' AND {rows.VISIBLE} AND EXISTS (SELECT 1 FROM "
            "json_each(:words) w WHERE instr(lower(json_extract(r.value, '$[0]')), w.value)) "
            "ORDER BY p.date DESC, p.article_id DESC, p.position LIMIT :limit",
            {**rows.visible_to(scope), "words": rows.dump([word.lower() for word in words]), "limit": limit},
        )
        return [HeldRole(rows.stored_actor(row), row["role"], row["article_id"]) for row in found]

    async def actors_by_id(self, scope: int, ids: Sequence[int]) -> list[StoredActor]:
        return await self._actors(
            f"SELECT {ACTOR_COLUMNS} FROM actor k WHERE k.id IN {GIVEN_IDS} AND {VISIBLE_ACTOR} "
            "ORDER BY k.articles DESC, k.id",
            scope,
            ids=rows.dump(list(ids)),
        )

    async def appearances(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[Appearance]:
        found = await self._db.read(
            "WITH shown AS MATERIALIZED (SELECT p.article_id, p.position, p.date FROM json_each(:ids) j "
            f"JOIN appearance p INDEXED BY appearance_company ON p.actor_id = j.value AND p.article_id IN {NEWEST} "
            "ORDER BY p.date DESC, p.article_id DESC, p.position LIMIT :limit) "
            f"SELECT {rows.ARTICLE_HEADER_COLUMNS}, a.text, n.sentences, p.name, k.kind, p.aliases, p.mention_count, "
            "p.roles, p.mentions, p.salient FROM shown s "
            "JOIN appearance p ON p.article_id = s.article_id AND p.position = s.position "
            "JOIN actor k ON k.id = p.actor_id JOIN article a ON a.id = p.article_id "
            "JOIN analysis n ON n.article_id = a.id ORDER BY s.date DESC, s.article_id DESC, s.position",
            {"ids": rows.dump(sorted(set(actor_ids))), **rows.visible_to(scope), "limit": limit},
        )
        # In a thread: each row holds the offsets of a whole article, which would block the event loop.
        return await asyncio.to_thread(lambda: [analysis_rows.appearance(row) for row in found])

    async def naming_texts(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[NamingText]:
        mentions = "SELECT json_group_array(json(p.mentions)) FROM appearance p"
        found = await self._db.read(
            "WITH newest AS MATERIALIZED (SELECT DISTINCT p.date, p.article_id FROM json_each(:ids) j "
            f"JOIN appearance p INDEXED BY appearance_company ON p.actor_id = j.value AND p.article_id IN {NEWEST} "
            "ORDER BY p.date DESC, p.article_id DESC LIMIT :limit) "
            f"SELECT {rows.ARTICLE_HEADER_COLUMNS}, a.text, n.sentences, "
            f"({mentions} WHERE p.article_id = a.id AND p.actor_id IN {GIVEN_IDS}) AS named, "
            f"({mentions} JOIN actor k ON k.id = p.actor_id WHERE p.article_id = a.id AND k.kind = :person "
            f"AND p.actor_id NOT IN {GIVEN_IDS}) AS others "
            "FROM newest s JOIN article a ON a.id = s.article_id JOIN analysis n ON n.article_id = a.id "
            "ORDER BY s.date DESC, s.article_id DESC",
            {
                "ids": rows.dump(sorted(set(actor_ids))),
                "person": ActorKind.PERSON,
                **rows.visible_to(scope),
                "limit": limit,
            },
        )
        # In a thread: each row holds the offsets of a whole article, which would block the event loop.
        return await asyncio.to_thread(lambda: [analysis_rows.naming_text(row) for row in found])

    async def mention_counts(
        self, scope: int, actor_ids: Sequence[int], *, since: datetime | None = None, until: datetime | None = None
    ) -> tuple[int, int]:
        found = await self._db.read(
            # CROSS JOIN keeps SQLite from walking through all articles instead.
            "SELECT count(DISTINCT p.article_id), coalesce(sum(p.mention_count), 0) FROM appearance p "
            f"CROSS JOIN article a WHERE a.id = p.article_id AND p.actor_id IN {GIVEN_IDS} AND {rows.VISIBLE} "
            f"AND {rows.IN_PERIOD}",
            {"ids": rows.dump(sorted(set(actor_ids))), **rows.visible_to(scope), **rows.period(since, until)},
        )
        return int(found[0][0]), int(found[0][1])

    async def named_in(
        self,
        scope: int,
        actor_ids: Sequence[int],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[NamedIn]:
        found = await self._db.read(
            # CROSS JOIN keeps SQLite from walking through all articles instead.
            "SELECT p.article_id, a.number, p.mention_count, p.roles, p.name, p.date, a.published_at, "
            f"substr(a.text, max(1, instr(a.text, p.name) - {AROUND}), 2 * {AROUND} + length(p.name)) AS around "
            "FROM appearance p CROSS JOIN article a "
            f"WHERE a.id = p.article_id AND p.actor_id IN {GIVEN_IDS} AND {rows.VISIBLE} AND {rows.IN_PERIOD} "
            "ORDER BY p.date DESC, p.article_id DESC, p.position LIMIT :limit",
            {
                "ids": rows.dump(sorted(set(actor_ids))),
                **rows.visible_to(scope),
                **rows.period(since, until),
                "limit": limit,
            },
        )
        return [analysis_rows.named_in(row) for row in found]

    async def companions(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[tuple[int, int]]:
        found = await self._db.read(
            # CROSS JOIN keeps SQLite from walking through all articles instead.
            "SELECT p.article_id, o.actor_id FROM appearance p CROSS JOIN article a "
            "JOIN appearance o ON o.article_id = p.article_id JOIN actor k ON k.id = o.actor_id "
            f"WHERE a.id = p.article_id AND p.actor_id IN {GIVEN_IDS} AND o.actor_id NOT IN {GIVEN_IDS} "
            f"AND k.kind != :place AND {rows.VISIBLE} ORDER BY p.date DESC, p.article_id DESC, o.position LIMIT :limit",
            {"ids": rows.dump(list(actor_ids)), "place": ActorKind.PLACE, **rows.visible_to(scope), "limit": limit},
        )
        return [(row["article_id"], row["actor_id"]) for row in found]

    async def co_mentioned(
        self, scope: int, actor_ids: Sequence[int], *, articles: Sequence[int] | None = None, limit: int
    ) -> list[tuple[StoredActor, int]]:
        found = await self._db.read(
            # CROSS JOIN keeps SQLite from walking through all articles instead.
            "WITH met AS (SELECT DISTINCT p.article_id FROM appearance p CROSS JOIN article a "
            f"WHERE a.id = p.article_id AND p.actor_id IN {GIVEN_IDS} AND {rows.VISIBLE} "
            "AND (:articles IS NULL OR a.id IN (SELECT value FROM json_each(:articles)))), "
            "company AS (SELECT o.actor_id, count(*) AS together, sum(o.mention_count) AS mentions "
            f"FROM met JOIN appearance o ON o.article_id = met.article_id WHERE o.actor_id NOT IN {GIVEN_IDS} "
            "GROUP BY o.actor_id ORDER BY together DESC, mentions DESC, o.actor_id LIMIT :limit) "
            f"SELECT {ACTOR_COLUMNS}, c.together FROM company c JOIN actor k ON k.id = c.actor_id "
            "ORDER BY c.together DESC, c.mentions DESC, k.id",
            {
                "ids": rows.dump(list(actor_ids)),
                "articles": None if articles is None else rows.dump(list(articles)),
                **rows.visible_to(scope),
                "limit": limit,
            },
        )
        return [(rows.stored_actor(row), row["together"]) for row in found]

    async def actor_counts(
        self, scope: int, since: datetime | None, *, until: datetime | None = None, limit: int
    ) -> list[tuple[StoredActor, int, int]]:
        order = "ORDER BY seen_in DESC, seen_times DESC, k.id LIMIT :limit"
        if since is None and until is None:  # these counts are stored with the actors
            sql = (
                f"SELECT {ACTOR_COLUMNS}, k.articles AS seen_in, k.mentions AS seen_times FROM actor k "
                f"WHERE {VISIBLE_ACTOR} {order}"
            )
        else:
            sql = (
                "WITH named AS (SELECT p.actor_id, count(*) AS seen_in, sum(p.mention_count) AS seen_times "
                f"FROM article a JOIN appearance p ON p.article_id = a.id WHERE {rows.VISIBLE} AND {rows.IN_PERIOD} "
                f"GROUP BY p.actor_id) SELECT {ACTOR_COLUMNS}, n.seen_in, n.seen_times FROM named n "
                f"JOIN actor k ON k.id = n.actor_id {order}"
            )
        found = await self._db.read(sql, {**rows.visible_to(scope), **rows.period(since, until), "limit": limit})
        return [(rows.stored_actor(row), row["seen_in"], row["seen_times"]) for row in found]

    async def _actors(self, sql: str, scope: int, **parameters: object) -> list[StoredActor]:
        found = await self._db.read(sql, {**rows.visible_to(scope), **parameters})
        return [rows.stored_actor(row) for row in found]
