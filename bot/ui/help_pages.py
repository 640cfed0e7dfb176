"""What help shows: the readers' commands on one phone screen, the editors' on a page of their own, one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.ui.limits import DESCRIPTION, FIELD_VALUE, join_within
from bot.ui.markup import code
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["READERS", "command_help", "editors_page", "readers_page"]

READERS = {
    "summary": ("summary", "the latest article in short"),
    "articles": ("articles", "all articles, to choose one"),
    "read": ("read 1", "one of them in full"),
    "search": ("search trade", "articles with a word"),
    "who": ("who Takaichi", "who somebody is"),
    "actors": ("actors week", "who is in the news"),
    "themes": ("themes week", "what it is about"),
    "theme": ("theme Trade", "the articles under a theme"),
    "trends": ("trends", "what rose this week"),
    "forget": ("forget", "what I noted about you"),
    "about": ("about", "what I am"),
    "help": ("help who", "more about a command"),
}
"""The commands that anyone may use, in the order in which they are needed: an example, and what it does."""


def readers_page(prefix: str, editors: Sequence[str] = ()) -> Reply:
    """What anyone can ask; for an editor also the names of their commands."""
    lines = [f"{code(prefix + example)} {what}" for example, what in READERS.values()]
    embed = discord.Embed(title="What you can ask", description="\n".join(lines), colour=COLOUR)
    if editors:
        names = " ".join(code(prefix + name) for name in editors)
        embed.add_field(name="For editors", value=f"{names}\n{code(f'{prefix}help editors')} tells more")
    embed.set_footer(text="/name and a mention of me with the name work too.")
    return Reply(embed)


def editors_page(rows: Sequence[tuple[str, str]], prefix: str) -> Reply:
    """The editors' commands: how each is typed, and what it does."""
    lines = [f"{code(prefix + usage)} {what}" for usage, what in rows]
    embed = discord.Embed(title="What editors can do", colour=COLOUR)
    embed.description = join_within(lines, DESCRIPTION, lambda n: f"… and {n} more")
    embed.set_footer(text=f"{prefix}help <command> tells more about one, {prefix}help what anyone can ask.")
    return Reply(embed)


def command_help(
    usage: str,
    text: str,
    *,
    parts: Sequence[tuple[str, str]],
    examples: Sequence[str],
    for_whom: str,
    aliases: Sequence[str],
) -> Reply:
    """One command: how it is typed, what it does, its parts, examples, who may use it."""
    embed = discord.Embed(title=usage, description=text, colour=COLOUR)
    if parts:
        lines = [f"{code(name)}\n{what}" for name, what in parts]
        embed.add_field(name="With", value=join_within(lines, FIELD_VALUE, lambda n: f"… and {n} more"), inline=False)
    embed.add_field(name="For example", value="\n".join(f"```\n{example}\n```" for example in examples), inline=False)
    embed.add_field(name="For whom", value=for_whom, inline=False)
    if aliases:
        embed.set_footer(text="Also: " + ", ".join(aliases))
    return Reply(embed)
