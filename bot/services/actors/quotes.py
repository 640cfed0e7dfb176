"""Collects what articles quote one actor as saying: sentences word for word, none of which says it again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.models.analysis import ActorKind
from bot.text.attribution import attributed_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import NamingText
    from bot.models.articles import ArticleHeader
    from bot.services.actors.namesakes import Bearer
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorQuotes", "SaidSentence", "collect_quotes"]

MAX_ARTICLES = 100
"""Articles that are read for one answer: the newest."""
MIN_SAME_WORDS = 6
"""A quotation with fewer different words is the same as another one only if the other contains it."""
MIN_SHARED = 0.8
"""The share of the shorter quotation's words that are in another one that quotes the same."""


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence that quotes an actor, verbatim: the ``position``-th, from 1, of so many of the article."""

    text: str
    article: ArticleHeader
    position: int
    of: int


@dataclass(frozen=True, slots=True)
class ActorQuotes:
    """What articles quote an actor as saying, the newest first.

    ``article`` is the id of an article that means this person, if others have the same name. ``read`` of the ``named``
    articles that name the actor were read, the newest.
    """

    id: int
    name: str
    article: int | None
    sentences: tuple[SaidSentence, ...]
    read: int
    named: int


class _Said(NamedTuple):
    sentence: SaidSentence
    words: str


async def collect_quotes(store: Store, scope: int, actor: LinkedActor, person: Bearer | None) -> ActorQuotes:
    """What an actor is quoted as saying: only ``person``, if several have the name."""
    ids = [member.id for member in actor.members]
    texts = await store.naming_texts(scope, ids, limit=MAX_ARTICLES)
    named, _ = person.within(person.ids) if person else await store.mention_counts(scope, ids)
    if person:
        texts = [text for text in texts if text.article.id in person.ids]
    first_name = actor.name.split()[0].casefold() if actor.kind is ActorKind.PERSON else ""
    sentences = await asyncio.to_thread(_distinct, texts, first_name)
    return ActorQuotes(ids[0], actor.name, person.newest if person else None, sentences, len(texts), named)


def _distinct(texts: Sequence[NamingText], first_name: str) -> tuple[SaidSentence, ...]:
    """The quotations of the articles, the newest first; what several of them quote is from the oldest one."""
    kept: list[_Said] = []
    for text in reversed(texts):
        of_article = [
            said for said in _quotes(text, first_name) if not any(_is_same(said.words, x.words) for x in kept)
        ]
        kept += reversed(of_article)
    return tuple(said.sentence for said in reversed(kept))


def _quotes(text: NamingText, first_name: str) -> list[_Said]:
    found = attributed_quotes(text.text, text.sentences, text.named, text.others, first_name)
    return [
        _Said(
            SaidSentence(text.sentences[quote.sentence].text, text.article, quote.sentence + 1, len(text.sentences)),
            quote.words.casefold(),
        )
        for quote in found
    ]


def _is_same(one: str, other: str) -> bool:
    """True if two quotations, as their words in lower case, quote the same: one contains the other, or nearly."""
    if f" {one} " in f" {other} " or f" {other} " in f" {one} ":
        return True
    mine, theirs = set(one.split()), set(other.split())
    shorter = min(len(mine), len(theirs))
    return shorter >= MIN_SAME_WORDS and len(mine & theirs) >= MIN_SHARED * shorter
