"""Formats dates: a time is shown in each reader's own time zone, a day without a time is the same for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.articles import is_day

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article, ArticleHeader

__all__ = ["article_date", "day_and_time", "publication_date", "set_dated_footer", "set_footer", "written"]


def article_date(line: Article | ArticleHeader) -> str:
    """The article's date of publication, or else when it was added."""
    if line.has_published_date:
        return publication_date(line.date)
    return f"added {discord.utils.format_dt(line.date, 'D')}"


def publication_date(when: datetime) -> str:
    """A date of publication: a time in the reader's own time zone, or a day."""
    return written(when) if is_day(when) else discord.utils.format_dt(when, "D")


def written(day: datetime) -> str:
    """A day in the form that Discord uses for a long date: ``22 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def day_and_time(when: datetime) -> str:
    """A time by the clock that it was given in: ``28 November, 08:00``."""
    return f"{when.day} {when:%B, %H:%M}"


def set_footer(embed: discord.Embed, article: Article, text: str) -> None:
    """Sets the footer: the article's number, what is shown of it, and its date (or when it was added)."""
    if article.has_published_date:
        set_dated_footer(embed, f"#{article.number} · {text}", article.date)
        return
    embed.set_footer(text=f"#{article.number} · {text} · added")
    embed.timestamp = article.date


def set_dated_footer(embed: discord.Embed, text: str, published_at: datetime | None) -> None:
    """Sets the footer: a text, and a date of publication if it is known.

    Discord shows an embed's timestamp in the reader's time zone, where a day without a time could become another day.
    """
    if published_at is not None and is_day(published_at):
        embed.set_footer(text=f"{text} · {written(published_at)}")
        return
    embed.set_footer(text=text)
    embed.timestamp = published_at
