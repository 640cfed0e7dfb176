"""Answers every error of a typed or slash command: the person sees one sentence, the log gets the details."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.cogs.arguments import all_typed
from bot.cogs.base import BriefingCog, asker_of, scope_in
from bot.cogs.decorators import arguments_of, examples_of, overview_name
from bot.cogs.failures import failure_notice
from bot.cogs.rate_limit import begin_click, begin_request
from bot.cogs.sending import Context, respond, send
from bot.command_marks import SLASH
from bot.command_marks import command as marked
from bot.errors import BriefingError, InputError, NotFound, SeveralFit, TooManyRequests
from bot.services import Services
from bot.services.library_examples import NEUTRAL, LibraryExamples
from bot.services.lookup.misspelt_keywords import Keyword, instead_of_keywords
from bot.services.rate_limits import RequestKind
from bot.ui.error_sentences import OLD_BUTTON, OLD_FORM, Usage, archived_thread, error_sentence
from bot.ui.reply import Reply
from bot.ui.responder import is_answered
from bot.ui.retries import FAILURES, attempt
from bot.ui.unknown_command import is_near, nothing_typed, subcommand_meant, unknown_command

__all__ = ["ErrorHandlerCog", "is_refusal"]

log = structlog.get_logger(__name__)

MIN_ALIAS_LETTERS = 7
"""Letters of a command's other name for which misspellings are answered: shorter ones resemble other bots' commands."""
LOOP_TURNS = 20
"""Turns of the event loop after which a cog that answers a click has certainly begun (by ``begin_click``)."""
_WITH_THEMES = frozenset((Keyword.PERIOD, Keyword.THEME))
_OF_ARTICLES = frozenset((*_WITH_THEMES, Keyword.LATEST))
KEYWORDS = {
    "brief": _WITH_THEMES,
    **dict.fromkeys(("articles", "read", "actors", "themes"), _OF_ARTICLES),
    "summary": frozenset((*_OF_ARTICLES, Keyword.LENGTH)),
    "trends": frozenset((Keyword.PERIOD,)),
}
"""The keywords that commands know; ``theme`` suggests similar themes itself."""
_CHANNEL = re.compile(r"(?:<#|https://(?:\w+\.)?discord\.com/channels/\d{1,20}/)?(\d{15,20})>?")
_WRAPPERS = (
    commands.HybridCommandError,
    commands.CommandInvokeError,
    app_commands.CommandInvokeError,
    commands.ConversionError,
)


class ErrorHandlerCog(BriefingCog, name="Error handler"):
    """Listens; has no commands."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        bot.tree.error(self.on_tree_error)

    @commands.Cog.listener()
    async def on_command_error(self, ctx: Context, error: commands.CommandError) -> None:
        """A typed or hybrid command failed."""
        prefix = await self.prefix_of(ctx)
        if isinstance(error, commands.CommandNotFound):
            await self._unknown_command(ctx, prefix)
            return
        archived = await self._archived_thread(ctx, _cause(error))
        is_mistyped = isinstance(_cause(error), commands.UserInputError)
        examples = await self.services.library.examples(scope_in(ctx)) if is_mistyped else NEUTRAL
        meant = await self._keywords_meant(ctx, _cause(error))
        turned = self._subcommand_meant(ctx, _cause(error))
        await send(ctx, _presented(archived or meant or turned or error, prefix, ctx, examples), private=True)

    async def on_tree_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """Discord asked for a slash command that cannot be run."""
        await respond(interaction, _presented(error, SLASH, None), private=True)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answers a button, menu or form that no cog answers: one of an older version, or from before a restart."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        for _ in range(LOOP_TURNS):
            await asyncio.sleep(0)
        if is_answered(interaction):
            return
        is_form = interaction.type is discord.InteractionType.modal_submit
        try:
            begin_click(self.services.rate_limits, "unknown", interaction, private=True)
        except TooManyRequests as error:
            answer: BriefingError = error
        else:
            answer = InputError(OLD_FORM if is_form else OLD_BUTTON)
        await respond(interaction, failure_notice(answer, await self.prefix_of(interaction)), private=True)

    async def _archived_thread(self, ctx: Context, cause: BaseException) -> InputError | None:
        """A hint if a channel was not found because it is an archived thread, which discord.py does not cache.

        Discord is asked only for editors.
        """
        thread_id, guild = _thread_meant(cause), ctx.guild
        if thread_id is None or guild is None or not await self.is_editor(asker_of(ctx)):
            return None
        try:
            found = await attempt(lambda: guild.fetch_channel(thread_id))
        except (*FAILURES, discord.InvalidData):
            return None
        if not (isinstance(found, discord.Thread) and found.archived):
            return None
        return InputError(archived_thread(locked=found.locked))

    async def _keywords_meant(self, ctx: Context, cause: BaseException) -> NotFound | None:
        """The error with the command that was probably meant, if what follows it is misspelt keywords."""
        kinds = KEYWORDS.get(ctx.command.qualified_name) if ctx.command else None
        if kinds is None or not isinstance(cause, InputError) or isinstance(cause, SeveralFit):
            return None
        typed = next((value for value in reversed(ctx.kwargs.values()) if isinstance(value, str)), "")
        meant = await self.services.library.correct_keywords(scope_in(ctx), typed, kinds)
        return instead_of_keywords(cause, typed, f"{ctx.command} {meant}") if meant else None

    def _subcommand_meant(self, ctx: Context, cause: BaseException) -> InputError | None:
        """The error with the subcommand that was probably meant, if its words were typed in the other order."""
        if ctx.interaction is not None or isinstance(ctx.command, commands.Group) or not isinstance(cause, InputError):
            return None
        meant = subcommand_meant(f"{ctx.invoked_with} {all_typed(ctx)}", self._names())
        return InputError(f"{cause.marked} Did you mean {marked(meant)}?") if meant else None

    async def _unknown_command(self, ctx: Context, prefix: str) -> None:
        """Answers probable misspellings of our commands, and anything that can only be meant for this bot.

        Other bots may share the prefix.
        """
        typed = (ctx.invoked_with or "").casefold()
        typed, rest = typed.strip(f"{prefix}?!.,") or typed, ctx.view.read_rest()
        names = self._names()
        only_for_us = ctx.guild is None or (ctx.prefix or "").startswith("<@")
        if typed and not only_for_us and not is_near(typed, names, rest):
            return
        try:
            begin_request(
                self.services.rate_limits, RequestKind.COMMAND, "unknown", user_id=ctx.author.id, guild_id=scope_in(ctx)
            )
        except TooManyRequests:
            return
        sentence = unknown_command(typed, prefix, names, rest=rest) if typed else nothing_typed(prefix)
        await send(ctx, failure_notice(InputError(sentence), prefix))

    def _names(self) -> list[str]:
        return [name for c in self.bot.walk_commands() if not c.hidden for name in _distinct_names(c)]


