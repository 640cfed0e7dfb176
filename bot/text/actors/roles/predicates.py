"""Roles that a verb states: "X is the mayor", "X was named director", "X, who served as mayor"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.appositions import names_another
from bot.text.actors.roles.parsed_text import name_start
from bot.text.actors.roles.phrases import is_role_phrase, phrase_end, phrase_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.parsed_text import ParsedText

__all__ = ["stated_predicates"]

_BE = frozenset(("is", "was", "been", "became", "remains", "remained", "'s"))
_DENIED = frozenset(("not", "n't", "never", "if", "whether"))
_DOUBTED = frozenset(("alleged", "alleges", "claimed", "claims", "denied", "denies"))
"""Verbs whose clause states nothing: "denied that X is the mayor"."""


def stated_predicates(text: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """First and last word of each role that a verb says of a name."""
    root = text.root(name_start(name), name.last)
    verbs = [text.tokens[root].head] if text.tokens[root].dep in ("nsubj", "nsubjpass") else []
    for verb in (*verbs, *text.dependents(root, "relcl", "acl")):
        if _is_stated(text, verb):
            yield from _of_verb(text, verb)
    after = name.last + 1
    if text.lower(after) == "as" and text.lower(text.tokens[after].head) in lexicon()["chooses"]:
        yield from _complements(text, after, "pobj")


def _is_stated(text: ParsedText, verb: int) -> bool:
    """True if a clause is neither denied nor doubted."""
    words = {text.lower(k) for k in text.dependents(verb, "neg", "mark")}
    doubted = text.lower(text.tokens[verb].head) in _DOUBTED
    return not doubted and not words & _DENIED


def _of_verb(text: ParsedText, verb: int) -> Iterator[tuple[int, int]]:
    low = text.lower(verb)
    passive = any(text.dependents(verb, "auxpass", "nsubjpass")) or text.tokens[verb].dep == "acl"
    chosen = low in lexicon()["chosen"] and passive
    if low in _BE or chosen:
        yield from _complements(text, verb, "attr", "oprd", *["dobj"] * chosen)
    if low in lexicon()["holds"] or chosen:
        for preposition in text.dependents(verb, "prep"):
            if text.lower(preposition) == "as":
                yield from _complements(text, preposition, "pobj")


def _complements(text: ParsedText, governor: int, *labels: str) -> Iterator[tuple[int, int]]:
    for head in text.dependents(governor, *labels):
        first = phrase_start(text, head)
        while first < head and text.tag(first) in ("PRP$", "RB", "CC"):
            first += 1
        fits = head > governor and text.lower(first) not in ("no", "not")
        if fits and is_role_phrase(text, first, head) and not names_another(text, first, head):
            yield first, phrase_end(text, head, tenure=text.lower(governor) == "as")
