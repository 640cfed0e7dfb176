"""The articles of posts as they are now, with what the posts say of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.models.analysed_article import AnalysedArticle
from bot.services.briefings import digest_page

if TYPE_CHECKING:
    from bot.models.delivery import Delivery
    from bot.services.briefings import BriefingPage
    from bot.store.protocols.store import Store

__all__ = ["article_for_post", "digest_of", "posted_article"]


async def article_for_post(store: Store, guild_id: int, article_id: int) -> AnalysedArticle | None:
    """An article as a post in a server shows it, even if it was removed; None if it is not there."""
    article = await store.article_by_id(guild_id, article_id, removed=True)
    analysis = await store.analysis(article_id)
    also_in = tuple(await store.also_in(guild_id, article_id))
    return AnalysedArticle(article, analysis, also_in) if article and analysis else None


async def posted_article(store: Store, row: Delivery) -> AnalysedArticle | None:
    """The same for a delivery, with why its post is made, for whom, and how it is decided about."""
    item = await article_for_post(store, row.guild_id, row.article_id)
    if item is None:
        return None
    return replace(item, again=row.again, approval=row.approval, digest_of=row.digest_of, reader=row.reader)


async def digest_of(store: Store, row: Delivery) -> BriefingPage | None:
    """The first page of the digest that a delivery is posted in; None if it is posted in none."""
    if row.digest_of is None or row.batch_id is None:
        return None
    return await digest_page(store, row.guild_id, row.batch_id)
