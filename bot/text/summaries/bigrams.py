"""The pairs of neighbouring words of a story and their features, from which the importance of each pair is predicted.

ROUGE-2 counts pairs, and a pair says more of what people repeat than its words do. Weights for pairs are learnt after
Li, Qian and Liu, "Using Supervised Bigram-based ILP for Extractive Summarization" (2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.text.summaries.story_words import first_places
from bot.text.vectors import descending_rank, table
from bot.text.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.text.summaries.story_words import StoryWords
    from bot.text.summaries.vocabulary import Vocabulary
    from bot.text.vectors import Indices, Matrix
    from bot.text.words import WordForms

__all__ = ["BIGRAM_FEATURES", "Bigrams", "bigram_features", "bigrams_of", "read_bigrams"]

BIGRAM_FEATURES = (
    "count sentences documents document_share lead_count first_sentence_position first_relative_position "
    "position_in_sentence first_is_stop_word second_is_stop_word first_importance second_importance "
    "importance_product first_count second_count share_of_first share_of_second first_capitalised second_capitalised "
    "in_a_title best_sentence mean_sentence all_sentences all_documents has_title"
).split()
"""Names of the columns, in the order in which the weights were trained."""
LEAD = 3
"""Sentences at the beginning of a document that are its lead."""
NO_IMPORTANCE = -1.0
"""In place of the importance of a stop word."""


@dataclass(frozen=True, slots=True)
class Bigrams:
    """The pairs of neighbouring stems of a story, without those of two stop words, and where each occurs.

    An occurrence is a pair at a place. The occurrences are in the order of the sentences.
    """

    pair: Indices
    """The pair of each occurrence, ``(occurrences,)``."""
    sentence: Indices
    """The sentence of each occurrence, ``(occurrences,)``."""
    place: Matrix
    """How far into its sentence each occurrence is, from 0 to 1, ``(occurrences,)``."""
    words: Indices
    """The numbers of both words of each pair, ``(pairs, 2)``, for the arrays below."""
    stems: tuple[str, ...]
    counts: Indices
    """Occurrences of each stem, ``(stems,)``."""
    capitalised: Matrix
    """The fraction of them that begins with a capital letter, ``(stems,)``."""
    lengths: Matrix
    """Pairs of each sentence, those of two stop words included, ``(sentences,)``."""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The stems of each pair."""
        return tuple((self.stems[first], self.stems[second]) for first, second in self.words.tolist())


def bigrams_of(tokens: Sequence[str], forms: WordForms = ENGLISH) -> list[tuple[str, str]]:
    """The pairs of neighbouring stems, in order, without those of two stop words; ``tokens`` are in lower case."""
    stems = [_stem(token, forms) for token in tokens]
    pairs = zip(tokens, tokens[1:], stems, stems[1:], strict=False)
    return [(a, b) for first, second, a, b in pairs if not {first, second} <= forms.stop_words]


def _stem(token: str, forms: WordForms) -> str:
    return token if token in forms.stop_words else forms.stem(token)


def read_bigrams(words: StoryWords) -> Bigrams:
    """The pairs of a story."""
    size = len(words.stems)
    is_stop_word = words.is_stop_word[words.stem]
    is_pair = (words.sentence[1:] == words.sentence[:-1]) & ~(is_stop_word[1:] & is_stop_word[:-1])
    starts = np.flatnonzero(is_pair)
    codes, pair = np.unique(words.stem[starts] * size + words.stem[starts + 1], return_inverse=True)
    counts = np.bincount(words.stem, minlength=size)
    sentence = words.sentence[starts]
    return Bigrams(
        pair=pair.astype(np.intp),
        sentence=sentence,
        place=(words.place[starts] / np.maximum(words.sizes[sentence] - 1, 1)).astype(np.float32),
        words=np.stack(np.divmod(codes, max(size, 1)), axis=1),
        stems=words.stems,
        counts=counts,
        capitalised=(np.bincount(words.stem, words.is_capitalised, size) / counts).astype(np.float32),
        lengths=np.maximum(words.sizes - 1, 0).astype(np.float32),
    )


def bigram_features(
    bigrams: Bigrams,
    titles: Sequence[Sequence[str]],
    vocabulary: Vocabulary,
    probabilities: Matrix,
    forms: WordForms = ENGLISH,
) -> Matrix:
    """Columns ``(pairs, BIGRAM_FEATURES)``.

    ``titles`` are the words of each title in lower case, ``probabilities`` those of the stems of ``vocabulary``.
    """
    count = len(bigrams.words)
    positions = vocabulary.positions
    relative = positions / np.bincount(vocabulary.documents)[vocabulary.documents]
    first = _first_occurrences(bigrams, positions)
    once = np.unique(bigrams.sentence * count + bigrams.pair)  # each pair once for each sentence that has it
    in_sentence, pair = np.divmod(once, count) if count else (once, once)
    documents = np.unique(vocabulary.documents[in_sentence] * count + pair) % max(count, 1)
    by_stem = dict(zip(vocabulary.stems, probabilities.tolist(), strict=True))
    is_stop_word = np.array([stem not in by_stem for stem in bigrams.stems], bool)
    importance = np.array([by_stem.get(stem, NO_IMPORTANCE) for stem in bigrams.stems])[bigrams.words]
    occurrences = np.bincount(bigrams.pair, minlength=count)
    of_words = bigrams.counts[bigrams.words]
    rank = descending_rank(-_sentence_importance(vocabulary, probabilities))[in_sentence]
    best = np.zeros(count)
    np.maximum.at(best, pair, rank)
    spread = np.bincount(pair, minlength=count)
    in_titles = frozenset(pair for title in titles for pair in bigrams_of(title, forms))
    columns = (
        occurrences,
        spread,
        np.bincount(documents, minlength=count),
        np.bincount(documents, minlength=count) / len(titles),
        np.bincount(pair, positions[in_sentence] < LEAD, minlength=count),
        positions[bigrams.sentence[first]],
        relative[bigrams.sentence[first]],
        bigrams.place[first],
        *is_stop_word[bigrams.words].T,
        *importance.T,
        importance.prod(axis=1),
        *of_words.T,
        *(occurrences[:, None] / of_words).T,
        *bigrams.capitalised[bigrams.words].T,
        [pair in in_titles for pair in bigrams.pairs] if in_titles else 0,
        best,
        np.bincount(pair, rank, minlength=count) / np.maximum(spread, 1),
        len(positions),
        len(titles),
        bool(in_titles),
    )
    return table(columns, count)


def _first_occurrences(bigrams: Bigrams, positions: Indices) -> Indices:
    """For each pair, its occurrence nearest to the beginning of a document, ``(pairs,)``."""
    order = np.argsort(positions[bigrams.sentence], kind="stable")
    return order[first_places(bigrams.pair[order])]


def _sentence_importance(vocabulary: Vocabulary, probabilities: Matrix) -> NDArray[np.float64]:
    """Importance of the words of each sentence for each of its words, ``(sentences,)``."""
    sums = vocabulary.by_sentence(probabilities[vocabulary.word])
    density: NDArray[np.float64] = sums / np.maximum(vocabulary.lengths, 1)
    return density
