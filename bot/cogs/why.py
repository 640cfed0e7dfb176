"""The command why: what became of an article, or of an item of a feed, in each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.cogs.autocomplete import Choices, suggest_articles
from bot.cogs.base import BriefingCog
from bot.cogs.decorators import command
from bot.cogs.sending import Context, send
from bot.errors import NotFound
from bot.services.feeds.item_stages import ONLY_REMEMBERED
from bot.services.lookup.articles import link_key_in
from bot.ui.feed_item_pages import history_lines, unposted_page
from bot.ui.feed_messages import unknown_link
from bot.ui.subscription_pages import delivery_status_page

if TYPE_CHECKING:
    import discord

    from bot.models.articles import Article
    from bot.services.access import Asker
    from bot.services.feeds.item_history import ItemHistory

__all__ = ["WhyCog"]


class WhyCog(BriefingCog, name="Why"):
    """Shows editors where an article was posted, and why not elsewhere."""

    @command("why")
    @commands.guild_only()
    async def why(self, ctx: Context, *, article: str = "") -> None:
        """Shows for each channel whether an article was posted, is waiting, or why it was not posted.

        Of an article or an item from a feed it also shows the stages that it went through.
        """
        asker = await self.require_editor(ctx)
        found, items = await self._article_and_items(asker, article)
        if found is None:
            await send(ctx, unposted_page(items))
            return
        statuses = await self.services.subscriptions.delivery_statuses(asker.scope, found)
        history = [line for item in items for line in history_lines(item)]
        is_old = any(item.article and not item.record.is_posted for item in items)
        why = ONLY_REMEMBERED if is_old else ""
        prefix = await self.prefix_of(ctx)
        await send(ctx, delivery_status_page(found, statuses, prefix, history, never_posted=why))

    @why.autocomplete("article")
    async def suggest_articles(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests articles."""
        return await suggest_articles(self.services.library, interaction, typed)

    async def _article_and_items(self, asker: Asker, words: str) -> tuple[Article | None, list[ItemHistory]]:
        """The article that was asked for, None if a link belongs to items alone, and the items of feeds with it.

        Raises NotFound if there is neither.
        """
        histories = self.services.item_histories
        try:
            found = await self.services.library.find(asker.scope, words, removed=True)
        except NotFound as error:
            items = await histories.of_link(asker.scope, words)
            if not items and link_key_in(words.strip()):
                prefix = await self.services.guild_settings.prefix(asker.scope)
                raise NotFound(unknown_link(prefix)) from error
            if not items:
                raise
            return next((item.article for item in items if item.article), None), items
        return found, await histories.of_article(asker.scope, found)
