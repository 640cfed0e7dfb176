"""Adding, changing and removing articles."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.intake.urls import url_key
from bot.models.articles import SHARED
from bot.store.protocols.articles import ArticleStore
from bot.store.sqlite import analysis_rows, rows
from bot.store.sqlite.analyses import load_analysis
from bot.store.sqlite.analysis_writes import count_actors, store_analysis
from bot.store.sqlite.article_checks import (
    existing_article,
    refuse_duplicate,
    refuse_known_link,
    refuse_other_version,
)
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.change_log import log_article_change
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.feed_items import finish_with_article
from bot.store.sqlite.feed_versions import finish_with_revision
from bot.store.sqlite.full_text_search import SearchForms, search_forms
from bot.store.sqlite.outbox_writes import (
    enqueue_deliveries,
    enqueue_edits,
    enqueue_unnamed,
    skip_pending_deliveries,
)
from bot.store.sqlite.story_placement import story_text
from bot.store.sqlite.story_writes import add_to_story, replace_fingerprint

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, Draft
    from bot.models.feeds import FinishedItem
    from bot.store.sqlite.connection import Transaction
    from bot.stories.fingerprint import StoryText

__all__ = ["HIGHEST_OF_ALL", "SqliteArticles"]

Prepared = tuple["SearchForms", "StoryText"]
"""What of a new text is made before the transaction: the forms of its words, and what its story is found by."""


class SqliteArticles(SqliteTables, ArticleStore):
    """Adds, changes and removes articles in SQLite."""

    async def add_article(
        self,
        scope: int,
        draft: Draft,
        analysis: Analysis,
        *,
        now: datetime,
        added_by: int | None = None,
        seed: str | None = None,
        posted: bool = True,
        feed_item: FinishedItem | None = None,
    ) -> Article:
        async def work(tx: Transaction, prepared: Prepared) -> Article:
            forms, read = prepared
            await refuse_duplicate(tx, scope, draft)
            await refuse_known_link(tx, scope, draft)
            values = {
                "scope": scope,
                "number": await _next_number(tx, scope),
                "added_at": rows.seconds(now),
                "added_by": added_by,
                "seed": seed,
                **_content(draft, forms, analysis, now),
            }
            names = ", ".join(values)
            places = ", ".join(f":{name}" for name in values)
            added = await fetch(tx, f"INSERT INTO article ({names}) VALUES ({places}) RETURNING *", values)
            article = rows.article(added[0])
            await store_analysis(tx, article, analysis)
            post_of = await add_to_story(tx, article, read, now)
            if posted:
                await enqueue_deliveries(tx, article, post_of, by_editor=added_by is not None)
            if post_of is not None:
                await enqueue_edits(tx, article.id, now)
            await log_article_change(tx, article, "add", now, added_by)
            if feed_item is not None:
                await finish_with_article(tx, feed_item, article.id)
            return article

        return await self._db.write_prepared(partial(_prepared, draft, analysis), work)

    async def replace_article(
        self,
        article_id: int,
        draft: Draft,
        analysis: Analysis,
        *,
        now: datetime,
        edited_by: int | None = None,
        scope: int | None = None,
        version: int | None = None,
        feed_item: int | None = None,
    ) -> Article:
        async def work(tx: Transaction, prepared: Prepared) -> Article:
            old = await existing_article(tx, article_id, scope, version)
            await refuse_duplicate(tx, old.scope, draft, but=article_id)
            if url_key(draft.url) != url_key(old.url):
                await refuse_known_link(tx, old.scope, draft, but=article_id)
            await _keep_revision(tx, old, now, edited_by)
            new = await _rewrite(tx, old, draft, prepared, analysis, edited_at=rows.seconds(now))
            await enqueue_edits(tx, new.id, now)
            await log_article_change(tx, new, "edit", now, edited_by)
            if feed_item is not None:
                await finish_with_revision(tx, feed_item, rows.seconds(now))
            return new

        return await self._db.write_prepared(partial(_prepared, draft, analysis), work)

    async def undo_edit(
        self, article_id: int, *, now: datetime, by: int | None, version: int, scope: int | None = None
    ) -> Article:
        async def prepare() -> tuple[sqlite3.Row, Draft, Analysis, Prepared] | None:
            found = await self._db.read(
                "SELECT id, draft, analysis, edited_at FROM revision WHERE article_id = ? ORDER BY id DESC LIMIT 1",
                (article_id,),
            )
            if not found:
                return None
            draft, analysis = await asyncio.to_thread(analysis_rows.revision, found[0])
            return found[0], draft, analysis, await _prepared(draft, analysis)

        async def work(tx: Transaction, prepared: tuple[sqlite3.Row, Draft, Analysis, Prepared] | None) -> Article:
            old = await existing_article(tx, article_id, scope, version)
            if prepared is None:
                msg = f"Article #{old.number} was neither removed nor edited: there is nothing to undo."
                raise NotFound(msg)
            kept, draft, analysis, made = prepared
            await refuse_duplicate(tx, old.scope, draft, but=article_id)
            new = await _rewrite(tx, old, draft, made, analysis, edited_at=kept["edited_at"])
            await fetch(tx, "DELETE FROM revision WHERE id = ?", (kept["id"],))
            await enqueue_edits(tx, new.id, now)
            await log_article_change(tx, new, "undo edit", now, by)
            return new

        return await self._db.write_prepared(prepare, work)

    async def remove_article(
        self, article_id: int, *, now: datetime, by: int | None, scope: int | None = None, version: int | None = None
    ) -> None:
        async def work(tx: Transaction) -> None:
            article = await existing_article(tx, article_id, scope)
            if article.removed_at is not None:
                return
            refuse_other_version(article, version)
            await fetch(
                tx,
                "UPDATE article SET removed_at = ?, removed_by = ?, version = version + 1 WHERE id = ?",
                (rows.seconds(now), by, article_id),
            )
            await count_actors(tx, article_id, -1)
            await skip_pending_deliveries(tx, article_id)
            for row in await fetch(tx, "SELECT post_of FROM story_member WHERE article_id = ?", (article_id,)):
                await enqueue_unnamed(tx, row["post_of"], now)
            await enqueue_edits(tx, article_id, now)
            await log_article_change(tx, article, "remove", now, by)

        await self._db.write(work)

    async def restore_article(
        self, article_id: int, *, now: datetime, by: int | None, scope: int | None = None
    ) -> None:
        async def work(tx: Transaction) -> None:
            article = await existing_article(tx, article_id, scope)
            if article.removed_at is None:
                return
            await fetch(
                tx,
                "UPDATE article SET removed_at = NULL, removed_by = NULL, version = version + 1 WHERE id = ?",
                (article_id,),
            )
            await count_actors(tx, article_id, +1)
            await enqueue_edits(tx, article_id, now)
            await log_article_change(tx, article, "restore", now, by)

        await self._db.write(work)


async def _prepared(draft: Draft, analysis: Analysis) -> Prepared:
    return await search_forms(draft), await story_text(draft, analysis)


def _content(draft: Draft, forms: SearchForms, analysis: Analysis, added_at: datetime) -> dict[str, object]:
    """The columns of the table article that a new text changes."""
    title_forms, text_forms = forms
    return {
        "date": rows.seconds(draft.published_at or added_at),
        "published_at": rows.maybe_seconds(draft.published_at),
        "language": analysis.language,
        "content_hash": draft.content_hash,
        "title": draft.title,
        "url": draft.url,
        "link": url_key(draft.url),
        "source": draft.source,
        "author": draft.author,
        "picture": draft.picture,
        "text": draft.text,
        "title_forms": title_forms,
        "text_forms": text_forms,
    }


HIGHEST_OF_ALL = """
    WITH RECURSIVE found (scope) AS (
        SELECT min(scope) FROM article UNION ALL
        SELECT (SELECT min(a.scope) FROM article a WHERE a.scope > found.scope) FROM found WHERE scope IS NOT NULL
    )
    SELECT max((SELECT max(a.number) FROM article a WHERE a.scope = found.scope)) FROM found
