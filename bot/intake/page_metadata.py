"""What a page says about itself (title, site, author, date, address, kind) in JSON-LD, meta elements and bylines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from bot.intake.bylines import names_in_byline
from bot.intake.dates import date_in_address, date_in_words, parse_date
from bot.intake.titles import host_name, own_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml.html import HtmlElement

__all__ = ["ARTICLE_TYPES", "Metadata", "read_metadata"]

ARTICLE_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle askpublicnewsarticle advertisercontentarticle satiricalarticle scholarlyarticle techarticle "
    "blogposting liveblogposting socialmediaposting report".split()
)
MAX_NODES = 3_000
MAX_ADDRESS = 500
_SAME_SITE = re.compile(r"^(?:www|m|mobile|amp)\.")
_PUBLISHED = (
    "article:published_time og:article:published_time datepublished date pubdate publishdate publish-date "
    "publish_date publication_date sailthru.date parsely-pub-date dc.date dc.date.issued dcterms.date dcterms.issued "
    "dcterms.created citation_publication_date article.published cxenseparse:recs:publishtime originalpublicationdate"
).split()
_AUTHOR = "author article:author byl parsely-author sailthru.author dc.creator dcterms.creator citation_author".split()
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|by-?line__?\w*|author-?name|byline__name)(?:$|[\s_-])", re.I
)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published|pub-?date|post-?date|entry-date|timestamp|byline)(?:$|[\s_-])", re.I
)
_UPDATED = re.compile(r"updated|modified|aktualisiert|mis à jour|actualizad|aggiornat|更新|수정", re.I)
MAX_LINE = 300
MAX_ELEMENTS = 5_000
PROSE = 80
"""A paragraph that is longer is the standfirst or belongs to the article."""
_BESIDE = ("aside", "footer", "nav")


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


def read_metadata(tree: HtmlElement, blocks: list[str], url: str) -> Metadata:
    """Reads a tree from ``parse_page`` and its JSON-LD; ``url`` is where the page came from."""
    nodes = [node for block in blocks for node in _nodes(block)]
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    meta = _meta(tree)
    site = _first(
        meta.get("og:site_name"), *_names(articles, "publisher"), *_sites(nodes), meta.get("application-name")
    )
    headings = [_line(h) for h in list(tree.iter("h1"))[:5]]
    page_title = next((_line(t) for t in tree.iter("title")), None)
    given = [meta.get("og:title"), *(_text(a.get("headline")) for a in articles)]
    given += [headings[0] if len(headings) == 1 else None, page_title, meta.get("twitter:title")]
    given.append(next((_line(h) for h in tree.iter("h2")), None))
    host = host_name(url)
    names = [
        site,
        *_names(articles, "publisher"),
        meta.get("application-name"),
        host,
        host.rpartition(".")[0],
        *_sites(nodes),
    ]
    sections = [meta.get("article:section"), *(_text(a.get("articleSection")) for a in articles)]
    canonical = _canonical(tree, meta, url)
    free = [n["isAccessibleForFree"] for n in nodes if "isAccessibleForFree" in n]
    return Metadata(
        title=own_title(given, [h for h in headings if h], [*names, *sections]),
        titles=tuple(t for t in [*given, *headings] if t),
        site=site or host or None,
        author=_author(tree, articles, meta, names),
        published_at=_published(tree, articles, meta, url),
        address=_address(canonical, url),
        canonical_path=urlsplit(canonical).path if canonical else None,
        types=frozenset({t for n in nodes for t in _types(n)} | {f"og:{meta.get('og:type', '').lower()}"}),
        free=None if not free else not any(str(value).strip().lower() in ("false", "0", "no") for value in free),
    )


def _nodes(block: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD block, the outer ones first."""
    try:
        queue: list[Any] = [json.loads(block.strip().strip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for seen, value in enumerate(queue):
        if seen > MAX_NODES:
            return
        if isinstance(value, dict):
            yield value
            queue.extend(
                v for k, v in value.items() if isinstance(v, dict | list) and k in ("@graph", "mainEntity", "hasPart")
            )
        elif isinstance(value, list):
            queue.extend(value)


def _types(node: dict[str, Any]) -> set[str]:
    value = node.get("@type")
    return {str(v).rpartition("/")[2].lower() for v in (value if isinstance(value, list) else [value]) if v}


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(value[:MAX_LINE].split()) or None if isinstance(value, str) else None


def _first(*values: str | None) -> str | None:
    return next((" ".join(value.split()) for value in values if value and value.strip()), None)


def _names(nodes: Iterable[dict[str, Any]], key: str) -> list[str]:
    """The names of whom a property names: a text, an object with a name, or a list of these."""
    found: list[str] = []
    for node in nodes:
        values = node.get(key)
        for value in (values if isinstance(values, list) else [values])[:20]:
            name = _text(value.get("name") if isinstance(value, dict) else value)
            if name and "://" not in name:
                found.append(name)
    return found


def _sites(nodes: Iterable[dict[str, Any]]) -> list[str]:
    return [name for n in nodes if _types(n) & {"website", "newsmediaorganization"} and (name := _text(n.get("name")))]


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Meta elements by name or property, in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "")[:1_000].split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _author(
    tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str], sites: list[str | None]
) -> str | None:
    lines = [", ".join(_names(articles, "author")), *(meta.get(name) for name in _AUTHOR)]
    head = list(_head_of_article(tree))
    lines += [line for element, line in head if _BYLINE.search(element.get("class", ""))]
    lines.append(", ".join(line for e, line in head if "author" in (e.get("rel"), e.get("itemprop"))))
    known = {site.casefold() for site in sites if site}
    for byline in lines:
        if byline and "://" not in byline and (names := names_in_byline(byline)) and names.casefold() not in known:
            return names
    return None


def _published(tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str], url: str) -> datetime | None:
    for value in [*(_text(a.get("datePublished")) for a in articles), *(meta.get(name) for name in _PUBLISHED)]:
        if (when := parse_date(value)) is not None:
            return when
    for element, line in _head_of_article(tree):
        itemprop = element.get("itemprop", "").lower()
        if itemprop == "datemodified" or _UPDATED.search(element.get("class", "") + line[:20]):
            continue
        if element.tag == "time" or itemprop == "datepublished":
            when = parse_date(element.get("datetime") or element.get("content")) or date_in_words(line)
        else:
            when = date_in_words(line) if _DATED.search(element.get("class", "")) else None
        if when is not None:
            return when
    return date_in_address(urlsplit(url).path)


def _head_of_article(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements with a name around the heading, up to the second paragraph of prose, each with its line of text."""
    heading = next(tree.iter("h1"), None)
    article = next(tree.iter("article", "main"), tree) if heading is None else heading
    holder = next(article.iterancestors("article", "main"), article)
    started, prose = holder is not heading, 0
    for element in islice((tree if holder is heading else holder).iter(), MAX_ELEMENTS):
        started = started or element is heading
        if not started or not isinstance(element.tag, str) or next(element.iterancestors(*_BESIDE), None) is not None:
            continue
        named = element.get("class") or element.get("itemprop") or element.tag == "time" or element.get("rel")
        line = _line(element) if named or element.tag == "p" else ""
        if named and len(line) < MAX_LINE:
            yield element, line
        prose += element.tag == "p" and len(line) > PROSE
        if prose > 1:
            return


def _line(element: HtmlElement) -> str:
    """The beginning of an element's text."""
    pieces, size = [], 0
    for piece in element.itertext():
        pieces.append(piece[:MAX_LINE])
        size += len(piece)
        if size > MAX_LINE:
            break
    return " ".join(" ".join(pieces).split())[:MAX_LINE]


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
