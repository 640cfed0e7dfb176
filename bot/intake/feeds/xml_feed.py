"""RSS 0.9 to 2.0, RSS 1.0 and Atom -> what the feed says, by feedparser."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.feeds.markup import rewrite_markup
from bot.intake.feeds.source import SourceFeed, SourceItem, SourceText

__all__ = ["read_xml_feed"]

MAX_PARTS = 20
"""How many links, texts, authors and attachments of an item are read, of each kind."""
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_PARSER_ERRORS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What feedparser raises for elements in places where it does not expect them."""
_ANY_ATTRIBUTES = r"(?:\s[^<>]{0,200})?"
_SKIPPED = {
    unit: re.compile(rf"<skip{unit}s{_ANY_ATTRIBUTES}>(.{{0,2000}}?)</skip{unit}s>", re.IGNORECASE | re.DOTALL)
    for unit in ("Hour", "Day")
}
_UNITS = {
    unit: re.compile(rf"<{unit}{_ANY_ATTRIBUTES}>\s{{0,9}}(\w{{1,9}})\s{{0,9}}</{unit}>", re.IGNORECASE)
    for unit in ("hour", "day")
}
_MOVED = re.compile(r"<(?:itunes:new-feed-url|newLocation)>\s{0,99}([^<\s]{1,600})", re.IGNORECASE)
_DATES = ("published", "created", "updated")
_TEXT_TYPES = ("text/plain", "text/html", "application/xhtml+xml")


def read_xml_feed(markup: str) -> SourceFeed:
    """What a feed says whose markup begins with its root element. Raises InputError if it cannot be read at all."""
    import feedparser  # a tenth of a second that only the worker needs

    regular = rewrite_markup(markup)
    try:
        found = feedparser.parse(  # type: ignore[no-untyped-call] # it has no types
            io.BytesIO(regular.text.encode()),
            response_headers=_HEADERS,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _PARSER_ERRORS:
        mend = advice(" Ask the site to mend it, or add its articles by link.")
        msg = f"not a feed: its markup is too damaged to be read.{mend}"
        raise InputError(msg) from None
    feed = found["feed"]
    moved = _MOVED.search(regular.text)
    return SourceFeed(
        title=_text(feed, "title"),
        sites=tuple(_page_links(feed)),
        language=_text(feed, "language") or None,
        authors=_authors(feed) if found["version"].startswith("atom") else (),  # RSS names its editor
        ttl=_text(feed, "ttl") or None,
        skip_hours=_skipped(regular.text, "Hour"),
        skip_days=_skipped(regular.text, "Day"),
        own_url=next((_text(link, "href") for link in _list(feed, "links") if _text(link, "rel") == "self"), ""),
        moved_to=moved[1] if moved else None,
        items=[_item(entry) for entry in found["entries"]],
        is_damaged=bool(found["bozo"]) or regular.is_cut,
    )


def _item(entry: Any) -> SourceItem:  # noqa: ANN401 - feedparser has no types
    details = [dict.get(entry, "title_detail"), dict.get(entry, "summary_detail"), *_list(entry, "content")]
    languages = (_text(detail, "language") for detail in details if isinstance(detail, dict))
    bases = (_text(detail, "base") for detail in details if isinstance(detail, dict))
    source = dict.get(entry, "source")
    return SourceItem(
        guid=_text(entry, "id") or None,
        links=(_text(entry, "feedburner_origlink"), *_page_links(entry)),
        base=next(filter(None, bases), ""),
        title=_text(entry, "title"),
        texts=tuple(_texts(entry)),
        authors=_authors(entry),
        dates=tuple(filter(None, (_text(entry, name) for name in _DATES))),
        parsed_date=_parsed_date(entry),
        language=next(filter(None, languages), None),
        source=_text(source, "title") or None if isinstance(source, dict) else None,
        media_types=tuple(_media_types(entry)),
        updated=_text(entry, "updated"),
    )


def _text(values: Any, name: str) -> str:  # noqa: ANN401 - as above
    """A value that is a text; "" without one.

    ``dict.get`` leaves out what feedparser adds to it: other names for the same value, and warnings about them.
    """
    value = dict.get(values, name)
    return value.strip() if isinstance(value, str) else ""


def _list(values: Any, name: str) -> list[Any]:  # noqa: ANN401 - as above
    value = dict.get(values, name)
    found = value[:MAX_PARTS] if isinstance(value, list) else []
    return [element for element in found if isinstance(element, dict)]


def _page_links(values: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """The addresses of the page that an item or a feed belongs to: first those that say that they lead to HTML."""
    alternates = [link for link in _list(values, "links") if _text(link, "rel") == "alternate"]
    yield from (_text(link, "href") for link in alternates if "html" in _text(link, "type"))
    if _text(values, "link") != _text(values, "id"):  # feedparser takes any identifier for a link
        yield _text(values, "link")
    yield from (_text(link, "href") for link in alternates)


def _texts(entry: Any) -> Iterator[SourceText]:  # noqa: ANN401 - as above
    summary = dict.get(entry, "summary_detail")
    for detail in (*_list(entry, "content"), *([summary] if isinstance(summary, dict) else [])):
        if (kind := _text(detail, "type")) in _TEXT_TYPES and (value := _text(detail, "value")):
            yield SourceText(value, is_plain=kind == "text/plain")


def _authors(values: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    named = [_text(author, "name") for author in _list(values, "authors")]
    return tuple(filter(None, named)) or tuple(filter(None, (_text(values, "author"),)))


def _parsed_date(entry: Any) -> datetime | None:  # noqa: ANN401 - as above
    for name in _DATES:
        moment = dict.get(entry, f"{name}_parsed")
        if moment is not None and MINYEAR <= moment.tm_year <= MAXYEAR:
            return datetime.fromtimestamp(timegm(moment), UTC)
    return None


def _media_types(entry: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    for link in _list(entry, "links"):
        if _text(link, "rel") == "enclosure":
            yield _text(link, "type") or _text(link, "href")
    for media in _list(entry, "media_content"):
        yield f"{_text(media, 'medium')}/" if _text(media, "medium") else _text(media, "type") or _text(media, "url")


def _skipped(markup: str, unit: str) -> tuple[str, ...]:
    block = _SKIPPED[unit].search(markup)
    return tuple(_UNITS[unit.lower()].findall(block[1])) if block else ()
