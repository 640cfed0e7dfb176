"""Short answers: a sentence about what did not work or what was done, or suggestions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.services.lookup.query_words import MAX_QUERY
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_FIELD_VALUE, cut
from bot.ui.markup import plain
from bot.ui.menus import SUMMARY_SENTENCES, Menu, Option
from bot.ui.reply import Button, Reply

if TYPE_CHECKING:
    from bot.errors import NotFound

__all__ = ["BLOCKED", "done", "notice", "suggestions"]

TROUBLE_COLOUR = discord.Colour(0xC9852B)
DONE_COLOUR = discord.Colour(0x3B8C5A)
BLOCKED = (
    "I have an answer, but Discord or this server’s AutoMod blocks words or a link in it. Somebody who manages the "
    "server can exempt me from that rule."
)
SUGGESTED = (
    ("articles", Action.FIND, Action.SUMMARY, SUMMARY_SENTENCES),
    ("actors", Action.NAME, Action.WHO, 0),
    ("themes", Action.NAME_THEME, Action.THEME, 0),
    ("searches", Action.RESPELL, Action.SEARCH, 0),
)
"""The attributes of NotFound with suggestions; what shows these again; what opens one of them, with its argument."""
_ROLE = re.compile(r"<@&\d{1,20}>")


def notice(text: str, *, names_role: bool = False) -> Reply:
    """One sentence about what did not work.

    It is shown as plain text, since it may repeat what was typed; ``names_role`` lets ``<@&id>`` show as a role's name.
    """
    return Reply(discord.Embed(description=_with_role(text) if names_role else plain(text), colour=TROUBLE_COLOUR))


def done(text: str) -> Reply:
    """One sentence about what was done. Names and titles in it must be escaped already."""
    return Reply(discord.Embed(description=text, colour=DONE_COLOUR))


def suggestions(error: NotFound) -> Reply:
    """Says that nothing fits, with what may have been meant; suggestions that have an id can be opened."""
    embed = discord.Embed(description=plain(str(error)), colour=TROUBLE_COLOUR)
    if error.suggestions:
        room = MAX_FIELD_VALUE // len(error.suggestions) - 1  # so that each one is shown
        mark = "• " if len(error.suggestions) > 1 else ""
        embed.add_field(name=error.heading, value="\n".join(cut(mark + plain(x), room) for x in error.suggestions))
    search = Button(f"Search for “{error.words}”", ButtonAction(Action.SEARCH, error.words[:MAX_QUERY]))
    buttons = (search,) if error.words else ()
    typed = error.typed[:MAX_QUERY]
    for attribute, again, opens, argument in SUGGESTED:
        subjects: tuple[int | str, ...] = getattr(error, attribute)
        if subjects:
            choices = zip(error.suggestions, subjects, strict=False)
            options = tuple(Option(choice, ButtonAction(opens, str(subject), argument)) for choice, subject in choices)
            return Reply(embed, buttons, menu=Menu("Open …", options), action=ButtonAction(again, typed))
    return Reply(embed, buttons, action=ButtonAction(Action.NAME, typed) if buttons else None)


def _with_role(text: str) -> str:
    pieces, position = [], 0
    for match in _ROLE.finditer(text):
        pieces += [plain(text[position : match.start()]), match.group()]
        position = match.end()
    return "".join([*pieces, plain(text[position:])])
