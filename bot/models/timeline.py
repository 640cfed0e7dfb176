"""A timeline: what happened to an actor, or in a theme, in one sentence for each story, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.models.articles import ArticleHeader
from bot.models.briefing import Quotation

__all__ = ["Companion", "Timeline", "TimelineEntry"]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A story: the sentence that says most, and its other articles, the oldest first.

    The ``number`` of the quotation is 0 if it is a headline, because no sentence of the story has the name.
    """

    quotation: Quotation
    others: tuple[ArticleHeader, ...] = ()


@dataclass(frozen=True, slots=True)
class Companion:
    """A main actor of articles on a timeline, with the dates of these."""

    name: str
    dates: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries about an actor or a theme (``about``), the oldest date first.

    ``dates`` are those of all articles that were looked at, the newest ones if it ``is_capped``; ``in_passing`` is how
    many of their stories have no sentence that tells something about the actor. ``when`` fits after "from"; "" for all
    time.
    """

    about: str
    when: str
    entries: tuple[TimelineEntry, ...]
    dates: tuple[datetime, ...]
    companions: tuple[Companion, ...] = ()
    in_passing: int = 0
    is_capped: bool = False
