"""The commands help and about."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot import __version__
from bot.cogs.autocomplete import Choices, text_choices
from bot.cogs.base import BriefingCog, asker_of, scope_in
from bot.cogs.decorators import arguments_of, command, examples_of, for_whom, note_of, overview_name
from bot.cogs.descriptions import ANYONE, COMMANDS
from bot.cogs.sending import Context, send
from bot.command_marks import write_commands
from bot.errors import InputError
from bot.ui.about_page import about_page
from bot.ui.help_pages import command_help, editors_page, readers_page
from bot.ui.markup import escape
from bot.ui.unknown_command import unknown_command

if TYPE_CHECKING:
    from bot.services.library_examples import LibraryExamples
    from bot.ui.reply import Reply

__all__ = ["HelpCog"]

EDITORS_PAGE = ("editors", "editor", "editing")
"""What may be typed after help for the page of the editors' commands."""
READERS_LINES = [text.help_line for text in COMMANDS.values() if text.help_line is not None]
MAX_LATENCY_SECONDS = 60
"""discord.py gives a latency of NaN or infinity before the first heartbeat."""


class HelpCog(BriefingCog, name="Help"):
    """The commands help and about."""

    @command("help", aliases=["commands"])
    async def help(self, ctx: Context, *, command: str = "") -> None:
        """Shows the readers' commands, the editors', or one command."""
        prefix = await self.services.guild_settings.prefix(scope_in(ctx))
        wanted = command.strip().removeprefix(prefix).removeprefix("/").casefold()
        if not wanted:
            names = [c.name for c in self._editors_commands()] if await self.is_editor(asker_of(ctx)) else []
            examples = await self.services.library.examples(scope_in(ctx))
            lines = [(examples.fill(example), what) for example, what in READERS_LINES]
            await send(ctx, readers_page(lines, prefix, names))
        elif wanted in EDITORS_PAGE:
            await send(ctx, editors_page(self._editors_rows(), prefix))
        elif (found := self._commands().get(wanted) or self.bot.get_command(wanted)) is not None and not found.hidden:
            await send(ctx, _page_of(found, prefix, await self.services.library.examples(scope_in(ctx))))
        else:
            raise InputError(unknown_command(wanted, prefix, self._names(), before="help "))

    @help.autocomplete("command")
    async def suggest_commands(self, _interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests commands whose name contains what is typed so far."""
        names = [EDITORS_PAGE[0], *sorted(self._commands())]
        return text_choices(name for name in dict.fromkeys(names) if typed.casefold() in name)

    @command("about")
    async def about(self, ctx: Context) -> None:
        """Shows version and status, and what is stored about people."""
        latency = self.bot.latency
        reply = about_page(
            version=__version__,
            started_at=self.services.started_at,
            articles=await self.services.library.count(scope_in(ctx)),
            latency_ms=round(latency * 1000) if 0 <= latency < MAX_LATENCY_SECONDS else None,
            data_kept_days=self.services.guild_retention.keep_days,
            prefix=await self.services.guild_settings.prefix(scope_in(ctx)),
            progress=await self.services.reanalysis.progress(),
        )
        await send(ctx, reply)

    def _names(self) -> list[str]:
        """The full names of all commands, and the other names of those at the top level."""
        shown = self._commands()
        return [*shown, *(name for c in dict.fromkeys(shown.values()) if c.parent is None for name in c.aliases)]

    def _commands(self) -> dict[str, commands.Command[Any, ..., Any]]:
        """All commands by full name; a group also by its name with that of its overview, such as “announce list”."""
        shown = [c for c in self.bot.walk_commands() if not c.hidden]
        overviews = {f"{c.qualified_name} {overview}": c for c in shown if (overview := overview_name(c))}
        return {c.qualified_name: c for c in shown} | overviews

    def _editors_commands(self) -> list[commands.Command[Any, ..., Any]]:
        top_level = [c for cog in self.bot.cogs.values() for c in cog.get_commands()]
        return [c for c in top_level if for_whom(c) != ANYONE and not c.hidden]

    def _editors_rows(self) -> list[tuple[str, str]]:
        """How each of the editors' commands is typed, and what it does; also those under a command for anyone."""
        top_level = [c for cog in self.bot.cogs.values() for c in cog.get_commands() if not c.hidden]
        rows = chain.from_iterable([c, *_subcommands(c)] for c in top_level)
        return [(c.usage or c.qualified_name, c.short_doc) for c in rows if for_whom(c) != ANYONE]


def _subcommands(command: commands.Command[Any, ..., Any]) -> list[commands.Command[Any, ..., Any]]:
    """The subcommands of a command by name: discord.py keeps them in a set."""
    if not isinstance(command, commands.Group):
        return []
    return sorted(command.walk_commands(), key=lambda c: c.qualified_name)


def _page_of(command: commands.Command[Any, ..., Any], prefix: str, examples: LibraryExamples) -> Reply:
    return command_help(
        f"{escape(prefix)}{command.usage or command.qualified_name}",
        "\n".join(filter(None, (command.short_doc, note_of(command)))),
        arguments=list(arguments_of(command).items()),
        subcommands=_overview_row(command, prefix)
        + [(f"{prefix}{sub.usage or sub.qualified_name}", sub.short_doc) for sub in _subcommands(command)],
        examples=examples_of(command, prefix, examples),
        for_whom=write_commands(_for_whom(command), prefix),
        aliases=command.aliases,
    )


def _for_whom(command: commands.Command[Any, ..., Any]) -> str:
    """Who can use a command, and which of its subcommands are for fewer people."""
    own = for_whom(command)
    fewer = [sub.name for sub in _subcommands(command) if for_whom(sub) != ANYONE]
    if own != ANYONE or not fewer:
        return own
    return f"{own} For editors only: {', '.join(fewer)}."


def _overview_row(command: commands.Command[Any, ..., Any], prefix: str) -> list[tuple[str, str]]:
    name = f"{prefix}{command.qualified_name}"
    overview = overview_name(command)
    return [(f"{name} {overview}", f"The same as {name} alone.")] if overview else []
