"""Themes across the articles that a scope sees."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.models.actors import ThemeCount
from bot.store.protocols.themes import ThemeStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import ArticleHeader
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["SqliteThemes"]

MAX_EVIDENCE = 6
"""How many words are returned for a theme."""
EVIDENCE_ARTICLES = 1_000
"""The words are counted in this many of the newest articles; the number of a theme's articles counts all."""


class SqliteThemes(SqliteTables, ThemeStore):
    """Counts themes in SQLite."""

    async def theme_counts(
        self, scope: int, since: datetime | None, *, until: datetime | None = None
    ) -> list[ThemeCount]:
        parameters = {**rows.visible_to(scope), **rows.period(since, until), "limit": EVIDENCE_ARTICLES}
        dated = f"{rows.VISIBLE} AND {rows.IN_PERIOD}"
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
                tuple(word for word, _ in words.get(row["label"].casefold(), Counter()).most_common(MAX_EVIDENCE)),
            )
            for row in counted
        ]

    async def theme_labels(self, scope: int) -> list[str]:
        found = await self._db.read(
            # Goes from label to label in the index; DISTINCT would read every row.
            "WITH RECURSIVE known (label) AS (SELECT min(label) FROM theme UNION ALL "
            "SELECT (SELECT min(label) FROM theme WHERE label > known.label) FROM known WHERE label IS NOT NULL) "
            "SELECT k.label FROM known k WHERE EXISTS (SELECT 1 FROM theme t CROSS JOIN article a "
            f"WHERE t.label = k.label AND a.id = t.article_id AND {rows.VISIBLE})",
            rows.visible_to(scope),
        )
        return [row["label"] for row in found]

    async def theme_articles(self, scope: int, label: str, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        found = await self._db.read(
            "WITH seen AS (SELECT a.id FROM theme t JOIN article a ON a.id = t.article_id "
            f"WHERE t.label = :label AND {rows.VISIBLE} ORDER BY a.date DESC, a.id DESC LIMIT :limit OFFSET :offset) "
            f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM seen JOIN article a ON a.id = seen.id "
            "ORDER BY a.date DESC, a.id DESC",
            {"label": label, **rows.visible_to(scope), "limit": limit, "offset": offset},
        )
        return [rows.article_header(row) for row in found]
