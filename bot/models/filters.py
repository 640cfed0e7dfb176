"""What a channel wants of the new articles: which ones, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

__all__ = [
    "EVERYTHING",
    "EVERY_DAY",
    "NEVER_AGAIN",
    "NO_LIMITS",
    "WEEKDAYS",
    "ChannelFilter",
    "ChannelLimits",
    "Condition",
    "DigestSchedule",
    "FilterKind",
    "PostingAgain",
    "QuietHours",
]


class FilterKind(StrEnum):
    """What a condition is about; the values are those that are stored and, but for the first, typed."""

    WORDS = "words"
    """A word or a phrase of the title or the text, in any of its forms."""
    ACTOR = "who"
    """A person, organisation or place that the article names."""
    THEME = "theme"
    SOURCE = "source"
    """A part of the source’s name."""
    LANGUAGE = "lang"
    """An ISO 639-1 code."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that an article may meet or not."""

    kind: FilterKind
    value: str


@dataclass(frozen=True, slots=True)
class ChannelFilter:
    """Which articles are posted in a channel: all of them if it is empty.

    Of the included words all must be in the article; of the other kinds one condition each is enough. No article is
    posted that meets an excluded condition.
    """

    include: tuple[Condition, ...] = ()
    exclude: tuple[Condition, ...] = ()


EVERYTHING = ChannelFilter()


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A part of each day without posts, by the clock of a time zone; ``end`` may be on the next day.

    ``zone`` is a name of the IANA time zone database.
    """

    start: time
    end: time
    zone: str = "UTC"


EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WEEKDAYS = EVERY_DAY[:5]


@dataclass(frozen=True, slots=True)
class DigestSchedule:
    """The times at which a channel gets what is new in one post, by the clock of the server's time zone.

    ``days`` are days of the week, Monday is 0; both are sorted. ``zone`` is a name of the IANA time zone database.
    With ``even_if_empty`` the channel is told where nothing is new.
    """

    times: tuple[time, ...]
    days: tuple[int, ...] = EVERY_DAY
    zone: str = "UTC"
    even_if_empty: bool = False


@dataclass(frozen=True, slots=True)
class ChannelLimits:
    """When articles are posted in a channel.

    That is: at most so many posts in 24 hours, none in the quiet hours, with a digest only at its times, and each
    ``hours_apart`` from the one before it.
    """

    posts_a_day: int | None = None
    quiet: QuietHours | None = None
    digest: DigestSchedule | None = None
    hours_apart: int | None = None


NO_LIMITS = ChannelLimits()


@dataclass(frozen=True, slots=True)
class PostingAgain:
    """When a later article of a story that a channel has is posted there: never, unless one of these is set.

    ``hours`` is how old the last post of the story must be; with ``if_new``, something new must be in the article.
    """

    hours: int | None = None
    if_new: bool = False


NEVER_AGAIN = PostingAgain()
