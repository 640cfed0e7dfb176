"""Which earlier sentences a sentence leans on: of each set, one must be shown before it, or a reader asks who is meant.

A sentence that opens with a pronoun leans on the one before it (``context_dependence``). One about a bare surname, or
with a definite description such as "the man", leans on any earlier sentence that has the word, unless a title has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.text.anaphora import ANAPHORIC_NOUN
from bot.text.stemming import s_stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.models.analysis import Sentence

__all__ = ["antecedents"]

NEAR = 2
"""A definite description may also point to what the sentences just before it tell in other words."""
MAX_ANTECEDENTS = 12
"""Sentences with the word that are looked at from either end, so that a set stays small."""

_SURNAME = r"(?P<name>[A-Z][\w’'-]*[a-z])"
_SUBJECT = re.compile(
    rf"[\"“]?(?:(?:M(?:r|rs|s)|Dr)\.? )?{_SURNAME}"
    r"(?=['’]s? [a-z]|,? (?:who|whose)\b| [a-z]+(?:ed|s|d|t|k|w|e|ld|an)?\b|, \d)"
)
_SPEAKER = re.compile(
    rf",[\"”] {_SURNAME} (?:said|says|added|told)\b|\b(?:said|says) (?P<named>[A-Z][\w’'-]*[a-z])(?=[.,])"
)
_FULL_NAME = re.compile(r"[A-Z][\w’'-]*[.\w] (?:[A-Z]\.? )?(?=(?P<surname>[A-Z][\w’'-]*[a-z])\b)")
_HONORIFICS = re.compile(r"(?:M(?:r|rs|s|iss)|Dr|The|In|At|On|But|And|When|As|If|For|While|After)\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def antecedents(sentences: Sequence[Sentence], titles: Sequence[str]) -> list[list[frozenset[int]]]:
    """For each sentence sets of earlier ones; of each set one must be shown for the sentence to be understood."""
    if sentences and sentences[-1].doc:
        return [[] for _ in sentences]
    places = _places_of_words(sentences)
    shown = {_stem(word) for title in titles for word in _WORD.findall(title)}
    introduced = _introductions(sentences)
    found: list[list[frozenset[int]]] = []
    for index, sentence in enumerate(sentences):
        earlier = [
            _ends([i for i in places[_stem(name)] if i < index])
            for name in set(_bare_surnames(sentence.text))
            if introduced.get(name, index) < index and _stem(name) not in shown
        ]
        noun = ANAPHORIC_NOUN.match(sentence.text)
        if noun and index and _stem(noun["noun"]) not in shown:
            near = range(max(0, index - NEAR), index)
            earlier.append(_ends([i for i in places[_stem(noun["noun"])] if i < index]) | set(near))
        found.append(earlier)
    return found


def _stem(word: str) -> str:
    return s_stem(re.sub(r"['’]s?$", "", word))


def _ends(places: Sequence[int]) -> frozenset[int]:
    return frozenset(places[:MAX_ANTECEDENTS]) | frozenset(places[-MAX_ANTECEDENTS:])


def _places_of_words(sentences: Sequence[Sentence]) -> Mapping[str, list[int]]:
    """The sentences in which each word is, by its stem."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        for stem in {_stem(word) for word in _WORD.findall(sentence.text)}:
            places[stem].append(index)
    return places


def _bare_surnames(text: str) -> Iterator[str]:
    """Surnames that are the subject of a sentence, or the speaker of a quotation."""
    if subject := _SUBJECT.match(text):
        yield subject["name"].removesuffix("'s").removesuffix("’s")
    if speaker := _SPEAKER.search(text):
        yield speaker["name"] or speaker["named"]


def _introductions(sentences: Sequence[Sentence]) -> Mapping[str, int]:
    """The first sentence with a first name and a surname, for each surname."""
    first: dict[str, int] = {}
    for index, sentence in enumerate(sentences):
        for match in _FULL_NAME.finditer(sentence.text):
            if not _HONORIFICS.match(match[0]):
                first.setdefault(match["surname"].removesuffix("'s").removesuffix("’s"), index)
    return first
