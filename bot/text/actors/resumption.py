"""Finds what the next sentence calls a name by a definite noun or a pronoun: "Acme fell. The bakery", "Ye left. He"."""

from __future__ import annotations

from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.lexicon import Lexicon
    from bot.text.tokens import Token

__all__ = ["Resumption", "is_only_name", "is_sole_subject", "resumes_as", "resumption"]

_SUBJECT = ("nsubj", "nsubjpass")
_PRONOUNS = frozenset(("he", "she", "his", "her"))
_MAX_SENTENCE, _MAX_NOUN_PHRASE = 60, 7
"""Tokens that are searched for the end of the sentence, and words of a noun phrase after "the"."""


class Resumption(NamedTuple):
    """How the sentence after that of a name begins: at most one of the two is not empty."""

    noun: str = ""
    """The head of a noun phrase after "the", in lower case: "ship" of "The container ship sank", "The ship's crew".

    It is new: a noun that the text has before the name may mean something else.
    """
    pronoun: str = ""
    """"he", "she", "his" or "her"."""


def resumption(name: NameCandidate, tokens: Sequence[Token], tables: Lexicon) -> Resumption:
    """What the next sentence begins with; nothing if there is none, or if its noun phrase has another name."""
    start = _next_sentence(name, tokens)
    if start is None or tokens[start].lower in _PRONOUNS:
        return Resumption(pronoun="" if start is None else tokens[start].lower)
    if tokens[start].lower != "the":
        return Resumption()
    head, before = "", ""
    for word in islice(tokens, start + 1, start + 1 + _MAX_NOUN_PHRASE):
        if word.is_capitalised and not _is_descriptive(word, tables):
            return Resumption()
        is_verb = word.tag.startswith("VB") and head != "" and before != "-"  # "The band formed", "The family-run firm"
        if is_verb or not word.tag.startswith(("NN", "JJ", "CD", "VBN", "VBG", "HYPH")):
            break
        head, before = (word.lower if word.tag.startswith("NN") else head), word.text
    return Resumption(noun=head if _is_new(head, name, tokens) else "")


def resumes_as(nouns: frozenset[str], name: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True if the next sentence has one of these nouns directly after "the", and it is new: "people left the town"."""
    start = _next_sentence(name, tokens)
    if start is None:
        return False
    words = takewhile(lambda word: word.sentence == tokens[start].sentence, tokens[start : start + _MAX_SENTENCE])
    found = {noun.lower for article, noun in pairwise(words) if article.lower == "the"} & nouns
    return any(_is_new(noun, name, tokens) for noun in found)


def is_sole_subject(name: NameCandidate, tokens: Sequence[Token], tables: Lexicon) -> bool:
    """True for the subject of a sentence that names nobody else, known places aside."""
    start = _sentence_start(name, tokens)
    begins = name.first - start <= (tokens[start].lower == "the")
    is_subject = begins or any(tokens[k].dep in _SUBJECT for k in range(name.first, name.last + 1))
    return is_subject and is_only_name(name, tokens, tables)


def is_only_name(name: NameCandidate, tokens: Sequence[Token], tables: Lexicon) -> bool:
    """True if its sentence has no other capitalised word, but the first, known places, demonyms and dates."""
    for at in range(_sentence_start(name, tokens) + 1, min(len(tokens), name.last + _MAX_SENTENCE)):
        word = tokens[at]
        if word.sentence != tokens[name.first].sentence:
            break
        if word.is_capitalised and not name.first <= at <= name.last and not _is_descriptive(word, tables):
            return False
    return True


def _sentence_start(name: NameCandidate, tokens: Sequence[Token]) -> int:
    """The first word of the sentence of a name with its title, or a word far before it."""
    start = name.first if name.title is None else name.title[0]
    least = max(0, start - _MAX_SENTENCE)
    while start > least and tokens[start - 1].sentence == tokens[name.first].sentence:
        start -= 1
    return start


def _next_sentence(name: NameCandidate, tokens: Sequence[Token]) -> int | None:
    """The first word of the next sentence; None if there is none."""
    sentence = tokens[name.first].sentence
    rest = range(name.last + 1, min(len(tokens), name.last + 1 + _MAX_SENTENCE))
    start = next((k for k in rest if tokens[k].sentence != sentence), None)
    return start if start is not None and sentence >= 0 and tokens[start].sentence == sentence + 1 else None


def _is_new(noun: str, name: NameCandidate, tokens: Sequence[Token]) -> bool:
    return all(word.lower != noun for word in islice(tokens, name.first))


def _is_descriptive(word: Token, tables: Lexicon) -> bool:
    """True for a capitalised word that is no name of a person or body: "London", "Danish", "Monday"."""
    is_place = tables.place(word.text) is not None
    return is_place or word.lower in tables.demonyms or word.lower in tables["calendar"]
