"""All features of the sentence ranker: local ones, contextual ones, and the ranks of some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.text.summaries.bigrams import read_bigrams
from bot.text.summaries.contextual_features import CONTEXTUAL_FEATURES, contextual_features
from bot.text.summaries.surface_features import LOCAL_FEATURES, local_features
from bot.text.summaries.vocabulary import read_vocabulary
from bot.text.vectors import descending_rank, tfidf
from bot.text.words import ENGLISH, cased_words, content_words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Document, Sentence
    from bot.text.summaries.bigrams import Bigrams
    from bot.text.summaries.vocabulary import Vocabulary
    from bot.text.vectors import Matrix
    from bot.text.words import WordForms

__all__ = ["FEATURES", "StoryFeatures", "story_features"]

_RANKED = (
    "words",
    "centrality",
    "centrality_after",
    "similarity_to_centroid",
    "mean_word_frequency",
    "reused_new_words",
    "similarity_to_title",
    "other_documents_mean",
    "lexrank",
)
FEATURES = (*LOCAL_FEATURES, *CONTEXTUAL_FEATURES, *(f"rank_{name}" for name in _RANKED))
"""Names of the columns, in the order in which the weights were trained."""


@dataclass(frozen=True, slots=True)
class StoryFeatures:
    """What the models need to know of one article, or of several about one story."""

    sentences: Matrix
    """``(sentences, FEATURES)``."""
    vectors: Matrix
    """TF-IDF vectors, ``(sentences, columns)``."""
    vocabulary: Vocabulary
    bigrams: Bigrams
    titles: Sequence[Sequence[str]]
    """The words of the title of each document, in lower case."""


def story_features(
    documents: Sequence[Document], sentences: Sequence[Sentence], forms: WordForms = ENGLISH
) -> StoryFeatures:
    """The features of a story; there is at least one sentence, and they come document by document, in order.

    ``forms`` says how words are compared.
    """
    cased = [cased_words(s.text) for s in sentences]
    tokens = [[word.lower() for word in row] for row in cased]
    stems = [content_words(row, forms) for row in tokens]
    title_words = [words(d.title) for d in documents]
    titles = [content_words(row, forms) for row in title_words]
    vectors = tfidf([*stems, *titles])
    vectors, title_vectors = vectors[: len(stems)], vectors[len(stems) :]
    columns = local_features(documents, sentences, tokens, stems, forms.stop_words)
    columns |= contextual_features(columns, stems, titles, vectors, title_vectors)
    columns |= {f"rank_{name}": descending_rank(columns[name]) for name in _RANKED}
    return StoryFeatures(
        sentences=np.stack([columns[name] for name in FEATURES], axis=1).astype(np.float32),
        vectors=vectors,
        vocabulary=read_vocabulary(sentences, cased, titles, forms),
        bigrams=read_bigrams(cased, forms),
        titles=title_words,
    )
