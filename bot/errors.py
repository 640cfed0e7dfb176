"""The exception tree.

BriefingError                  has one sentence for a person, with what to do next
├── InputError                 what was typed, attached or linked cannot be used as it is
│   ├── NotFound               no article, actor or theme fits; may have suggestions
│   ├── DuplicateArticle       the same text is in the library already
│   ├── KnownLink              the page of the link is in the library already, with another text
│   └── EditConflict           somebody else changed the article meanwhile
├── NotAllowed                 the person lacks the permission
├── RateLimited                the person or the server has sent too many requests
├── AnalysisFailed             the analysis of one article failed or took too long
├── WorkerUnavailable          no worker process can analyse anything at the moment
├── StorageError               the database refused, is locked, full or damaged
│   └── DatabaseInUse          another process runs the bot on it
├── SettingsError              a setting from the environment or .env is unusable
│   └── ModelLoadError         the language model cannot be loaded
└── DeliveryError              Discord did not accept a post (its subclasses are in services.delivery.errors)
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

    ``suggestions`` are what the person may have meant, best first, or else what exists: ``heading`` says which. If they
    are articles or actors, ``articles`` or ``actors`` are their ids in the same order; if they are themes or searches,
    ``themes`` or ``searches`` are their labels or words. ``typed`` is what was asked for, ``words`` what a search finds
    of it.
    """

    def __init__(
        self,
        message: str,
        suggestions: tuple[str, ...] = (),
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
        self.suggestions = suggestions
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
    """The page of a draft's link is in the library already, as ``article``, with another text."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"That link is #{article.number}’s already: edit that article, or leave the link out.")
        self.article = article


class EditConflict(InputError):
    """Somebody else changed an article meanwhile; ``current`` is its current version."""

    def __init__(self, current: Article) -> None:
        removed = current.removed_at is not None
        what = f"removed: restore {current.number} brings it back" if removed else "changed: look at it, then try again"
        super().__init__(f"Nothing was saved, because #{current.number} was meanwhile {what}.")
        self.current = current


class NotAllowed(BriefingError):
    """The person lacks the permission for this."""


class RateLimited(BriefingError):
    """The person or the server has sent too many requests; ``already_notified`` if the person was told so just now."""

    def __init__(self, message: str, *, already_notified: bool = False) -> None:
        super().__init__(message)
        self.already_notified = already_notified


class AnalysisFailed(BriefingError):
    """An article could not be analysed: the analysis failed, a worker died on it, or it took too long."""


class WorkerUnavailable(BriefingError):
    """No worker process can be started, or too many jobs wait; that is not the article's fault."""


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
