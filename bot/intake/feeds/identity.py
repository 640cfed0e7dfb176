"""Decides whether an item of a feed is one that is known already, whatever the feed did to it meanwhile.

Feeds give their items new dates, identifiers and links, correct headlines, leave parts out, use an identifier for
another item, and repeat titles such as "Weather" every day. So no single part decides: an item and a known one are
compared in four respects, and the first row of a table that fits says whether they are the same. All parts are compared
by keys, which the store keeps for each item. A date says nothing: feeds change it whenever they like.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bot.intake.characters import letters_only
from bot.intake.html_text import decode_entities
from bot.intake.urls import url_key
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from bot.models.feeds import FeedItem

__all__ = ["CONTENT", "RULES", "KnownItem", "item_keys", "link_item_key", "same_item"]

CONTENT = "content:"
"""How the key of a version begins, which is made of its title and its whole text. It does not tell items apart."""

MIN_TEXT = 200
"""How many letters a text needs to be proof of an item: short ones, such as "Here is your briefing.", are repeated."""
OPENING = 80
"""How many letters of a text are its opening: it stays when a feed cuts its texts, or gives them whole."""
MAX_TEXT = 20_000
"""How many characters of a text are compared."""
MAX_TEASER = 600
"""How many letters a text may have that may stand for a page, which changes when the feed says so."""
MIN_OVERLAP = 0.6
"""The share of words that an old and a corrected headline have in common."""
SHINGLE = 3
"""How many words in a row are compared of texts that may be nearly the same."""
SKETCH, DIGITS = 32, 8
"""How many shingles of a text are kept, those with the lowest checksums, and the digits of a checksum."""
MIN_NEARLY, MIN_MOSTLY = 0.8, 0.5
"""The share of the shingles of two texts that they have in common if nearly all, or most, of their text is the same."""
_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"<[^<>]*>")

SAME, ALIKE, OTHER, UNKNOWN = "same", "alike", "other", "unknown"
"""How two items compare in one respect; UNKNOWN if one of them lacks the part. Titles are alike if they have most words
in common, texts if they are short and equal. Links of items with the same title are alike if they lead to the same page
with other parameters, and the same if only one of them has parameters."""
NEARLY, MOSTLY, OPENING_ONLY = "nearly", "mostly", "opening"
"""Two long texts of which nearly all is equal, as when a word is corrected, or most, or only the opening."""
_Kinds = dict[str, set[str]]
"""Keys by their kind."""
_ANY = frozenset((SAME, NEARLY, MOSTLY, ALIKE, OTHER, UNKNOWN, OPENING_ONLY))


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item that was seen before: its number in the store, its title, and its keys from ``item_keys``.

    It may have several keys of a kind: those of all forms in which it was seen.
    """

    id: int
    keys: frozenset[str]
    title: str


class _Comparison(NamedTuple):
    """How an item compares to a known one."""

    ids: str
    links: str
    titles: str
    texts: str


class Rule(NamedTuple):
    """A row of the table: what it needs of each respect, whether the items are then the same, and an example."""

    same: bool
    ids: Collection[str]
    links: Collection[str]
    titles: Collection[str]
    texts: Collection[str]
    example: str


_MAY_DIFFER = (OTHER, UNKNOWN)
RULES = (
    Rule(True, _ANY, _ANY, (SAME, ALIKE, UNKNOWN), (SAME,), "a long text again: new date, identifier and link"),
    Rule(True, _ANY, _ANY, (SAME,), (NEARLY,), "a word of a long text was corrected: new date, identifier and link"),
    Rule(False, (SAME,), (OTHER,), (OTHER,), _ANY - {SAME, NEARLY}, "an identifier that was used again"),
    Rule(False, (SAME,), (UNKNOWN,), (OTHER,), (OTHER,), "an identifier that was used again, without a link"),
    Rule(True, (SAME,), _ANY, _ANY, _ANY, "the same identifier: a corrected headline, a new address"),
    Rule(True, (OTHER,), (SAME,), _ANY, (SAME, NEARLY, MOSTLY, ALIKE), "a new identifier"),
    Rule(True, (OTHER,), (SAME,), (SAME, ALIKE), (UNKNOWN,), "a new identifier, and no text to compare"),
    Rule(False, (OTHER,), (SAME,), _ANY, _ANY, "a page that shows the weather of every day, each with its identifier"),
    Rule(False, (UNKNOWN,), (SAME,), (OTHER,), (OTHER,), "a page that shows one item after another"),
    Rule(True, (UNKNOWN,), (SAME,), _ANY, _ANY, "the same page: a corrected headline or a longer text"),
    Rule(True, _MAY_DIFFER, (ALIKE,), (SAME,), (ALIKE,), "new parameters in the link"),
    Rule(True, (UNKNOWN,), (ALIKE,), (SAME,), (UNKNOWN,), "new parameters in the link, and no text to compare"),
    Rule(True, _MAY_DIFFER, (UNKNOWN,), (SAME, UNKNOWN), (ALIKE,), "a short text without a link, word for word"),
    Rule(True, (UNKNOWN,), (UNKNOWN,), (SAME,), (UNKNOWN,), "only a title"),
    Rule(True, (UNKNOWN,), (UNKNOWN,), _ANY, (SAME,), "a corrected headline above a long text without a link"),
)
"""The first row that fits decides; if none does, the item is new."""


