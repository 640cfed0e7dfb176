"""Gradient-boosted regression trees, read from JSON and applied to all sentences and trees at once with numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.text.vectors import Matrix

__all__ = ["BoostedTrees"]

ROWS = 256
"""Sentences predicted at once: bounds the memory."""


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Arrays ``(trees, nodes)``; a child below zero is the leaf ``~child``. A row goes left where it is not above."""

    feature: NDArray[np.intp]
    threshold: Matrix
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    leaf: Matrix
    depth: int

    @classmethod
    def from_json(cls, trees: Sequence[Mapping[str, Any]], depth: int) -> BoostedTrees:
        """Reads a list of ``{"feature", "threshold", "left", "right", "leaf"}``, a list of numbers each."""

        def table(key: str, kind: type) -> NDArray[Any]:
            filled: NDArray[Any] = np.zeros((len(trees), max(len(tree[key]) for tree in trees)), kind)
            for row, tree in enumerate(trees):
                filled[row, : len(tree[key])] = tree[key]
            return filled

        return cls(
            feature=table("feature", np.intp),
            threshold=table("threshold", np.float32),
            left=table("left", np.intp),
            right=table("right", np.intp),
            leaf=table("leaf", np.float32),
            depth=depth,
        )

    def predict(self, rows: Matrix) -> Matrix:
        """Values ``(len(rows),)`` for features ``(len(rows), features)``."""
        parts = [self._predict(rows[start : start + ROWS]) for start in range(0, len(rows), ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _predict(self, rows: Matrix) -> Matrix:
        tree = np.arange(len(self.feature))
        row = np.arange(len(rows))[:, None]
        node = np.zeros((len(rows), len(tree)), np.intp)
        for _ in range(self.depth):
            at = np.maximum(node, 0)
            below = rows[row, self.feature[tree, at]] <= self.threshold[tree, at]
            node = np.where(node < 0, node, np.where(below, self.left[tree, at], self.right[tree, at]))
        values: Matrix = self.leaf[tree, ~node].sum(axis=1)
        return values
