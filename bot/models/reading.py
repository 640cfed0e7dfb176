"""What people open in a server, and how much is read there of each theme and actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Opened", "ReadingCount", "Subject"]

Subject = str | int
"""The label of a theme, or the id of an actor."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an answer is about: articles, by their ids; actors; and a theme.

    Each actor is an id with that of an article that means this person, which is None if nobody else has the name.
    """

    articles: tuple[int, ...] = ()
    actors: tuple[tuple[int, int | None], ...] = ()
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """How many readers opened something on a subject, as counted at a time: those of earlier days count less."""

    subject: Subject
    readers: float
    counted_at: datetime
