"""When an article was published, as its page says: in JSON-LD, in meta elements, around the heading, in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.intake.dates import MIDNIGHT, date_in_address, date_in_words, parse_date
from bot.intake.web.head import head_of_article
from bot.intake.web.json_ld import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.html import HtmlElement

__all__ = ["day_in_line", "is_dateline", "published_at"]

_META = frozenset(
    "publishedtime datepublished publisheddate publicationdate publishdate publishtime publisheddatetime pubdate "
    "firstpublished articlepublished articledate originalpublicationdate articlecreated datecreated createdate "
    "createat created issued dateissued date dcdate sailthrudate parselypubdate articleoriginaldate".split()
)
"""Names of meta elements that give the date of publication, without a prefix such as ``og:`` and without marks."""
_ALONE = frozenset("date dcdate created issued".split())
"""Names that mean something else behind another word: ``modified_date``."""
_PREFIX = re.compile(r"^(?:.*[:.])?(?=[^:.]+$)")
_MARKS = re.compile(r"[\W_]+")
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published|pub-?date|post-?date|entry-date|timestamp|byline|"
    r"datum|fecha|dato|tarih\w*|data-?hora|data_?pub\w*)(?:$|[\s_-])",
    re.I,
)
_UPDATED = re.compile(
    r"updated?|modified|edited|aktualisiert|geändert|mis à jour|modifié|actualizad|aggiornat|atualizad|bijgewerkt|"
    r"uppdatera|oppdatert|opdateret|обновлен|изменен|更新|수정",
    re.I,
)
_PUBLISHED = re.compile(
    r"publish|posted|veröffentlicht|erschienen|erstellt|publié|publicad|pubblicat|gepubliceerd|publicerad|publisert|offentliggjort|"
    r"julkaistu|opublikowan|zveřejněn|objavljen|közzétéve|yayın|опублик|نشر|公開|发布|發布|입력",
    re.I,
)
_MARK = re.compile(f"(?P<updated>{_UPDATED.pattern})|(?P<published>{_PUBLISHED.pattern})", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
MAX_DATELINE = 120
BEFORE = 30
"""Characters in front of a date that say what it is of."""


def published_at(tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str], url: str) -> datetime | None:
    """When the article was first published; None where the page does not say so beyond doubt."""
    given = [text_of(a.get(key)) for key in ("datePublished", "dateCreated") for a in articles]
    for value in (*given[: len(articles)], *_meta_dates(meta), *given[len(articles) :]):
        if (when := parse_date(value)) is not None:
            return when
    found: datetime | None = None
    for element, line in head_of_article(tree):
        itemprop = element.get("itemprop", "").lower()
        if itemprop == "datemodified" or _is_update(element, line):
            continue
        if element.tag in ("time", "abbr", "meta") or itemprop == "datepublished":
            exact = (element.get(name) for name in ("datetime", "content", "title"))
            when = next(filter(None, map(parse_date, filter(None, exact))), None) or day_in_line(line)
        else:
            when = day_in_line(line) if _DATED.search(element.get("class", "")) else None
        if when is not None and (found is None or (found.time() == MIDNIGHT and when.date() == found.date())):
            found = when  # of the same day the one with a time tells more
    return found or date_in_address(urlsplit(url).path)


def day_in_line(line: str) -> datetime | None:
    """The day that a line above the text gives: of several, the one that it calls the day of publication."""
    kind, at = "", 0
    days: dict[str, datetime] = {}
    for mark in [*_MARK.finditer(line), None]:
        day = date_in_words(line[at : mark.start() if mark else len(line)])
        if day is not None:
            days.setdefault(kind, day)
        if mark:
            kind, at = str(mark.lastgroup), mark.end()
    return days.get("published") or days.get("")


def is_dateline(line: str) -> bool:
    """Whether a line says when the article was published or changed, and nothing else."""
    return len(line) < MAX_DATELINE and _MARK.match(line) is not None and _YEAR.search(line) is not None


def _meta_dates(meta: dict[str, str]) -> Iterator[str]:
    return (value for name, value in meta.items() if _names_publication(name))


def _names_publication(name: str) -> bool:
    if _MARKS.sub("", name) in _META or _MARKS.sub("", _PREFIX.sub("", name)) in _META:
        return True
    words = _MARKS.split(name)
    return any("".join(words[n:]) in _META - _ALONE for n in range(1, len(words)))


def _is_update(element: HtmlElement, line: str) -> bool:
    """Whether a date tells of a change: by its class, its own words, or those directly in front of it."""
    named = element.get("class", "")
    if _PUBLISHED.search(named):
        return False
    before, parent = element.getprevious(), element.getparent()
    ahead = (before.tail if before is not None else parent.text if parent is not None else None) or ""
    if not ahead.strip() and before is not None and isinstance(before.tag, str):
        ahead = (before.text or "")[:BEFORE]
    if _PUBLISHED.search(line):
        return False
    marks = [mark.lastgroup for mark in _MARK.finditer(f"{ahead[-BEFORE:]} {line[:BEFORE]}")]
    return bool(_UPDATED.search(named) or "updated" in marks[-1:])
