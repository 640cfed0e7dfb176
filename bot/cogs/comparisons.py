"""The command compare: two articles or two actors side by side."""

from __future__ import annotations

import discord

from bot.cogs.answers import answer
from bot.cogs.arguments import all_typed
from bot.cogs.autocomplete import Choices, suggest_articles, text_choices
from bot.cogs.base import BriefingCog, scope_in
from bot.cogs.decorators import command
from bot.cogs.sending import Context, send
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_CHOICES

__all__ = ["ComparisonsCog"]


class ComparisonsCog(BriefingCog, name="Comparisons"):
    """Compares for anyone."""

    @command("compare", aliases=["versus", "diff"])
    async def compare(self, ctx: Context, first: str, *, second: str = "") -> None:
        """Shows what two articles or two actors have in common, and what only one of them has."""
        scope, comparisons = scope_in(ctx), self.services.comparisons
        if ctx.interaction is not None and second.strip():
            pair = await comparisons.pair_of(scope, first, second)
        else:
            pair = await comparisons.pair_typed(scope, all_typed(ctx) or first)
        kind = Action.COMPARE_ARTICLES if pair.are_articles else Action.COMPARE_ACTORS
        await send(ctx, await answer(self.services, scope, ButtonAction(kind, pair.subject)))

    @compare.autocomplete("first")
    @compare.autocomplete("second")
    async def suggest(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests actors, and the articles that fit what is typed."""
        names = text_choices(await self.services.actors.suggest(scope_in(interaction), typed, limit=MAX_CHOICES // 2))
        return [*names, *await suggest_articles(self.services.library, interaction, typed)][:MAX_CHOICES]
