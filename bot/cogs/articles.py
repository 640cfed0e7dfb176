"""The readers' commands: summary, who, actors, themes, articles, read, search; and the buttons under answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import Answers
from bot.cogs.base import BriefingCog, Context, clicker_of, command, failure_notice, respond, scope_in, send
from bot.cogs.rate_limit import begin_click
from bot.cogs.responding import replace_clicked
from bot.errors import InputError, NotFound
from bot.models.guilds import SUMMARY_LENGTHS
from bot.services import Services
from bot.services.access import require_editor
from bot.services.lookup.query_words import MAX_QUERY
from bot.services.periods import parse_period
from bot.ui.actor_pages import profile_page
from bot.ui.button_ids import ANYONE, DECISIONS, OFFERS, Ask, Question
from bot.ui.limits import CHOICE, CHOICES, cut
from bot.ui.notices import offer
from bot.ui.reply import Reply

__all__ = ["ArticlesCog"]

Length = Literal["short", "medium", "long"]
Choices = list[app_commands.Choice[str]]
FIRST_PAGE_MAX = 10_000
FOR_EDITORS = frozenset({Ask.REMOVED})
_IS = re.compile(r"(?:is|are|was|were)\s+(?=\S)", re.IGNORECASE)
"""As people ask: "who is Takaichi" and the like."""
_NUMBER = re.compile(r"#?\s*\d{1,9}|latest", re.IGNORECASE)
_WORDS_AND_PAGE = re.compile(r"(.+?),? (?:page )?([1-9]\d{0,3})", re.IGNORECASE)


class ArticlesCog(BriefingCog, name="ArticlesCog"):
    """What anyone may ask."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self.answers = Answers(services)

    # Real annotations are needed at run time here: discord.py reads them to build the slash form.

    @command(
        "summary",
        "summary 1 short",
        aliases=["tldr", "latest", "last"],
        usage="summary [article] [short|medium|long]",
    )
    @app_commands.describe(
        article="its number, its link, or words of its title; the last added if left out",
        length="short, medium or long",
    )
    async def summary(self, ctx: Context, length: Length | None = None, *, article: str = "") -> None:
        """The key sentences of an article, word for word."""
        words = article.split()
        if length is None and words and words[-1].casefold() in SUMMARY_LENGTHS:
            chosen = words.pop().casefold()
        else:
            chosen = length or await self.services.guild_settings.summary_length(scope_in(ctx))
        await self._about_article(ctx, Ask.SUMMARY, " ".join(words), page=SUMMARY_LENGTHS[chosen])

    @command("who Takaichi", aliases=["whois"], usage="who <name>")
    @app_commands.describe(name="a person, organisation or place")
    async def who(self, ctx: Context, *, name: str) -> None:
        """Who somebody is, as the articles say: quoted and dated."""
        asked = _IS.sub("", name.strip()).rstrip("? ") or name
        await send(ctx, profile_page(await self.services.actors.profile(scope_in(ctx), asked)))

    @command("actors week", "actors 1", usage="actors [article or period]")
    @app_commands.describe(about="an article (number, title words, latest) or a period (today, week, 3d, all)")
    async def actors(self, ctx: Context, *, about: str = "all") -> None:
        """Who is named: in one article, or in those of a period."""
        if parse_period(about):
            await self._reply(ctx, Question(Ask.TOP_ACTORS, about))
        else:
            await self._about_article(ctx, Ask.ACTORS, about)

    @command("themes week", "themes 1", usage="themes [article or period]")
    @app_commands.describe(about="an article (number, title words, latest) or a period (today, week, 3d, all)")
    async def themes(self, ctx: Context, *, about: str = "all") -> None:
        """What it is about: topics, with the words that support them."""
        if parse_period(about):
            await self._reply(ctx, Question(Ask.TOP_THEMES, about))
        else:
            await self._about_article(ctx, Ask.THEMES, about)

    @command("theme Trade", usage="theme <name>")
    @app_commands.describe(name="a theme, or a word of its name")
    async def theme(self, ctx: Context, *, name: str) -> None:
        """The articles under one theme."""
        await self._reply(ctx, Question(Ask.THEME, name))

    @command("trends", "trends 30d", name="trends", usage="trends [period]")
    @app_commands.describe(period="a period, such as today, week (if left out), 30d")
    async def trends(self, ctx: Context, *, period: str = "week") -> None:
        """What rose: names and themes that are in far more articles than before."""
        if parse_period(period) is None:
            msg = f"“{period[:40]}” is no period: try today, week, month or 30d."
            raise InputError(msg)
        await self._reply(ctx, Question(Ask.TRENDS, period))

    @command("articles 2", "articles", aliases=["list", "news", "new", "headlines"], usage="articles [page]")
    @app_commands.describe(page="1 is the newest")
    async def articles(self, ctx: Context, page: commands.Range[int, 1, FIRST_PAGE_MAX] = 1) -> None:
        """The articles there are, the last added first."""
        await self._reply(ctx, Question(Ask.ARTICLES, page=page - 1))

    @command("read 1", "read latest", "read 1 2", aliases=["full"], usage="read <article> [page]")
    @app_commands.describe(article="its number, link or title words, and maybe a page; the last added if left out")
    async def read(self, ctx: Context, *, article: str = "") -> None:
        """The full text of an article, in pages."""
        library, scope = self.services.library, scope_in(ctx)
        paged = _WORDS_AND_PAGE.fullmatch(" ".join(article.split()))
        if paged and _NUMBER.fullmatch(paged[1]):
            found, page = await library.find(scope, paged[1]), int(paged[2])
        else:
            try:
                found, page = await library.find(scope, article), 1
            except NotFound:
                if not paged:
                    raise
                found, page = await library.find(scope, paged[1]), int(paged[2])
        await self._reply(ctx, Question(Ask.TEXT, str(found.id), page - 1))

    @command("search trade", 'search "prime minister"', aliases=["find"], usage="search <words>")
    @app_commands.describe(
        words="the words to look for, in any form (trade finds traded); in quotation marks: in that order"
    )
    async def search(self, ctx: Context, *, words: str) -> None:
        """Articles that hold these words, with the place where they stand."""
        await self._reply(ctx, Question(Ask.SEARCH, " ".join(words.split())[:MAX_QUERY].strip()))

    @summary.autocomplete("article")
    @read.autocomplete("article")
    @actors.autocomplete("about")
    @themes.autocomplete("about")
    async def suggest_articles(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Articles whose number or title fits what is typed so far."""
        return await self.article_choices(interaction, typed)

    @who.autocomplete("name")
    async def suggest_names(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Actors whose name fits what is typed so far."""
        names = await self.services.actors.suggest(scope_in(interaction), typed, limit=CHOICES)
        return [app_commands.Choice(name=cut(name, CHOICE), value=name[:CHOICE]) for name in names]

    @commands.Cog.listener()
    async def on_question(self, interaction: discord.Interaction, question: Question, asker: int) -> None:
        """A button was clicked, or something was chosen from a menu.

        Whoever asked first changes the answer for all; anyone else gets an answer of their own.
        """
        if question.ask in DECISIONS:
            return
        own = asker != ANYONE and interaction.user.id == asker
        try:
            begin_click(self.services.rate_limits, question.ask, interaction, update=own, private=not own)
            await self._require_rights(interaction, question)
            reply = await self._answer_click(scope_in(interaction), question)
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            reply, own = failure_notice(error, button=question.ask, guild=interaction.guild_id), False
        if own:
            await replace_clicked(interaction, reply)
        else:
            await respond(interaction, reply, private=True)

    async def _answer_click(self, scope: int, question: Question) -> Reply:
        """The answer, or what is offered in its place."""
        try:
            return await self.answers.answer(scope, question)
        except NotFound as error:
            if question.ask not in OFFERS:
                raise
            return replace(offer(error), asked=question)

    async def _require_rights(self, interaction: discord.Interaction, question: Question) -> None:
        if question.ask in FOR_EDITORS:
            asker = await clicker_of(interaction, self.bot)
            require_editor(asker, await self.services.guild_settings.settings(asker.scope))

    async def _about_article(self, ctx: Context, ask: Ask, words: str, page: int = 0) -> None:
        article = await self.services.library.find(scope_in(ctx), words)
        await self._reply(ctx, Question(ask, str(article.id), page))

    async def _reply(self, ctx: Context, question: Question) -> None:
        await send(ctx, await self.answers.answer(scope_in(ctx), question))
