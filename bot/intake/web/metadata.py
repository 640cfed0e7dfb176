"""What a page says about itself (title, site, author, date, address, kind) in JSON-LD, meta elements and bylines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from bot.intake.bylines import names_in_byline
from bot.intake.cleaning import decode_entities
from bot.intake.titles import host_name, own_title, same_words
from bot.intake.web.dates import published_at
from bot.intake.web.head import head_of_article, line_of
from bot.intake.web.json_ld import names_of, nodes_in, site_names, text_of, types_of
from bot.intake.web.prose import weight

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.html import HtmlElement

__all__ = ["ARTICLE_TYPES", "Metadata", "read_metadata"]

ARTICLE_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle askpublicnewsarticle advertisercontentarticle satiricalarticle scholarlyarticle techarticle "
    "blogposting liveblogposting socialmediaposting report".split()
)
_DATED_TYPES = frozenset(("review", "criticreview"))
MAX_ADDRESS = 500
MAX_HEADINGS = 5
LOGO = 20
"""A heading that says no more than this, and nothing of the titles, is the site's name or a section's."""
SAME = 0.7
"""The share of a headline's words that a page's titles hold where it is their article's."""
_SAME_SITE = re.compile(r"^(?:www|m|mobile|amp)\.")
_AUTHOR = re.compile(r"(?:^|[:._-])(?:author|byl|byline|creator)(?:[._-]?name)?$")
"""Names of meta elements that give who wrote the article, such as ``article:author`` and ``dc.creator``."""
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|by-?line__?\w*|author-?name|byline__name)(?:$|[\s_-])", re.I
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """``types`` are schema.org and Open Graph types in lower case; ``free`` is None where the page says nothing."""

    title: str | None
    titles: tuple[str, ...]
    site: str | None
    author: str | None
    published_at: datetime | None
    address: str
    canonical_path: str | None
    types: frozenset[str]
    free: bool | None
    asks_password: bool


def read_metadata(tree: HtmlElement, blocks: list[str], url: str) -> Metadata:
    """Reads a tree from ``parse_page`` and its JSON-LD; ``url`` is where the page came from."""
    nodes = [node for block in blocks for node in nodes_in(block)]
    meta = _meta(tree)
    logos, headings = _headings(tree, url)
    page_title = next((decode_entities(line_of(t)) for t in tree.iter("title")), None)
    articles = _own([n for n in nodes if types_of(n) & ARTICLE_TYPES], [*headings, page_title, meta.get("og:title")])
    site = _first(
        meta.get("og:site_name"),
        *names_of(articles, "publisher"),
        *site_names(nodes),
        meta.get("application-name"),
        *logos,
    )
    given = [meta.get("og:title"), *(text_of(a.get("headline")) for a in articles)]
    named = len(headings) == 1 and (not any(given) or weight(headings[0]) > LOGO)
    given += [headings[0] if named else None, page_title, meta.get("twitter:title")]
    seconds = [line_of(h) for h in islice(tree.iter("h2"), MAX_HEADINGS)]
    host = host_name(url)
    names = [
        site,
        *logos,
        *names_of(articles, "publisher"),
        meta.get("application-name"),
        meta.get("twitter:site"),
        host,
        host.rpartition(".")[0],
        *site_names(nodes),
    ]
    sections = [meta.get("article:section"), *(text_of(a.get("articleSection")) for a in articles)]
    canonical = _canonical(tree, meta, url)
    free = [n["isAccessibleForFree"] for n in nodes if "isAccessibleForFree" in n]
    return Metadata(
        title=own_title([*given, *seconds[:1]], headings, [*names, *sections], seconds),
        titles=tuple(t for t in [*given, *headings] if t) or tuple(filter(None, seconds[:1])),
        site=site or host or None,
        author=_author(tree, articles, meta, names),
        published_at=published_at(tree, articles or _dated(nodes), meta, url),
        address=_address(canonical, url),
        canonical_path=urlsplit(canonical).path if canonical else None,
        types=frozenset({t for n in nodes for t in types_of(n)} | {f"og:{meta.get('og:type', '').lower()}"}),
        free=None if not free else not any(str(value).strip().lower() in ("false", "0", "no") for value in free),
        asks_password=any(e.get("type", "").lower() == "password" for e in tree.iter("input")),
    )


def _headings(tree: HtmlElement, url: str) -> tuple[list[str], list[str]]:
    """The first headings that lead to the home page, which name the site, and the others."""
    logos: list[str] = []
    others: list[str] = []
    for heading in islice(tree.iter("h1"), MAX_HEADINGS):
        link = next(heading.iter("a"), None)
        home = link is not None and urlsplit(urljoin(url, link.get("href") or "#")).path in ("", "/")
        if text := line_of(heading):
            (logos if home and link is not None and line_of(link) == text else others).append(text)
    return logos, others


def _own(articles: list[dict[str, Any]], titles: list[str | None]) -> list[dict[str, Any]]:
    """Those of a page's articles that its titles name: pages describe related ones too. All, where none is named so."""
    shown = " ".join(filter(None, titles))
    own = [a for a in articles if (headline := text_of(a.get("headline"))) and same_words(headline, shown) > SAME]
    return own or articles


def _dated(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The one node that gives a date, where none calls itself an article: a review's."""
    found = [n for n in nodes if types_of(n) & _DATED_TYPES and n.get("datePublished")]
    return found if len(found) == 1 else []


def _first(*values: str | None) -> str | None:
    return next((" ".join(value.split()) for value in values if value and value.strip()), None)


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Meta elements by name or property, in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = decode_entities(" ".join((element.get("content") or "")[:1_000].split()))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _author(
    tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str], sites: list[str | None]
) -> str | None:
    lines = [", ".join(names_of(articles, "author")), *(v for k, v in meta.items() if _AUTHOR.search(k))]
    head = list(head_of_article(tree))
    lines += [line for element, line in head if _BYLINE.search(element.get("class", ""))]
    lines.append(", ".join(line for e, line in head if "author" in (e.get("rel"), e.get("itemprop"))))
    known = {site.casefold() for site in sites if site}
    for byline in lines:
        if byline and "://" not in byline and (names := names_in_byline(byline)):
            persons = [name for name in names.split(", ") if name.casefold() not in known]
            if persons:
                return ", ".join(persons)
    return None


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str) -> str | None:
    """The address that the page calls its own, where it is on the same site."""
    links = (e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical")
    for value in (next(links, None), meta.get("og:url")):
        try:
            parts, here = urlsplit(urljoin(url, (value or "").strip())), urlsplit(url)
            same = _SAME_SITE.sub("", parts.hostname or "") == _SAME_SITE.sub("", here.hostname or "")
            same = same and parts.port == here.port
        except ValueError:
            continue
        if value and same and parts.scheme in ("http", "https") and "@" not in parts.netloc:
            return str(urlunsplit(parts._replace(fragment="")))
    return None


def _address(canonical: str | None, url: str) -> str:
    """The address to keep; a page that calls the home page its own is mistaken."""
    if canonical is None or len(canonical) > MAX_ADDRESS or any(c.isspace() or c in '<>"' for c in canonical):
        return url
    return url if urlsplit(canonical).path in ("", "/") and urlsplit(url).path not in ("", "/") else canonical
