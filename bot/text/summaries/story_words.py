"""The words of a story as numbers: each word is read and stemmed once, and the features are counts of its number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from bot.text.words import ENGLISH, cased_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from bot.models.analysis import Sentence
    from bot.text.vectors import Indices
    from bot.text.words import WordForms

__all__ = ["StoryWords", "first_places", "read_words"]


@dataclass(frozen=True, slots=True)
class StoryWords:
    """The words of all sentences, in order, and what is known of each form and of each stem."""

    forms: tuple[str, ...]
    """The different words as they are written, by their first occurrence."""
    lowered: tuple[str, ...]
    """The same in lower case."""
    stems: tuple[str, ...]
    """The different stems, by their first occurrence. A stop word is not stemmed, and is another one than a word that
    is cut to the same letters.
    """
    is_stop_word: NDArray[np.bool_]
    """``(stems,)``"""
    form: Indices
    """The form of each word, ``(words,)``."""
    is_capitalised: NDArray[np.bool_]
    """Whether each word begins with a capital letter, ``(words,)``."""
    stem: Indices
    """The stem of each word, ``(words,)``."""
    sentence: Indices
    """The sentence of each word, ``(words,)``."""
    place: Indices
    """How many words of its sentence come before each word, ``(words,)``."""
    sizes: Indices
    """Words of each sentence, ``(sentences,)``."""
    documents: Indices
    """The document of each sentence, ``(sentences,)``."""
    positions: Indices
    """The index of each sentence in its document, ``(sentences,)``."""

    def of_sentences(self, values: Iterable[float]) -> NDArray[np.float64]:
        """The sum of a value of each form over the words of each sentence, ``(sentences,)``."""
        of_words = np.fromiter(values, float, len(self.forms))[self.form]
        return np.bincount(self.sentence, of_words, len(self.sizes)).astype(np.float64)


def read_words(sentences: Sequence[Sentence], forms: WordForms = ENGLISH) -> StoryWords:
    """Reads the words of the sentences of a story, which come document by document, in order."""
    rows = [cased_words(sentence.text) for sentence in sentences]
    words = list(chain.from_iterable(rows))
    number = {form: i for i, form in enumerate(dict.fromkeys(words))}
    lowered = tuple(map(str.lower, number))
    stop_words, stem = forms.stop_words, forms.stem
    keys = [(word, True) if word in stop_words else (stem(word), False) for word in lowered]
    stems = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    form = np.fromiter(map(number.__getitem__, words), np.intp, len(words))
    sizes = np.array([len(row) for row in rows], np.intp)
    documents = np.array([sentence.doc for sentence in sentences], np.intp)
    return StoryWords(
        forms=tuple(number),
        lowered=lowered,
        stems=tuple(map(itemgetter(0), stems)),
        is_stop_word=np.fromiter(map(itemgetter(1), stems), bool, len(stems)),
        form=form,
        is_capitalised=np.array([word[0].isupper() for word in number], bool)[form],
        stem=np.array([stems[key] for key in keys], np.intp)[form],
        sentence=np.repeat(np.arange(len(rows)), sizes),
        place=_places(sizes),
        sizes=sizes,
        documents=documents,
        positions=_places(np.bincount(documents)),
    )


def first_places(numbers: Indices) -> Indices:
    """The index of the first occurrence of each number, by number."""
    first: Indices = np.unique(numbers, return_index=True)[1]
    return first


def _places(sizes: Indices) -> Indices:
    """0, 1, 2 ... for each of the sizes."""
    places: Indices = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return places
