"""The editors' commands on articles: add, edit, remove, restore."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.arguments import all_typed
from bot.cogs.article_filing import Filing, refusal_told
from bot.cogs.attached_text import Material, material_of, openers_of
from bot.cogs.base import (
    EDITORS,
    BriefingCog,
    Context,
    article_choices,
    clicker_of,
    command,
    failure_notice,
    respond,
    scope_in,
    send,
    show_form,
    typing,
)
from bot.cogs.rate_limit import begin_click
from bot.errors import BriefingError, InputError, NotAllowed
from bot.services.access import require_article_rights
from bot.services.lookup.leading_reference import article_at_start
from bot.ui.article_lists import PAGE_SIZE, removed_list
from bot.ui.button_ids import DECISIONS, Question
from bot.ui.editor_questions import files_report
from bot.ui.forms import ArticleForm
from bot.ui.limits import CHOICES
from bot.ui.markup import code, plain
from bot.ui.notices import done, notice
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from bot.models.articles import Article
    from bot.services import Services
    from bot.services.access import Asker

__all__ = ["Editing"]

CORRECTORS = f"{EDITORS} An article that all servers share: the bot’s owner alone."


class Editing(BriefingCog, name="Editing"):
    """What editors may do; rights are checked here, when a command runs, in every form."""

    for_whom = EDITORS

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self.filing = Filing(services)

    @command(
        "add Harbour reopens\nThe harbour opened again on Monday. Ships came in.",
        usage="add <text, link, file, or a reply to a message>",
    )
    @app_commands.describe(
        file="a .txt or .md file in UTF-8",
        text="a link, or the title and then the text; /add without anything opens a form",
    )
    async def add(self, ctx: Context, file: discord.Attachment | None = None, *, text: str = "") -> None:
        """Adds an article and shows what was understood."""
        asker = await self.editor(ctx)
        if ctx.interaction is not None and file is None and not text.strip():
            await show_form(ctx.interaction, ArticleForm("Add an article", self._form_sent, asker.scope))
            return
        async with typing(ctx):
            await self._file(ctx, asker, await material_of(ctx, file, text, await openers_of(ctx, self.services)))

    @command(
        "edit 1 Harbour reopens\nThe harbour opened again on Tuesday. Ships came in.",
        usage="edit <article> <new text, link, file, or a reply>",
        for_whom=CORRECTORS,
    )
    @app_commands.describe(
        article="the article’s number, its link, or words of its title",
        file="the new text as a .txt or .md file",
        text="the new text, below a new title where it gets one; /edit with the article alone opens a form",
    )
    async def edit(self, ctx: Context, article: str, file: discord.Attachment | None = None, *, text: str = "") -> None:
        """Gives an article a new text; restore takes it back."""
        asker = await self.editor(ctx)
        if ctx.interaction is None:
            target, text = await article_at_start(self.services.library, asker.scope, all_typed(ctx))
        else:
            target = await self._named(asker, article)
        require_article_rights(asker, await self.services.guild_settings.settings(asker.scope), target.scope)
        if ctx.interaction is not None and file is None and not text.strip():
            form = ArticleForm(f"Edit #{target.number}", self._form_sent, asker.scope, target)
            await show_form(ctx.interaction, form)
            return
        async with typing(ctx):
            material = await material_of(ctx, file, text, await openers_of(ctx, self.services))
            if len(material.files) > 1:
                msg = "An edit takes one file: give the command again with the one that holds the new text."
                raise InputError(msg)
            await self._file(ctx, asker, material, target)

    @command("remove 1", usage="remove <article>", for_whom=CORRECTORS)
    @app_commands.describe(article="the article’s number, its link, or words of its title")
    async def remove(self, ctx: Context, *, article: str) -> None:
        """Takes an article out of every answer; restore brings it back."""
        asker = await self.editor(ctx)
        target = await self._named(asker, article)
        require_article_rights(asker, await self.services.guild_settings.settings(asker.scope), target.scope)
        await self.services.newsroom.remove(target, by=asker.user_id, scope=asker.scope)
        prefix = await self.services.guild_settings.prefix(scope_in(ctx))
        await send(
            ctx,
            done(
                f"Removed **#{target.number}** {plain(target.title)}. "
                f"{code(f'{prefix}restore {target.number}')} undoes it."
            ),
        )

    @command("restore", "restore 1", usage="restore [article]", for_whom=CORRECTORS)
    @app_commands.describe(article="its number, or latest for what went last; without one you see what can be restored")
    async def restore(self, ctx: Context, *, article: str = "") -> None:
        """Brings a removed article back, or undoes the last edit of one."""
        asker = await self.editor(ctx)
        if article.strip():
            await send(ctx, await self.filing.restore(asker, article))
            return
        prefix = await self.services.guild_settings.prefix(asker.scope)
        total, removed = await self.services.library.list_removed(asker.scope, limit=PAGE_SIZE, offset=0)
        nothing = notice(
            "Nothing was removed here: there is nothing to restore. "
            f"{prefix}restore and an article’s number takes back its last edit."
        )
        await send(ctx, removed_list(removed, total, 0, prefix) if removed else nothing, private=True)

    @edit.autocomplete("article")
    @remove.autocomplete("article")
    async def suggest_articles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Articles whose number or title fits what is typed so far."""
        return await self.article_choices(interaction, typed)

    @restore.autocomplete("article")
    async def suggest_removed(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """For editors, whom alone it concerns: what was removed, then what an edit can be undone of."""
        if not await self.is_for_editor(interaction):
            return []
        _, removed = await self.services.library.list_removed(scope_in(interaction), limit=CHOICES, offset=0)
        fitting = [line for line in removed if typed.casefold() in f"#{line.number} {line.title}".casefold()]
        return [*article_choices(fitting), *await self.article_choices(interaction, typed)][:CHOICES]

    @commands.Cog.listener()
    async def on_question(self, interaction: discord.Interaction, question: Question, asker: int) -> None:
        """A button under a question to an editor was clicked: the one who was asked decides."""
        if question.ask not in DECISIONS:
            return
        private = False
        try:
            begin_click(self.services.rate_limits, question.ask, interaction)
            if interaction.user.id != asker:
                msg = (
                    "Only the one who was asked can choose here: give the command yourself to add or change something."
                )
                raise NotAllowed(msg)
            clicker = await clicker_of(interaction, self.bot)
            await self.filing.check(clicker, question)
            replies = await self.filing.decide(clicker, question)
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            replies, private = (failure_notice(error, button=question.ask, guild=interaction.guild_id),), True
        for reply in replies:
            await respond(interaction, reply, private=private)

    async def _named(self, asker: Asker, words: str) -> Article:
        """The article that is named; none is not the latest here."""
        if not words.strip():
            msg = "Which article? Give its number."
            raise InputError(msg)
        return await self.services.library.find(asker.scope, words)

    async def _file(self, ctx: Context, asker: Asker, material: Material, target: Article | None = None) -> None:
        """Files what a command brought; of several files each by itself, and at the end what became of each."""
        openers = await openers_of(ctx, self.services)
        left = [(name, "not read: I can read .txt and .md files") for name in material.ignored]
        if material.files and material.text.strip():
            left.append(("your text", "not added beside a file: send it by itself"))
        brought = [(file.filename, partial(self.filing.file, asker, file, openers, target)) for file in material.files]
        if not brought:
            brought = [("your text", partial(self.filing.text, asker, material.text, target))]
        lines = []
        for name, filed in brought:
            try:
                outcome = await filed()
            except BriefingError as error:
                if len(brought) == 1 and not left:
                    raise
                lines.append((name, refusal_told(error, name)))
            else:
                await self._send_all(ctx, outcome.replies)
                lines += [(name, outcome.told)] if len(brought) > 1 else []
        if lines or left:
            await send(ctx, files_report([*lines, *left]))

    async def _send_all(self, ctx: Context, replies: tuple[Reply, ...]) -> None:
        for reply in replies:
            await send(ctx, reply)

    async def _form_sent(self, interaction: discord.Interaction, form: ArticleForm) -> None:
        """The form behind ``/add`` and ``/edit``: rights are checked again, they may be gone by now."""
        private = False
        try:
            begin_click(self.services.rate_limits, "article form", interaction)
            asker = await clicker_of(interaction, self.bot)
            if asker.scope != form.scope:
                msg = "This form was opened in another server: open it here again, with /add or /edit."
                raise NotAllowed(msg)
            replies = (await self.filing.text(asker, form.text_given, form.article, form.title_given)).replies
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            replies, private = (failure_notice(error, form="article", guild=interaction.guild_id),), True
        for reply in replies:
            await respond(interaction, reply, private=private)
