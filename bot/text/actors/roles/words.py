"""A page with its dependency tree, and what single words are to a role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["DASHES", "DETERMINERS", "FINITE", "NOUNS", "ParsedPage", "is_plural_role", "is_role_noun", "name_start"]

DETERMINERS = frozenset(("a", "an", "the"))
NOUNS = frozenset(("NN", "NNP", "NNPS", "NNS"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
DASHES = frozenset(("-", "--", "–", "—"))
_STOPS = DASHES | {",", ";", ":", ".", "(", ")", "...", "…", "?", "!", '"', "`", "[", "]"}
_MAX_DEPTH = 25
"""Arcs of the dependency tree that are followed from one word."""
_PLURAL_ENDINGS = (("women", "woman"), ("men", "man"), ("ies", "y"), ("sses", "ss"), ("s", ""))


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page, the kind of the mention that covers each word, and the dependents of each word."""

    page: TokenizedText
    words: Sequence[Token]
    mention_kinds: Mapping[int, ActorKind]
    children: Mapping[int, Sequence[int]]

    def low(self, at: int) -> str:
        """The word in lower case; empty outside the page."""
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def tag(self, at: int) -> str:
        """The Penn Treebank tag; empty outside the page."""
        return self.words[at].tag if 0 <= at < len(self.words) else ""

    def same_sentence(self, at: int, other: int) -> bool:
        """True if the page has a word ``at`` and it is in the sentence of ``other``."""
        return 0 <= at < len(self.words) and self.words[at].sentence == self.words[other].sentence

    def is_person(self, at: int) -> bool:
        """True if the word belongs to a person who owns nothing here; False for the first of "Blair's spokesman"."""
        if self.mention_kinds.get(at) is not ActorKind.PERSON:
            return False
        while self.mention_kinds.get(at + 1) is ActorKind.PERSON:
            at += 1
        return not (self.low(at + 1) in ("'s", "'") and self.tag(at + 1) == "POS")

    def has_person(self, first: int, end: int) -> bool:
        """True if a person is named among the words from ``first`` to before ``end``."""
        return any(self.is_person(k) for k in range(first, end))

    def is_hyphen(self, at: int) -> bool:
        """True if the word is the hyphen of a compound: the second of the three words of "co-founder"."""
        inside = 0 < at < len(self.words) - 1 and self.words[at].text in ("-", "/")
        return inside and self.words[at].no_space_before and self.words[at + 1].no_space_before

    def is_stop(self, at: int) -> bool:
        """True if the word is a mark that ends a phrase; False for hyphens and for the end of "&amp;"."""
        word = self.words[at]
        inside = (word.text == "-" and word.no_space_before) or (
            word.text == ";" and self.low(at - 1) in ("amp", "&amp")
        )
        return word.text in _STOPS and not inside

    def has_stop(self, first: int, end: int) -> bool:
        """True if a mark that ends a phrase is among the words from ``first`` to before ``end``."""
        return any(self.is_stop(k) for k in range(first, end))

    def hangs_on(self, at: int, first: int, last: int) -> bool:
        """True if the word or one of its ancestors in the dependency tree is between ``first`` and ``last``."""
        for _ in range(_MAX_DEPTH):
            if first <= at <= last:
                return True
            at = self.words[at].head
        return False

    def dependents(self, at: int, *labels: str) -> Iterator[int]:
        """The dependents of a word with one of these labels, in the order of the text."""
        return (child for child in self.children.get(at, ()) if self.words[child].dep in labels)

    def root(self, first: int, last: int) -> int:
        """The word of a name that depends on a word outside of it."""
        return next((k for k in range(last, first - 1, -1) if not first <= self.words[k].head <= last), last)

    def is_kin(self, at: int) -> bool:
        """True if the word is a relation between two persons ("wife", "rival") and not an occupation as well."""
        return self.low(at) in lexicon()["kin"] and self.low(at) not in lexicon()["role"]

    def is_role(self, at: int) -> bool:
        """True if a role ends at this word, which may be the last part of a compound ("fly-half") or precede a rank."""
        owner = self.low(at - 1)
        if self.low(at) == "number":
            return self.tag(at + 1) == "CD" and (owner in ("world", "'s") or owner in lexicon().demonyms)
        compound = self.low(at - 1) == "-" and self.words[at].no_space_before
        return is_role_noun(f"{self.low(at - 2)}-{self.low(at)}" if compound else self.low(at))


def name_start(name: NameCandidate) -> int:
    """The first word of a mention with its title."""
    return name.title[0] if name.title else name.first


@cache
def _title_heads() -> frozenset[str]:
    """The last words of titles, except of titles with "of" or "for": the state in "Secretary of State" is no person."""
    return frozenset(title[-1] for title in lexicon().titles if not {"of", "for"} & set(title))


def is_role_noun(low: str) -> bool:
    """True if a lower-case word, or its part after a hyphen, names an office, an occupation or a title."""
    lex, last = lexicon(), low.rpartition("-")[2]
    return any(word in _title_heads() or lex.is_role(word) or word in lex["occupation"] for word in (low, last))


def is_plural_role(low: str) -> bool:
    """True if a lower-case word is the plural of a role or of a short title: "founders", "spokesmen", "Sens."."""
    plural, singular = next((e for e in _PLURAL_ENDINGS if low.rstrip(".").endswith(e[0])), ("", ""))
    single = low.rstrip(".").removesuffix(plural) + singular
    return bool(plural) and is_role_noun(single) and single not in lexicon()["kin"] and not lexicon().is_role(low)
