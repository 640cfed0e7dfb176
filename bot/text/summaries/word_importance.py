"""Features of a sentence from the importance of its words.

The importance of a word is the probability that it occurs in a human summary, after Hong and Nenkova, "Improving the
Estimation of Word Importance for News Multi-Document Summarization" (2014), here by boosted trees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.text.vectors import descending_rank, table

if TYPE_CHECKING:
    from bot.text.summaries.vocabulary import Vocabulary
    from bot.text.vectors import Matrix

__all__ = ["IMPORTANCE_FEATURES", "importance_features"]

IMPORTANCE_FEATURES = (
    "importance_sum importance_mean importance_max importance_new expected_f1 importance_per_word important_words "
    "importance_share mean_log_importance rank_importance_sum rank_expected_f1 importance_total"
).split()
"""Names of the columns for a sentence, in the order in which the weights were trained."""
IMPORTANT_WORDS = 10
"""How many words of a story, the most probable ones, are counted as important."""
WORDS_PER_CONTENT_WORD = 1.8
"""Ratio of all words of a human summary to the content words that it takes from the text."""


def importance_features(vocabulary: Vocabulary, probabilities: Matrix) -> Matrix:
    """Columns ``(sentences, IMPORTANCE_FEATURES)`` from the probabilities of the words, ``(stems,)``."""
    count = len(vocabulary.lengths)
    of_entries = probabilities[vocabulary.word]
    by_sentence = vocabulary.by_sentence
    best = np.zeros(count, np.float32)
    np.maximum.at(best, vocabulary.sentence, of_entries)
    total = float(probabilities.sum())
    words = np.maximum(by_sentence(np.ones_like(of_entries)), 1)
    sums = by_sentence(of_entries)
    expected = 2 * sums / (vocabulary.lengths + WORDS_PER_CONTENT_WORD * total / 3 + 1e-6)
    important = of_entries >= _importance_threshold(probabilities)
    columns = (
        sums,
        sums / words,
        best,
        by_sentence(of_entries * vocabulary.is_new),
        expected,
        sums / np.maximum(vocabulary.lengths, 1),
        by_sentence(important.astype(np.float32)),
        sums / (total + 1e-6),
        by_sentence(np.log(of_entries + 1e-3)) / words,
        descending_rank(-sums),
        descending_rank(-expected),
        total,
    )
    return table(columns, count)


def _importance_threshold(probabilities: Matrix) -> float:
    if len(probabilities) <= IMPORTANT_WORDS:
        return float(probabilities.min(initial=0))
    return float(np.partition(probabilities, -IMPORTANT_WORDS)[-IMPORTANT_WORDS])
