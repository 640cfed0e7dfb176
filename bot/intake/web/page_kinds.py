"""Decides whether a page has an article, or what it is instead: a wall in front of one, an error, a list of articles.

A page is refused for words to its reader that only such pages use, weighed against its own running text: an article
about cookies or logins has running text, a wall has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bot.intake.web.listing_pages import LINKED, is_listing, is_unlinked_listing
from bot.intake.web.metadata import ARTICLE_TYPES
from bot.intake.web.minimum_text import MIN_LENGTH, lacking_text
from bot.intake.web.page_words import kinds_by_path, kinds_by_title, last_path_part, normalise_title
from bot.intake.web.prose import ARTICLE_LENGTH, is_prose, total_length
from bot.intake.web.text_cues import count_second_person
from bot.intake.web.walls import EDGE_KINDS
from bot.intake.word_lists import section_pattern
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.intake.web.blocks import Block
    from bot.intake.web.metadata import Metadata

__all__ = ["PAGE_KINDS", "classify_page"]

PAGE_KINDS = {
    "consent": "asks to accept cookies before it shows the article",
    "login": "asks to log in before it shows the article",
    "captcha": "first checks that its visitor is a person",
    "script": "needs JavaScript to show its text",
    "paywall": "shows only the beginning of the article to those who do not pay",
    "subscriber": "shows only the beginning of the article to those who do not pay",
    "beginning": "shows only the beginning of the article, with a link to the rest",
    "missing": "says that the linked page does not exist",
    "trouble": "says that the site has an error or is under maintenance",
    "age": "asks for the reader’s age first",
    "search": "lists the results of a search",
    "list": "is a list of articles or comments, not one article",
    "home": "is the site’s home page",
    "offer": "offers something for sale",
    "entry": "describes a product, a job, an event, a recipe or the like",
    "site": "is about the site itself",
    "video": "shows a video and hardly any text",
    "wall": "addresses its visitor and reports no news",
    "short": "has too little text for an article",
}
"""The kinds of pages that are not articles, each with the words that continue "that page ..."."""
PROSE_BESIDE_WALL = {"paywall": 1_000, "subscriber": 220}
"""With this ``latin_length`` of running text a page with a wall is an article; ARTICLE_LENGTH for other walls."""
PROSE_ABOUT_TITLE = 200
"""The same for consent dialogues, which whole articles have too, if the running text is about what the title names."""
PROSE_AGAINST_NAME = 1_500
"""The same if the title or the address is one that only walls and lists have."""
MAX_UNMARKED_OVERLAP = 0.5
"""A list whose text has a larger share of the title's words may be an article with short sections; and a page that
gives the home page as its address, an article of a site that does so for each page."""
_LIST_TYPES = frozenset("collectionpage searchresultspage profilepage".split())
_ENTRY_TYPES = frozenset(
    "product productgroup offer aggregateoffer jobposting event musicevent theaterevent businessevent recipe "
    "discussionforumposting qapage faqpage podcastepisode radioepisode podcastseries movie tvseries book course quiz "
    "softwareapplication mobileapplication localbusiness restaurant hotel realestatelisting og:product og:product.item "
    "og:music.song og:book og:profile".split()
)
"""What schema.org and Open Graph call pages that describe one thing and are not news."""
_HOSTS = {"consent": ("consent.",), "login": ("login.", "accounts.", "auth.", "sso.")}
_TITLE_PART = re.compile(r"\s+[|•·»–—:-]\s+|\s*[｜|_]\s*")
MAX_LINK_WORDS, MIN_TITLE_OVERLAP = 5, 0.7
_BEFORE_TITLE = (":", "：", "|", "–", "—", "-")
MAX_LINK = 200
"""How many characters of a line are compared with the words of such a link."""
_ELLIPSES = ("…", "...", "[…]", "[...]")
_CONTINUE = re.compile(rf"\W*{section_pattern('feeds', 'continue')}\W*", re.IGNORECASE)
_CUT_BEFORE_LINK = re.compile(rf"(?:…|\.\.\.)\]?{_CONTINUE.pattern}(?:[^\W\d_]{{1,30}}\s?){{0,5}}$", re.IGNORECASE)
_LISTING_TITLE = re.compile(
    r"(?:you searched for|(?:search )?results for|index of /)|(?:topic|tag|category|archive|author|month)s?:"
    r"|comments on\b|kommentare zu\b|(?:customer|user) reviews"
    r"|kundenrezension|kundenbewertung|avis (?:des )?clients|opiniones de clientes",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rules examine; ``prose`` and similar fields are the ``latin_length`` of the page's own running text."""

    meta: Metadata
    url: str
    blocks: list[Block]
    lines: list[str]
    walls: dict[str, list[str]]
    is_article: bool
    """True if the page calls itself an article in JSON-LD."""
    overlap: float
    """The share of the title's words that the text has."""
    prose: float
    unaddressed_prose: float
    """Without the lines that address the reader."""
    titled_prose: float
    """The same if it contains a word of the title, else 0."""


