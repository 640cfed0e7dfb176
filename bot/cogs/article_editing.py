"""The editors' commands on articles: add, edit, remove, restore."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.arguments import all_typed
from bot.cogs.article_saving import ArticleSaver
from bot.cogs.autocomplete import Choices, article_choices, suggest_articles
from bot.cogs.base import BriefingCog, clicker_of, scope_in
from bot.cogs.command_input import CommandInput, openers_of, read_input
from bot.cogs.decorators import command
from bot.cogs.editor_decisions import EditorDecisions
from bot.cogs.failures import failure_notice
from bot.cogs.rate_limit import begin_click
from bot.cogs.sending import Context, respond, send, show_form
from bot.cogs.typing_indicator import typing
from bot.errors import BriefingError, InputError, NotAllowed
from bot.models.articles import numbered_title
from bot.services.lookup.leading_reference import article_at_start
from bot.ui.article_lists import PAGE_SIZE, removed_list
from bot.ui.button_ids import EDITOR_DECISIONS, ButtonAction
from bot.ui.editing_messages import (
    FORM_OF_OTHER_SERVER,
    NOT_YOUR_CHOICE,
    ONE_FILE,
    TEXT_BESIDE_FILE,
    UNREADABLE_FILE,
    WHICH_ARTICLE,
    YOUR_TEXT,
    nothing_to_restore,
    refusal_in_list,
    removed,
)
from bot.ui.editor_questions import files_report
from bot.ui.forms import ArticleForm
from bot.ui.limits import MAX_CHOICES

if TYPE_CHECKING:
    from bot.models.articles import Article
    from bot.services import Services
    from bot.services.access import Asker

__all__ = ["ArticleEditingCog"]


class ArticleEditingCog(BriefingCog, name="Article editing"):
    """Commands for editors; rights are checked when a command runs, in all of its forms."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self.saver = ArticleSaver(services)
        self.decisions = EditorDecisions(services, self.saver)

    @command("add")
    async def add(self, ctx: Context, file: discord.Attachment | None = None, *, text: str = "") -> None:
        """Adds an article; the slash command opens a form if nothing is given."""
        asker = await self.require_editor(ctx)
        if ctx.interaction is not None and file is None and not text.strip():
            await show_form(ctx.interaction, ArticleForm(self._form_sent, asker.scope))
            return
        async with typing(ctx):
            openers = await openers_of(ctx, self.services)
            await self._save(ctx, asker, await read_input(ctx, file, text, openers), openers)

    @command("edit")
    async def edit(self, ctx: Context, article: str, file: discord.Attachment | None = None, *, text: str = "") -> None:
        """Replaces an article's text; the slash command opens a form if only the article is given."""
        asker = await self.require_editor(ctx)
        if ctx.interaction is None:
            target, text = await article_at_start(self.services.library, asker.scope, all_typed(ctx))
        else:
            target = await self._article(asker, article)
        await self.saver.require_rights(asker, target)
        if ctx.interaction is not None and file is None and not text.strip():
            await show_form(ctx.interaction, ArticleForm(self._form_sent, asker.scope, target))
            return
        async with typing(ctx):
            openers = await openers_of(ctx, self.services)
            brought = await read_input(ctx, file, text, openers)
            if len(brought.files) > 1:
                raise InputError(ONE_FILE)
            await self._save(ctx, asker, brought, openers, target)

    @command("remove")
    async def remove(self, ctx: Context, *, article: str) -> None:
        """Removes an article."""
        asker = await self.require_editor(ctx)
        target = await self._article(asker, article)
        await self.saver.require_rights(asker, target)
        await self.services.newsroom.remove(target, by=asker.user_id, scope=asker.scope)
        await send(ctx, removed(target, await self.services.guild_settings.prefix(asker.scope)))

    @command("restore")
    async def restore(self, ctx: Context, *, article: str = "") -> None:
        """Restores an article or undoes its last edit; without an argument lists removed articles."""
        asker = await self.require_editor(ctx)
        if article.strip():
            await send(ctx, await self.saver.restore(asker, article))
            return
        prefix = await self.services.guild_settings.prefix(asker.scope)
        total, articles = await self.services.library.list_removed(asker.scope, limit=PAGE_SIZE, offset=0)
        reply = removed_list(articles, total, 0, prefix) if articles else nothing_to_restore(prefix)
        await send(ctx, reply, private=True)

    @edit.autocomplete("article")
    @remove.autocomplete("article")
    async def suggest_articles(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests articles."""
        return await suggest_articles(self.services.library, interaction, typed)

    @restore.autocomplete("article")
    async def suggest_removed(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests, to editors, removed articles first, then those whose edit can be undone."""
        if not await self.is_editor(clicker_of(interaction, self.bot)):
            return []
        _, articles = await self.services.library.list_removed(scope_in(interaction), limit=MAX_CHOICES, offset=0)
        fitting = [x for x in articles if typed.casefold() in numbered_title(x).casefold()]
        others = await suggest_articles(self.services.library, interaction, typed)
        return [*article_choices(fitting), *others][:MAX_CHOICES]

    @commands.Cog.listener()
    async def on_button_action(self, interaction: discord.Interaction, action: ButtonAction, asker: int) -> None:
        """A button under a question to an editor was clicked: only the person who was asked may decide."""
        if action.kind not in EDITOR_DECISIONS:
            return
        private = False
        try:
            begin_click(self.services.rate_limits, action.kind, interaction)
            if interaction.user.id != asker:
                raise NotAllowed(NOT_YOUR_CHOICE)
            replies = await self.decisions.decide(clicker_of(interaction, self.bot), action)
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            replies, private = (failure_notice(error, button=action.kind, guild=interaction.guild_id),), True
        for reply in replies:
            await respond(interaction, reply, private=private)

    async def _article(self, asker: Asker, words: str) -> Article:
        """The given article. Raises InputError if none is given: the latest must not be changed by mistake."""
        if not words.strip():
            raise InputError(WHICH_ARTICLE)
        return await self.services.library.find(asker.scope, words)

    async def _save(
        self,
        ctx: Context,
        asker: Asker,
        brought: CommandInput,
        openers: tuple[str, ...],
        target: Article | None = None,
    ) -> None:
        """Saves the input of a command: each file separately, with a list of the results."""
        left = [(name, UNREADABLE_FILE) for name in brought.ignored]
        if brought.files and brought.text.strip():
            left.append((YOUR_TEXT, TEXT_BESIDE_FILE))
        saves = [
            (file.filename, partial(self.saver.save_file, asker, file, openers, target)) for file in brought.files
        ] or [(YOUR_TEXT, partial(self.saver.save_text, asker, brought.text, target))]
        lines = []
        for name, save in saves:
            try:
                result = await save()
            except BriefingError as error:
                if len(saves) == 1 and not left:
                    raise
                lines.append((name, refusal_in_list(error, name)))
            else:
                for reply in result.replies:
                    await send(ctx, reply)
                lines += [(name, result.text)] if len(saves) > 1 else []
        if lines or left:
            await send(ctx, files_report([*lines, *left]))

    async def _form_sent(self, interaction: discord.Interaction, form: ArticleForm) -> None:
        """A form of ``/add`` or ``/edit`` was sent: rights are checked again, as they may have changed meanwhile."""
        private = False
        try:
            begin_click(self.services.rate_limits, "article form", interaction)
            asker = clicker_of(interaction, self.bot)
            if asker.scope != form.scope:
                raise NotAllowed(FORM_OF_OTHER_SERVER)
            result = await self.saver.save_text(asker, form.text_given, form.article, form.title_given)
            replies = result.replies
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            replies, private = (failure_notice(error, form="article", guild=interaction.guild_id),), True
        for reply in replies:
            await respond(interaction, reply, private=private)
