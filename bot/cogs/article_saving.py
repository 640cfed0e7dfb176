"""Saves what an editor sent: reads it into a draft, stores it, and shows what was understood.

If it is unclear what is meant, or if somebody else changed the article meanwhile, it asks by buttons;
``editor_decisions`` carries out the choice. Rights are checked here for every change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cogs.command_input import read_file
from bot.errors import DuplicateArticle, EditConflict, InputError
from bot.intake.pasted.documents import parse_document, parse_metadata_edit
from bot.intake.pasted.intent import PastedContent, PasteIntent, classify_paste
from bot.services.access import require_article_rights, require_editor
from bot.services.newsroom import SavedArticle, complete_draft
from bot.services.pending_choices import PendingChoice, PendingChoices
from bot.ui.added_page import ADDED, CHANGED, UPDATED, add_changes, add_same_title, add_updated, added_page
from bot.ui.editing_messages import already_restored, edit_undone, restored
from bot.ui.editor_questions import LINK_MEANT, conflict_pages, link_question, restore_offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.models.articles import Article, Draft
    from bot.services import Services
    from bot.services.access import Asker
    from bot.ui.reply import Reply

__all__ = ["ArticleSaver", "SaveResult", "title_of"]


@dataclass(frozen=True, slots=True)
class SaveResult:
    """The answer, and the outcome in a few words; ``saved`` unless something is still to be decided."""

    replies: tuple[Reply, ...]
    text: str
    saved: bool = True


class ArticleSaver:
    """Saves texts, files and links for editors; ``target`` is the article to change, or None to add one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.pending: PendingChoices[PendingChoice] = PendingChoices()

    async def save_text(
        self, asker: Asker, text: str, target: Article | None = None, title: str | None = None
    ) -> SaveResult:
        """Saves a pasted text, or the page at its link; asks if either may be meant.

        Raises BriefingError if it cannot be saved.
        """
        read = _read(text, target, title)
        await self.require_rights(asker, target)
        if not isinstance(read, PastedContent):
            return await self.save_draft(asker, read, target)
        if read.intent is PasteIntent.LINK:
            return await self.save_link(asker, read.links[0], target)
        choice = PendingChoice(asker.scope, target, title=title, text=text, links=read.links)
        return SaveResult((link_question(read.links, self.pending.add(choice)),), LINK_MEANT, saved=False)

    async def save_link(self, asker: Asker, link: str, target: Article | None) -> SaveResult:
        """Saves the page at a link. Raises BriefingError if it cannot be saved."""
        draft = await self._services.linked_articles.draft(link, scope=asker.scope)
        return await self.save_draft(asker, draft, target)

    async def save_file(
        self, asker: Asker, file: discord.Attachment, openers: Sequence[str], target: Article | None = None
    ) -> SaveResult:
        """Saves an attachment. Raises BriefingError, naming the file, if it cannot be read or saved."""
        data = await read_file(file)
        try:
            draft = await self._services.newsroom.parse(asker.scope, data, openers, title_of(target))
        except InputError as error:
            msg = f"{file.filename}: {error}"
            raise InputError(msg) from error
        return await self.save_draft(asker, draft, target)

    async def save_draft(self, asker: Asker, draft: Draft, target: Article | None) -> SaveResult:
        """Saves a draft; asks if the article was changed or removed meanwhile, or had been removed before.

        Raises BriefingError if it cannot be saved.
        """
        await self.require_rights(asker, target)
        try:
            heading, saved = await self._save(asker, draft, target)
        except EditConflict as conflict:
            token = self.pending.add(PendingChoice(asker.scope, conflict.current, draft=draft))
            return SaveResult(conflict_pages(conflict.current, draft, token), str(conflict), saved=False)
        except DuplicateArticle as error:
            if not error.removed:
                raise
            return SaveResult((restore_offer(str(error), error.number),), str(error), saved=False)
        self._services.delivery_worker.wake()
        text = f"{heading.lower()} #{saved.article.number} {saved.article.title}"
        return SaveResult((await self._saved_reply(asker, heading, saved),), text)

    async def restore(self, asker: Asker, words: str, *, removed_only: bool = False) -> Reply:
        """Restores a removed article; for any other, undoes the last edit unless ``removed_only``."""
        article = await self._services.library.find_to_restore(asker.scope, words)
        await self.require_rights(asker, article)
        newsroom = self._services.newsroom
        if article.removed_at is not None:
            await newsroom.restore(article, by=asker.user_id, scope=asker.scope)
            return restored(article)
        if removed_only:
            raise InputError(already_restored(article.number))
        return edit_undone(await newsroom.undo_edit(article, by=asker.user_id, scope=asker.scope))

    async def require_rights(self, asker: Asker, target: Article | None) -> None:
        """Raises NotAllowed if the asker may not change this article, or add one."""
        settings = await self._services.guild_settings.settings(asker.scope)
        require_editor(asker, settings)
        if target is not None:
            require_article_rights(asker, settings, target.scope)

    async def _save(self, asker: Asker, draft: Draft, target: Article | None) -> tuple[str, SavedArticle]:
        newsroom = self._services.newsroom
        if target is not None:
            draft = complete_draft(target, draft)
            changed, analysis = await newsroom.edit(target, draft, by=asker.user_id, scope=asker.scope)
            return CHANGED, SavedArticle(changed, analysis, before=target)
        settings = await self._services.guild_settings.settings(asker.scope)
        saved = await newsroom.add_or_update(
            asker.scope,
            draft,
            by=asker.user_id,
            may_change=lambda known: require_article_rights(asker, settings, known.scope),
        )
        return UPDATED if saved.before else ADDED, saved

    async def _saved_reply(self, asker: Asker, heading: str, saved: SavedArticle) -> Reply:
        article, before = saved.article, saved.before
        prefix = await self._services.guild_settings.prefix(asker.scope)
        if before is None:
            posted_here = await self._services.subscriptions.is_active_in(asker.scope, asker.channel_id)
            reply = added_page(article, saved.analysis, heading, posted_here=posted_here)
            other = await self._services.library.same_title(article, asker.scope)
            return reply if other is None else add_same_title(reply, article, other, prefix)
        reply = add_changes(added_page(article, saved.analysis, heading), article, before, prefix)
        return add_updated(reply, before) if heading == UPDATED and before.title != article.title else reply


def title_of(target: Article | None) -> str | None:
    """The title that an article keeps if its new text has none."""
    return target.title if target else None


def _read(text: str, target: Article | None, title: str | None) -> Draft | PastedContent:
    """Reads a pasted text as a draft, or, if it has links, as what it may mean. Raises InputError if it is neither."""
    if target is not None and title is None and (fields := parse_metadata_edit(text, target)) is not None:
        return fields
    pasted = classify_paste(text if title is None else f"{title}\n{text}")
    intent = pasted.intent
    if intent is PasteIntent.UNCLEAR and target:
        own = f"{target.text}\n{target.url}"
        intent = PasteIntent.TEXT if all(link in own for link in pasted.links) else intent
    return parse_document(text, title, title_of(target)) if intent is PasteIntent.TEXT else pasted