def classify_page(
    meta: Metadata, url: str, blocks: list[Block], lines: list[str], walls: dict[str, list[str]]
) -> str | None:
    """The kind of page (a key of PAGE_KINDS), by the first of the rules below that applies; None for an article.

    ``lines`` are the article's, ``walls`` those that ``find_wall_lines`` found among the ``blocks`` of the page.
    """
    page = _gather(meta, url, blocks, lines, walls)
    return next((kind for rule in _RULES if (kind := rule.kind_of(page))), None)


def _gather(meta: Metadata, url: str, blocks: list[Block], lines: list[str], walls: dict[str, list[str]]) -> _Page:
    title = meta.title or ""
    not_own = {text for texts in walls.values() for text in texts} | {b.text for b in blocks if b.linked > LINKED}
    own = [line for line in lines if line not in not_own and is_prose(line)]
    unaddressed = [line for line in own if not count_second_person(line)]
    length = total_length(unaddressed)
    return _Page(
        meta,
        url,
        blocks,
        lines,
        walls,
        is_article=bool(meta.types & ARTICLE_TYPES),
        overlap=word_overlap(title, " ".join(lines)),
        prose=total_length(own),
        unaddressed_prose=length,
        titled_prose=length if word_overlap(title, " ".join(unaddressed)) > 0 else 0.0,
    )


def _by_title(page: _Page) -> str | None:
    for title in page.meta.titles:
        for part in (title, *_TITLE_PART.split(title)[:1]):
            key = normalise_title(part)
            for kind, titles in kinds_by_title().items():
                if (page.prose < PROSE_AGAINST_NAME or kind == "site") and key in titles:
                    return kind
    return None


def _by_address(page: _Page) -> str | None:
    if page.prose >= PROSE_AGAINST_NAME:
        return None
    host, last = urlsplit(page.url).hostname or "", last_path_part(page.url)
    by_host = next((kind for kind, hosts in _HOSTS.items() if host.startswith(hosts)), None)
    return by_host or next((kind for kind, parts in kinds_by_path().items() if kind != "site" and last in parts), None)


def _about_the_site(page: _Page) -> str | None:
    undated = not page.meta.published_at and not page.meta.author and page.prose < PROSE_AGAINST_NAME
    return "site" if undated and last_path_part(page.url) in kinds_by_path()["site"] else None


def _by_wall(page: _Page) -> str | None:
    for kind, texts in page.walls.items():
        if page.overlap == 0 and kind not in EDGE_KINDS and page.lines[:1] and page.lines[0] in texts:
            return kind  # an error that offers other articles to read
        prose = page.prose if kind in PROSE_BESIDE_WALL else page.unaddressed_prose
        whole_article = kind == "consent" and page.titled_prose >= PROSE_ABOUT_TITLE
        if texts and prose < PROSE_BESIDE_WALL.get(kind, ARTICLE_LENGTH) and not whole_article:
            return kind
    return None


