"""Saves what an editor sent: reads it into a draft, stores it, and shows what was understood.

What was read from a link is shown before it is stored, unless the server's editors chose otherwise. If it is unclear
what is meant, or if somebody else changed the article meanwhile, it asks by buttons; ``editor_decisions`` carries out
the choice. Rights are checked here for every change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.cogs.command_input import read_file
from bot.errors import BriefingError, DuplicateArticle, EditConflict, InputError, KnownLink
from bot.intake.drafts import with_title
from bot.intake.pasted.documents import parse_document, parse_metadata_edit
from bot.intake.pasted.intent import PastedContent, PasteIntent, classify_paste, is_long_enough
from bot.intake.pasted.title_detection import is_title_from_text
from bot.services.access import require_article_rights, require_editor
from bot.services.newsroom import SavedArticle, complete_draft
from bot.services.pending_choices import PendingChoice, PendingChoices
from bot.ui.added_page import ADDED, CHANGED, UPDATED, add_changes, add_same_title, add_updated, added_page
from bot.ui.approval_pages import add_waiting
from bot.ui.editing_messages import (
    NO_SUCH_CHOICE,
    ONE_TEXT,
    added_meanwhile,
    already_restored,
    edit_undone,
    restored,
    too_many_to_show,
)
from bot.ui.editor_questions import LINK_MEANT, conflict_pages, link_question, restore_offer
from bot.ui.messages import add_deadline
from bot.ui.preview_page import add_front_page, preview_page, where_posted

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    import discord

    from bot.cogs.command_input import CommandInput
    from bot.intake.files.reading import FoundText
    from bot.models.articles import Article, Draft
    from bot.services import Services
    from bot.services.access import Asker
    from bot.ui.reply import Reply

__all__ = ["MAX_CARDS", "ArticleSaver", "Outcome", "SaveResult", "links_meant", "proposed_draft", "title_of"]

MAX_CARDS = 5
"""Of the texts of one message, so many are shown in full; of more, only those that somebody has to decide about.

