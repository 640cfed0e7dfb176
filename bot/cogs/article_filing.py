"""From what was sent to what is stored: asks where it is unclear what is meant, or where somebody else was faster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cogs.attached_text import read_file
from bot.errors import BriefingError, DuplicateArticle, EditConflict, InputError
from bot.intake.pasted.documents import parse_document, parse_metadata_edit
from bot.intake.pasted.intent import PastedContent, PasteIntent, classify_paste
from bot.services.access import require_article_rights, require_editor
from bot.services.newsroom import Filed, with_known
from bot.services.pending_choices import PendingChoice, PendingChoices
from bot.ui.article_pages import added_page
from bot.ui.button_ids import Ask, Question
from bot.ui.editor_questions import conflict_pages, link_question, restore_offer, tell_of_namesake, tell_of_update
from bot.ui.markup import plain
from bot.ui.notices import done
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.models.articles import Article, Draft
    from bot.services import Services
    from bot.services.access import Asker

__all__ = ["Filing", "Outcome", "refusal_told"]

ADDED = "Added as"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is answered, and in a few words what was done; ``saved`` unless something is still to be decided."""

    replies: tuple[Reply, ...]
    told: str
    saved: bool = True


class Filing:
    """Files texts, files and links for editors; ``target`` is the article to change, or None to add one.

    Rights are checked here, each time, for what is done then.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._offers = PendingChoices()

    def read(self, text: str, target: Article | None = None, title: str | None = None) -> Draft | PastedContent:
        """A pasted text as a draft, or what it may mean where that is a link. Raises InputError for neither."""
        if target is not None and title is None and (fields := parse_metadata_edit(text, target)) is not None:
            return fields
        pasted = classify_paste(text if title is None else f"{title}\n{text}")
        intent = pasted.intent
        if intent is PasteIntent.UNCLEAR and target:
            own = f"{target.text}\n{target.url}"
            intent = PasteIntent.TEXT if all(link in own for link in pasted.links) else intent
        return parse_document(text, title, _title_of(target)) if intent is PasteIntent.TEXT else pasted

    async def text(self, asker: Asker, text: str, target: Article | None = None, title: str | None = None) -> Outcome:
        """Files a pasted text, or the page behind its link; asks where either may be meant."""
        read = self.read(text, target, title)
        await self.require_rights(asker, target)
        if not isinstance(read, PastedContent):
            return await self.draft(asker, read, target)
        if read.intent is PasteIntent.LINK:
            return await self.draft(
                asker, await self._services.linked_articles.draft(read.links[0], scope=asker.scope), target
            )
        token = self._offers.add(PendingChoice(asker.scope, target, title=title, text=text, links=read.links))
        return Outcome((link_question(read.links, token),), "not added yet: is the link meant?", saved=False)

    async def file(
        self, asker: Asker, file: discord.Attachment, openers: Sequence[str], target: Article | None = None
    ) -> Outcome:
        """Files an attachment; a refusal names it."""
        data = await read_file(file)
        try:
            draft = await self._services.newsroom.parse(asker.scope, data, openers, _title_of(target))
        except InputError as error:
            msg = f"{file.filename}: {error}"
            raise InputError(msg) from error
        return await self.draft(asker, draft, target)

    async def draft(self, asker: Asker, draft: Draft, target: Article | None) -> Outcome:
        """Files a draft. Raises BriefingError where it cannot be filed."""
        await self.require_rights(asker, target)
        settings = await self._services.guild_settings.settings(asker.scope)
        newsroom, by = self._services.newsroom, asker.user_id
        try:
            if target is None:
                filed = await newsroom.file(
                    asker.scope,
                    draft,
                    by=by,
                    may_change=lambda known: require_article_rights(asker, settings, known.scope),
                )
                heading = "Updated" if filed.before else ADDED
            else:
                filed = Filed(*await newsroom.edit(target, with_known(target, draft), by=by, scope=asker.scope))
                heading = "Changed"
        except EditConflict as conflict:
            offer = PendingChoice(asker.scope, conflict.current, draft=draft)
            pages = conflict_pages(conflict.current, draft, self._offers.add(offer))
            return Outcome(pages, str(conflict), saved=False)
        except DuplicateArticle as error:
            if not error.removed:
                raise
            return Outcome((restore_offer(str(error), error.number),), str(error), saved=False)
        self._services.delivery_worker.wake()
        number, title = filed.article.number, filed.article.title
        told = f"{heading.lower()} #{number} {title}"
        here = heading == ADDED and await self._services.subscriptions.is_active_in(asker.scope, asker.channel_id)
        prefix = await self._services.guild_settings.prefix(asker.scope)
        undo = None if heading == ADDED else f"{prefix}restore {number}"
        page = added_page(filed.article, filed.analysis, done=heading, posted_here=here, undo=undo)
        if (
            heading == ADDED
            and (twin := await self._services.library.same_title(filed.article, asker.scope)) is not None
        ):
            tell_of_namesake(page, filed.article, twin, prefix)
        if filed.before is not None and filed.before.title != title:
            tell_of_update(page, filed.before)
        return Outcome((page,), told)

    async def check(self, asker: Asker, question: Question) -> None:
        """Raises NotFound where a choice is too old, NotAllowed where the asker may make none."""
        offer = None if question.ask is Ask.RESTORE else self._offers.find(question.subject, asker.scope)
        await self.require_rights(asker, offer.target if offer else None)

    async def decide(self, asker: Asker, question: Question) -> tuple[Reply, ...]:
        """Does what an editor chose by a button. Raises NotFound where the choice is too old."""
        if question.ask is Ask.RESTORE:
            return (await self.restore(asker, question.subject, removed_alone=True),)
        token = question.subject
        offer = self._offers.find(token, asker.scope)
        if question.ask is Ask.DISCARD:
            self._offers.drop(token)
            return (done("Your text was not saved: the article stays as it is."),)
        if question.ask is Ask.FETCH and len(offer.links) > 1 and offer.target is None:
            return (await self._chosen(asker, question, offer)).replies  # the other links may be wanted too
        self._offers.drop(token)  # a second click while this one is at work decides nothing
        saved = False
        try:
            outcome = await self._chosen(asker, question, offer)
            saved = outcome.saved
        finally:
            if not saved:
                self._offers.put_back(token, offer)
        return outcome.replies

    async def restore(self, asker: Asker, words: str, *, removed_alone: bool = False) -> Reply:
        """Brings a removed article back; takes back the last edit of one that is there, unless ``removed_alone``."""
        article = await self._services.library.find_to_restore(asker.scope, words)
        await self.require_rights(asker, article)
        newsroom = self._services.newsroom
        if article.removed_at is not None:
            await newsroom.restore(article, by=asker.user_id, scope=asker.scope)
            return done(f"Restored **#{article.number}** {plain(article.title)}.")
        if removed_alone:
            msg = f"#{article.number} is back already."
            raise InputError(msg)
        undone = await newsroom.undo_edit(article, by=asker.user_id, scope=asker.scope)
        return done(f"Took back the last edit of **#{undone.number}** {plain(undone.title)}.")

    async def _chosen(self, asker: Asker, question: Question, offer: PendingChoice) -> Outcome:
        if question.ask is Ask.KEEP_TEXT:
            draft = parse_document(offer.text, offer.title, _title_of(offer.target))
            return await self.draft(asker, draft, offer.target)
        if question.ask is Ask.FETCH and question.page < len(offer.links):
            await self.require_rights(asker, offer.target)
            draft = await self._services.linked_articles.draft(offer.links[question.page], scope=asker.scope)
            return await self.draft(asker, draft, offer.target)
        if offer.draft is None or offer.target is None:
            msg = "This button does not fit what you sent: give the command once more."
            raise InputError(msg)
        outcome = await self.draft(asker, offer.draft, offer.target)
        if outcome.saved and offer.target.removed_at is not None:
            await self._services.newsroom.restore(offer.target, by=asker.user_id, scope=asker.scope)
        return outcome

    async def require_rights(self, asker: Asker, target: Article | None) -> None:
        """Raises NotAllowed where the asker may not change this article, or add one."""
        settings = await self._services.guild_settings.settings(asker.scope)
        require_editor(asker, settings)
        if target is not None:
            require_article_rights(asker, settings, target.scope)


def _title_of(target: Article | None) -> str | None:
    """The title that stays where an article's new text has none."""
    return target.title if target else None


def refusal_told(error: BriefingError, name: str) -> str:
    """A refusal in a list that names the file already."""
    reason = str(error).removeprefix(f"{name}: ")
    return f"not added. {reason.replace(name, 'It', 1) if reason.startswith(name) else reason}"
