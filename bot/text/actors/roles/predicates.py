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


def stated_predicates(page: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """First and last word of each role that a verb says of a name."""
    root = page.root(name_start(name), name.last)
    verbs = [page.tokens[root].head] if page.tokens[root].dep in ("nsubj", "nsubjpass") else []
    for verb in (*verbs, *page.dependents(root, "relcl", "acl")):
        if _is_stated(page, verb):
            yield from _of_verb(page, verb)
    after = name.last + 1
    chosen = page.lower(after) == "as" and page.lower(page.tokens[after].head) in lexicon()["chooses"]
    if chosen and page.same_sentence(after, root):
        yield from _complements(page, after, "pobj")


def _is_stated(page: ParsedText, verb: int) -> bool:
    """True if a clause is neither denied nor doubted."""
    words = {page.lower(k) for k in page.dependents(verb, "neg", "mark")}
    doubted = page.tokens[verb].dep == "ccomp" and page.lower(page.tokens[verb].head) in _DOUBTED
    return not doubted and not words & _DENIED


def _of_verb(page: ParsedText, verb: int) -> Iterator[tuple[int, int]]:
    low = page.lower(verb)
    passive = any(page.dependents(verb, "auxpass", "nsubjpass")) or page.tokens[verb].dep == "acl"
    chosen = low in lexicon()["chosen"] and passive
    if low in _BE or chosen:
        yield from _complements(page, verb, "attr", "oprd", *["dobj"] * chosen)
    if low in lexicon()["holds"] or chosen:
        for preposition in page.dependents(verb, "prep"):
            if page.lower(preposition) == "as":
                yield from _complements(page, preposition, "pobj")


def _complements(page: ParsedText, governor: int, *labels: str) -> Iterator[tuple[int, int]]:
    for head in page.dependents(governor, *labels):
        first = phrase_start(page, head)
        while first < head and page.tag(first) in ("PRP$", "RB", "CC"):
            first += 1
        fits = head > governor and page.lower(first) not in ("no", "not")
        if fits and is_role_phrase(page, first, head) and not names_another(page, first, head):
            yield first, phrase_end(page, head, tenure=page.lower(governor) == "as")
