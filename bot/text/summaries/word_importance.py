"""How likely each word of a story is to stand in a summary by a person, and what a summary would gain from it.

Word importance after Hong and Nenkova, "Improving the Estimation of Word Importance for News Multi-Document
Summarization" (2014), with boosted trees: where a word stands, how often, whether the title has it, and how readily
people take it up in general. The chances give the ROUGE that a set of sentences may expect, which rewards what it
covers and counts its length, and so says what one more sentence would add.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bot.text.stemming import truncated_stem
from bot.text.vectors import STOP_WORDS, descending_rank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.models.analysis import Sentence
    from bot.text.vectors import Indices, Matrix

__all__ = ["IMPORTANCE", "WORD_FEATURES", "ExpectedRouge", "Vocabulary", "importance_features", "vocabulary"]

WORD_FEATURES = (
    "times sentences documents document_share first_place first_share in_first in_lead lead_times in_own_title "
    "in_a_title capitals capitals_all number length spread share_of_all all_words all_sentences all_documents titled "
    "first_position rank prior"
).split()
"""Names of the columns for a word, in order."""
IMPORTANCE = (
    "words_sum words_mean words_best words_new words_expected words_density words_top words_share words_log "
    "rank_words_sum rank_words_expected words_total"
).split()
"""Names of the columns for a sentence that the chances of its words give, in order."""
LEAD = 3
TOP = 10
"""Words of a story that count as its most likely ones."""
WORDS_A_CONTENT_WORD = 1.8
"""Words in a summary by a person for each content word that it takes from the text."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The content words of a story, and which sentence has which: entry by entry, the sentences in order."""

    stems: tuple[str, ...]
    features: Matrix
    """``(stems, WORD_FEATURES)``; the last column, the prior, is zero until it is known."""
    word: Indices
    """The stem of each entry, ``(entries,)``; a sentence has a stem once."""
    sentence: Indices
    """The sentence of each entry, ``(entries,)``."""
    lengths: Matrix
    """Words of each sentence, ``(sentences,)``."""
    documents: Indices
    """The document of each sentence, ``(sentences,)``."""

    def with_prior(self, prior: Mapping[str, float]) -> Matrix:
        """The features with the prior of each stem; 0 for a stem that is not known."""
        features = self.features.copy()
        features[:, -1] = [prior.get(stem, 0.0) for stem in self.stems]
        return features


@dataclass(slots=True)
class _Word:
    number: int
    first_sentence: int
    first_place: int
    first_share: float
    first_position: float
    form: str
    documents: set[int] = field(default_factory=set)
    times: int = 0
    sentences: int = 0
    last_sentence: int = -1
    capitals: int = 0
    capitals_inside: int = 0
    inside: int = 0
    lead_times: int = 0


def vocabulary(
    sentences: Sequence[Sentence], cased: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]
) -> Vocabulary:
    """What is to be known of the words of a story.

    ``cased`` are the words of each sentence as they stand, ``titles`` the content words of each document's title.
    """
    documents = np.array([s.doc for s in sentences], np.intp)
    sizes = np.bincount(documents, minlength=len(titles))
    seen: Counter[int] = Counter()
    found: dict[str, _Word] = {}
    entries: list[tuple[int, int]] = []
    for index, (sentence, tokens) in enumerate(zip(sentences, cased, strict=True)):
        place = seen[sentence.doc]
        seen[sentence.doc] += 1
        share = place / sizes[sentence.doc]
        for position, token in enumerate(tokens):
            low = token.lower()
            if low in STOP_WORDS:
                continue
            key = truncated_stem(low)
            word = found.get(key)
            if word is None:
                word = found[key] = _Word(len(found), index, place, share, position / len(tokens), low)
            if word.last_sentence != index:
                entries.append((index, word.number))
                word.sentences += 1
                word.last_sentence = index
                word.documents.add(sentence.doc)
                if place < word.first_place:
                    word.first_place, word.first_share = place, share
            word.times += 1
            word.lead_times += place < LEAD
            word.capitals += token[0].isupper()
            word.inside += position > 0
            word.capitals_inside += position > 0 and token[0].isupper()
    table = np.array(entries, np.intp).reshape(-1, 2)
    return Vocabulary(
        stems=tuple(found),
        features=_word_features(found, [frozenset(t) for t in titles], len(sentences)),
        word=table[:, 1],
        sentence=table[:, 0],
        lengths=np.array([len(tokens) for tokens in cased], np.float32),
        documents=documents,
    )


