"""The readers' commands about articles, actors and themes; and the buttons under answers."""

from __future__ import annotations

import contextlib
import copy
import re
from dataclasses import replace
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import answer
from bot.cogs.autocomplete import Choices, suggest_articles, text_choices
from bot.cogs.base import BriefingCog, clicker_of, scope_in
from bot.cogs.command_input import replied_message
from bot.cogs.converters import SlashOnly
from bot.cogs.decorators import command, overview_name
from bot.cogs.failures import failure_notice
from bot.cogs.message_reading import about_message
from bot.cogs.rate_limit import begin_click
from bot.cogs.sending import Context, replace_clicked, respond, send
from bot.cogs.summary_arguments import require_length, without_length, without_method
from bot.errors import InputError, NotFound, SeveralFit
from bot.models.articles import Article
from bot.models.guilds import SUMMARY_LENGTHS
from bot.models.summary_methods import SUMMARY_METHODS, find_method
from bot.services.access import require_editor
from bot.services.actors.actor_lines import actor_key
from bot.services.calendar_periods import NUMBER_WORDS
from bot.services.lookup.query_words import MAX_QUERY, without_lead_in
from bot.services.periods import parse_period
from bot.services.rate_limits import RequestKind
from bot.ui.button_ids import ANYONE, DECISIONS, SUGGESTIONS, Action, ButtonAction
from bot.ui.comparison_page import comparison_page
from bot.ui.error_sentences import not_a_period
from bot.ui.limits import MAX_CHOICES
from bot.ui.messages import suggestions
from bot.ui.profile_page import profile_page
from bot.ui.reply import Reply

__all__ = ["ArticlesCog", "Length"]

Length = Literal["short", "medium", "long"]
MAX_PAGE = 10_000
EDITOR_ACTIONS = frozenset({Action.REMOVED, Action.FEEDS, Action.FEED_ITEMS})
_IS = re.compile(r"\A(?:is|are|was|were)\s+(?=\S)", re.IGNORECASE)
"""The verb that people type after the command: “who is Takaichi”."""
_THIS = re.compile(r"(?:(?:is|are)\b\s*)?(?:in\b\s*)?(?:this|that|it)?[?!.]*", re.IGNORECASE)
"""What follows the command in a reply that asks about the other message: “!who is in this?”, or nothing."""
ASKS_FOR_LATEST = frozenset(("latest", "last"))
"""Other names of ``summary`` that say themselves which article is meant."""
_PAGE = re.compile(r"\Apage ", re.IGNORECASE)
ALL_ARTICLES = frozenset(("latest", "last", "newest", "new", "recent", "list"))
"""Words after the command that add nothing to it: “articles latest”."""
_NUMBER = re.compile(r"#?\s*\d{1,9}|latest", re.IGNORECASE)
_WORDS_AND_PAGE = re.compile(r"(.+?),? (?:page )?([1-9]\d{0,3})", re.IGNORECASE)
_WRITTEN_PAGE = re.compile(rf"\bpage ({'|'.join(word for word in NUMBER_WORDS if len(word) > 2)})\Z", re.IGNORECASE)
"""“page two”; “page a” is none."""


