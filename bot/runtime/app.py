"""Wires the bot together: settings -> store and worker processes -> services -> a client for Discord."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot.errors import InputError
from bot.intake.http.fetcher import HttpFetcher
from bot.intake.http.host_limits import HostLimits
from bot.intake.http.user_agent import user_agent
from bot.intake.web.fetch import PageFetcher
from bot.runtime.client import BriefingBot
from bot.runtime.feeds import build_feeds
from bot.services import Services
from bot.services.actors.aliases import Aliases
from bot.services.actors.queries import ActorQueries
from bot.services.analysis.pool import AnalysisPool
from bot.services.analysis.reanalysis import Reanalyser
from bot.services.approvals import Approvals
from bot.services.backfill import Backfill
from bot.services.briefings import Briefings
from bot.services.comparisons.service import Comparisons
from bot.services.delivery.feed_notices import FeedNotices
from bot.services.delivery.worker import DeliveryWorker
from bot.services.feeds.item_history import ItemHistories
from bot.services.follows import Follows
from bot.services.guild_retention import GuildRetention
from bot.services.guild_settings import GuildSettingsCache
from bot.services.lease import hold_lease
from bot.services.library import Library
from bot.services.library_check import LibraryCheck
from bot.services.linked_articles import LinkedArticles
from bot.services.metrics import Metrics
from bot.services.newsroom import Newsroom
from bot.services.pictures import Pictures
from bot.services.privacy import Privacy
from bot.services.rate_limits import RateLimiter
from bot.services.readership import Readership
from bot.services.story_summaries import StorySummaries
from bot.services.subscriptions import Subscriptions
from bot.services.summary_comparison import SummaryMethods
from bot.services.timelines import Timelines
from bot.services.trends import Trends
from bot.services.unsaved_articles import UnsavedArticles
from bot.store import open_store
from bot.ui.sender import DiscordSender

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.services.feeds.registry import FeedRegistry
    from bot.settings import Settings
    from bot.store.protocols.store import Store

__all__ = ["Resources", "build_bot", "feed_registry", "linked_articles", "load_seeds", "now", "open_resources"]

log = structlog.get_logger(__name__)

SEARCH_FORMS_BATCH = 20
"""Articles of an older version that get their search forms in one transaction."""


def now() -> datetime:
    """The present time in UTC; the clock that is passed to everything."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Resources:
    """What is opened before everything else, passed to it, and closed after it."""

    settings: Settings
    store: Store
    analysis_pool: AnalysisPool
    clock: Callable[[], datetime]
    metrics: Metrics = field(default_factory=Metrics)
    library_check: LibraryCheck = field(default_factory=LibraryCheck)
    http: HttpFetcher | None = None
    """What fetches addresses of the web; None for the usual one."""


@asynccontextmanager
async def open_resources(
    settings: Settings, *, clock: Callable[[], datetime] = now, warm: bool = True, exclusive: bool = False
) -> AsyncIterator[Resources]:
    """Opens the database and starts the worker processes; closes both at the end, the database last.

    With ``warm=False`` the caller starts the workers. With ``exclusive`` no other process can run the bot on the
    database meanwhile. Raises StorageError, SettingsError or WorkerUnavailable if one of them cannot be opened, and
    DatabaseInUse if another process holds the database or takes it over.
    """
    async with AsyncExitStack() as opened:  # the thread of an open database would keep the process from ending
        store = await open_store(settings.database_url, exclusive=exclusive)
        opened.push_async_callback(store.close)
        metrics = Metrics()
        pool = AnalysisPool(
            settings.spacy_model, processes=settings.analysis_processes, on_duration=metrics.analysis.observe
        )
        opened.push_async_callback(pool.close)
        metrics.jobs_waiting.set_function(lambda: pool.waiting)
        metrics.workers.set_function(lambda: pool.workers_alive)
        await opened.enter_async_context(hold_lease(store))
        if warm:
            await pool.start(retry=False)
        yield Resources(settings, store, pool, clock, metrics)


