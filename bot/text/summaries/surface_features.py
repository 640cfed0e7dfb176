"""Features of a sentence by itself, and of its position: the local part of the ranker's features."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.text.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.models.analysis import Document, Sentence
    from bot.text.summaries.story_words import StoryWords
    from bot.text.vectors import Indices

__all__ = ["LOCAL_FEATURES", "local_features"]

_PRONOUNS = frozenset("he she it they his her its their this that these those him them there such".split())
_CONNECTIVES = frozenset("but however and so still yet also meanwhile then though although while when if as".split())
_PERSONAL = frozenset("i we you my our your me us i'm we're i've we've don't".split())
_SPEECH = frozenset("said says told added asked explained wrote tweeted according claimed announced".split())
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april may june "
    "july august september october november december week month year".split()
)
_CAPITALISED = re.compile(r" (?<=[\w,;:'’\"”)] )[\"“(]?[A-Z][\w.'’-]*")
"""A capitalised word inside a sentence, with the space before it, for which a search is fast."""
_NUMBER = re.compile(r"\d[\d,.]*")

LOCAL_FEATURES = (
    "position inverse_position relative_position position_from_end is_first is_last paragraph starts_paragraph "
    "single_paragraph relative_offset words content_words characters relative_length word_length stop_word_share "
    "capitalised_words capitalised_share starts_capitalised numbers quotation_marks starts_with_quotation "
    "has_question_mark starts_with_pronoun starts_with_connective personal_pronouns speech_verbs time_words "
    "currency_signs commas colons brackets previous_words next_words document_sentences document_words documents "
    "document has_title mean_words"
).split()
"""Names of the columns, in the order in which the weights were trained."""


def local_features(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    words: StoryWords,
    stop_words: frozenset[str] = STOP_WORDS,
) -> dict[str, NDArray[Any]]:
    """Columns ``(sentences,)`` by name; ``words`` are those of the sentences."""
    columns = _positions(documents, sentences, words)
    columns |= _lengths(columns, words.sizes, len(documents))
    columns |= _word_features(words)
    columns |= _surface_features([sentence.text for sentence in sentences], words, stop_words)
    return columns


def _positions(
    documents: Sequence[Document], sentences: Sequence[Sentence], words: StoryWords
) -> dict[str, NDArray[Any]]:
    doc, position = words.documents, words.positions
    size = np.bincount(doc, minlength=len(documents))[doc]
    after_break = np.array(_follow_a_line_break(documents, sentences))
    breaks = np.cumsum(after_break)
    before_document = (breaks - after_break)[np.flatnonzero(position == 0)]
    paragraph = breaks - np.repeat(before_document, np.bincount(doc)[np.unique(doc)])
    lengths = np.array([max(len(d.text), 1) for d in documents])
    return {
        "position": position,
        "inverse_position": 1 / (1 + position.astype(np.float32)),
        "relative_position": position.astype(np.float32) / size,
        "position_from_end": size - position,
        "is_first": position == 0,
        "is_last": position == size - 1,
        "paragraph": paragraph,
        "starts_paragraph": after_break | (position == 0),
        "single_paragraph": np.bincount(doc, after_break)[doc] == 0,
        "relative_offset": np.array([s.start for s in sentences]) / lengths[doc],
        "document_sentences": size,
        "documents": np.full(len(doc), len(documents)),
        "document": doc,
        "has_title": np.array([bool(d.title) for d in documents])[doc],
    }


def _follow_a_line_break(documents: Sequence[Document], sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, True if a line break separates it from the sentence before it in its document."""
    ends: dict[int, int] = {}
    found = []
    for sentence in sentences:
        between = documents[sentence.doc].text[ends.get(sentence.doc, sentence.start) : sentence.start]
        found.append("\n" in between)
        ends[sentence.doc] = sentence.end
    return found


def _lengths(positions: dict[str, NDArray[Any]], words: Indices, documents: int) -> dict[str, NDArray[Any]]:
    """Features from the number of ``words`` of each sentence."""
    doc = positions["document"]
    total = np.bincount(doc, words, minlength=documents)[doc]
    mean = total / positions["document_sentences"]
    return {
        "words": words,
        "relative_length": words / np.maximum(mean, 1),
        "previous_words": np.append(0, words[:-1]),
        "next_words": np.append(words[1:], 0),
        "document_words": total,
        "mean_words": mean,
    }


def _word_features(words: StoryWords) -> dict[str, NDArray[Any]]:
    """Features from the words of each sentence."""
    count = np.maximum(words.sizes, 1)
    content = np.bincount(words.sentence, ~words.is_stop_word[words.stem], len(words.sizes))
    return {
        "content_words": content,
        "word_length": words.of_sentences(map(len, words.lowered)) / count,
        "stop_word_share": 1 - content / count,
        "personal_pronouns": words.of_sentences(map(_PERSONAL.__contains__, words.lowered)) / count,
        "speech_verbs": words.of_sentences(map(_SPEECH.__contains__, words.lowered)),
        "time_words": words.of_sentences(map(_TIME.__contains__, words.lowered)),
    }


def _surface_features(texts: Sequence[str], words: StoryWords, stop_words: frozenset[str]) -> dict[str, NDArray[Any]]:
    """Features from the characters of each sentence, and from its first word."""
    opening = [""] * len(texts)
    starts = np.flatnonzero(words.place == 0)
    for sentence, form in zip(words.sentence[starts].tolist(), words.form[starts].tolist(), strict=True):
        opening[sentence] = words.lowered[form]
    capitalised = np.array([len(_CAPITALISED.findall(text)) for text in texts])
    return {
        "characters": np.array([len(text) for text in texts]),
        "capitalised_words": capitalised,
        "capitalised_share": capitalised / np.maximum(words.sizes, 1),
        "starts_capitalised": np.array(
            [first not in stop_words and text[:1].isupper() for text, first in zip(texts, opening, strict=True)]
        ),
        "numbers": np.array([len(_NUMBER.findall(text)) for text in texts]),
        "quotation_marks": _counts(texts, '"“”'),
        "starts_with_quotation": np.array([text[:1] in "\"“'‘" for text in texts]),
        "has_question_mark": np.array(["?" in text for text in texts]),
        "starts_with_pronoun": np.array([first in _PRONOUNS for first in opening]),
        "starts_with_connective": np.array([first in _CONNECTIVES for first in opening]),
        "currency_signs": _counts(texts, "$€£%¥"),
        "commas": _counts(texts, ","),
        "colons": _counts(texts, ":"),
        "brackets": _counts(texts, "("),
    }


def _counts(texts: Sequence[str], characters: str) -> Indices:
    """How many of the characters each text has, ``(texts,)``."""
    return np.array([sum(map(text.count, characters)) for text in texts], np.intp)
