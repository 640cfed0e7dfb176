"""Finds the story to which an article belongs, without writing anything."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.models.stories import Fingerprint
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.stories.assignment import Neighbour, Placement, assign
from bot.stories.fingerprint import index_keys, make_fingerprint, read_story_text
from bot.stories.near_copies import is_near_copy, opens_alike, shared_bands, shingles
from bot.stories.reasons import reason_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, Draft
    from bot.store.sqlite.connection import Transaction
    from bot.stories.fingerprint import StoryText

__all__ = [
    "KnownArticle",
    "PlacedArticle",
    "fingerprint_in",
    "place",
    "read_fingerprint",
    "reason_beside",
    "same_words",
    "stored_fingerprint",
    "stored_neighbour",
    "story_text",
]

WINDOW_SECONDS = 4 * 86_400
"""How far apart in time an article and its neighbours are at most. A story may run for longer."""
MAX_CANDIDATES = 40
"""The articles that share the most keys with a new one: these and the other articles of their stories are compared."""
MAX_NEIGHBOURS = 120
"""Articles that are compared with a new one, the latest of the stories in question."""
MAX_COPIES = 5
"""Articles whose texts are compared word by word."""
NEAR = f"BETWEEN :date - {WINDOW_SECONDS} AND :date + {WINDOW_SECONDS}"
CANDIDATES = f"""
    SELECT article_id FROM story_key WHERE key IN (SELECT value FROM json_each(:keys))
    AND article_{rows.IN_SCOPE} AND date {NEAR}
    GROUP BY article_id ORDER BY count(*) DESC, article_id DESC LIMIT {MAX_CANDIDATES}
"""
NEIGHBOURS = f"""
    SELECT m.article_id, m.story_id, m.post_of, m.fingerprint, m.nearest, a.number, a.scope AS article_scope, s.scope,
    s.is_decided FROM story_member m
    JOIN story s ON s.id = m.story_id JOIN article a ON a.id = m.article_id
    WHERE m.story_id IN (SELECT story_id FROM story_member WHERE article_id IN (SELECT value FROM json_each(:found)))
    AND {rows.VISIBLE} AND a.date {NEAR} ORDER BY a.date DESC, a.id DESC LIMIT {MAX_NEIGHBOURS}
