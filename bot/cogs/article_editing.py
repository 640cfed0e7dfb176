"""The editors' commands on articles: add, edit, remove, restore."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.arguments import all_typed, without_name
from bot.cogs.article_saving import MAX_CARDS, ArticleSaver, Outcome, SaveResult, links_meant
from bot.cogs.autocomplete import Choices, article_choices, suggest_articles
from bot.cogs.base import BriefingCog, clicker_of, scope_in
from bot.cogs.command_input import CommandInput, openers_of, read_input, read_message
from bot.cogs.decorators import command
from bot.cogs.descriptions import ADD_MESSAGE
from bot.cogs.editor_decisions import EditorDecisions
from bot.cogs.failures import failure_notice
from bot.cogs.rate_limit import begin_click
from bot.cogs.sending import Context, replace_clicked, respond, send, show_form
from bot.errors import BriefingError, ChoiceLapsed, InputError, NotAllowed
from bot.models.articles import numbered_title
from bot.services.lookup.leading_reference import article_at_start
from bot.ui.article_lists import PAGE_SIZE, removed_list
from bot.ui.button_ids import EDITOR_DECISIONS, PREVIEW_DECISIONS, Action, ButtonAction
from bot.ui.editing_messages import (
    FORM_OF_OTHER_SERVER,
    LINK_BESIDE_OTHERS,
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
from bot.ui.forms import ArticleForm, TitleForm
from bot.ui.limits import MAX_CHOICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article
    from bot.services import Services
    from bot.services.access import Asker
    from bot.ui.reply import Reply

__all__ = ["ArticleEditingCog"]

MAX_LINKS = 5
"""Each is shown in a message of its own, and the pages are fetched one after the other."""
Save = Callable[[], Awaitable[list[Outcome]]]
"""Saves one of the texts, files or links that a message brought; a zip file has several outcomes."""


class ArticleEditingCog(BriefingCog, name="Article editing"):
    """Commands for editors; rights are checked when a command runs, in all of its forms."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self.saver = ArticleSaver(services)
        self.decisions = EditorDecisions(services, self.saver)
        self._message_menu = app_commands.ContextMenu(name=ADD_MESSAGE, callback=self.add_message)

    async def cog_load(self) -> None:
        """Adds the entry of the message menu, which discord.py does not do for cogs."""
        self.bot.tree.add_command(self._message_menu)

    async def cog_unload(self) -> None:
        """Removes it again."""
        self.bot.tree.remove_command(ADD_MESSAGE, type=self._message_menu.type)

    @command("add")
    async def add(self, ctx: Context, file: discord.Attachment | None = None, *, text: str = "") -> None:
        """Adds an article; the slash command opens a form if nothing is given."""
        asker = await self.require_editor(ctx)
        if ctx.interaction is not None and file is None and not text.strip():
            await show_form(ctx.interaction, ArticleForm(self._form_sent, asker.scope))
            return
        openers = await openers_of(ctx, self.services)
        brought = await read_input(ctx, file, text, openers)
        await self._save(partial(send, ctx), asker, brought, openers)

    async def add_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Adds what a message contains; the entry of the message menu shows it first, whatever it is."""
        asker = clicker_of(interaction, self.bot)
        await self.saver.require_rights(asker, None)
        openers = await openers_of(interaction, self.services)
        show_first = await self.services.guild_settings.confirm_links(asker.scope)
        await self._save(
            partial(respond, interaction, private=False),
            asker,
            read_message(message, openers),
            openers,
            show_first=show_first,
        )

    @command("edit")
    async def edit(self, ctx: Context, article: str, file: discord.Attachment | None = None, *, text: str = "") -> None:
        """Replaces an article's text; the slash command opens a form if only the article is given."""
        asker = await self.require_editor(ctx)
        if ctx.interaction is None:
            typed = without_name(all_typed(ctx), "article")
            target, text = await article_at_start(self.services.library, asker.scope, typed)
            text = without_name(text, "text")
        else:
            target = await self._article(asker, article)
        await self.saver.require_rights(asker, target)
        if ctx.interaction is not None and file is None and not text.strip():
            await show_form(ctx.interaction, ArticleForm(self._form_sent, asker.scope, target))
            return
        openers = await openers_of(ctx, self.services)
        brought = await read_input(ctx, file, text, openers)
        if len(brought.files) > 1:
            raise InputError(ONE_FILE)
        await self._save(partial(send, ctx), asker, brought, openers, target)

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
        """A button under a question to an editor was clicked.

        Only the person who was asked may decide; under an article that is not stored yet, any editor.
        """
        if action.kind not in EDITOR_DECISIONS:
            return
        is_preview = action.kind in PREVIEW_DECISIONS
        try:
            begin_click(self.services.rate_limits, action.kind, interaction, update=is_preview)
            if interaction.user.id != asker and not is_preview:
                raise NotAllowed(NOT_YOUR_CHOICE)
            clicker = clicker_of(interaction, self.bot)
            if action.kind is Action.RETITLE:
                title = await self.decisions.title(clicker, action.subject)
                await show_form(interaction, TitleForm(self._title_sent, action.subject, title))
                return
            result = await self.decisions.decide(clicker, action)
        except ChoiceLapsed as error:  # the question says so from now on
            await replace_clicked(
                interaction,
                failure_notice(
                    error, await self.prefix_of(interaction), button=action.kind, guild=interaction.guild_id
                ),
            )
            return
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            reply = failure_notice(
                error, await self.prefix_of(interaction), button=action.kind, guild=interaction.guild_id
            )
            await respond(interaction, reply, private=True)
            return
        replies = list(result.replies)
        if is_preview and result.settled:
            await replace_clicked(interaction, replies.pop(0))
        for reply in replies:
            await respond(interaction, reply, private=False)

    async def _article(self, asker: Asker, words: str) -> Article:
        """The given article. Raises InputError if none is given: the latest must not be changed by mistake."""
        if not words.strip():
            raise InputError(WHICH_ARTICLE)
        return await self.services.library.find(asker.scope, words)

    async def _save(
        self,
        answer: Callable[[Reply], Awaitable[object]],
        asker: Asker,
        brought: CommandInput,
        openers: tuple[str, ...],
        target: Article | None = None,
        *,
        show_first: bool = False,
    ) -> None:
        """Saves the input of a command: each file and each link separately, with a list of the results."""
        saves, left = self._saves(asker, brought, openers, target, show_first=show_first)
        results: list[Outcome] = []
        for to_come, (name, save) in zip(reversed(range(len(saves))), saves, strict=True):
            try:
                saved = await save()
            except BriefingError as error:
                saved = [(name, error)]
            results += saved
            for reply in _replies(saved, are_few=len(results) + to_come <= MAX_CARDS):
                await answer(reply)
        if len(results) == 1 and not left and isinstance(refused := results[0][1], BriefingError):
            raise refused
        for report in files_report([*_lines(results, await self.services.guild_settings.prefix(asker.scope)), *left]):
            await answer(report)

    def _saves(
        self,
        asker: Asker,
        brought: CommandInput,
        openers: tuple[str, ...],
        target: Article | None,
        *,
        show_first: bool,
    ) -> tuple[list[tuple[str, Save]], list[tuple[str, str]]]:
        """What is to be saved, by name, and the names of what is left out, with the reasons."""
        left = [(name, UNREADABLE_FILE) for name in brought.ignored]
        if brought.files:
            left += [(YOUR_TEXT, TEXT_BESIDE_FILE)] if brought.text.strip() else []
            save = partial(self.saver.save_file, show_first=show_first)
            return [(file.filename, partial(save, asker, file, openers, target)) for file in brought.files], left
        if target is None and (links := links_meant(brought)):
            left += [(link, LINK_BESIDE_OTHERS) for link in links[MAX_LINKS:]]
            return [(link, _one(link, partial(self.saver.save_link, asker, link))) for link in links[:MAX_LINKS]], left
        save_text = partial(self.saver.save_text, asker, brought.text, target, show_first=show_first)
        return [(YOUR_TEXT, _one(YOUR_TEXT, save_text))], left

    async def _title_sent(self, interaction: discord.Interaction, form: TitleForm) -> None:
        """The form of a title was sent: the article is shown under it, and is still to be kept."""
        try:
            begin_click(self.services.rate_limits, "title form", interaction, update=True)
            reply = await self.saver.change_title(clicker_of(interaction, self.bot), form.token, form.title_given)
        except ChoiceLapsed as error:
            await replace_clicked(
                interaction,
                failure_notice(error, await self.prefix_of(interaction), form="title", guild=interaction.guild_id),
            )
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            notice = failure_notice(error, await self.prefix_of(interaction), form="title", guild=interaction.guild_id)
            await respond(interaction, notice, private=True)
        else:
            await replace_clicked(interaction, reply)

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
            replies, private = (
                (failure_notice(error, await self.prefix_of(interaction), form="article", guild=interaction.guild_id),),
                True,
            )
        for reply in replies:
            await respond(interaction, reply, private=private)


def _one(name: str, save: Callable[[], Awaitable[SaveResult]]) -> Save:
    """Saves what has one outcome."""

    async def outcomes() -> list[Outcome]:
        return [(name, await save())]

    return outcomes


def _replies(saved: Sequence[Outcome], *, are_few: bool) -> list[Reply]:
    """The replies that show what was saved of one file; unless the texts are few, only those that no line replaces."""
    results = [result for _, result in saved if isinstance(result, SaveResult)]
    shown = [result for result in results if are_few or not (result.settled and result.text)]
    return [reply for result in shown for reply in result.replies]


def _lines(results: Sequence[Outcome], prefix: str) -> list[tuple[str, str]]:
    """Names and results, for a list: those that were refused, and of several also those whose replies say less."""
    lines = []
    for name, result in results:
        if isinstance(result, BriefingError):
            lines.append((name, refusal_in_list(result, name, prefix)))
        elif result.text and len(results) > 1:
            lines.append((name, result.text))
    return lines
