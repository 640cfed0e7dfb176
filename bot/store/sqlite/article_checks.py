"""Checks before an article is added or changed that it exists in the expected version and has no duplicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import DuplicateArticle, EditConflict, KnownLink, NotFound
from bot.intake.urls import url_key
from bot.models.articles import SHARED
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from bot.models.articles import Article, Draft
    from bot.store.sqlite.connection import Transaction

__all__ = [
    "article_with_content",
    "article_with_link",
    "existing_article",
    "refuse_duplicate",
    "refuse_known_link",
    "refuse_other_version",
]


async def existing_article(
    tx: Transaction, article_id: int, scope: int | None = None, version: int | None = None
) -> Article:
    """The article as it is now.

    Raises NotFound if it does not exist or ``scope`` does not see it, EditConflict if it does not have this version.
    """
    found = await fetch(tx, "SELECT * FROM article WHERE id = ?", (article_id,))
    article = rows.article(found[0]) if found else None
    if article is None or (scope is not None and article.scope not in (SHARED, scope)):
        msg = "That article is no longer in the library."
        raise NotFound(msg)
    refuse_other_version(article, version)
    return article


def refuse_other_version(article: Article, version: int | None) -> None:
    """Raises EditConflict if the article does not have this version; None stands for any."""
    if version is not None and article.version != version:
        raise EditConflict(article)


async def refuse_duplicate(tx: Transaction, scope: int, draft: Draft, *, but: int | None = None) -> None:
    """Raises DuplicateArticle if an article other than ``but`` has the same words, even if it was removed."""
    same = await article_with_content(tx, scope, draft.content_hash, but=but)
    if same is not None:
        raise DuplicateArticle.of_text(same.number, same.title, removed=same.removed_at is not None)


async def refuse_known_link(tx: Transaction, scope: int, draft: Draft, *, but: int | None = None) -> None:
    """Raises KnownLink if an article other than ``but`` has the same link, DuplicateArticle if that one was removed."""
    link = url_key(draft.url)
    known = await article_with_link(tx, scope, link, but=but) if link else None
    if known is None:
        return
    if known.removed_at is not None:
        raise DuplicateArticle.of_removed_link(known.number)
    raise KnownLink(known)


async def article_with_content(
    tx: Transaction, scope: int, content_hash: str, *, but: int | None = None
) -> Article | None:
    """The article other than ``but`` with these words, a removed one only if there is no other."""
    return await _article_with(tx, scope, "content_hash", content_hash, but)


async def article_with_link(tx: Transaction, scope: int, link: str, *, but: int | None = None) -> Article | None:
    """The article other than ``but`` with this link key, a removed one only if there is no other."""
    return await _article_with(tx, scope, "link", link, but)


async def _article_with(tx: Transaction, scope: int, column: str, value: str, but: int | None) -> Article | None:
    found = await fetch(
        tx,
        f"SELECT * FROM article WHERE {column} = :value AND {rows.IN_SCOPE} AND id IS NOT :but "
        "ORDER BY removed_at IS NOT NULL, id LIMIT 1",
        {"value": value, "but": but, **rows.visible_to(scope)},
    )
    return rows.article(found[0]) if found else None