class ArticlesCog(BriefingCog, name="Articles"):
    """Commands for anyone.

    Annotations of commands are needed at run time: discord.py makes the arguments of the slash commands from them.
    """

    @app_commands.choices(method=[app_commands.Choice(name=v, value=k) for k, v in SUMMARY_METHODS.items()])
    @command("summary", aliases=["tldr", "latest", "last", "summarize", "summarise"])
    async def summary(
        self,
        ctx: Context,
        length: Length | None = None,
        method: SlashOnly | None = None,
        *,
        article: str = "",
    ) -> None:
        """Shows the key sentences of an article or a story; a length may be the last word, a method among them."""
        scope = scope_in(ctx)
        words, typed_method = without_method(article)
        method = method or typed_method
        words, typed_length = (words, None) if length else without_length(words)
        words_long = SUMMARY_LENGTHS[length or typed_length or await self.services.guild_settings.summary_length(scope)]
        if not method and (ctx.invoked_with or "").casefold() not in ASKS_FOR_LATEST:
            message = await self._message_meant(ctx, words)
            if message is not None:
                await send(ctx, await about_message(self.services, ctx, message, Action.MESSAGE_SUMMARY, words_long))
                return
        try:
            found, is_story = await self.services.library.find_article_or_story(scope, words)
        except SeveralFit:
            raise
        except NotFound:
            require_length(words, await self.services.guild_settings.prefix(scope))
            raise
        if method:
            await self._compare(ctx, found, find_method(method), words_long)
        else:
            kind = Action.STORY_SUMMARY if is_story else Action.SUMMARY
            await self._answer(ctx, ButtonAction(kind, str(found.id), words_long))

    async def _compare(self, ctx: Context, article: Article, method: str, length: int) -> None:
        item = await self.services.library.analysed(article)
        comparison = await self.services.summary_methods.compare(scope_in(ctx), item, method, length)
        await send(ctx, comparison_page(item.article, comparison))

    @command("who", aliases=["whois", "whos", "who’s", "who’s".replace("’", "'")])
    async def who(self, ctx: Context, *, name: str = "") -> None:
        """Shows a profile, or who is in the message that the command replies to."""
        message = await self._message_meant(ctx, name)
        if message is not None:
            await send(ctx, await about_message(self.services, ctx, message, Action.MESSAGE_ACTORS))
            return
        if not name.strip():
            raise commands.MissingRequiredArgument(self.who.clean_params["name"])
        asked = _IS.sub("", name.strip()).rstrip("? ") or name
        await send(ctx, profile_page(await self.services.actors.profile(scope_in(ctx), asked)))

    @command("quotes", aliases=["quote", "said"])
    async def quotes(self, ctx: Context, *, name: str) -> None:
        """Shows what somebody is quoted as saying."""
        actor = await self.services.actors.find_quoted(scope_in(ctx), name)
        await self._answer(ctx, ButtonAction(Action.QUOTES, actor_key(*actor)))

    @command("actors")
    async def actors(self, ctx: Context, *, about: str = "all") -> None:
        """Lists the actors of an article or of a period."""
        if parse_period(about):
            await self._answer(ctx, ButtonAction(Action.TOP_ACTORS, about))
        else:
            await self._about_article(ctx, Action.ACTORS, about)

    @command("themes")
    async def themes(self, ctx: Context, *, about: str = "all") -> None:
        """Lists the themes of an article or of a period."""
        if parse_period(about):
            await self._answer(ctx, ButtonAction(Action.TOP_THEMES, about))
        elif label := await self.services.library.theme_called(scope_in(ctx), about):
            await self._answer(ctx, ButtonAction(Action.THEME, label))
        else:
            await self._about_article(ctx, Action.THEMES, about)

    @command("theme")
    async def theme(self, ctx: Context, *, name: str) -> None:
        """Lists the articles about a theme."""
        by_period = Action.TOP_THEMES if parse_period(name) else Action.THEME
        await self._answer(ctx, ButtonAction(by_period, name))

    @command("trends")
    async def trends(self, ctx: Context, *, period: str = "week") -> None:
        """Shows what is more frequent in a period than before it."""
        if parse_period(period) is None:
            raise InputError(not_a_period(period))
        await self._answer(ctx, ButtonAction(Action.TRENDS, period))

    @command("articles", aliases=["list", "news", "new", "headlines"])
    async def articles(self, ctx: Context, page: int | None = None, *, about: str = "") -> None:
        """Lists all articles, those of a period or a theme, or those with certain words."""
        if await self._listed_instead(ctx, about):
            return
        words, at = _list_asked_for(page, without_lead_in(about))
        if not words or words.casefold() in ALL_ARTICLES:
            action = ButtonAction(Action.ARTICLES, "", at - 1)
        elif parse_period(words):
            action = ButtonAction(Action.ARTICLES, words, at - 1)
        elif label := await self.services.library.theme_called(scope_in(ctx), words):
            action = ButtonAction(Action.THEME, label, at - 1)
        else:
            action = ButtonAction(Action.SEARCH, words[:MAX_QUERY].strip(), at - 1)
        await self._answer(ctx, action)

    @command("read", aliases=["full"])
    async def read(self, ctx: Context, *, article: str = "") -> None:
        """Shows the full text of an article, from a page on if one is given."""
        found, page = await self._article_and_page(scope_in(ctx), article)
        await self._answer(ctx, ButtonAction(Action.TEXT, str(found.id), page - 1))

    @command("search", aliases=["find"])
    async def search(self, ctx: Context, *, words: str) -> None:
        """Finds articles by words."""
        await self._answer(ctx, ButtonAction(Action.SEARCH, " ".join(words.split())[:MAX_QUERY].strip()))

    @summary.autocomplete("article")
    @read.autocomplete("article")
    @actors.autocomplete("about")
    @themes.autocomplete("about")
    async def suggest_articles(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests articles."""
        return await suggest_articles(self.services.library, interaction, typed)

    @who.autocomplete("name")
    @quotes.autocomplete("name")
    async def suggest_names(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests actors."""
        return text_choices(await self.services.actors.suggest(scope_in(interaction), typed, limit=MAX_CHOICES))

    @commands.Cog.listener()
    async def on_button_action(self, interaction: discord.Interaction, action: ButtonAction, asker: int) -> None:
        """A button was clicked, or something was chosen from a menu.

        A click by the person who asked updates the answer; others get an answer of their own.
        """
        if action.kind in DECISIONS:
            return
        own = asker != ANYONE and interaction.user.id == asker
        try:
            begin_click(self.services.rate_limits, action.kind, interaction, update=own, private=not own)
            await self._require_rights(interaction, action)
            reply = await self._answer_click(interaction, action)
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            reply, own = (
                failure_notice(
                    error, await self.prefix_of(interaction), button=action.kind, guild=interaction.guild_id
                ),
                False,
            )
        if own:
            await replace_clicked(interaction, reply)
        else:
            await respond(interaction, reply, private=True)

    async def _answer_click(self, interaction: discord.Interaction, action: ButtonAction) -> Reply:
        """Returns the answer; for a suggestion that still fits nothing, the current suggestions."""
        try:
            return await answer(self.services, scope_in(interaction), action)
        except NotFound as error:
            if action.kind not in SUGGESTIONS:
                raise
            return replace(suggestions(error, await self.prefix_of(interaction)), action=action)

    async def _require_rights(self, interaction: discord.Interaction, action: ButtonAction) -> None:
        if action.kind in EDITOR_ACTIONS:
            asker = clicker_of(interaction, self.bot)
            require_editor(asker, await self.services.guild_settings.settings(asker.scope))

    async def _message_meant(self, ctx: Context, words: str) -> discord.Message | None:
        """The message that a command without further words replies to; its text will be read, so that counts as adding.

        Raises TooManyRequests, or InputError if the message cannot be seen.
        """
        if not _THIS.fullmatch(words.strip()):
            return None
        message = await replied_message(ctx)
        if message is not None:
            self.services.rate_limits.check(RequestKind.ADDING, ctx.author.id, scope_in(ctx))
        return message

    async def _article_and_page(self, scope: int, words: str) -> tuple[Article, int]:
        """The article that was asked for, and its page: a last number is a page unless it belongs to the title."""
        library = self.services.library
        paged = _WORDS_AND_PAGE.fullmatch(_with_page_number(" ".join(words.split())))
        if paged is None:
            return await library.find_by_subject(scope, words), 1
        if not _NUMBER.fullmatch(paged[1]):
            with contextlib.suppress(NotFound):  # then the number does not belong to the title
                return await library.find_by_subject(scope, words), 1
        return await library.find_by_subject(scope, paged[1]), int(paged[2])

    async def _listed_instead(self, ctx: Context, about: str) -> bool:
        """Answers ``list feeds`` as ``feed list``; False if what is to be listed are articles."""
        is_list = ctx.interaction is None and (ctx.invoked_with or "").casefold() == "list"
        listed = self.bot.get_command(about.strip().casefold()) if is_list else None
        if listed is None or overview_name(listed) != "list":
            return False
        message = copy.copy(ctx.message)
        message.content = f"{ctx.prefix}{listed.name} list"
        await self.bot.invoke(await self.bot.get_context(message))
        return True

    async def _about_article(self, ctx: Context, kind: Action, words: str) -> None:
        article = await self.services.library.find_by_subject(scope_in(ctx), words)
        await self._answer(ctx, ButtonAction(kind, str(article.id)))

    async def _answer(self, ctx: Context, action: ButtonAction) -> None:
        await send(ctx, await answer(self.services, scope_in(ctx), action))


def _with_page_number(typed: str) -> str:
    """What was typed, with the number of a page in figures if it was written out at the end."""
    return _WRITTEN_PAGE.sub(lambda found: f"page {NUMBER_WORDS[found[1].casefold()]}", typed)


def _list_asked_for(page: int | None, about: str) -> tuple[str, int]:
    """What a list of articles is about, and its page, which may be the last word: "3 days", "today 2".

    Raises RangeError for a page that no list has.
    """
    about = _with_page_number(about)
    typed = _PAGE.sub("", about if page is None else f"{page} {about}")
    if page is None and typed != about and typed.isdecimal():
        page, about, typed = int(typed), "", ""
    paged = _WORDS_AND_PAGE.fullmatch(typed)
    if about and parse_period(typed):
        about, page = typed, None
    elif paged and (page is None or parse_period(paged[1])):
        about, page = paged[1], int(paged[2])
    page = 1 if page is None else page
    if not 1 <= page <= MAX_PAGE:
        raise commands.RangeError(page, 1, MAX_PAGE)
    return about, page
