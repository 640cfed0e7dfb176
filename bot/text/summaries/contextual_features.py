"""Features of a sentence compared with the rest: its own document, its title and the other documents of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.text.summaries.vocabulary import Vocabulary
    from bot.text.vectors import Indices, Matrix

__all__ = ["CONTEXTUAL_FEATURES", "contextual_features"]

NEIGHBOURS = 600
"""How many sentences each one is compared with, the first of each document before the rest: keeps the time linear."""
SIMILAR = 0.3
"""Cosine from which another document is counted as saying something similar."""
LEAD = 3
FREQUENT_WORDS = 10

CONTEXTUAL_FEATURES = (
    "centrality centrality_before centrality_after max_similarity lexrank similarity_to_centroid mean_word_frequency "
    "top_words similarity_to_first similarity_to_lead similarity_to_title title_words_share max_similarity_before "
    "new_words_share reused_new_words similarity_to_previous similarity_to_next other_documents_max "
    "other_documents_mean other_documents_count other_documents_share similarity_to_other_leads story_centrality"
).split()
"""Names of the columns, in the order in which the weights were trained."""


def contextual_features(
    vocabulary: Vocabulary, titles: Sequence[Sequence[str]], vectors: Matrix, title_vectors: Matrix
) -> dict[str, NDArray[Any]]:
    """Columns ``(sentences,)`` by name.

    ``titles`` are the stems of the content words of the titles, ``vectors`` and ``title_vectors`` the TF-IDF vectors of
    sentences and titles.
    """
    position, doc = vocabulary.positions, vocabulary.documents
    near = np.sort(np.lexsort((doc, position))[:NEIGHBOURS])
    cosines = vectors @ vectors[near].T
    cosines[near, np.arange(len(near))] = 0
    columns = _centrality_features(cosines, position, doc, near)
    columns |= _cross_document_features(cosines, doc, near)
    columns |= _word_features(vocabulary, titles)
    columns["similarity_to_centroid"] = vectors @ _unit(vectors.sum(0))
    columns["similarity_to_title"] = np.einsum("sv,sv->s", vectors, title_vectors[doc])
    adjacent = np.einsum("sv,sv->s", vectors[1:], vectors[:-1]) * (doc[1:] == doc[:-1])
    columns["similarity_to_previous"] = np.append(0, adjacent)
    columns["similarity_to_next"] = np.append(adjacent, 0)
    return columns


def _centrality_features(cosines: Matrix, position: Indices, doc: Indices, near: Indices) -> dict[str, Matrix]:
    """Similarity within the document: before and after (PacSum, Zheng and Lapata 2019), and LexRank for the story."""
    same = cosines * (doc[:, None] == doc[near])
    before = same * (position[near] < position[:, None])
    compared = np.maximum(np.bincount(doc[near], minlength=doc.max() + 1)[doc], 1)
    lead = same * (position[near] < LEAD)
    return {
        "centrality": same.sum(1) / compared,
        "centrality_before": before.sum(1) / compared,
        "centrality_after": (same - before).sum(1) / compared,
        "max_similarity": same.max(1),
        "max_similarity_before": before.max(1),
        "similarity_to_first": (same * (position[near] == 0)).sum(1) + (position == 0),
        "similarity_to_lead": lead.sum(1) / LEAD,
        "lexrank": _lexrank(cosines, near),
        "story_centrality": cosines.sum(1) / len(near),
    }


def _lexrank(cosines: Matrix, near: Indices) -> Matrix:
    """LexRank (Erkan and Radev 2004): a random walk along similar sentences, by ten steps of the power method."""
    walk = np.full(len(near), 1 / len(near), np.float32)
    transitions = cosines[near] / np.maximum(cosines[near].sum(1, keepdims=True), 1e-9)
    for _ in range(10):
        walk = 0.15 / len(near) + 0.85 * (walk @ transitions)
    ranks: Matrix = cosines @ walk * len(near)
    return ranks


def _cross_document_features(cosines: Matrix, doc: Indices, near: Indices) -> dict[str, Matrix]:
    """Similarity to the other documents of the story; zeros if there is one document."""
    starts = np.flatnonzero(np.append(True, doc[near][1:] != doc[near][:-1]))
    others = doc[near][starts] != doc[:, None]
    best = np.maximum.reduceat(cosines, starts, axis=1) * others
    count = max(len(starts) - 1, 1)
    similar = (best > SIMILAR).sum(1)
    return {
        "other_documents_max": best.max(1),
        "other_documents_mean": best.sum(1) / count,
        "other_documents_count": similar,
        "other_documents_share": similar / count,
        "similarity_to_other_leads": (cosines[:, starts] * others).sum(1) / count,
    }


def _word_features(found: Vocabulary, titles: Sequence[Sequence[str]]) -> dict[str, NDArray[Any]]:
    counts = np.bincount(found.word, found.count, len(found.stems))
    total = max(counts.sum(), 1)
    is_frequent = np.zeros(len(counts), bool)
    is_frequent[np.argsort(-counts, kind="stable")[:FREQUENT_WORDS]] = True
    words = found.by_sentence(found.count)
    different = np.maximum(found.by_sentence(np.ones(len(found.word))), 1)
    title_sizes = np.array([max(len(set(title)), 1) for title in titles])[found.documents]
    in_title = found.in_title[found.documents[found.sentence], found.word]
    frequency = found.by_sentence(found.count * counts[found.word]) / total / np.maximum(words, 1)
    return {
        "mean_word_frequency": frequency.astype(np.float32),  # or noise would rank those that are equal
        "top_words": found.by_sentence(is_frequent[found.word]),
        "title_words_share": found.by_sentence(in_title) / title_sizes,
        "new_words_share": found.by_sentence(found.is_new) / different,
        "reused_new_words": found.by_sentence(found.is_new & (counts[found.word] > 1)),
    }


def _unit(vector: Matrix) -> Matrix:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
