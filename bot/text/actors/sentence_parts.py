"""What part a name plays in its sentence, by the dependency parse: who acts, what happens to whom, who is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token

__all__ = ["MIN_ARGUMENT", "PARTS", "Part", "part_of", "part_weight"]

MIN_ARGUMENT = 0.5
"""A name whose part has a lower weight is mentioned in passing: the sentence is about somebody else."""

_QUOTES = frozenset(('"', "“", "”", "''", "``"))
_WINDOW = 80
"""Words before and after a name that are looked at: without a bound, the time for a list of names is quadratic."""
_MAX_CLIMB = 4
"""Steps from a name to the phrase that it is apposed to or listed in."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECT_WITHIN = 8
"""Where no parse says more, a name within this many words of the start, before a verb, is taken for the subject."""
_SUBJECT = ("nsubj", "nsubjpass")
_OBJECT = ("dobj", "obj", "dative")
_MAIN = ("ROOT", "conj", "ccomp", "parataxis", "")
"""How the verb of a clause that stands by itself, or is reported, is attached; "" if no parser ran."""


class Part(NamedTuple):
    """The part that a name plays: how its phrase is attached (``dep``), and to which word (``head``)."""

    dep: str
    head: Token
    head_dep: str
    """How the head is attached itself."""
    shares: bool
    """True in a list, as in "Jha and Turney said"."""
    is_late: bool
    """True if the name follows what is said, as in "the ship was safe, Turney said"."""
    is_described: bool
    """True if a relative clause follows, as in "Turney, who won"."""
    is_quoted: bool
    """True if it follows a quotation."""


def part_of(name: NameCandidate, tokens: Sequence[Token], sentence: range) -> Part:
    """The part of a name in the tokens of its sentence."""
    at = own = _root(tokens, name.first, name.last)
    shares = False
    for _ in range(_MAX_CLIMB):
        word = tokens[at]
        if word.dep not in ("appos", "conj", "flat", "nmod") or word.head == at or word.head not in sentence:
            break
        if tokens[word.head].tag[:2] not in ("NN", "PR"):
            break
        shares = shares or word.dep == "conj"
        at = word.head
    word, head = tokens[at], tokens[tokens[at].head]
    dep = word.dep if word.dep != "ROOT" else _guessed(name, tokens, sentence)
    before = range(max(sentence.start, name.first - _WINDOW), name.first)
    after = range(name.last, min(sentence.stop, name.last + _WINDOW))
    reported = any(tokens[k].dep == "ccomp" for k in before)
    late = dep in _SUBJECT and (reported or head.dep == "parataxis")
    quoted = any(tokens[k].text in _QUOTES for k in before)
    described = any(tokens[k].dep == "relcl" and tokens[k].head in (at, own) for k in after)
    return Part(dep, head, head.dep, shares, late, described, quoted)


def part_weight(part: Part) -> float:
    """How much a sentence tells about an actor that plays this part: that of the first row that applies."""
    weight = next((weight for weight, applies, _ in PARTS if applies(part)), 0.0)
    return weight * (0.75 if part.shares and weight > 0 else 1.0)


def _root(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of a name on which its other words depend."""
    return next((k for k in range(last, first - 1, -1) if not first <= tokens[k].head <= last), last)


def _guessed(name: NameCandidate, tokens: Sequence[Token], sentence: range) -> str:
    """The part by position, where the parse has none: a name near the start and before a verb is the subject."""
    after = name.last + 1
    while after + 1 in sentence and tokens[after].tag == "RB":
        after += 1
    is_verb = after in sentence and tokens[after].tag in _FINITE
    return "nsubj" if is_verb and name.first - sentence.start < _SUBJECT_WITHIN else ""


def _says(part: Part) -> bool:
    return part.dep in _SUBJECT and part.head.lower in lexicon()["say"]


def _is_fate(part: Part) -> bool:
    return part.head.lower in lexicon()["fate"]


def _is_person(word: Token) -> bool:
    is_relation = word.lower in lexicon()["relational-noun"] or word.lower in lexicon()["relation-of-persons"]
    return is_relation or word.tag.startswith("NNP")


def _is_main(part: Part) -> bool:
    return part.head_dep in _MAIN


PARTS: tuple[tuple[float, Callable[[Part], bool], str], ...] = (
    (1.75, lambda part: _says(part) and part.is_late and part.is_quoted, "“We are safe,” Turney said."),
    (0.75, lambda part: _says(part) and part.is_late, "The ship was safe, Turney said."),
    (2.5, _says, "Blair said that he would stay."),
    (4.0, lambda part: part.dep in _SUBJECT and _is_fate(part) and _is_main(part), "Turney, 58, was convicted."),
    (2.5, lambda part: part.dep == "nsubjpass" and _is_main(part), "Blair was asked to stay."),
    (2.25, lambda part: part.dep == "nsubj" and _is_main(part), "Blair opened the bridge."),
    (3.0, lambda part: part.dep in _OBJECT and _is_fate(part), "Police arrested Turney."),
    (1.5, lambda part: part.dep in _SUBJECT and _is_fate(part), "They wept when Turney was convicted."),
    (1.0, lambda part: part.dep in _SUBJECT, "They wept when Turney spoke."),
    (
        0.25,
        lambda part: part.dep in _OBJECT and part.head.lower in lexicon()["say"],
        "He told Turney that it was late.",
    ),
    (1.0, lambda part: part.dep in _OBJECT, "They met Turney."),
    (1.5, lambda part: part.is_described, "The prize went to Turney, who had won before."),
    (1.0, lambda part: part.dep == "pobj" and part.head.lower == "by", "The goal was scored by Turney."),
    (0.0, lambda part: part.dep == "poss" and _is_person(part.head), "Turney's son Ben left."),
    (1.0, lambda part: part.dep == "poss" and part.head_dep in _SUBJECT, "Turney's plan failed."),
    (0.75, lambda part: part.dep == "poss" and part.head_dep in _OBJECT, "They liked Turney's plan."),
    (0.25, lambda part: part.dep == "poss", "They spoke of Turney's plan."),
    (-0.75, lambda part: part.dep in ("compound", "amod", "nmod"), "Turney supporters met."),
)
"""What the part that a name plays adds to its sentence's weight, with an example in which Blair or Turney plays it."""
