"""What two articles both say and what only one does, and the same of the articles about two actors."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models.articles import Article, ArticleHeader
from bot.models.briefing import Quotation

__all__ = ["ActorsComparison", "ArticlesComparison", "ComparedActor", "ComparedArticle", "QuotedRole", "TellingStory"]


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """One of two articles, with the sentences that say what the other does not, the most important first.

    The first ``read`` of its ``total`` sentences were compared.
    """

    article: Article
    only: tuple[Quotation, ...]
    read: int
    total: int


@dataclass(frozen=True, slots=True)
class ArticlesComparison:
    """Two articles: in ``both``, a sentence of each says the same; the most important come first.

    ``names`` and ``themes`` are those that both have. ``is_one_story`` is true if they are known to tell the same.
    """

    articles: tuple[ComparedArticle, ComparedArticle]
    both: tuple[tuple[Quotation, Quotation], ...]
    names: tuple[str, ...]
    themes: tuple[str, ...]
    is_one_story: bool


@dataclass(frozen=True, slots=True)
class TellingStory:
    """A story in which actors are named: its articles that name them, the newest first, and a sentence that does.

    There is none if no sentence names them: only a headline does, or it names only one of two.
    """

    articles: tuple[ArticleHeader, ...]
    quotation: Quotation | None
    in_passing: bool = False
    """True if the sentence is not among those that say most about the actors."""


@dataclass(frozen=True, slots=True)
class QuotedRole:
    """What the article with a ``number`` calls an actor, verbatim."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class ComparedActor:
    """One of two actors: what opens the profile (``key``), roles, and the articles that do not name the other one.

    ``themes`` are those of these articles, with their numbers, the most frequent first; ``only`` is a page of them.
    ``only_articles`` is how many there are, at most as many as were looked at.
    """

    key: str
    name: str
    roles: tuple[QuotedRole, ...]
    only_articles: int
    themes: tuple[tuple[str, int], ...]
    only: tuple[TellingStory, ...]


@dataclass(frozen=True, slots=True)
class ActorsComparison:
    """Two actors: ``together`` is a page of the stories that name both, in so many articles.

    The stories whose sentences say most come first, and of these the newest. ``pages`` is the number of pages, of which
    ``page`` is one. Of more than ``most`` articles of either kind the latest were looked at; ``latest_stories`` is
    set if there are more stories of a kind: so many of each are shown.
    """

    actors: tuple[ComparedActor, ComparedActor]
    together: tuple[TellingStory, ...]
    together_articles: int
    themes: tuple[tuple[str, int], ...]
    page: int
    pages: int
    most: int
    latest_stories: int | None = None
