"""Detects boilerplate: headings, bylines, credits, rights notices and calls to action on a news page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.text.boilerplate_patterns import BYLINES, CREDITS, INLINE_LABELS, INLINE_PHRASES, LINE_CALLS, LINE_RIGHTS
from bot.text.final_marks import ends_sentence, is_trailer
from bot.text.result_lines import is_result_line

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "INLINE_PATTERNS",
    "LINE_PATTERNS",
    "introduces_list",
    "is_boilerplate_line",
    "is_boilerplate_sentence",
    "speaker_of",
    "speakers",
]

MAX_HEADING = 100
"""Characters up to which a line without final punctuation counts as a heading."""
MAX_BOILERPLATE = 220
"""Characters up to which a line is checked for bylines, credits, notices and calls to action; longer ones are prose."""

_LIST_ITEM = re.compile(r"(?:[-*•–—►▪]|\d{1,3}[.)])(?:\s+\S+){4}")
_INTRODUCTION = re.compile(r"(?:\S+\s+){6,40}\S+:")
"""What introduces a list: a heading with a colon is shorter."""
_BEFORE_AGENCY = re.compile(
    r"(?:\S+\s+){6,40}(?<!\d\d\d\d\s)\((?:AP|AFP|AAP|ANI|DPA|dpa|EFE|IANS|PTI|PA|TASS|UPI|Reuters|Xinhua)\)"
)
"""A sentence that lost its full stop to its agency: headings and credits are shorter, captions end in a date."""
_RESULT = re.compile(r"(?:\S+\s+){3,}.*(?<![\w-])\d{1,3}[-–]\d{1,3}(?![\w-])")
_SPEAKER = re.compile(r"([^\W\d_][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,2}):\s+\S+\s+\S")
MIN_SPEAKERS, MIN_TURNS = 2, 2
"""A conversation has this many speakers who each speak this often."""
_LETTER = re.compile(r"[^\W\d_]")

LINE_PATTERNS = (*BYLINES, *CREDITS, *LINE_RIGHTS, *LINE_CALLS)
"""Pairs of a pattern and an example for whole lines."""
INLINE_PATTERNS = (*INLINE_LABELS, *INLINE_PHRASES)
"""Pairs of a pattern and an example for sentences inside a paragraph."""


def _alternatives(patterns: Iterable[tuple[str, str]]) -> str:
    return "(?:" + "|".join(pattern for pattern, _ in patterns) + ")"


_BULLET = r"(?:[\[(<»>→•*-]+\s*)?"
_LINE = re.compile(
    f"{_alternatives(BYLINES)}|(?i:{_alternatives((*CREDITS, *LINE_RIGHTS))}|{_BULLET}{_alternatives(LINE_CALLS)})"
)
_INLINE = re.compile(f"{_alternatives(INLINE_LABELS)}|(?i:{_alternatives(INLINE_PHRASES)})")


def is_boilerplate_line(line: str) -> bool:
    """True if a line by itself is a heading, byline, credit, rights notice or call to action, or has no letters."""
    line = line.strip()
    if not _LETTER.search(line):
        return True
    if len(line) <= MAX_HEADING and not _is_text(line):
        return True
    return len(line) <= MAX_BOILERPLATE and _LINE.fullmatch(line) is not None


def introduces_list(line: str, following: str) -> bool:
    """True if a short line with a colon stands before the first item of a list, which says little without it."""
    is_heading = line.rstrip().endswith(":") and " " in line.strip() and _LINE.fullmatch(line.strip()) is None
    return is_heading and _LIST_ITEM.match(following.strip()) is not None


def speaker_of(line: str) -> str:
    """The label before what a line says ("Ann: the port is open"); "" without one, and for boilerplate."""
    line = line.strip()
    match = _SPEAKER.match(line)
    return match[1] if match and not _LINE.fullmatch(line) else ""


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """The labels before the turns of a conversation; empty if the lines are none."""
    turns = Counter(filter(None, map(speaker_of, lines)))
    found = frozenset(speaker for speaker, count in turns.items() if count >= MIN_TURNS)
    return found if len(found) >= MIN_SPEAKERS else frozenset()


def _is_text(line: str) -> bool:
    is_item = any(pattern.match(line) for pattern in (_LIST_ITEM, _INTRODUCTION, _RESULT)) or is_result_line(line)
    return is_item or ends_sentence(line) or _BEFORE_AGENCY.fullmatch(line) is not None


def is_boilerplate_sentence(sentence: str) -> bool:
    """True if a sentence in a paragraph is a call to action, or only tags, a link or an agency's name.

    It is stricter than for a line, since a sentence in a paragraph is probably prose.
    """
    if not _LETTER.search(sentence) or is_trailer(sentence):
        return True
    return len(sentence) <= MAX_BOILERPLATE and _INLINE.fullmatch(sentence) is not None
