"""Recognises lines that are results: of matches, races, sets and elections, and rows of a table of standings."""

from __future__ import annotations

import re

__all__ = ["MAX_RESULT_LINE", "RESULT_FORMS", "SCORE", "is_result_line"]

MAX_RESULT_LINE = 160
"""Characters of a result."""
_TEAM = r"[A-Z0-9][\w .'’()&/-]{0,40}"
_NAME = r"[A-Z][\w .'’-]{1,40}"
_POINTS = r"\d{1,3}"
_GOALS = rf"{_POINTS}\s?[-–:]\s?{_POINTS}"
_HALF_TIME = r"(?:\s\([\w:–-]{1,8}\))?"
_SCORERS = r"(?:\s\([^()]{1,60}\))?"
_SHARE = r"\d{1,3}(?:[.,]\d{1,2})?\s?%"
SCORE = re.compile(
    rf"(?<![\w-]){_GOALS}(?![\w-])"
    rf"|\b{_POINTS},?\s+[A-Z][\w .'’-]{{1,40}}\s{_POINTS}(?: \(\w{{1,6}}\))?$"
    rf"|(?:\s\d{{1,4}}){{4,}}$|\b\d{{1,2}}:\d\d[.,]\d|\d{{1,2}}(?:\.\d)?\s?%.{{1,60}}\d\s?%"
    r"|\s\+\d{1,3}(?:[.:]\d{1,3}s?\b| laps?\b)|\)\s\d[\d,.]*(?: votes)?[,;]\s|\b\d{1,3}(?: all out\b|[-–]\d{1,2} \()"
    r"|\b\d{2,3}\b.{1,60}\b(?:beat|bt|def|defeated|lost to|drew with)\b.{1,60}\b\d{2,3}\b"
)
"""A score, two numbers of points, a row of numbers, a time, a gap, votes, an innings or two shares."""
_CANDIDATE = rf"{_NAME}\s\([\w .'’-]{{1,30}}\)\s\d[\d,.]*(?: votes)?"
RESULT_FORMS = (
    (rf"{_TEAM}\s{_GOALS}{_HALF_TIME},?\s{_TEAM}(?:\s?\(.{{0,100}}\))?", "Harl FC 2:1 (1:0) Tarvo"),
    (rf"{_TEAM}\s{_POINTS}{_SCORERS},?\s{_TEAM}\s{_POINTS}{_SCORERS}", "Harl 3 (Lee 12, Roe 40) Tarvo 1 (Diaz 60)"),
    (rf"{_TEAM}\s[-–]\s{_TEAM}\s{_GOALS}{_HALF_TIME}", "Harl – Tarvo 28:25 (14:11)"),
    (
        rf"{_TEAM}\svs?\.?\s{_TEAM}\s?[-–:,(]\s?(?:postponed|abandoned|cancelled|called off)\b.{{0,60}}",
        "Harl v Tarvo - postponed, waterlogged pitch",
    ),
    (
        rf"{_TEAM}\s(?:def\.?|defeated|beat|bt|d\.)\s{_TEAM}"
        r"(?:,| by) (?:T?KO|submission|points|(?:\w+ )?decision).{0,40}",
        "Mo Lee (Harl) def. Bo Diaz (Tarvo), TKO, round 3",
    ),
    (
        r"\d{1,2}[.)]? [A-Z].{1,50}(?:(?:\s\d{1,4}){3,}|(?:\s|:)\d{1,2}:\d\d(?:[.,]\d{1,3})?|\s\+\d.{0,12})",
        "1. Harl United 12 9 2 1 29",
    ),
    (rf".{{2,30}}: 1[.,]? {_NAME}.{{0,30}}[,;] 2[.,]? {_NAME}.*", "100m: 1 A Lee (Harl) 10.02sec, 2 B Diaz 10.11"),
    (
        rf"{_NAME}(?:\s\([\w .]{{2,20}}\))?\s(?:\d{{1,2}}[h:]\s?)?\d{{1,2}}[m:]\s?\d\d[.,]\d{{1,3}}s?",
        "Ann Lee (NOR) 2m05.11s",
    ),
    (
        rf"(?:T?\d{{1,3}}\.? )?{_NAME}\s(?:[-+]\d{{1,2}}\s)?\(?\d\d(?:-\d\d){{2,3}}\)?(?:\s?[—–=-]\s?\d{{2,3}})?",
        "Ann Lee 68-70-66-72—276",
    ),
    (rf"{_TEAM}\s\d{{1,3}}(?:[-–]\d{{1,2}}| all out)(?: dec)?\s?\(.{{0,100}}\)", "Marland 216-3 (D. Poe 101 not out)"),
    (
        rf"{_NAME}\s(?:lbw\b.{{1,40}}|(?:c|st)\s.{{1,40}}\sb\s.{{1,30}}|b\s[A-Z].{{1,30}}|run out|not out)"
        r"\s\d{1,3}\*?"
        r"|(?:Total|Extras) \(.{1,60}\) \d{1,3}",
        "A. Lee c Roe b Moor 54",
    ),
    (rf"(?:[A-Z][\w .'’-]{{1,30}}: )?{_CANDIDATE}(?:[,;] {_CANDIDATE}){{0,4}}", "North: Ann Lee (Labour) 1,204 votes"),
    (rf"{_NAME}\s\d[\d,.]*(?: votes)? \({_SHARE}\)|{_NAME}\s{_SHARE}[,;]?\s{_NAME}\s{_SHARE}", "Yes 54.2% No 45.8%"),
)
"""Patterns of whole lines, each with an example."""
_RESULT_LINE = re.compile(
    r"(?:\d{1,2}[.)] |(?:FT|HT|AET|Final|Full[ -]time): )?(?:" + "|".join(form for form, _ in RESULT_FORMS) + ")"
)


def is_result_line(line: str) -> bool:
    """True if a line is nothing but a result: short as a heading, but what the text is about."""
    return len(line) <= MAX_RESULT_LINE and _RESULT_LINE.fullmatch(line.strip()) is not None
