"""Reads a library whole, and checks all replies that one server gets from it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cli.verify.asking import ask_everything
from bot.cli.verify.checking import check_reply
from bot.cli.verify.editors_pages import ask_for_editors
from bot.cli.verify.library import article_sources, feed_sources
from bot.cli.verify.posts import ask_for_posts
from bot.cli.verify.rules import ask_for_rules
from bot.cli.verify.wording import read_wording
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.cli.verify.asking import Asked
    from bot.cli.verify.checking import Finding
    from bot.models.articles import Article
    from bot.services import Services
    from bot.store.protocols.store import Store

__all__ = ["scopes_of", "verify_scope"]

PAGE = 500


async def scopes_of(store: Store) -> list[int]:
    """The shared articles, and the servers that know the bot: each may have articles of its own."""
    return [SHARED, *sorted(await store.guilds_with_data())]


async def verify_scope(services: Services, store: Store, scope: int) -> AsyncIterator[tuple[int, list[Finding], int]]:
    """For each reply: the characters that were checked, what is not explained, and how many questions are left."""
    articles = await _articles(store, scope)
    read = [(article, await store.analysis(article.id)) for article in articles]
    read += [(article, None) for article in await _removed(store, scope)]
    rules = await store.alias_rules(scope)
    by_editors = [name for rule in rules for name in (rule.name, rule.target)]
    sources = await asyncio.to_thread(article_sources, read, by_editors)
    feeds = feed_sources(await services.feeds.of(scope))
    wording = await asyncio.to_thread(read_wording)
    async for asked, left in _asked(services, store, scope, articles):
        if asked.reply is not None:
            checked, found = await asyncio.to_thread(
                check_reply, asked, feeds if asked.is_about_feeds else sources, wording
            )
            yield checked, found, left


async def _asked(
    services: Services, store: Store, scope: int, articles: list[Article]
) -> AsyncIterator[tuple[Asked, int]]:
    """What editors ask, then everybody; not again by a server that sees only what all servers see."""
    if not articles:
        return
    left = len(articles)
    async for asked in ask_for_editors(services, scope, articles):
        left = max(left - 1, 0)
        yield asked, left
    async for asked in ask_for_rules(services, scope, articles):
        yield asked, left
    if any(article.scope == scope for article in articles):
        async for asked in ask_for_posts(services, store, scope, articles):
            yield asked, len(articles)
        async for asked, more in ask_everything(services, scope, articles):
            yield asked, more


async def _removed(store: Store, scope: int) -> list[Article]:
    """The removed articles, of which a list shows the titles, and nothing may be quoted."""
    headers = await store.removed_articles(scope, limit=await store.count_removed(scope))
    found = [await store.article_by_id(scope, header.id, removed=True) for header in headers]
    return [replace(article, text="") for article in found if article is not None]


async def _articles(store: Store, scope: int) -> list[Article]:
    """All articles that a server sees, with their texts."""
    found: list[Article] = []
    for offset in range(0, await store.count_articles(scope), PAGE):
        for header in await store.articles(scope, limit=PAGE, offset=offset):
            article = await store.article_by_id(scope, header.id)
            if article is not None:
                found.append(article)
    return found
