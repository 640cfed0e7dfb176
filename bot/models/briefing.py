"""A briefing: the stories of a period, the most important first, with sentences that say what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.models.analysis import Sentence
from bot.models.articles import ArticleHeader

__all__ = [
    "BriefedArticle",
    "BriefedStory",
    "Briefing",
    "BriefingRange",
    "DigestArticles",
    "Quotation",
    "ReadArticle",
]


@dataclass(frozen=True, slots=True)
class BriefingRange:
    """Which articles a briefing is about: those of a time, or with ``theme`` or ``article_ids`` those among them.

    The time, that of the articles' dates, begins at ``since`` and ends before ``until`` (None: no bound). Or they are
    those that were added after one with the first id in ``added``, up to the one with the second.
    """

    since: datetime | None = None
    until: datetime | None = None
    added: tuple[int, int] | None = None
    theme: str | None = None
    article_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class BriefedArticle:
    """An article with its strongest theme and the id of its story; None if it has none."""

    article: ArticleHeader
    story: int | None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """The best sentences of an article, best first, and the names of its main actors.

    ``numbers`` are the places of the sentences in the article, from 1, which has ``total`` sentences.
    """

    article: ArticleHeader
    sentences: tuple[Sentence, ...]
    numbers: tuple[int, ...]
    total: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of an article, verbatim, with its place among the ``total`` sentences."""

    text: str
    article: ArticleHeader
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class BriefedStory:
    """A story of a briefing. ``articles`` are those that the briefing is about, the newest first.

    ``quotations`` are in the order in which they are read, ``names`` the main actors, in as many articles as possible.
    ``first`` is set if earlier articles told the story: the earliest. The first quotation is then ``new`` if it says
    what none of them does. ``again`` is why a digest tells a story that its channel has already.
    """

    articles: tuple[ArticleHeader, ...]
    quotations: tuple[Quotation, ...] = ()
    names: tuple[str, ...] = ()
    first: ArticleHeader | None = None
    new: bool = False
    again: str | None = None


@dataclass(frozen=True, slots=True)
class DigestArticles:
    """What a digest is made of; ``digest_of`` is its local time.

    ``posted`` are the ids of its articles, each with why it repeats a story that the channel has already, or None.
    ``named`` are those of the articles that got no post of their own in the channel because these tell the same.
    """

    digest_of: datetime
    posted: Mapping[int, str | None]
    named: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """A page of a briefing: ``leads`` have quotations, ``others`` have none.

    ``total`` stories are told by ``articles`` articles; ``is_capped`` if there are more, of which the latest were read.
    """

    leads: tuple[BriefedStory, ...]
    others: tuple[BriefedStory, ...]
    total: int
    articles: int
    is_capped: bool = False
