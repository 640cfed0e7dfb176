"""Finding articles: by number, id or link, in lists, and by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.search import NO_FILTER
from bot.store.protocols.article_queries import ArticleQueries
from bot.store.sqlite import analysis_rows, rows
from bot.store.sqlite.article_checks import article_with_content, article_with_link
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.full_text_search import ranked_ids, search_forms, search_hits
from bot.store.sqlite.search_expression import title_expression
from bot.text.search.abbreviations import in_capitals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.articles import Article, ArticleHeader, SearchHit
    from bot.models.search import SearchFilter
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["SqliteArticleQueries"]

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

    async def article_by_content(self, scope: int, content_hash: str) -> Article | None:
        return await self._db.snapshot(lambda tx: article_with_content(tx, scope, content_hash))

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

    async def articles_by_title(
        self, scope: int, words: Sequence[str], *, limit: int, as_prefixes: bool = True
    ) -> list[ArticleHeader]:
        if not words:
            return []
        # By date SQLite sorts all that match, which are too many for a beginning of a word at each key press.
        order = "w.rowid DESC" if as_prefixes else "a.date DESC, a.id DESC"
        return await self._headers(
            f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM article_words w JOIN article a ON a.id = w.rowid "
            f"WHERE article_words MATCH :query AND {rows.VISIBLE} ORDER BY {order} LIMIT :limit",
            {
                "query": title_expression(words, as_prefixes=as_prefixes),
                **rows.visible_to(scope),
                "limit": limit,
            },
        )

    async def search(
        self,
        scope: int,
        terms: Sequence[str],
        *,
        limit: int,
        offset: int = 0,
        match_last_as_prefix: bool = True,
        filters: SearchFilter = NO_FILTER,
    ) -> tuple[int, list[SearchHit]]:
        if not terms and filters == NO_FILTER:
            return 0, []
        meant = in_capitals(terms)

        async def work(tx: Transaction) -> tuple[int, list[SearchHit]]:
            for words in (meant, terms) if meant != list(terms) else (terms,):  # if no article has the country: "us"
                ranked, query = await ranked_ids(tx, scope, words, filters, match_last_as_prefix=match_last_as_prefix)
                if ranked:
                    break
            page = ranked[offset : offset + limit]
            return len(ranked), await search_hits(tx, page, query, words)

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

    async def words_that_begin(self, beginning: str, *, limit: int) -> list[str]:
        if not beginning:
            return []
        found = await self._db.read(
            "SELECT term FROM article_vocabulary WHERE term >= ? AND term < ? LIMIT ?",
            (beginning, beginning + "\U0010ffff", limit),
        )
        return [row["term"] for row in found]

    async def make_search_forms(self, *, limit: int) -> int:
        found = await self._db.read("SELECT * FROM article WHERE text_forms IS NULL ORDER BY id DESC LIMIT ?", (limit,))
        made = [(*await search_forms(article), article.id, article.version) for article in map(rows.article, found)]

        async def work(tx: Transaction) -> None:
            # Unless it was edited meanwhile, which made its forms.
            await tx.executemany(
                "UPDATE article SET title_forms = ?, text_forms = ? WHERE id = ? AND version = ? "
                "AND text_forms IS NULL",
                made,
            )

        if made:
            await self._db.write(work)
        return len(made)

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


def _first(found: Rows) -> Article | None:
    return rows.article(found[0]) if found else None
