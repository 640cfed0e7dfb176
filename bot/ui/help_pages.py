"""The answers to ``!help``: the readers' commands on one phone screen, the editors' commands, one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.ui.limits import MAX_DESCRIPTION, MAX_FIELD_VALUE, length
from bot.ui.markup import code
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["command_help", "editors_page", "readers_page"]

NO_NAME = "\u200b"
"""The name of a field that continues the one above: Discord wants one."""


def readers_page(rows: Sequence[tuple[str, str]], prefix: str, editors_commands: Sequence[str] = ()) -> Reply:
    """The commands for anyone, each as an example and what it shows; for an editor, also the names of theirs.

    An example without words stands before the next one.
    """
    lines = "".join(f"{code(prefix + example)} " + (f"{what}\n" if what else "") for example, what in rows)
    embed = discord.Embed(title="What you can ask", description=lines.strip(), colour=COLOUR)
    if editors_commands:
        names = " ".join(code(prefix + name) for name in editors_commands)
        embed.add_field(name="For editors", value=f"{names}\n{code(f'{prefix}help editors')} explains them")
    embed.set_footer(text="They also work as /name or after a mention of me.")
    return Reply(embed)


def editors_page(rows: Sequence[tuple[str, str]], prefix: str) -> Reply:
    """The editors' commands: how each is typed, and what it does."""
    lines = [f"{code(prefix + usage)} {what}" for usage, what in rows]
    embed = discord.Embed(title="What editors can do", colour=COLOUR)
    embed.description = _joined(lines, MAX_DESCRIPTION)[0]
    for value in _joined(lines[embed.description.count("\n") + 1 :], MAX_FIELD_VALUE):
        embed.add_field(name=NO_NAME, value=value, inline=False)
    embed.set_footer(text=f"{prefix}help <command> explains a command, {prefix}help lists those for everyone.")
    return Reply(embed)


def _joined(lines: Iterable[str], limit: int) -> list[str]:
    """The lines in as many texts of at most ``limit`` units as they need."""
    values: list[str] = []
    for line in lines:
        if values and length(f"{values[-1]}\n{line}") <= limit:
            values[-1] += f"\n{line}"
        else:
            values.append(line)
    return values


def command_help(
    usage: str,
    text: str,
    *,
    arguments: Sequence[tuple[str, str]],
    subcommands: Sequence[tuple[str, str]],
    examples: Sequence[str],
    for_whom: str,
    aliases: Sequence[str],
) -> Reply:
    """One command; ``arguments`` and ``subcommands`` are pairs of how each is typed and what it is."""
    embed = discord.Embed(title=usage, description=text, colour=COLOUR)
    for heading, parts in (("Arguments", arguments), ("Subcommands", subcommands)):
        for at, value in enumerate(_joined([f"{code(name)}\n{what}" for name, what in parts], MAX_FIELD_VALUE)):
            embed.add_field(name=NO_NAME if at else heading, value=value, inline=False)
    embed.add_field(name="Examples", value="\n".join(f"```\n{example}\n```" for example in examples), inline=False)
    embed.add_field(name="Who can use it", value=for_whom, inline=False)
    if aliases:
        embed.set_footer(text="Also: " + ", ".join(aliases))
    return Reply(embed)
