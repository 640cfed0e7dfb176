"""The command story and its subcommands: which articles tell the same, and what editors change about it."""

from __future__ import annotations

import re

import discord

from bot.cogs.answers import answer
from bot.cogs.autocomplete import Choices, suggest_articles
from bot.cogs.base import BriefingCog, scope_in
from bot.cogs.decorators import group, subcommand
from bot.cogs.sending import Context, send
from bot.errors import InputError
from bot.models.articles import Article
from bot.services.access import Asker, require_article_rights
from bot.services.lookup.articles import has_number
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.story_pages import ONE_OTHER, story_joined, story_parted

__all__ = ["StoriesCog"]

_CONNECTION = re.compile(
    r"^(?:(?:and|to|with|into)\s+|[,&+]\s*)?(?:(?:the\s+)?story\s+(?:of\s+)?)?(?=\S)", re.IGNORECASE
)
"""What may connect the two articles: "join 2 and 1", "join 2 to the story of 1"."""


class StoriesCog(BriefingCog, name="Stories"):
    """Shows a story to anyone; editors join an article to another story, or part it from its own."""

    @group("story", fallback="show")
    async def story(self, ctx: Context, *, article: str = "") -> None:
        """Shows the articles that tell the same story as one."""
        scope = scope_in(ctx)
        found = await self.services.library.find_story(scope, article)
        await send(ctx, await answer(self.services, scope, ButtonAction(Action.STORY, str(found.id))))

    @subcommand(story, "join")
    async def join(self, ctx: Context, article: str, *, other: str) -> None:
        """Moves an article to the story of another one."""
        asker = await self.require_editor(ctx)
        other = _CONNECTION.sub("", other, count=1)
        given = other.replace(",", " ").split()
        if len(given) > 1 and all(map(has_number, given)):
            raise InputError(ONE_OTHER)
        target = await self._article(asker, article)
        story = await self.services.library.find_story(asker.scope, other)
        await self.services.newsroom.join_story(target, story, by=asker.user_id)
        self.services.delivery_worker.wake()
        await send(ctx, story_joined(target, story, await self.services.guild_settings.prefix(asker.scope)))

    @subcommand(story, "part")
    async def part(self, ctx: Context, *, article: str) -> None:
        """Gives an article a story of its own."""
        asker = await self.require_editor(ctx)
        target = await self._article(asker, article)
        posted = await self.services.newsroom.part_story(target, by=asker.user_id, scope=asker.scope)
        self.services.delivery_worker.wake()
        await send(ctx, story_parted(target, posted, await self.services.guild_settings.prefix(asker.scope)))

    @story.autocomplete("article")
    @join.autocomplete("article")
    @join.autocomplete("other")
    @part.autocomplete("article")
    async def suggest_articles(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests articles."""
        return await suggest_articles(self.services.library, interaction, typed)

    async def _article(self, asker: Asker, words: str) -> Article:
        """The given article. Raises NotAllowed if the asker may not change it."""
        found = await self.services.library.find(asker.scope, words)
        require_article_rights(asker, await self.services.guild_settings.settings(asker.scope), found)
        return found
