"""Articles of the library, and drafts of them. Times are aware UTC.

``scope`` is 0 for shared articles and a server's id for its own. Whoever asks from a server sees the shared articles
and that server's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

__all__ = ["SHARED", "Article", "ArticleHeader", "Draft", "SearchHit", "is_day"]

SHARED = 0


def is_day(date: datetime) -> bool:
    """Whether an article's date is a day without a time: such a date is stored as midnight UTC.

    A time of exactly 00:00:00 UTC counts as a day too.
    """
    return (date.hour, date.minute, date.second) == (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way into the library: checked text, nothing assigned yet."""

    title: str
    text: str
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published_at: datetime | None = None

    @property
    def content_hash(self) -> str:
        """SHA-256 of title and text with white space folded: the same words are the same article."""
        words = " ".join(f"{self.title}\n{self.text}".split())
        return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the library.

    ``id`` is unique in the database; ``number`` is what people type, unique among the articles that one server sees.
    ``added_by`` is a Discord user id, or None for seeds and the command line. ``version`` counts its changes.
    """

    id: int
    number: int
    scope: int
    title: str
    text: str
    url: str | None
    source: str | None
    author: str | None
    language: str
    published_at: datetime | None
    added_at: datetime
    added_by: int | None
    content_hash: str
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    version: int = 1

    @property
    def date(self) -> datetime:
        """When it was published, or else when it was added."""
        return self.published_at or self.added_at

    @property
    def dated(self) -> bool:
        """Whether the article has a date of its own."""
        return self.published_at is not None


@dataclass(frozen=True, slots=True)
class ArticleHeader:
    """An article in a list: all but its text. ``dated``: ``date`` is the article's own, not when it was added."""

    id: int
    number: int
    scope: int
    title: str
    source: str | None
    url: str | None
    date: datetime
    dated: bool = True
    removed: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One article that a full-text search found; ``snippet`` is cut from its text, hits between U+0002 and U+0003."""

    article: ArticleHeader
    snippet: str
