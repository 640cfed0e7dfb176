"""A mention of an actor with the words around it in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token

__all__ = ["MentionContext"]


@dataclass(frozen=True, slots=True)
class MentionContext:
    """A mention in the tokens of its text."""

    mention: NameCandidate
    tokens: Sequence[Token]
    labels: tuple[str, ...]
    """The tagger's labels that agree with the actor's kind."""

    @property
    def words(self) -> Sequence[Token]:
        """The words of the mention."""
        return self.tokens[self.mention.first : self.mention.last + 1]

    @property
    def last(self) -> Token:
        """Its last word."""
        return self.tokens[self.mention.last]

    @property
    def before(self) -> str:
        """The word before the name, its title and "the", in lower case."""
        at = -1 if self.mention.title is None else self.mention.title[0] - self.mention.first - 1
        return self.lower(at - 1) if self.lower(at) == "the" else self.lower(at)

    def word(self, at: int) -> Token | None:
        """The word so many before the name (negative) or after it, if it is in the same sentence."""
        index = self.mention.first + at if at < 0 else self.mention.last + at
        if not 0 <= index < len(self.tokens):
            return None
        found = self.tokens[index]
        return found if found.sentence == self.last.sentence else None

    def lower(self, at: int) -> str:
        """That word in lower case; "" outside the sentence."""
        word = self.word(at)
        return word.lower if word is not None else ""

    def tag(self, at: int) -> str:
        """That word's Penn Treebank tag; "" outside the sentence."""
        word = self.word(at)
        return word.tag if word is not None else ""

    def is_capitalised(self, at: int) -> bool:
        """True if that word is capitalised."""
        word = self.word(at)
        return word is not None and word.is_capitalised

    def is_in_entity(self, at: int) -> bool:
        """True if that word is in the entity of the name's last word."""
        word = self.word(at)
        return word is not None and self.last.ent_span is not None and word.ent_span == self.last.ent_span
