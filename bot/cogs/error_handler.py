"""One presenter for every error, in both forms of a command: a person sees one sentence, the log has the rest."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import OLD_BUTTON
from bot.cogs.base import (
    BriefingCog,
    Context,
    arguments_of,
    asker_of,
    examples_of,
    failure_notice,
    respond,
    scope_in,
    send,
)
from bot.cogs.rate_limit import begin_click, begin_request
from bot.cogs.unknown_commands import is_near, unknown_command
from bot.errors import BriefingError, InputError, RateLimited
from bot.services import Services
from bot.services.access import is_editor
from bot.services.rate_limits import RequestKind
from bot.ui.reply import Reply
from bot.ui.responder import is_answered
from bot.ui.retries import FAILURES, attempt

__all__ = ["ErrorHandlerCog", "is_refusal"]

log = structlog.get_logger(__name__)

LONG_ENOUGH = 7
"""Letters of another name for a command: a shorter one is like too many of other bots' commands."""
_CHANNEL = re.compile(r"(?:<#|https://(?:\w+\.)?discord\.com/channels/\d{1,20}/)?(\d{15,20})>?")
TURNS = 20
"""Turns of the event loop within which whoever answers a click has begun with it: it begins with ``begin_click``."""
OLD_FORM = "This form was opened before I was started again, and nothing was changed: open it once more and send it."
OUTDATED = (
    "This command has changed since your Discord last looked: try again in a minute, or restart Discord. /help shows "
    "what there is."
)
"""Discord clients offer what they saw last for a while after an update."""


class ErrorHandlerCog(BriefingCog, name="ErrorHandlerCog"):
    """Listens; has no commands."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        bot.tree.error(self.on_tree_error)

    @commands.Cog.listener()
    async def on_command_error(self, ctx: Context, error: commands.CommandError) -> None:
        """A prefix or hybrid command failed."""
        if isinstance(error, commands.CommandNotFound):
            await self._unknown(ctx)
            return
        prefix = await self._prefix(ctx)
        closed = await self._archived_thread(ctx, _cause(error))
        reply = self._presented(closed or error, prefix, ctx.command)
        await send(ctx, reply, private=True)

    async def on_tree_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """Something failed on the slash side that is no command's own error."""
        reply = self._presented(error, "/", None)
        await respond(interaction, reply, private=True)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A button, a menu or a form that nothing here knows (any more) gets a sentence."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        for _ in range(TURNS):
            await asyncio.sleep(0)
        if is_answered(interaction):
            return
        try:
            begin_click(self.services.rate_limits, "unknown", interaction, private=True)
        except RateLimited as error:
            await respond(interaction, failure_notice(error), private=True)
        else:
            form = interaction.type is discord.InteractionType.modal_submit
            await respond(interaction, failure_notice(InputError(OLD_FORM if form else OLD_BUTTON)), private=True)

    def _presented(self, error: BaseException, prefix: str, command: commands.Command[Any, ..., Any] | None) -> Reply:
        cause = _cause(error)
        if isinstance(cause, BriefingError):
            return failure_notice(cause, command=command.qualified_name if command else None)
        sentence = _sentence(cause, prefix, command)
        if sentence is not None:
            return failure_notice(InputError(sentence), command=command.qualified_name if command else None)
        return failure_notice(cause, command=command.qualified_name if command else None)

    async def _archived_thread(self, ctx: Context, cause: BaseException) -> InputError | None:
        """What to do where a channel was not found because it is an archived thread: those are not in memory.

        Discord is asked for editors alone.
        """
        thread_id, guild = _thread_meant(cause), ctx.guild
        if thread_id is None or guild is None:
            return None
        asker = await asker_of(ctx)
        if not is_editor(asker, await self.services.guild_settings.settings(asker.scope)):
            return None
        try:
            found = await attempt(lambda: guild.fetch_channel(thread_id))
        except (*FAILURES, discord.InvalidData):
            return None
        if not (isinstance(found, discord.Thread) and found.archived):
            return None
        first = "have it unlocked and opened" if found.locked else "write a message in it, which opens it"
        return InputError(f"That thread is archived: {first}, then give the command once more.")

    async def _prefix(self, ctx: Context) -> str:
        if ctx.interaction is not None:
            return "/"
        try:
            return await self.services.guild_settings.prefix(scope_in(ctx))
        except BriefingError:
            return ctx.clean_prefix

    async def _unknown(self, ctx: Context) -> None:
        """Other bots share the prefix: what looks like a misspelt command of ours, or is for us alone, is answered."""
        prefix = await self._prefix(ctx)
        typed = (ctx.invoked_with or "").casefold()
        typed = typed.strip(f"{prefix}?!.,") or typed
        known = [c for c in self.bot.commands if not c.hidden]
        names = [name for c in known for name in (c.name, *(a for a in c.aliases if len(a) >= LONG_ENOUGH))]
        ours_alone = ctx.guild is None or (ctx.prefix or "").startswith("<@")
        if not typed:
            asks = f"{prefix}summary, {prefix}who and a name, {prefix}articles"
            said = f"Ask me about the news: {asks}; more in {prefix}help."
        elif ours_alone or is_near(typed, names):
            said = unknown_command(typed, prefix, names)
        else:
            return
        try:
            begin_request(
                self.services.rate_limits, RequestKind.COMMAND, "unknown", user_id=ctx.author.id, guild_id=scope_in(ctx)
            )
        except RateLimited:
            return
        await send(ctx, failure_notice(InputError(said)))


