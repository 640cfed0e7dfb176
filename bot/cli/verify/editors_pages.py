"""Asks what editors are shown: where each article was posted, the settings, and what became of the items of feeds.

Their replies may show what is stored of channels, posts and feeds: reasons and titles, times, and where a post is.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.cli.verify.asking import Asked
from bot.cogs.answers import answer
from bot.models.articles import Article
from bot.models.delivery import Delivery
from bot.models.stories import Story
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import day_and_time
from bot.ui.feed_item_pages import ITEMS_PAGE_SIZE, history_lines
from bot.ui.settings_pages import settings_page
from bot.ui.subscription_pages import delivery_status_page, subscriptions_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from bot.services import Services

__all__ = ["ask_for_editors"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What rows of the store hold: their texts, and their times, ids and addresses as replies have them."""

    texts: tuple[str, ...]
    tokens: frozenset[str]


async def ask_for_editors(services: Services, scope: int, articles: Iterable[Article]) -> AsyncIterator[Asked]:
    """Each reply."""
    yield await _settings(services, scope)
    yield await _channels(services, scope)
    for article in articles:
        yield await _why(services, scope, article)
    for feed in await services.feeds.of(scope):
        page, total = 0, 1
        while page * ITEMS_PAGE_SIZE < total:
            total, items = await services.item_histories.of_feed(
                scope, feed, limit=ITEMS_PAGE_SIZE, offset=page * ITEMS_PAGE_SIZE
            )
            reply = await answer(services, scope, ButtonAction(Action.FEED_ITEMS, str(feed.id), page))
            stored = stored_of(feed, *items)
            yield Asked(f"feed check {feed.id} {page}", reply, typed=stored.texts, stored=stored.tokens)
            page += 1


async def _settings(services: Services, scope: int) -> Asked:
    cache = services.guild_settings
    prefix, settings = await cache.prefix(scope), await cache.settings(scope)
    length, zone = await cache.summary_length(scope), await cache.time_zone(scope)
    confirm, counts = await cache.confirm_links(scope), await cache.counts_reading(scope)
    role_id = settings.editor_role_id
    reply = settings_page(prefix, role_id, length, zone, confirm_links=confirm, count_reading=counts)
    return Asked("settings", reply, typed=(prefix, zone), stored=stored_of(settings).tokens)


async def _channels(services: Services, scope: int) -> Asked:
    subscriptions = await services.subscriptions.of(scope)
    stored = stored_of(*subscriptions)
    reply = subscriptions_page(subscriptions, await services.guild_settings.prefix(scope))
    return Asked("announce list", reply, typed=stored.texts, stored=stored.tokens)


async def _why(services: Services, scope: int, article: Article) -> Asked:
    statuses = await services.subscriptions.delivery_statuses(scope, article)
    items = await services.item_histories.of_article(scope, article)
    history = [line for item in items for line in history_lines(item)]
    prefix = await services.guild_settings.prefix(scope)
    stored = stored_of(*statuses, *items)
    reply = delivery_status_page(article, statuses, prefix, history)
    return Asked(f"why {article.number}", reply, "", article.id, stored.texts, stored=stored.tokens)


def stored_of(*rows: object) -> Stored:
    """What rows hold, and the values in them; articles and stories have their own sources."""
    texts: dict[str, None] = {}
    tokens: set[str] = set()
    for value in _values(rows):
        match value:
            case str():
                texts[value.removesuffix(".")] = None
            case datetime():
                tokens.add(str(int(value.timestamp())))
                texts[day_and_time(value)] = None
            case int():
                tokens.add(str(value))
            case Delivery():
                place = value.thread_id or value.channel_id
                tokens.add(f"https://discord.com/channels/{value.guild_id}/{place}/{value.message_id}")
    return Stored(tuple(filter(None, texts)), frozenset(tokens))


def _values(value: object) -> Iterable[object]:
    """A value, and all values in it."""
    yield value
    if isinstance(value, Article | Story):
        return
    if is_dataclass(value):
        for field in fields(value):
            yield from _values(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _values(one)
