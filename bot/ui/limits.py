"""Discord's limits, and functions that keep texts within them.

Lengths are counted in UTF-16 units: Discord counts in different ways in different places, but never more than these.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from bot.ellipsis import ELLIPSIS, with_ellipsis, without_last_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import discord

__all__ = [
    "MAX_AUTHOR",
    "MAX_BUTTON_LABEL",
    "MAX_CHOICE",
    "MAX_CHOICES",
    "MAX_CUSTOM_ID",
    "MAX_DESCRIPTION",
    "MAX_EMBEDS_TOTAL",
    "MAX_EMBED_TITLE",
    "MAX_FIELDS",
    "MAX_FIELD_NAME",
    "MAX_FIELD_VALUE",
    "MAX_FILE_DESCRIPTION",
    "MAX_MESSAGE",
    "and_more",
    "cut",
    "fit",
    "join_within",
    "length",
    "one_line",
    "total",
]

MAX_MESSAGE = 2_000
MAX_EMBED_TITLE = 256
MAX_DESCRIPTION = 4_096
MAX_FIELDS = 25
MAX_FIELD_NAME = 256
MAX_FIELD_VALUE = 1_024
MAX_AUTHOR = 256
MAX_FILE_DESCRIPTION = 1_024
MAX_EMBEDS_TOTAL = 6_000
MAX_BUTTON_LABEL = 80
MAX_CUSTOM_ID = 100
MAX_CHOICES = 25
MAX_CHOICE = 100

MAX_FOOTER = 500
"""Discord accepts 2,048 units; our footers are one line."""
MAX_GRAPHEME = 32
"""Code points of the longest visible character, such as an emoji of a family; longer sequences may be cut anywhere."""
CUT_AT_SPACE = 40
"""How many characters before a cut are searched for a space."""
_JOINER = "\u200d"


def length(text: str) -> int:
    """Returns the number of UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int, mark: str = ELLIPSIS) -> str:
    """Returns the text, or as much of its beginning as fits in ``limit`` units with ``mark`` after it.

    It is cut at a space if one is near, without a stop before the mark, and never inside a visible character or a
    Markdown escape.
    """
    if length(text) <= limit:
        return text
    room = limit - length(mark)
    if room <= 0:
        return mark if limit >= length(mark) else ""
    end, used = 0, 0
    for c in text:
        used += 2 if c > "\uffff" else 1
        if used > room:
            break
        end += 1
    space = text.rfind(" ", max(0, end - CUT_AT_SPACE), end + 1)
    if space > 0:
        end = space
    end = len(without_last_mark(text[:end]))
    whole = end
    while end and whole - end < MAX_GRAPHEME and _inside(text, end):
        end -= 1
    end = whole if _inside(text, end) else end
    return text[:end] + mark


def one_line(text: str, limit: int) -> str:
    """Returns the text on one line of at most ``limit`` units; every run of white space becomes one space."""
    words = " ".join(text[: 4 * limit].split())
    return cut(words if len(text) <= 4 * limit else with_ellipsis(words), limit)


def _inside(text: str, at: int) -> bool:
    """True if a cut before ``text[at]`` would split one visible character or a Markdown escape."""
    if at >= len(text):
        return False
    if unicodedata.combining(text[at]) or text[at] in (_JOINER, "\ufe0f") or "\U0001f3fb" <= text[at] <= "\U0001f3ff":
        return True
    slashes = 0
    while slashes < at and text[at - 1 - slashes] == "\\":
        slashes += 1
    return text[at - 1] == _JOINER or slashes % 2 == 1


def join_within(lines: Iterable[str], limit: int, more: Callable[[int], str], separator: str = "\n") -> str:
    """Joins as many whole lines as fit in ``limit`` units; ``more(n)`` is the last line if n lines do not fit."""
    todo = list(lines)
    taken: list[str] = []
    used = 0
    for index, line in enumerate(todo):
        left = len(todo) - index
        rest = length(separator + more(left))
        needed = length(line) + (length(separator) if taken else 0)
        if used + needed + (rest if left > 1 else 0) > limit:
            tail = more(left)
            return separator.join([*taken, tail]) if taken else cut(line, limit)
        taken.append(line)
        used += needed
    return separator.join(taken)


def and_more(count: int) -> str:
    """The last line of a list that is cut: how many entries are left out."""
    return f"… and {count:,} more"


def fit(embed: discord.Embed, room: int = MAX_EMBEDS_TOTAL) -> discord.Embed:
    """Cuts every part of the embed to its limit, and the whole to ``room`` units: the last fields go first."""
    if embed.title:
        embed.title = cut(embed.title, MAX_EMBED_TITLE)
    if embed.description:
        embed.description = cut(embed.description, MAX_DESCRIPTION)
    if embed.footer.text:
        embed.set_footer(text=cut(embed.footer.text, MAX_FOOTER), icon_url=embed.footer.icon_url)
    if embed.author.name:
        embed.set_author(name=cut(embed.author.name, MAX_AUTHOR), url=embed.author.url, icon_url=embed.author.icon_url)
    for index, field in enumerate(embed.fields[:MAX_FIELDS]):
        embed.set_field_at(
            index,
            name=cut(field.name or "", MAX_FIELD_NAME) or "\u200b",
            value=cut(field.value or "", MAX_FIELD_VALUE) or "\u200b",
            inline=field.inline,
        )
    while len(embed.fields) > MAX_FIELDS or (embed.fields and total(embed) > room):
        embed.remove_field(len(embed.fields) - 1)
    if embed.description and (over := total(embed) - room) > 0:
        embed.description = cut(embed.description, length(embed.description) - over)
    return embed


def total(embed: discord.Embed) -> int:
    """The units of all texts of an embed, which Discord adds up over all embeds of a message."""
    parts = [embed.title, embed.description, embed.footer.text, embed.author.name]
    parts += [text for field in embed.fields for text in (field.name, field.value)]
    return sum(length(part) for part in parts if part)
