"""Which earlier sentences a sentence leans on: of each set, one must be shown before it, or a reader asks who is meant.

A sentence that opens with a pronoun leans on the one before it (``context_dependence``). One about a bare surname, or
with a definite description such as "the man", leans on any earlier sentence that has the word, unless a title has it;
a description may also take up in other words what the sentence just before it tells.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.anaphora import anaphoric_nouns
from bot.text.context_dependence import OPENING_CONNECTIVE
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set
    from re import Match

    from bot.models.analysis import Sentence

__all__ = ["antecedents"]

MAX_ANTECEDENTS = 12
"""Sentences with the word that are looked at from either end, so that a set stays small."""

_SURNAME = r"(?P<name>[A-Z][\w’'-]*[a-z])"
_SUBJECT = re.compile(
    rf"[\"“]?(?:{OPENING_CONNECTIVE.pattern})?(?:(?:M(?:r|rs|s)|Dr)\.? )?{_SURNAME}"
    r"(?=['’]s? [a-z]|,? (?:who|whose)\b| [a-z]+(?:ed|s|d|t|k|w|e|ld|an)?\b|, (?:\d|in\b|a\b))"
)
# The look behind "said" or "that" is for the beginning of a word; after the letters it is faster than before them.
_SPEAKER = re.compile(
    rf",[\"”] {_SURNAME} (?:said|says|added|told)\b|(?:said|says)(?<!\w.{{4}}) (?P<named>[A-Z][\w’'-]*[a-z])(?=[.,])"
)
_IS_SUBJECT = r"(?P<name>[A-Z][\w’'-]*[a-z])(?= (?:[a-z]+ed|was|had|has|is)\b)"
_INNER_SUBJECTS = (
    re.compile(rf"[^,A-Z]{{0,3}}[A-Z][^,A-Z]{{2,60}}, {_IS_SUBJECT}").match,
    re.compile(rf"(?:said|says|that)(?<!\w.{{4}}) {_IS_SUBJECT}").search,
)
_LAST_NAME = re.compile(r"\b(?:of|by|with|for|to|against) (?P<name>[A-Z][\w’'-]*[a-z])\.$")
_FULL_NAME = re.compile(r"(?P<first>[A-Z][\w’'-]*[.\w]) (?:[A-Z]\.? )?(?=(?P<surname>[A-Z][\w’'-]*[a-z])\b)")
_NO_FIRST_NAMES = frozenset(
    "Mr Mrs Ms Miss Dr The In At On But And When As If For While After Although Though Since That".split()
)
"""What stands before a surname at the beginning of a sentence, or as a title."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def antecedents(sentences: Sequence[Sentence], titles: Sequence[str]) -> list[list[frozenset[int]]]:
    """For each sentence sets of earlier ones; of each set one must be shown for the sentence to be understood."""
    if sentences and sentences[-1].doc:
        return [[] for _ in sentences]
    places = _Places([sentence.text for sentence in sentences])
    full_names = [(i, match) for i, sentence in enumerate(sentences) for match in _FULL_NAME.finditer(sentence.text)]
    shown = {_plain(word) for title in titles for word in _WORD.findall(title)}
    introduced = _introductions(full_names)
    surnames = _surnames(full_names)
    with_surname = {index for name in surnames for index in places[name]}
    found: list[list[frozenset[int]]] = []
    for index, sentence in enumerate(sentences):
        earlier = [
            _ends([i for i in places[_plain(name)] if i < index])
            for name in {
                *_bare_names(sentence.text),
                *(_bare_surnames(sentence.text, surnames) if index in with_surname else ()),
            }
            if introduced.get(name, index) < index and _plain(name) not in shown
        ]
        for noun in anaphoric_nouns(sentence.text) if index else ():
            if noun not in shown:
                earlier.append(_ends([i for i in places[noun] if i < index]) | {index - 1})
        found.append(earlier)
    return found


def _plain(word: str) -> str:
    """The word without a possessive."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word[:-1] if word.endswith(("'", "’")) else word


def _ends(places: Sequence[int]) -> frozenset[int]:
    return frozenset(places[:MAX_ANTECEDENTS]) | frozenset(places[-MAX_ANTECEDENTS:])


class _Places(dict[str, list[int]]):
    """The sentences in which a word is, looked up when it is asked for: of few words it is."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def __missing__(self, word: str) -> list[int]:
        found = self[word] = [index for index, text in enumerate(self._texts) if word in text and _holds(text, word)]
        return found


def _holds(text: str, word: str) -> bool:
    """True if one of the words of a text is this one."""
    return any(found.startswith(word) and _plain(found) == word for found in _WORD.findall(text))


def _bare_names(text: str) -> Iterator[str]:
    """Names of one word that are the subject of a sentence, or the speaker of a quotation."""
    if subject := _SUBJECT.match(text):
        yield _plain(subject["name"])
    if inner := next(filter(None, (find(text) for find in _INNER_SUBJECTS)), None):
        yield _plain(inner["name"])
    if last := _LAST_NAME.search(text, max(text.rfind(" ") - len("against"), 0)):
        yield last["name"]
    if speaker := _SPEAKER.search(text):
        yield speaker["name"] or speaker["named"]


def _bare_surnames(text: str, surnames: Set[str]) -> Iterator[str]:
    """Surnames anywhere in a sentence that stand there without a first name."""
    matches = list(_WORD.finditer(text))
    for before, match in pairwise(matches):
        if match[0][0].isupper() and (name := _plain(match[0])) in surnames:
            is_whole = text[before.end() : match.start()].strip(".") == " " and before[0][:1].isupper()
            if not is_whole or before[0] in _NO_FIRST_NAMES:
                yield name


def _surnames(full_names: Sequence[tuple[int, Match[str]]]) -> Set[str]:
    """The last names of persons whose first names are known ones, without those whom everybody knows by it."""
    tables = lexicon()
    return {
        name
        for _, match in full_names
        if match["first"].casefold() in tables.first_names
        and (name := _plain(match["surname"])) not in tables.known_by_surname
    }


def _introductions(full_names: Sequence[tuple[int, Match[str]]]) -> Mapping[str, int]:
    """The first sentence with a name of several words, for its first and its last word."""
    first: dict[str, int] = {}
    for index, match in full_names:
        if match["first"].rstrip(".") not in _NO_FIRST_NAMES:
            first.setdefault(match["first"], index)
            first.setdefault(_plain(match["surname"]), index)
    return first
