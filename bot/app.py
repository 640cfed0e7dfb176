"""Wiring and life cycle: settings -> store and reader -> services -> Discord; start, stop, and why it ended."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import discord
import structlog

from bot.client import BriefingBot
from bot.endpoint import use_api
from bot.errors import InputError, SettingsError, StorageError
from bot.services import Services
from bot.services.aliases import Aliases
from bot.services.delivery import Courier
from bot.services.library import Library
from bot.services.newsroom import Newsroom
from bot.services.people import People
from bot.services.reader import Reader
from bot.services.servers import Servers
from bot.services.subscriptions import Subscriptions
from bot.services.trends import Trends
from bot.services.upkeep import Upkeep
from bot.store import database_file, open_store
from bot.ui.sender import DiscordSender

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.settings import Settings
    from bot.store.protocol import Store

__all__ = ["Exit", "Resources", "assemble", "heartbeat_file", "is_alive", "open_resources", "run"]

log = structlog.get_logger(__name__)

BEAT_SECONDS = 15
ALIVE_SECONDS = 60
CLOSE_SECONDS = 4


class Exit(IntEnum):
    """Why the process ended; the numbers follow sysexits.h where one fits."""

    OK = 0
    FAILED = 1
    UNREACHABLE = 69
    MODEL = 70
    DATABASE = 74
    TOKEN = 77
    SETTINGS = 78
    INTENTS = 79


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


@asynccontextmanager
async def open_resources(
    settings: Settings, *, clock: Callable[[], datetime] = now, warm: bool = True
) -> AsyncIterator[Resources]:
    """Opens the database and starts the reading process; closes both, the database last.

    Without ``warm`` the caller starts the reading process. Raises StorageError or SettingsError where one of them
    cannot be had.
    """
    store = await open_store(settings.database_url)
    reader = Reader(settings.spacy_model)
    try:
        if warm:
            await reader.start()
        yield Resources(settings, store, reader, clock)
    finally:
        await reader.close()
        await store.close()


def assemble(resources: Resources, *, message_content: bool = True, sync_always: bool = False) -> BriefingBot:
    """A client with its services, not connected yet."""
    store, clock = resources.store, resources.clock
    bot = BriefingBot(store, message_content=message_content, sync_always=sync_always)
    courier = Courier(store, DiscordSender(bot), clock)
    people = People(store, clock)
    bot.services = Services(
        library=Library(store, clock),
        people=people,
        aliases=Aliases(store, people, clock),
        trends=Trends(store, clock),
        newsroom=Newsroom(store, resources.reader, clock),
        servers=Servers(store, resources.settings.command_prefix),
        subscriptions=Subscriptions(store, courier, clock),
        courier=courier,
        upkeep=Upkeep(store, resources.reader, clock),
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


async def run(settings: Settings) -> Exit:
    """Runs the bot until it is told to stop; every failed start is one line in the log and a named code."""
    if settings.discord_token is None:
        log.error(
            "token.missing", hint="Set DISCORD_TOKEN in .env (see README, “Going to Discord”), or try `make run`."
        )
        return Exit.TOKEN
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        async with open_resources(settings, warm=False) as resources:
            return await _serve(resources, settings.discord_token, stop)
    except SettingsError as error:
        log.error("settings.unusable", reason=str(error))
        return Exit.MODEL if "model" in str(error) else Exit.SETTINGS
    except StorageError as error:
        log.error("database.unusable", reason=str(error))
        return Exit.DATABASE


async def _serve(resources: Resources, token: str, stop: asyncio.Event) -> Exit:
    """Connects while the library is made ready: what is in it already is answered from, and posted, at once."""
    ready = asyncio.create_task(_make_ready(resources), name="library")
    try:
        if resources.settings.discord_api_url is not None:
            await use_api(resources.settings.discord_api_url)
        return await _with_granted_intents(resources, token, stop, ready)
    except (aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound, OSError) as error:
        log.error("discord.unreachable", error=f"{type(error).__name__}: {error}")
        return Exit.UNREACHABLE
    finally:
        await end_tasks(ready)


async def _make_ready(resources: Resources) -> None:
    await resources.reader.start()
    await load_seeds(resources)


async def _with_granted_intents(
    resources: Resources, token: str, stop: asyncio.Event, ready: asyncio.Task[None]
) -> Exit:
    """Connects, without the message content where the application has not been granted it."""
    try:
        return await _connect(resources, token, stop, ready, message_content=True)
    except discord.PrivilegedIntentsRequired:
        log.warning(
            "intent.missing",
            hint="Message Content is off in the developer portal: only slash commands and mentions will work.",
        )
    try:
        return await _connect(resources, token, stop, ready, message_content=False)
    except discord.PrivilegedIntentsRequired:
        log.error("intent.refused", hint="Discord refuses the connection: check the application's intents.")
        return Exit.INTENTS


async def _connect(
    resources: Resources, token: str, stop: asyncio.Event, ready: asyncio.Task[None], *, message_content: bool
) -> Exit:
    bot = assemble(resources, message_content=message_content)
    gateway = asyncio.create_task(bot.start(token), name="gateway")
    background = background_tasks(bot, heartbeat_file(resources.settings))
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        waiting: set[asyncio.Task[object]] = {gateway, stopping, ready, *background}
        while gateway in waiting and stopping in waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()  # a dead task ends the process: whoever runs it starts it anew, and nothing is lost
        if stopping.done():
            log.info("stopping")
            return Exit.OK
        log.error("gateway.ended", hint="The connection to Discord ended by itself.")
        return Exit.FAILED
    except discord.LoginFailure:
        log.error(
            "token.refused", hint="Discord does not know this DISCORD_TOKEN: copy it again from the developer portal."
        )
        return Exit.TOKEN
    finally:
        await end_tasks(*background, stopping)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bot.close(), CLOSE_SECONDS)
        await end_tasks(gateway)


def background_tasks(bot: BriefingBot, beat: Path | None) -> set[asyncio.Task[None]]:
    """What runs beside the gateway: deliveries, and the sign of life for ``health``."""
    if bot.services is None:
        return set()
    tasks = {
        asyncio.create_task(bot.services.courier.run(), name="courier"),
        asyncio.create_task(bot.services.upkeep.run(), name="upkeep"),
    }
    if beat is not None:
        tasks.add(asyncio.create_task(_beat(bot, beat), name="heartbeat"))
    return tasks


async def end_tasks(*tasks: asyncio.Task[object]) -> None:
    """Cancels them and waits until they are gone."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def heartbeat_file(settings: Settings) -> Path | None:
    """The file beside the database that a connected bot touches."""
    file = database_file(settings.database_url)
    return file.with_name(file.name + ".alive") if file else None


def is_alive(settings: Settings) -> bool:
    """Whether a bot with these settings was connected within the last minute."""
    beat = heartbeat_file(settings)
    try:
        return beat is not None and now().timestamp() - beat.stat().st_mtime < ALIVE_SECONDS
    except OSError:
        return False


async def _beat(bot: BriefingBot, file: Path) -> None:
    while True:
        if bot.is_ready() and not bot.is_closed():
            try:
                await asyncio.to_thread(file.touch)
            except OSError as error:
                log.warning("heartbeat.failed", reason=str(error))
        await asyncio.sleep(BEAT_SECONDS)
