"""Articles of the library, and drafts of them. Times are aware and in UTC.

The ``scope`` of an article is ``SHARED`` if every server sees it, or else the id of the only server that does. Asking
with the scope of a server gives the shared articles and the server's own.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

__all__ = ["SHARED", "Article", "ArticleHeader", "Draft", "SearchHit", "is_day", "numbered_title"]

SHARED = 0
"""The scope of articles that every server sees, and of questions asked in a direct message."""


def is_day(date: datetime) -> bool:
    """True if an article's date is a day without a time, which is stored as midnight UTC.

    An article that was published at exactly 00:00:00 UTC cannot be told from that, and counts as a day too.
    """
    return (date.hour, date.minute, date.second) == (0, 0, 0)


@dataclass(frozen=True)
class Draft:
    """A checked article that is not in the library yet.

    ``picture`` is the address of the page's own picture. It ``may_be_front_page`` if its page looks like a front page
    of a site that has a feed.
    """

    title: str
    text: str
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    # Not in the representation: a stored hash of it tells whether a seed file has changed.
    picture: str | None = field(default=None, repr=False)
    may_be_front_page: bool = field(default=False, repr=False)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of title and text with runs of white space folded, so that the same words give the same hash."""
        words = " ".join(f"{self.title}\n{self.text}".split())
        return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the library.

    ``id`` is unique in the database; ``number`` is what people type, and is unique among the articles that one server
    sees. ``version`` counts the changes to the article.
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
    content_hash: str
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    version: int = 1
    picture: str | None = None

    @property
    def date(self) -> datetime:
        """The time of publication if it is known, or else the time when the article was added."""
        return self.published_at or self.added_at

    @property
    def has_published_date(self) -> bool:
        """True if the time of publication is known."""
        return self.published_at is not None

    @property
    def header(self) -> ArticleHeader:
        """The article without its text."""
        return ArticleHeader(
            self.id,
            self.number,
            self.scope,
            self.title,
            self.source,
            self.url,
            self.date,
            has_published_date=self.has_published_date,
            removed=self.removed_at is not None,
            author=self.author,
        )


@dataclass(frozen=True, slots=True)
class ArticleHeader:
    """An article in a list, without its text.

    ``has_published_date`` is false if ``date`` is only the time when the article was added.
    """

    id: int
    number: int
    scope: int
    title: str
    source: str | None
    url: str | None
    date: datetime
    has_published_date: bool = True
    removed: bool = False
    author: str | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article found by full-text search, with an excerpt in which U+0002 and U+0003 enclose each hit."""

    article: ArticleHeader
    snippet: str


def numbered_title(article: Article | ArticleHeader) -> str:
    """An article as lists and suggestions show it: its number and its title."""
    return f"#{article.number} {article.title}"
