"""Converters of typed arguments: a role or none; and the check that a group's subcommand exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import discord
from discord.ext import commands

from bot.cogs.arguments import named
from bot.cogs.autocomplete import NO_ROLE
from bot.cogs.decorators import overview_name
from bot.errors import InputError
from bot.ui.unknown_command import unknown_subcommand

if TYPE_CHECKING:
    from bot.cogs.sending import Context

__all__ = ["OMITTED", "RoleOrNone", "SlashOnly", "require_subcommand"]

OMITTED: Any = object()
"""The default of an argument that was left out (as opposed to “none”)."""


class _RoleOrNone(commands.Converter[discord.Role | None]):
    async def convert(self, ctx: commands.Context[Any], argument: str) -> discord.Role | None:
        """Raises RoleNotFound if no role has this mention, id or name."""
        if argument.casefold() == NO_ROLE:
            return None
        role, length = named(argument, ctx.guild.roles if ctx.guild else ())
        if role is not None and length == len(argument.rstrip()):
            return role  # type: ignore[no-any-return]
        return await commands.RoleConverter().convert(ctx, argument)


class _SlashOnly(commands.Converter[str]):
    async def convert(self, ctx: commands.Context[Any], argument: str) -> str:
        """Raises BadArgument for a typed word: it belongs to the next argument."""
        if ctx.interaction is None:
            raise commands.BadArgument(argument)
        return argument


SlashOnly = Annotated[str, _SlashOnly]
"""An option of a slash command that no typed word is taken for."""
RoleOrNone = Annotated[discord.Role | None, _RoleOrNone]
"""A role by mention, id or name; the word ``none`` becomes None. The slash command takes text, with suggestions."""


def require_subcommand(ctx: Context, prefix: str) -> str:
    """What follows the name of a group's overview, such as “announce list”.

    Raises InputError if the group's name is followed by a word that is not a subcommand.
    """
    group = ctx.command
    ctx.view.skip_ws()
    typed = ctx.view.get_word()
    if not isinstance(group, commands.HybridGroup) or typed.casefold() in ("", overview := overview_name(group)):
        return str(ctx.view.read_rest().strip())
    names = sorted([*(command.name for command in group.commands), *filter(None, [overview])])
    raise InputError(unknown_subcommand(typed, f"{prefix}{group.name}", names))
