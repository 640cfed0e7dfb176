"""Tells celestial bodies and spacecraft, which are no actors, in stories about space and by the nouns of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import lower_at
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["celestial_bodies", "is_spacecraft", "spacecraft_names"]

_WORDS = read_word_table("non_actors.txt")
_CELESTIAL_BODIES, _ASTRONOMY, _CRAFT = (
    frozenset(_WORDS[group]) for group in ("celestial-body", "word-of-astronomy", "craft")
)
_NAMED_CRAFT = (_CRAFT - {"rover"}) | frozenset(("probe", "satellite", "telescope", "capsule", "shuttle"))
"""Nouns that end the name of what flies in space; elsewhere a "probe" is an inquiry. "Land Rover" is a firm."""
_MIN_WORDS = 2
"""Different words of astronomy from which a story is about space."""


def celestial_bodies(texts: Sequence[TokenizedText]) -> frozenset[str]:
    """The names of celestial bodies, if a story is about space: elsewhere "Venus" is a player and "Sun" a paper."""
    return _CELESTIAL_BODIES if _is_about_space(texts) else frozenset()


def spacecraft_names(candidates: Iterable[NameCandidate], texts: Sequence[TokenizedText]) -> set[str]:
    """The names of several words that end with a noun for what flies, if a story is about space: "Lund Solar Probe"."""
    several = (name.text for name in candidates if " " in name.text and not lexicon().canonical(name.text))
    ending = {name for name in several if name.rpartition(" ")[2].casefold() in _NAMED_CRAFT}
    return ending if ending and _is_about_space(texts) else set()


def _is_about_space(texts: Sequence[TokenizedText]) -> bool:
    return len({word for text in texts for word in _ASTRONOMY & text.word_counts.keys()}) >= _MIN_WORDS


def is_spacecraft(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for an unknown name before a word for what flies in space, unless that belongs to it: "Acme's rover"."""
    is_craft = lower_at(tokens, candidate.last + 1) in _CRAFT
    return is_craft and candidate.title is None and not lexicon().canonical(candidate.text)
