"""The answer to ``!about``: what the bot is, its status, and what it stores about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.ui.markup import code
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.analysis.reanalysis import ReanalysisProgress

__all__ = ["about_page"]

WHAT_IT_IS = (
    "I keep a library of news articles and answer from it. Summaries consist of sentences from the articles, word for "
    "word; what I say about people is quoted from the articles, with number and date. Nothing is invented."
)
WHAT_IS_STORED = (
    "The Discord ids of those who made a change, such as adding an article or an alias, and what people follow, and "
    "nothing else; {forget} deletes yours. For briefings I count how many readers a theme or a name has in a server, "
    "without their ids. I read messages only to find commands, and do not store them unless an editor adds one as an "
    "article. A server’s data is deleted {days} after I am removed from it."
)


def about_page(
    *,
    version: str,
    started_at: datetime,
    articles: int,
    latency_ms: int | None,
    data_kept_days: int,
    prefix: str,
    progress: ReanalysisProgress | None = None,
) -> Reply:
    """``articles`` are those that can be seen here; ``progress`` is None unless articles are being analysed again.

    ``data_kept_days`` is how long a server's data is kept after the bot was removed from it.
    """
    embed = discord.Embed(title="The briefing bot", description=WHAT_IT_IS, colour=COLOUR)
    embed.add_field(name="Version", value=version)
    embed.add_field(name="Up since", value=discord.utils.format_dt(started_at, "R"))
    embed.add_field(name="Articles available here", value=plural(articles, "article"))
    if latency_ms is not None:
        embed.add_field(name="Latency", value=f"{latency_ms} ms")
    if progress is not None:
        left = f"{plural(progress.done, 'article')} done, {progress.left:,} to go."
        embed.add_field(name="Updating analyses", value=left, inline=False)
    stored = WHAT_IS_STORED.format(forget=code(f"{prefix}forget me"), days=plural(data_kept_days, "day"))
    embed.add_field(name="What I store about people", value=stored, inline=False)
    return Reply(embed)
