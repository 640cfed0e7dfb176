"""The same bot over a simulated Discord: in the browser (``demo``), or for one question (``ask``). No token needed.

The simulated server is made anew at each start, always with the same ids, so that the library in the SQLite file and
what was set for this server stay between runs.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import simcord
import structlog

from bot.app import assemble, load_seeds, now, open_resources
from bot.background import background_tasks, end_tasks
from bot.cogs.answers import Answers
from bot.cogs.errors import is_refusal
from bot.demo_page import open_page
from bot.errors import InputError, SettingsError, StorageError
from bot.services.rates import Kind, Rate, Rates
from bot.store import copy_database, database_file, running_bot
from bot.ui.limits import MESSAGE
from bot.ui.questions import ANYONE, Ask, Question
from bot.ui.reply import view_of
from bot.ui.terminal import reply_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from discord.ext import commands

    from bot.app import Resources
    from bot.client import BriefingBot
    from bot.cogs.conversation import Context
    from bot.settings import Settings

__all__ = ["World", "ask", "demo", "demo_settings", "on_a_copy", "open_world"]

log = structlog.get_logger(__name__)

DEMO_DATABASE = "sqlite:///data/demo.db"
GUILD_ID = 1_450_000_000_000_000_001
BOT_NAME = "Briefings"
SETTLE_SECONDS = 60.0
PREPARED = "demo:prepared"
UNHURRIED = dict.fromkeys(Kind, Rate(1_000, 10))
"""Bounds for one person who tries everything at once: nobody else is waiting."""
GREETING = (
    "Ask me something: `!summary`, `!who Takaichi`, or `!help` for all that there is. Whoever speaks as *editor* may "
    "also `!add` an article, which is then posted in #briefings."
)
_AT_BOT = re.compile(rf"^@(?:bot|{BOT_NAME})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class World:
    """The simulated server and who is in it."""

    env: simcord.Env
    bot: BriefingBot
    channels: dict[str, simcord.ChannelHandle]
    people: dict[str, simcord.MemberActor]


def demo_settings(settings: Settings, *, database_url: str = DEMO_DATABASE) -> Settings:
    """The same settings with a database of the demo's own, so that it never mixes with a real server's."""
    return replace(settings, database_url=database_url, discord_token=None)


@asynccontextmanager
async def open_world(resources: Resources) -> AsyncIterator[World]:
    """Loads the seeds, starts the bot in a server with two channels, a reader and an editor, and the clock at now."""
    bot = assemble(resources, sync_always=True, rates=Rates(member=UNHURRIED, server=UNHURRIED))
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
        yield World(env, bot, channels, people)


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
    await bot.services.departures.joined(GUILD_ID)
    if await resources.store.note(PREPARED) is None:
        await bot.services.subscriptions.start(GUILD_ID, channel_id, by=editor_id)
        await resources.store.set_note(PREPARED, "1")


async def demo(settings: Settings, *, port: int, channel: str, announce: Callable[[str], None]) -> None:
    """Serves the demo's page until its session or the process is ended; ``announce`` gets the address.

    Raises SettingsError where the port is taken.
    """
    _require_free(port)
    this = asyncio.current_task()
    if this is not None:
        with contextlib.suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, this.cancel)
    async with open_resources(settings, exclusive=True) as resources, open_world(resources) as world:
        viewers = [world.people["reader"], world.people["editor"]]
        shown = world.channels[channel]
        await _greet(world, shown)
        async with open_page(world.env, shown, viewers, port=port, now=now) as preview:
            announce(preview.url)
            tasks = background_tasks(world.bot, None, resources.library_check)
            try:
                await preview.wait_closed()
            finally:
                await end_tasks(*tasks)


async def _greet(world: World, shown: simcord.ChannelHandle) -> None:
    """Says what to type; after an earlier run also what is there, since the simulated channel begins empty."""
    channel = world.bot.get_channel(shown.id)
    if not isinstance(channel, discord.TextChannel) or world.bot.services is None:
        return
    articles = await world.bot.services.library.count(GUILD_ID)
    if articles > 1:
        listed = await Answers(world.bot.services).answer(GUILD_ID, Question(Ask.ARTICLES))
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


async def ask(settings: Settings, text: str, *, who: str) -> list[str]:
    """What the bot answers to one message, as text; posts that it causes included, unless a demo that runs makes them.

    Raises InputError for no answer.
    """
    if not text.strip():
        msg = "Say something, such as '!summary'."
        raise InputError(msg)
    async with open_resources(settings) as resources, open_world(resources) as world:
        channel = world.channels["briefings"]
        before = channel.last_message
        private = await _say(world, world.people[who], channel, text)
        posted = await _post(resources, world.bot)
        names = {f"<#{shown.id}>": f"#{name}" for name, shown in world.channels.items()}
        seen = [m for m in channel.history() if m.author.bot and (before is None or m.id > before.id)]
        replies = [reply_text(m, names) for m in [*private, *seen]]
    if not replies:
        msg = f"The bot has no answer to {text!r}: try '!help'."
        raise InputError(msg)
    return [*replies, *posted]


async def _post(resources: Resources, bot: BriefingBot) -> list[str]:
    """Posts what is new; where the demo runs on the same library, that is left to it, and what to say of it returned.

    Posted here, it would count as posted, and never come to the demo's page.
    """
    holder = await running_bot(resources.settings.database_url)
    if holder is None:
        if bot.services is not None:
            await bot.services.courier.deliver_due()
        return []
    if not (await resources.store.library_state()).waiting:
        return []
    return [f"The demo that runs as process {holder.pid} posts it: look at its page."]


async def _say(
    world: World, person: simcord.MemberActor, channel: simcord.ChannelHandle, text: str
) -> list[discord.Message]:
    """Sends a message as a client does, or a slash command; the answers to that which only this person sees."""
    if not text.startswith("/"):
        for name, known in world.channels.items():
            text = text.replace(f"#{name}", known.mention)
        text = _AT_BOT.sub(f"<@{world.bot.user.id if world.bot.user else 0}>", text)
        if len(text) > MESSAGE:
            msg = (
                f"Discord takes messages of {MESSAGE:,} characters, and this has {len(text):,}: attach an article as a "
                "file there, or use python -m bot add here."
            )
            raise InputError(msg)
        await person.send(channel, text)
        return []
    return await _slash(world, person, channel, text.removeprefix("/"))


async def _slash(
    world: World, person: simcord.MemberActor, channel: simcord.ChannelHandle, text: str
) -> list[discord.Message]:
    fitting = [name for name in person.available_commands(channel) if f"{text} ".startswith(f"{name} ")]
    if not fitting:
        msg = f"There is no /{text.partition(' ')[0]}: '/help' shows what there is."
        raise InputError(msg)
    name = max(fitting, key=len)
    given = _arguments(world, name, text.removeprefix(name))
    try:
        result = await person.slash(channel, name, **given)
    except simcord.SetupError as error:
        msg = f"/{name} does not take that: {error}."
        raise InputError(msg) from error
    if result.modal is not None:
        msg = f"/{name} alone opens a form in Discord: here, give what goes in it too, or type !{name}."
        raise InputError(msg)
    answers = [result.response, *result.followups]
    return [answer.message for answer in answers if answer is not None and answer.ephemeral]


def _arguments(world: World, name: str, text: str) -> dict[str, object]:
    """What stands as ``name:value`` after a slash command, as a client would send it."""
    command: Any = world.bot.tree
    for part in name.split():
        command = command.get_command(part)
    known = {parameter.name: parameter.type for parameter in command.parameters}
    loose, *pairs = re.split(rf"(?:^|\s)({'|'.join(known)}):", text)
    if loose.strip():
        msg = (
            f"/{name} takes named arguments ({', '.join(known) or 'none'}), as '/summary article:1 length:short' does."
        )
        raise InputError(msg)
    given: dict[str, object] = {}
    for key, value in zip(pairs[::2], map(str.strip, pairs[1::2]), strict=True):
        number = known[key] is discord.AppCommandOptionType.integer and value.isdecimal()
        given[key] = int(value) if number else world.channels.get(value.removeprefix("#"), value)
    return given


async def on_a_copy(settings: Settings, text: str, *, who: str) -> list[str]:
    """The same over a copy: the demo's server would be the only one that a library of real servers still knows.

    No seeds come into it. Raises StorageError where there is no such library.
    """
    library = database_file(settings.database_url)
    if library is not None and not await asyncio.to_thread(os.path.isfile, library):
        msg = f"There is no library {library}: check the path."
        raise StorageError(msg)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "copy.db")
        copy_database(settings.database_url, file)
        try:
            return await ask(replace(settings, database_url=f"sqlite:///{file}", seeds_dir=None), text, who=who)
        except StorageError as error:
            raise StorageError(str(error).replace(str(file), str(library))) from error
