"""The exception tree.

BriefingError                  carries one sentence fit to show a person, with what to do next
├── InputError                 what was typed, attached or linked cannot be used
│   ├── NotFound               nothing has that number, title or name; may carry suggestions
│   │   ├── SeveralFit         several things have that title or name; carries them as suggestions
│   │   └── ChoiceLapsed       nobody made a choice in time that was offered by buttons
│   ├── FetchError             an address of the web could not be fetched; carries the kind of problem
│   ├── DuplicateArticle       the same text is already in the library
│   ├── DuplicateFeed          the feed is already read for this server, or for all
│   ├── KnownLink              the linked page is already in the library, with another text
│   └── EditConflict           somebody else changed the article meanwhile
├── NotAllowed                 the person may not do this
├── TooManyRequests            the person, or the whole server, sent too many commands
├── AnalysisFailed             the analysis of an article failed or took too long
├── WorkerUnavailable          no worker process can be started at the moment
├── StorageError               the database cannot be used: locked, full, damaged, newer
│   └── DatabaseInUse          another process runs the bot on it
├── SettingsError              a setting from the environment or .env cannot be used
│   └── ModelLoadError         the language model cannot be loaded
└── DeliveryError              Discord did not accept a post
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.advice_marks import advice, with_advice, with_command_line_advice, without_advice
from bot.command_marks import SLASH, command, write_commands
from bot.ellipsis import with_ellipsis

if TYPE_CHECKING:
    from bot.models.articles import Article
    from bot.models.suggestions import Suggestions

__all__ = [
    "AnalysisFailed",
    "BriefingError",
    "ChoiceLapsed",
    "DatabaseInUse",
    "DeliveryError",
    "DuplicateArticle",
    "DuplicateFeed",
    "EditConflict",
    "FetchError",
    "FetchProblem",
    "InputError",
    "KnownLink",
    "ModelLoadError",
    "NotAllowed",
    "NotFound",
    "SettingsError",
    "SeveralFit",
    "StorageError",
    "TooManyRequests",
    "WorkerUnavailable",
]


SHOWN_TITLE = 100
"""How many characters of a title an error quotes."""


class BriefingError(Exception):
    """Base of all errors of this project; ``str(error)`` is a sentence fit to show a person.

    Commands in it are marked (``command_marks.command``): ``written`` has them as the reader types them. So is what
    only the person can do who asked (``advice_marks.advice``): ``reason`` leaves that out.
    """

    @property
    def marked(self) -> str:
        """The sentence with its marks, to be made part of another error's sentence."""
        return super().__str__()

    @property
    def reason(self) -> str:
        """What is wrong, for somebody who reads it later and did not ask."""
        return write_commands(without_advice(self.marked), SLASH)

    def written(self, prefix: str) -> str:
        """The sentence for somebody who types commands with this prefix."""
        return write_commands(with_advice(self.marked), prefix)

    @property
    def for_command_line(self) -> str:
        """The sentence for somebody at a command line."""
        return write_commands(with_command_line_advice(self.marked), SLASH)

    def __str__(self) -> str:
        """The sentence for somebody of whom it is not known what they type."""
        return self.written(SLASH)


class InputError(BriefingError):
    """What was typed, attached or linked cannot be used."""


class NotFound(InputError):
    """Nothing matches what was asked for, or several things do; ``suggestions`` may say what was meant."""

    def __init__(self, message: str, suggestions: Suggestions | None = None) -> None:
        super().__init__(message)
        self.suggestions = suggestions


class SeveralFit(NotFound):
    """Several things match what was asked for: ``suggestions`` has them to choose from."""


class ChoiceLapsed(NotFound):
    """Nobody made a choice in time that was offered by buttons: what it was about is forgotten."""


class FetchProblem(StrEnum):
    """Why an address could not be fetched."""

    BAD_ADDRESS = "not an address of the web"
    NOT_PUBLIC = "leads to a network that is not public"
    NO_SERVER = "no server answers"
    ENCRYPTION = "no encrypted connection can be made"
    TIMEOUT = "the answer takes too long"
    TOO_LARGE = "the answer is too large"
    REDIRECTS = "too many redirects"
    BROKEN = "the answer is damaged or broke off"
    ENCODING = "the answer is compressed in a way that nobody asked for"
    BUSY = "the server gets too many requests from here"
    DISALLOWED = "robots.txt does not allow it"
    NO_ROBOTS = "robots.txt cannot be read at the moment"
    REFUSED = "the server refuses it, or does not have it"
    UNAVAILABLE = "the server is in trouble or asks to wait"
    WRONG_TYPE = "not of a type that can be read"


