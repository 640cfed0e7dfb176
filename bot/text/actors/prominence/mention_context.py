"""A mention of an actor with the words around it in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate

__all__ = ["MentionContext", "mention_context"]

_OUTSIDE = Token(0, 0, "", "", "", False, False, False, "", None, 0, "")
"""Stands for a word beyond the sentence."""


@dataclass(slots=True)  # a frozen class takes twice as long to make
class MentionContext:
    """A mention, its neighbours in its sentence (an empty word beyond it), and what the actor's kind expects."""

    mention: NameCandidate
    labels: tuple[str, ...]
    """The tagger's labels that agree with the actor's kind."""
    words: Sequence[Token]
    """The words of the mention."""
    last: Token
    """Its last word."""
    two_before: Token
    one_before: Token
    one_after: Token
    two_after: Token
    before: str
    """The word before the name, its title and "the", in lower case."""

    def is_in_entity(self, word: Token) -> bool:
        """True if a word is in the entity of the name's last word."""
        return self.last.ent_span is not None and word.ent_span == self.last.ent_span


def mention_context(mention: NameCandidate, tokens: Sequence[Token], labels: tuple[str, ...]) -> MentionContext:
    """The context of a mention in the tokens of its text."""
    first, last = mention.first, mention.last
    sentence = tokens[last].sentence

    start = first if mention.title is None else mention.title[0]
    two_before, one_before, one_after, two_after, beyond, beside = [
        tokens[at] if 0 <= at < len(tokens) and tokens[at].sentence == sentence else _OUTSIDE
        for at in (first - 2, first - 1, last + 1, last + 2, start - 2, start - 1)
    ]
    before = beyond.lower if beside.lower == "the" else beside.lower
    words = tokens[first : last + 1]
    return MentionContext(mention, labels, words, words[-1], two_before, one_before, one_after, two_after, before)