def _by_type(page: _Page) -> str | None:
    """The kind according to the page's own titles and metadata; None if these call it an article."""
    if page.is_article:
        return None
    if any(_LISTING_TITLE.match(title) for title in page.meta.titles):
        return "list"
    if page.prose >= PROSE_AGAINST_NAME:
        return None
    if page.meta.types & _LIST_TYPES:
        return "list"
    if page.meta.types & _ENTRY_TYPES and "og:article" not in page.meta.types:
        return "entry"
    at_home = page.meta.canonical_path in ("", "/") and urlsplit(page.url).path not in ("", "/")
    return "home" if at_home and page.overlap < MAX_UNMARKED_OVERLAP else None


def _is_cut(page: _Page) -> bool:
    """True if the text breaks off and a link to the rest of it follows, in the same line or below."""
    last = page.lines[-1] if page.lines else ""
    at = next((n for n, block in enumerate(page.blocks) if block.text == last), len(page.blocks))
    below = page.blocks[at + 1 : at + 2]
    if any(_CUT_BEFORE_LINK.search(line[-MAX_LINK:]) for line in (last, *(block.text for block in below))):
        return True
    return last.endswith(_ELLIPSES) and any(block.linked > LINKED and _continues(block.text, page) for block in below)


def _continues(text: str, page: _Page) -> bool:
    """True for "Continue reading", also with the title or a few words behind it; "Read more: ..." is another story."""
    words = _CONTINUE.match(text[:MAX_LINK])
    if words is None:
        return False
    rest = text[words.end() :]
    is_short = len(rest.split()) <= MAX_LINK_WORDS and not words[0].rstrip().endswith(_BEFORE_TITLE)
    return is_short or word_overlap(rest, page.meta.title or "") >= MIN_TITLE_OVERLAP


def _is_listing(page: _Page) -> bool:
    article = page.is_article and page.titled_prose >= MIN_LENGTH
    return not article and is_listing(page.blocks, page.meta.title or "")


def _is_unlinked_listing(page: _Page) -> bool:
    meta = page.meta
    marked = page.is_article or meta.author or meta.published_at or "og:article" in meta.types
    return page.overlap < MAX_UNMARKED_OVERLAP and not marked and is_unlinked_listing(page.blocks, meta.title or "")


class _Rule(NamedTuple):
    """A way of recognising a page that is not an article, with an example."""

    name: str
    kind_of: Callable[[_Page], str | None]
    example: str


_RULES = (
    _Rule("its title", _by_title, "Page not found"),
    _Rule("its address", _by_address, "https://login.valmere.example/"),
    _Rule("the address of a page about the site", _about_the_site, "https://valmere.example/impressum.html"),
    _Rule("the words of a wall", _by_wall, "Subscribe to continue reading"),
    _Rule("a link to the rest of its text", lambda page: "beginning" if _is_cut(page) else None, "Continue reading"),
    _Rule(
        "a field for a password",
        lambda page: "login" if page.meta.asks_password and page.prose < ARTICLE_LENGTH else None,
        "<input type=password>",
    ),
    _Rule(
        "metadata that name a price",
        lambda page: "paywall" if page.meta.free is False and page.prose < PROSE_BESIDE_WALL["paywall"] else None,
        '"isAccessibleForFree": false',
    ),
    _Rule("its type", _by_type, '"@type": "Recipe"'),
    _Rule("headlines that link to articles", lambda page: "list" if _is_listing(page) else None, "a front page"),
    _Rule("headings with a teaser each", lambda page: "list" if _is_unlinked_listing(page) else None, "a front page"),
    _Rule("its text", lambda page: lacking_text(page.meta, page.lines, page.prose), "Please wait."),
)
"""In this order: the first rule that applies decides."""
