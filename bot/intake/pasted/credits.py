"""Parses the credits of a pasted text: lines that only say when it was published, by whom, and in which outlet."""

from __future__ import annotations

import re

from bot.intake.bylines import parse_byline_line
from bot.intake.dates import MONTHS, find_dates, parse_written_date
from bot.intake.pasted.markdown import strip_links
from bot.intake.word_lists import section_pattern

__all__ = [
    "has_outlet_word",
    "is_job_title",
    "parse_affiliation",
    "parse_credit_line",
    "parse_credit_lines",
    "parse_date_line",
    "parse_label",
    "parse_lone_name",
    "parse_outlet_line",
]

MAX_DATE, MAX_CREDIT = 60, 200
"""Maximum characters of a line that is a date, and of one that says more; longer ones are text."""
_LETTERS = re.compile(r"[^\W\d_]+")
_DATE_WORD = re.compile(section_pattern("dates", "publication verbs", "small words of dates", "weekdays", "time zones"))
_UPDATED = re.compile(section_pattern("dates", "updated"), re.IGNORECASE)
_UPDATE = re.compile(rf"{_UPDATED.pattern}[^·•|;]*", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\b")
_AGE = re.compile(
    r"\d{1,3}(?:[–-]\d{1,3})?[ -]?(?:min(?:ute)?s?|hours?|h|days?)(?:\s(?:read|ago))?|(?:min(?:ute)? )?read"
    r"|lesezeit:?[ \d]*(?:min\w*)?",
    re.IGNORECASE,
)
"""How old an article is, or how long it takes to read."""
_LABEL = re.compile(
    rf"(?:(?i:(?:share|save|listen|print|comments?)|{section_pattern('boilerplate', 'labels')})\b[\W\d]*){{1,4}}"
    rf"|(?i:{section_pattern('boilerplate', 'reading time')})\W*\d{{1,3}}\s?\w{{0,8}}\W?"
)
_BUTTON = re.compile(
    r"follow|share|save|listen|published|posted|updated|edited|(?i:reporting from|from) [A-ZÀ-Þ].{1,40}", re.IGNORECASE
)
"""Buttons and labels between a page's credits."""
_RELEASE = re.compile(section_pattern("above_title", "releases"), re.IGNORECASE)
"""What a text is, above it: "For immediate release"."""
_BEFORE_DATE = re.compile(r"\s(?:on|am|le|el|il)$")
_SEPARATOR = re.compile(r"\s*[·•|;/,()–—]\s*|\s-\s|\s+(?=(?i:by)\s[A-ZÀ-Þ])")
_NAMES = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:[A-ZÀ-Þ&][\w.'’-]*|of|the|de|del|der|la|van|von|and|und|et|y)){0,4}")
_OUTLET = re.compile(rf"\b{section_pattern('bylines', 'outlets')}\b", re.IGNORECASE)
_NEWSPAPER = re.compile(rf"{section_pattern('bylines', 'newspapers')}", re.IGNORECASE)
_STAFF = re.compile(rf"\b{section_pattern('bylines', 'staff')}\b", re.IGNORECASE)
_JOB_TITLE = re.compile(
    rf"(?:[^\W\d_][\w&’'-]*\s){{0,4}}?(?i:{section_pattern('bylines', 'staff')})(?:,?\s(?:in\s|at\s|of\s)?"
    r"(?:[A-ZÀ-Þ][\w.&’'-]*\s?){1,4})?"
)
_IN_A_PLACE = re.compile(r"\sin\s[A-ZÀ-Þ][\w .'’-]{1,40}$")


def parse_date_line(line: str) -> dict[str, str] | None:
    """The ``day`` in a line that is only a date ("Published 10:00, 2 Nov. 2026"); None for any other line.

    The date of an update is returned as ``updated``, which is ignored: it is not the date of publication.
    """
    updated = _UPDATED.search(line)
    line = _UPDATED.sub("", line)
    when = parse_written_date(line) if len(line) <= MAX_DATE else None
    if when is None or not _has_date_words_only(line):
        return None
    return {"updated": line} if updated else {"day": when.date().isoformat()}


def parse_credit_line(line: str, *, bare_names: bool = False) -> dict[str, str] | None:
    """The ``day``, ``byline`` and ``outlet`` in a line that holds a date and otherwise only such credits, or None.

    ``bare_names`` accepts names without "by" beside the date, which may be a title as well.
    """
    if len(line) > MAX_CREDIT:
        return None
    rest = _UPDATE.sub("", strip_links(line).removeprefix("-# ").replace("*", "").strip("_ "))
    dates = find_dates(rest)
    if len({when for *_, when in dates}) != 1:
        return None
    start, end, when = dates[0]
    found = {"day": when.date().isoformat()}
    for part in _SEPARATOR.split(_TIME.sub(" ", f"{rest[:start]}|{rest[end:]}")):
        words = _BEFORE_DATE.sub("", part.strip(" .:-"))
        is_label = any(label.fullmatch(words) for label in (_AGE, _BUTTON, _RELEASE))
        if not words or is_label or _has_date_words_only(words):
            continue
        by = parse_byline_line(words)
        kind = "byline" if by else _kind(words) if bare_names and _NAMES.fullmatch(words) else None
        if kind is None or kind in found:
            return None
        found[kind] = by or words
    return found


def parse_credit_lines(lines: list[str]) -> dict[str, str] | None:
    """The metadata of several adjacent lines, if they are credits only."""
    joined = " | ".join(line.removeprefix("-# ").strip() for line in lines)
    return parse_credit_line(joined, bare_names=True) if len(lines) > 1 else None


def parse_affiliation(line: str) -> dict[str, str] | None:
    """The outlet in the line below a byline ("Associated Press"); empty for a job title; None for any other line."""
    if is_job_title(line):
        return {}
    if len(line) > MAX_DATE or not _NAMES.fullmatch(line):
        return None
    return {} if _STAFF.search(line) else {"outlet": line} if has_outlet_word(line) else None


def parse_label(line: str) -> dict[str, str] | None:
    """No metadata for a line that is only a button of a page ("Share") or an article's age or length; else None."""
    is_label = len(line) <= MAX_DATE and (_AGE.fullmatch(line) or _LABEL.fullmatch(line))
    return {} if is_label else None


def is_job_title(line: str) -> bool:
    """True if a line is what an author is: "Business reporter, Kessel"."""
    return len(line) <= MAX_DATE and _JOB_TITLE.fullmatch(line) is not None


def parse_lone_name(line: str) -> str | None:
    """The name in a line that is only a name of two words or more, with or without a place: "Ida Moor in Kessel"."""
    name = _IN_A_PLACE.sub("", strip_links(line).replace("*", "").strip("_ ")) if len(line) <= MAX_DATE else ""
    return name if " " in name and _NAMES.fullmatch(name) and _kind(name) == "byline" else None


def parse_outlet_line(line: str) -> dict[str, str] | None:
    """The outlet in a line that is only its name ("Kessel Post"); None for any other line."""
    is_outlet = len(line) <= MAX_DATE and _NAMES.fullmatch(line) and _NEWSPAPER.fullmatch(line.rsplit(None, 1)[-1])
    return {"outlet": line} if is_outlet else None


def has_outlet_word(names: str) -> bool:
    """True if names contain a word from the names of newspapers, agencies and broadcasters."""
    return _OUTLET.search(names) is not None


def _kind(names: str) -> str:
    return "outlet" if " " not in names or has_outlet_word(names) else "byline"


def _has_date_words_only(text: str) -> bool:
    """True if all words of a text are months, weekdays or other words of dates."""
    return all(word in MONTHS or _DATE_WORD.fullmatch(word) for word in _LETTERS.findall(text.casefold()))
