"""Actors and themes over the library as replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.ui.button_ids import Ask, Question
from bot.ui.dates import article_date
from bot.ui.limits import DESCRIPTION, FIELD_VALUE, cut, join_within, one_line
from bot.ui.markup import plain, plural, quoted
from bot.ui.menus import Menu, Option
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import ThemeCount
    from bot.models.articles import ArticleHeader
    from bot.services.actors.profiles import ActorProfile, QuotedSentence
    from bot.services.periods import Period
    from bot.services.trends import TrendReport

__all__ = ["profile_page", "top_themes", "trends_page"]

SENTENCE = 450
NAME = 60
"""Of a name in a list: those that rose all fit with it."""
SUMMARY_BUTTONS = 3


def profile_page(profile: ActorProfile) -> Reply:
    """Who somebody is, as the articles say: roles, sentences, other names, company; everything quoted and dated."""
    embed = discord.Embed(title=plain(profile.name), colour=COLOUR)
    newest, oldest = profile.articles[0], min(profile.articles, key=lambda line: line.date)
    span = (
        article_date(newest)
        if newest.date.date() == oldest.date.date()
        else f"{article_date(oldest)} to {article_date(newest)}"
    )
    several = profile.count > 1
    said = [f"**{quoted(role.text)}** in {_source(role.article, dated=several)}" for role in profile.roles]
    sentences = [
        f"In the words of {_source(article, dated=several)}:\n"
        + "\n".join(f"> {quoted(one_line(sentence.text, SENTENCE))}" for sentence in of_one)
        for article, of_one in _by_article(profile.sentences)
    ]
    times = "once" if profile.mentions == 1 else plural(profile.mentions, "time")
    places = plural(profile.count, "article")
    if profile.count > len(profile.articles):  # the first date is not among the newest articles, which are at hand
        span = f"last {article_date(newest)}"
    where = f"in {places}, {span}" if several else f"in #{newest.number}, {span}"
    intro = f"{profile.kind.capitalize()}, named {times} {where}."
    if profile.asked:
        intro = f"No article names {quoted(profile.asked)}; this is the nearest name.\n{intro}"
    if profile.namesakes:
        read_as = ", ".join(f"{x.kind} in {plural(x.articles, 'article')}" for x in profile.namesakes)
        intro += f"\nThe same name is also read as {read_as}: my reading may be wrong there, or here."
    described = ["Described as\n" + join_within(said, 1_000, lambda n: f"… and {n} more")] if said else []
    embed.description = join_within([intro, *described, *sentences], DESCRIPTION, lambda n: f"… and {n} more", "\n\n")
    if profile.other_names:
        names = [plain(name) for name in profile.other_names[:8]]
        embed.add_field(name="Also written", value=join_within(names, FIELD_VALUE, lambda n: f"+{n}", " · "))
    if profile.co_mentioned:
        names = [
            plain(x.name) + (f" ({plural(x.articles, 'article')})" if several else "") for x in profile.co_mentioned
        ]
        embed.add_field(name="Named together with", value=join_within(names, FIELD_VALUE, lambda n: f"+{n}", " · "))
    if profile.evidence:
        embed.add_field(name="Why these are one", value="\n".join(plain(e) for e in profile.evidence[:4]), inline=False)
    embed.set_footer(text="Quoted word for word from the articles; what an article says is not checked.")
    buttons = [
        Button(f"Summary of #{line.number}", Question(Ask.SUMMARY, str(line.id), 4))
        for line in profile.articles[:SUMMARY_BUTTONS]
    ]
    buttons += [Button(f"As {x.kind}", Question(Ask.WHO, str(x.id))) for x in profile.namesakes[:2]]
    company = Menu(
        "Named together with …", tuple(Option(x.name, Question(Ask.WHO, str(x.id))) for x in profile.co_mentioned)
    )
    return Reply(embed, tuple(buttons), company, Question(Ask.WHO, str(profile.id)))


def _source(article: ArticleHeader, *, dated: bool) -> str:
    return f"#{article.number}, {article_date(article)}" if dated else f"#{article.number}"


def _by_article(sentences: Sequence[QuotedSentence]) -> list[tuple[ArticleHeader, list[QuotedSentence]]]:
    """Sentences under the article they are from, so that it is named once."""
    found: dict[int, tuple[ArticleHeader, list[QuotedSentence]]] = {}
    for sentence in sentences:
        found.setdefault(sentence.article.id, (sentence.article, []))[1].append(sentence)
    return list(found.values())


def top_themes(themes: Sequence[ThemeCount], period: Period, *, subject: str = "all") -> Reply:
    """The themes of a period with the words that support them."""
    embed = discord.Embed(title=f"Themes in {period.label}", colour=COLOUR)
    room = DESCRIPTION // len(themes) - len("\n\n")  # each is there
    rows = [
        f"**{plain(theme.label)}** — {plural(theme.articles, 'article')}\n"
        + ", ".join(quoted(word) for word in theme.evidence[:5])
        for theme in themes
    ]
    embed.description = "\n\n".join(cut(row, room) for row in rows)
    embed.set_footer(text="In quotation marks: the articles’ words that support a theme")
    options = tuple(Option(theme.label, Question(Ask.THEME, theme.label)) for theme in themes)
    return Reply(embed, menu=Menu("Open a theme", options), asked=Question(Ask.TOP_THEMES, subject))


def trends_page(report: TrendReport, period: Period, *, subject: str = "week") -> Reply:
    """What rose in a period, with how often against before."""
    embed = discord.Embed(title=f"Rising in {period.label}", colour=COLOUR)
    for heading, rises in (("Names", report.actors), ("Themes", report.themes)):
        rows = [
            f"**{cut(plain(rise.name), NAME)}** — in {rise.now} of {report.articles}, before in {rise.before} of "
            f"{report.baseline_articles}"
            for rise in rises
        ]
        if rows:
            embed.add_field(name=heading, value="\n".join(rows), inline=False)
    if not embed.fields:
        embed.description = f"Nothing rose by more than chance may explain. {_what_it_takes(report)}"
    embed.set_footer(
        text=f"{plural(report.articles, 'article')} against {report.baseline_articles:,} from the "
        f"{plural(report.baseline_days, 'day')} before"
    )
    options = [Option(rise.name, Question(Ask.WHO, str(rise.id))) for rise in report.actors if rise.id is not None]
    options += [Option(rise.name, Question(Ask.THEME, rise.name)) for rise in report.themes]
    return Reply(embed, menu=Menu("Open …", tuple(options)), asked=Question(Ask.TRENDS, subject))


def _what_it_takes(report: TrendReport) -> str:
    """With how much something would have risen: a name in three of four articles may look as if it had."""
    sizes = f"{plural(report.articles, 'article')} against {report.baseline_articles:,} from before"
    if report.min_significant is None:
        more = plural(report.missing_baseline, "more article")
        return f"With {sizes} nothing can, even if all name it: it takes {more} from before."
    all_of_them = "all" if report.min_significant == report.articles else f"at least {report.min_significant:,}"
    return (
        f"With {sizes} it takes a name or theme in {all_of_them} of the {report.articles:,}, if it is in none before."
    )
