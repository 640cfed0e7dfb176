"""Answers one message in the terminal, from the demo's library or from a copy of another one."""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import simcord

from bot.demo.server import BOT_NAME, open_demo_server
from bot.demo.typed_input import find_mentionable, parsed_command, with_mentions
from bot.errors import InputError, StorageError
from bot.models.delivery import DeliveryState
from bot.runtime.app import open_resources
from bot.store import copy_database, database_file, running_bot
from bot.ui.limits import MAX_MESSAGE
from bot.ui.terminal import message_to_text

if TYPE_CHECKING:
    from bot.demo.server import DemoServer
    from bot.runtime.app import Resources
    from bot.runtime.client import BriefingBot
    from bot.settings import Settings

__all__ = ["ask", "ask_copy"]


async def ask(settings: Settings, text: str, *, who: str) -> list[str]:
    """The bot's replies to one message as text, with the posts that it causes, unless a running demo makes those.

    Raises InputError if there is no reply.
    """
    if not text.strip():
        msg = "Type a message, such as '!summary'."
        raise InputError(msg)
    async with open_resources(settings) as resources, open_demo_server(resources) as server:
        channel = server.channels["briefings"]
        before, deliveries = channel.last_message, await _deliveries(resources)
        private = await _say(server, server.people[who], channel, text)
        posted = await _post(resources, server.bot, deliveries)
        names = {mentioned.mention: name for name, mentioned in server.mentionables.items()}
        seen = [m for m in channel.history() if m.author.bot and (before is None or m.id > before.id)]
        replies = [message_to_text(m, names) for m in [*private, *seen]]
    if not replies:
        msg = f"The bot has no answer to {text!r}: try '!help'."
        raise InputError(msg)
    return [*replies, *posted]


async def _post(resources: Resources, bot: BriefingBot, deliveries: int) -> list[str]:
    """Posts new articles. If a demo runs on the same library, leaves that to it and returns a sentence that says so.

    Posted here, an article would count as posted and never appear on the demo's page. ``deliveries`` is how many there
    were before the message: the demo may have made the new one by now, so that none waits any more.
    """
    holder = await running_bot(resources.settings.database_url)
    if holder is None:
        await bot.services.delivery_worker.deliver_due()
        return []
    if await _deliveries(resources) <= deliveries:
        return []
    return [f"The demo that runs as process {holder.pid} posts the new article: see its page."]


async def _deliveries(resources: Resources) -> int:
    """The number of deliveries that are made or still to be made."""
    states = (await resources.store.library_stats()).deliveries
    return sum(count for state, count in states.items() if state is not DeliveryState.SKIPPED)


async def _say(
    server: DemoServer, person: simcord.MemberActor, channel: simcord.ChannelHandle, text: str
) -> list[discord.Message]:
    """Sends a message or a slash command as a client does; returns the replies that only this person sees."""
    if text.startswith("/"):
        return await _slash(server, person, channel, text)
    text = with_mentions(text, server.mentionables, f"@{BOT_NAME}")
    if len(text) > MAX_MESSAGE:
        msg = (
            f"A Discord message has at most {MAX_MESSAGE:,} characters, and this one has {len(text):,}: in Discord, "
            "attach the article as a file; here, use python -m bot add."
        )
        raise InputError(msg)
    await person.send(channel, text)
    return []


async def _slash(
    server: DemoServer, person: simcord.MemberActor, channel: simcord.ChannelHandle, text: str
) -> list[discord.Message]:
    types = {name: _argument_types(server.bot, name) for name in person.available_commands(channel)}
    name, arguments = parsed_command(text, types)
    given: dict[str, object] = {}
    for key, value in arguments.items():
        number = types[name][key] is discord.AppCommandOptionType.integer and value.isdecimal()
        given[key] = int(value) if number else find_mentionable(value, server.mentionables) or value
    try:
        result = await person.slash(channel, name, **given)
    except simcord.SetupError as error:
        msg = f"/{name} does not accept that: {error}."
        raise InputError(msg) from error
    if result.modal is not None:
        msg = f"/{name} alone opens a form in Discord: here, give its arguments too, or type !{name}."
        raise InputError(msg)
    answers = [result.response, *result.followups]
    return [answer.message for answer in answers if answer is not None and answer.ephemeral]


def _argument_types(bot: BriefingBot, name: str) -> dict[str, discord.AppCommandOptionType]:
    """The arguments of a slash command, with their types."""
    command: Any = bot.tree
    for part in name.split():
        command = command.get_command(part)
    return {parameter.name: parameter.type for parameter in command.parameters}


async def ask_copy(settings: Settings, text: str, *, who: str) -> list[str]:
    """Like ``ask``, on a copy of the library: in the library itself, the demo would count all its servers as left.

    No seeds are loaded. Raises StorageError if there is no such library.
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
