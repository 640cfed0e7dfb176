"""Says in plain words why two articles are taken to tell the same story, and what happened to a story."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.stories.words import WORD, without_possessive, word_key
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.models.stories import Fingerprint

__all__ = ["JOINED", "MERGED", "MOVED", "PARTED", "PUT", "SHARED_WORDS", "TAKEN", "reason_of"]

JOINED, PARTED = "an editor put it here", "an editor gave it a story of its own"
"""Why an article belongs to the story that an editor chose for it."""
PUT, TAKEN = "An editor put #{} into this story.", "An editor took #{} out of this story."
MERGED = "#{} showed that two stories are one: they were merged."
MOVED = ("#{} showed that #{} belongs to another story.", "#{} showed that #{} belongs to this story.")
"""What happened to a story; where an article moved, as it is said of the story that it left and of the other one."""
SHARED_WORDS = "shares with #{}: {}"
SHOWN_WORDS, SHOWN_ACTORS = 3, 2
MAX_CHARACTERS = 8_000
"""Of a text, in which the written forms are looked for: as many as a fingerprint is made of."""


def reason_of(new: Fingerprint, known: Fingerprint, number: int, *, is_copy: bool, text: str) -> str:
    """Why an article belongs to the story of the one with this number: what weighs most of what they share.

    Words and names are shown as ``text``, the article's title and text, writes them.
    """
    if is_copy:
        return f"nearly the same text as #{number}"
    actors = _shared(new.actors, known.actors, SHOWN_ACTORS)
    named = {word for actor in actors for word in actor.split()}
    words = [word for word in _shared(new.words, known.words, SHOWN_WORDS + len(named)) if word not in named]
    keys = [*actors, *words[:SHOWN_WORDS]]
    written = _written_forms(text[:MAX_CHARACTERS], keys)
    shown = [written.get(key) or (key.title() if key in actors else key) for key in keys]
    return SHARED_WORDS.format(number, ", ".join(shown))


def _shared(one: Mapping[str, float], other: Mapping[str, float], count: int) -> list[str]:
    both = {key: weight * other[key] for key, weight in one.items() if key in other}
    return sorted(both, key=lambda key: (-both[key], key))[:count]


def _written_forms(text: str, keys: Collection[str]) -> dict[str, str]:
    """How a text writes folded words and names, which may have several words; only those that it has.

    Of several forms the most frequent one is taken, of equals one that no headline or beginning of a sentence has made
    of it: without a capital, or else without capitals only.
    """
    found = list(WORD.finditer(text))
    as_names = [name_key(match[0]) for match in found]
    as_words = [word_key(match[0]) for match in found]
    forms: dict[str, Counter[str]] = {key: Counter() for key in keys}
    for key, counted in forms.items():
        parts = key.split()
        for at, match in enumerate(found):
            if as_names[at : at + len(parts)] == parts or as_words[at] == key:
                end = found[at + len(parts) - 1].end()
                counted[without_possessive(text[match.start() : end])] += 1
    return {
        key: max(counted, key=lambda form: (counted[form], form.islower(), not form.isupper()))
        for key, counted in forms.items()
        if counted
    }
