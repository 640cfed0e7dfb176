"""What editors are told of a feed, without having asked: that it cannot be read, and later that it can be again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.feeds import FeedState, NoticeKind
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.feed_pages import short_reason, short_title
from bot.ui.markup import code
from bot.ui.posts import KEY_MARK
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from bot.models.feeds import FeedNotice

__all__ = ["notice_headline", "notice_page"]


def notice_headline(notice: FeedNotice) -> str:
    """The text above a notice, which a phone shows; in a forum the name of its thread."""
    can = "can be read again" if notice.kind is NoticeKind.RECOVERED else "cannot be read"
    return f"Feed {notice.feed.id} {can}"


def notice_page(notice: FeedNotice, key: str, prefix: str) -> Reply:
    """A notice with a button that shows the feed's items; its custom id contains the key of the message."""
    feed = notice.feed
    named = f"**{feed.id}** {short_title(feed.title)}"
    if notice.kind is NoticeKind.RECOVERED:
        text = f"I can read {named} again."
    elif feed.state is FeedState.GONE:
        text = (
            f"{named} is gone: {short_reason(feed.reason or '')}. I no longer ask for it; "
            f"{code(f'{prefix}feed remove {feed.id}')} takes it off the list, and its articles stay."
        )
    else:
        since = discord.utils.format_dt(feed.failed_since or feed.next_poll_at, "D")
        text = (
            f"I have not been able to read {named} since {since}: {short_reason(feed.reason or '')}. I keep "
            f"trying; {code(f'{prefix}feed check {feed.id}')} shows its address and its items, and "
            f"{code(f'{prefix}feed pause {feed.id}')} ends the attempts."
        )
    items = ButtonAction(Action.FEED_ITEMS, f"{feed.id}{KEY_MARK}{key}")
    return Reply(discord.Embed(description=text, colour=COLOUR), (Button("Its items", items),))
