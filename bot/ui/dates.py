"""Formats dates: a time is shown in each reader's own time zone, a day without a time is the same for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.articles import is_day

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article, ArticleHeader

__all__ = ["article_date", "date_of", "set_footer", "written"]


def article_date(line: Article | ArticleHeader) -> str:
    """The article's date of publication, or else when it was added."""
    return date_of(line.date) if line.has_published_date else f"added {discord.utils.format_dt(line.date, 'D')}"


def date_of(published_at: datetime) -> str:
    """A date of publication."""
    return written(published_at) if is_day(published_at) else discord.utils.format_dt(published_at, "D")


def written(day: datetime) -> str:
    """A day in the form that Discord uses for a long date: ``22 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def set_footer(embed: discord.Embed, article: Article, text: str) -> None:
    """Sets the footer: the article's number, what is shown of it, and its date (or when it was added).

    Discord shows an embed's timestamp in the reader's time zone, where a day without a time could become another day.
    """
    if article.has_published_date and is_day(article.date):
        embed.set_footer(text=f"#{article.number} · {text} · {written(article.date)}")
        return
    embed.set_footer(text=f"#{article.number} · {text}{'' if article.has_published_date else ' · added'}")
    embed.timestamp = article.date
