"""Gradient-boosted regression trees, read from JSON and applied to all rows and trees at once with numpy.

75 lines instead of LightGBM's 10 MB, which is only needed for training.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.text.vectors import Matrix

__all__ = ["BoostedTrees"]

BATCH_ROWS = 256
"""Rows predicted at once: bounds the memory."""


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """The nodes of all trees, one array for each attribute. A leaf is its own child: every walk has ``depth`` steps."""

    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: Matrix
    children: NDArray[np.intp]
    """Two for each node: the next node if the feature is at most the threshold, and if it is above it."""
    value: Matrix
    """The value of a leaf; 0 for other nodes."""
    depth: int

    @classmethod
    def from_json(cls, trees: Sequence[Mapping[str, Any]], depth: int) -> BoostedTrees:
        """Reads trees from lists: feature, threshold, left, right and leaf; a child below 0 is leaf ``~child``."""
        roots: list[int] = []
        feature: list[int] = []
        threshold: list[float] = []
        children: list[int] = []
        value: list[float] = []
        for tree in trees:
            first, inner, leaves = len(value), len(tree["feature"]), len(tree["leaf"])
            roots.append(first)
            feature += [*tree["feature"], *[0] * leaves]
            threshold += [*tree["threshold"], *[0.0] * leaves]
            value += [*[0.0] * inner, *tree["leaf"]]
            for pair in zip(tree["left"], tree["right"], strict=True):
                children += [first + (child if child >= 0 else inner + ~child) for child in pair]
            children += [first + inner + leaf for leaf in range(leaves) for _ in range(2)]
        return cls(
            roots=np.array(roots, np.intp),
            feature=np.array(feature, np.intp),
            threshold=np.array(threshold, np.float32),
            children=np.array(children, np.intp),
            value=np.array(value, np.float32),
            depth=depth,
        )

    def predict(self, rows: Matrix) -> Matrix:
        """The sum of all trees, ``(rows,)``, for features ``(rows, features)``."""
        parts = [self._predict(rows[start : start + BATCH_ROWS]) for start in range(0, len(rows), BATCH_ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _predict(self, rows: Matrix) -> Matrix:
        cells = np.ascontiguousarray(rows).ravel()
        start = np.arange(len(rows))[:, None] * rows.shape[1]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            above = cells.take(start + self.feature.take(node)) > self.threshold.take(node)
            node = self.children.take(2 * node + above)
        values: Matrix = self.value.take(node).sum(axis=1)
        return values
