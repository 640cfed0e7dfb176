"""Short answers: a sentence about what did not work or what was done, or suggestions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.models.suggestions import SuggestionKind
from bot.services.briefings import BRIEF_SENTENCES
from bot.services.lookup.query_words import MAX_QUERY
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_FIELD_VALUE, cut
from bot.ui.markup import escape
from bot.ui.menus import SUMMARY_WORDS, Menu, Option
from bot.ui.reply import Reply, search_button

if TYPE_CHECKING:
    from datetime import datetime

    from bot.errors import NotFound

__all__ = ["BLOCKED", "TROUBLE_COLOUR", "add_deadline", "done", "notice", "suggestions"]

TROUBLE_COLOUR = discord.Colour(0xC9852B)
DONE_COLOUR = discord.Colour(0x3B8C5A)
BLOCKED = (
    "I have an answer, but Discord or this server’s AutoMod blocks words or a link in it. Somebody who manages the "
    "server can exempt me from that rule."
)
ACTIONS = {
    SuggestionKind.ARTICLE: (Action.FIND, Action.SUMMARY, SUMMARY_WORDS),
    SuggestionKind.STORY: (Action.FIND_STORY, Action.STORY_SUMMARY, SUMMARY_WORDS),
    SuggestionKind.ACTOR: (Action.NAME, Action.WHO, 0),
    SuggestionKind.QUOTED: (Action.NAME_QUOTES, Action.QUOTES, 0),
    SuggestionKind.BRIEFED: (Action.NAME_BRIEF, Action.BRIEF, BRIEF_SENTENCES),
    SuggestionKind.TIMELINE: (Action.NAME_TIMELINE, Action.TIMELINE, 0),
    SuggestionKind.THEME: (Action.NAME_THEME, Action.THEME, 0),
    SuggestionKind.COMPARED_ARTICLES: (Action.COMPARE_WORDS, Action.COMPARE_ARTICLES, 0),
    SuggestionKind.COMPARED_ACTORS: (Action.COMPARE_WORDS, Action.COMPARE_ACTORS, 0),
    SuggestionKind.COMPARED_WORDS: (Action.COMPARE_WORDS, Action.COMPARE_WORDS, 0),
    SuggestionKind.QUERY: (Action.RESPELL, Action.SEARCH, 0),
}
"""For each kind of suggestions: what shows them again, and what opens one of them, with its argument."""
_MENTION = re.compile(r"<(?:@&|#)\d{1,20}>")


def notice(text: str) -> Reply:
    """One sentence about what did not work.

    It is shown as plain text, since it may repeat what was typed, but roles and channels by their names.
    """
    return Reply(discord.Embed(description=_with_mentions(text), colour=TROUBLE_COLOUR))


def done(text: str) -> Reply:
    """One sentence about what was done. Names and titles in it must be escaped already."""
    return Reply(discord.Embed(description=text, colour=DONE_COLOUR))


def add_deadline(reply: Reply, until: datetime) -> Reply:
    """Adds to a question until when it can be answered by its buttons."""
    reply.embed.add_field(name="Open until", value=discord.utils.format_dt(until), inline=False)
    return reply


def suggestions(error: NotFound, prefix: str) -> Reply:
    """Says that nothing fits, or several things do, with a menu of what may have been meant."""
    embed = discord.Embed(description=escape(error.written(prefix)), colour=TROUBLE_COLOUR)
    found = error.suggestions
    if found is None or not (found.choices or found.search):
        return Reply(embed)
    again, opens, argument = ACTIONS[found.kind]
    action = ButtonAction(again, found.typed[:MAX_QUERY])
    buttons = (search_button(found.search),) if found.search else ()
    if not found.choices:
        return Reply(embed, buttons, action=action)
    room = MAX_FIELD_VALUE // len(found.choices) - 1  # so that each one is shown
    mark = "• " if len(found.choices) > 1 else ""
    lines = [cut(mark + escape(choice.label + choice.detail), room) for choice in found.choices]
    embed.add_field(name=found.heading, value="\n".join(lines))
    options = [
        Option(choice.label + choice.detail, ButtonAction(opens, str(choice.key), argument)) for choice in found.choices
    ]
    return Reply(embed, buttons, menu=Menu("Open …", tuple(options)), action=action)


def _with_mentions(text: str) -> str:
    pieces, position = [], 0
    for match in _MENTION.finditer(text):
        pieces += [escape(text[position : match.start()]), match.group()]
        position = match.end()
    return "".join([*pieces, escape(text[position:])])
