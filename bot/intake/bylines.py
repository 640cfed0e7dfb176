"""The names in a byline: "By Ann Reed and Bob Stone, Staff Writer, in Bonn | 3 min read" -> "Ann Reed, Bob Stone"."""

from __future__ import annotations

import re

__all__ = ["byline_in", "names_in_byline"]

MAX_BYLINE = 300
MAX_NAMES = 8
MAX_LINE = 120
_NAME_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]+")
_LEAD = re.compile(
    r"^\W*(?:(?:written|posted|published|reported|story|words|article|report|analysis|text|texte?|interview)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|od|автор|autora?|autore|author|auteur|authors?|de|記者|记者|文|撰文|기자)\b\s*:?\s*",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:(?:Written|Posted|Published|Story|Words|Text|Texte|Reporting)\s+)?(?:By|BY|by|Von|von|Par|par|Por|por|Di|di|Door|door|Af|af|Av|av)\s*:?\s"
    r"(?=\S+(?:\s+\S+){1,14}$)(?:[^\W\d_]+[.,:]?\s?|[\d'’&|·•;/()@–—-]+[.,:]?\s?)+"
)
"""A line that begins as a byline and holds names, dates and the like: no sentence, which ends in a mark."""
_AFTER_NAMES = re.compile(r"\s*(?:[—–|·•]|\d).*")
_LINKING = frozenset("and und et y e en och og at in im à de da del della den der di du la le van von for".split())
_PARTS = re.compile(r"\s*(?:[|•·;/\n–—]|\s-\s|,|\(|\)|\s(?:and|und|et|y|e|en|och|og|i|и|with|&)\s|&|、|，|／|・)\s*")
_LEAVES = re.compile(
    r"\b(?:in|im|aus|at|for|à|en|a|on)\s+(?=(?:the\s+)?[A-ZÀ-Þ\d]).*$|\b(?i:updated|published|posted|since|report(?:s|ing)?)\b.*$"
    r"|\s+\d.*$|\s+@.*$"
)
_NOT_A_NAME = re.compile(
    r"\d|@|https?:|www\.|\b(?:staff|writers?|reporters?|reporting|correspondents?|editors?|senior|chief|contributors?|"
    r"columnists?|critics?|bureau|newsroom|desk|team|read|minutes?|hours?|ago|updated|published|posted|share|"
    r"follow|comments?|photographs?|photos?|special|guest|producers?|analysts?|fellow|professor|agency|"
    r"redakteur\w*|redaktion|korrespondent\w*|reporterin|journalist\w*|autorin|stand|uhr|lesezeit|"
    r"rédact\w+|redacci\w+|redazion\w+|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday)\b",
    re.IGNORECASE,
)


def names_in_byline(byline: str | None) -> str | None:
    """The persons (or the agency) that a byline names, parted by commas; None where it names nobody."""
    text = _LEAD.sub("", " ".join((byline or "")[:MAX_BYLINE].split()))
    names: list[str] = []
    for part in _PARTS.split(text):
        name = _LEAVES.sub("", _LEAD.sub("", part)).strip(" .,:-")
        if len(name) < 2 or _NOT_A_NAME.search(name) or name[0].islower() or len(name.split()) > 6:
            continue
        if name not in names:
            names.append(name)
    return ", ".join(names[:MAX_NAMES]) or None


def byline_in(line: str) -> str | None:
    """The names where a whole line is a byline, such as "By Ann Reed, 20 November 2026"; None for any other line."""
    if len(line) > MAX_LINE or _LINE.fullmatch(line) is None or line.endswith("."):
        return None
    line = ", ".join(part for part in line.split(", ") if not (part[0].islower() and _NOT_A_NAME.search(part)))
    named = _LEAVES.sub("", _AFTER_NAMES.sub("", _LEAD.sub("", line)))
    if any(word[0].islower() and word not in _LINKING for word in _NAME_WORD.findall(named)):
        return None
    return names_in_byline(line)
