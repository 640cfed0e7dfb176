"""What a feed says of itself and of its items, as it says it: nothing is checked yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["SourceFeed", "SourceItem", "SourceText"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text of an item; ``is_plain`` if it is said to be plain text instead of HTML."""

    value: str
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class SourceItem:
    """An item as its feed gives it. ``links`` are the addresses of its page, the most probable first.

    ``dates`` are those of its publication as they are written, the most reliable first, and ``parsed_date`` is what the
    parser made of them. ``updated`` is when it was last changed. ``media_types`` are the types of its attachments, such
    as "audio/mpeg".
    """

    guid: str | None = None
    links: tuple[str, ...] = ()
    base: str = ""
    title: str = ""
    texts: tuple[SourceText, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    parsed_date: datetime | None = None
    language: str | None = None
    source: str | None = None
    media_types: tuple[str, ...] = ()
    updated: str = ""


@dataclass(frozen=True, slots=True)
class SourceFeed:
    """A feed as it describes itself, with its items in its own order.

    ``authors`` are those of the items that name none.
    """

    title: str = ""
    sites: tuple[str, ...] = ()
    language: str | None = None
    authors: tuple[str, ...] = ()
    ttl: str | None = None
    skip_hours: tuple[str, ...] = ()
    skip_days: tuple[str, ...] = ()
    own_url: str = ""
    moved_to: str | None = None
    items: list[SourceItem] = field(default_factory=list)
    is_damaged: bool = False
