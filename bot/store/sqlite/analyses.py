"""The stored analyses of articles, and which of them an older analyzer made."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, Actor, ActorKind, Digest, Sentence
from bot.store.protocols.analyses import AnalysisStore
from bot.store.sqlite import analysis_rows, rows
from bot.store.sqlite.analysis_writes import store_analysis
from bot.store.sqlite.article_checks import existing_article
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.actors import ArticleActor
    from bot.models.analysis import Analysis
    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteAnalyses", "load_analysis"]

STALE = (
    "FROM analysis INDEXED BY analysis_by_version WHERE version < :version AND article_id NOT IN "
    "(SELECT article_id FROM analysis_failure WHERE version >= :version)"
)
THEMES = "SELECT label, evidence FROM theme WHERE article_id = ? ORDER BY position"


class SqliteAnalyses(SqliteTables, AnalysisStore):
    """Reads and replaces analyses in SQLite."""

    async def analysis(self, article_id: int) -> Analysis | None:
        return await self._db.snapshot(lambda tx: load_analysis(tx, article_id))

    async def digest(self, article_id: int, *, sentences: int, actors: int) -> Digest | None:
        return await self._db.snapshot(lambda tx: _load_digest(tx, article_id, sentences=sentences, actors=actors))

    async def article_actors(self, article_id: int, *, limit: int, offset: int = 0) -> tuple[int, list[ArticleActor]]:
        async def work(tx: Transaction) -> tuple[int, list[ArticleActor]]:
            total = await fetch(tx, "SELECT count(*) FROM appearance WHERE article_id = ?", (article_id,))
            found = await fetch(
                tx,
                "SELECT k.id, p.name, k.kind, p.mention_count, p.roles, instr(p.mentions, ?) > 0 AS in_title "
                "FROM appearance p JOIN actor k ON k.id = p.actor_id WHERE p.article_id = ? "
                "ORDER BY instr(?, k.kind), p.position LIMIT ? OFFSET ?",
                (f"[{TITLE_DOC},", article_id, " ".join(ActorKind), limit, offset),
            )
            return int(total[0][0]), [analysis_rows.article_actor(row) for row in found]

        return await self._db.snapshot(work)

    async def set_page_offsets(self, article: Article, pages: Sequence[int]) -> None:
        await self._db.execute(
            "UPDATE analysis SET pages = ? WHERE article_id = ? "
            "AND EXISTS (SELECT 1 FROM article WHERE id = analysis.article_id AND text = ?)",
            (rows.dump(pages), article.id, article.text),
        )

    async def replace_analysis(self, article_id: int, content_hash: str, analysis: Analysis) -> bool:
        async def work(tx: Transaction) -> bool:
            article = await existing_article(tx, article_id)
            # The hash folds white space and offsets do not: they also break if only line ends were edited.
            if article.content_hash != content_hash or not await asyncio.to_thread(_fits, analysis, article.text):
                return False
            await fetch(tx, "UPDATE article SET language = ? WHERE id = ?", (analysis.language, article_id))
            await store_analysis(tx, article, analysis)
            return True

        return await self._db.write(work)

    async def stale_articles(self, version: int, *, limit: int) -> list[Article]:
        found = await self._db.read(
            f"SELECT a.* FROM (SELECT article_id {STALE} ORDER BY article_id DESC LIMIT :limit) s "
            "JOIN article a ON a.id = s.article_id ORDER BY a.id DESC",
            {"version": version, "limit": limit},
        )
        return [rows.article(row) for row in found]

    async def count_stale_articles(self, version: int) -> int:
        found = await self._db.read(f"SELECT count(*) {STALE}", {"version": version})
        return int(found[0][0])

    async def mark_unanalysable(self, article_id: int, version: int, reason: str, *, now: datetime) -> None:
        await self._db.execute(
            "INSERT OR REPLACE INTO analysis_failure (article_id, version, reason, at) "
            "SELECT id, ?, ?, ? FROM article WHERE id = ?",
            (version, reason, rows.seconds(now), article_id),
        )


def _fits(analysis: Analysis, text: str) -> bool:
    return all(text[s.start : s.end] == s.text for s in analysis.sentences)


async def load_analysis(tx: Transaction, article_id: int) -> Analysis | None:
    """The whole analysis of an article, read in a transaction."""
    found = await fetch(
        tx,
        "SELECT n.version, n.language, n.sentences, n.ranking, n.phrases, n.pages, a.text FROM analysis n "
        "JOIN article a ON a.id = n.article_id WHERE n.article_id = ?",
        (article_id,),
    )
    if not found:
        return None
    actors = await fetch(
        tx,
        "SELECT p.name, k.kind, p.aliases, p.roles, p.mentions, p.salient, p.is_main FROM appearance p "
        "JOIN actor k ON k.id = p.actor_id WHERE p.article_id = ? ORDER BY p.position",
        (article_id,),
    )
    themes = await fetch(tx, THEMES, (article_id,))
    # In a thread: a long article has tens of thousands of offsets, which would block the event loop.
    return await asyncio.to_thread(analysis_rows.analysis, found[0], actors, themes)


async def _load_digest(tx: Transaction, article_id: int, *, sentences: int, actors: int) -> Digest | None:
    """Lets SQLite select the few values from the JSON columns, which may be large."""
    found = await fetch(
        tx,
        "SELECT language, json_array_length(sentences) AS total, phrases FROM analysis WHERE article_id = ?",
        (article_id,),
    )
    if not found:
        return None
    ranked = await fetch(
        tx,
        "SELECT span.at, span.ends, span.position, substr(a.text, span.at + 1, span.ends - span.at) AS text "
        "FROM article a, (SELECT b.key AS place, b.value + 1 AS position, "
        "json_extract(n.sentences, '$[' || b.value || '][0]') AS at, "
        "json_extract(n.sentences, '$[' || b.value || '][1]') AS ends FROM analysis n, json_each(n.ranking) b "
        "WHERE n.article_id = :id LIMIT :sentences) span WHERE a.id = :id ORDER BY span.place",
        {"id": article_id, "sentences": sentences},
    )
    named = await fetch(
        tx,
        "SELECT name, kind, roles FROM (SELECT p.position, p.name, k.kind, p.roles, "
        "row_number() OVER (PARTITION BY k.kind = 'person' ORDER BY p.position) AS place FROM appearance p "
        "JOIN actor k ON k.id = p.actor_id WHERE p.article_id = ? AND p.is_main) WHERE place <= ? ORDER BY position",
        (article_id, actors),
    )
    themes = await fetch(tx, THEMES, (article_id,))
    return Digest(
        language=found[0]["language"],
        total=found[0]["total"],
        ranked=tuple(Sentence(row["text"], row["at"], row["ends"]) for row in ranked),
        positions=tuple(row["position"] for row in ranked),
        actors=tuple(
            Actor(row["name"], ActorKind(row["kind"]), (), analysis_rows.roles(row["roles"]), ()) for row in named
        ),
        themes=analysis_rows.themes(themes),
        phrases=tuple(rows.load(found[0]["phrases"])),
    )
