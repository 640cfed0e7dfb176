"""What a feed says of its items -> FeedItems: checked, bounded, with absolute addresses and plain titles."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.errors import InputError
from bot.intake.bylines import byline_names
from bot.intake.characters import letters_only, normalise_whitespace
from bot.intake.dates import parse_date
from bot.intake.drafts import MAX_TITLE, is_future_date
from bot.intake.html_text import decode_entities, decode_markup
from bot.intake.urls import url_key, validate_url
from bot.models.feeds import FeedItem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.intake.feeds.source import SourceFeed, SourceItem, SourceText

__all__ = ["MAX_GUID", "MAX_HTML", "MAX_ITEMS", "absolute_link", "feed_items", "language_code", "plain_line"]

MAX_ITEMS = 500
"""How many items of a feed are returned: the newest ones."""
MAX_HTML = 1_000_000
"""Characters of an item's HTML."""
MAX_GUID = 1_000
"""Characters of an item's identifier; a longer one counts as none."""
MAX_LINE = 4 * MAX_TITLE
"""How many characters of a title are read."""
MIN_SHARED = 3
"""An address, identifier or time of a change that so many items with different titles have says nothing about any."""
_LINK_TAG = re.compile(r"</?a(?:\s[^<>]{0,2000})?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKUP = re.compile(r"</[A-Za-z]\w{0,20}>|<(?:p|br|img|div|hr|a)\b[^<>]*>", re.IGNORECASE)
"""Tags that show that a text is HTML even if its feed calls it plain."""
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|br|div|span|a|img|b|strong|i|em|h\d|ul|ol|li|blockquote|figure|table)(?=[\s/&])", re.IGNORECASE
)
"""A tag of HTML that was escaped once more than it should be."""
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}")
_MEDIA = {
    "audio": re.compile(r"audio/|.*\.(?:mp3|m4a|ogg|aac)(?:\?|$)", re.IGNORECASE),
    "video": re.compile(r"video/|application/x-shockwave-flash|.*\.(?:mp4|m4v|webm|mov)(?:\?|$)", re.IGNORECASE),
    "image": re.compile(r"image/|.*\.(?:jpe?g|png|gif|webp)(?:\?|$)", re.IGNORECASE),
}
"""The types and addresses of attachments; the first kind that an item has counts."""


def feed_items(feed: SourceFeed, *, url: str, now: datetime) -> tuple[FeedItem, ...]:
    """The newest MAX_ITEMS items, newest first; an item that the feed lists twice is returned once.

    ``url`` is the feed's address. Items without a date stay beside the item before them in the feed.
    """
    dated = [(_published_at(source, now), source) for source in feed.items]
    newest = _newest_first(dated)[:MAX_ITEMS]
    items = [_item(source, when, url, feed.authors) for when, source in newest]
    return tuple(dict.fromkeys(_without_shared_parts(items)))


def absolute_link(value: str, *bases: str) -> str | None:
    """A valid public address of the web, resolved against the last of the ``bases``, that against the one before it.

    None for any other address.
    """
    joined = ""
    try:
        for part in (*bases, value):
            joined = urljoin(joined, part.strip())
        return validate_url("".join(joined.split("\n")).replace(" ", "%20")) if value.strip() else None
    except (InputError, ValueError):
        return None


def plain_line(value: str) -> str:
    """A title as plain text in one line, without the tags and with the entities that some feeds put there."""
    text = _LINK_TAG.sub("", decode_entities(_CDATA.sub("", value[:MAX_LINE])))
    line = " ".join(normalise_whitespace(decode_markup(text)).split())
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE + 1].rpartition(" ")[0] or line[:MAX_TITLE]


def language_code(value: str | None) -> str | None:
    """A language such as "en" or "en-gb", in lower case; None if it is no code."""
    code = (value or "").strip().lower().replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) else None


def _item(source: SourceItem, published_at: datetime | None, url: str, authors: tuple[str, ...]) -> FeedItem:
    guid = source.guid if source.guid and len(source.guid) <= MAX_GUID else None
    links = (absolute_link(link, url, source.base) for link in source.links)
    link = next(filter(None, links), None) or (absolute_link(guid) if guid else None)
    return FeedItem(
        guid=guid,
        link=link,
        title=plain_line(source.title),
        html=_longest_text(source.texts),
        author=byline_names(", ".join(plain_line(author) for author in source.authors or authors)),
        published_at=published_at,
        language=language_code(source.language),
        source=plain_line(source.source) or None if source.source else None,
        media=_media_kind(source.media_types),
        updated_at=parse_date(source.updated) if source.updated else None,
    )


def _published_at(source: SourceItem, now: datetime) -> datetime | None:
    """When an item was published; None if its feed does not say so, or names a moment in the future."""
    parsed = (source.parsed_date.isoformat(),) if source.parsed_date else ()
    found = next(filter(None, map(parse_date, (*source.dates, *parsed))), None)
    return None if is_future_date(found, now) else found


def _newest_first(
    dated: list[tuple[datetime | None, SourceItem]],
) -> list[tuple[datetime | None, SourceItem]]:
    """The items by their dates, or in the feed's order if none has one."""
    last = next((when for when, _ in dated if when is not None), None)
    if last is None:
        return dated
    places = []
    for when, _ in dated:
        last = when or last
        places.append(last)
    order = sorted(range(len(dated)), key=lambda n: places[n], reverse=True)
    return [dated[n] for n in order]


def _longest_text(texts: Iterable[SourceText]) -> str:
    """The longest of an item's texts, measured without tags, as HTML."""
    found = [_html(text) for text in texts]
    return max(found, key=lambda html: len(_TAG.sub("", html)), default="")


def _html(text: SourceText) -> str:
    """A text as HTML, with what was escaped twice escaped once; plain text in paragraphs."""
    value = _CDATA.sub("", text.value[:MAX_HTML]).strip()
    if not _TAG.search(value) and _ESCAPED_TAG.search(value):
        return unescape(value)
    if text.is_plain and not _MARKUP.search(value):
        return _paragraphs(escape(decode_entities(value), quote=False))
    return value if _TAG.search(value) else _paragraphs(value)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in _PARAGRAPH_END.split(text.replace("\r\n", "\n")) if part.strip())


def _media_kind(types: Iterable[str]) -> str | None:
    types = list(types)
    return next((kind for kind, form in _MEDIA.items() if any(map(form.match, types))), None)


def _without_shared_parts(items: list[FeedItem]) -> list[FeedItem]:
    """The items without what several of them share.

    That is a link or identifier, such as the page of the feed or of an app, or the time when the feed was written.
    """
    links, guids, updates = defaultdict(set), defaultdict(set), defaultdict(set)
    for item in items:
        title = letters_only(item.title)
        links[url_key(item.link)].add(title)
        guids[item.guid].add(title)
        updates[item.updated_at].add(title)
    return [
        replace(
            item,
            guid=None if _is_shared(guids[item.guid], len(items)) else item.guid,
            link=None if _is_shared(links[url_key(item.link)], len(items)) else item.link,
            updated_at=None if _is_shared(updates[item.updated_at], len(items)) else item.updated_at,
        )
        for item in items
    ]


def _is_shared(titles: set[str], items: int) -> bool:
    return len(titles) >= min(MIN_SHARED, max(items, 2))
