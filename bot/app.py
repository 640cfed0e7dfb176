"""Wiring: settings -> store and reader -> services -> a client for Discord."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot.client import BriefingBot
from bot.errors import InputError
from bot.intake.web import Web
from bot.services import Services
from bot.services.aliases import Aliases
from bot.services.delivery import Courier
from bot.services.departures import Departures
from bot.services.lease import kept_lease
from bot.services.library import Library
from bot.services.library_check import LibraryCheck
from bot.services.links import Links
from bot.services.metrics import Metrics
from bot.services.newsroom import Newsroom
from bot.services.people import People
from bot.services.privacy import Privacy
from bot.services.rates import Rates
from bot.services.reader import Reader
from bot.services.servers import Servers
from bot.services.subscriptions import Subscriptions
from bot.services.trends import Trends
from bot.services.upkeep import Upkeep
from bot.store import open_store
from bot.ui.sender import DiscordSender

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.settings import Settings
    from bot.store.protocol import Store

__all__ = ["Resources", "assemble", "load_seeds", "now", "open_resources"]

log = structlog.get_logger(__name__)


def now() -> datetime:
    """The clock that everything is given."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Resources:
    """What is opened first and closed last."""

    settings: Settings
    store: Store
    reader: Reader
    clock: Callable[[], datetime]
    metrics: Metrics = field(default_factory=Metrics)
    library_check: LibraryCheck = field(default_factory=LibraryCheck)


@asynccontextmanager
async def open_resources(
    settings: Settings, *, clock: Callable[[], datetime] = now, warm: bool = True, exclusive: bool = False
) -> AsyncIterator[Resources]:
    """Opens the database and starts a reading process; closes both, the database last.

    Without ``warm`` the caller starts the reading process. With ``exclusive`` no other process may run the bot on the
    database meanwhile. Raises StorageError, SettingsError or ReaderUnavailable where one of them cannot be had,
    DatabaseInUse where another process has the database, also where it took it over while the block ran.
    """
    store = await open_store(settings.database_url, exclusive=exclusive)
    metrics = Metrics()
    reader = Reader(settings.spacy_model, processes=settings.reader_processes, on_read=metrics.reading.observe)
    metrics.jobs_waiting.set_function(lambda: reader.waiting)
    metrics.workers.set_function(lambda: reader.workers_alive)
    try:
        async with kept_lease(store):
            if warm:
                await reader.start(retry=False)
            yield Resources(settings, store, reader, clock, metrics)
    finally:
        await reader.close()
        await store.close()


def assemble(
    resources: Resources, *, message_content: bool = True, sync_always: bool = False, rates: Rates | None = None
) -> BriefingBot:
    """A client with its services, not connected yet; ``rates`` are how often people may ask."""
    store, clock = resources.store, resources.clock
    bot = BriefingBot(store, clock, message_content=message_content, sync_always=sync_always)
    courier = Courier(store, DiscordSender(bot, clock), clock)
    people = People(store, clock)
    servers = Servers(store, resources.settings.command_prefix)
    bot.services = Services(
        library=Library(store, clock),
        people=people,
        aliases=Aliases(store, people, clock),
        trends=Trends(store, clock),
        newsroom=Newsroom(store, resources.reader, clock),
        links=Links(Web(), resources.reader, clock),
        servers=servers,
        subscriptions=Subscriptions(store, courier, clock),
        courier=courier,
        upkeep=Upkeep(store, resources.reader, clock),
        departures=Departures(store, servers, clock, keep_days=resources.settings.keep_left_days),
        privacy=Privacy(store),
        rates=rates or Rates(),
        clock=clock,
        started_at=clock(),
    )
    return bot


async def load_seeds(resources: Resources) -> None:
    """Brings the library up to date with the seed folder; an unreadable folder is logged, not fatal."""
    folder = resources.settings.seeds_dir
    if folder is None:
        return
    try:
        await Newsroom(resources.store, resources.reader, resources.clock).load_seeds(folder)
    except InputError as error:
        log.warning("seeds.unreadable", reason=str(error))