_PASSING = frozenset(
    {
        FetchProblem.NO_SERVER,
        FetchProblem.TIMEOUT,
        FetchProblem.BROKEN,
        FetchProblem.BUSY,
        FetchProblem.NO_ROBOTS,
        FetchProblem.UNAVAILABLE,
    }
)


class FetchError(InputError):
    """An address of the web could not be fetched because of a ``problem``."""

    def __init__(self, problem: FetchProblem, message: str) -> None:
        super().__init__(message)
        self.problem = problem

    @property
    def is_transient(self) -> bool:
        """True if the same request may succeed later."""
        return self.problem in _PASSING


class DuplicateArticle(InputError):
    """The same text is already in the library as article ``number``, perhaps ``removed``."""

    def __init__(self, message: str, number: int, *, removed: bool = False) -> None:
        super().__init__(message)
        self.number = number
        self.removed = removed

    @classmethod
    def of_text(cls, number: int, title: str, *, removed: bool) -> DuplicateArticle:
        """An article has the same words."""
        if removed:
            return cls._of_removed("That article", number)
        shown = title if len(title) <= SHOWN_TITLE else with_ellipsis(title[:SHOWN_TITLE])
        return cls(f"That article is already in the library: #{number} “{shown}”.", number)

    @classmethod
    def of_removed_link(cls, number: int) -> DuplicateArticle:
        """A removed article has the same link."""
        return cls._of_removed("The article behind that link", number)

    @classmethod
    def _of_removed(cls, what: str, number: int) -> DuplicateArticle:
        restore = command(f"restore {number}")
        return cls(f"{what} was removed as #{number}: {restore} brings it back.", number, removed=True)


class DuplicateFeed(InputError):
    """The feed with the id ``feed_id`` has that address already."""

    def __init__(self, feed_id: int, title: str) -> None:
        super().__init__(f"That feed is followed already: it is number {feed_id}, “{title}”.")
        self.feed_id = feed_id


class KnownLink(InputError):
    """The page that a draft links to is already in the library as ``article``, with another text."""

    def __init__(self, article: Article) -> None:
        instead = advice(f": change that one with {command(f'edit {article.number}')}, or leave the link out")
        super().__init__(f"#{article.number} already has that link{instead}.")
        self.article = article


class EditConflict(InputError):
    """An article was changed or removed since its edit began; ``current`` is its present state."""

    def __init__(self, current: Article) -> None:
        removed = current.removed_at is not None
        restore, read = command(f"restore {current.number}"), command(f"read {current.number}")
        what = f"removed: {restore} brings it back" if removed else f"changed: {read} shows it now; then try again"
        super().__init__(f"Nothing was saved, because #{current.number} has meanwhile been {what}.")
        self.current = current


class NotAllowed(BriefingError):
    """The person lacks the right to do this."""


class TooManyRequests(BriefingError):
    """Too many commands in a short time; ``already_notified`` if the person has just been told so."""

    def __init__(self, message: str, *, already_notified: bool = False) -> None:
        super().__init__(message)
        self.already_notified = already_notified


class AnalysisFailed(BriefingError):
    """An article could not be analysed: a worker crashed on it or took too long."""


class WorkerUnavailable(BriefingError):
    """No worker process can be started at the moment; the article is not the reason."""


class StorageError(BriefingError):
    """The database cannot be used: locked, full, damaged, or from a newer version."""


class DatabaseInUse(StorageError):
    """Another process runs the bot on this database, or took it over after this one gave no sign of life."""


class SettingsError(BriefingError):
    """A setting from the environment or ``.env`` cannot be used."""


class ModelLoadError(SettingsError):
    """The language model cannot be loaded: ``SPACY_MODEL`` is wrong, or its package is damaged."""

    def __init__(self, model: str) -> None:
        super().__init__(f"The language model {model!r} could not be loaded: check SPACY_MODEL, or install it again.")


class DeliveryError(BriefingError):
    """Discord did not accept a post."""
