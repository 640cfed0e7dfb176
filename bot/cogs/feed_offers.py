"""Feeds that were found and shown to an editor, who may follow them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.pending_choices import PendingChoices
from bot.ui import feed_messages as messages
from bot.ui.feed_pages import destination, post_look
from bot.ui.feed_preview_page import feed_preview_page
from bot.ui.messages import add_deadline

if TYPE_CHECKING:
    from bot.services import Services
    from bot.services.access import Asker
    from bot.services.feeds.finding import FoundFeed
    from bot.ui.reply import Reply

__all__ = ["FeedOffers"]

MAX_OFFERS = 10
"""Each holds what was fetched of a feed, which may be megabytes: the oldest lapses first."""


@dataclass(frozen=True, slots=True)
class _FeedOffer:
    scope: int
    found: FoundFeed


class FeedOffers:
    """Keeps what was found in memory until somebody decides. The caller checks rights."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._offers: PendingChoices[_FeedOffer] = PendingChoices(services.clock, MAX_OFFERS)

    async def offer(self, asker: Asker, link: str) -> tuple[Reply, str]:
        """Shows the feed of a site with its last items; returns the page, and the token of the choice.

        Raises BriefingError if there is no feed, or if it is followed already.
        """
        feeds, scope = self._services.feeds, asker.scope
        found = await feeds.find(link, scope=scope)
        preview = await feeds.preview(found, scope=scope)
        token, until = self._offers.add(_FeedOffer(scope, found))
        subscriptions = await self._services.subscriptions.of(scope)
        page = feed_preview_page(preview, token, destination(subscriptions), post_look(subscriptions))
        return add_deadline(page, until), token

    async def follow(self, asker: Asker, token: str) -> Reply:
        """Follows a feed that was shown. Raises ChoiceLapsed or NotFound if that is too long ago."""
        offer = self._offers.find(token, asker.scope)
        self._offers.drop(token)  # so that a second click meanwhile decides nothing
        try:
            feed = await self._services.feeds.add(
                asker.scope, offer.found, by=asker.user_id, channel_id=asker.channel_id
            )
        except BaseException:
            self._offers.put_back(token, offer)
            raise
        where = destination(await self._services.subscriptions.of(asker.scope))
        return messages.following(feed, where, await self._services.guild_settings.prefix(asker.scope))

    def discard(self, asker: Asker, token: str) -> None:
        """Forgets a feed that was shown. Raises as ``follow`` does."""
        self._offers.find(token, asker.scope)
        self._offers.drop(token)
