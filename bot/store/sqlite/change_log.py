"""The log of who changed what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction

__all__ = ["log_article_change"]


async def log_article_change(tx: Transaction, article: Article, action: str, now: datetime, by: int | None) -> None:
    """Records what was done with an article."""
    await fetch(
        tx,
        "INSERT INTO change_log (at, scope, user_id, action, article_id) VALUES (?, ?, ?, ?, ?)",
        (rows.seconds(now), article.scope, by, action, article.id),
    )
