"""The sentences with which ``feed`` and its subcommands confirm or refuse something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.intake.feeds.items import MAX_ITEMS
from bot.models.feeds import FeedText
from bot.ui.feed_pages import MAX_ADDRESS, feed_state, short_title
from bot.ui.limits import cut
from bot.ui.markup import code
from bot.ui.messages import done
from bot.ui.reply import AttachedFile, Reply

if TYPE_CHECKING:
    from bot.models.feeds import Feed

__all__ = [
    "ATTACH_FILES",
    "FEED_DISCARDED",
    "NO_OPML",
    "ONE_OPML",
    "TEXT_SET",
    "add_missing",
    "file_of_feeds",
    "following",
    "not_paused",
    "opml_too_large",
    "paused",
    "resumed",
    "text_source_missing",
    "text_source_set",
    "unfollowed",
    "unknown_link",
]

ATTACH_FILES = (
    "I cannot send a file in this channel: grant me Attach Files here, or use the slash command /feed export."
)
FEED_DISCARDED = "Discarded: the feed is not followed."
NO_OPML = "Attach the OPML file that your feed reader exports, in the same message as the command."
ONE_OPML = "Attach only one OPML file: repeat the command for each of them."
TEXT_SET = {
    FeedText.AUTO: "from the feed, or from their pages where the feed has only a teaser",
    FeedText.PAGE: "from their pages",
    FeedText.FEED: "from the feed alone, even if that is only a teaser",
}


def following(feed: Feed, where: str, prefix: str) -> Reply:
    """A feed is followed from now on; ``where`` is from ``feed_pages.destination``."""
    if where:
        then = f"after that, each new one {where}."
    else:
        then = f"after that, new ones are added too. {code(f'{prefix}announce on #channel')} has them posted."
    return done(f"Following {_named(feed)}. Its latest items are added in a moment, without being posted; {then}")


def add_missing(link: str, prefix: str) -> str:
    """A link was typed after the command's name alone."""
    return f"To follow that site, type {prefix}feed add {cut(link, MAX_ADDRESS)}"


def paused(feed: Feed, prefix: str) -> Reply:
    """A feed is not read any more."""
    return done(f"Paused {_named(feed)}: it is not read until {code(f'{prefix}feed resume {feed.id}')}.")


def resumed(feed: Feed) -> Reply:
    """A feed is read again."""
    return done(f"Resumed {_named(feed)}: it is read again within a minute.")


def not_paused(feed: Feed) -> Reply:
    """A feed was to be resumed that is read as usual."""
    return done(f"{_named(feed)} is not paused: {feed_state(feed)}.")


def unfollowed(feed: Feed, prefix: str) -> Reply:
    """A feed is not followed any more."""
    again = code(f"{prefix}feed add {cut(feed.url, MAX_ADDRESS)}")
    return done(f"No longer following {_named(feed)}. Its articles stay; {again} follows it again.")


def unknown_link(prefix: str) -> str:
    """A link of which neither an article nor an item of a feed is known."""
    return (
        "No article here has that link, and no known item of a feed that is followed. Of a feed, the newest "
        f"{MAX_ITEMS} items are read each time. To add the article, type {prefix}add and the link."
    )


def text_source_set(feed: Feed, source: FeedText) -> Reply:
    """Where the text of a feed's articles comes from was changed."""
    return done(f"From now on, the texts of {_named(feed)} come {TEXT_SET[source]}.")


def text_source_missing(prefix: str) -> str:
    """It was not said where the text should come from."""
    return f"Say which feed, then auto, page or feed. For example: {prefix}feed text 1 page"


def file_of_feeds(data: bytes) -> Reply:
    """The feeds of a server as a file."""
    text = "The feeds of this server, as an OPML file that other feed readers can import."
    return Reply(done(text).embed, file=AttachedFile("feeds.opml", data))


def opml_too_large(name: str, size: int, limit: int) -> str:
    """``size`` and ``limit`` are in bytes."""
    return f"{name} has {size:,} bytes; the limit for an OPML file is {limit:,}."


def _named(feed: Feed) -> str:
    return f"**{feed.id}** {short_title(feed.title)}"