def is_refusal(error: BaseException) -> bool:
    """Whether an error with which a command ended is an answer to the person, and no fault of ours."""
    cause = _cause(error)
    return isinstance(cause, BriefingError) or _sentence(cause, "", None) is not None


def _thread_meant(error: BaseException) -> int | None:
    """The id of a thread or channel that discord.py did not find."""
    if isinstance(error, app_commands.TransformerError):
        return error.value.id if isinstance(error.value, app_commands.AppCommandThread) else None
    if not isinstance(error, commands.BadUnionArgument):
        return None
    named = _CHANNEL.fullmatch(str(getattr(error.errors[0], "argument", "")).strip()) if error.errors else None
    return int(named[1]) if named else None


def _cause(error: BaseException) -> BaseException:
    """The real error inside discord.py's wrappers."""
    wrappers = (
        commands.HybridCommandError,
        commands.CommandInvokeError,
        app_commands.CommandInvokeError,
        commands.ConversionError,
    )
    while isinstance(error, wrappers):
        error = error.original
    return error


def _sentence(error: BaseException, prefix: str, command: commands.Command[Any, ..., Any] | None) -> str | None:
    """One sentence for what discord.py itself refuses; None for a fault of ours."""
    example = f" For example: {examples_of(command, prefix)[0]}" if command else ""
    how = f" Type it as {prefix}{command.usage or command.qualified_name}.{example}" if command else ""
    match error:
        case commands.MissingRequiredArgument() if command:
            return f"{prefix}{command.qualified_name} needs {arguments_of(command)[error.param.name]}.{example}"
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return OUTDATED
        case discord.DiscordServerError() | discord.RateLimited() | aiohttp.ClientError():
            return "Discord did not answer me just now: try again in a moment."
        case commands.NoPrivateMessage() | app_commands.NoPrivateMessage():
            return "This works in a server only."
        case commands.ChannelNotFound() | commands.ThreadNotFound() | commands.BadUnionArgument():
            return f"There is no such text channel, thread or forum here.{how}"
        case commands.RoleNotFound():
            return f"There is no such role here.{how}"
        case commands.BadLiteralArgument():
            return f"“{error.argument[:40]}” is none of {', '.join(map(str, error.literals))}.{how}"
        case commands.RangeError():
            return f"{error.value} is out of range: from {error.minimum} to {error.maximum}.{how}"
        case commands.BadArgument() | commands.UserInputError():
            return f"I do not understand that.{how}"
        case app_commands.TransformerError():
            return f"I do not understand that.{how}"
        case commands.CommandOnCooldown() | app_commands.CommandOnCooldown():
            return f"That was quick: try again in {error.retry_after:.0f} seconds."
        case commands.CheckFailure() | app_commands.CheckFailure():
            return "You cannot use this here."
        case discord.Forbidden():
            return "Discord does not let me do that here: check my permissions in this channel."
        case _:
            return None