def build_bot(
    resources: Resources, *, message_content: bool = True, sync_always: bool = False, rates: RateLimiter | None = None
) -> BriefingBot:
    """A client with its services, not connected yet. ``rates`` replaces the default rate limits."""
    store, clock = resources.store, resources.clock
    bot = BriefingBot(store, clock, message_content=message_content, sync_always=sync_always)
    http, hosts = _http(resources)
    pages = LinkedArticles(PageFetcher(http), store, resources.analysis_pool, clock)
    newsroom = Newsroom(store, resources.analysis_pool, clock)
    sender = DiscordSender(bot, clock)
    delivery_worker = DeliveryWorker(store, sender, clock)
    actors, library = ActorQueries(store, clock), Library(store, clock)
    servers = GuildSettingsCache(store, resources.settings.command_prefix)
    readership = Readership(store, actors, servers, clock)
    feeds = build_feeds(resources, http, hosts, newsroom, pages, on_article=delivery_worker.wake)
    bot.services = Services(
        library=library,
        actors=actors,
        aliases=Aliases(store, actors, clock),
        trends=Trends(store, clock),
        item_histories=ItemHistories(store),
        summary_methods=SummaryMethods(resources.analysis_pool),
        story_summaries=StorySummaries(store, resources.analysis_pool),
        briefings=Briefings(store, actors, readership, clock, servers.time_zone),
        readership=readership,
        timelines=Timelines(store, actors, clock, servers.time_zone),
        pictures=Pictures(resources.analysis_pool),
        comparisons=Comparisons(store, library, actors),
        newsroom=newsroom,
        linked_articles=pages,
        unsaved_articles=UnsavedArticles(store, resources.analysis_pool, newsroom, pages),
        guild_settings=servers,
        subscriptions=Subscriptions(store, delivery_worker, clock),
        approvals=Approvals(store, delivery_worker, clock),
        follows=Follows(store, library, actors, feeds.registry, delivery_worker, clock),
        delivery_worker=delivery_worker,
        feeds=feeds.registry,
        feed_poller=feeds.poller,
        feed_ingest=feeds.ingest,
        feed_notices=FeedNotices(store, sender, servers.prefix, clock),
        reanalysis=Reanalyser(store, resources.analysis_pool, clock),
        search_forms=Backfill("search_forms", lambda: store.make_search_forms(limit=SEARCH_FORMS_BATCH)),
        older_stories=Backfill("older_stories", lambda: store.assign_story(now=clock())),
        guild_retention=GuildRetention(store, servers, clock, keep_days=resources.settings.guild_retention_days),
        privacy=Privacy(store),
        rate_limits=rates or RateLimiter(),
        clock=clock,
        started_at=clock(),
    )
    return bot


def feed_registry(resources: Resources) -> FeedRegistry:
    """What the command line needs to change feeds; a running bot reads them."""
    http, hosts = _http(resources)
    store, pool, clock = resources.store, resources.analysis_pool, resources.clock
    pages = LinkedArticles(PageFetcher(http), store, pool, clock)
    newsroom = Newsroom(store, pool, clock)
    return build_feeds(resources, http, hosts, newsroom, pages, on_article=lambda: None).registry


def linked_articles(resources: Resources) -> LinkedArticles:
    """What the command line needs to add the pages at links."""
    fetcher = PageFetcher(_http(resources)[0])
    return LinkedArticles(fetcher, resources.store, resources.analysis_pool, resources.clock)


def _http(resources: Resources) -> tuple[HttpFetcher, HostLimits]:
    hosts = HostLimits()
    fetcher = resources.http or HttpFetcher(user_agent=user_agent(resources.settings.contact), hosts=hosts)
    return fetcher, hosts


async def load_seeds(resources: Resources) -> None:
    """Adds new and changed seed files to the library; an unreadable folder is logged and does not stop the bot."""
    folder = resources.settings.seeds_dir
    if folder is None:
        return
    try:
        await Newsroom(resources.store, resources.analysis_pool, resources.clock).load_seeds(folder)
    except InputError as error:
        log.warning("seeds.unreadable", reason=str(error))