def is_refusal(error: BaseException) -> bool:
    """True if an error with which a command ended is an answer to the person, and not a fault of the bot."""
    cause = _cause(error)
    return isinstance(cause, BriefingError) or error_sentence(cause, None) is not None


def _presented(error: BaseException, prefix: str, ctx: Context | None, examples: LibraryExamples = NEUTRAL) -> Reply:
    cause = _cause(error)
    command = ctx.command if ctx else None
    if not isinstance(cause, BriefingError):
        sentence = error_sentence(cause, _usage(ctx, command, prefix, examples) if ctx and command else None)
        cause = InputError(sentence) if sentence is not None else cause
    return failure_notice(cause, prefix, command=command.qualified_name if command else None)


def _usage(ctx: Context, command: commands.Command[Any, ..., Any], prefix: str, examples: LibraryExamples) -> Usage:
    return Usage(
        name=f"{prefix}{command.qualified_name}",
        form=f"{prefix}{command.usage or command.qualified_name}",
        example=examples_of(command, prefix, examples)[0],
        arguments=arguments_of(command),
        parameter=ctx.current_parameter.name if ctx.current_parameter else None,
        typed=ctx.current_argument,
    )


def _cause(error: BaseException) -> BaseException:
    """The original error inside discord.py's wrappers."""
    while isinstance(error, _WRAPPERS):
        error = error.original
    return error


def _distinct_names(command: commands.Command[Any, ..., Any]) -> list[str]:
    """The full name of a command, that of a group's overview, and those of its other names that no other bot has."""
    overview = overview_name(command)
    overviews = [f"{command.qualified_name} {overview}"] if overview else []
    return [command.qualified_name, *overviews, *(a for a in command.aliases if len(a) >= MIN_ALIAS_LETTERS)]


def _thread_meant(error: BaseException) -> int | None:
    """The id of a thread or channel that discord.py did not find."""
    if isinstance(error, app_commands.TransformerError):
        return error.value.id if isinstance(error.value, app_commands.AppCommandThread) else None
    first = next(iter(error.errors), error) if isinstance(error, commands.BadUnionArgument) else error
    if not isinstance(first, commands.ChannelNotFound | commands.ThreadNotFound):
        return None
    match = _CHANNEL.fullmatch(str(first.argument).strip())
    return int(match[1]) if match else None
