"""The pairs of neighbouring words of a story and their features, from which the importance of each pair is predicted.

ROUGE-2 counts pairs, and a pair says more of what people repeat than its words do. Weights for pairs are learnt after
Li, Qian and Liu, "Using Supervised Bigram-based ILP for Extractive Summarization" (2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from bot.text.summaries.surface_features import sentence_positions
from bot.text.vectors import descending_rank
from bot.text.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.models.analysis import Sentence
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

    pairs: tuple[tuple[str, str], ...]
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


def bigrams_of(tokens: Sequence[str], forms: WordForms = ENGLISH) -> list[tuple[str, str]]:
    """The pairs of neighbouring stems, in order, without those of two stop words; ``tokens`` are in lower case."""
    stems = [_stem(token, forms) for token in tokens]
    pairs = zip(tokens, tokens[1:], stems, stems[1:], strict=False)
    return [(a, b) for first, second, a, b in pairs if not {first, second} <= forms.stop_words]


def _stem(token: str, forms: WordForms) -> str:
    return token if token in forms.stop_words else forms.stem(token)


def read_bigrams(cased: Sequence[Sequence[str]], forms: WordForms = ENGLISH) -> Bigrams:
    """The pairs of a story; ``cased`` are the words of each sentence as written."""
    number: dict[tuple[str, bool], int] = {}  # a stop word is another word than one that is cut to the same letters
    tokens = list(chain.from_iterable(cased))
    of_token: dict[str, int] = {}
    for token in dict.fromkeys(tokens):
        lower = token.lower()
        is_stop = lower in forms.stop_words
        of_token[token] = number.setdefault((lower if is_stop else forms.stem(lower), is_stop), len(number))
    capitals = [token[0].isupper() for token in tokens]
    sizes = np.array([len(row) for row in cased])
    words = np.array([of_token[token] for token in tokens], np.intp)
    counts = np.bincount(words, minlength=len(number))
    is_stop_word = np.array([is_stop for _, is_stop in number], bool)
    owner = np.repeat(np.arange(len(cased)), sizes)
    at = np.arange(len(words)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    is_pair = (owner[1:] == owner[:-1]) & ~(is_stop_word[words[1:]] & is_stop_word[words[:-1]])
    starts = np.flatnonzero(is_pair)
    codes, first, pair = np.unique(
        words[starts] * len(number) + words[starts + 1], return_index=True, return_inverse=True
    )
    both = np.stack([words[starts[first]], words[starts[first] + 1]], axis=1).reshape(len(codes), 2)
    stems = tuple(stem for stem, _ in number)
    return Bigrams(
        pairs=tuple((stems[a], stems[b]) for a, b in both.tolist()),
        pair=pair.astype(np.intp),
        sentence=owner[starts],
        place=(at[starts] / np.maximum(sizes[owner[starts]] - 1, 1)).astype(np.float32),
        words=both,
        stems=stems,
        counts=counts,
        capitalised=(np.bincount(words, np.array(capitals, float), minlength=len(number)) / counts).astype(np.float32),
        lengths=np.maximum(sizes - 1, 0).astype(np.float32),
    )


def bigram_features(
    bigrams: Bigrams,
    sentences: Sequence[Sentence],
    titles: Sequence[Sequence[str]],
    vocabulary: Vocabulary,
    probabilities: Matrix,
    forms: WordForms = ENGLISH,
) -> Matrix:
    """Columns ``(pairs, BIGRAM_FEATURES)``.

    ``titles`` are the words of each title in lower case, ``probabilities`` those of the stems of ``vocabulary``.
    """
    count = len(bigrams.pairs)
    positions = np.array(sentence_positions(sentences))
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
        [pair in in_titles for pair in bigrams.pairs],
        best,
        np.bincount(pair, rank, minlength=count) / np.maximum(spread, 1),
        np.full(count, len(sentences)),
        np.full(count, len(titles)),
        np.full(count, bool(in_titles)),
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _first_occurrences(bigrams: Bigrams, positions: Indices) -> Indices:
    """For each pair, its occurrence nearest to the beginning of a document, ``(pairs,)``."""
    order = np.argsort(positions[bigrams.sentence], kind="stable")
    return order[np.unique(bigrams.pair[order], return_index=True)[1]]


def _sentence_importance(vocabulary: Vocabulary, probabilities: Matrix) -> NDArray[np.float64]:
    """Importance of the words of each sentence for each of its words, ``(sentences,)``."""
    of_entries = probabilities[vocabulary.word]
    sums = np.bincount(vocabulary.sentence, of_entries, minlength=len(vocabulary.lengths))
    density: NDArray[np.float64] = sums / np.maximum(vocabulary.lengths, 1)
    return density
