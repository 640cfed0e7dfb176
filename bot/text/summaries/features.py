"""All features of the sentence ranker: local ones, contextual ones, and the ranks of some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.text.summaries.bigrams import read_bigrams
from bot.text.summaries.contextual_features import CONTEXTUAL_FEATURES, contextual_features
from bot.text.summaries.story_words import read_words
from bot.text.summaries.surface_features import LOCAL_FEATURES, local_features
from bot.text.summaries.vocabulary import read_vocabulary
from bot.text.vectors import descending_rank, table, tfidf
from bot.text.words import ENGLISH, content_words
from bot.text.words import words as plain_words

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
    words = read_words(sentences, forms)
    title_words = [plain_words(d.title) for d in documents]
    titles = [content_words(row, forms) for row in title_words]
    vocabulary = read_vocabulary(words, titles)
    vectors = _vectors(vocabulary, titles)
    vectors, title_vectors = vectors[: len(sentences)], vectors[len(sentences) :]
    columns = local_features(documents, sentences, words, forms.stop_words)
    columns |= contextual_features(vocabulary, titles, vectors, title_vectors)
    columns |= {f"rank_{name}": descending_rank(columns[name]) for name in _RANKED}
    return StoryFeatures(
        sentences=table([columns[name] for name in FEATURES], len(sentences)),
        vectors=vectors,
        vocabulary=vocabulary,
        bigrams=read_bigrams(words),
        titles=title_words,
    )


def _vectors(vocabulary: Vocabulary, titles: Sequence[Sequence[str]]) -> Matrix:
    """TF-IDF vectors of the sentences, and of the titles after them."""
    number = {stem: i for i, stem in enumerate(vocabulary.stems)}
    of_titles = [number.setdefault(stem, len(number)) for title in titles for stem in title]
    bags = np.repeat(np.arange(len(titles)), [len(title) for title in titles]) + len(vocabulary.lengths)
    bag = np.append(np.repeat(vocabulary.sentence, vocabulary.count), bags)
    word = np.append(np.repeat(vocabulary.word, vocabulary.count), np.array(of_titles, np.intp))
    return tfidf(bag, word, (len(vocabulary.lengths) + len(titles), len(number)))
