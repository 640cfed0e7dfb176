"""What adding a sentence to a summary would add to its ROUGE, as expected from the importance of pairs of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.text.summaries.bigrams import Bigrams
    from bot.text.vectors import Matrix

__all__ = ["PAIRS_PER_EXPECTED_PAIR", "ExpectedRouge"]

PAIRS_PER_EXPECTED_PAIR = 3.0
"""Ratio of all pairs of a human summary to those that it is expected to take from the text."""
USUAL_PAIRS = 20
MIN_PAIRS = 5
"""A shorter sentence counts as one with so many pairs, or a single important pair would be worth everything."""


class ExpectedRouge:
    """The expected ROUGE-2 F1, in percent, of a summary that grows sentence by sentence."""

    def __init__(self, bigrams: Bigrams, probabilities: Matrix) -> None:
        """``probabilities`` are those of the pairs to occur in a human summary, ``(pairs,)``."""
        count = max(len(probabilities), 1)
        self._sentence, self._pair = np.divmod(np.unique(bigrams.sentence * count + bigrams.pair), count)
        self._bounds = np.searchsorted(self._sentence, np.arange(len(bigrams.lengths) + 1)).tolist()
        self._lengths = bigrams.lengths.astype(np.float64)
        self._worth = 200 * USUAL_PAIRS / np.maximum(self._lengths, MIN_PAIRS)
        self._uncovered = probabilities.astype(np.float64)
        self._covered = self._length = 0.0
        self._reference_length = PAIRS_PER_EXPECTED_PAIR * float(probabilities.sum()) + 1e-6

    def gains(self) -> NDArray[np.float64]:
        """How much each sentence would raise the expected F1, for each ``USUAL_PAIRS`` of its pairs, ``(sentences,)``.

        For each pair, since what counts is what a summary of a given length holds.
        """
        new = np.bincount(self._sentence, self._uncovered[self._pair], minlength=len(self._lengths))
        length = self._length + self._reference_length
        gains: NDArray[np.float64] = (self._covered + new) / (length + self._lengths) - self._covered / length
        return gains * self._worth

    def add(self, index: int) -> None:
        """Adds a sentence to the summary."""
        pairs = self._pair[self._bounds[index] : self._bounds[index + 1]]
        self._covered += self._uncovered[pairs].sum()
        self._uncovered[pairs] = 0
        self._length += float(self._lengths[index])
