"""The exception tree.

BriefingError                  carries one sentence fit to show a person, with what to do next
├── InputError                 what was typed, attached or linked cannot be used as it is
│   ├── NotFound               nothing by that number, title or name; may carry the nearest ones
│   ├── DuplicateArticle       the same text is in the library already
│   ├── KnownLink              the page behind the link is in the library already, with another text
│   └── EditConflict           somebody else changed the article since it was read
├── NotAllowed                 the person lacks the right
├── TooFast                    the person, or all of a server, asked more often than the bot bears
├── ReadingFailed              the analysis of one article failed or took too long
├── ReaderUnavailable          there is no process to read with at the moment
├── StorageError               the database refused, is locked, full or damaged
│   └── DatabaseInUse          another process runs the bot on it
├── SettingsError              a setting from the environment or .env is unusable
│   └── ModelUnusable          the language model cannot be loaded
└── DeliveryError              Discord did not take a post (see its subclasses in services.delivery)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.models.articles import Article

__all__ = [
    "AnalysisFailed",
    "BriefingError",
    "DatabaseInUse",
    "DeliveryError",
    "DuplicateArticle",
    "EditConflict",
    "InputError",
    "KnownLink",
    "ModelLoadError",
    "NotAllowed",
    "NotFound",
    "RateLimited",
    "SettingsError",
    "StorageError",
    "WorkerUnavailable",
]


class BriefingError(Exception):
    """Base of all errors of this project; ``str(error)`` is one sentence for a person."""


class InputError(BriefingError):
    """What was typed, attached or linked cannot be used as it is."""


class NotFound(InputError):
    """Nothing fits what was asked for.

    ``nearest`` holds what the person may have meant, best first, or else what there is: ``heading`` says which.
    ``articles`` or ``actors`` are its ids, ``themes`` its labels or ``searches`` its words, in the same order, where it
    is a list of those; ``typed`` is what was asked for, ``words`` what a search finds of it.
    """

    def __init__(
        self,
        message: str,
        nearest: tuple[str, ...] = (),
        *,
        articles: tuple[int, ...] = (),
        actors: tuple[int, ...] = (),
        heading: str = "Did you mean …",
        themes: tuple[str, ...] = (),
        searches: tuple[str, ...] = (),
        typed: str = "",
        words: str = "",
    ) -> None:
        super().__init__(message)
        self.nearest = nearest
        self.articles = articles
        self.actors = actors
        self.themes = themes
        self.searches = searches
        self.heading = heading
        self.typed = typed
        self.words = words


class DuplicateArticle(InputError):
    """The same text is in the library already, as article ``number`` (``removed`` if it was taken out)."""

    def __init__(self, message: str, number: int, *, removed: bool = False) -> None:
        super().__init__(message)
        self.number = number
        self.removed = removed


class KnownLink(InputError):
    """The page behind a draft's link is in the library already, as ``article``, with another text."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"That link already belongs to #{article.number}: edit that article, or leave the link out.")
        self.article = article


class EditConflict(InputError):
    """An article is no longer what it was when its change was begun; ``current`` is what it is now."""

    def __init__(self, current: Article) -> None:
        removed = current.removed_at is not None
        what = f"removed: restore {current.number} brings it back" if removed else "changed: look at it, then try again"
        super().__init__(f"Nothing was saved, because #{current.number} has meanwhile been {what}.")
        self.current = current


class NotAllowed(BriefingError):
    """The person lacks the right to do this."""


class RateLimited(BriefingError):
    """Asked more often than the bot bears; ``already_notified`` if the person was told so a moment ago."""

    def __init__(self, message: str, *, already_notified: bool = False) -> None:
        super().__init__(message)
        self.already_notified = already_notified


class AnalysisFailed(BriefingError):
    """An article could not be analysed: the worker died on it or took too long."""


class WorkerUnavailable(BriefingError):
    """No worker process can be started at the moment; it is no article's fault."""


class StorageError(BriefingError):
    """The database refused, is locked, full, damaged, or from a newer version."""


class DatabaseInUse(StorageError):
    """Another process runs the bot on this database: from the start, or since this one was away for too long."""


class SettingsError(BriefingError):
    """A setting from the environment or ``.env`` is unusable."""


class ModelLoadError(SettingsError):
    """The language model cannot be loaded: ``SPACY_MODEL`` is wrong, or its package is damaged."""


class DeliveryError(BriefingError):
    """Discord did not take a post."""
