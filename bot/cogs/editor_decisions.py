"""Carries out what an editor chose by a button.

That is: keep or discard an article that was shown, fetch a link or keep the text, overwrite or discard, restore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cogs.article_saving import SaveResult, proposed_draft, title_of
from bot.errors import InputError
from bot.intake.pasted.documents import parse_document
from bot.ui.button_ids import Action
from bot.ui.editing_messages import DISCARDED, NO_SUCH_CHOICE
from bot.ui.messages import done
from bot.ui.preview_page import dropped

if TYPE_CHECKING:
    from bot.cogs.article_saving import ArticleSaver
    from bot.services import Services
    from bot.services.access import Asker
    from bot.services.pending_choices import PendingChoice
    from bot.ui.button_ids import ButtonAction

__all__ = ["EditorDecisions"]


class EditorDecisions:
    """The choices that ``saver`` keeps until somebody makes them."""

    def __init__(self, services: Services, saver: ArticleSaver) -> None:
        self._services = services
        self._saver = saver

    async def decide(self, asker: Asker, action: ButtonAction) -> SaveResult:
        """Carries out the choice. Raises NotFound if the choice is too old, NotAllowed if the asker may not make it."""
        if action.kind is Action.RESTORE:
            await self._saver.require_rights(asker, None)
            return SaveResult((await self._saver.restore(asker, action.subject, removed_only=True),), "")
        token, pending = action.subject, self._saver.pending
        await self._saver.require_rights(asker, pending.find(token, asker.scope).target)
        choice = pending.find(token, asker.scope)  # it may have been decided meanwhile
        if action.kind in (Action.DISCARD, Action.DROP):
            pending.drop(token)
            return SaveResult((done(DISCARDED) if choice.target else dropped(proposed_draft(choice)),), "")
        if action.kind is Action.FETCH and len(choice.links) > 1 and choice.target is None:
            return await self._save(asker, action, choice)  # the other links may be wanted too
        pending.drop(token)  # so that a second click meanwhile decides nothing
        settled = False
        try:
            result = await self._save(asker, action, choice)
            settled = result.settled
        finally:
            if not settled:
                pending.put_back(token, choice)
        return result

    async def title(self, asker: Asker, token: str) -> str:
        """The title of a proposed article, to be edited. Raises as ``decide`` does."""
        await self._saver.require_rights(asker, None)
        return proposed_draft(self._saver.pending.find(token, asker.scope)).title

    async def _save(self, asker: Asker, action: ButtonAction, choice: PendingChoice) -> SaveResult:
        if action.kind is Action.KEEP:
            return await self._saver.keep(asker, choice)
        if action.kind is Action.KEEP_TEXT:
            draft = parse_document(choice.text, choice.title, title_of(choice.target))
            return await self._saver.save_draft(asker, draft, choice.target)
        if action.kind is Action.FETCH and action.argument < len(choice.links):
            return await self._saver.save_link(asker, choice.links[action.argument], choice.target)
        if choice.draft is None or choice.target is None:
            raise InputError(NO_SUCH_CHOICE)
        result = await self._saver.save_draft(asker, choice.draft, choice.target)
        if result.settled and choice.target.removed_at is not None:
            await self._services.newsroom.restore(choice.target, by=asker.user_id, scope=asker.scope)
        return result
