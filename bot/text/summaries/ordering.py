"""Orders sentences so that every prefix reads well: none before the one it depends on, the redundant ones last (MMR).

Maximal marginal relevance: Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents
and Producing Summaries" (1998).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.text.context_dependence import depends_on_previous, is_unquotable
from bot.text.sentences import is_duplicate
from bot.text.summary_candidates import is_candidate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from re import Pattern

    from numpy.typing import NDArray

    from bot.models.analysis import Sentence
    from bot.text.summaries.word_importance import ExpectedRouge
    from bot.text.vectors import Matrix

__all__ = ["EXPECTED_ROUGE_WEIGHT", "MAX_SELECTED", "order_by_mmr"]

MAX_SELECTED = 60
"""Sentences selected one by one; summaries are shorter. The rest follow by score alone."""
REDUNDANT_TFIDF_COSINE = 0.4
"""Cosine of TF-IDF vectors above which a sentence is redundant (0.45 to 0.6 were measured to be worse)."""
REDUNDANT_WORD_SET_COSINE = 0.45
"""The same for the sets of their words: in a short story the words that matter are in every sentence, and TF-IDF gives
them the least weight. In pairs from two outlets that were read, most above this value say the same.
"""
REDUNDANCY_WEIGHT = 0.8
"""Subtracted from a sentence's score, times its highest TF-IDF cosine with a selected sentence."""
EXPECTED_ROUGE_WEIGHT = 0.3
"""Added to the score for each percent of ROUGE that the sentence is expected to add."""
UNQUOTABLE_PENALTY = 3.0
"""For half a quotation, a caption or an aside."""
LEAD_IN_SHARE = 0.5
"""Fraction of a dependent sentence's advantage that is credited to the sentence it depends on."""
MAX_ADVANTAGE = 3.0
DEPENDENT_PENALTY, REDUNDANT_PENALTY, NON_CANDIDATE_PENALTY, DUPLICATE_PENALTY = 60.0, 100.0, 200.0, 400.0
"""Tiers, each more than any score and more than those before: first come the other sentences, then those
whose predecessor is not selected (dependent), then those that say the same as a selected one (redundant), then
greetings and the like (no candidates), last of all those with the same words as an earlier one (duplicate). None is
left out, since a summary may be of any length.
"""


def order_by_mmr(
    sentences: Sequence[Sentence],
    scores: Matrix,
    vectors: Matrix,
    expected_rouge: ExpectedRouge,
    opening: Pattern[str] | None = None,
) -> tuple[int, ...]:
    """Every index, best first, selected greedily; there is at least one sentence.

    ``scores`` are ``(sentences,)``, ``vectors`` of unit length ``(sentences, columns)``. Sentences are added to
    ``expected_rouge`` as they are selected. A sentence whose beginning ``opening`` matches depends on the one before.
    """
    remaining = scores.astype(np.float64)
    unquotable = np.array([is_unquotable(s.text) for s in sentences])
    remaining -= DUPLICATE_PENALTY * np.array(is_duplicate(sentences)) + UNQUOTABLE_PENALTY * unquotable
    remaining -= NON_CANDIDATE_PENALTY * ~np.array(is_candidate(sentences))
    dependent = np.array(depends_on_previous(sentences))
    if opening is not None:
        matches = [b.doc == a.doc and opening.match(b.text) is not None for a, b in pairwise(sentences)]
        dependent |= np.array([False, *matches])
    selectable = ~dependent
    # the highest cosine of each sentence with a selected one, by TF-IDF and by the sets of words
    tfidf_cosine, word_set_cosine = np.zeros(len(sentences)), np.zeros(len(sentences))
    word_sets = (vectors > 0) / np.sqrt(np.maximum((vectors > 0).sum(1, keepdims=True), 1), dtype=np.float32)
    order: list[int] = []
    for _ in range(min(MAX_SELECTED, len(sentences))):
        redundant = (tfidf_cosine > REDUNDANT_TFIDF_COSINE) | (word_set_cosine > REDUNDANT_WORD_SET_COSINE)
        gains = EXPECTED_ROUGE_WEIGHT * expected_rouge.gains()
        value = remaining + gains - REDUNDANCY_WEIGHT * tfidf_cosine - REDUNDANT_PENALTY * redundant
        best = int(np.argmax(value + _lead_in_bonus(value, dependent) - DEPENDENT_PENALTY * ~selectable))
        order.append(best)
        remaining[best] = -np.inf
        expected_rouge.add(best)
        tfidf_cosine = np.maximum(tfidf_cosine, vectors @ vectors[best])
        word_set_cosine = np.maximum(word_set_cosine, word_sets @ word_sets[best])
        _unlock_followers(best + 1, selectable, dependent, remaining)
    rest = np.argsort(-remaining, kind="stable")[: len(sentences) - len(order)]
    return (*order, *rest.tolist())


def _lead_in_bonus(value: NDArray[np.float64], dependent: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What each sentence gains because the next one is better and can only follow it."""
    follower = np.append(np.where(dependent, value, -np.inf)[1:], -np.inf)
    is_better = (follower > value) & (value > -np.inf)
    advantage: NDArray[np.float64] = np.subtract(follower, value, out=np.zeros(len(value)), where=is_better)
    return LEAD_IN_SHARE * advantage.clip(0, MAX_ADVANTAGE)


def _unlock_followers(
    index: int, selectable: NDArray[np.bool_], dependent: NDArray[np.bool_], remaining: NDArray[np.float64]
) -> None:
    """Makes a sentence selectable if it depends on the one just selected, and so on through selected sentences."""
    while index < len(dependent) and dependent[index] and selectable[index - 1]:
        selectable[index] = True
        if remaining[index] > -np.inf:
            return
        index += 1
