"""The editors' commands on articles: add, edit, remove, restore."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.cogs.conversation import (
    EDITORS,
    BriefingCog,
    Context,
    article_choices,
    clicker_of,
    command,
    failure_notice,
    respond,
    send,
    show_form,
    typing,
    view_in,
)
from bot.cogs.requests import begin_click
from bot.errors import InputError
from bot.intake.documents import MAX_BYTES, checked_draft, decode_text, parse_document
from bot.services.access import is_editor, require_article_rights, require_editor
from bot.services.links import link_in
from bot.ui.article_pages import added_page
from bot.ui.attempts import FAILURES, attempt
from bot.ui.forms import ArticleForm
from bot.ui.limits import CHOICES
from bot.ui.markup import code, plain
from bot.ui.notices import done, removed_list

if TYPE_CHECKING:
    from bot.models import Article, Draft

__all__ = ["Editing"]

SUFFIXES = (".txt", ".md")
MAX_FILES = 5
CORRECTORS = f"{EDITORS} An article that all servers share: the bot’s owner alone."


class Editing(BriefingCog, name="Editing"):
    """What editors may do; rights are checked here, when a command runs, in every form."""

    for_whom = EDITORS

    @command(
        "add Harbour reopens\nThe harbour opened again on Monday. Ships came in.",
        usage="add <text, link, file, or a reply to a message>",
    )
    @app_commands.describe(
        file="a .txt or .md file in UTF-8", text="a link, or the title and then the text; leave empty for a form"
    )
    async def add(self, ctx: Context, file: discord.Attachment | None = None, *, text: str = "") -> None:
        """Adds an article and shows what was understood."""
        asker = await self.editor(ctx)
        if ctx.interaction is not None and file is None and not text.strip():
            await show_form(ctx.interaction, ArticleForm("Add an article", self._form_sent))
            return
        async with typing(ctx):
            for draft in await self._drafts(ctx, file, text):
                article, analysis = await self.services.newsroom.add(asker.view, draft, by=asker.user_id)
                self.services.courier.wake()
                await send(ctx, added_page(article, analysis))

    @command(
        "edit 1 Harbour reopens\nThe harbour opened again on Tuesday. Ships came in.",
        usage="edit <article> <new text, link, file, or a reply>",
        for_whom=CORRECTORS,
    )
    @app_commands.describe(
        article="the article’s number, or words of its title",
        file="the new text as a .txt or .md file",
        text="the new title, then the new text",
    )
    async def edit(self, ctx: Context, article: str, file: discord.Attachment | None = None, *, text: str = "") -> None:
        """Gives an article a new text; restore takes it back."""
        target, by = await self._own_article(ctx, article)
        if ctx.interaction is not None and file is None and not text.strip():
            form = ArticleForm(f"Edit #{target.number}", self._form_sent, target)
            await show_form(ctx.interaction, form)
            return
        async with typing(ctx):
            draft = _with_known(target, (await self._drafts(ctx, file, text))[0])
            changed, analysis = await self.services.newsroom.edit(target, draft, by=by)
            await send(ctx, added_page(changed, analysis, edited=True))

    @command("remove 1", usage="remove <article>", for_whom=CORRECTORS)
    @app_commands.describe(article="the article’s number, or words of its title")
    async def remove(self, ctx: Context, *, article: str) -> None:
        """Takes an article out of every answer; restore brings it back."""
        target, by = await self._own_article(ctx, article)
        await self.services.newsroom.remove(target, by=by)
        prefix = await self.services.servers.prefix(view_in(ctx))
        await send(
            ctx,
            done(
                f"Removed **#{target.number}** {plain(target.title)}. "
                f"{code(f'{prefix}restore {target.number}')} undoes it."
            ),
        )

    @command("restore", "restore 1", usage="restore [article]", for_whom=CORRECTORS)
    @app_commands.describe(article="its number; without one you see what can be restored")
    async def restore(self, ctx: Context, *, article: str = "") -> None:
        """Brings a removed article back, or undoes the last edit of one."""
        if not article.strip():
            asker = await self.editor(ctx)
            prefix = await self.services.servers.prefix(asker.view)
            await send(ctx, removed_list(await self.services.library.removed(asker.view), prefix), private=True)
            return
        target, by = await self._own_article(ctx, article, removed=True)
        if target.removed_at is not None:
            await self.services.newsroom.restore(target, by=by)
            await send(ctx, done(f"Restored **#{target.number}** {plain(target.title)}."))
        else:
            undone = await self.services.newsroom.undo_edit(target, by=by)
            await send(ctx, done(f"Took back the last edit of **#{undone.number}** {plain(undone.title)}."))

    @edit.autocomplete("article")
    @remove.autocomplete("article")
    async def suggest_articles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Articles whose number or title fits what is typed so far."""
        return await self.article_choices(interaction, typed)

    @restore.autocomplete("article")
    async def suggest_removed(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """For editors, whom alone it concerns: what was removed, then what an edit can be undone of."""
        asker = await clicker_of(interaction, self.bot)
        if not is_editor(asker, await self.services.servers.settings(asker.view)):
            return []
        removed = await self.services.library.removed(asker.view)
        fitting = [line for line in removed if typed.casefold() in f"#{line.number} {line.title}".casefold()]
        return [*article_choices(fitting), *await self.article_choices(interaction, typed)][:CHOICES]

    async def _own_article(self, ctx: Context, words: str, *, removed: bool = False) -> tuple[Article, int]:
        """The article that is meant, which the asker may change, and the asker's id."""
        asker = await self.editor(ctx)
        if not words.strip():
            msg = "Which article? Give its number."
            raise InputError(msg)
        article = await self.services.library.find(asker.view, words, removed=removed)
        require_article_rights(asker, await self.services.servers.settings(asker.view), article.scope)
        return article, asker.user_id

    async def _drafts(self, ctx: Context, file: discord.Attachment | None, text: str) -> list[Draft]:
        """What a command brought: its text, its files, or the message it replies to; checked, at least one."""
        files = list(ctx.message.attachments) if ctx.interaction is None else [file] if file else []
        if not files and not text.strip():
            message = await _replied_to(ctx)
            if message is None:
                msg = "What should I add? Write a link or a text after it, attach a .txt file, or reply to a message."
                raise InputError(msg)
            files, text = list(message.attachments), message.content
        texts = [file for file in files if file.filename.lower().endswith(SUFFIXES)]
        if files and not texts:
            msg = "I can read .txt and .md files: save the article as plain text and attach that."
            raise InputError(msg)
        if texts:
            if len(texts) > MAX_FILES:
                msg = f"A message can bring {MAX_FILES} articles at most: send the other files in another one."
                raise InputError(msg)
            return [await _attached(file) for file in texts]
        link = link_in(text)
        return [await self.services.links.draft(link) if link else parse_document(text)]

    async def _form_sent(self, interaction: discord.Interaction, form: ArticleForm) -> None:
        """The form behind ``/add`` and ``/edit``: rights are checked again, they may be gone by now."""
        try:
            begin_click(self.services.rates, "article form", interaction)
            asker = await clicker_of(interaction, self.bot)
            settings = await self.services.servers.settings(asker.view)
            require_editor(asker, settings)
            draft = checked_draft(title=form.title_given, text=form.text_given)
            if form.article is None:
                article, analysis = await self.services.newsroom.add(asker.view, draft, by=asker.user_id)
                self.services.courier.wake()
            else:
                require_article_rights(asker, settings, form.article.scope)
                draft = _with_known(form.article, draft)
                article, analysis = await self.services.newsroom.edit(form.article, draft, by=asker.user_id)
            reply = added_page(article, analysis, edited=form.article is not None)
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            await respond(interaction, failure_notice(error, form="article", guild=interaction.guild_id), private=True)
        else:
            await respond(interaction, reply, private=False)


def _with_known(article: Article, draft: Draft) -> Draft:
    """A new text for an article, with its source, author, date and link where the new one says nothing of them."""
    return replace(
        draft,
        url=draft.url or article.url,
        source=draft.source or article.source,
        author=draft.author or article.author,
        published_at=draft.published_at or article.published_at,
    )


async def _replied_to(ctx: Context) -> discord.Message | None:
    """The message that the command's message replies to, or None where there is none (any more)."""
    reference = ctx.message.reference
    message_id = reference.message_id if reference else None
    if ctx.interaction is not None or reference is None or message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    try:
        return await attempt(lambda: ctx.channel.fetch_message(message_id))
    except FAILURES as error:
        msg = "I cannot see the message you replied to: copy its text after the command instead."
        raise InputError(msg) from error


async def _attached(file: discord.Attachment) -> Draft:
    if file.size > MAX_BYTES:
        msg = f"{file.filename} has {file.size:,} bytes; the limit is {MAX_BYTES:,}. Split it into several articles."
        raise InputError(msg)
    try:
        data = await file.read()
    except discord.HTTPException as error:
        msg = f"{file.filename} could not be fetched from Discord: try to attach it once more."
        raise InputError(msg) from error
    return parse_document(decode_text(data), title_needed=True)
