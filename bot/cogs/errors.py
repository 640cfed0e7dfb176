"""One presenter for every error, in both forms of a command: a person sees one sentence, the log has the rest."""

from __future__ import annotations

from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands
from rapidfuzz import fuzz, process

from bot.cogs.conversation import (
    BriefingCog,
    Context,
    arguments_of,
    examples_of,
    failure_notice,
    respond,
    send,
    view_in,
)
from bot.cogs.requests import begin_request
from bot.errors import BriefingError, InputError, TooFast
from bot.services import Services
from bot.services.rates import Kind
from bot.ui.reply import Reply

__all__ = ["NEAR", "Errors", "is_refusal"]

log = structlog.get_logger(__name__)

NEAR = 75.0
"""Similarity (0 to 100) from which an unknown command is taken for a misspelt one of ours."""
OUTDATED = (
    "This command has changed since your Discord last looked: try again in a minute, or restart Discord. /help shows "
    "what there is."
)
"""Discord clients offer what they saw last for a while after an update."""


class Errors(BriefingCog, name="Errors"):
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
        reply = self._presented(error, prefix, ctx.command)
        try:
            await send(ctx, reply, private=True)
        except discord.HTTPException as failed:
            log.warning("reply.failed", status=failed.status, code=failed.code, channel=ctx.channel.id)

    async def on_tree_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """An autocomplete or anything else of the slash side failed."""
        if interaction.type is discord.InteractionType.autocomplete:
            log.warning("autocomplete.failed", exc_info=error)
            return
        reply = self._presented(error, "/", None)
        await respond(interaction, reply, private=True)

    def _presented(self, error: BaseException, prefix: str, command: commands.Command[Any, ..., Any] | None) -> Reply:
        cause = _cause(error)
        if isinstance(cause, BriefingError):
            return failure_notice(cause, command=command.qualified_name if command else None)
        sentence = _sentence(cause, prefix, command)
        if sentence is not None:
            return failure_notice(InputError(sentence), command=command.qualified_name if command else None)
        return failure_notice(cause, command=command.qualified_name if command else None)

    async def _prefix(self, ctx: Context) -> str:
        if ctx.interaction is not None:
            return "/"
        try:
            return await self.services.servers.prefix(view_in(ctx))
        except BriefingError:
            return ctx.clean_prefix

    async def _unknown(self, ctx: Context) -> None:
        """Other bots share the prefix: only what looks like a misspelt command of ours, or names us, gets an answer."""
        typed = (ctx.invoked_with or "").casefold()
        names = [name for c in self.bot.commands for name in (c.name, *c.aliases) if not c.hidden]
        near = process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=3)
        prefix = await self._prefix(ctx)
        mentioned = ctx.prefix is not None and ctx.prefix.startswith("<@")
        if near:
            said = f"There is no command “{typed[:40]}”. Did you mean {prefix}{near[0][0]}?"
        elif mentioned:
            said = f"There is no command “{typed[:40]}”. {prefix}help shows what you can ask."
        else:
            return
        try:
            begin_request(self.services.rates, Kind.COMMAND, "unknown", user_id=ctx.author.id, guild_id=view_in(ctx))
        except TooFast:
            return
        await send(ctx, failure_notice(InputError(said)))


def is_refusal(error: BaseException) -> bool:
    """Whether an error with which a command ended is an answer to the person, and no fault of ours."""
    cause = _cause(error)
    return isinstance(cause, BriefingError) or _sentence(cause, "", None) is not None


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
        case commands.NoPrivateMessage() | app_commands.NoPrivateMessage():
            return "This works in a server only."
        case commands.ChannelNotFound() | commands.ThreadNotFound() | commands.BadUnionArgument():
            return f"There is no such channel here.{how}"
        case commands.RoleNotFound():
            return f"There is no such role here.{how}"
        case commands.BadLiteralArgument():
            return f"“{error.argument[:40]}” is none of {', '.join(map(str, error.literals))}.{how}"
        case commands.RangeError():
            return f"{error.value} is out of range: from {error.minimum} to {error.maximum}.{how}"
        case commands.BadArgument() | commands.UserInputError():
            return f"I do not understand that.{how}"
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return OUTDATED
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
