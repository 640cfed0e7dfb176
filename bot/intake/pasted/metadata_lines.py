"""Separates the lines above and below a pasted text that are metadata: fields, bylines, dates, links, notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from bot.intake.bylines import parse_byline_line
from bot.intake.pasted.credits import (
    has_outlet_word,
    is_job_title,
    parse_affiliation,
    parse_credit_line,
    parse_credit_lines,
    parse_date_line,
    parse_label,
    parse_lone_name,
)
from bot.intake.pasted.fields import parse_field, parse_fields, parse_footer_field
from bot.intake.pasted.markdown import parse_link_title, strip_links
from bot.intake.pasted.messengers import is_forwarding_note
from bot.intake.urls import find_links
from bot.intake.word_lists import section_pattern

__all__ = ["split_fields", "split_footer", "split_header"]

LineParser: TypeAlias = Callable[[str], "dict[str, str] | None"]
"""The metadata in a line, by field (empty if nothing is worth keeping); None if the line is text."""

MAX_LINE, MAX_BYLINE = 600, 120
"""Maximum characters of a line of metadata, and of a byline; longer ones are text."""
MAX_HEADER_LINES, MAX_FOOTER_LINES = 30, 6
_BYLINE = re.compile(
    r"[Bb][Yy]\s+((?:(?:[^\W\d_a-z][\w.'’-]*|[&|·–-]"
    r"|(?:and|at|da|de|del|della|den|der|di|du|for|in|la|le|van|von|with|y))(?:,?\s+|$)){2,12})"
)
_HANDLE = re.compile(r"\s*[(<][^\s()<>@]{1,60}@[^\s()<>@]{1,60}[)>]|\s*\(@\w{1,30}\)|\s*@\w{1,30}$")
"""The mail address or user name after an author's name."""
_TIME_WORD = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|next|last|then|now)\b", re.IGNORECASE)
"""A title such as "By Monday it was over" is not a byline."""
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*,?\s){1,3}(?=[\w ,.]*\d)")
_LINK_LABEL = re.compile(
    r"[\W_]*(?:[^\W_][\w ]{0,30}[:：]|(?:via|from|source)(?-i:(?: [A-ZÀ-Þ][\w.’'-]*){0,4})|more|link)?[\W_]*",
    re.IGNORECASE,
)
_READ_MORE = re.compile(
    r"(?:read|full|source|via|more|original|continue|weiter|mehr|lire|leer|leggi|lees|подробнее|阅读|続き)",
    re.IGNORECASE,
)
_NEXT_FIELD = re.compile(r"\s+(?=[^\s:：\d]{2,20}\s?[:：])")
_TEXT_LABEL = re.compile(
    rf"[*_]{{0,3}}{section_pattern('fields', 'text')}[*_]{{0,3}}\s?[:：][*_]{{0,3}}\s*", re.IGNORECASE
)
"""The label of the text itself ("Text:"), where each part of a pasted article has one."""


def split_fields(text: str, *, below_title: bool = False) -> tuple[dict[str, str], str]:
    """The fields, bylines and dates at the beginning of a text, and the rest of it; lone links stay in the rest.

    With ``below_title`` a second title is text.
    """
    metadata: dict[str, str] = {"title": ""} if below_title else {}
    rest = _take_lines(text, metadata, (parse_fields, _parse_byline, _parse_date))
    return {key: value for key, value in metadata.items() if value}, rest


def split_header(text: str, metadata: dict[str, str], *, below_title: bool = False) -> str:
    """Adds the metadata above a text, in any order, to ``metadata``; returns the text below it.

    A second line of the same kind is text.
    """
    rest = _take_credits(text, metadata) if below_title else _take_lines(text, metadata, _ABOVE_TITLE)
    if below_title and rest == text:
        rest = _take_credits_below_standfirst(text, metadata)
    return _TEXT_LABEL.sub("", rest, count=1) if metadata and _TEXT_LABEL.match(rest) else rest


def split_footer(text: str, metadata: dict[str, str], *, fields_only: bool = False) -> str:
    """Adds the metadata below a text to ``metadata``; returns the text above it."""
    parsers = (parse_footer_field,) if fields_only else (_parse_link, _parse_note, parse_footer_field)
    for _ in range(MAX_FOOTER_LINES):
        above, _, line = text.rpartition("\n")
        found = _parse_line(line, parsers) if above.strip() else None
        if found is None or any(key in metadata for key in found):
            return text
        metadata.update(found)
        text = above.rstrip()
    return text


