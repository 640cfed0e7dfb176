"""The commands that tell what happened: brief, on one page over everything new, and timeline, story by story."""

from __future__ import annotations

import discord

from bot.cogs.answers import answer
from bot.cogs.autocomplete import Choices, text_choices
from bot.cogs.base import BriefingCog, scope_in
from bot.cogs.decorators import command
from bot.cogs.sending import Context, send
from bot.models.suggestions import SuggestionKind
from bot.services.briefing_subjects import typed_subject
from bot.services.briefings import BRIEF_SENTENCES
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_CHOICES

__all__ = ["BriefingsCog"]


class BriefingsCog(BriefingCog, name="Briefings"):
    """Tells anyone what happened."""

    @command("brief", aliases=["briefing", "catchup"])
    async def brief(self, ctx: Context, *, about: str = "") -> None:
        """Shows what was added since the last briefing in this channel, or the briefing of a period, theme or actor."""
        scope, briefings, newest_id = scope_in(ctx), self.services.briefings, None
        library, actors = self.services.library, self.services.actors
        if about.strip():
            subject = await typed_subject(library, actors, scope, about, SuggestionKind.BRIEFED)
        else:
            subject, newest_id = await briefings.since_last_asked(scope, ctx.channel.id)
        reply = await answer(self.services, scope, ButtonAction(Action.BRIEF, str(subject), BRIEF_SENTENCES))
        if await send(ctx, reply) and newest_id is not None:
            await briefings.mark_asked(scope, ctx.channel.id, newest_id)

    @command("timeline", aliases=["chronology"])
    async def timeline(self, ctx: Context, *, about: str) -> None:
        """Shows what happened to an actor or in a theme, perhaps in a period, in one sentence for each story."""
        scope = scope_in(ctx)
        subject = await typed_subject(
            self.services.library, self.services.actors, scope, about, SuggestionKind.TIMELINE
        )
        await send(ctx, await answer(self.services, scope, ButtonAction(Action.TIMELINE, str(subject))))

    @brief.autocomplete("about")
    @timeline.autocomplete("about")
    async def suggest_names(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests actors."""
        return text_choices(await self.services.actors.suggest(scope_in(interaction), typed, limit=MAX_CHOICES))
