"""Extracts the names from a byline: "By Ann Reed and Bob Stone, Staff Writer, in Bonn" -> "Ann Reed, Bob Stone"."""

from __future__ import annotations

import re

from bot.intake.word_lists import section_pattern

__all__ = ["byline_names", "parse_byline_line"]

MAX_BYLINE = 300
MAX_LINE = 120
"""How many characters of a byline are read, and how many a line of text may have to be a byline."""
MAX_NAMES, MAX_NAME_WORDS = 8, 6
_NAME_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]+")
_LEAD = re.compile(
    rf"^\W*(?:{section_pattern('bylines', 'written')}\s+)?{section_pattern('bylines', 'by')}\b\s*:?\s*", re.IGNORECASE
)
"""The words before the names: "Written by", "Von"."""
_BYLINE_LINE = re.compile(
    r"(?:(?:Written|Posted|Published|Story|Words|Text|Texte|Reporting)\s+)?"
    r"(?:By|BY|by|Von|von|Par|par|Por|por|Di|di|Door|door|Af|af|Av|av)\s*:?\s"
    r"(?=\S+(?:\s+\S+){1,14}$)(?:[^\W\d_]+[.,:]?\s?|[\d'’&|·•;/()@–—-]+[.,:]?\s?)+"
)
"""A whole line that begins like a byline and holds names, dates and the like, without a sentence's final mark."""
_FROM_DASH_OR_DIGIT = re.compile(r"\s*(?:[—–|·•]|\d).*")
_PARTICLES = frozenset("and und et y e en och og at in im à de da del della den der di du la le van von for".split())
"""Words in small letters within names and between them."""
_SEPARATOR = re.compile(
    r"\s*(?:[|•·;/\n–—]|\s-\s|,|\(|\)|\s(?:and|und|et|y|e|en|och|og|i|и|with|&)\s|&|、|，|／|・)\s*"
)
_BEHIND_NAME = re.compile(
    r"\b(?:in|im|aus|at|for|à|en|a|on)\s+(?=(?:the\s+)?[A-ZÀ-Þ\d]).*$"
    r"|\b(?i:updated|published|posted|since|report(?:s|ing)?)\b.*$"
    r"|\s+\d.*$|\s+\S*@.*$"
)
"""The place, the date or the user name after an author's name."""
_NOT_A_NAME = re.compile(rf"\d|@|https?:|www\.|\b{section_pattern('bylines', 'not a name')}\b", re.IGNORECASE)


def byline_names(byline: str | None) -> str | None:
    """The persons or the agency that a byline names, separated by ", "; None if it names nobody."""
    text = _LEAD.sub("", " ".join((byline or "")[:MAX_BYLINE].split()))
    names: list[str] = []
    for part in _SEPARATOR.split(text):
        name = _BEHIND_NAME.sub("", _LEAD.sub("", part)).strip(" .,:-")
        if len(name) < 2 or _NOT_A_NAME.search(name) or name[0].islower() or len(name.split()) > MAX_NAME_WORDS:
            continue
        if name not in names and not (names and " " in names[0] and _is_place_or_station(name, names[0])):
            names.append(name)
    return ", ".join(names[:MAX_NAMES]) or None


def _is_place_or_station(name: str, first: str) -> bool:
    """True for what follows the full name of a person and is none: "Ann Reed, Bonn", "Ann Reed, NDR Hamburg"."""
    station = name.split()[0]
    return " " not in name or (1 < len(station) < 5 and station.isupper() and not first.isupper())


def parse_byline_line(line: str) -> str | None:
    """The names in a line that is a byline as a whole ("By Ann Reed, 20 November 2026"); None for any other line."""
    if len(line) > MAX_LINE or _BYLINE_LINE.fullmatch(line) is None or line.endswith("."):
        return None
    line = ", ".join(part for part in line.split(", ") if not (part[0].islower() and _NOT_A_NAME.search(part)))
    named = _BEHIND_NAME.sub("", _FROM_DASH_OR_DIGIT.sub("", _LEAD.sub("", line)))
    if any(word[0].islower() and word not in _PARTICLES for word in _NAME_WORD.findall(named)):
        return None
    return byline_names(line)
