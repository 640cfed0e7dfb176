"""The bytes of a feed -> its title and items: RSS, Atom and JSON Feed, also damaged ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.feeds.entities import expand_each_other
from bot.intake.feeds.items import MAX_ITEMS, absolute_link, feed_items, language_code, plain_line
from bot.intake.feeds.json_feed import read_json_feed
from bot.intake.feeds.xml_feed import read_xml_feed
from bot.intake.web.charset import decode_page
from bot.models.feeds import FeedDocument

if TYPE_CHECKING:
    from datetime import datetime

    from bot.intake.feeds.source import SourceFeed

__all__ = ["MAX_FEED_BYTES", "NOT_A_FEED", "is_feed", "parse_feed"]

MAX_FEED_BYTES = 10_000_000
"""Of the body, after decompression."""
NOT_A_FEED = "not a feed: "
"""How the errors of ``parse_feed`` begin that say what a document is instead."""
MAX_BEFORE_ROOT = 50_000
"""How many characters are searched for the element that the document consists of."""
MAX_TTL = 7 * 24 * 60
"""Minutes; a longer pause would be a mistake."""
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_ROOT = re.compile(
    r"<(?:[A-Za-z][\w.-]{0,30}:)?(?P<name>rss|feed|rdf|channel|html|head|body|opml|urlset|sitemapindex)(?=[\s/>])",
    re.IGNORECASE,
)
_FEEDS = frozenset(("rss", "feed", "rdf", "channel"))
_OTHERS = {
    **dict.fromkeys(
        ("html", "head", "body"),
        "it is a web page."
        f"{advice(' Give the address of its RSS or Atom feed, or add the page itself as an article.')}",
    ),
    "opml": f"it is a list of feeds (OPML).{advice(' Save it as a file, and import that file.')}",
    **dict.fromkeys(
        ("urlset", "sitemapindex"),
        f"it is a map of the site’s pages.{advice(' Give the address of its RSS or Atom feed.')}",
    ),
}
"""What a document with another root element is, and what to do instead."""
_UNKNOWN = (
    f"it is neither RSS nor Atom nor JSON Feed.{advice(' Give the address of a feed, or of the site’s front page.')}"
)
_DAYS = {name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}


def parse_feed(data: bytes, *, url: str, content_type: str | None, now: datetime) -> FeedDocument:
    """The feed in an answer's body; ``url`` is the feed's address, ``content_type`` the header of that name.

    Can take seconds of CPU: not for the event loop. Raises InputError ("not a feed: ...") if it is none.
    """
    if len(data) > MAX_FEED_BYTES:
        msg = f"not a feed that can be read: it has {len(data):,} bytes, the limit is {MAX_FEED_BYTES:,}."
        raise InputError(msg)
    charset = _CHARSET.search((content_type or "")[:400])
    text = decode_page(data, charset[1] if charset else None).replace("\x00", "").strip("\ufeff \t\r\n")
    return _document(_read(text), url, now)


def is_feed(data: bytes) -> bool:
    """True if some bytes begin as RSS or Atom does, in any encoding that contains ASCII."""
    root = _ROOT.search(data[: 2 * MAX_BEFORE_ROOT].replace(b"\x00", b"").decode("latin-1"))
    return root is not None and root["name"].lower() in _FEEDS


def _read(text: str) -> SourceFeed:
    if not text:
        msg = f"not a feed: the answer is empty.{advice(' Try again later, or ask the site.')}"
        raise InputError(msg)
    if text[0] in "{[":
        return read_json_feed(text)
    root = _ROOT.search(text, 0, MAX_BEFORE_ROOT)
    name = root["name"].lower() if root else ""
    if root is None or name not in _FEEDS:
        msg = f"not a feed: {_OTHERS.get(name, _UNKNOWN)}"
        raise InputError(msg)
    if expand_each_other(text[: root.start()]):
        msg = "not a feed: it is an entity bomb: what it declares expands without end."
        msg = f"{msg}{advice(' Ask the site to mend its feed.')}"
        raise InputError(msg)
    source = read_xml_feed(text[root.start() :])
    if not (source.items or source.title or any(source.sites) or source.moved_to):
        where = advice(" Give the address of a feed, or of the site’s front page.")
        msg = f"not a feed: it has neither a title nor items.{where}"
        raise InputError(msg)
    return source


def _document(source: SourceFeed, url: str, now: datetime) -> FeedDocument:
    return FeedDocument(
        title=plain_line(source.title) or urlsplit(url).hostname or url,
        site=next(filter(None, (absolute_link(site, url) for site in source.sites)), None),
        items=feed_items(source, url=url, now=now),
        language=language_code(source.language),
        ttl_minutes=_minutes(source.ttl),
        skip_hours=frozenset(int(hour) % 24 for hour in source.skip_hours if hour.isdecimal() and int(hour) <= 24),
        skip_days=frozenset(_DAYS[day.lower()] for day in source.skip_days if day.lower() in _DAYS),
        own_url=absolute_link(source.own_url, url) if source.own_url else None,
        moved_to=absolute_link(source.moved_to, url) if source.moved_to else None,
        is_damaged=source.is_damaged,
        left_out=max(0, len(source.items) - MAX_ITEMS),
    )


def _minutes(ttl: str | None) -> int | None:
    value = (ttl or "")[:9]
    return min(int(value), MAX_TTL) if value.isascii() and value.isdecimal() and int(value) else None
