"""Whether a page holds an article, or what it is instead: a wall in front of one, an error, a list of articles.

A page is refused by what it says to its reader in words that only such pages use, weighed against the prose of its own
that it holds besides: an article about cookies or log-ins has prose, a wall has none.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.intake.titles import same_words
from bot.intake.web.addressing import QUOTED, names_something, reports, spoken
from bot.intake.web.article_lists import LINKED, is_list, is_unlinked_list
from bot.intake.web.metadata import ARTICLE_TYPES
from bot.intake.web.prose import PROSE, is_prose, weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.intake.web.blocks import Block
    from bot.intake.web.metadata import Metadata

__all__ = ["SEEN", "seen_instead", "wall_lines", "without_walls"]

SEEN = {
    "consent": "asks to accept cookies before it shows the article",
    "login": "asks to log in before it shows the article",
    "captcha": "checks first whether a person is reading",
    "script": "needs JavaScript to show its text",
    "paywall": "shows only the beginning of the article to those who do not pay",
    "subscriber": "shows only the beginning of the article to those who do not pay",
    "missing": "says that the page does not exist",
    "trouble": "says that the site has an error or is under maintenance",
    "age": "asks first how old the reader is",
    "search": "is a list of search results",
    "list": "is a list of articles or comments, not one article",
    "home": "is the site’s home page",
    "offer": "offers something for sale",
    "entry": "is an entry for a product, a job, an event, a recipe or the like",
    "site": "is about the site itself",
    "video": "shows a video and hardly any text",
    "wall": "addresses its visitors and tells no news",
    "short": "has too little text for an article",
}
_PROSE_BESIDE = {"paywall": 1_000, "subscriber": 220}
"""How much prose of its own, by ``weight``, makes a page an article though it holds such words; otherwise PROSE."""
_ABOVE = frozenset(("consent",))
ABOVE = 200
"""The same for what stands above whole articles too, where the prose is about what the title names."""
WELL_TITLED = 1_500
"""The same where the page's title is nothing but such words, or its address leads to a log-in."""
LEAST, LEAST_MARKED = 120, 60
"""How much text an article has at least, and one that its page marks as an article."""
_LIST_TYPES = frozenset("collectionpage searchresultspage profilepage".split())
_ENTRY_TYPES = frozenset(
    "product productgroup offer aggregateoffer jobposting event musicevent theaterevent businessevent recipe "
    "discussionforumposting qapage faqpage podcastepisode radioepisode podcastseries movie tvseries book course quiz "
    "softwareapplication mobileapplication localbusiness restaurant hotel realestatelisting og:product og:product.item "
    "og:music.song og:book og:profile".split()
)
"""What schema.org and Open Graph call pages that describe one thing and tell no news."""
_HOSTS = {"consent": ("consent.",), "login": ("login.", "accounts.", "auth.", "sso.")}
_SPEECH = re.compile(r"[“„«»「『]|(?<!\S)\"")
"""Marks that open a quotation."""
_PART = re.compile(r"\s+[|•·»–—:-]\s+|\s*[｜|_]\s*")
_ODD = re.compile(r"[\W_]+")
_LISTING = re.compile(
    r"(?:you searched for|(?:search )?results for|index of /)|(?:topic|tag|category|archive|author|month)s?:"
    r"|comments on\b|kommentare zu\b|(?:customer|user) reviews"
    r"|kundenrezension|kundenbewertung|avis (?:des )?clients|opiniones de clientes",
    re.IGNORECASE,
)
_COMMENTING = re.compile(
    r"comment|kommentier|kommentar|reply|reactie|reageren|コメント|评论|評論|댓글|коммент|تعليق", re.IGNORECASE
)
HALF = 0.5
SPOKEN = 600
"""A page with less text than this that speaks to its reader in every sentence is a wall in other words."""
SPOKEN_LONG = 2_500
"""The same for one that does so twice as often."""
EDGES = frozenset(("consent", "login", "subscriber", "paywall", "script"))
"""What stands above or below an article on many pages."""


