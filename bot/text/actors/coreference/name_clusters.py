"""The names of one actor in one article, with their forms and occurrences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.analysis import ActorKind
    from bot.text.actors.name_candidate import NameCandidate

__all__ = ["NameCluster"]


@dataclass(slots=True)
class NameCluster:
    """The names of one actor in one article.

    ``forms`` counts how often the running text uses each form. ``occurrences`` also hold the mentions in headlines,
    which are not counted: a headline's capitals say nothing about how a name is written.
    """

    kind: ActorKind
    forms: Counter[str] = field(default_factory=Counter)
    occurrences: list[NameCandidate] = field(default_factory=list)

    def add(self, occurrences: Iterable[NameCandidate]) -> None:
        """Adds occurrences in running text and counts their forms."""
        for occurrence in occurrences:
            self.forms[occurrence.text] += 1
            self.occurrences.append(occurrence)
