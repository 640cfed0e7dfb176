"""The exception tree.

BriefingError                  carries one sentence fit to show a person, with what to do next
├── InputError                 what was typed, attached or linked cannot be used as it is
│   ├── NotFound               nothing by that number, title or name; may carry the nearest ones
│   └── DuplicateArticle       the same text is in the library already
├── NotAllowed                 the person lacks the right
├── ReadingFailed              the analysis of one article failed or took too long
├── StorageError               the database refused, is locked, full or damaged
├── SettingsError              a setting from the environment or .env is unusable
└── DeliveryError              Discord did not take a post (see its subclasses in services.delivery)
"""

from __future__ import annotations

__all__ = [
    "BriefingError",
    "DeliveryError",
    "DuplicateArticle",
    "InputError",
    "NotAllowed",
    "NotFound",
    "ReadingFailed",
    "SettingsError",
    "StorageError",
]


class BriefingError(Exception):
    """Base of all errors of this project; ``str(error)`` is one sentence for a person."""


class InputError(BriefingError):
    """What was typed, attached or linked cannot be used as it is."""


class NotFound(InputError):
    """Nothing fits what was asked for.

    ``nearest`` holds what the person may have meant, best first; ``articles`` or ``actors`` are its ids, in the same
    order, where it is a list of one or the other.
    """

    def __init__(
        self,
        message: str,
        nearest: tuple[str, ...] = (),
        *,
        articles: tuple[int, ...] = (),
        actors: tuple[int, ...] = (),
    ) -> None:
        super().__init__(message)
        self.nearest = nearest
        self.articles = articles
        self.actors = actors


class DuplicateArticle(InputError):
    """The same text is in the library already, as article ``number`` (``removed`` if it was taken out)."""

    def __init__(self, message: str, number: int, *, removed: bool = False) -> None:
        super().__init__(message)
        self.number = number
        self.removed = removed


class NotAllowed(BriefingError):
    """The person lacks the right to do this."""


class ReadingFailed(BriefingError):
    """An article could not be analysed: the worker died on it or took too long."""


class StorageError(BriefingError):
    """The database refused, is locked, full, damaged, or from a newer version."""


class SettingsError(BriefingError):
    """A setting from the environment or ``.env`` is unusable."""


class DeliveryError(BriefingError):
    """Discord did not take a post."""