A file that is shown before it is stored has no more texts: each of them is to be decided about.
"""


@dataclass(frozen=True, slots=True)
class SaveResult:
    """The answer, and the outcome in a few words, empty if the answer says all.

    ``settled`` unless what was sent is still needed to decide something.
    """

    replies: tuple[Reply, ...]
    text: str
    settled: bool = True


Outcome = tuple[str, SaveResult | BriefingError]
"""The name of what was sent, and what became of it."""


class ArticleSaver:
    """Saves texts, files and links for editors; ``target`` is the article to change, or None to add one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.pending: PendingChoices[PendingChoice] = PendingChoices(services.clock)

    async def save_text(
        self,
        asker: Asker,
        text: str,
        target: Article | None = None,
        title: str | None = None,
        *,
        show_first: bool = False,
    ) -> SaveResult:
        """Saves a pasted text, or the page at its link; asks if either may be meant.

        With ``show_first``, or if it may be a mere remark, a new article is shown before it is stored. Raises
        BriefingError if it cannot be saved.
        """
        read = _read(text, target, title)
        await self.require_rights(asker, target)
        if not isinstance(read, PastedContent):
            is_unsure = target is None and _may_be_remark(read)
            return await (
                self.propose(asker, read) if show_first or is_unsure else self.save_draft(asker, read, target)
            )
        if read.intent is PasteIntent.LINK:
            return await self.save_link(asker, read.links[0], target)
        choice = PendingChoice(asker.scope, target, title=title, text=text, links=read.links)
        token, until = self.pending.add(choice)
        return SaveResult((add_deadline(link_question(read.links, token), until),), LINK_MEANT, settled=False)

    async def save_link(self, asker: Asker, link: str, target: Article | None = None) -> SaveResult:
        """Saves the page at a link; a new article is shown first, if it may be a front page even where links are not.

        Raises BriefingError if it cannot be saved.
        """
        draft = await self._services.linked_articles.draft(link, scope=asker.scope)
        asks = draft.may_be_front_page or await self._services.guild_settings.confirm_links(asker.scope)
        if target is None and asks:
            return await self.propose(asker, draft)
        return await self.save_draft(asker, draft, target)

    async def propose(self, asker: Asker, draft: Draft) -> SaveResult:
        """Shows a new article with the choice to keep it. Raises BriefingError if it could not be saved."""
        await self.require_rights(asker, None)
        draft = self._services.newsroom.completed(draft)
        choice = PendingChoice(asker.scope, draft=draft)
        token, until = self.pending.add(choice)
        try:
            known, page = await self._preview(asker, draft, token)
        except BriefingError as error:
            self.pending.drop(token)
            return await self._offer_to_restore(asker, error)
        self.pending.put_back(token, replace(choice, known=known))
        return SaveResult((add_deadline(page, until),), "")

    async def change_title(self, asker: Asker, token: str, title: str) -> Reply:
        """Shows a proposed article under another title. Raises BriefingError if it could not be saved under it."""
        await self.require_rights(asker, None)
        choice = self.pending.find(token, asker.scope)
        draft = with_title(proposed_draft(choice), title)
        known, page = await self._preview(asker, draft, token)
        self.pending.find(token, asker.scope)  # it may have been decided meanwhile
        return add_deadline(page, self.pending.put_back(token, replace(choice, draft=draft, known=known)))

    async def _preview(self, asker: Asker, draft: Draft, token: str) -> tuple[Article | None, Reply]:
        """The article whose text a draft would replace, and the page that shows both."""
        known = await self._services.newsroom.known_article(asker.scope, draft)
        if known is not None:
            await self.require_rights(asker, known)
        but = known.id if known is not None else None
        same_title = await self._services.library.same_title(asker.scope, draft.title, but=but)
        story = await self._services.newsroom.likely_story(asker.scope, draft) if known is None else None
        subscriptions = await self._services.subscriptions.of(asker.scope)
        prefix = await self._prefix(asker)
        where = where_posted(asker.scope, subscriptions, story, prefix)
        page = preview_page(draft, token, known, same_title, story, where)
        return known, add_front_page(page, draft, prefix)

    async def save_file(
        self,
        asker: Asker,
        file: discord.Attachment,
        openers: Sequence[str],
        target: Article | None = None,
        *,
        show_first: bool = False,
    ) -> list[Outcome]:
        """Saves an attachment: its name with the result, or the names and results of the members of a zip file.

        Raises InputError, naming the file, if it cannot be read.
        """
        data = await read_file(file)
        try:
            found = await self._services.newsroom.read_file(asker.scope, file.filename, data, openers, title_of(target))
        except InputError as error:
            msg = f"{file.filename}: {error.marked}"
            raise InputError(msg) from error
        if target is not None and len(found) > 1:
            raise InputError(ONE_TEXT)
        if show_first and len(found) > MAX_CARDS:
            raise InputError(too_many_to_show(file.filename, MAX_CARDS))
        return [(text.name, await self._save_found(asker, text, target, show_first=show_first)) for text in found]

    async def _save_found(
        self, asker: Asker, text: FoundText, target: Article | None, *, show_first: bool
    ) -> SaveResult | BriefingError:
        """Saves the text of a file, or says why it has none: the other members of a zip file are saved all the same."""
        if text.draft is None:
            return InputError(text.reason)
        try:
            return await (self.propose(asker, text.draft) if show_first else self.save_draft(asker, text.draft, target))
        except BriefingError as error:
            return error

    async def save_draft(self, asker: Asker, draft: Draft, target: Article | None) -> SaveResult:
        """Saves a draft; asks if the article was changed or removed meanwhile, or had been removed before.

        Raises BriefingError if it cannot be saved.
        """
        await self.require_rights(asker, target)
        return await self._saved(asker, draft, self._save(asker, draft, target))

    async def keep(self, asker: Asker, choice: PendingChoice) -> SaveResult:
        """Stores a proposed article as ``save_draft`` does, but replaces no text that the editor was not told of."""
        draft = proposed_draft(choice)
        await self.require_rights(asker, choice.known)
        return await self._saved(asker, draft, self._keep(asker, draft, choice.known))

    async def _saved(
        self, asker: Asker, draft: Draft, saving: Coroutine[object, object, tuple[str, SavedArticle]]
    ) -> SaveResult:
        try:
            heading, saved = await saving
        except EditConflict as conflict:
            token, until = self.pending.add(PendingChoice(asker.scope, conflict.current, draft=draft))
            now, yours = conflict_pages(conflict.current, draft, token)
            return SaveResult(
                (now, add_deadline(yours, until)), conflict.written(await self._prefix(asker)), settled=False
            )
        except DuplicateArticle as error:
            return await self._offer_to_restore(asker, error)
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
            require_article_rights(asker, settings, target)

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
            may_change=lambda known: require_article_rights(asker, settings, known),
        )
        return UPDATED if saved.before else ADDED, saved

    async def _keep(self, asker: Asker, draft: Draft, known: Article | None) -> tuple[str, SavedArticle]:
        newsroom = self._services.newsroom
        try:
            if known is None:
                return ADDED, SavedArticle(*await newsroom.add(asker.scope, draft, by=asker.user_id))
            changed, analysis = await newsroom.update(known, draft, by=asker.user_id, scope=asker.scope)
        except KnownLink as error:
            raise InputError(added_meanwhile(error.article)) from error
        return UPDATED, SavedArticle(changed, analysis, before=known)

    async def _saved_reply(self, asker: Asker, heading: str, saved: SavedArticle) -> Reply:
        article, before = saved.article, saved.before
        prefix = await self._prefix(asker)
        if before is None:
            subscriptions = self._services.subscriptions
            posted_here = await subscriptions.posts_soon(asker.scope, asker.channel_id, article.id)
            reply = added_page(article, saved.analysis, heading, posted_here=posted_here)
            if (waits_in := await subscriptions.waits_in(asker.scope, article.id)) is not None:
                reply = add_waiting(reply, waits_in)
            other = await self._services.library.same_title(asker.scope, article.title, but=article.id)
            return reply if other is None else add_same_title(reply, article, other, prefix)
        reply = add_changes(added_page(article, saved.analysis, heading), article, before, prefix)
        return add_updated(reply, before) if heading == UPDATED and before.title != article.title else reply

    async def _offer_to_restore(self, asker: Asker, error: BriefingError) -> SaveResult:
        """Offers to restore the removed article that a draft repeats. Raises any other error."""
        if not (isinstance(error, DuplicateArticle) and error.removed):
            raise error
        said = error.written(await self._prefix(asker))
        return SaveResult((restore_offer(said, error.number),), said, settled=False)

    async def _prefix(self, asker: Asker) -> str:
        return await self._services.guild_settings.prefix(asker.scope)


def links_meant(brought: CommandInput) -> tuple[str, ...]:
    """The links whose pages are meant; none if the text itself is, or if only the person can tell.

    Beside a link in somebody else's message, a few words are a remark about it.
    """
    pasted = classify_paste(brought.text)
    several = pasted.links_only and len(pasted.links) > 1
    is_clear = pasted.intent is PasteIntent.LINK or several or brought.from_message
    return pasted.links if is_clear and pasted.intent is not PasteIntent.TEXT else ()


def proposed_draft(choice: PendingChoice) -> Draft:
    """The draft of a choice. Raises InputError if it has none, because the button belongs to another choice."""
    if choice.draft is None or choice.target is not None:
        raise InputError(NO_SUCH_CHOICE)
    return choice.draft


def title_of(target: Article | None) -> str | None:
    """The title that an article keeps if its new text has none."""
    return target.title if target else None


def _may_be_remark(draft: Draft) -> bool:
    """True if a text has no title of its own, nothing that says where it is from, and not the length of an article."""
    is_credited = draft.source or draft.author or draft.published_at or draft.url
    return not is_credited and is_title_from_text(draft.title, draft.text) and not is_long_enough(draft.text)


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