"""
"""The highest number in any scope, with two look-ups for each scope: the index has no order over all of them."""


async def _next_number(tx: Transaction, scope: int) -> int:
    """The next number: every server sees a shared article, so its number must be free in all of them."""
    if scope == SHARED:
        highest = await fetch(tx, HIGHEST_OF_ALL)
    else:
        of_scope = "SELECT max(number) AS number FROM article WHERE scope ="
        highest = await fetch(
            tx,
            f"SELECT max(number) FROM (SELECT * FROM ({of_scope} :shared) UNION ALL SELECT * FROM ({of_scope} :scope))",
            rows.visible_to(scope),
        )
    return int(highest[0][0] or 0) + 1


async def _keep_revision(tx: Transaction, old: Article, now: datetime, edited_by: int | None) -> None:
    """Keeps the text and the analysis for ``undo_edit``.

    With the analysis, undoing needs no analyzer: it works at once, and even if the analyzer fails on that text.
    """
    analysis = await load_analysis(tx, old.id)
    if analysis is not None:  # pragma: no branch - an article lacks one only in a damaged file
        values = await asyncio.to_thread(analysis_rows.revision_values, old, analysis)
        await fetch(
            tx,
            "INSERT INTO revision (article_id, draft, analysis, edited_at, replaced_at, replaced_by) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (old.id, *values, rows.seconds(now), edited_by),
        )


async def _rewrite(
    tx: Transaction, old: Article, draft: Draft, prepared: Prepared, analysis: Analysis, *, edited_at: int | None
) -> Article:
    forms, read = prepared
    values = {"edited_at": edited_at, **_content(draft, forms, analysis, old.added_at)}
    changes = ", ".join(["version = version + 1", *(f"{name} = :{name}" for name in values)])
    changed = await fetch(tx, f"UPDATE article SET {changes} WHERE id = :id RETURNING *", {"id": old.id, **values})
    new = rows.article(changed[0])
    await store_analysis(tx, new, analysis)
    await replace_fingerprint(tx, new, read)
    return new
