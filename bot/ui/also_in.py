"""Names the other articles that tell the same story: as a field of an embed, and as a line of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.limits import MAX_FIELD_VALUE, length, one_line
from bot.ui.markup import escape, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.models.articles import Article, ArticleHeader

__all__ = ["add_also_in", "also_in_line", "outlet"]

MAX_OUTLET = 60
"""Maximum units of an outlet’s name, or of the title that stands for it."""


def add_also_in(embed: discord.Embed, others: Sequence[ArticleHeader]) -> None:
    """Adds which other articles tell the same, if there are any."""
    if others:
        embed.add_field(name="Also in", value=_outlets(others, len(others), MAX_FIELD_VALUE, " · "), inline=False)


def also_in_line(others: Sequence[ArticleHeader], room: int, count: int | None = None) -> str:
    """The same as a line of so many units; empty if there are none. ``count`` is their number if not all are given."""
    opening = "also in "
    number = len(others) if count is None else count
    return opening + _outlets(others, number, room - length(opening), ", ") if others else ""


def outlet(article: Article | ArticleHeader, *, linked: bool = True) -> str:
    """An article’s outlet, with its link and number; its title if no outlet is known."""
    name = one_line(article.source or article.title, MAX_OUTLET)
    return f"{link(name, article.url) if linked else escape(name)} #{article.number}"


def _outlets(others: Sequence[ArticleHeader], count: int, room: int, separator: str) -> str:
    """As many outlets as fit, and how many more there are; as many of these as fit have their links."""

    def joined(names: Sequence[str]) -> str:
        left = count - len(names)
        return separator.join([*names, *([f"+{left}"] if left else [])])

    shown = [outlet(other, linked=False) for other in others]
    while shown and length(joined(shown)) > room:
        shown.pop()
    for at, other in enumerate(others[: len(shown)]):
        with_link = [*shown[:at], outlet(other), *shown[at + 1 :]]
        if length(joined(with_link)) <= room:
            shown = with_link
    return joined(shown)