def _word_features(found: Mapping[str, _Word], titles: Sequence[frozenset[str]], sentences: int) -> Matrix:
    total = sum(word.times for word in found.values())
    anywhere = frozenset[str]().union(*titles)
    rows = [
        (
            word.times,
            word.sentences,
            len(word.documents),
            len(word.documents) / len(titles),
            word.first_place,
            word.first_share,
            word.first_place == 0,
            word.lead_times > 0,
            word.lead_times,
            any(key in titles[doc] for doc in word.documents),
            key in anywhere,
            word.capitals_inside / word.inside if word.inside else -1,
            word.capitals / word.times,
            word.form[0].isdigit(),
            len(word.form),
            (word.last_sentence - word.first_sentence) / sentences,
            100 * word.times / total,
            total,
            sentences,
            len(titles),
            bool(anywhere),
            word.first_position,
            0,
            0,
        )
        for key, word in found.items()
    ]
    table = np.array(rows, np.float32).reshape(-1, len(WORD_FEATURES))
    table[:, WORD_FEATURES.index("rank")] = descending_rank(table[:, 0])
    return table


def importance_features(vocabulary: Vocabulary, chances: Matrix) -> Matrix:
    """Columns ``(sentences, IMPORTANCE)`` from the chances of the words, ``(stems,)``."""
    count = len(vocabulary.lengths)
    per = chances[vocabulary.word]

    def summed(values: Matrix) -> NDArray[np.float64]:
        return np.bincount(vocabulary.sentence, values, minlength=count).astype(np.float64)

    best = np.zeros(count, np.float32)
    np.maximum.at(best, vocabulary.sentence, per)
    threshold = np.partition(chances, -TOP)[-TOP] if len(chances) > TOP else chances.min(initial=0)
    total = float(chances.sum())
    words = np.maximum(summed(np.ones_like(per)), 1)
    sums = summed(per)
    expected = 2 * sums / (vocabulary.lengths + WORDS_A_CONTENT_WORD * total / 3 + 1e-6)
    columns = (
        sums,
        sums / words,
        best,
        summed(per * _first_in_document(vocabulary)),
        expected,
        sums / np.maximum(vocabulary.lengths, 1),
        summed((per >= threshold).astype(np.float32)),
        sums / (total + 1e-6),
        summed(np.log(per + 1e-3)) / words,
        descending_rank(-sums),
        descending_rank(-expected),
        np.full(count, total),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _first_in_document(vocabulary: Vocabulary) -> NDArray[np.bool_]:
    """For each entry, whether its document has the word for the first time there."""
    owner = vocabulary.documents[vocabulary.sentence] * len(vocabulary.stems) + vocabulary.word
    first = np.zeros(len(owner), bool)
    first[np.unique(owner, return_index=True)[1]] = True
    return first


class ExpectedRouge:
    """What the sentences chosen so far cover, and how much ROUGE-1, in percent, each other one should add."""

    def __init__(self, vocabulary: Vocabulary, chances: Matrix) -> None:
        """``chances`` are those of the words, ``(stems,)``."""
        self._vocabulary = vocabulary
        self._left = chances.astype(np.float64)
        self._mass = self._used = 0.0
        self._wanted = WORDS_A_CONTENT_WORD * float(chances.sum()) + 1e-6

    def gains(self) -> NDArray[np.float64]:
        """The gain in expected F1 by each sentence as the next one, ``(sentences,)``."""
        lengths = self._vocabulary.lengths
        new = np.bincount(self._vocabulary.sentence, self._left[self._vocabulary.word], minlength=len(lengths))
        before = self._mass / (self._used + self._wanted)
        gains: NDArray[np.float64] = 200 * ((self._mass + new) / (self._used + lengths + self._wanted) - before)
        return gains

    def add(self, index: int) -> None:
        """Takes a sentence into the summary."""
        first, last = np.searchsorted(self._vocabulary.sentence, (index, index + 1))
        words = self._vocabulary.word[first:last]
        self._mass += self._left[words].sum()
        self._left[words] = 0
        self._used += float(self._vocabulary.lengths[index])
