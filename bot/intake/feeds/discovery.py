"""Finds the feeds of a web page: those that its head names, those that it links to, and the usual addresses."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bot.errors import InputError
from bot.intake.urls import url_key, validate_url
from bot.intake.web.charset import decode_page
from bot.intake.web.html_tree import parse_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

__all__ = ["MAX_FOUND", "find_feeds", "names_feed", "usual_paths", "without_feed_scheme"]

MAX_FOUND = 10
MAX_HEAD = 500_000
"""How many characters of a page are searched: the head, and of most pages all."""
MAX_LINKS = 5_000
_TYPES = frozenset(
    "application/rss+xml application/atom+xml application/feed+json application/rdf+xml text/rss+xml text/rss "
    "application/rss text/atom+xml application/atom".split()
)
_OTHER_TYPES = frozenset("application/xml text/xml application/json".split())
"""Types of feeds and of other documents: a link of such a type leads to a feed if its address or title says so."""
_NAMES_FEED = re.compile(r"(?:^|[^a-z])(?:rss|atom|feeds?)(?:[^a-z]|$)", re.IGNORECASE)
_FEED_ADDRESS = re.compile(
    r"/(?:feeds?|rss|atom)/?$|\.(?:rss|atom|rdf)$|[/_.-](?:rss|atom|feeds?)[\w-]{0,20}\.(?:xml|json|rdf)$"
    r"|/index\.(?:xml|rdf)$|/feeds?/(?:posts/default|rss2?|atom)/?$|/(?:rss|atom|feeds?)/[\w/.-]{1,80}\.(?:xml|rss)$",
    re.IGNORECASE,
)
"""Paths of feeds."""
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:feed=(?:rss2?|atom|rdf|json)|(?:format|type|alt|output)=(?:rss|atom)2?)(?:&|$)", re.IGNORECASE
)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario|reacties|komment|/replies", re.IGNORECASE)
_USUAL = (
    "feed", "rss", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feeds/posts/default", "feed.json", "index.rss",
    "feed/atom", "?feed=rss2",
)  # fmt: skip
"""The addresses at which the usual systems for web pages put their feeds, the most frequent first."""


def find_feeds(data: bytes, url: str, charset: str | None) -> list[str]:
    """The addresses of a page's feeds, the most probable first, those of its comments last; at most MAX_FOUND.

    ``url`` is the page's address, ``charset`` that of its HTTP header. Raises InputError if the page has too many tags.
    """
    tree, _ = parse_page(decode_page(data, charset)[:MAX_HEAD])
    base = _join(url, next((e.get("href", "") for e in islice(tree.iter("base"), 1)), ""))
    named = list(_links_of_head(tree, base))
    linked = list(_links_of_body(tree, base))
    comments = [link for link, words in (*named, *linked) if _COMMENTS.search(words)]
    feeds = [link for link, words in (*named, *linked) if not _COMMENTS.search(words)]
    return _valid([*feeds, *comments], url)[:MAX_FOUND]


def names_feed(tree: HtmlElement, url: str) -> bool:
    """True if the head of a page names a feed, other than one of comments."""
    return any(not _COMMENTS.search(words) for _, words in _links_of_head(tree, url))


def usual_paths(url: str) -> list[str]:
    """The addresses at which a site may have a feed that no page names: in the page's section, and at the site's root.

    Those of the section come first, unless the page is within it, as an article is: then the site's feed is meant.
    """
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    folder, _, name = parts.path.strip("/").rpartition("/")
    is_section = parts.path.endswith("/") or not folder
    section = f"{root}{'/'.join(filter(None, (folder, name if is_section else '')))}/" if folder or name else root
    bases = dict.fromkeys((section, root) if is_section else (root, section))
    return _valid([f"{base}{path}" for path in _USUAL for base in bases], url)


def _links_of_head(tree: HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    """The feeds that link elements name, each with the words of its address and its title."""
    for element in islice(tree.iter("link"), MAX_LINKS):
        rel = frozenset(element.get("rel", "").lower().split())
        kind = element.get("type", "").partition(";")[0].strip().lower()
        href, title = element.get("href", ""), element.get("title", "")
        if "stylesheet" in rel or not rel & {"alternate", "feed", "service.feed"} or not href.strip():
            continue
        if kind in _TYPES or (kind in _OTHER_TYPES and _NAMES_FEED.search(f"{href} {title}")) or "feed" in rel:
            yield _join(base, href), f"{href} {title}"


def _links_of_body(tree: HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    """The links of the text that lead to a feed by their type or their address."""
    for element in islice(tree.iter("a"), MAX_LINKS):
        href = element.get("href", "")
        kind = element.get("type", "").partition(";")[0].strip().lower()
        link = _join(base, href)
        parts = urlsplit(link)
        if kind in _TYPES or _FEED_ADDRESS.search(parts.path) or _FEED_QUERY.search(parts.query):
            yield link, f"{href} {element.get('title', '')}"


def _valid(links: Iterable[str], page: str) -> list[str]:
    """The valid addresses, each once, without the page itself."""
    found: dict[str, str] = {}
    for link in links:
        try:
            url = validate_url(link)
        except InputError:
            continue
        if url and url != page:
            found.setdefault(url_key(url) or url, url)
    return list(found.values())


def without_feed_scheme(address: str) -> str:
    """An address without the scheme "feed:", which some pages use for programs that read feeds."""
    if not address.lower().startswith("feed:"):
        return address
    rest = address[5:]
    return rest if rest.lower().startswith(("http://", "https://")) else f"https:{rest}"


def _join(base: str, href: str) -> str:
    """An address on a page."""
    try:
        joined = urljoin(base, without_feed_scheme("".join(href.split())))
        urlsplit(joined)
    except ValueError:
        return base
    return joined
