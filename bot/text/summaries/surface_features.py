"""Features of a sentence by itself, and of its position: the local part of the ranker's features."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from bot.text.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Document, Sentence
    from bot.text.vectors import Matrix

__all__ = ["LOCAL_FEATURES", "local_features", "sentence_positions"]

_PRONOUNS = frozenset("he she it they his her its their this that these those him them there such".split())
_CONNECTIVES = frozenset("but however and so still yet also meanwhile then though although while when if as".split())
_PERSONAL = frozenset("i we you my our your me us i'm we're i've we've don't".split())
_SPEECH = frozenset("said says told added asked explained wrote tweeted according claimed announced".split())
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april may june "
    "july august september october november december week month year".split()
)
_CAPITALISED = re.compile(r"(?<=[\w,;:'’\"”)] )[\"“(]?[A-Z][\w.'’-]*")
"""A capitalised word inside a sentence."""
_NUMBER = re.compile(r"\d[\d,.]*")
_QUOTATION_MARK = re.compile(r"[\"“”]")
_CURRENCY = re.compile(r"[$€£%¥]")

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
    tokens: Sequence[Sequence[str]],
    stems: Sequence[Sequence[str]],
    stop_words: frozenset[str] = STOP_WORDS,
) -> dict[str, Matrix]:
    """Columns ``(sentences,)`` by name.

    ``tokens`` are each sentence's words in lower case, ``stems`` the stems of its content words.
    """
    columns = _positions(documents, sentences)
    columns |= _lengths(columns, np.array([len(row) for row in tokens], np.float32), len(documents))
    per_sentence = zip(sentences, tokens, stems, strict=True)
    rows = [_surface_features(sentence.text, row, content, stop_words) for sentence, row, content in per_sentence]
    return columns | {name: np.array([row[name] for row in rows], np.float32) for name in rows[0]}


def sentence_positions(sentences: Sequence[Sentence]) -> list[int]:
    """The index of each sentence in its own document."""
    seen: Counter[int] = Counter()
    positions = []
    for sentence in sentences:
        positions.append(seen[sentence.doc])
        seen[sentence.doc] += 1
    return positions


def _positions(documents: Sequence[Document], sentences: Sequence[Sentence]) -> dict[str, Matrix]:
    doc = np.array([s.doc for s in sentences])
    size = np.bincount(doc, minlength=len(documents))[doc]
    position = np.array(sentence_positions(sentences), np.float32)
    after_break = _follow_a_line_break(documents, sentences)
    breaks: Counter[int] = Counter()
    paragraph = []
    for sentence, follows_break in zip(sentences, after_break, strict=True):
        breaks[sentence.doc] += follows_break
        paragraph.append(breaks[sentence.doc])
    lengths = np.array([max(len(d.text), 1) for d in documents])
    return {
        "position": position,
        "inverse_position": 1 / (1 + position),
        "relative_position": position / size,
        "position_from_end": size - position,
        "is_first": position == 0,
        "is_last": position == size - 1,
        "paragraph": np.array(paragraph),
        "starts_paragraph": np.array(after_break) | (position == 0),
        "single_paragraph": np.array([breaks[s.doc] == 0 for s in sentences]),
        "relative_offset": np.array([s.start for s in sentences]) / lengths[doc],
        "document_sentences": size,
        "documents": np.full(len(doc), len(documents)),
        "document": doc,
        "has_title": np.array([bool(documents[s.doc].title) for s in sentences]),
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


def _lengths(positions: dict[str, Matrix], words: Matrix, documents: int) -> dict[str, Matrix]:
    """Features from the number of ``words`` of each sentence."""
    doc = positions["document"].astype(int)
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


def _surface_features(
    text: str, tokens: Sequence[str], stems: Sequence[str], stop_words: frozenset[str]
) -> dict[str, float]:
    count = max(len(tokens), 1)
    first = tokens[0] if tokens else ""
    capitalised = len(_CAPITALISED.findall(text))
    return {
        "content_words": len(stems),
        "characters": len(text),
        "word_length": sum(map(len, tokens)) / count,
        "stop_word_share": 1 - len(stems) / count,
        "capitalised_words": capitalised,
        "capitalised_share": capitalised / count,
        "starts_capitalised": first not in stop_words and text[:1].isupper(),
        "numbers": len(_NUMBER.findall(text)),
        "quotation_marks": len(_QUOTATION_MARK.findall(text)),
        "starts_with_quotation": text[:1] in "\"“'‘",
        "has_question_mark": "?" in text,
        "starts_with_pronoun": first in _PRONOUNS,
        "starts_with_connective": first in _CONNECTIVES,
        "personal_pronouns": sum(token in _PERSONAL for token in tokens) / count,
        "speech_verbs": sum(token in _SPEECH for token in tokens),
        "time_words": sum(token in _TIME for token in tokens),
        "currency_signs": len(_CURRENCY.findall(text)),
        "commas": text.count(","),
        "colons": text.count(":"),
        "brackets": text.count("("),
    }
