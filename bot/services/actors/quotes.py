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
MAX_QUOTES = 200
"""Quotations of one answer, beyond which no further article is read."""
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
    """A sentence, the words that it quotes in lower case between spaces, and these words as a set."""

    sentence: SaidSentence
    text: str
    words: frozenset[str]


async def collect_quotes(store: Store, scope: int, actor: LinkedActor, person: Bearer | None) -> ActorQuotes:
    """What an actor is quoted as saying: only ``person``, if several have the name."""
    ids = [member.id for member in actor.members]
    texts = await store.naming_texts(scope, ids, limit=MAX_ARTICLES)
    named, _ = person.within(person.ids) if person else await store.mention_counts(scope, ids)
    if person:
        texts = [text for text in texts if text.article.id in person.ids]
    first_name = actor.name.split()[0].casefold() if actor.kind is ActorKind.PERSON else ""
    sentences, read = await asyncio.to_thread(_collected, texts, first_name)
    return ActorQuotes(ids[0], actor.name, person.newest if person else None, sentences, read, named)


def _collected(texts: Sequence[NamingText], first_name: str) -> tuple[tuple[SaidSentence, ...], int]:
    """The quotations, and of how many articles."""
    found = _newest_quotes(texts, first_name)
    return _distinct(found), len(found)


def _newest_quotes(texts: Sequence[NamingText], first_name: str) -> list[list[_Said]]:
    """The quotations of each article, the newest first, until there are ``MAX_QUOTES``."""
    found: list[list[_Said]] = []
    total = 0
    for text in texts:
        if total >= MAX_QUOTES:
            break
        found.append(_quotes(text, first_name))
        total += len(found[-1])
    return found


def _distinct(found: Sequence[Sequence[_Said]]) -> tuple[SaidSentence, ...]:
    """The quotations of the articles, the newest first; what several of them quote is from the oldest one."""
    kept: list[_Said] = []
    for quotes in reversed(found):
        kept += reversed([said for said in quotes if not any(_is_same(said, other) for other in kept)])
    return tuple(said.sentence for said in reversed(kept))


def _quotes(text: NamingText, first_name: str) -> list[_Said]:
    found = attributed_quotes(text.text, text.sentences, text.named, text.others, first_name)
    return [
        _said(
            SaidSentence(text.sentences[quote.sentence].text, text.article, quote.sentence + 1, len(text.sentences)),
            quote.words.casefold(),
        )
        for quote in found
    ]


def _said(sentence: SaidSentence, words: str) -> _Said:
    return _Said(sentence, f" {words} ", frozenset(words.split()))


def _is_same(one: _Said, other: _Said) -> bool:
    """True if two quotations quote the same: one contains the other, or nearly all of its words."""
    if one.text in other.text or other.text in one.text:
        return True
    shorter = min(len(one.words), len(other.words))
    return shorter >= MIN_SAME_WORDS and len(one.words & other.words) >= MIN_SHARED * shorter
