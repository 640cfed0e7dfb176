"""Finds the words, titles and themes that are most similar to what somebody typed."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.services.lookup.query_words import MAX_QUERY, all_words, query_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MIN_SIMILARITY", "match_themes", "nearest", "nearest_titles"]

MIN_SIMILARITY = 75.0
"""Similarity (0 to 100) from which a word is taken for a misspelling of another."""
MIN_STEM, MAX_ENDING = 4, 2
"""Minimum letters that two words of one stem share, and maximum further letters of the shorter one."""


def nearest(typed: str, known: Iterable[str], *, min_similarity: float = MIN_SIMILARITY, limit: int = 3) -> list[str]:
    """The known words that are most similar to the typed one, by edit distance, best first.

    >>> nearest("serch", ["search", "summary"])
    ['search']
    """
    found = process.extract(typed, list(known), scorer=fuzz.ratio, score_cutoff=min_similarity, limit=limit)
    return [word for word, _, _ in found]


def nearest_titles(typed: str, titles: Sequence[str], *, limit: int = 3) -> list[int]:
    """Indices of the titles that are most similar to the typed words, best first; all of them folded."""
    found = process.extract(typed, titles, scorer=_title_similarity, score_cutoff=MIN_SIMILARITY, limit=limit)
    return [index for _, _, index in found]


def match_themes(typed: str, labels: Iterable[str]) -> tuple[list[str], list[str]]:
    """The themes that fit what was typed (their label, a part of it, or a word of the same stem), and similar ones.

    >>> match_themes("economics", ["Economy, business and finance", "Sport"])
    (['Economy, business and finance'], [])
    """
    labels = list(labels)
    wanted = " ".join(typed.casefold().split())[:MAX_QUERY]
    words = [word.casefold() for word in query_words(wanted)]
    parts = {label: [word.casefold() for word in all_words(label)] for label in labels}
    fitting = (
        [label for label in labels if label.casefold() == wanted]
        or [label for label in labels if wanted and wanted in label.casefold()]
        or [label for label in labels if any(_same_stem(a, b) for a in words for b in parts[label])]
    )
    similar = [
        label for label in labels if any(fuzz.ratio(a, b) >= MIN_SIMILARITY for a in words for b in parts[label])
    ]
    return fitting, similar


def _title_similarity(typed: str, title: str, **_: object) -> float:
    """Mean similarity (0 to 100) of each typed word to the nearest word of the title."""
    words, others = typed.split(), title.split()
    if not words or not others:
        return 0.0
    return sum(max(fuzz.ratio(word, other) for other in others) for word in words) / len(words)


def _same_stem(a: str, b: str) -> bool:
    """True if two words differ only in their endings: "economics" and "economy", "wars" and "war"."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    return (same >= MIN_STEM and same >= min(len(a), len(b)) - MAX_ENDING) or a == b + "s" or b == a + "s"
