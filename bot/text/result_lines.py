"""Recognises lines that are results: of matches, races, sets and elections, and rows of a table of standings."""

from __future__ import annotations

import re

__all__ = ["MAX_RESULT_LINE", "SCORE", "is_result_line"]

MAX_RESULT_LINE = 160
"""Characters of a result."""
_TEAM = r"[A-Z0-9][\w .'’()&/-]{0,40}"
_POINTS = r"\d{1,3}"
SCORE = re.compile(
    rf"(?<![\w-]){_POINTS}\s?[-–:]\s?{_POINTS}(?![\w-])"
    rf"|\b{_POINTS},?\s+[A-Z][\w .'’-]{{1,40}}\s{_POINTS}(?: \(\w{{1,6}}\))?$"
    rf"|(?:\s\d{{1,4}}){{4,}}$|\b\d{{1,2}}:\d\d[.,]\d|\d{{1,2}}(?:\.\d)?\s?%.{{1,60}}\d\s?%"
    r"|\s\+\d{1,3}(?:[.:]\d{1,3}s?\b| laps?\b)|\)\s\d[\d,.]*(?: votes)?[,;]\s|\b\d{1,3}(?: all out\b|[-–]\d{1,2} \()"
    r"|\b\d{2,3}\b.{1,60}\b(?:beat|bt|def|defeated|lost to|drew with)\b.{1,60}\b\d{2,3}\b"
)
"""A score, two numbers of points, a row of numbers, a time, a gap, votes, an innings or two shares."""
_CANDIDATE = r"[A-Z][\w .'’-]{1,40}\s\([\w .'’-]{1,30}\)\s\d[\d,.]*(?: votes)?"
_RESULT_LINES = re.compile(
    rf"(?:\d{{1,2}}[.)] )?{_TEAM}\s{_POINTS}\s?[-–:]\s?{_POINTS}(?:\s\(\w{{1,6}}\))?,?\s{_TEAM}(?:\s?\(.{{0,100}}\))?"
    rf"|{_TEAM}\s{_POINTS},?\s{_TEAM}\s{_POINTS}(?:\s\(\w{{1,6}}\))?"
    rf"|{_TEAM}\s[-–]\s{_TEAM}\s{_POINTS}\s?[-–:]\s?{_POINTS}"
    r"|\d{1,2}[.)]? [A-Z].{1,50}(?:(?:\s\d{1,4}){3,}|(?:\s|:)\d{1,2}:\d\d(?:[.,]\d{1,3})?|\s\+\d.{0,12})"
    rf"|{_TEAM}\s\d{{1,3}}(?:[-–]\d{{1,2}}| all out)(?: dec)?\s?\(.{{0,100}}\)"
    rf"|(?:[A-Z][\w .'’-]{{1,30}}: )?{_CANDIDATE}(?:[,;] {_CANDIDATE}){{0,4}}"
)


def is_result_line(line: str) -> bool:
    """True if a line is nothing but a result: short as a heading, but what the text is about."""
    return len(line) <= MAX_RESULT_LINE and _RESULT_LINES.fullmatch(line.strip()) is not None
