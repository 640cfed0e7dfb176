"""What editors see of a feed that was found: its last items as they would be posted, and whether to follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.ui.button_ids import Action, ButtonAction
from bot.ui.feed_pages import CUT_OFF, MAX_ADDRESS, NO_ITEMS, short_reason, short_title
from bot.ui.limits import cut
from bot.ui.markup import code
from bot.ui.messages import TROUBLE_COLOUR
from bot.ui.posts import unposted_card
from bot.ui.preview_page import same_story
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from bot.models.guilds import PostLook
    from bot.services.feeds.previews import PreviewedItem
    from bot.services.feeds.registry import FeedPreview

__all__ = ["feed_preview_page", "item_card", "same_as", "without_items"]

NOT_FOLLOWED = "This address is not followed yet. If you follow it, its latest items are added without being posted"


def feed_preview_page(preview: FeedPreview, token: str, where: str, look: PostLook) -> Reply:
    """The question whether to follow a feed, and below it a card for each of its last items.

    ``where`` is from ``feed_pages.destination``, and ``look`` is how posts look there.
    """
    embed = discord.Embed(title=short_title(preview.found.title), colour=COLOUR)
    embed.set_author(name="Follow this feed?")
    then = f"each new one {where}" if where else "new ones are added as they appear"
    count = len(preview.items)
    last = f"Its last {count} items as they would be posted:" if count > 1 else "Its last item as it would be posted:"
    lines = [
        code(cut(preview.found.url, MAX_ADDRESS)),
        same_as(preview),
        f"{NOT_FOLLOWED}; after that, {then}.",
        last if preview.items else without_items(preview),
    ]
    embed.description = "\n".join(filter(None, lines))
    follow, discard = ButtonAction(Action.FOLLOW_FEED, token), ButtonAction(Action.DISCARD_FEED, token)
    buttons = (Button("Follow it", follow), Button("Discard", discard))
    return Reply(embed, buttons, cards=tuple(item_card(item, look) for item in preview.items))


def same_as(preview: FeedPreview) -> str:
    """That a feed seems to be followed already under another address; "" if it does not."""
    if (feed := preview.same_as) is None:
        return ""
    known = f"feed {feed.id}, {short_title(feed.title)} ({code(cut(feed.url, MAX_ADDRESS))})"
    return f"**It looks like {known}**, which is followed already: one of the two is enough."


def without_items(preview: FeedPreview) -> str:
    """Why no items of a feed are shown."""
    return CUT_OFF if preview.found.read.document.is_damaged else NO_ITEMS


def item_card(item: PreviewedItem, look: PostLook) -> discord.Embed:
    """The card of the post that an item would get, or why it would get none."""
    if item.article is not None:
        card = unposted_card(item.article.draft, item.article.analysis, look)
        if item.story is not None and item.story.shares_post:  # the usual card, but perhaps in no post of its own
            card.insert_field_at(0, name="Same story", value=same_story(item.story), inline=False)
        return card
    ends = "Cannot be shown now" if item.may_come_later else "Would not be posted"
    return discord.Embed(
        title=short_title(item.title), description=f"{ends}: {short_reason(item.reason)}.", colour=TROUBLE_COLOUR
    )
