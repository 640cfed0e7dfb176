"""The same bot over a simulated Discord, shown in the browser. No token needed.

The simulated server is made anew at each start, always with the same ids, so that the library in the SQLite file and
what was set for this server stay between runs.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
import simcord
import structlog

from bot.cogs.answers import answer
from bot.cogs.error_handler import is_refusal
from bot.demo.page import Typing, open_page
from bot.errors import SettingsError
from bot.runtime.app import build_bot, load_seeds, now, open_resources
from bot.runtime.background import background_tasks, end_tasks
from bot.services.rate_limits import Limit, RateLimiter, RequestKind
from bot.signals import SIGNALS
from bot.ui.button_ids import ANYONE, Action, ButtonAction
from bot.ui.reply import view_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from discord.ext import commands

    from bot.cogs.sending import Context
    from bot.demo.typed_input import Named
    from bot.runtime.app import Resources
    from bot.runtime.client import BriefingBot
    from bot.settings import Settings

__all__ = ["BOT_NAME", "DemoServer", "demo", "demo_settings", "open_demo_server", "typing_in"]

log = structlog.get_logger(__name__)

DEMO_DATABASE = "sqlite:///data/demo.db"
GUILD_ID = 1_450_000_000_000_000_001
BOT_NAME = "Briefings"
SETTLE_SECONDS = 60.0
PREPARED = "demo:prepared"
UNHURRIED = dict.fromkeys(RequestKind, Limit(1_000, 10))
"""Bounds for one person who tries everything at once: nobody else is waiting."""
GREETING = (
    "Ask me something: `!summary`, `!who Takaichi`, or `!help` for all that there is. `/summary article:1` and "
    f"`@{BOT_NAME} summary` do the same. Whoever speaks as *editor* may also `!add` an article, which is then posted "
    "in #briefings."
)


@dataclass(frozen=True, slots=True)
class DemoServer:
    """The simulated server and who is in it."""

    env: simcord.Env
    bot: BriefingBot
    channels: dict[str, simcord.ChannelHandle]
    people: dict[str, simcord.MemberActor]
    named: dict[str, Named]
    """What a message can mention, as people type it."""


def demo_settings(settings: Settings, *, database_url: str = DEMO_DATABASE) -> Settings:
    """The same settings with a database of the demo's own, so that it never mixes with a real server's."""
    return replace(settings, database_url=database_url, discord_token=None)


@asynccontextmanager
async def open_demo_server(resources: Resources) -> AsyncIterator[DemoServer]:
    """Loads the seeds, starts the bot in a server with two channels, a reader and an editor, and the clock at now."""
    bot = build_bot(resources, sync_always=True, rates=RateLimiter(member=UNHURRIED, server=UNHURRIED))
    async with simcord.run(bot, check_errors=False, settle_timeout=SETTLE_SECONDS) as env:
        guild = env.create_guild("The news club", id=GUILD_ID)
        channels = {name: guild.create_text_channel(name) for name in ("briefings", "general")}
        editors = guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
        people = {
            "reader": guild.add_member(env.create_user("reader")),
            "editor": guild.add_member(env.create_user("editor"), roles=[editors]),
        }
        _let_refusals_pass(bot)
        if bot.user is not None:
            await bot.user.edit(username=BOT_NAME)
        # Only now: ids come from the simulated clock, and these must be the same at every start.
        await env.advance_time(max(0.0, (now() - env.now()).total_seconds()))
        await _prepare(resources, bot, channels["briefings"].id, people["editor"].id)
        named: dict[str, Named] = {f"#{name}": channel for name, channel in channels.items()}
        named[f"@{editors.name}"] = editors
        if bot.user is not None:
            named[f"@{BOT_NAME}"] = bot.user
        yield DemoServer(env, bot, channels, people, named)


def _let_refusals_pass(bot: BriefingBot) -> None:
    """The simulation takes every error that ends a command for a failure, and its page says so; a refusal is none."""
    for listener in list(bot.extra_events["on_command_error"]):
        if listener.__module__.startswith("simcord."):
            bot.remove_listener(listener, "on_command_error")
            bot.add_listener(partial(_unless_refusal, listener), "on_command_error")


async def _unless_refusal(
    listener: Callable[..., Coroutine[Any, Any, Any]], ctx: Context, error: commands.CommandError
) -> None:
    if not is_refusal(error):
        await listener(ctx, error)


async def _prepare(resources: Resources, bot: BriefingBot, channel_id: int, editor_id: int) -> None:
    """Seeds first, so that they are not news; then new articles are announced, once and for all runs."""
    await load_seeds(resources)
    if bot.services is None:
        return
    # The server is made after the bot is connected: to the bot it looks as if it had been removed from it meanwhile.
    await bot.services.guild_retention.guild_joined(GUILD_ID)
    if await resources.store.get_value(PREPARED) is None:
        await bot.services.subscriptions.start(GUILD_ID, channel_id, by=editor_id)
        await resources.store.set_value(PREPARED, "1")


async def demo(settings: Settings, *, port: int, channel: str, announce: Callable[[str], None]) -> None:
    """Serves the demo's page until its session or the process is ended; ``announce`` gets the address.

    Raises SettingsError where the port is taken.
    """
    _require_free(port)
    this = asyncio.current_task()
    if this is not None:
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                with contextlib.suppress(NotImplementedError):  # Windows
                    asyncio.get_running_loop().add_signal_handler(number, this.cancel)
    async with open_resources(settings, exclusive=True) as resources, open_demo_server(resources) as world:
        viewers = [world.people["reader"], world.people["editor"]]
        shown = world.channels[channel]
        await _greet(world, shown)
        async with open_page(world.env, shown, viewers, typing_in(world, shown), port=port, now=now) as preview:
            announce(preview.url)
            tasks = background_tasks(world.bot, None, resources.library_check)
            try:
                await preview.wait_closed()
            finally:
                await end_tasks(*tasks)


def typing_in(world: DemoServer, shown: simcord.ChannelHandle) -> Typing:
    """What the page of a channel makes of what is typed there."""

    async def tell(text: str) -> None:
        channel = world.bot.get_channel(shown.id)
        if isinstance(channel, discord.TextChannel):
            await channel.send(text)

    return Typing(world.named, f"@{BOT_NAME}", tell)


async def _greet(world: DemoServer, shown: simcord.ChannelHandle) -> None:
    """Says what to type; after an earlier run also what is there, since the simulated channel begins empty."""
    channel = world.bot.get_channel(shown.id)
    if not isinstance(channel, discord.TextChannel) or world.bot.services is None:
        return
    articles = await world.bot.services.library.count(GUILD_ID)
    if articles > 1:
        listed = await answer(world.bot.services, GUILD_ID, ButtonAction(Action.ARTICLES))
        view = view_of(listed, ANYONE) or discord.utils.MISSING
        await channel.send("From earlier runs:", embed=listed.embed, view=view)
    await channel.send(GREETING)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            msg = f"Port {port} cannot be used: end the demo that may be running, or choose another with --port."
            raise SettingsError(msg) from error
