"""TF-IDF vectors with a bounded number of columns, so that their cost stays linear in the text; tables and ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

__all__ = ["Indices", "Matrix", "descending_rank", "table", "tfidf"]

Matrix: TypeAlias = "NDArray[np.float32]"
Indices: TypeAlias = "NDArray[np.intp]"

MAX_DIMENSIONS = 1_024
"""Columns of the vectors; if a text has more different words, several share a column."""


def table(columns: Sequence[ArrayLike], rows: int) -> Matrix:
    """Features as ``(rows, columns)``. Each column is in one piece of memory, as the trees read it."""
    transposed = np.empty((len(columns), rows), np.float32)
    for row, column in zip(transposed, columns, strict=True):
        row[:] = column
    return transposed.T


def tfidf(bag: Indices, word: Indices, shape: tuple[int, int]) -> Matrix:
    """A row of unit length (or zeros) for each bag of words, ``(bags, at most MAX_DIMENSIONS)``.

    ``bag`` and ``word`` are those of each occurrence, ``shape`` is the number of bags and of different words. The
    inverse document frequency is over the bags: a word that is in every sentence weighs least.
    """
    bags, words = shape
    codes, counts = np.unique(bag * words + word, return_counts=True)
    bag, word = np.divmod(codes, max(words, 1))
    rarity = np.log(1 + bags / np.maximum(np.bincount(word, minlength=words), 1))
    matrix = np.zeros((bags, max(min(words, MAX_DIMENSIONS), 1)), np.float32)
    np.add.at(matrix, (bag, word % MAX_DIMENSIONS), (counts * rarity[word]).astype(np.float32))
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: Matrix = matrix / np.maximum(norms, 1e-9)
    return unit


def descending_rank(values: NDArray[np.floating[Any]]) -> Matrix:
    """The rank of each value, from 0 for the highest, as a fraction of all; of equal values the first ranks higher."""
    order = np.argsort(-values, kind="stable")
    ranks = np.empty(len(values), np.float32)
    ranks[order] = np.arange(len(values)) / len(values)
    return ranks
