"""Finds who wrote an article: in JSON-LD, in meta elements, in the byline around the heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.intake.bylines import byline_names
from bot.intake.web.article_header import header_elements
from bot.intake.web.json_ld import property_names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["find_authors"]

_META_NAME = re.compile(r"(?:^|[:._-])(?:author|byl|byline|creator)(?:[._-]?name)?$")
"""Names of meta elements with the author, such as ``article:author`` and ``dc.creator``."""
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|by-?line__?\w*|author-?name|byline__name)(?:$|[\s_-])", re.IGNORECASE
)


def find_authors(
    tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str], sites: list[str | None]
) -> str | None:
    """The authors' names, separated by ", "; None if the page names nobody except ``sites``, the names of its site."""
    lines = [", ".join(property_names(articles, "author")), *(v for k, v in meta.items() if _META_NAME.search(k))]
    header = list(header_elements(tree))
    lines += [line for element, line in header if _CLASS.search(element.get("class", ""))]
    lines.append(", ".join(line for e, line in header if "author" in (e.get("rel"), e.get("itemprop"))))
    known = {site.casefold() for site in sites if site}
    for byline in lines:
        if byline and "://" not in byline and (names := byline_names(byline)):
            persons = [name for name in names.split(", ") if name.casefold() not in known]
            if persons:
                return ", ".join(persons)
    return None
