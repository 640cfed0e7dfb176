"""Actors and themes over the articles of the library, as the store returns them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.models.analysis import ActorKind, Role, Sentence
from bot.models.articles import ArticleHeader

__all__ = ["AliasRule", "Appearance", "ArticleActor", "StoredActor", "ThemeCount"]


@dataclass(frozen=True, slots=True)
class ArticleActor:
    """An actor in one article, as a list shows it: ``id`` is the stored actor's, ``roles`` are verbatim.

    ``in_title``: the headline names it.
    """

    id: int
    name: str
    kind: ActorKind
    mentions: int
    roles: tuple[str, ...]
    in_title: bool


@dataclass(frozen=True, slots=True)
class StoredActor:
    """An actor of the library under one name, as stored: one row for a (scope, kind, name).

    ``key`` is the folded name (``bot.text.names.name_key``); ``articles`` counts the articles that are not removed.
    """

    id: int
    scope: int
    kind: ActorKind
    name: str
    key: str
    articles: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor in one article of the library, with what that article says of it; ``salient`` has the best first."""

    actor_id: int
    article: ArticleHeader
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    mentions: int
    roles: tuple[Role, ...]
    salient: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme over several articles, with the words that supported it most often."""

    label: str
    articles: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AliasRule:
    """An editor's decision about a name: it stands for ``target`` (``same``), or it does not, whatever rules say.

    ``key`` and ``target_key`` are the folded names. It holds in ``scope`` and survives every new reading.
    """

    scope: int
    key: str
    name: str
    target_key: str
    target: str
    is_alias: bool
    decided_at: datetime
    decided_by: int | None
