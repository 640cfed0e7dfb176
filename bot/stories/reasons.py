"""Says in plain words why two articles are taken to tell the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.models.stories import Fingerprint

__all__ = ["reason_of"]

SHOWN_WORDS, SHOWN_ACTORS = 3, 2


def reason_of(new: Fingerprint, known: Fingerprint, number: int, *, is_copy: bool) -> str:
    """Why an article belongs to the story of the one with this number: what weighs most of what they share."""
    if is_copy:
        return f"nearly the same text as #{number}"
    actors = _shared(new.actors, known.actors, SHOWN_ACTORS)
    named = {word for actor in actors for word in actor.split()}
    words = [word for word in _shared(new.words, known.words, SHOWN_WORDS + len(named)) if word not in named]
    shared = ", ".join([*(actor.title() for actor in actors), *words[:SHOWN_WORDS]])
    return f"shares with #{number}: {shared}"


def _shared(one: Mapping[str, float], other: Mapping[str, float], count: int) -> list[str]:
    both = {key: weight * other[key] for key, weight in one.items() if key in other}
    return sorted(both, key=lambda key: (-both[key], key))[:count]
