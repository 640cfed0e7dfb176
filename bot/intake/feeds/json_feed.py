"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) -> what the feed says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.feeds.markup import MAX_ENTRIES
from bot.intake.feeds.source import SourceFeed, SourceItem, SourceText

__all__ = ["read_json_feed"]

MAX_AUTHORS, MAX_ATTACHMENTS = 8, 8


def read_json_feed(text: str) -> SourceFeed:
    """What a JSON Feed says. Raises InputError if the text is no JSON, or other JSON than a feed."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        mend = advice(" Ask the site to mend it, or give the address of its RSS or Atom feed.")
        msg = f"not a feed: its JSON is damaged.{mend}"
        raise InputError(msg) from None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        give = advice(" Give the address of an RSS, Atom or JSON feed.")
        msg = f"not a feed: it is JSON, but no JSON Feed.{give}"
        raise InputError(msg)
    return SourceFeed(
        title=_text(data, "title"),
        sites=tuple(filter(None, (_text(data, "home_page_url"),))),
        language=_text(data, "language") or None,
        authors=tuple(_authors(data)),
        own_url=_text(data, "feed_url"),
        items=[_item(item) for item in data["items"][:MAX_ENTRIES] if isinstance(item, dict)],
        is_damaged=len(data["items"]) > MAX_ENTRIES,
    )


def _item(item: dict[str, Any]) -> SourceItem:
    identifier = item.get("id")
    if isinstance(identifier, int):  # the standard asks readers to accept numbers
        identifier = str(identifier)[:40] if abs(identifier) < 10**40 else None
    texts = (
        SourceText(_text(item, "content_html")),
        SourceText(_text(item, "content_text"), is_plain=True),
        SourceText(_text(item, "summary"), is_plain=True),
    )
    attachments = item.get("attachments")
    return SourceItem(
        guid=identifier.strip() or None if isinstance(identifier, str) else None,
        links=(_text(item, "url"), _text(item, "external_url")),
        title=_text(item, "title"),
        texts=tuple(text for text in texts if text.value),
        authors=tuple(_authors(item)),
        dates=tuple(filter(None, (_text(item, "date_published"), _text(item, "date_modified")))),
        language=_text(item, "language") or None,
        media_types=tuple(
            _text(attachment, "mime_type")
            for attachment in (attachments if isinstance(attachments, list) else [])[:MAX_ATTACHMENTS]
            if isinstance(attachment, dict)
        ),
        updated=_text(item, "date_modified"),
    )


def _authors(values: dict[str, Any]) -> Iterator[str]:
    """The names of the authors: version 1.1 has a list of them, version 1.0 a single one."""
    authors = values.get("authors")
    for author in (*(authors if isinstance(authors, list) else [])[:MAX_AUTHORS], values.get("author")):
        if isinstance(author, dict) and (name := _text(author, "name")):
            yield name


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""
