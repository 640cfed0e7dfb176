"""Articles on their way in and out: adding, correcting, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import EditConflict, NotFound
from bot.intake.urls import link_key
from bot.models.articles import SHARED
from bot.store.sqlite import rows
from bot.store.sqlite.analyses import count_actors, load_analysis, store_analysis
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.duplicates import refuse_duplicate, refuse_known_link

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, Draft
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["ArticleTables"]


class ArticleTables:
    """The part of the store that changes articles."""

    _db: Database

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
    ) -> Article:
        """See ``Store.add_article``."""

        async def work(tx: Transaction) -> Article:
            await refuse_duplicate(tx, scope, draft)
            await refuse_known_link(tx, scope, draft)
            values = {
                "scope": scope,
                "number": await _next_number(tx, scope),
                "added_at": rows.seconds(now),
                "added_by": added_by,
                "seed": seed,
                **_content(draft, analysis, now),
            }
            names = ", ".join(values)
            places = ", ".join(f":{name}" for name in values)
            added = await fetch(tx, f"INSERT INTO article ({names}) VALUES ({places}) RETURNING *", values)
            article = rows.article(added[0])
            await store_analysis(tx, article, analysis)
            if posted:
                await _fill_outbox(tx, article)
            await _log(tx, article, "add", now, added_by)
            return article

        return await self._db.write(work)

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
    ) -> Article:
        """See ``Store.replace_article``."""

        async def work(tx: Transaction) -> Article:
            old = await _existing(tx, article_id, scope, version)
            await refuse_duplicate(tx, old.scope, draft, but=article_id)
            if link_key(draft.url) != link_key(old.url):
                await refuse_known_link(tx, old.scope, draft, but=article_id)
            reading = await load_analysis(tx, article_id)
            if reading is not None:
                await fetch(
                    tx,
                    "INSERT INTO revision (article_id, draft, analysis, edited_at, replaced_at, replaced_by) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        article_id,
                        rows.draft_json(old),
                        rows.analysis_json(reading),
                        rows.maybe_seconds(old.edited_at),
                        rows.seconds(now),
                        edited_by,
                    ),
                )
            new = await _rewrite(tx, old, draft, analysis, edited_at=rows.seconds(now))
            await _update_posts(tx, new.id, now)
            await _log(tx, new, "edit", now, edited_by)
            return new

        return await self._db.write(work)

    async def undo_edit(
        self, article_id: int, *, now: datetime, by: int | None, scope: int | None = None, version: int | None = None
    ) -> Article:
        """See ``Store.undo_edit``. Raises DuplicateArticle where another article has that content by now."""

        async def work(tx: Transaction) -> Article:
            old = await _existing(tx, article_id, scope, version)
            kept = await fetch(
                tx,
                "SELECT id, draft, analysis, edited_at FROM revision WHERE article_id = ? ORDER BY id DESC LIMIT 1",
                (article_id,),
            )
            if not kept:
                msg = f"Article #{old.number} was neither removed nor edited: there is nothing to undo."
                raise NotFound(msg)
            draft = rows.draft_from(kept[0]["draft"])
            await refuse_duplicate(tx, old.scope, draft, but=article_id)
            analysis = rows.analysis_from(kept[0]["analysis"], draft.text)
            new = await _rewrite(tx, old, draft, analysis, edited_at=kept[0]["edited_at"])
            await fetch(tx, "DELETE FROM revision WHERE id = ?", (kept[0]["id"],))
            await _update_posts(tx, new.id, now)
            await _log(tx, new, "undo edit", now, by)
            return new

        return await self._db.write(work)

    async def replace_analysis(self, article_id: int, content_hash: str, analysis: Analysis) -> bool:
        """See ``Store.replace_analysis``."""

        async def work(tx: Transaction) -> bool:
            article = await _existing(tx, article_id)
            # The hash folds white space, offsets do not: an edit of line ends only would leave them beside the words.
            fits = all(article.text[s.start : s.end] == s.text for s in analysis.sentences)
            if article.content_hash != content_hash or not fits:
                return False
            await fetch(tx, "UPDATE article SET language = ? WHERE id = ?", (analysis.language, article_id))
            await store_analysis(tx, article, analysis)
            return True

        return await self._db.write(work)

    async def remove_article(
        self, article_id: int, *, now: datetime, by: int | None, scope: int | None = None, version: int | None = None
    ) -> None:
        """See ``Store.remove_article``."""

        async def work(tx: Transaction) -> None:
            article = await _existing(tx, article_id, scope)
            if article.removed_at is not None:
                return
            _refuse_other_version(article, version)
            await fetch(
                tx,
                "UPDATE article SET removed_at = ?, removed_by = ?, version = version + 1 WHERE id = ?",
                (rows.seconds(now), by, article_id),
            )
            await count_actors(tx, article_id, -1)
            # A claimed one may be on its way to Discord this moment, and one that was tried may be there already:
            # whoever posts it sees that the article is gone.
            await fetch(
                tx,
                "UPDATE delivery SET state = 'skipped', reason = 'the article was removed before it was posted' "
                "WHERE article_id = ? AND done = 0 AND state <> 'claimed' AND unconfirmed_at IS NULL",
                (article_id,),
            )
            await _update_posts(tx, article_id, now)
            await _log(tx, article, "remove", now, by)

        await self._db.write(work)

    async def restore_article(
        self, article_id: int, *, now: datetime, by: int | None, scope: int | None = None
    ) -> None:
        """See ``Store.restore_article``."""

        async def work(tx: Transaction) -> None:
            article = await _existing(tx, article_id, scope)
            if article.removed_at is None:
                return
            await fetch(
                tx,
                "UPDATE article SET removed_at = NULL, removed_by = NULL, version = version + 1 WHERE id = ?",
                (article_id,),
            )
            await count_actors(tx, article_id, +1)
            await _update_posts(tx, article_id, now)
            await _log(tx, article, "restore", now, by)

        await self._db.write(work)


def _content(draft: Draft, analysis: Analysis, added_at: datetime) -> dict[str, object]:
    """The columns of article that a new text changes."""
    return {
        "date": rows.seconds(draft.published_at or added_at),
        "published_at": rows.maybe_seconds(draft.published_at),
        "language": analysis.language,
        "content_hash": draft.content_hash,
        "title": draft.title,
        "url": draft.url,
        "link": link_key(draft.url),
        "source": draft.source,
        "author": draft.author,
        "text": draft.text,
    }


async def _existing(tx: Transaction, article_id: int, scope: int | None = None, version: int | None = None) -> Article:
    """The article as it is now; a view sees none of another server, and a version is the one it must have."""
    found = await fetch(tx, "SELECT * FROM article WHERE id = ?", (article_id,))
    article = rows.article(found[0]) if found else None
    if article is None or (scope is not None and article.scope not in (SHARED, scope)):
        msg = "That article is no longer in the library."
        raise NotFound(msg)
    _refuse_other_version(article, version)
    return article


def _refuse_other_version(article: Article, version: int | None) -> None:
    if version is not None and article.version != version:
        raise EditConflict(article)


async def _next_number(tx: Transaction, scope: int) -> int:
    """A shared article is seen everywhere: its number must be free everywhere."""
    of_scope = "SELECT max(number) AS number FROM article WHERE scope ="
    seen_with_it = (
        "SELECT number FROM article"
        if scope == SHARED
        else f"SELECT * FROM ({of_scope} :shared) UNION ALL SELECT * FROM ({of_scope} :scope)"
    )
    highest = await fetch(tx, f"SELECT max(number) FROM ({seen_with_it})", {"shared": SHARED, "scope": scope})
    return int(highest[0][0] or 0) + 1


async def _rewrite(tx: Transaction, old: Article, draft: Draft, analysis: Analysis, edited_at: int | None) -> Article:
    values = {"edited_at": edited_at, **_content(draft, analysis, old.added_at)}
    changes = ", ".join(["version = version + 1", *(f"{name} = :{name}" for name in values)])
    changed = await fetch(tx, f"UPDATE article SET {changes} WHERE id = :id RETURNING *", {"id": old.id, **values})
    new = rows.article(changed[0])
    await store_analysis(tx, new, analysis)
    return new


async def _fill_outbox(tx: Transaction, article: Article) -> None:
    await fetch(
        tx,
        "INSERT INTO delivery (article_id, subscription_id, next_try_at) "
        "SELECT ?, id, ? FROM subscription WHERE (guild_id = ? OR ?) AND NOT gone AND NOT ended ORDER BY id",
        (article.id, rows.seconds(article.added_at), article.scope, article.scope == SHARED),
    )


async def _update_posts(tx: Transaction, article_id: int, now: datetime) -> None:
    """The posts of an article are to show what it is now, also the one that is being made this moment."""
    await fetch(
        tx,
        "INSERT INTO follow_up (delivery_id, kind, next_try_at) "
        "SELECT id, 'edit', ? FROM delivery WHERE article_id = ? AND state IN ('sent', 'claimed') ORDER BY id "
        "ON CONFLICT DO UPDATE SET state = 'due', reason = NULL, revision = revision + 1, attempts = 0, "
        "next_try_at = excluded.next_try_at",
        (rows.seconds(now), article_id),
    )


async def _log(tx: Transaction, article: Article, action: str, now: datetime, by: int | None) -> None:
    await fetch(
        tx,
        "INSERT INTO change_log (at, scope, user_id, action, article_id) VALUES (?, ?, ?, ?, ?)",
        (rows.seconds(now), article.scope, by, action, article.id),
    )
