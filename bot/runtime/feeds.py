"""Wires what reads feeds together: the registry for editors, and the two background tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.intake.http.robots import RobotsRules
from bot.services.feeds.drafting import ItemDrafts
from bot.services.feeds.finding import FeedFinder
from bot.services.feeds.ingest import FeedIngest
from bot.services.feeds.poller import FeedPoller
from bot.services.feeds.previews import ItemPreviews
from bot.services.feeds.reading import FeedReader
from bot.services.feeds.registry import FeedRegistry
from bot.services.unsaved_articles import UnsavedArticles

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.intake.http.fetcher import HttpFetcher
    from bot.intake.http.host_limits import HostLimits
    from bot.models.feeds import Feed
    from bot.runtime.app import Resources
    from bot.services.linked_articles import LinkedArticles
    from bot.services.newsroom import Newsroom

__all__ = ["FeedServices", "build_feeds"]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class FeedServices:
    """What editors ask, what reads the feeds that are due, and what makes articles of their items."""

    registry: FeedRegistry
    poller: FeedPoller
    ingest: FeedIngest


def build_feeds(
    resources: Resources,
    http: HttpFetcher,
    hosts: HostLimits,
    newsroom: Newsroom,
    pages: LinkedArticles,
    *,
    on_article: Callable[[], object],
) -> FeedServices:
    """The services for feeds; ``on_article`` is called when an item has become an article."""
    store, pool, clock, metrics = resources.store, resources.analysis_pool, resources.clock, resources.metrics
    interval = timedelta(minutes=resources.settings.feed_minutes)
    robots = RobotsRules(http, partial(pool.run, background=True), hosts=hosts)
    drafts = ItemDrafts(pages, pool, robots.check)
    reader = FeedReader(store, http, pool, clock, interval=interval, on_trouble=_log_trouble)
    ingest = FeedIngest(
        store,
        newsroom,
        drafts,
        clock,
        on_article=on_article,
        on_item=lambda outcome: metrics.feed_items.labels(outcome).inc(),
    )
    poller = FeedPoller(
        store,
        reader,
        clock,
        on_items=ingest.wake,
        on_read=lambda outcome: metrics.feed_reads.labels(outcome).inc(),
    )

    def wake() -> None:
        poller.wake()
        ingest.wake()

    previews = ItemPreviews(drafts, newsroom, UnsavedArticles(store, pool, newsroom, pages))
    registry = FeedRegistry(
        store, reader, FeedFinder(reader, pool), previews, pool, clock, interval=interval, on_due=wake
    )
    return FeedServices(registry, poller, ingest)


def _log_trouble(feed: Feed) -> None:
    log.warning("feed.trouble", feed=feed.id, scope=feed.scope, title=feed.title, state=feed.state, reason=feed.reason)
