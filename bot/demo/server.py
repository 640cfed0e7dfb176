"""Runs the bot over a simulated Discord server, without a token.

The simulated server is created at each start with the same ids, so that the library and the settings for this server,
which are in the SQLite file, survive from run to run.
"""

from __future__ import annotations

import socket
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import discord
import simcord
import structlog

from bot.cogs.answers import answer
from bot.cogs.error_handler import is_refusal
from bot.demo.news_site import follow_papers, open_news_site
from bot.demo.page import open_page
from bot.demo.page_input import PageInput
from bot.errors import BriefingError, SettingsError
from bot.runtime.app import build_bot, load_seeds, now, open_resources
from bot.runtime.background import background_tasks, end_tasks
from bot.services.rate_limits import Limit, RateLimiter, RequestKind
from bot.signals import cancel_on_signals
from bot.ui.button_ids import ANYONE, Action, ButtonAction
from bot.ui.reply import view_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from discord.ext import commands

    from bot.cogs.sending import Context
    from bot.demo.typed_input import Mentionable
    from bot.runtime.app import Resources
    from bot.runtime.client import BriefingBot
    from bot.settings import Settings

__all__ = ["BOT_NAME", "DemoServer", "demo", "demo_settings", "open_demo_server", "page_input_for"]

log = structlog.get_logger(__name__)

DEMO_DATABASE = "sqlite:///data/demo.db"
GUILD_ID = 1_450_000_000_000_000_001
BOT_NAME = "Briefings"
SETTLE_SECONDS = 60.0
DEMO_SUBSCRIBED_KEY = "demo:prepared"
DEMO_LIMITS = dict.fromkeys(RequestKind, Limit(1_000, 10))
"""Rate limits for one person who tries everything at once."""
GREETING = (
    "Ask me something: `!summary`, `!{who}`, or `!help` for all commands. `/summary article:1` and "
    f"`@{BOT_NAME} summary` do the same. As *editor* you can also `!add` an article, which is then posted in "
    "#briefings. Two invented newspapers are followed, too (`!feed`): for some minutes, new articles of theirs arrive."
)


@dataclass(frozen=True, slots=True)
class DemoServer:
    """The simulated server with its channels and people."""

    env: simcord.Env
    bot: BriefingBot
    channels: dict[str, simcord.ChannelHandle]
    people: dict[str, simcord.MemberActor]
    mentionables: dict[str, Mentionable]
    """What a message can mention, by the name that people type."""


def demo_settings(settings: Settings, *, database_url: str = DEMO_DATABASE) -> Settings:
    """The settings with the demo's own database, so that it never mixes with a real server's; nobody waits long."""
    return replace(settings, database_url=database_url, discord_token=None, feed_minutes=1)


@asynccontextmanager
async def open_demo_server(resources: Resources) -> AsyncIterator[DemoServer]:
    """Starts the bot in a server with two channels, a reader and an editor, and the seeds in its library."""
    bot = build_bot(resources, sync_always=True, rates=RateLimiter(member=DEMO_LIMITS, server=DEMO_LIMITS))
    async with simcord.run(bot, check_errors=False, settle_timeout=SETTLE_SECONDS) as env:
        guild = env.create_guild("The news club", id=GUILD_ID)
        channels = {name: guild.create_text_channel(name) for name in ("briefings", "general")}
        editors = guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
        people = {
            "reader": guild.add_member(env.create_user("reader")),
            "editor": guild.add_member(env.create_user("editor"), roles=[editors]),
        }
        _ignore_expected_errors(bot)
        me = cast("discord.ClientUser", bot.user)  # simcord.run has logged in
        await me.edit(username=BOT_NAME)
        # Not earlier: ids come from the simulated clock, and those above must be the same at every start.
        await env.advance_time(max(0.0, (now() - env.now()).total_seconds()))
        await _subscribe_demo_channel(resources, bot, channels["briefings"].id, people["editor"].id)
        mentionables: dict[str, Mentionable] = {f"#{name}": channel for name, channel in channels.items()}
        mentionables[f"@{editors.name}"] = editors
        mentionables[f"@{BOT_NAME}"] = cast("discord.ClientUser", bot.user)
        yield DemoServer(env, bot, channels, people, mentionables)


