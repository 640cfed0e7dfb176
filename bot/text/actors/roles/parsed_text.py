"""A text with its dependency tree, and the questions about single words that decide where a role is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["DASHES", "DETERMINERS", "FINITE", "NOUNS", "ParsedText", "is_plural_role", "is_role_noun", "name_start"]

CACHED_WORDS = 10_000

DETERMINERS = frozenset(("a", "an", "the"))
NOUNS = frozenset(("NN", "NNP", "NNPS", "NNS"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
DASHES = frozenset(("-", "--", "–", "—"))
_STOPS = DASHES | {",", ";", ":", ".", "(", ")", "...", "…", "?", "!", '"', "`", "[", "]"}
_NUMBER = frozenset(("number", "no", "no."))
_QUOTES = frozenset(("``", "''"))
_MAX_DEPTH = 25
"""Arcs of the dependency tree that are followed from one word."""
_PLURAL_ENDINGS = (("men", "man"), ("ies", "y"), ("sses", "ss"), ("s", ""))


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text, the kind of the mention that covers each word, and the dependents of each word.

    A word is given by its index (``at``), a phrase by the indices of its first and its last word.
    """

    tokenized: TokenizedText
    tokens: Sequence[Token]
    mention_kinds: Mapping[int, ActorKind]
    children: Mapping[int, Sequence[int]]

    def lower(self, at: int) -> str:
        """The word in lower case; empty outside the text."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def tag(self, at: int) -> str:
        """The Penn Treebank tag; empty outside the text."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def same_sentence(self, at: int, other: int) -> bool:
        """True if ``at`` is a word of the text and in the sentence of ``other``."""
        return 0 <= at < len(self.tokens) and self.tokens[at].sentence == self.tokens[other].sentence

    def is_person(self, at: int) -> bool:
        """True if the word is part of a person's name, but not of an owner's, as in "Blair's spokesman"."""
        if self.mention_kinds.get(at) is not ActorKind.PERSON:
            return False
        while self.mention_kinds.get(at + 1) is ActorKind.PERSON:
            at += 1
        return self.tag(at + 1) != "POS"

    def has_person(self, first: int, end: int) -> bool:
        """True if a person is named among the words from ``first`` to before ``end``."""
        return any(self.is_person(k) for k in range(first, end))

    def is_hyphen(self, at: int) -> bool:
        """True if the word is the hyphen of a compound: the second of the three words of "co-founder"."""
        return self.lower(at) == "-" and self.tokens[at].no_space_before

    def is_stop(self, at: int) -> bool:
        """True if the word is a punctuation mark that ends a phrase, other than a hyphen or the end of "&amp;"."""
        word = self.lower(at)
        if word not in _STOPS or self.is_hyphen(at):
            return False
        return word != ";" or self.lower(at - 1) not in ("amp", "&amp")

    def is_quoted(self, first: int, head: int) -> bool:
        """True if quotation marks open within or directly before a phrase and hold its head: 'a "close | friend"'."""
        marks = [self.tag(k) for k in range(first - 1, head) if self.tag(k) in _QUOTES]
        return marks[-1:] == ["``"]

    def has_stop(self, first: int, end: int) -> bool:
        """True if a mark that ends a phrase is among the words from ``first`` to before ``end``."""
        return any(self.is_stop(k) for k in range(first, end))

    def hangs_on(self, at: int, first: int, last: int) -> bool:
        """True if the word or one of its ancestors in the dependency tree is between ``first`` and ``last``."""
        for _ in range(_MAX_DEPTH):
            if first <= at <= last:
                return True
            at = self.tokens[at].head
        return False

    def dependents(self, at: int, *labels: str) -> Iterator[int]:
        """The dependents of a word with one of these labels, in the order of the text."""
        return (child for child in self.children.get(at, ()) if self.tokens[child].dep in labels)

    def root(self, first: int, last: int) -> int:
        """The word of a name that depends on a word outside of it."""
        return next((k for k in range(last, first - 1, -1) if not first <= self.tokens[k].head <= last), last)

    def is_relational_noun(self, at: int) -> bool:
        """True if the word is a relational noun ("wife", "rival") and not an occupation as well."""
        return self.lower(at) in lexicon()["relational-noun"] and self.lower(at) not in lexicon()["role"]

    def is_world_ranking(self, at: int) -> bool:
        """True for the figure that ends "world number two"."""
        return self.tag(at) == "CD" and self.lower(at - 1) in _NUMBER and self.lower(at - 2) == "world"

    def is_role(self, at: int) -> bool:
        """True if the word is a role, alone or as the last part of a compound such as "fly-half", in the singular."""
        word = self.lower(at)
        if is_plural_role(word):
            return False
        if self.is_world_ranking(at):
            return True
        return is_role_noun(f"{self.lower(at - 2)}-{word}" if self.is_hyphen(at - 1) else word)


def name_start(name: NameCandidate) -> int:
    """The first word of a mention with its title."""
    return name.title[0] if name.title else name.first


_NOT_YET_OR_NO_MORE = frozenset(("designate", "elect", "emeritus", "emerita", "nominate"))
"""What follows an office that somebody does not hold yet, or holds no more."""


@cache
def _role_words() -> frozenset[str]:
    """Occupations, and the last words of titles; not the state in "Secretary of State"."""
    heads = frozenset(title[-1] for title in lexicon().titles if not {"of", "for"} & set(title))
    return heads | lexicon()["occupation"]


@lru_cache(CACHED_WORDS)
def is_role_noun(lower: str) -> bool:
    """True if a lower-case word, or its part after a hyphen, names an office, an occupation or a title.

    So does "minister-designate", whose part before the hyphen does.
    """
    before, _, after = lower.rpartition("-")
    words = {lower, after, before if after in _NOT_YET_OR_NO_MORE else after}
    return bool(words & _role_words()) or any(map(lexicon().is_role, words))


@lru_cache(CACHED_WORDS)
def is_plural_role(lower: str) -> bool:
    """True if a lower-case word is the plural of a role or of a short title: "founders", "spokesmen", "Sens."."""
    lower = lower.rstrip(".")
    for plural, singular in _PLURAL_ENDINGS:
        if lower.endswith(plural):
            single = lower.removesuffix(plural) + singular
            return is_role_noun(single) and single not in lexicon()["relational-noun"]
    return False
