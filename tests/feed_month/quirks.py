"""What a feed does to its items and to those who ask for it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from html import escape

from bot.models.feeds import FeedItem

__all__ = ["PAGES", "SHOWN", "Head", "Quirk", "as_shown", "feed_bytes", "new_story"]

PAGES = "news.example"
"""The host of the items' pages."""
SHOWN = 15
"""How many items a feed shows at a time."""
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il")]


class Quirk(StrEnum):
    """Something that feeds do."""

    NEW_DATES = "gives its items new dates"
    FUTURE_DATES = "dates its items in the future"
    NEW_IDS = "gives its items new ids"
    NO_IDS = "gives its items no ids"
    USED_IDS = "uses an id again for another item"
    PARAMETERS = "changes the parameters of its links"
    HTTPS = "changes between http and https"
    HEADLINES = "corrects its headlines"
    MARKUP = "has HTML in its titles"
    SHUFFLED = "changes the order of its items"
    SHRINKS = "shrinks to one item"
    GROWS = "grows to hundreds of old items"
    YESTERDAY = "serves yesterday's copy"
    ENCODINGS = "changes its encoding"
    FORMATS = "changes between RSS, Atom and JSON Feed"
    TEASERS = "has the beginnings of its texts alone"
    ERRORS = "has errors"
    WAITS = "asks to wait"
    FRESHNESS = "says how long its answers are fresh"
    TTL = "says in itself how often, and at which hours, it is to be read"
    MOVES = "moves for good"
    DETOURS = "redirects for now"
    NO_VALIDATORS = "has no validators"
    OUTAGE = "fails for four days"
    LONG_OUTAGE = "fails for sixteen days"
    TAKEN_DOWN = "is taken down for good"
    HOSTILE = "sends what is huge, endless, damaged, or no feed"


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself beside its items."""

    ttl: int | None = None
    skipped_hours: tuple[int, ...] = ()


def new_story(chance: random.Random, token: str, number: int, at: datetime) -> FeedItem:
    """An item whose text nobody else has; it begins with a word of its own, the ``token``."""

    def words(count: int) -> str:
        return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(count))

    html = "".join(f"<p>{token} said on Monday that {words(14)} in {words(12)}. Then {words(9)}.</p>" for _ in range(5))
    link = f"http://{PAGES}/{token.lower()}"
    return FeedItem(guid=f"{token}-{number}", link=link, title=f"{token} opens {words(3)}", html=html, published_at=at)


def as_shown(
    items: Sequence[FeedItem], quirks: frozenset[Quirk], chance: random.Random, now: datetime
) -> list[FeedItem]:
    """The items, the newest first, as the feed shows them this time."""
    shown = list(items if Quirk.GROWS in quirks and chance.random() < 0.05 else items[:SHOWN])
    if Quirk.YESTERDAY in quirks and chance.random() < 0.2:
        day_ago = now - timedelta(days=1)
        shown = [item for item in shown if item.published_at is None or item.published_at < day_ago]
    if Quirk.SHRINKS in quirks and chance.random() < 0.3:
        shown = shown[:1]
    for quirk, change in _CHANGES.items():
        if quirk in quirks and chance.random() < 0.5:
            shown = [change(item, chance, now) for item in shown]
    if Quirk.SHUFFLED in quirks:
        chance.shuffle(shown)
    return shown


Change = Callable[[FeedItem, random.Random, datetime], FeedItem]
_CHANGES: dict[Quirk, Change] = {
    Quirk.NEW_DATES: lambda item, _, now: replace(item, published_at=now),
    Quirk.FUTURE_DATES: lambda item, _, now: replace(item, published_at=now + timedelta(days=400)),
    Quirk.NEW_IDS: lambda item, chance, _: replace(item, guid=f"new-{chance.random()}"),
    Quirk.NO_IDS: lambda item, *_: replace(item, guid=None),
    Quirk.PARAMETERS: lambda item, chance, _: replace(item, link=f"{item.link}?session={chance.random()}"),
    Quirk.HTTPS: lambda item, *_: replace(item, link=(item.link or "").replace("http:", "https:")),
    Quirk.HEADLINES: lambda item, *_: replace(item, title=f"{item.title} again"),
    Quirk.MARKUP: lambda item, *_: replace(item, title=f"<b>{item.title}</b>"),
}


def feed_bytes(items: Sequence[FeedItem], quirks: frozenset[Quirk], chance: random.Random, head: Head) -> bytes:
    """The feed in one of its formats and encodings."""
    if Quirk.TEASERS in quirks:
        items = [replace(item, html="<p>The first words are …</p>") for item in items]
    write = chance.choice((_rss, _atom, _json)) if Quirk.FORMATS in quirks else _rss
    encoding = chance.choice(("utf-8", "utf-16", "iso-8859-1")) if Quirk.ENCODINGS in quirks else "utf-8"
    text = write(items, head)
    return (
        text.encode()
        if write is _json
        else f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding, "xmlcharrefreplace")
    )


def _rss(items: Sequence[FeedItem], head: Head) -> str:
    ttl = f"<ttl>{head.ttl}</ttl>" if head.ttl else ""
    hours = "".join(f"<hour>{hour}</hour>" for hour in head.skipped_hours)
    skipped = f"<skipHours>{hours}</skipHours>" if hours else ""
    parts = [
        f"<item><title>{escape(item.title)}</title><link>{escape(item.link or '')}</link>"
        + (f"<guid isPermaLink='false'>{item.guid}</guid>" if item.guid else "")
        + (f"<pubDate>{format_datetime(item.published_at)}</pubDate>" if item.published_at else "")
        + f"<description>{escape(item.html)}</description></item>"
        for item in items
    ]
    return f"<rss version='2.0'><channel><title>The Paper</title>{ttl}{skipped}{''.join(parts)}</channel></rss>"


def _atom(items: Sequence[FeedItem], _: Head) -> str:
    parts = [
        f"<entry><title type='html'>{escape(item.title)}</title><link href='{escape(item.link or '')}'/>"
        + (f"<id>{item.guid}</id>" if item.guid else "")
        + (f"<published>{item.published_at.isoformat()}</published>" if item.published_at else "")
        + f"<content type='html'>{escape(item.html)}</content></entry>"
        for item in items
    ]
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Paper</title>{''.join(parts)}</feed>"


def _json(items: Sequence[FeedItem], _: Head) -> str:
    parts = [
        {
            "id": item.guid,
            "url": item.link,
            "title": item.title,
            "content_html": item.html,
            "date_published": item.published_at.isoformat() if item.published_at else None,
        }
        for item in items
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Paper", "items": parts})
