"""The content words of a story and their features, from which the importance of each word is predicted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bot.text.summaries.surface_features import sentence_positions
from bot.text.vectors import descending_rank
from bot.text.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.models.analysis import Sentence
    from bot.text.vectors import Indices, Matrix
    from bot.text.words import WordForms

__all__ = ["WORD_FEATURES", "Vocabulary", "read_vocabulary"]

WORD_FEATURES = (
    "count sentences documents document_share first_sentence_position first_relative_position in_first_sentence "
    "in_lead lead_count in_own_title in_a_title capitalised_share_inside capitalised_share is_number letters spread "
    "frequency_percent all_words all_sentences all_documents has_title position_in_sentence count_rank prior"
).split()
"""Names of the columns for a word, in the order in which the weights were trained."""
LEAD = 3
"""Sentences at the beginning of a document that are its lead."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The content words of a story, by stem, and which sentence contains which.

    An entry is a stem in a sentence, once for each sentence that has it; the entries are in the order of the sentences.
    """

    stems: tuple[str, ...]
    features: Matrix
    """``(stems, WORD_FEATURES)``; the last column, the prior, is zero."""
    word: Indices
    """The stem of each entry, ``(entries,)``."""
    sentence: Indices
    """The sentence of each entry, ``(entries,)``."""
    lengths: Matrix
    """Words of each sentence, ``(sentences,)``."""
    documents: Indices
    """The document of each sentence, ``(sentences,)``."""

    def with_prior(self, prior: Mapping[str, float]) -> Matrix:
        """The features with the prior of each stem; 0 for an unknown stem."""
        features = self.features.copy()
        features[:, -1] = [prior.get(stem, 0.0) for stem in self.stems]
        return features


@dataclass(slots=True)
class _WordStats:
    """What is counted for one stem."""

    number: int
    form: str
    """Its first form, in lower case."""
    position_in_sentence: float
    first_sentence: int
    first_sentence_position: int
    first_relative_position: float
    documents: set[int] = field(default_factory=set)
    count: int = 0
    sentences: int = 0
    last_sentence: int = -1
    capitalised: int = 0
    inside: int = 0
    """Occurrences that do not begin a sentence."""
    capitalised_inside: int = 0
    lead_count: int = 0

    def enter_sentence(self, index: int, doc: int, position: int, relative_position: float) -> None:
        """Counts a sentence that contains the word."""
        self.sentences += 1
        self.last_sentence = index
        self.documents.add(doc)
        if position < self.first_sentence_position:
            self.first_sentence_position, self.first_relative_position = position, relative_position

    def add_occurrence(self, *, capitalised: bool, inside: bool, in_lead: bool) -> None:
        """Counts one occurrence."""
        self.count += 1
        self.lead_count += in_lead
        self.capitalised += capitalised
        self.inside += inside
        self.capitalised_inside += capitalised and inside


def read_vocabulary(
    sentences: Sequence[Sentence],
    cased: Sequence[Sequence[str]],
    titles: Sequence[Sequence[str]],
    forms: WordForms = ENGLISH,
) -> Vocabulary:
    """The vocabulary of a story.

    ``cased`` are the words of each sentence as written, ``titles`` the stems of the content words of each title.
    """
    sizes = Counter(sentence.doc for sentence in sentences)
    found: dict[str, _WordStats] = {}
    stems: dict[str, str | None] = {}  # None for a stop word
    for token in {token for row in cased for token in row}:
        lower = token.lower()
        stems[token] = None if lower in forms.stop_words else forms.stem(lower)
    entries: list[tuple[int, int]] = []
    for index, (sentence, position) in enumerate(zip(sentences, sentence_positions(sentences), strict=True)):
        relative = position / sizes[sentence.doc]
        for at, token in enumerate(cased[index]):
            if (stem := stems[token]) is None:
                continue
            word = found.get(stem)
            if word is None:
                in_sentence = at / len(cased[index])
                word = found[stem] = _WordStats(len(found), token.lower(), in_sentence, index, position, relative)
            if word.last_sentence != index:
                entries.append((index, word.number))
                word.enter_sentence(index, sentence.doc, position, relative)
            word.add_occurrence(capitalised=token[0].isupper(), inside=at > 0, in_lead=position < LEAD)
    table = np.array(entries, np.intp).reshape(-1, 2)
    return Vocabulary(
        stems=tuple(found),
        features=_word_features(found, [frozenset(title) for title in titles], len(sentences)),
        word=table[:, 1],
        sentence=table[:, 0],
        lengths=np.array([len(tokens) for tokens in cased], np.float32),
        documents=np.array([sentence.doc for sentence in sentences], np.intp),
    )


def _word_features(found: Mapping[str, _WordStats], titles: Sequence[frozenset[str]], sentences: int) -> Matrix:
    total = sum(word.count for word in found.values())
    all_titles = frozenset[str]().union(*titles)
    rows = [
        (
            word.count,
            word.sentences,
            len(word.documents),
            len(word.documents) / len(titles),
            word.first_sentence_position,
            word.first_relative_position,
            word.first_sentence_position == 0,
            word.lead_count > 0,
            word.lead_count,
            any(stem in titles[doc] for doc in word.documents),
            stem in all_titles,
            word.capitalised_inside / word.inside if word.inside else -1,
            word.capitalised / word.count,
            word.form[0].isdigit(),
            len(word.form),
            (word.last_sentence - word.first_sentence) / sentences,
            100 * word.count / total,
            total,
            sentences,
            len(titles),
            bool(all_titles),
            word.position_in_sentence,
            0,  # the rank, below
            0,  # the prior
        )
        for stem, word in found.items()
    ]
    table = np.array(rows, np.float32).reshape(-1, len(WORD_FEATURES))
    table[:, WORD_FEATURES.index("count_rank")] = descending_rank(table[:, 0])
    return table
