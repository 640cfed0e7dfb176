"""Help and about; and what is said to a command that does not exist."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import __version__
from bot.cogs.base import (
    ANYONE,
    BriefingCog,
    Context,
    arguments_of,
    asker_of,
    command,
    examples_of,
    for_whom,
    scope_in,
    send,
)
from bot.cogs.unknown_commands import unknown_command
from bot.errors import InputError
from bot.services.access import is_editor
from bot.ui.help_pages import command_help, editors_page, readers_page
from bot.ui.limits import CHOICES
from bot.ui.markup import plain
from bot.ui.notices import about

if TYPE_CHECKING:
    from bot.ui.reply import Reply

__all__ = ["HelpCog"]

EDITORS_PAGE = ("editors", "editor", "editing")
"""What is typed behind help for the editors' commands."""


class HelpCog(BriefingCog, name="Help"):
    """What there is."""

    @command("help", "help who", name="help", aliases=["commands"], usage="help [command]")
    @app_commands.describe(command="one of the commands")
    async def help(self, ctx: Context, *, command: str = "") -> None:
        """What you can ask, and how."""
        prefix = await self.services.guild_settings.prefix(scope_in(ctx))
        wanted = command.strip().removeprefix(prefix).removeprefix("/").casefold()
        if not wanted:
            await send(ctx, readers_page(prefix, await self._for_editor(ctx)))
        elif wanted in EDITORS_PAGE:
            await send(ctx, editors_page(self._editors_rows(), prefix))
        elif (found := self.bot.get_command(wanted)) is not None and not found.hidden:
            await send(ctx, _one(found, prefix))
        else:
            raise InputError(unknown_command(wanted, prefix, self._names(), before="help "))

    @help.autocomplete("command")
    async def suggest(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Commands that begin as typed."""
        names = [EDITORS_PAGE[0], *sorted(c.qualified_name for c in self.bot.walk_commands())]
        fitting = [name for name in dict.fromkeys(names) if typed.casefold() in name]
        return [app_commands.Choice(name=name, value=name) for name in fitting][:CHOICES]

    @command("about", name="about", usage="about")
    async def about(self, ctx: Context) -> None:
        """What I am, how I am doing, what I keep about people."""
        latency = self.bot.latency
        page = about(
            version=__version__,
            started_at=self.services.started_at,
            here=await self.services.library.count(scope_in(ctx)),
            latency_ms=round(latency * 1000) if 0 <= latency < 60 else None,
            progress=await self.services.reanalysis.progress(),
        )
        await send(ctx, page)

    def _names(self) -> list[str]:
        """Every command as help knows it; the other names of those that stand by themselves too."""
        shown = [c for c in self.bot.walk_commands() if not c.hidden]
        return [c.qualified_name for c in shown] + [name for c in shown if c.parent is None for name in c.aliases]

    async def _for_editor(self, ctx: Context) -> list[str]:
        """The names of the editors' commands, for an editor."""
        asker = await asker_of(ctx)
        if not is_editor(asker, await self.services.guild_settings.settings(asker.scope)):
            return []
        return [c.name for cog in self.bot.cogs.values() for c in cog.get_commands() if for_whom(c) != ANYONE]

    def _editors_rows(self) -> list[tuple[str, str]]:
        shown = [c for cog in self.bot.cogs.values() for c in cog.get_commands() if not c.hidden]
        rows = chain.from_iterable([c, *_below(c)] if isinstance(c, commands.Group) else [c] for c in shown)
        return [(c.usage or c.qualified_name, c.short_doc) for c in rows if for_whom(c) != ANYONE]


def _below(group: commands.Group[Any, ..., Any]) -> list[commands.Command[Any, ..., Any]]:
    """A group's subcommands by name: discord.py keeps them in a set."""
    return sorted(group.walk_commands(), key=lambda c: c.qualified_name)


def _one(command: commands.Command[Any, ..., Any], prefix: str) -> Reply:
    parts = list(arguments_of(command).items())
    below = _below(command) if isinstance(command, commands.Group) else []
    parts += [(f"{prefix}{sub.usage or sub.qualified_name}", sub.short_doc) for sub in below]
    return command_help(
        f"{plain(prefix)}{command.usage or command.qualified_name}",
        command.short_doc,
        parts=parts,
        examples=examples_of(command, prefix),
        for_whom=for_whom(command),
        aliases=command.aliases,
    )
