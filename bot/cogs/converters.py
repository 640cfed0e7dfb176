"""What people choose in commands that change a setting: a role or none, one of a command's choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import discord
from discord import app_commands
from discord.ext import commands
from rapidfuzz import fuzz, process

from bot.cogs.arguments import named
from bot.errors import InputError
from bot.ui.limits import CHOICE, CHOICES, cut

if TYPE_CHECKING:
    from bot.cogs.base import Context

__all__ = ["LEFT_OUT", "NONE", "RoleOrNone", "require_choice", "role_choices"]

NONE = "none"
"""What is typed for no role. Leaving it out must not take away what was set."""
LEFT_OUT: Any = object()
"""For a role that was not given, in distinction to ``none``."""
NEAR = 60.0
"""Similarity (0 to 100) from which one of a few choices is taken for the one that was meant."""


class _RoleOrNone(commands.Converter[discord.Role | None]):
    async def convert(self, ctx: commands.Context[Any], argument: str) -> discord.Role | None:
        """Raises RoleNotFound for a misspelt one."""
        if argument.casefold() == NONE:
            return None
        role, length = named(argument, ctx.guild.roles if ctx.guild else ())
        if role is not None and length == len(argument.rstrip()):
            return role  # type: ignore[no-any-return]
        return await commands.RoleConverter().convert(ctx, argument)


RoleOrNone = Annotated[discord.Role | None, _RoleOrNone]
"""A role by mention, id or name; the word ``none`` becomes None. The slash form takes text, with suggestions."""


def role_choices(place: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """For autocomplete: ``none``, and the server's roles whose name holds what is typed so far."""
    roles = [role for role in reversed(place.guild.roles) if not role.is_default()] if place.guild else []
    fitting = [(NONE, NONE), *((cut(f"@{role.name}", CHOICE), str(role.id)) for role in roles)]
    wanted = typed.casefold().removeprefix("@")
    return [app_commands.Choice(name=n, value=v) for n, v in fitting if wanted in n.casefold()][:CHOICES]


def require_choice(ctx: Context, prefix: str) -> None:
    """Raises InputError where something stands after a group's name that is none of its commands."""
    group = ctx.command
    ctx.view.skip_ws()
    typed = ctx.view.get_word()
    if not isinstance(group, commands.HybridGroup) or typed.casefold() in ("", group.fallback):
        return
    names = sorted(command.name for command in group.commands)
    near = process.extractOne(typed.casefold(), names, scorer=fuzz.ratio, score_cutoff=NEAR)
    meant = f" Did you mean {prefix}{group.name} {near[0]}?" if near else ""
    msg = f"{prefix}{group.name} has no “{typed[:40]}”, only {', '.join(names)}.{meant}"
    raise InputError(msg)
