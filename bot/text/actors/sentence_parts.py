"""What part a name plays in its sentence, by the dependency parse: who acts, what happens to whom, who is cited."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.text.actors.dating_clauses import only_dates
from bot.text.lexicon import lexicon
from bot.text.stemming import singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token

__all__ = ["QUOTES", "SUBJECT", "Part", "part_of", "says"]

QUOTES = frozenset(('"', "“", "”", "''", "``"))
_WINDOW = 80
"""Words before and after a name that are looked at: without a bound, the time for a list of names is quadratic."""
_MAX_CLIMB = 4
"""Steps from a name to the phrase that it is apposed to or listed in."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECT_WITHIN = 8
"""Where no parse says more, a name within this many words of the start, before a verb, is taken for the subject."""
SUBJECT = ("nsubj", "nsubjpass")
_CONTENT = ("attr", "ccomp", "dobj", "obj", "oprd", "parataxis", "xcomp")
"""How that which somebody says is attached to the verb."""
_ADDRESSING = ("told", "tell", "tells", "telling")
"""Verbs of saying whose object is not what is said."""
_OF_PLACE_OR_TIME = ("on", "in", "at", "during", "after", "before", "from", "via", "over")
_RELATIVES, _RELATIVE_WITHIN = ("who", "whom", "whose", "which", "that"), 6
"""Which pronouns open a clause that describes a name, within so many words after it; "when" opens another."""
_COMMON_NOUNS = ("NN", "NNS")
_ASKING = ("whether", "if")


@dataclass  # a frozen class takes twice as long to make
class Part:
    """The part that a name plays: how its phrase is attached (``dep``), and to which word (``head``)."""

    name: NameCandidate
    tokens: Sequence[Token]
    before: range
    """The tokens before the name in its sentence that are looked at."""
    after: range
    """The name's last word and those after it."""
    root: int
    """The word of the name on which its others depend."""
    top: int
    """The same of the phrase that the name is apposed to or listed in; else ``root``."""
    dep: str
    shares: bool
    """True in a list, as in "Jha and Turney said"."""
    verb: int = field(init=False)
    """The index of the head."""
    head: Token = field(init=False)
    """The word that the phrase is attached to."""

    def __post_init__(self) -> None:
        self.verb = self.tokens[self.top].head
        self.head = self.tokens[self.verb]

    @property
    def head_dep(self) -> str:
        """How the head is attached itself."""
        return self.head.dep

    @property
    def above(self) -> Token:
        """The word that the head is attached to."""
        return self.tokens[self.head.head]

    @property
    def depth(self) -> int:
        """Steps from the head to the main word of the sentence, at most ``_MAX_CLIMB``: 1 in "He said they met X"."""
        at, steps = self.verb, 0
        while steps < _MAX_CLIMB and self.tokens[at].head != at:
            at, steps = self.tokens[at].head, steps + 1
        return steps

    @cached_property
    def is_late(self) -> bool:
        """True if the name follows what is said, as in "the ship was safe, Turney said"."""
        if self.dep not in SUBJECT:
            return False
        return self.head_dep == "parataxis" or any(self.tokens[k].dep == "ccomp" for k in self.before)

    @cached_property
    def is_described(self) -> bool:
        """True if a relative clause follows, as in "Turney, who won"."""
        tokens, start, end = self.tokens, self.name.last + 1, self.name.last + _RELATIVE_WITHIN
        clauses = (k for k in self.after if tokens[k].dep == "relcl" and tokens[k].head in (self.root, self.top))
        return any(tokens[j].lower in _RELATIVES for k in clauses for j in range(start, min(k, end)))

    @cached_property
    def is_quoted(self) -> bool:
        """True if it follows a quotation."""
        return any(self.tokens[k].text in QUOTES or _is_damaged_mark(self.tokens, k) for k in self.before)

    @property
    def has_content(self) -> bool:
        """True if more than a place or a time is said of what the head stands for: "Turney said that he would"."""
        if not says(self.dep, self.head):
            return False
        return self.is_quoted or any(_is_content(self.tokens, k, self.verb) for k in (*self.before, *self.after))

    @property
    def is_to_act(self) -> bool:
        """True in "They asked Turney to stay"."""
        return any(self.tokens[k].dep == "xcomp" and self.tokens[k].head == self.verb for k in self.after)

    @property
    def only_dates(self) -> bool:
        """True in "The bridge fell days before Turney came", which dates what happens to others."""
        return self.dep in SUBJECT and only_dates(self.tokens, self.verb, (*self.before, *self.after))

    @property
    def is_example(self) -> bool:
        """True in "They bought players such as Blair and Turney"."""
        return _is_example(self.tokens, self.before)

    @property
    def is_asked(self) -> bool:
        """True in "They asked whether Turney would come"."""
        if self.dep not in SUBJECT or self.head_dep != "ccomp":
            return False
        marks = (self.tokens[k] for k in self.before if self.tokens[k].dep == "mark")
        return any(word.lower in _ASKING and word.head == self.verb for word in marks)


