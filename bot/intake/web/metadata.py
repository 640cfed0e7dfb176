"""Reads what a page says about its article: title, site, author, date, address, kind, access."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from bot.intake.site_names import host_name
from bot.intake.titles import choose_title
from bot.intake.web.article_header import text_start
from bot.intake.web.authors import find_authors
from bot.intake.web.canonical_address import article_address, canonical_address
from bot.intake.web.json_ld import article_body, node_types, parse_json_ld, property_names, property_text, site_names
from bot.intake.web.picture import find_picture
from bot.intake.web.prose import latin_length
from bot.intake.web.publication_date import find_publication_date
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.html import HtmlElement

__all__ = ["ARTICLE_TYPES", "Metadata", "read_metadata"]

ARTICLE_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle askpublicnewsarticle advertisercontentarticle satiricalarticle scholarlyarticle techarticle "
    "blogposting liveblogposting socialmediaposting report".split()
)
"""schema.org types of articles."""
_REVIEW_TYPES = frozenset(("review", "criticreview"))
MAX_HEADINGS = 5
MAX_CONTENT = 1_000
"""Maximum characters of a meta element."""
MAX_LOGO = 20
"""A heading with at most this ``latin_length`` that does not repeat a title is the name of the site or of a section."""
MIN_OVERLAP = 0.7
"""The share of a headline's words that the page's titles hold if it is the page's own article."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article.

    ``titles`` are all its titles, the best guess first. ``types`` are schema.org and Open Graph types in lower case,
    the latter with "og:". ``free`` is None if the page does not say whether the article is free of charge.
    """

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
    picture: str | None = None
    body: tuple[str, ...] = ()
    """The paragraphs of the article's text in JSON-LD, unless it says that the article is not free."""


def read_metadata(tree: HtmlElement, blocks: list[str], url: str) -> Metadata:
    """The metadata of a tree and its JSON-LD blocks from ``parse_page``; ``url`` is the page's address."""
    nodes = [node for block in blocks for node in parse_json_ld(block)]
    meta = _meta_elements(tree)
    logos, headings = _headings(tree, url)
    page_title = next((text_start(t) for t in tree.iter("title")), None)
    shown = [*headings, page_title, meta.get("og:title")]
    articles = _own_articles([n for n in nodes if node_types(n) & ARTICLE_TYPES], shown)
    sites = _site_names(articles, nodes, meta, logos)
    canonical = canonical_address(tree, meta, url)
    site, host = next((name for name in sites if name), None), host_name(canonical or url)
    names = [*sites, meta.get("twitter:site"), host, host.rpartition(".")[0]]
    sections = [meta.get("article:section"), *(property_text(a.get("articleSection")) for a in articles)]
    titles = _titles(articles, meta, headings, page_title)
    second_headings = [text_start(h) for h in islice(tree.iter("h2"), MAX_HEADINGS)]
    free = _is_free(nodes)
    title = choose_title([*titles, *second_headings[:1]], headings, [*names, *sections], second_headings)
    return Metadata(
        title=title,
        titles=tuple(t for t in [*titles, *headings] if t) or tuple(filter(None, second_headings[:1])),
        site=" ".join(site.split()) if site else host or None,
        author=find_authors(tree, articles, meta, names),
        published_at=find_publication_date(tree, articles or _dated_review(nodes), meta, url),
        address=article_address(canonical, url, title or ""),
        canonical_path=urlsplit(canonical).path if canonical else None,
        types=frozenset({t for n in nodes for t in node_types(n)} | {f"og:{meta.get('og:type', '').lower()}"}),
        free=free,
        asks_password=any(e.get("type", "").lower() == "password" for e in tree.iter("input")),
        picture=find_picture(meta, url),
        body=() if free is False else tuple(article_body(articles)),
    )


def _meta_elements(tree: HtmlElement) -> dict[str, str]:
    """The contents of meta elements by their names or properties in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "")[:MAX_CONTENT].split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _headings(tree: HtmlElement, url: str) -> tuple[list[str], list[str]]:
    """The first headings: those that link to the home page, which name the site, and the others."""
    logos: list[str] = []
    others: list[str] = []
    for heading in islice(tree.iter("h1"), MAX_HEADINGS):
        link = next(heading.iter("a"), None)
        home = link is not None and urlsplit(urljoin(url, link.get("href") or "#")).path in ("", "/")
        if text := text_start(heading):
            (logos if home and link is not None and text_start(link) == text else others).append(text)
    return logos, others


def _own_articles(articles: list[dict[str, Any]], titles: list[str | None]) -> list[dict[str, Any]]:
    """The article objects that the page's titles name, as pages describe related ones too; all if none is named."""
    shown = " ".join(filter(None, titles))
    own = [
        a
        for a in articles
        if (headline := property_text(a.get("headline"))) and word_overlap(headline, shown) > MIN_OVERLAP
    ]
    return own or articles


def _site_names(
    articles: list[dict[str, Any]], nodes: list[dict[str, Any]], meta: dict[str, str], logos: list[str]
) -> list[str | None]:
    """The names of the site, the most probable first."""
    publishers = property_names(articles, "publisher")
    return [meta.get("og:site_name"), *publishers, *site_names(nodes), meta.get("application-name"), *logos]


def _titles(
    articles: list[dict[str, Any]], meta: dict[str, str], headings: list[str], page_title: str | None
) -> list[str | None]:
    """The titles that the page gives, the most probable first."""
    declared = [meta.get("og:title"), *(property_text(a.get("headline")) for a in articles)]
    heading_counts = len(headings) == 1 and (not any(declared) or latin_length(headings[0]) > MAX_LOGO)
    return [*declared, headings[0] if heading_counts else None, page_title, meta.get("twitter:title")]


def _dated_review(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The one review with a date, for pages on which no object calls itself an article."""
    found = [n for n in nodes if node_types(n) & _REVIEW_TYPES and n.get("datePublished")]
    return found if len(found) == 1 else []


def _is_free(nodes: list[dict[str, Any]]) -> bool | None:
    said = [n["isAccessibleForFree"] for n in nodes if "isAccessibleForFree" in n]
    return None if not said else not any(str(value).strip().lower() in ("false", "0", "no") for value in said)
