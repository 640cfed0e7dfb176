"""What somebody typed: its words, and what they come near to."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = [
    "LIKE",
    "MAX_QUERY",
    "MAX_WORDS",
    "QUOTES",
    "WORD",
    "in_quotes",
    "near_words",
    "shown",
    "terms_of",
    "themes_near",
    "title_likeness",
    "words_in",
    "words_of",
]

MAX_QUERY = 60
"""Characters of a search or a title that are looked at: enough for a headline's start, and it fits a button's id."""
MAX_WORDS = 8
LIKE = 75.0
"""Likeness (0 to 100) from which a word is taken for a misspelling of another."""
SHARED, ENDING = 4, 2
"""Letters that two words of one stem begin with at least, and those of the shorter one that may differ at its end."""
QUOTES = {
    '"': '"',
    "“": '”“"',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "＂": "＂",
}
"""Opening quotation marks, with those that close them in some language. Single ones are apostrophes too often."""
WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
"""A word of a text that was folded."""


def words_of(query: str) -> list[str]:
    """The words of what somebody typed, at most ``MAX_WORDS`` of the first ``MAX_QUERY`` characters."""
    return words_in(query[:MAX_QUERY])[:MAX_WORDS]


def terms_of(query: str) -> list[str]:
    """The same words, but what stands in quotation marks is one term: its words in that order, with blanks between."""
    terms: list[str] = []
    for index, part in enumerate(fold(query[:MAX_QUERY]).split('"')):
        words = WORD.findall(part)
        terms += [" ".join(words)] if index % 2 and words else words
    return terms[:MAX_WORDS]


def in_quotes(text: str) -> tuple[str, int] | None:
    """What stands in the quotation marks that a text begins with, and where they end; None where it begins with none.

    Closing marks are followed by white space or nothing, or they are apostrophes.
    """
    closing = QUOTES.get(text[:1], "")
    for end in range(1, len(text) if closing else 0):
        if text[end] in closing and (end + 1 == len(text) or text[end + 1].isspace()):
            return text[1:end].strip(), end + 1
    return None


def words_in(text: str) -> list[str]:
    """All words of a text."""
    return WORD.findall(fold(text))


def shown(words: str) -> str:
    """What was typed, as it is repeated in an answer."""
    return words if len(words) <= MAX_QUERY else words[:MAX_QUERY] + "…"


def title_likeness(typed: str, title: str, **_: object) -> float:
    """How well the typed words are found among a title's, each by its nearest one, 0 to 100."""
    words, others = typed.split(), title.split()
    if not words or not others:
        return 0.0
    return sum(max(fuzz.ratio(word, other) for other in others) for word in words) / len(words)


def near_words(word: str, known: Collection[str]) -> list[str]:
    """The word itself where it is known, or nothing is near; else those that are, the nearest first."""
    if word in known:
        return [word]
    near = process.extract(word, list(known), scorer=fuzz.ratio, score_cutoff=LIKE, limit=3)
    return [other for other, _, _ in near] or [word]


def themes_near(words: str, labels: Iterable[str]) -> tuple[list[str], list[str]]:
    """Themes that are meant by what was typed (their name, part of it, or a word of one stem), and those like it.

    >>> themes_near("economics", ["Economy, business and finance", "Sport"])
    (['Economy, business and finance'], [])
    """
    labels = list(labels)
    wanted = " ".join(words.casefold().split())[:MAX_QUERY]
    typed = [word.casefold() for word in words_of(wanted)]
    parts = {label: [word.casefold() for word in words_in(label)] for label in labels}
    meant = (
        [label for label in labels if label.casefold() == wanted]
        or [label for label in labels if wanted and wanted in label.casefold()]
        or [label for label in labels if any(_one_stem(a, b) for a in typed for b in parts[label])]
    )
    like = [label for label in labels if any(fuzz.ratio(a, b) >= LIKE for a in typed for b in parts[label])]
    return meant, like


def _one_stem(a: str, b: str) -> bool:
    """Whether two words differ in their endings only: "economics" and "economy", "wars" and "war"."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    return (same >= SHARED and same >= min(len(a), len(b)) - ENDING) or a == b + "s" or b == a + "s"
