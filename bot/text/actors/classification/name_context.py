"""One occurrence of a name with the words around it, as the context cues see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.lexicon import Lexicon
    from bot.text.tokens import Token

    Cue = tuple[str, Callable[["NameContext"], bool], str]

__all__ = ["Cue", "NameContext", "first_cue", "name_context"]

_MAX_FOLLOWING = 13
"""How many words of the same sentence are examined after a name."""


@dataclass(slots=True)  # a frozen class takes twice as long to make
class NameContext:
    """A candidate with the words around it."""

    candidate: NameCandidate
    words: Sequence[Token]
    tables: Lexicon
    at: int
    """The index of the word before the name and its title; -1 if the sentence begins with them."""
    following: Sequence[Token]
    """The words after the name in its sentence, 13 at most."""

    @property
    def before(self) -> Token:
        """The word at ``at``."""
        return self.words[self.at]

    @property
    def next(self) -> Token:
        """The first word after the name."""
        return self.following[0]

    @property
    def second(self) -> Token:
        """The second word after the name."""
        return self.following[1]


def name_context(candidate: NameCandidate, words: Sequence[Token], tables: Lexicon) -> NameContext:
    """The context of a candidate in the text with these words."""
    at = (candidate.title[0] if candidate.title else candidate.first) - 1
    if at >= 0 and words[at].sentence != words[candidate.first].sentence:
        at = -1
    behind = words[candidate.last + 1 : candidate.last + 1 + _MAX_FOLLOWING]
    sentence = words[candidate.last].sentence
    if behind and behind[-1].sentence != sentence:
        behind = [word for word in behind if word.sentence == sentence]
    return NameContext(candidate, words, tables, at, behind)


def first_cue(cues: Sequence[Cue], context: NameContext) -> str | None:
    """The first cue of a table that applies, or None."""
    for name, applies, _ in cues:
        if applies(context):
            return name
    return None
