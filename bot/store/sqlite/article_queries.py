"""Finding articles: by number, id or link, in lists, and by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.articles import SearchHit
from bot.store.protocols.article_queries import MAX_SEARCH_HITS, ArticleQueries
from bot.store.sqlite import analysis_rows, rows
from bot.store.sqlite.article_checks import article_with_link
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.articles import Article, ArticleHeader
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["SqliteArticleQueries"]

MIN_PREFIX_LENGTH = 3
"""A shorter ASCII word is not matched as a prefix."""
SNIPPET_WORDS = 24
TITLE_WEIGHT = 4.0
"""The weight of a hit in the title in BM25, against 1 for one in the text."""
MAX_INTEGER = 2**63 - 1
"""The largest number that a column can hold and the driver accepts."""


class SqliteArticleQueries(SqliteTables, ArticleQueries):
    """Finds articles in SQLite."""

    async def article(self, scope: int, number: int, *, removed: bool = False) -> Article | None:
        return await self._article("number", number, scope, removed)

    async def article_by_id(self, scope: int, article_id: int, *, removed: bool = False) -> Article | None:
        return await self._article("id", article_id, scope, removed)

    async def article_by_seed(self, seed: str) -> Article | None:
        return _first(await self._db.read("SELECT * FROM article WHERE seed = ?", (seed,)))

    async def article_by_link(self, scope: int, link: str) -> Article | None:
        return await self._db.snapshot(lambda tx: article_with_link(tx, scope, link))

    async def articles(self, scope: int, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        # UNION instead of IN lets SQLite read both halves from the index in order, and stop at the limit.
        half = "SELECT id FROM article WHERE scope = {} AND removed_at IS NULL"
        return await self._headers(
            f"WITH seen AS ({half.format(':shared')} UNION {half.format(':scope')} "
            f"ORDER BY id DESC LIMIT :limit OFFSET :offset) "
            f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM seen JOIN article a ON a.id = seen.id ORDER BY a.id DESC",
            {**rows.visible_to(scope), "limit": limit, "offset": offset},
        )

    async def articles_by_date(
        self,
        scope: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
        offset: int = 0,
    ) -> list[ArticleHeader]:
        half = f"SELECT a.id, a.date FROM article a WHERE scope = {{}} AND removed_at IS NULL AND {rows.IN_PERIOD}"
        return await self._headers(
            f"WITH seen AS ({half.format(':shared')} UNION {half.format(':scope')} "
            f"ORDER BY date DESC, id DESC LIMIT :limit OFFSET :offset) "
            f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM seen JOIN article a ON a.id = seen.id "
            "ORDER BY a.date DESC, a.id DESC",
            {**rows.visible_to(scope), **rows.period(since, until), "limit": limit, "offset": offset},
        )

    async def removed_articles(self, scope: int, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        return await self._headers(
            f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM article a "
            f"WHERE a.{rows.IN_SCOPE} AND a.removed_at IS NOT NULL "
            "ORDER BY a.removed_at DESC, a.id DESC LIMIT :limit OFFSET :offset",
            {**rows.visible_to(scope), "limit": limit, "offset": offset},
        )

    async def count_removed(self, scope: int) -> int:
        found = await self._db.read(
            f"SELECT count(*) FROM article WHERE {rows.IN_SCOPE} AND removed_at IS NOT NULL", rows.visible_to(scope)
        )
        return int(found[0][0])

    async def count_articles(self, scope: int, *, since: datetime | None = None, until: datetime | None = None) -> int:
        found = await self._db.read(
            f"SELECT count(*) FROM article a WHERE {rows.VISIBLE} AND {rows.IN_PERIOD}",
            {**rows.visible_to(scope), **rows.period(since, until)},
        )
        return int(found[0][0])

    async def last_changed_article(self, scope: int) -> Article | None:
        return _first(
            await self._db.read(
                "SELECT * FROM article WHERE scope = ? AND (removed_at IS NOT NULL OR edited_at IS NOT NULL) "
                "ORDER BY max(coalesce(removed_at, 0), coalesce(edited_at, 0)) DESC, id DESC LIMIT 1",
                (scope,),
            )
        )

    async def articles_by_title(self, scope: int, words: Sequence[str], *, limit: int) -> list[ArticleHeader]:
        if not words:
            return []
        return await self._headers(
            f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM article_words w JOIN article a ON a.id = w.rowid "
            f"WHERE article_words MATCH :query AND {rows.VISIBLE} ORDER BY w.rowid DESC LIMIT :limit",
            {
                "query": " AND ".join(f"title : {_quoted(word)} *" for word in words),
                **rows.visible_to(scope),
                "limit": limit,
            },
        )

    async def search(
        self, scope: int, terms: Sequence[str], *, limit: int, offset: int = 0, match_last_as_prefix: bool = True
    ) -> tuple[int, list[SearchHit]]:
        if not terms:
            return 0, []
        query = " AND ".join(map(_quoted, terms))
        if match_last_as_prefix and _is_prefix(terms[-1]):
            query += " *"

        async def work(tx: Transaction) -> tuple[int, list[SearchHit]]:
            ranked = await fetch(
                tx,
                f"SELECT id FROM (SELECT w.rowid AS id, bm25(article_words, {TITLE_WEIGHT}, 1.0) AS score "
                f"FROM article_words w JOIN article a ON a.id = w.rowid WHERE article_words MATCH :query AND "
                f"{rows.VISIBLE} ORDER BY w.rowid DESC LIMIT {MAX_SEARCH_HITS}) ORDER BY score, id DESC",
                {"query": query, **rows.visible_to(scope)},
            )
            page = [row["id"] for row in ranked[offset : offset + limit]]
            return len(ranked), [await _hit(tx, article_id, query) for article_id in page]

        return await self._db.snapshot(work)

    async def full_text(self, scope: int, article_id: int) -> tuple[Article, tuple[int, ...]] | None:
        if not 0 < article_id <= MAX_INTEGER:
            return None
        found = await self._db.read(
            "SELECT a.*, n.pages FROM article a LEFT JOIN analysis n ON n.article_id = a.id "
            f"WHERE a.id = :id AND {rows.VISIBLE}",
            {"id": article_id, **rows.visible_to(scope)},
        )
        return (rows.article(found[0]), analysis_rows.pages(found[0]["pages"])) if found else None

    async def _article(self, column: str, value: int, scope: int, removed: bool) -> Article | None:
        if not 0 < value <= MAX_INTEGER:
            return None
        visible = f"a.{rows.IN_SCOPE}" if removed else rows.VISIBLE
        return _first(
            await self._db.read(
                f"SELECT * FROM article a WHERE a.{column} = :value AND {visible}",
                {"value": value, **rows.visible_to(scope)},
            )
        )

    async def _headers(self, sql: str, parameters: dict[str, object]) -> list[ArticleHeader]:
        return [rows.article_header(row) for row in await self._db.read(sql, parameters)]


async def _hit(tx: Transaction, article_id: int, query: str) -> SearchHit:
    """One search hit. Only the shown page gets snippets, since making one reads the whole text."""
    found = await fetch(
        tx,
        f"SELECT {rows.ARTICLE_HEADER_COLUMNS}, "
        f"snippet(article_words, 1, char(2), char(3), '…', {SNIPPET_WORDS}) AS snippet, "
        "instr(a.text, char(2)) OR instr(a.text, char(3)) AS has_marks "
        "FROM article_words w JOIN article a ON a.id = w.rowid WHERE article_words MATCH ? AND w.rowid = ?",
        (query, article_id),
    )
    row = found[0]
    snippet: str = row["snippet"]
    if row["has_marks"]:  # the text contains these marks itself: the snippet is shown without any
        snippet = snippet.replace("\x02", "").replace("\x03", "")
    return SearchHit(rows.article_header(row), snippet)


def _first(found: Rows) -> Article | None:
    return rows.article(found[0]) if found else None


def _is_prefix(word: str) -> bool:
    """True if a word may be matched as a prefix.

    A short one would match too much: "AI" is not the beginning of "aid", and a single letter would rank the whole
    library. In scripts without spaces, however, a short word may be the beginning of a long run of characters.
    """
    return len(word) >= MIN_PREFIX_LENGTH or not word.isascii()


def _quoted(word: str) -> str:
    """A term as an FTS5 string, in which only the quotation mark has a meaning.

    See https://sqlite.org/fts5.html#fts5_strings.
    """
    return '"' + word.replace('"', '""').replace("\x00", " ") + '"'
