"""An order of sentences of which every beginning reads well: nothing without what it points at, nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.text.context_dependence import depends_on_previous, is_unquotable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.models.analysis import Sentence
    from bot.text.summaries.word_importance import ExpectedRouge
    from bot.text.vectors import Matrix

__all__ = ["order_by_mmr"]

PICKS = 60
"""Sentences chosen one by one; a summary is never longer, and the rest follow by value alone."""
SAME_THING = 0.4
"""Cosine of TF-IDF vectors from which two sentences say the same (0.45 to 0.6 were measured to be worse)."""
SAME_WORDS = 0.45
"""The same for the bare sets of their words: in a short story the words that matter are in every sentence, and TF-IDF
counts them least. Judged by eye on pairs from two outlets, most above it tell the same.
"""
REDUNDANCY = 0.8
"""Taken off a sentence's odds, times the highest cosine with a chosen sentence."""
COVERAGE = 0.3
"""Added to them for each percent of ROUGE that its words may be expected to add to what is chosen."""
LEANING = 60.0
"""Taken off where the sentence before it is not in the summary: more than any odds, less than for a repetition."""
BROKEN = 3.0
"""Taken off for half a quotation, a caption or an aside."""
LIFT = 0.5
"""Share of what a sentence is worth more than the one it leans on that counts for that one."""
MOST_LIFT = 3.0
LAST = 200.0


def order_by_mmr(
    sentences: Sequence[Sentence], odds: Matrix, vectors: Matrix, coverage: ExpectedRouge
) -> tuple[int, ...]:
    """Every index, best first, chosen greedily so that each prefix reads well (MMR, Carbonell and Goldstein 1998).

    ``odds`` are ``(sentences,)``, ``vectors`` of unit length ``(sentences, columns)``; ``coverage`` is used up.
    """
    left = odds.astype(np.float64)
    left -= LAST * _repeated(sentences) + BROKEN * np.array([is_unquotable(s.text) for s in sentences])
    leans = np.array(depends_on_previous(sentences))
    grounded = ~leans
    nearest, shared = np.zeros(len(sentences)), np.zeros(len(sentences))
    bare = (vectors > 0) / np.sqrt(np.maximum((vectors > 0).sum(1, keepdims=True), 1), dtype=np.float32)
    order: list[int] = []
    for _ in range(min(PICKS, len(sentences))):
        repeats = (nearest > SAME_THING) | (shared > SAME_WORDS)
        worth = left + COVERAGE * coverage.gains() - REDUNDANCY * nearest - LAST / 2 * repeats
        best = int(np.argmax(worth + _lifted(worth, leans) - LEANING * ~grounded))
        order.append(best)
        left[best] = -np.inf
        coverage.add(best)
        nearest = np.maximum(nearest, vectors @ vectors[best])
        shared = np.maximum(shared, bare @ bare[best])
        _ground(best + 1, grounded, leans, left)
    rest = np.argsort(-left, kind="stable")[: len(sentences) - len(order)]
    return (*order, *rest.tolist())


def _lifted(worth: NDArray[np.float64], leans: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What each sentence gains because a better one leans on it and can only follow it."""
    follower = np.append(np.where(leans, worth, -np.inf)[1:], -np.inf)
    better = (follower > worth) & (worth > -np.inf)
    excess: NDArray[np.float64] = np.subtract(follower, worth, out=np.zeros(len(worth)), where=better)
    return LIFT * excess.clip(0, MOST_LIFT)


def _ground(index: int, grounded: NDArray[np.bool_], leans: NDArray[np.bool_], left: NDArray[np.float64]) -> None:
    """What leans on a sentence just chosen may follow now, if that one stands itself; and so on down the text."""
    while index < len(leans) and leans[index] and grounded[index - 1]:
        grounded[index] = True
        if left[index] > -np.inf:
            return
        index += 1


def _repeated(sentences: Sequence[Sentence]) -> NDArray[np.bool_]:
    seen: set[str] = set()
    repeated = []
    for sentence in sentences:
        plain = " ".join(sentence.text.lower().split())
        repeated.append(plain in seen)
        seen.add(plain)
    return np.array(repeated)
