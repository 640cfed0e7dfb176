"""The answer to ``!trends``: names and themes that are in clearly more articles than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.charts.frequencies import Frequency, Samples, frequencies_chart
from bot.plurals import plural
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import cut
from bot.ui.markup import escape
from bot.ui.menus import Menu, Option
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from bot.charts.svg import Drawing
    from bot.services.periods import Period
    from bot.services.trends import TrendReport

__all__ = ["trends_chart", "trends_page"]

MAX_NAME = 60
"""Maximum characters of a name, so that all trends fit."""


def trends_page(report: TrendReport, period: Period, *, subject: str = "week") -> Reply:
    """What is trending in a period, with its counts then and before; ``subject`` is the period as it was typed."""
    embed = discord.Embed(title=f"Trending in {period.label}", colour=COLOUR)
    for heading, trends in (("Names", report.actors), ("Themes", report.themes)):
        rows = [
            f"**{cut(escape(trend.name), MAX_NAME)}** — in {trend.now} of {report.articles}, "
            f"before in {trend.before} of {report.baseline_articles}"
            for trend in trends
        ]
        if rows:
            embed.add_field(name=heading, value="\n".join(rows), inline=False)
    if not embed.fields:
        embed.description = f"No name or theme is clearly more frequent than before. {_what_is_missing(report)}"
    embed.set_footer(
        text=f"{plural(report.articles, 'article')}, compared with {report.baseline_articles:,} from the "
        f"{plural(report.baseline_days, 'day')} before"
    )
    options = [Option(x.name, ButtonAction(Action.WHO, x.key)) for x in report.actors if x.key is not None]
    options += [Option(x.name, ButtonAction(Action.THEME, x.name)) for x in report.themes]
    return Reply(embed, menu=Menu("Open …", tuple(options)), action=ButtonAction(Action.TRENDS, subject))


def trends_chart(report: TrendReport, period: Period) -> Drawing | None:
    """The picture of the clearest trends, names and themes together; None if there are none."""
    best = sorted((*report.actors, *report.themes), key=lambda trend: (trend.p_value, -trend.now, trend.name))
    samples = Samples(report.articles, report.baseline_articles, _first_capital(period.dates), _before(report))
    return frequencies_chart(f"Trending in {period.label}", [Frequency(x.name, x.now, x.before) for x in best], samples)


def _before(report: TrendReport) -> str:
    return f"The {plural(report.baseline_days, 'day')} before"


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _what_is_missing(report: TrendReport) -> str:
    """Explains when something counts as trending: a name in three of four articles may look as if it did."""
    if report.min_significant is None:
        missing = f"{report.missing_baseline:,} more {'is' if report.missing_baseline == 1 else 'are'} needed"
        return f"There are too few earlier articles ({report.baseline_articles:,}) to compare with: {missing}."
    all_of = f"all {report.articles:,}"
    enough = (
        all_of
        if report.min_significant == report.articles
        else f"at least {report.min_significant:,} of the {report.articles:,}"
    )
    return f"A new one would have to be in {enough} articles to count as trending."
