"""What may have been meant by words that fit nothing, or several things."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["DID_YOU_MEAN", "Suggestion", "SuggestionKind", "Suggestions"]

DID_YOU_MEAN = "Did you mean …"


class SuggestionKind(Enum):
    """What the suggestions are."""

    ARTICLE = auto()
    STORY = auto()
    ACTOR = auto()
    THEME = auto()
    QUERY = auto()
    QUOTED = auto()
    """Actors of whom the quotations were asked for."""
    BRIEFED = auto()
    """Subjects of a briefing."""
    TIMELINE = auto()
    """Subjects of a timeline."""
    COMPARED_ARTICLES = auto()
    """Two articles each: that of the suggestion and one that is known."""
    COMPARED_ACTORS = auto()
    COMPARED_WORDS = auto()
    """Words for two things each, of which the second ones fit nothing either."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: how it is shown, and the id of the article or actor, the theme's label, the query, or a pair."""

    label: str
    key: int | str
    detail: str = ""
    """Shown directly behind the label: " (person, 2 articles)"."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggestions for what was ``typed``, best first, perhaps none.

    ``search`` has the words to offer a search for; it is empty if a search for them would find nothing.
    """

    kind: SuggestionKind
    typed: str
    choices: tuple[Suggestion, ...]
    heading: str = DID_YOU_MEAN
    search: str = ""