def _ignore_expected_errors(bot: BriefingBot) -> None:
    """Keeps refusals from the simulation, whose page reports every error that ends a command as a failure."""
    for listener in list(bot.extra_events["on_command_error"]):
        if listener.__module__.startswith("simcord."):
            bot.remove_listener(listener, "on_command_error")
            bot.add_listener(partial(_unless_refusal, listener), "on_command_error")


async def _unless_refusal(
    listener: Callable[..., Coroutine[Any, Any, Any]], ctx: Context, error: commands.CommandError
) -> None:
    if not is_refusal(error):
        await listener(ctx, error)


async def _subscribe_demo_channel(resources: Resources, bot: BriefingBot, channel_id: int, editor_id: int) -> None:
    """Loads the seeds, then subscribes the channel if no earlier run did: in this order no seed is posted."""
    await load_seeds(resources)
    # The server is created after the bot connects, so the bot takes it for one that it was removed from meanwhile.
    await bot.services.guild_retention.guild_joined(GUILD_ID)
    if await resources.store.get_value(DEMO_SUBSCRIBED_KEY) is None:
        await bot.services.subscriptions.start(GUILD_ID, channel_id, by=editor_id)
        await resources.store.set_value(DEMO_SUBSCRIBED_KEY, "1")


async def demo(settings: Settings, *, port: int, channel: str, announce: Callable[[str], None]) -> None:
    """Serves the demo's page until the process is stopped; calls ``announce`` with its address.

    Raises SettingsError if the port is taken.
    """
    _require_free(port)
    cancel_on_signals()
    async with AsyncExitStack() as opened:
        resources = await opened.enter_async_context(open_resources(settings, exclusive=True))
        fetcher = await opened.enter_async_context(open_news_site(now))
        server = await opened.enter_async_context(open_demo_server(replace(resources, http=fetcher)))
        viewers = [server.people["reader"], server.people["editor"]]
        shown = server.channels[channel]
        await _greet(server, shown)
        async with open_page(server.env, shown, viewers, page_input_for(server, shown), port=port, now=now) as preview:
            announce(preview.url)
            await _follow_papers(server)
            tasks = background_tasks(server.bot, None, resources.library_check)
            try:
                await preview.wait_closed()
            finally:
                await end_tasks(*tasks)


async def _follow_papers(server: DemoServer) -> None:
    """Follows the demo's newspapers. Without them the demo goes on: what the editor adds is still posted."""
    try:
        await follow_papers(server.bot.services.feeds, GUILD_ID)
    except BriefingError as error:
        log.warning("demo.papers_failed", reason=str(error))


def page_input_for(server: DemoServer, shown: simcord.ChannelHandle) -> PageInput:
    """How the page of a channel interprets what is typed there."""

    async def report_error(text: str) -> None:
        await _text_channel(server, shown).send(text)

    return PageInput(server.mentionables, f"@{BOT_NAME}", report_error)


def _text_channel(server: DemoServer, shown: simcord.ChannelHandle) -> discord.TextChannel:
    """A channel of the simulation as a channel of discord.py."""
    return cast("discord.TextChannel", server.bot.get_channel(shown.id))


async def _greet(server: DemoServer, shown: simcord.ChannelHandle) -> None:
    """Posts what to type; after an earlier run also the articles, since the simulated channel starts empty."""
    channel = _text_channel(server, shown)
    articles = await server.bot.services.library.count(GUILD_ID)
    if articles > 1:
        listed = await answer(server.bot.services, GUILD_ID, ButtonAction(Action.ARTICLES))
        view = view_of(listed, ANYONE) or discord.utils.MISSING
        await channel.send("The articles that are in the library already:", embed=listed.embed, view=view)
    examples = await server.bot.services.library.examples(GUILD_ID)
    await channel.send(GREETING.format(who=examples.fill("who {name}") if articles else "actors"))


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            msg = f"Port {port} cannot be used: another demo may be running. Choose another port with --port."
            raise SettingsError(msg) from error