@cache
def _words() -> tuple[dict[str, re.Pattern[str]], dict[str, set[str]], dict[str, set[str]]]:
    """Phrases within a text, whole titles, and last parts of addresses, by kind of page."""
    phrases: dict[str, list[str]] = {}
    titles: dict[str, set[str]] = {}
    paths: dict[str, set[str]] = {}
    kind = ""
    for line in (Path(__file__).parent / "page_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            for phrase in line.lstrip("=@").split("/"):
                plain = _plain(phrase)
                if line.startswith("="):
                    titles.setdefault(kind, set()).add(_ODD.sub(" ", plain).strip())
                elif line.startswith("@"):
                    paths.setdefault(kind, set()).add(plain)
                else:
                    phrases.setdefault(kind, []).append(re.escape(plain).replace(r"\*", r"\w{0,12}"))
    return {k: re.compile("|".join(p)) for k, p in phrases.items()}, titles, paths


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def seen_instead(
    meta: Metadata, url: str, blocks: list[Block], lines: list[str], walls: dict[str, list[str]]
) -> str | None:
    """What the page is (a key of SEEN) where it is no article; None where it is one.

    ``lines`` are the article's, ``walls`` what ``wall_lines`` found.
    """
    title = meta.title or ""
    told = {text for texts in walls.values() for text in texts} | {b.text for b in blocks if b.linked > LINKED}
    own = [line for line in lines if line not in told and is_prose(line)]
    prose = sum(map(weight, own))
    telling = [line for line in own if not spoken(line)]
    told_prose = sum(map(weight, telling))
    titled = told_prose if same_words(title, " ".join(telling)) > 0 else 0.0
    named = bool(meta.types & ARTICLE_TYPES)
    if kind := _by_name(meta.titles, url, prose):
        return kind
    if not meta.published_at and not meta.author and prose < WELL_TITLED and _last_of(url) in _words()[2]["site"]:
        return "site"
    strange = same_words(title, " ".join(lines)) == 0
    for kind, texts in walls.items():
        if strange and kind not in EDGES and lines[:1] and lines[0] in texts:
            return kind  # an error that offers other articles to read
        beside = prose if kind in _PROSE_BESIDE else told_prose
        if texts and beside < _PROSE_BESIDE.get(kind, PROSE) and not (kind in _ABOVE and titled >= ABOVE):
            return kind
    if meta.asks_password and prose < PROSE:
        return "login"
    if meta.free is False and prose < _PROSE_BESIDE["paywall"]:
        return "paywall"
    if not named and (kind := _by_type(meta, url, prose)):
        return kind
    if not (named and titled >= LEAST) and is_list(blocks, title):
        return "list"
    marked = named or meta.author or meta.published_at or "og:article" in meta.types
    if same_words(title, " ".join(lines)) < HALF and not marked and is_unlinked_list(blocks, title):
        return "list"
    return _too_little(meta, lines, prose, named=named)


def without_walls(own: list[Block], walls: dict[str, list[str]]) -> list[Block]:
    """The article's blocks without a banner or an offer above or below them."""
    told = {text for kind in EDGES for text in walls.get(kind, ())}
    first, last = 0, len(own)
    while first < last and own[first].text in told:
        first += 1
    while last > first and own[last - 1].text in told:
        last -= 1
    return own[first:last]


def wall_lines(blocks: list[Block], title: str) -> dict[str, list[str]]:
    """The blocks that hold the words of walls, by kind, but for those that report such words."""
    phrases, _, _ = _words()
    found = {k: [b.text for b in blocks if _holds(b, pattern, title)] for k, pattern in phrases.items()}
    found["login"] = [text for text in found["login"] if not _COMMENTING.search(text)]
    return found


def _holds(block: Block, wall: re.Pattern[str], title: str) -> bool:
    """Whether a block says the words of a wall, and does not tell of them; of a title they must be the most."""
    text = _unquoted(block.text)
    match = wall.search(text)
    if match is None:
        return False
    return 2 * len(match[0]) > len(text) if block.text == title else not _reports(block.text, title, match[0])


def _by_type(meta: Metadata, url: str, prose: float) -> str | None:
    """What a page that calls itself no article says that it is."""
    if any(_LISTING.match(t) for t in meta.titles):
        return "list"
    if prose >= WELL_TITLED:
        return None
    if meta.types & _LIST_TYPES:
        return "list"
    if meta.types & _ENTRY_TYPES and "og:article" not in meta.types:
        return "entry"
    at_home = meta.canonical_path in ("", "/") and urlsplit(url).path not in ("", "/")
    return "home" if at_home else None


def _too_little(meta: Metadata, lines: list[str], prose: float, *, named: bool) -> str | None:
    text = sum(map(weight, lines))
    whole = " ".join(lines)
    marked = named or "og:article" in meta.types
    if not named and text < LEAST * 2 and any(t.startswith(("video", "og:video")) for t in meta.types):
        return "video"
    strange = same_words(meta.title or "", whole) == 0
    told = reports(whole) or QUOTED.search(meta.title or "") is not None  # the title of an interview is a quotation
    if text >= LEAST_MARKED and not told and not _is_news(meta, lines, text, strange=strange, named=named):
        return "wall"
    if not (marked or meta.published_at) and prose < (LEAST_MARKED if told else LEAST):
        return "short"  # lines of figures, scores or choices
    return "short" if text < (LEAST_MARKED if marked and not strange else LEAST) else None


def _is_news(meta: Metadata, lines: list[str], text: float, *, strange: bool, named: bool) -> bool:
    """Whether a text that names nobody who says something is an article all the same.

    What a page says about itself stands above its walls too: of a short text it proves nothing, unless the text is
    about what the title names.
    """
    if text < SPOKEN and not meta.author and not names_something(" ".join(lines)):
        return False  # news are about somebody, somewhere
    if strange and text < SPOKEN and not (meta.author or _SPEECH.search(" ".join(lines))):
        return False
    if named or meta.author or text >= SPOKEN_LONG:
        return True
    most = 1 if text < PROSE and not meta.published_at else max(2, text / (130 if text < SPOKEN else 65))
    return not (strange and not meta.published_at) and sum(map(spoken, lines)) < most


def _reports(text: str, title: str, words: str) -> bool:
    """Whether a paragraph tells of a wall's words, as an article about them does, and says them to nobody.

    That the title holds those words too proves nothing: a wall's own title does.
    """
    return (same_words(title, text, but=words) > 0 or reports(text)) and not spoken(text, questions=True)


def _unquoted(text: str) -> str:
    return _plain(QUOTED.sub(" ", text[:2_000]))


def _by_name(titles: Iterable[str], url: str, prose: float) -> str | None:
    """The kind that a title, or a part of it before the site's name, or the address gives away."""
    _, whole, paths = _words()
    for title in titles:
        for part in (title, *_PART.split(title)[:1]):
            plain = _ODD.sub(" ", _plain(part)).strip()
            for kind, names in whole.items():
                if (prose < WELL_TITLED or kind == "site") and plain in names:
                    return kind
    if prose >= WELL_TITLED:
        return None
    address = urlsplit(url)
    for kind, hosts in _HOSTS.items():
        if (address.hostname or "").startswith(hosts):
            return kind
    return next((kind for kind, names in paths.items() if kind != "site" and _last_of(url) in names), None)


def _last_of(url: str) -> str:
    """The last part of an address's path, without what follows a full stop."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2].partition(".")[0].lower()