"""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """A neighbour of a new article, with the number that readers know it by, and the scope that it belongs to."""

    number: int
    scope: int
    neighbour: Neighbour


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """Where an article that is in no story belongs, and its neighbours by their ids.

    ``reason`` says in plain words why it belongs there; it is empty if the article is alone in its story.
    """

    fingerprint: Fingerprint
    placement: Placement
    known: Mapping[int, KnownArticle]
    reason: str


async def story_text(article: Draft | Article, analysis: Analysis) -> StoryText:
    """What an article is compared by, read in a thread: a long text takes some milliseconds."""
    return await asyncio.to_thread(read_story_text, article.title, article.text, analysis.actors, analysis.language)


async def place(
    tx: Transaction, scope: int, date: datetime, article: Draft | Article, read: StoryText
) -> PlacedArticle:
    """Compares an article that is in no story yet with its neighbours that this scope sees."""
    fingerprint = await fingerprint_in(tx, scope, read)
    found = await _neighbours(tx, scope, date, fingerprint)
    neighbours = await asyncio.to_thread(lambda: [stored_neighbour(row) for row in found])
    copies = await _near_copies(tx, article.text, fingerprint, {one.article_id: one.fingerprint for one in neighbours})
    neighbours = [replace(one, is_copy=one.article_id in copies) for one in neighbours]
    # Another server must see no difference, and what an editor decided stays.
    kept = {row["story_id"] for row in found if row["scope"] != scope or row["is_decided"]}
    placement = await asyncio.to_thread(assign, fingerprint, neighbours, kept)
    known = {
        row["article_id"]: KnownArticle(row["number"], row["article_scope"], neighbour)
        for row, neighbour in zip(found, neighbours, strict=True)
    }
    reason = ""
    if placement.nearest is not None:
        reason = await asyncio.to_thread(reason_beside, article, fingerprint, known[placement.nearest])
    return PlacedArticle(fingerprint, placement, known, reason)


def reason_beside(article: Draft | Article, fingerprint: Fingerprint, known: KnownArticle) -> str:
    """Why an article belongs to the story of a known one."""
    text, near = f"{article.title}\n{article.text}", known.neighbour
    return reason_of(fingerprint, near.fingerprint, known.number, is_copy=near.is_copy, text=text)


async def fingerprint_in(tx: Transaction, scope: int, read: StoryText) -> Fingerprint:
    """The fingerprint by what this scope sees of the library."""
    counted = await fetch(
        tx,
        f"SELECT word, sum(articles) AS articles FROM story_word WHERE word IN (SELECT value FROM json_each(:words)) "
        f"AND {rows.IN_SCOPE} GROUP BY word",
        {"words": rows.dump(["", *read.counts]), **rows.visible_to(scope)},
    )
    holding = {row["word"]: row["articles"] for row in counted}
    return make_fingerprint(read, holding, holding.get("", 0))


def stored_fingerprint(fingerprint: Fingerprint) -> str:
    """A fingerprint as it is stored."""
    one, days, figures = fingerprint, sorted(fingerprint.days), sorted(fingerprint.figures)
    return rows.dump([one.words, one.actors, days, figures, one.signature, one.contexts])


async def _neighbours(tx: Transaction, scope: int, date: datetime, fingerprint: Fingerprint) -> list[sqlite3.Row]:
    """The articles of all stories that may be that of an article, in the order of time."""
    given = {"date": rows.seconds(date), **rows.visible_to(scope)}
    candidates = await fetch(tx, CANDIDATES, {"keys": rows.dump(index_keys(fingerprint)), **given})
    found = rows.dump([row["article_id"] for row in candidates])
    return (await fetch(tx, NEIGHBOURS, {"found": found, **given}))[::-1]


async def _near_copies(
    tx: Transaction, text: str, fingerprint: Fingerprint, neighbours: Mapping[int, Fingerprint]
) -> set[int]:
    """The neighbours with nearly the same text: the signatures tell which may be, the words which are."""
    alike = {
        article_id: shared
        for article_id, other in neighbours.items()
        if (shared := shared_bands(fingerprint.signature, other.signature))
    }
    likest = sorted(alike, key=lambda article_id: (-alike[article_id], article_id))[:MAX_COPIES]
    texts = await fetch(
        tx, "SELECT id, text FROM article WHERE id IN (SELECT value FROM json_each(?))", (rows.dump(likest),)
    )
    return await asyncio.to_thread(same_words, text, {row["id"]: row["text"] for row in texts})


def same_words(text: str, others: Mapping[int, str]) -> set[int]:
    """The texts, by their ids, that are nearly the same as this one."""
    mine = shingles(text) if others else frozenset()
    return {
        article_id
        for article_id, other in others.items()
        if is_near_copy(mine, shingles(other)) and opens_alike(text, other)
    }


@rows.reads_stored
def stored_neighbour(row: sqlite3.Row) -> Neighbour:
    """A member of a story, to be compared with others."""
    nearest = tuple((int(article_id), float(likeness)) for article_id, likeness in rows.load(row["nearest"]))
    return Neighbour(row["article_id"], row["story_id"], row["post_of"], read_fingerprint(row["fingerprint"]), nearest)


def read_fingerprint(stored: str) -> Fingerprint:
    """A fingerprint that ``stored_fingerprint`` wrote."""
    # An article from before contexts were kept has none; after four days it is no neighbour of new ones any longer.
    words, actors, days, figures, signature, *later = rows.load(stored)
    contexts = dict(later[0]) if later else {}
    return Fingerprint(dict(words), dict(actors), frozenset(days), frozenset(figures), tuple(signature), contexts)