def _take_credit_block(text: str, metadata: dict[str, str]) -> str:
    """Reads credits below a title that are recognised only together: a name above a credit, several short lines."""
    first, _, below = text.partition("\n")
    below = below.lstrip("\n")
    name = parse_lone_name(first)
    block, blank_line, below_block = text.partition("\n\n")
    block_fields = parse_credit_lines(block.split("\n")) if blank_line and len(block) <= MAX_LINE else None
    if block_fields and below_block.strip() and not any(key in metadata for key in block_fields):
        metadata.update(block_fields)
        return below_block.lstrip("\n")
    next_line, _, further = below.partition("\n")
    if not name or "byline" in metadata or len(next_line) > MAX_LINE or _parse_byline(first):
        return text
    if (_parse_byline(next_line) or {}).get("byline") == name:
        return below
    if not (is_job_title(next_line) or parse_label(next_line) == {} or "day" in (_parse_credit(next_line) or {})):
        return text
    metadata["byline"] = name
    return further.lstrip("\n") if is_job_title(next_line) else below


def _take_credits(text: str, metadata: dict[str, str]) -> str:
    """Reads all credits directly below a title."""
    return _take_lines(_take_credit_block(text, metadata), metadata, _BELOW_TITLE)


def _take_credits_below_standfirst(text: str, metadata: dict[str, str]) -> str:
    """The text with its first line and without the byline and the date below it, if both are there."""
    standfirst, _, below = text.partition("\n")
    found = dict(metadata)
    rest = _take_credits(below.lstrip("\n"), found) if len(standfirst) <= MAX_LINE else ""
    if not rest or not {"byline", "day"} <= found.keys() - metadata.keys():
        return text
    metadata.update(found)
    return f"{standfirst}\n\n{rest}"


def _take_lines(text: str, metadata: dict[str, str], parsers: tuple[LineParser, ...]) -> str:
    """Reads lines from the beginning of a text as long as one of the parsers recognises them."""
    rest = text
    for _ in range(MAX_HEADER_LINES):
        line, _, below = rest.partition("\n")
        found = _parse_line(line, parsers)
        if found is None or any(key in metadata for key in found) or not (below.strip() or parse_field(line)):
            break
        metadata.update(found)
        next_line, _, further = below.partition("\n")
        if "byline" in found and further.strip() and (affiliation := parse_affiliation(next_line)) is not None:
            metadata.update({key: value for key, value in affiliation.items() if key not in metadata})
            below = further
        rest = below.lstrip("\n")
    return rest.strip()


def _parse_line(line: str, parsers: tuple[LineParser, ...]) -> dict[str, str] | None:
    """The result of the first parser that recognises a line."""
    if len(line) > MAX_LINE:
        return None
    line = line.removeprefix("-# ")  # Discord's mark of small print
    return next((found for parse in parsers if (found := parse(line)) is not None), None)


def _parse_byline(line: str) -> dict[str, str] | None:
    """The names in a line that is only "By Jane Doe"."""
    plain = _HANDLE.sub("", strip_links(line).replace("*", "").strip("_ "))
    match = _BYLINE.fullmatch(plain) if len(plain) <= MAX_BYLINE else None
    names = match[1].strip() if match and not _TIME_WORD.match(match[1]) else parse_byline_line(plain)
    return {"byline": names} if names else None


def _parse_dateline(line: str) -> dict[str, str] | None:
    """The day in a line that is only a place and a date: "LONDON 1996-08-30". Above a title it may be the title."""
    place = _PLACE.match(line)
    return _parse_date(line[place.end() :]) if place and not has_outlet_word(place[0]) else None


def _parse_date(line: str) -> dict[str, str] | None:
    """The day in a line that is only a date, which another field may follow: "2026-11-22 08:30 Source: Reuters"."""
    parts = _NEXT_FIELD.split(line, maxsplit=1)
    if len(parts) > 1 and (field := parse_field(parts[1])) and (day := _parse_date(parts[0])):
        return {**day, **field}
    return parse_date_line(line)


def _parse_credit(line: str) -> dict[str, str] | None:
    """The metadata in a credit below a title, where a name with a date cannot be the title."""
    return parse_credit_line(line, bare_names=True)


def _parse_link(line: str) -> dict[str, str] | None:
    """The address in a line that is only a link."""
    words, address = parse_link_title(line)
    if address and _READ_MORE.match(words):
        return {"link": address}
    links = find_links(line)
    if len(links) != 1:
        return None
    start, end, url = links[0]
    alone = _LINK_LABEL.fullmatch(line[:start]) and not any(c.isalnum() for c in line[end:])
    return {"link": url} if alone else None


def _parse_note(line: str) -> dict[str, str] | None:
    """No metadata for a line that only says how a message was forwarded, which is dropped."""
    return {} if is_forwarding_note(line) else None


_ABOVE_TITLE: tuple[LineParser, ...] = (
    parse_fields,
    parse_credit_line,
    _parse_byline,
    _parse_date,
    _parse_link,
    _parse_note,
)
_BELOW_TITLE: tuple[LineParser, ...] = (
    parse_fields,
    parse_label,
    parse_credit_line,
    _parse_dateline,
    _parse_credit,
    _parse_byline,
    _parse_date,
    _parse_link,
    _parse_note,
)
