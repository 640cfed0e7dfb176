"""The approval channel: what sets it, and the buttons on the cards of articles that wait there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.cogs.answers import row_id
from bot.cogs.base import BriefingCog, clicker_of
from bot.cogs.failures import failure_notice
from bot.cogs.rate_limit import begin_click
from bot.cogs.sending import respond
from bot.models.approvals import ApprovalState
from bot.services.access import require_editor
from bot.services.approvals import ends_approval
from bot.ui.approval_pages import approval_ended, approval_set, approval_shown, decision_made, no_approval
from bot.ui.button_ids import APPROVAL_DECISIONS, Action, ButtonAction
from bot.ui.messages import notice

if TYPE_CHECKING:
    import discord

    from bot.services import Services
    from bot.services.access import Asker
    from bot.ui.reply import Reply

__all__ = ["ApprovalsCog", "set_approval"]


async def set_approval(services: Services, asker: Asker, channel_id: int | None, typed: str) -> Reply:
    """Sets, ends or shows the approval channel, for the subcommand of ``announce``. Raises InputError."""
    approvals, prefix = services.approvals, await services.guild_settings.prefix(asker.scope)
    if ends_approval(typed):
        return approval_ended(await approvals.end(asker.scope, by=asker.user_id))
    if channel_id is None and not typed:
        shown = await approvals.channel(asker.scope)
        return approval_shown(shown, prefix) if shown is not None else notice(no_approval(prefix))
    return approval_set(await approvals.set(asker.scope, channel_id, typed, by=asker.user_id), prefix)


class ApprovalsCog(BriefingCog, name="Approvals"):
    """Listens; has no commands."""

    @commands.Cog.listener()
    async def on_button_action(self, interaction: discord.Interaction, action: ButtonAction, _asker: int) -> None:
        """A button on a card was clicked: any editor may decide, and the answer is private. The card follows."""
        if action.kind not in APPROVAL_DECISIONS:
            return
        try:
            begin_click(self.services.rate_limits, action.kind, interaction, private=True)
            reply = await self._decide(clicker_of(interaction, self.bot), action)
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            reply = failure_notice(
                error, await self.prefix_of(interaction), button=action.kind, guild=interaction.guild_id
            )
        await respond(interaction, reply, private=True)

    async def _decide(self, asker: Asker, action: ButtonAction) -> Reply:
        """Carries out the decision. Raises NotAllowed if the asker may not make it."""
        require_editor(asker, await self.services.guild_settings.settings(asker.scope))
        decided = ApprovalState.DROPPED if action.kind is Action.REJECT else ApprovalState.APPROVED
        late = action.kind is Action.APPROVE_LATE
        approvals = self.services.approvals
        return decision_made(await approvals.decide(asker.scope, row_id(action), decided, by=asker.user_id, late=late))
