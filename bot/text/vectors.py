"""Words of a text, and TF-IDF vectors with a bounded number of columns, so that their cost stays linear."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from sumy.utils import get_stop_words

from bot.text.stemming import truncated_stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = [
    "STOP_WORDS",
    "Indices",
    "Matrix",
    "cased_words",
    "content_words",
    "descending_rank",
    "tfidf",
    "words",
]

Matrix: TypeAlias = "NDArray[np.float32]"
Indices: TypeAlias = "NDArray[np.intp]"

MAX_DIMENSIONS = 1_024
"""Columns of the vectors; if a text has more different words, several share a column (feature hashing)."""
STOP_WORDS: frozenset[str] = frozenset(get_stop_words("english"))  # type: ignore[no-untyped-call]  # sumy is untyped
STOP_WORDS |= {"said", "says", "say", "mr", "mrs", "ms", "also", "told"}

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without possessive 's; pairs of characters in scripts without spaces."""
    return cased_words(text.lower())


def cased_words(text: str) -> list[str]:
    """The same without lower-casing."""
    found = _WORD.findall(text.replace("’", "'"))
    plain = [w[:-2] if w.endswith(("'s", "'S")) else w for w in found]
    if not _NO_SPACES.search(text):
        return plain
    return [
        p for w in plain for p in ([w[i : i + 2] for i in range(max(len(w) - 1, 1))] if _NO_SPACES.search(w) else [w])
    ]


def content_words(tokens: Sequence[str]) -> list[str]:
    """The stems of the words that are no stop words, in order; ``tokens`` are in lower case."""
    return [truncated_stem(t) for t in tokens if t not in STOP_WORDS]


def tfidf(bags: Sequence[Sequence[str]]) -> Matrix:
    """A row of unit length (or zeros) for each bag of words, ``(bags, at most MAX_DIMENSIONS)``.

    The inverse document frequency is over the bags: a word that is in every sentence weighs least.
    """
    column: dict[str, int] = {}
    counts = [Counter(bag) for bag in bags]
    frequency = Counter(word for count in counts for word in count)
    for word in frequency:
        column[word] = len(column) % MAX_DIMENSIONS
    matrix = np.zeros((len(bags), max(min(len(column), MAX_DIMENSIONS), 1)), np.float32)
    weight = {word: np.log(1 + len(bags) / n) for word, n in frequency.items()}
    for row, count in enumerate(counts):
        for word, n in count.items():
            matrix[row, column[word]] += n * weight[word]
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: Matrix = matrix / np.maximum(norms, 1e-9)
    return unit


def descending_rank(values: NDArray[np.floating[Any]]) -> Matrix:
    """The rank of each value, from 0 for the highest, as a fraction of all; of equal values the first ranks higher."""
    order = np.argsort(-values, kind="stable")
    ranks = np.empty(len(values), np.float32)
    ranks[order] = np.arange(len(values)) / len(values)
    return ranks
