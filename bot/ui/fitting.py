"""Fits a list of quotations into the room that there is: links go first, then the ends of long sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.limits import and_more, join_within, length

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["fitting"]

SENTENCE_ROOMS = (600, 400, 300, 200, 120)
"""Maximum units of a sentence, tried in turn."""


def fitting(entries: Sequence[Callable[[int, bool], str]], room: int, separator: str = "\n\n") -> str:
    """The entries in ``room`` units, each laid out with the longest sentences for which all fit.

    An entry is called with the units that a sentence may have, and with True if links may be in it.
    """
    texts: list[str] = []
    for limit in SENTENCE_ROOMS:
        for with_links in (True, False):
            texts = [entry(limit, with_links) for entry in entries]
            if length(separator.join(texts)) <= room:
                return separator.join(texts)
    return join_within(texts, room, and_more, separator)
