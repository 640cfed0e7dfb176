"""Dates as people read them: a time in each reader's own zone, a day as the same day everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.articles import is_day

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article, ArticleHeader

__all__ = ["article_date", "set_footer", "written"]


def article_date(line: Article | ArticleHeader) -> str:
    """The article's date; one that has none of its own says when it was added."""
    if line.has_published_date and is_day(line.date):
        return written(line.date)
    shown = discord.utils.format_dt(line.date, "D")
    return shown if line.has_published_date else f"added {shown}"


def written(day: datetime) -> str:
    """``22 November 2026``: in the form in which Discord writes out a time."""
    return f"{day.day} {day:%B %Y}"


def set_footer(embed: discord.Embed, article: Article, text: str) -> None:
    """The footer: the article's number, what is shown of it, and its date (where it has none, when it was added).

    An embed's timestamp is shown in the reader's zone: it would move a day, which has no time.
    """
    if article.has_published_date and is_day(article.date):
        embed.set_footer(text=f"#{article.number} · {text} · {written(article.date)}")
        return
    embed.set_footer(text=f"#{article.number} · {text}{'' if article.has_published_date else ' · added'}")
    embed.timestamp = article.date
