"""Actors and themes over the articles that a view sees."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.models.actors import Appearance, ThemeCount
from bot.models.articles import SHARED
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.actors import StoredActor
    from bot.models.articles import ArticleHeader
    from bot.store.sqlite.connection import Database, Rows, Transaction

__all__ = ["ActorTables"]

KNOWN = "k.id, k.scope, k.kind, k.name, k.key, k.articles"
SEEN_ACTOR = "k.scope IN (:shared, :scope) AND k.articles > 0"
GIVEN = "(SELECT value FROM json_each(:ids))"
ROLES_READ = 500
"""Roles that hold the longest of the words, the newest: the rest is not looked at."""
EVIDENCE = 6
EVIDENCE_ARTICLES = 1_000
"""The words behind a theme are counted in the newest of this many, the articles under it in all."""


class ActorTables:
    """The part of the store that concerns actors and themes."""

    _db: Database

    async def actors_by_name(self, scope: int, key: str) -> list[StoredActor]:
        """See ``Store.actors_by_name``."""
        return await self._known(
            f"SELECT {KNOWN} FROM actor_name n JOIN actor k ON k.id = n.actor_id "
            f"WHERE n.key = :key AND n.whole AND n.articles > 0 AND {SEEN_ACTOR} ORDER BY k.articles DESC, k.id",
            scope,
            key=key,
        )

    async def actors_with_prefix(self, scope: int, prefix: str, *, limit: int) -> list[StoredActor]:
        """See ``Store.actors_with_prefix``."""
        return await self._known(
            # CROSS JOIN keeps SQLite from walking through all actors instead.
            f"SELECT {KNOWN} FROM (SELECT DISTINCT actor_id FROM actor_name "
            "WHERE key >= :prefix AND key < :after AND articles > 0) n CROSS JOIN actor k "
            f"WHERE k.id = n.actor_id AND {SEEN_ACTOR} ORDER BY k.articles DESC, k.id LIMIT :limit",
            scope,
            prefix=prefix,
            after=prefix + "\U0010ffff",
            limit=limit,
        )

    async def most_frequent_actors(self, scope: int, *, limit: int) -> list[StoredActor]:
        """See ``Store.most_frequent_actors``."""
        return await self._known(
            f"SELECT {KNOWN} FROM actor k WHERE {SEEN_ACTOR} ORDER BY k.articles DESC, k.id LIMIT :limit",
            scope,
            limit=limit,
        )

    async def actors_with_role(self, scope: int, words: str, *, limit: int) -> list[StoredActor]:
        """See ``Store.actors_with_role``."""
        key, longest = name_key(words), max(re.findall(r"\w+", words), key=len, default="")
        if not key:
            return []
        found = await self._db.read(
            f"SELECT {KNOWN}, p.roles FROM appearance p JOIN article a ON a.id = p.article_id "
            f"JOIN actor k ON k.id = p.actor_id WHERE p.roles LIKE :like ESCAPE '!' AND {rows.SEEN} "
            "ORDER BY p.date DESC, p.article_id DESC, p.position LIMIT :read",
            {"shared": SHARED, "scope": scope, "like": f"%{longest.replace('_', '!_')}%", "read": ROLES_READ},
        )
        called = [
            rows.known_actor(row)
            for row in found
            if any(f" {key} " in f" {name_key(role.text)} " for role in rows.roles(row["roles"]))
        ]
        return list({actor.id: actor for actor in called}.values())[:limit]

    async def actors_by_id(self, scope: int, ids: Sequence[int]) -> list[StoredActor]:
        """See ``Store.actors_by_id``."""
        return await self._known(
            f"SELECT {KNOWN} FROM actor k WHERE k.id IN {GIVEN} AND {SEEN_ACTOR} ORDER BY k.articles DESC, k.id",
            scope,
            ids=rows.dump(list(ids)),
        )

    async def appearances(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[Appearance]:
        """See ``Store.appearances``."""
        # Each actor's newest by the index, then the newest of those: the sort carries no text of an article that
        # is not shown.
        newest = (
            "SELECT x.article_id FROM appearance x JOIN article a ON a.id = x.article_id "
            f"WHERE x.actor_id = j.value AND {rows.SEEN} ORDER BY x.date DESC, x.article_id DESC LIMIT :limit"
        )
        found = await self._db.read(
            "WITH shown AS MATERIALIZED (SELECT p.article_id, p.position, p.date FROM json_each(:ids) j "
            f"JOIN appearance p INDEXED BY appearance_company ON p.actor_id = j.value AND p.article_id IN ({newest}) "
            "ORDER BY p.date DESC, p.article_id DESC, p.position LIMIT :limit) "
            f"SELECT {rows.LINE}, a.text, r.sentences, p.actor_id, p.name, k.kind, p.aliases, p.mention_count, "
            "p.roles, p.mentions, p.telling FROM shown s "
            "JOIN appearance p ON p.article_id = s.article_id AND p.position = s.position "
            "JOIN actor k ON k.id = p.actor_id JOIN article a ON a.id = p.article_id "
            "JOIN reading r ON r.article_id = a.id ORDER BY s.date DESC, s.article_id DESC, s.position",
            {"ids": rows.dump(sorted(set(actor_ids))), "shared": SHARED, "scope": scope, "limit": limit},
        )
        # Each has the offsets of a whole article with it: beside the event loop.
        return await asyncio.to_thread(lambda: [rows.appearance(row) for row in found])

    async def mention_counts(
        self, scope: int, actor_ids: Sequence[int], *, since: datetime | None = None, until: datetime | None = None
    ) -> tuple[int, int]:
        """See ``Store.mention_counts``."""
        found = await self._db.read(
            # CROSS JOIN keeps SQLite from walking through all articles instead.
            "SELECT count(DISTINCT p.article_id), coalesce(sum(p.mention_count), 0) FROM appearance p "
            f"CROSS JOIN article a WHERE a.id = p.article_id AND p.actor_id IN {GIVEN} AND {rows.SEEN} "
            f"AND {rows.DATED}",
            {
                "ids": rows.dump(sorted(set(actor_ids))),
                "shared": SHARED,
                "scope": scope,
                "since": rows.maybe_seconds(since),
                "until": rows.maybe_seconds(until),
            },
        )
        return int(found[0][0]), int(found[0][1])

    async def co_mentioned(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[tuple[StoredActor, int]]:
        """See ``Store.co_mentioned``."""
        found = await self._db.read(
            # CROSS JOIN keeps SQLite from walking through all articles instead.
            "WITH met AS (SELECT DISTINCT p.article_id FROM appearance p CROSS JOIN article a "
            f"WHERE a.id = p.article_id AND p.actor_id IN {GIVEN} AND {rows.SEEN}), "
            "company AS (SELECT o.actor_id, count(*) AS together, sum(o.mention_count) AS mentions "
            f"FROM met JOIN appearance o ON o.article_id = met.article_id WHERE o.actor_id NOT IN {GIVEN} "
            "GROUP BY o.actor_id ORDER BY together DESC, mentions DESC, o.actor_id LIMIT :limit) "
            f"SELECT {KNOWN}, c.together FROM company c JOIN actor k ON k.id = c.actor_id "
            "ORDER BY c.together DESC, c.mentions DESC, k.id",
            {"ids": rows.dump(list(actor_ids)), "shared": SHARED, "scope": scope, "limit": limit},
        )
        return [(rows.known_actor(row), row["together"]) for row in found]

    async def actor_counts(
        self, scope: int, since: datetime | None, *, until: datetime | None = None, limit: int
    ) -> list[tuple[StoredActor, int, int]]:
        """See ``Store.actor_counts``."""
        most = "ORDER BY seen_in DESC, seen_times DESC, k.id LIMIT :limit"
        parameters: dict[str, int | None] = {"shared": SHARED, "scope": scope, "limit": limit}
        if since is None and until is None:  # counted as they come and go
            sql = (
                f"SELECT {KNOWN}, k.articles AS seen_in, k.mentions AS seen_times FROM actor k "
                f"WHERE {SEEN_ACTOR} {most}"
            )
        else:
            parameters |= {"since": rows.maybe_seconds(since), "until": rows.maybe_seconds(until)}
            sql = (
                "WITH named AS (SELECT p.actor_id, count(*) AS seen_in, sum(p.mention_count) AS seen_times "
                f"FROM article a JOIN appearance p ON p.article_id = a.id WHERE {rows.SEEN} AND {rows.DATED} "
                f"GROUP BY p.actor_id) SELECT {KNOWN}, n.seen_in, n.seen_times FROM named n "
                f"JOIN actor k ON k.id = n.actor_id {most}"
            )
        found = await self._db.read(sql, parameters)
        return [(rows.known_actor(row), row["seen_in"], row["seen_times"]) for row in found]

    async def theme_counts(
        self, scope: int, since: datetime | None, *, until: datetime | None = None
    ) -> list[ThemeCount]:
        """See ``Store.theme_counts``."""
        parameters = {
            "shared": SHARED,
            "scope": scope,
            "since": rows.maybe_seconds(since),
            "until": rows.maybe_seconds(until),
            "limit": EVIDENCE_ARTICLES,
        }
        dated = f"{rows.SEEN} AND {rows.DATED}"
        of_article = "JOIN theme t ON t.article_id = a.id"

        async def work(tx: Transaction) -> tuple[Rows, Rows]:
            counted = await fetch(
                tx,
                f"SELECT t.label, count(*) AS articles FROM article a {of_article} WHERE {dated} "
                "GROUP BY t.label ORDER BY articles DESC, t.label",
                parameters,
            )
            return counted, await fetch(
                tx,
                f"SELECT t.label, t.evidence FROM (SELECT a.id FROM article a WHERE {dated} "
                f"ORDER BY a.id DESC LIMIT :limit) a {of_article} ORDER BY a.id DESC, t.position",
                parameters,
            )

        counted, evidence = await self._db.snapshot(work)
        words: dict[str, Counter[str]] = {}
        for row in evidence:
            words.setdefault(row["label"].casefold(), Counter()).update(rows.load(row["evidence"]))
        return [
            ThemeCount(
                row["label"],
                row["articles"],
                tuple(word for word, _ in words.get(row["label"].casefold(), Counter()).most_common(EVIDENCE)),
            )
            for row in counted
        ]

    async def theme_articles(self, scope: int, label: str, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """See ``Store.theme_articles``."""
        found = await self._db.read(
            f"SELECT {rows.LINE} FROM theme t JOIN article a ON a.id = t.article_id "
            f"WHERE t.label = :label AND {rows.SEEN} ORDER BY t.article_id DESC LIMIT :limit OFFSET :offset",
            {"label": label, "shared": SHARED, "scope": scope, "limit": limit, "offset": offset},
        )
        return [rows.line(row) for row in found]

    async def _known(self, sql: str, scope: int, **parameters: object) -> list[StoredActor]:
        found = await self._db.read(sql, {"shared": SHARED, "scope": scope, **parameters})
        return [rows.known_actor(row) for row in found]