def item_keys(item: FeedItem) -> tuple[str, ...]:
    """The keys by which an item is found again, strongest first: each says what it is a key of before its colon.

    Two items that have no key in common are not the same.
    """
    text = decode_entities(_MARKUP.sub(" ", item.html[: 2 * MAX_TEXT]))[:MAX_TEXT]
    letters = letters_only(text)
    title, link = letters_only(item.title), url_key(item.link)
    keys = {
        "id": _guid_key(item.guid),
        "link": link,
        "text": letters if len(letters) >= MIN_TEXT else None,
        "page": f"{link.partition('?')[0]} {title}" if link and title else None,
        "plain": link if link and "?" not in link else None,
        "opening": letters[:OPENING] if len(letters) >= OPENING else None,
        "short": letters if 0 < len(letters) < MIN_TEXT else None,
        "title": title,
        "content": _content(item),
    }
    digests = tuple(f"{kind}:{_digest(value)}" for kind, value in keys.items() if value)
    return (*digests, f"sketch:{_sketch(text)}") if keys["text"] else digests


def link_item_key(link: str) -> str:
    """The key of the items whose link has this URL key."""
    return f"link:{_digest(link)}"


def _sketch(text: str) -> str:
    """A sample of a text's shingles, by which the share that two texts have in common is estimated.

    It is a bottom-k sketch (Broder, 1997): the lowest checksums, in order.
    """
    words = _WORD.findall(text.casefold())
    runs = (" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
    return "".join(f"{value:0{DIGITS}x}" for value in sorted({zlib.crc32(run.encode()) for run in runs})[:SKETCH])


def _content(item: FeedItem) -> str:
    """The words of an item, however they are marked up; of a short one also when its page was changed."""
    text = " ".join(decode_entities(_MARKUP.sub(" ", item.html)).split())
    updated = item.updated_at.isoformat() if item.updated_at and len(text) <= MAX_TEASER else ""
    return "\n".join(filter(None, (item.title, text, updated)))


def same_item(item: FeedItem, known: Sequence[KnownItem]) -> KnownItem | None:
    """The known item that an item is, by the first rule that fits; None if it is new.

    ``known`` are at least all known items with which it has a key in common. If it could be several, the one with the
    stronger key in common counts.
    """
    keys = item_keys(item)
    sharing = [one for one in known if not one.keys.isdisjoint(keys)]
    for candidate in sorted(sharing, key=lambda one: [key not in one.keys for key in keys]):
        if _is_same(_compare(item, keys, candidate)):
            return candidate
    return None


def _is_same(comparison: _Comparison) -> bool:
    for rule in RULES:
        wanted = (rule.ids, rule.links, rule.titles, rule.texts)
        if all(found in allowed for found, allowed in zip(comparison, wanted, strict=True)):
            return rule.same
    return False


def _compare(item: FeedItem, keys: Sequence[str], known: KnownItem) -> _Comparison:
    mine = _by_kind(keys)
    theirs = _by_kind(known.keys)
    links = _equal(mine, theirs, "link")
    titles = _equal(mine, theirs, "title")
    if titles == OTHER and _overlap(item.title, known.title) >= MIN_OVERLAP:
        titles = ALIKE
    if links == OTHER and _equal(mine, theirs, "page") == SAME:
        links = SAME if "plain" in mine or "plain" in theirs else ALIKE
    return _Comparison(_equal(mine, theirs, "id"), links, titles, _compare_texts(mine, theirs))


def _compare_texts(mine: _Kinds, theirs: _Kinds) -> str:
    long, short = _equal(mine, theirs, "text"), _equal(mine, theirs, "short")
    if SAME in (long, short):
        return SAME if long == SAME else ALIKE
    shared = [_shared(one, other) for one in mine.get("sketch", ()) for other in theirs.get("sketch", ())]
    if (most := max(shared, default=0.0)) >= MIN_MOSTLY:
        return NEARLY if most >= MIN_NEARLY else MOSTLY
    if _equal(mine, theirs, "opening") == SAME:
        return OPENING_ONLY
    has_text = [not {"text", "short"}.isdisjoint(kinds) for kinds in (mine, theirs)]
    return OTHER if all(has_text) else UNKNOWN


def _shared(one: str, other: str) -> float:
    """An estimate of the share of their shingles that two texts have in common, from the keys of their sketches."""
    mine, theirs = _checksums(one), _checksums(other)
    lowest = sorted(mine | theirs)[:SKETCH]
    return sum(value in mine and value in theirs for value in lowest) / len(lowest)


def _checksums(key: str) -> set[str]:
    values = key.partition(":")[2]
    return {values[at : at + DIGITS] for at in range(0, len(values), DIGITS)}


def _by_kind(keys: Collection[str]) -> _Kinds:
    found: dict[str, set[str]] = {}
    for key in keys:
        found.setdefault(key.partition(":")[0], set()).add(key)
    return found


def _equal(mine: _Kinds, theirs: _Kinds, kind: str) -> str:
    if kind not in mine or kind not in theirs:
        return UNKNOWN
    return OTHER if mine[kind].isdisjoint(theirs[kind]) else SAME


def _overlap(one: str, other: str) -> float:
    return max(word_overlap(one, other), word_overlap(other, one))


def _guid_key(guid: str | None) -> str | None:
    """An identifier in the form in which it is compared: http and https, and tracking parameters, make no difference.

    A fragment does where nothing else names the item: "https://news.example/#2431".
    """
    if guid is None or not guid.lower().startswith(("http://", "https://")):
        return guid
    if (page := url_key(guid)) is not None:
        return page
    try:
        fragment = urlsplit(guid).fragment
    except ValueError:
        return guid
    return fragment or None


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode(errors="replace")).hexdigest()[:32]
