"""Small articles and readings for the store's tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.models.analysis import Actor, ActorKind, Analysis, Mention, Role, Sentence, Theme
from bot.models.articles import SHARED, Article, Draft
from bot.models.delivery import Delivery, DeliveryState, FollowUp, FollowUpKind
from bot.store.protocols.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HERE, THERE = 4001, 4002
"""Two servers."""
PUBLISHED = FollowUp(
    Delivery(1, 1, 1, HERE, 1, DeliveryState.SENT, None, 1, NOW, NOW, 11), FollowUpKind.PUBLISH, 1, NOW
)
"""The first post of a library, to be published."""
BOTH = pytest.mark.parametrize("store", ["file", "memory"], indirect=True)
"""Marks tests of what the store in memory can do as well: it has to do the same."""


def later(**much: float) -> datetime:
    return NOW + timedelta(**much)


def person(
    name: str, *aliases: str, role: str | None = None, mentions: int = 1, salient: Sequence[int] = (0,)
) -> Actor:
    roles = (Role(role, 0),) if role else ()
    return Actor(
        name, ActorKind.PERSON, aliases, roles, tuple(Mention(0, i, i + 1) for i in range(mentions)), tuple(salient)
    )


def place(name: str) -> Actor:
    return Actor(name, ActorKind.PLACE, (), (), (Mention(-1, 0, 1),), ())


def organisation(name: str) -> Actor:
    return Actor(name, ActorKind.ORGANISATION, (), (), (Mention(-1, 0, 1),), ())


def read(text: str, *, actors: Sequence[Actor] = (), themes: Sequence[Theme] = (), version: int = 1) -> Analysis:
    """A reading with one sentence for each full stop."""
    found = [match for match in re.finditer(r"[^.]+\.?", text) if match[0].strip()]
    sentences = tuple(Sentence(m[0], m.start(), m.end()) for m in found)
    ranking = tuple(reversed(range(len(sentences))))
    return Analysis(version, "en", sentences, ranking, tuple(actors), tuple(themes), ("a phrase", "another"))


async def add(
    store: Store,
    title: str,
    *,
    text: str | None = None,
    scope: int = SHARED,
    actors: Sequence[Actor] = (),
    themes: Sequence[Theme] = (),
    now: datetime = NOW,
    published: datetime | None = None,
    seed: str | None = None,
    version: int = 1,
) -> Article:
    text = f"{title} it was. And so on." if text is None else text
    draft = Draft(title, text, source="The Paper", published_at=published)
    return await store.add_article(
        scope, draft, read(text, actors=actors, themes=themes, version=version), now=now, added_by=7, seed=seed
    )


async def edit(store: Store, article: Article, title: str, *, actors: Sequence[Actor] = ()) -> Article:
    text = f"{title} it is now. So far."
    return await store.replace_article(
        article.id, Draft(title, text), read(text, actors=actors), now=later(hours=1), edited_by=8
    )