def part_of(name: NameCandidate, tokens: Sequence[Token], sentence: range, *, is_person: bool = False) -> Part:
    """The part of a name in the tokens of its sentence."""
    at = own = _root(tokens, name.first, name.last)
    shares = False
    for _ in range(_MAX_CLIMB):
        word = tokens[at]
        if word.dep not in ("appos", "conj", "flat", "nmod") or word.head == at or word.head not in sentence:
            break
        if word.dep == "nmod" and word.head > at and tokens[word.head].tag in _COMMON_NOUNS:
            break  # "the Turney presidential campaign" is not Turney
        if tokens[word.head].tag[:2] not in ("NN", "PR"):
            break
        shares = shares or word.dep == "conj"
        at = word.head
    if is_person and at != own:
        at = _office_of(tokens, at)
    dep = tokens[at].dep if tokens[at].dep != "ROOT" else _guessed(name, tokens, sentence)
    before = range(max(sentence.start, name.first - _WINDOW), name.first)
    after = range(name.last, min(sentence.stop, name.last + _WINDOW))
    return Part(name, tokens, before, after, own, at, dep, shares)


def says(dep: str, head: Token) -> bool:
    """True for the subject of a verb of saying."""
    return dep in SUBJECT and head.lower in lexicon()["say"]


def _root(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of a name on which its other words depend."""
    for at in range(last, first - 1, -1):
        if not first <= tokens[at].head <= last:
            return at
    return last


def _office_of(tokens: Sequence[Token], at: int) -> int:
    """The office in "the mayor of Denver, Ann Lee", where the parse apposes the person to the place; else ``at``."""
    place = tokens[at]
    preposition = tokens[place.head]
    office = tokens[preposition.head]
    is_office = office.tag[:2] == "NN" and lexicon().is_role(singular(office.lower))
    return preposition.head if place.dep == "pobj" and preposition.dep == "prep" and is_office else at


def _is_damaged_mark(tokens: Sequence[Token], at: int) -> bool:
    """True for the mark in "We use two of them,? said Turney", which a wrong decoding made of a quotation mark."""
    return tokens[at].text.endswith("?") and (tokens[at].text[-2:] == ",?" or (at > 0 and tokens[at - 1].text == ","))


def _is_example(tokens: Sequence[Token], before: range) -> bool:
    """True behind "such as" and a list of names, which the parse often takes for something else."""
    for at in reversed(before):
        if tokens[at].lower == "as" and at - 1 in before and tokens[at - 1].lower == "such":
            return True
        if not (tokens[at].is_capitalised or tokens[at].lower in (",", "and", "or", "the", "of")):
            return False
    return False


def _is_content(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """True if this word says what somebody says by this verb."""
    word = tokens[at]
    if word.text in QUOTES or word.text == ":" or (word.lower == "that" and word.dep == "mark" and at > verb):
        return True  # what was said may hang on a noun: "told them in a letter that it was late"
    if word.dep in ("dobj", "obj") and tokens[verb].lower in _ADDRESSING:
        return False
    is_about = word.dep == "prep" and word.lower not in _OF_PLACE_OR_TIME
    return word.head == verb and at != verb and (is_about or word.dep in _CONTENT)


def _guessed(name: NameCandidate, tokens: Sequence[Token], sentence: range) -> str:
    """The part by position, where the parse has none: a name near the start and before a verb is the subject."""
    after = name.last + 1
    while after + 1 in sentence and tokens[after].tag == "RB":
        after += 1
    is_verb = after in sentence and tokens[after].tag in _FINITE
    return "nsubj" if is_verb and name.first - sentence.start < _SUBJECT_WITHIN else ""
