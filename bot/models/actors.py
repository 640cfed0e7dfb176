"""Actors and themes across the articles of the library, as the store returns them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.models.analysis import ActorKind, Role, Sentence
from bot.models.articles import ArticleHeader

__all__ = [
    "AliasRule",
    "AliasRuleKind",
    "Appearance",
    "ArticleActor",
    "HeldRole",
    "NamedIn",
    "NamingText",
    "StoredActor",
    "TellingText",
    "ThemeCount",
]


@dataclass(frozen=True, slots=True)
class ArticleActor:
    """One entry in the list of an article's actors.

    ``id`` is that of the ``StoredActor``, ``roles`` are quoted verbatim, ``in_title`` is true if the headline names
    the actor.
    """

    id: int
    name: str
    kind: ActorKind
    mentions: int
    roles: tuple[str, ...]
    in_title: bool


@dataclass(frozen=True, slots=True)
class StoredActor:
    """One name of a person, organisation or place: unique for each scope, kind and ``key``.

    ``key`` is the folded name (``bot.text.names.name_key``). ``articles`` is the number of articles that name the
    actor, without removed ones. Several of these may be the same actor: ``bot.text.actors.linking`` decides that.
    """

    id: int
    scope: int
    kind: ActorKind
    name: str
    key: str
    articles: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor in one article of the library, with what that article says about it; ``salient`` has the best first.

    ``times`` has for each of these sentences the time of its entry if the article is a live blog, else "". If there are
    none, ``in_passing`` is the first sentence that names the actor, unless only the headline does. ``positions`` are
    the numbers of the sentences of either kind, counted from 1, of the ``total`` that the article has.
    """

    article: ArticleHeader
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    mentions: int
    roles: tuple[Role, ...]
    salient: tuple[Sentence, ...]
    times: tuple[str, ...]
    positions: tuple[int, ...]
    total: int
    in_passing: Sentence | None = None


@dataclass(frozen=True, slots=True)
class NamingText:
    """The text of an article that names an actor.

    ``named`` are where it names the actor, and ``others`` where it names other persons: sorted, as [start, end].
    """

    article: ArticleHeader
    text: str
    sentences: tuple[Sentence, ...]
    named: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TellingText:
    """An article that names an actor: the indices of the sentences that do (``naming``), and of those that say most.

    The latter (``salient``) are the best first.
    """

    article: ArticleHeader
    sentences: tuple[Sentence, ...]
    naming: frozenset[int]
    salient: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeldRole:
    """What an article, given by its id, calls an actor, verbatim."""

    actor: StoredActor
    text: str
    article: int


@dataclass(frozen=True, slots=True)
class NamedIn:
    """How often an article, given by its id and number, names an actor, what it calls it, and the age that it gives.

    ``date`` is the article's, of its publication (``is_dated``) or of when it was added.
    """

    article: int
    number: int
    mentions: int
    roles: tuple[str, ...]
    date: datetime
    is_dated: bool
    age: int | None = None


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme, the number of articles about it, and the words that supported it most often."""

    label: str
    articles: int
    evidence: tuple[str, ...]


class AliasRuleKind(Enum):
    """What an editor decided about two names."""

    ALIAS = auto()
    """The name stands for the target."""
    SEPARATION = auto()
    """The name does not stand for the target, though the program would link them by itself."""


@dataclass(frozen=True, slots=True)
class AliasRule:
    """An editor's decision about ``name``: whether it stands for ``target``.

    It overrides what the program would link by itself, in ``scope``, and stays when articles are analysed again.
    ``key`` and ``target_key`` are the folded names.
    """

    scope: int
    key: str
    name: str
    target_key: str
    target: str
    kind: AliasRuleKind
    decided_at: datetime
    decided_by: int | None
