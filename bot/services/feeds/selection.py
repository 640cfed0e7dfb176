"""Which items of a feed are new, and which of the new ones become articles. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.intake.feeds.identity import CONTENT, KnownItem, item_keys, same_item
from bot.intake.feeds.parse import parse_feed
from bot.models.feeds import ItemVersion, NewItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.models.feeds import FeedDocument, FeedItem

__all__ = [
    "ARCHIVE_REASON",
    "FIRST_ITEMS",
    "MAX_AGE",
    "MAX_BELOW",
    "MAX_REVISED",
    "FetchedFeed",
    "ReadFeed",
    "Selection",
    "all_keys",
    "read_feed",
    "select_items",
]

FIRST_ITEMS = 10
"""How many items of a feed's first read become articles."""
MAX_AGE = timedelta(days=7)
"""An item that was published longer ago is no news: it was dug up, or the feed shows its archive."""
FIRST_REASON = f"it was in the feed already when the feed was added: of those, only the latest {FIRST_ITEMS} are stored"
MAX_BELOW = 20
"""So many new items without a date may stand below all known ones; more of them are the feed's archive."""
ARCHIVE_REASON = "it has no date and stands below items that are known already: the feed shows its archive"
OLD_REASON = f"it came into the feed more than {MAX_AGE.days} days after its date"
MAX_REVISED = 20
"""If more known items have new words at once, the feed has changed its form, or counts something: that is no news."""
_TELLING = ("id:", "link:", "text:", CONTENT)
"""The kinds of keys of which a new one makes it worthwhile to keep the keys of a new version of an item."""


@dataclass(frozen=True, slots=True)
class FetchedFeed:
    """The bytes of a feed, from an address, at a time."""

    data: bytes
    url: str
    content_type: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """A feed's document, with the keys of each of its items."""

    document: FeedDocument
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The new items, oldest first, and the new versions of known ones, by their id."""

    new: tuple[NewItem, ...]
    changed: Mapping[int, ItemVersion]


def read_feed(fetched: FetchedFeed) -> ReadFeed:
    """Parses a feed. Takes too long for the event loop. Raises InputError if it is none."""
    document = parse_feed(fetched.data, url=fetched.url, content_type=fetched.content_type, now=fetched.now)
    return ReadFeed(document, tuple(item_keys(item) for item in document.items))


def all_keys(read: ReadFeed) -> set[str]:
    """The keys of all items."""
    return {key for keys in read.keys for key in keys}


def select_items(read: ReadFeed, known: Sequence[KnownItem], *, is_first: bool, now: datetime) -> Selection:
    """Compares a feed's items with the known ones that share a key with any of them. Takes too long for the event loop.

    With ``is_first`` the latest ``FIRST_ITEMS`` become articles that are not posted. An item that the feed has twice is
    new once.
    """
    index = _Index(known)
    shown: dict[int, ItemVersion] = {}
    new: list[NewItem] = []
    below: int | None = None  # how many of the new ones stand below all known ones
    items = read.document.items
    for place in reversed(range(len(items))):
        item, keys = items[place], read.keys[place]
        same = index.find(item, keys)
        if same is None:
            index.add(KnownItem(-len(new) - 1, frozenset(keys), item.title))
            reason = _first_reason(place) if is_first else _later_reason(item, now)
            new.append(NewItem(item, keys, is_posted=not is_first, skipped=reason))
        elif same.id > 0:
            below = len(new) if below is None else below
            shown[same.id] = index.version(same.id, item, keys)  # of one that the feed has twice, the newer one
    changed = {item_id: version for item_id, version in shown.items() if index.is_news(item_id, version)}
    split = below or 0
    return Selection((*_without_archive(new[:split]), *new[split:]), _without_new_form(changed))


def _without_archive(below: Sequence[NewItem]) -> list[NewItem]:
    """The new items below all known ones; if many of them have no date, these do not become articles."""
    undated = [each for each in below if each.item.published_at is None]
    if len(undated) <= MAX_BELOW:
        return list(below)
    return [replace(each, skipped=ARCHIVE_REASON) if each.item.published_at is None else each for each in below]


def _without_new_form(changed: dict[int, ItemVersion]) -> dict[int, ItemVersion]:
    """The new versions; if many items are revised at once, none of them counts as revised."""
    if sum(version.is_revised for version in changed.values()) <= MAX_REVISED:
        return changed
    return {item_id: replace(version, is_revised=False, is_return=False) for item_id, version in changed.items()}


def _first_reason(place: int) -> str:
    """Why an item of a feed's first read does not become an article, or nothing; the newest is at place 0."""
    return "" if place < FIRST_ITEMS else FIRST_REASON


def _later_reason(item: FeedItem, now: datetime) -> str:
    """Why a new item of any later read does not become an article, or nothing."""
    return OLD_REASON if item.published_at is not None and item.published_at < now - MAX_AGE else ""


class _Index:
    """Known items by their keys."""

    def __init__(self, known: Iterable[KnownItem]) -> None:
        self._by_key: dict[str, list[KnownItem]] = defaultdict(list)
        self._whole: dict[frozenset[str], KnownItem] = {}
        self._keys: dict[int, set[str]] = defaultdict(set)
        self._last: dict[int, frozenset[str]] = {}
        """The content key of each item's last version; versions come in their order."""
        for item in known:
            self.add(item)

    def add(self, item: KnownItem) -> None:
        self._whole.setdefault(item.keys, item)
        self._keys[item.id] |= item.keys
        if content := _content_of(item.keys):
            self._last[item.id] = content
        for key in item.keys:
            self._by_key[key].append(item)

    def find(self, item: FeedItem, keys: Sequence[str]) -> KnownItem | None:
        """The known item that an item is."""
        if unchanged := self._whole.get(frozenset(keys)):  # the usual case, and much quicker
            return unchanged
        sharing = {id(known): known for key in keys for known in self._by_key.get(key, ())}
        return same_item(item, list(sharing.values()))

    def is_news(self, item_id: int, version: ItemVersion) -> bool:
        """True if a version of a known item is to be kept: it is revised, or helps to recognise the item later."""
        new = (key for key in version.keys if key not in self._keys[item_id])
        return version.is_revised or any(key.startswith(_TELLING) for key in new)

    def version(self, item_id: int, item: FeedItem, keys: tuple[str, ...]) -> ItemVersion:
        """What a known item is now. It is revised if its words are not those of its last version.

        An item whose versions were all stored before there were keys of their words cannot be compared.
        """
        content, last = _content_of(keys), self._last.get(item_id)
        is_revised = bool(content) and last is not None and content != last
        return ItemVersion(item, keys, is_revised, is_return=is_revised and content <= self._keys[item_id])


def _content_of(keys: Iterable[str]) -> frozenset[str]:
    """The key of a version's words, if it has any."""
    return frozenset(key for key in keys if key.startswith(CONTENT))
