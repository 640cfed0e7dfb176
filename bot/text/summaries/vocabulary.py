"""The content words of a story and their features, from which the importance of each word is predicted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.text.summaries.story_words import first_places
from bot.text.vectors import descending_rank, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.text.summaries.story_words import StoryWords
    from bot.text.vectors import Indices, Matrix

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
    count: Indices
    """Occurrences of the stem of each entry in its sentence, ``(entries,)``."""
    is_new: NDArray[np.bool_]
    """For each entry, True if its document has the word for the first time there, ``(entries,)``."""
    in_title: NDArray[np.bool_]
    """Whether the title of each document has each stem, ``(documents, stems)``."""
    lengths: Matrix
    """Words of each sentence, ``(sentences,)``."""
    documents: Indices
    """The document of each sentence, ``(sentences,)``."""
    positions: Indices
    """The index of each sentence in its document, ``(sentences,)``."""

    def by_sentence(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """The sum of the values of the entries of each sentence, ``(sentences,)``."""
        return np.bincount(self.sentence, values, len(self.lengths)).astype(np.float64)

    def with_prior(self, prior: Mapping[str, float]) -> Matrix:
        """The features with the prior of each stem; 0 for an unknown stem."""
        features = self.features.copy()
        features[:, -1] = [prior.get(stem, 0.0) for stem in self.stems]
        return features


def read_vocabulary(words: StoryWords, titles: Sequence[Sequence[str]]) -> Vocabulary:
    """The vocabulary of a story; ``titles`` are the stems of the content words of each title."""
    is_content = ~words.is_stop_word
    stems = tuple(compress(words.stems, is_content.tolist()))
    inside = np.flatnonzero(is_content[words.stem])  # the occurrences of content words
    word = (np.cumsum(is_content) - 1)[words.stem[inside]]
    sentence = words.sentence[inside]
    _, first, count = np.unique(sentence * len(stems) + word, return_index=True, return_counts=True)
    order = np.argsort(first)  # of the entries in the text
    entries = first[order]
    in_document = words.documents[sentence[entries]] * len(stems) + word[entries]
    is_new = np.zeros(len(entries), bool)
    is_new[first_places(in_document)] = True
    found = Vocabulary(
        stems=stems,
        features=np.zeros((len(stems), len(WORD_FEATURES)), np.float32),
        word=word[entries],
        sentence=sentence[entries],
        count=count[order],
        is_new=is_new,
        in_title=_in_titles(stems, titles),
        lengths=words.sizes.astype(np.float32),
        documents=words.documents,
        positions=words.positions,
    )
    return replace(found, features=_word_features(found, words, inside, word, any(titles)))


def _in_titles(stems: Sequence[str], titles: Sequence[Sequence[str]]) -> NDArray[np.bool_]:
    number = {stem: i for i, stem in enumerate(stems)}
    found = np.zeros((len(titles), len(stems)), bool)
    for row, title in zip(found, titles, strict=True):
        row[[number[stem] for stem in title if stem in number]] = True
    return found


def _word_features(found: Vocabulary, words: StoryWords, inside: Indices, word: Indices, has_title: bool) -> Matrix:
    """``inside`` are the occurrences of content words among all words, ``word`` their stems."""
    size, total, titles = len(found.stems), len(word), len(found.in_title)
    first, first_entry = inside[first_places(word)], _first_entries(found)
    first_form = [words.lowered[form] for form in words.form[first].tolist()]
    sentence, is_inside = words.sentence[inside], words.place[inside] > 0
    capitalised = words.is_capitalised[inside]
    last_sentence = np.zeros(size, np.intp)
    last_sentence[word] = sentence  # of equal words the last one stays
    counts = np.bincount(word, minlength=size)
    new = found.word[found.is_new]  # each word once for each document
    in_documents = np.bincount(new, minlength=size)
    in_own_title = found.in_title[found.documents[found.sentence[found.is_new]], new]
    position = found.positions[found.sentence[first_entry]]
    of_document = np.bincount(found.documents)[found.documents[found.sentence[first_entry]]]
    lead_count = np.bincount(word, found.positions[sentence] < LEAD, size)
    occurrences_inside = np.bincount(word, is_inside, size)
    capitalised_inside = np.bincount(word, capitalised & is_inside, size)
    columns = (
        counts,
        np.bincount(found.word, minlength=size),
        in_documents,
        in_documents / titles,
        position,
        position / of_document,
        position == 0,
        lead_count > 0,
        lead_count,
        np.bincount(new, in_own_title, size) > 0,
        found.in_title.any(0),
        np.where(occurrences_inside > 0, capitalised_inside / np.maximum(occurrences_inside, 1), -1),
        np.bincount(word, capitalised, size) / counts,
        [form[0].isdigit() for form in first_form],
        [len(form) for form in first_form],
        (last_sentence - words.sentence[first]) / len(found.lengths),
        100 * counts / max(total, 1),
        total,
        len(found.lengths),
        titles,
        has_title,
        words.place[first] / words.sizes[words.sentence[first]],
        descending_rank(counts.astype(np.float32)),
        0,  # the prior
    )
    return table(columns, size)


def _first_entries(found: Vocabulary) -> Indices:
    """For each stem, its entry nearest to the beginning of a document, ``(stems,)``."""
    order = np.argsort(found.positions[found.sentence], kind="stable")
    return order[first_places(found.word[order])]
