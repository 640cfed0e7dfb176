"""Tells relatives of like names apart: "Ahmed Karim Haddad, the son of former mayor Karim Haddad"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["are_relatives"]

_POSSESSIVE = ("'s", "’s", "'", "’")
_PRONOUNS = ("his", "her", "their")
_MAX_MENTIONS = 50
"""Mentions of each that are looked at; keeps the time linear."""
_MAX_WORDS_BETWEEN = 8
"""Words between the two names: an article or a relative, and the title of the second."""


def are_relatives(
    ones: Sequence[NameCandidate], others: Sequence[NameCandidate], texts: Sequence[TokenizedText]
) -> bool:
    """True if a sentence names one as a relative of the other: they are two, though the names would fit one person."""
    return any(
        one.text_index == other.text_index and _names_relative(one, other, texts[one.text_index].tokens)
        for one in ones[:_MAX_MENTIONS]
        for other in others[:_MAX_MENTIONS]
    )


def _names_relative(one: NameCandidate, other: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for "one, the son of (title) other", "one's son other", "one and his son, other"."""
    if other.first < one.first:
        one, other = other, one
    between = tokens[one.last + 1 : min(other.first, one.last + 2 + _MAX_WORDS_BETWEEN)]
    if not 0 < len(between) <= _MAX_WORDS_BETWEEN or any(t.sentence != tokens[one.first].sentence for t in between):
        return False
    relative = next((i for i, token in enumerate(between) if token.lower in lexicon()["relational-noun"]), None)
    if relative is None:
        return False
    following = [token.lower for token in between[relative + 1 :]]
    is_owned = between[0].lower in _POSSESSIVE or between[relative - 1].lower in _PRONOUNS
    return following in ([], [","]) if is_owned else following[:1] == ["of"]
