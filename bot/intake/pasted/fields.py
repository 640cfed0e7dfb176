"""Lines of the form ``Name: value`` that say something about a pasted text, such as ``Source: Reuters``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intake.dates import find_dates, parse_date
from bot.intake.urls import find_links
from bot.intake.word_lists import phrases

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["canonical_field", "parse_field", "parse_fields", "parse_footer_field", "split_dated_source"]

MAX_DATE = 60
"""Characters of a date's value."""
MAX_VAGUE_DATE_WORDS = 3
"""A ``Date:`` line of at most this many words is a date without digits too: "Date: last week" is refused."""
MAX_FOOTER_WORDS = 8
"""Maximum words of a value below the text, where a longer one may be the text's last sentence."""
_CANONICAL = {
    name: field for field in ("title", "source", "author", "date", "url") for name in phrases("fields", field)
}
"""The names of the fields in many languages -> the field."""
_FIELD = re.compile(r"[*_]{0,3}([^\s:：*_][^:：*_\n]{0,20})[*_]{0,3}[ \xa0]?[:：][*_]{0,3}[ \t]*(?=[^ \t*_])(.+)")
_BETWEEN_FIELDS = re.compile(r"\s*[|•·;]\s*|[ \t]{2,}|,\s|\s[–—/-]\s")
_SENTENCE = re.compile(r"[.!?。！？]$")


def canonical_field(name: str) -> str | None:
    """The field (title, source, author, date, url) that a name such as ``Quelle`` stands for; None for any other."""
    return _CANONICAL.get(name.strip().casefold())


def parse_field(line: str) -> dict[str, str] | None:
    """The field and its value in a line such as ``Quelle: dpa``; None for any other line."""
    match = _FIELD.fullmatch(line)
    name = canonical_field(match[1]) if match else None
    if match is None or name is None:
        return None
    value = _unquoted(match[2].strip().strip("*_"))
    has_digit = any(c.isdigit() for c in value)
    vague = match[1].casefold() == "date" and len(value.split()) <= MAX_VAGUE_DATE_WORDS
    if name == "date" and (len(value) > MAX_DATE or not (has_digit or vague)):
        return None  # a title such as "Data: the new oil"
    if name == "url" and " " in value and not find_links(value):
        return None  # a title such as "Link: the missing piece"
    return {name: value}


def parse_fields(line: str) -> dict[str, str] | None:
    """The fields of a line that holds one, or nothing but several: "Source: dpa | Date: 2 Nov 2026"."""
    found: dict[str, str] = {}
    for part in _BETWEEN_FIELDS.split(line):
        field = parse_field(part)
        if field is None or field.keys() & found.keys():
            return parse_field(line)
        found.update(field)
    return found


def parse_footer_field(line: str) -> dict[str, str] | None:
    """Like ``parse_field``, but for lines below the text: None for a line that may be the text's last sentence."""
    found = parse_fields(_without_brackets(line.strip()))
    if found is None or "title" in found:
        return None
    for value in found.values():
        if len(value.split()) > MAX_FOOTER_WORDS or (_SENTENCE.search(value) and not find_links(value)):
            return None
    return None if "date" in found and parse_date(value) is None else found


def split_dated_source(source: str) -> tuple[str, datetime | None]:
    """A source without the date behind it, and that date: "Kessel Post, 2 Nov 2026"."""
    for start, end, when in find_dates(source):
        name = source[:start].rstrip(" ,;:|·(–—-")
        if name and not source[end:].strip(" )."):
            return name, when
    return source, None


def _without_brackets(line: str) -> str:
    """A line without brackets around the whole of it."""
    return line[1:-1] if len(line) > 2 and line[0] + line[-1] in ("()", "[]", "（）", "【】") else line


def _unquoted(value: str) -> str:
    """A value without quotation marks around it."""
    return value[1:-1].strip() or value if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'" else value
