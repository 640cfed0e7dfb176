"""Stories: groups of articles that report the same event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.models.analysis import Document, Sentence
from bot.models.articles import ArticleHeader

__all__ = ["Fingerprint", "LikelyStory", "ListedStory", "Retelling", "Story", "StoryMember", "StoryRequest"]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of an article is compared to find its story; each mapping is a vector of length 1, or empty.

    ``words`` are the heaviest words of title and text by TF-IDF, ``actors`` the folded names of those whom it names.
    ``days`` and ``figures`` are the days of the week and the numbers that its first words mention. ``signature`` is the
    MinHash of the text, empty for a very short one. ``contexts`` are the names that it mentions first, each by the
    words around it.
    """

    words: Mapping[str, float]
    actors: Mapping[str, float]
    days: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    signature: tuple[int, ...] = ()
    contexts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article of a story, and in plain words why it belongs to it; ``reason`` is empty for the first one.

    ``post_of`` is the id of the article in whose post this one is named, its own id if it has a post of its own.
    """

    article: ArticleHeader
    reason: str
    post_of: int


@dataclass(frozen=True, slots=True)
class Story:
    """A story with its articles, oldest first, and what happened to it as a whole, in plain sentences, oldest first."""

    members: tuple[StoryMember, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LikelyStory:
    """Whose story a draft would join: the likest article, and in plain words why.

    ``shares_post`` is true if the posts of that story would name it, instead of a post of its own.
    """

    nearest: ArticleHeader
    reason: str
    shares_post: bool


@dataclass(frozen=True, slots=True)
class Retelling:
    """An article that was added at a time (UTC), and the ``earlier`` ones that tell the same, each with its time.

    ``news`` is what it has that they do not have, in words that follow "do not have"; None if that is too little.
    """

    added_at: datetime
    earlier: tuple[tuple[ArticleHeader, datetime], ...]
    news: str | None


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story in a list of articles: its newest one, and the others in the list that tell the same, oldest first.

    ``others`` are the latest of these, and ``count`` is the number of all its articles in the list.
    """

    newest: ArticleHeader
    others: tuple[ArticleHeader, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class StoryRequest:
    """A question for a worker process: which sentences of the articles of a story make one summary.

    The articles are in the order of time. ``doc`` of a sentence is the index of its article.
    """

    documents: tuple[Document, ...]
    sentences: tuple[Sentence, ...]
    language: str
