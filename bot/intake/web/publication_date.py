"""Finds when an article was published; never guesses a date.

Only what the page states as the date of publication counts: in JSON-LD, in meta elements, in ``<time>`` and bylines
around the heading, and the day in the address, which the publisher's own system put there. Prose, footers and scripts
do not count.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.intake.dates import MIDNIGHT, parse_date, parse_path_date, parse_written_moment
from bot.intake.web.article_header import header_elements
from bot.intake.web.json_ld import property_text
from bot.intake.word_lists import section_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.html import HtmlElement

__all__ = ["find_publication_date", "is_date_note", "publication_time"]

_META_NAMES = frozenset(
    "publishedtime datepublished publisheddate publicationdate publishdate publishtime publisheddatetime pubdate "
    "firstpublished articlepublished articledate originalpublicationdate articlecreated datecreated createdate "
    "createat created issued dateissued date dcdate sailthrudate parselypubdate articleoriginaldate".split()
)
"""Names of meta elements with the date of publication, without a prefix such as ``og:`` and without punctuation."""
_AMBIGUOUS = frozenset("date dcdate created issued".split())
"""Names that mean another date if they follow another word: ``modified_date``."""
_PREFIX = re.compile(r"^(?:.*[:.])?(?=[^:.]+$)")
_PUNCTUATION = re.compile(r"[\W_]+")
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published|pub-?date|post-?date|entry-date|timestamp|byline|"
    r"datum|fecha|dato|tarih\w*|data-?hora|data_?pub\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UPDATED = re.compile(section_pattern("dates", "updated"), re.IGNORECASE)
_PUBLISHED = re.compile(section_pattern("dates", "published"), re.IGNORECASE)
_DATE_KIND = re.compile(f"(?P<updated>{_UPDATED.pattern})|(?P<published>{_PUBLISHED.pattern})", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
MAX_DATE_NOTE = 120
"""Maximum characters of a line that only says when the article was published or updated."""
MAX_TIMES = 50
BEFORE_DATE = 30
"""How many characters before a date are searched for its kind."""


def find_publication_date(
    tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str], url: str
) -> datetime | None:
    """When the article was first published, in UTC; None if the page does not say so beyond doubt.

    ``articles`` are the JSON-LD objects of the article, ``meta`` the meta elements by name.
    """
    published = [property_text(article.get("datePublished")) for article in articles]
    created = [property_text(article.get("dateCreated")) for article in articles]
    for value in (*published, *_meta_dates(meta), *created):
        if (when := parse_date(value)) is not None:
            return when
    return _header_date(tree) or parse_path_date(urlsplit(url).path) or _footer_date(tree)


def _header_date(tree: HtmlElement) -> datetime | None:
    """The first date in the article's header; if that is only a day, the first moment on the same day."""
    found: datetime | None = None
    for element, line in header_elements(tree):
        when = _element_date(element, line)
        if when is not None and (found is None or (found.time() == MIDNIGHT and when.date() == found.date())):
            found = when
    return found


def _footer_date(tree: HtmlElement) -> datetime | None:
    """The only date below the text that is called that of publication, in a ``time`` element of the same article."""
    holder = next((a for heading in tree.iter("h1") for a in heading.iterancestors("article", "main")), None)
    times = islice(() if holder is None else holder.iter("time"), MAX_TIMES)
    found = {parse_date(one.get("datetime")) for one in times if _PUBLISHED.search(_text_before(one))}
    return found.pop() if len(found) == 1 else None


def _element_date(element: HtmlElement, line: str) -> datetime | None:
    itemprop = element.get("itemprop", "").lower()
    if itemprop == "datemodified" or _is_update(element, line):
        return None
    if element.tag in ("time", "abbr", "meta") or itemprop == "datepublished":
        exact = (element.get(name) for name in ("datetime", "content", "title"))
        return next(filter(None, map(parse_date, filter(None, exact))), None) or publication_time(line)
    return publication_time(line) if _DATE_CLASS.search(element.get("class", "")) else None


def publication_time(line: str) -> datetime | None:
    """The day in a line above the text, with its time if the line gives its zone.

    If there are several, it is the one that is called the day of publication.
    """
    kind, at = "", 0
    found: dict[str, datetime] = {}
    for mark in [*_DATE_KIND.finditer(line), None]:
        when = parse_written_moment(line[at : mark.start() if mark else len(line)])
        if when is not None:
            found.setdefault(kind, when)
        if mark:
            kind, at = str(mark.lastgroup), mark.end()
    return found.get("published") or found.get("")


def is_date_note(line: str) -> bool:
    """True if a line begins by saying when the article was published or updated, and is short."""
    return len(line) < MAX_DATE_NOTE and _DATE_KIND.match(line) is not None and _YEAR.search(line) is not None


def _meta_dates(meta: dict[str, str]) -> Iterator[str]:
    return (value for name, value in meta.items() if _names_publication(name))


def _names_publication(name: str) -> bool:
    """True if a meta element of this name contains the date of publication."""
    if _PUNCTUATION.sub("", name) in _META_NAMES or _PUNCTUATION.sub("", _PREFIX.sub("", name)) in _META_NAMES:
        return True
    words = _PUNCTUATION.split(name)
    return any("".join(words[n:]) in _META_NAMES - _AMBIGUOUS for n in range(1, len(words)))


def _is_update(element: HtmlElement, line: str) -> bool:
    """True if a date is that of an update: by its class, its own words, or those directly before it."""
    named = element.get("class", "")
    if _PUBLISHED.search(named):
        return False
    if _PUBLISHED.search(line):
        return False
    marks = [mark.lastgroup for mark in _DATE_KIND.finditer(f"{_text_before(element)} {line[:BEFORE_DATE]}")]
    return bool(_UPDATED.search(named) or "updated" in marks[-1:])


def _text_before(element: HtmlElement) -> str:
    """The text directly before an element, or else that of the element before it."""
    before, parent = element.getprevious(), element.getparent()
    ahead = (before.tail if before is not None else parent.text if parent is not None else None) or ""
    if not ahead.strip() and before is not None and isinstance(before.tag, str):
        return (before.text or "")[:BEFORE_DATE]
    return ahead[-BEFORE_DATE:]
