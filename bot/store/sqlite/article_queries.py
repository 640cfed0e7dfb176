"""Finding articles: by number, in lists, by the words of their titles and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, ActorKind
from bot.models.articles import SHARED, SearchHit
from bot.store.protocol import MAX_SEARCH_HITS
from bot.store.sqlite import rows
from bot.store.sqlite.analyses import load_analysis, load_digest
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.duplicates import article_with_link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.actors import ArticleActor
    from bot.models.analysis import Analysis, Digest
    from bot.models.articles import Article, ArticleHeader
    from bot.store.sqlite.connection import Database, Rows, Transaction

__all__ = ["FindingTables"]

SHORTEST_BEGINNING = 3
SNIPPET_WORDS = 24
TITLE_WEIGHT = 4.0
"""What a hit in the title counts for, against 1 in the text."""
LARGEST = 2**63 - 1
"""The largest number that a column holds."""


class FindingTables:
    """The part of the store that finds articles."""

    _db: Database

    async def article(self, scope: int, number: int, *, removed: bool = False) -> Article | None:
        """See ``Store.article``."""
        return await self._article("number = ? AND scope IN (?, ?)", number, scope, removed)

    async def article_by_id(self, scope: int, article_id: int, *, removed: bool = False) -> Article | None:
        """See ``Store.article_by_id``."""
        return await self._article("id = ? AND scope IN (?, ?)", article_id, scope, removed)

    async def article_by_seed(self, seed: str) -> Article | None:
        """See ``Store.article_by_seed``."""
        return _one(await self._db.read("SELECT * FROM article WHERE seed = ?", (seed,)))

    async def article_by_link(self, scope: int, link: str) -> Article | None:
        """See ``Store.article_by_link``."""
        return await self._db.snapshot(lambda tx: article_with_link(tx, scope, link))

    async def articles(self, scope: int, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """See ``Store.articles``."""
        # A union, not IN: so both halves come from the index in order, and the walk stops at the limit.
        half = "SELECT id FROM article WHERE scope = {} AND removed_at IS NULL"
        found = await self._db.read(
            f"WITH seen AS ({half.format(':shared')} UNION {half.format(':scope')} "
            f"ORDER BY id DESC LIMIT :limit OFFSET :offset) "
            f"SELECT {rows.LINE} FROM seen JOIN article a ON a.id = seen.id ORDER BY a.id DESC",
            {"shared": SHARED, "scope": scope, "limit": limit, "offset": offset},
        )
        return [rows.line(row) for row in found]

    async def removed_articles(self, scope: int, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """See ``Store.removed_articles``."""
        found = await self._db.read(
            f"SELECT {rows.LINE} FROM article a WHERE a.scope IN (?, ?) AND a.removed_at IS NOT NULL "
            "ORDER BY a.removed_at DESC, a.id DESC LIMIT ? OFFSET ?",
            (SHARED, scope, limit, offset),
        )
        return [rows.line(row) for row in found]

    async def count_removed(self, scope: int) -> int:
        """See ``Store.count_removed``."""
        found = await self._db.read(
            "SELECT count(*) FROM article WHERE scope IN (?, ?) AND removed_at IS NOT NULL", (SHARED, scope)
        )
        return int(found[0][0])

    async def count_articles(self, scope: int, *, since: datetime | None = None, until: datetime | None = None) -> int:
        """See ``Store.count_articles``."""
        found = await self._db.read(
            f"SELECT count(*) FROM article a WHERE {rows.SEEN} AND {rows.DATED}",
            {
                "shared": SHARED,
                "scope": scope,
                "since": rows.maybe_seconds(since),
                "until": rows.maybe_seconds(until),
            },
        )
        return int(found[0][0])

    async def last_changed_article(self, scope: int) -> Article | None:
        """See ``Store.last_changed_article``."""
        found = await self._db.read(
            "SELECT * FROM article WHERE scope = ? AND (removed_at IS NOT NULL OR edited_at IS NOT NULL) "
            "ORDER BY max(coalesce(removed_at, 0), coalesce(edited_at, 0)) DESC, id DESC LIMIT 1",
            (scope,),
        )
        return rows.article(found[0]) if found else None

    async def articles_by_title(self, scope: int, words: Sequence[str], *, limit: int) -> list[ArticleHeader]:
        """See ``Store.articles_by_title``."""
        if not words:
            return []
        found = await self._db.read(
            f"SELECT {rows.LINE} FROM article_words w JOIN article a ON a.id = w.rowid "
            f"WHERE article_words MATCH :query AND {rows.SEEN} ORDER BY w.rowid DESC LIMIT :limit",
            {
                "query": " AND ".join(f"title : {_quoted(word)} *" for word in words),
                "shared": SHARED,
                "scope": scope,
                "limit": limit,
            },
        )
        return [rows.line(row) for row in found]

    async def search(
        self, scope: int, terms: Sequence[str], *, limit: int, offset: int = 0, match_last_as_prefix: bool = True
    ) -> tuple[int, list[SearchHit]]:
        """See ``Store.search``; the count ends at ``MAX_SEARCH_HITS``, as the pages do. "AI" does not find "aid"."""
        if not terms:
            return 0, []
        open_end = match_last_as_prefix and _may_go_on(terms[-1])
        parameters = {
            "query": " AND ".join(_quoted(term) for term in terms) + (" *" if open_end else ""),
            "shared": SHARED,
            "scope": scope,
        }

        async def work(tx: Transaction) -> tuple[int, list[SearchHit]]:
            ranked = await fetch(
                tx,
                f"SELECT id FROM (SELECT w.rowid AS id, bm25(article_words, {TITLE_WEIGHT}, 1.0) AS score "
                f"FROM article_words w JOIN article a ON a.id = w.rowid WHERE article_words MATCH :query AND "
                f"{rows.SEEN} ORDER BY w.rowid DESC LIMIT {MAX_SEARCH_HITS}) ORDER BY score, id DESC",
                parameters,
            )
            page = [row["id"] for row in ranked[offset : offset + limit]]
            return len(ranked), [await _hit(tx, article_id, parameters["query"]) for article_id in page]

        return await self._db.snapshot(work)

    async def full_text(self, scope: int, article_id: int) -> tuple[Article, tuple[int, ...]] | None:
        """See ``Store.full_text``."""
        if not 0 < article_id <= LARGEST:
            return None
        found = await self._db.read(
            "SELECT a.*, r.pages FROM article a LEFT JOIN reading r ON r.article_id = a.id "
            f"WHERE a.id = :id AND {rows.SEEN}",
            {"id": article_id, "shared": SHARED, "scope": scope},
        )
        return (rows.article(found[0]), rows.pages(found[0]["pages"])) if found else None

    async def set_page_offsets(self, article: Article, pages: Sequence[int]) -> None:
        """See ``Store.set_page_offsets``."""

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                "UPDATE reading SET pages = ? WHERE article_id = ? "
                "AND EXISTS (SELECT 1 FROM article WHERE id = reading.article_id AND text = ?)",
                (rows.dump(pages), article.id, article.text),
            )

        await self._db.write(work)

    async def article_actors(self, article_id: int, *, limit: int, offset: int = 0) -> tuple[int, list[ArticleActor]]:
        """See ``Store.article_actors``."""

        async def work(tx: Transaction) -> tuple[int, list[ArticleActor]]:
            total = await fetch(tx, "SELECT count(*) FROM appearance WHERE article_id = ?", (article_id,))
            found = await fetch(
                tx,
                "SELECT k.id, p.name, k.kind, p.mention_count, p.roles, instr(p.mentions, ?) > 0 AS in_title "
                "FROM appearance p JOIN actor k ON k.id = p.actor_id WHERE p.article_id = ? "
                "ORDER BY instr(?, k.kind), p.position LIMIT ? OFFSET ?",
                (f"[{TITLE_DOC},", article_id, " ".join(ActorKind), limit, offset),
            )
            return int(total[0][0]), [rows.article_actor(row) for row in found]

        return await self._db.snapshot(work)

    async def analysis(self, article_id: int) -> Analysis | None:
        """See ``Store.analysis``."""
        return await self._db.snapshot(lambda tx: load_analysis(tx, article_id))

    async def digest(self, article_id: int, *, sentences: int, actors: int) -> Digest | None:
        """See ``Store.digest``."""
        return await self._db.snapshot(lambda tx: load_digest(tx, article_id, sentences=sentences, actors=actors))

    async def _article(self, which: str, value: int, scope: int, removed: bool) -> Article | None:
        if not 0 < value <= LARGEST:
            return None
        alive = "" if removed else " AND removed_at IS NULL"
        return _one(await self._db.read(f"SELECT * FROM article WHERE {which}{alive}", (value, SHARED, scope)))


async def _hit(tx: Transaction, article_id: int, query: object) -> SearchHit:
    """A line of the answer. Its snippet is made for the shown page only: cutting it reads the whole text."""
    found = await fetch(
        tx,
        f"SELECT {rows.LINE}, snippet(article_words, 1, char(2), char(3), '…', {SNIPPET_WORDS}) AS snippet, "
        "instr(a.text, char(2)) OR instr(a.text, char(3)) AS has_marks "
        "FROM article_words w JOIN article a ON a.id = w.rowid WHERE article_words MATCH ? AND w.rowid = ?",
        (query, article_id),
    )
    row = found[0]
    snippet: str = row["snippet"]
    if row["has_marks"]:  # then nobody could tell them from ours: it is shown without
        snippet = snippet.replace("\x02", "").replace("\x03", "")
    return SearchHit(rows.line(row), snippet)


def _one(found: Rows) -> Article | None:
    return rows.article(found[0]) if found else None


def _may_go_on(word: str) -> bool:
    """Whether a word may be the beginning of others. "AI" is not "aid", and a letter would rank the whole library;
    in scripts without spaces a short word stands at the beginning of a long run.
    """
    return len(word) >= SHORTEST_BEGINNING or not word.isascii()


def _quoted(word: str) -> str:
    """A word as FTS5 takes it literally: quotes doubled, nothing else has a meaning between them."""
    return '"' + word.replace('"', '""').replace("\x00", " ") + '"'
