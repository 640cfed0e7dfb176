"""Short replies: what went wrong and what to do, what was done, help, about, settings, where new articles go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.services.lookup.query_words import MAX_QUERY
from bot.ui.button_ids import Ask, Question
from bot.ui.limits import DESCRIPTION, FIELD_VALUE, cut, join_within
from bot.ui.markup import code, plain, plural, quoted
from bot.ui.menus import SENTENCES, Menu, Option
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.errors import NotFound
    from bot.models.actors import AliasRule
    from bot.services.analysis.reanalysis import ReanalysisProgress

__all__ = [
    "about",
    "alias_list",
    "done",
    "editor_role_page",
    "notice",
    "offer",
    "settings_page",
]

TROUBLE = discord.Colour(0xC9852B)
DONE = discord.Colour(0x3B8C5A)
OFFERED = (
    ("articles", Ask.FIND, Ask.SUMMARY, SENTENCES),
    ("actors", Ask.NAME, Ask.WHO, 0),
    ("themes", Ask.NAME_THEME, Ask.THEME, 0),
    ("searches", Ask.RESPELL, Ask.SEARCH, 0),
)
"""What NotFound offers, what asks for the same offer again, and what opens one of it."""
_ROLE = re.compile(r"<@&\d{1,20}>")


def notice(text: str, *, names_role: bool = False) -> Reply:
    """One sentence about what did not work.

    Shown plain, since it may repeat what was typed; ``names_role`` lets our own ``<@&id>`` show as the role's name.
    """
    return Reply(discord.Embed(description=_with_role(text) if names_role else plain(text), colour=TROUBLE))


def offer(error: NotFound) -> Reply:
    """That nothing fits, with what may have been meant; what has an id can be opened."""
    embed = discord.Embed(description=plain(str(error)), colour=TROUBLE)
    if error.suggestions:
        room = FIELD_VALUE // len(error.suggestions) - 1  # each is there
        mark = "• " if len(error.suggestions) > 1 else ""
        embed.add_field(name=error.heading, value="\n".join(cut(mark + plain(x), room) for x in error.suggestions))
    search = Button(f"Search for “{error.words}”", Question(Ask.SEARCH, error.words[:MAX_QUERY]))
    buttons = (search,) if error.words else ()
    for offered, again, opens, page in OFFERED:
        subjects: tuple[int | str, ...] = getattr(error, offered)
        if subjects:
            choices = zip(error.suggestions, subjects, strict=False)
            options = tuple(Option(choice, Question(opens, str(subject), page)) for choice, subject in choices)
            asked = Question(again, error.typed[:MAX_QUERY])
            return Reply(embed, buttons, menu=Menu("Open …", options), asked=asked)
    return Reply(embed, buttons, asked=Question(Ask.NAME, error.typed[:MAX_QUERY]) if buttons else None)


def done(text: str) -> Reply:
    """One sentence about what was done. Names and titles in it must be plain already."""
    return Reply(discord.Embed(description=text, colour=DONE))


def alias_list(rules: Sequence[AliasRule], prefix: str) -> Reply:
    """What editors decided about names."""
    if not rules:
        form = code(f"{prefix}alias <other name> = <name>")
        return notice(
            f"No editor has decided anything about names here yet. {form} says that another name is somebody’s."
        )
    embed = discord.Embed(title="What editors decided about names", colour=COLOUR)
    lines = [
        f"{quoted(rule.name)} {'is' if rule.is_alias else 'is not'} {quoted(rule.target)} · "
        + discord.utils.format_dt(rule.decided_at, "D")
        for rule in rules
    ]
    embed.description = join_within(lines, DESCRIPTION, lambda n: f"… and {n} more")
    embed.set_footer(text=f"{prefix}unalias <other name> takes one back")
    return Reply(embed)


def about(
    *, version: str, started_at: datetime, here: int, latency_ms: int | None, progress: ReanalysisProgress | None = None
) -> Reply:
    """What this is, how it is doing, what it keeps about people."""
    embed = discord.Embed(
        title="The briefing bot",
        description=(
            "I keep a library of news articles and answer from it. Summaries are sentences of the articles, word for "
            "word; what I say about people is quoted from them, with article and date. Nothing is invented."
        ),
        colour=COLOUR,
    )
    embed.add_field(name="Version", value=version)
    embed.add_field(name="Up since", value=discord.utils.format_dt(started_at, "R"))
    embed.add_field(name="Articles seen here", value=plural(here, "article"))
    if latency_ms is not None:
        embed.add_field(name="Connection", value=f"{latency_ms} ms")
    if progress is not None:
        embed.add_field(
            name="Reading again",
            value=f"I read better now: {plural(progress.done, 'article')} done, {progress.left:,} to go.",
            inline=False,
        )
    embed.add_field(
        name="What I keep about people",
        value="Who added, edited, removed, announced or decided something (their Discord id), nothing else; "
        "`forget me` takes yours out. Messages are read for commands only and are not stored, unless an editor adds "
        "one as an article. What belongs to a server is deleted some weeks after I am removed from it.",
        inline=False,
    )
    return Reply(embed)


def settings_page(prefix: str, editor_role_id: int | None, length: str) -> Reply:
    """What this server set."""
    embed = discord.Embed(title="Settings of this server", colour=COLOUR)
    embed.add_field(name="Prefix", value=code(prefix))
    embed.add_field(name="Summary length", value=length)
    embed.add_field(name="Editors", value=_editors(editor_role_id))
    embed.set_footer(
        text=f"{prefix}settings prefix ? · {prefix}settings editor-role @role · {prefix}settings length short"
    )
    return Reply(embed)


def editor_role_page(role_id: int | None, prefix: str) -> Reply:
    """Who the editors are, and how that is changed."""
    command = f"{prefix}settings editor-role"
    how = f"{code(f'{command} @role')} chooses a role, {code(f'{command} none')} takes it away."
    return Reply(discord.Embed(description=f"Editors are {_editors(role_id)}. {how}", colour=COLOUR))


def _editors(role_id: int | None) -> str:
    managers = "members with Manage Server"
    return f"members with <@&{role_id}> and {managers}" if role_id else managers


def _with_role(text: str) -> str:
    pieces, position = [], 0
    for match in _ROLE.finditer(text):
        pieces += [plain(text[position : match.start()]), match.group()]
        position = match.end()
    return "".join([*pieces, plain(text[position:])])
