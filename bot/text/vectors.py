"""TF-IDF vectors with a bounded number of columns, so that their cost stays linear in the text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Indices", "Matrix", "descending_rank", "tfidf"]

Matrix: TypeAlias = "NDArray[np.float32]"
Indices: TypeAlias = "NDArray[np.intp]"

MAX_DIMENSIONS = 1_024
"""Columns of the vectors; if a text has more different words, several share a column."""


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
    weight = {n: np.log(1 + len(bags) / n) for n in set(frequency.values())}
    for row, count in zip(matrix, counts, strict=True):
        for word, n in count.items():
            row[column[word]] += n * weight[frequency[word]]
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: Matrix = matrix / np.maximum(norms, 1e-9)
    return unit


def descending_rank(values: NDArray[np.floating[Any]]) -> Matrix:
    """The rank of each value, from 0 for the highest, as a fraction of all; of equal values the first ranks higher."""
    order = np.argsort(-values, kind="stable")
    ranks = np.empty(len(values), np.float32)
    ranks[order] = np.arange(len(values)) / len(values)
    return ranks
