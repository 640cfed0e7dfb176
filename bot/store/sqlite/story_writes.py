"""Finds the story of a new article within the transaction that adds it, and writes it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.models.stories import Fingerprint
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.story_regrouping import KnownArticle, found_story, regroup
from bot.stories.assignment import Neighbour, assign
from bot.stories.fingerprint import index_keys, make_fingerprint, read_story_text
from bot.stories.near_copies import is_near_copy, shared_bands, shingles
from bot.stories.reasons import reason_of
from bot.stories.surroundings import nearest_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, Draft
    from bot.store.sqlite.connection import Transaction
    from bot.stories.fingerprint import StoryText

__all__ = ["add_to_story", "replace_fingerprint", "story_text"]

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
    AND article_{rows.IN_SCOPE} AND date {NEAR} AND article_id <> :article
    GROUP BY article_id ORDER BY count(*) DESC, article_id DESC LIMIT {MAX_CANDIDATES}
"""
NEIGHBOURS = f"""
    SELECT m.article_id, m.story_id, m.post_of, m.fingerprint, m.nearest, a.number, a.scope AS article_scope, s.scope,
    s.is_decided FROM story_member m
    JOIN story s ON s.id = m.story_id JOIN article a ON a.id = m.article_id
    WHERE m.story_id IN (SELECT story_id FROM story_member WHERE article_id IN (SELECT value FROM json_each(:found)))
    AND {rows.VISIBLE} AND a.date {NEAR} AND a.id <> :article ORDER BY a.date DESC, a.id DESC LIMIT {MAX_NEIGHBOURS}
"""


async def story_text(draft: Draft, analysis: Analysis) -> StoryText:
    """What an article is compared by, read in a thread: a long text takes some milliseconds."""
    return await asyncio.to_thread(read_story_text, draft.title, draft.text, analysis.actors, analysis.language)


async def add_to_story(tx: Transaction, article: Article, read: StoryText, now: datetime) -> int | None:
    """Adds a new article to its story, or founds one; returns the article to whose post it is added, or None."""
    fingerprint = await _new_fingerprint(tx, article.scope, read)
    await tx.executemany(
        "INSERT INTO story_word (word, scope, articles) VALUES (?, ?, 1) "
        "ON CONFLICT DO UPDATE SET articles = articles + 1",
        [(word, article.scope) for word in ("", *read.counts)],
    )
    found = await _neighbours(tx, article, fingerprint)
    neighbours = await asyncio.to_thread(lambda: [_neighbour(row) for row in found])
    copies = await _near_copies(tx, article, fingerprint, {n.article_id: n.fingerprint for n in neighbours})
    neighbours = [replace(n, is_copy=n.article_id in copies) for n in neighbours]
    # Another server must see no difference, and what an editor decided stays.
    kept = {row["story_id"] for row in found if row["scope"] != article.scope or row["is_decided"]}
    placement = await asyncio.to_thread(assign, fingerprint, neighbours, kept)
    known = {
        row["article_id"]: KnownArticle(row["number"], row["article_scope"], neighbour)
        for row, neighbour in zip(found, neighbours, strict=True)
    }
    story, reason, post_of = placement.story_id, "", placement.post_of
    if story is None:
        story = await found_story(tx, article.scope)
    if placement.nearest is not None:
        nearest = known[placement.nearest]
        is_copy = nearest.neighbour.is_copy
        reason = reason_of(fingerprint, nearest.neighbour.fingerprint, nearest.number, is_copy=is_copy)
    await fetch(
        tx,
        "INSERT INTO story_member (article_id, story_id, post_of, reason, fingerprint, nearest) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            article.id,
            story,
            article.id if post_of is None else post_of,
            reason,
            _stored(fingerprint),
            rows.dump(nearest_of(placement.likeness)),
        ),
    )
    await regroup(tx, article, story, placement, known, now)
    await _index(tx, article, fingerprint)
    return post_of


async def replace_fingerprint(tx: Transaction, article: Article, read: StoryText) -> None:
    """Stores the fingerprint of a changed text; the article stays in its story."""
    fingerprint = await _new_fingerprint(tx, article.scope, read)
    await fetch(tx, "UPDATE story_member SET fingerprint = ? WHERE article_id = ?", (_stored(fingerprint), article.id))
    await fetch(tx, "DELETE FROM story_key WHERE article_id = ?", (article.id,))
    if await fetch(tx, "SELECT 1 FROM story_member WHERE article_id = ?", (article.id,)):
        await _index(tx, article, fingerprint)


async def _new_fingerprint(tx: Transaction, scope: int, read: StoryText) -> Fingerprint:
    """The fingerprint by what this scope sees of the library."""
    counted = await fetch(
        tx,
        f"SELECT word, sum(articles) AS articles FROM story_word WHERE word IN (SELECT value FROM json_each(:words)) "
        f"AND {rows.IN_SCOPE} GROUP BY word",
        {"words": rows.dump(["", *read.counts]), **rows.visible_to(scope)},
    )
    holding = {row["word"]: row["articles"] for row in counted}
    return make_fingerprint(read, holding, holding.get("", 0))


async def _neighbours(tx: Transaction, article: Article, fingerprint: Fingerprint) -> list[sqlite3.Row]:
    """The articles of all stories that may be that of a new article, in the order of time."""
    given = {"date": rows.seconds(article.date), "article": article.id, **rows.visible_to(article.scope)}
    candidates = await fetch(tx, CANDIDATES, {"keys": rows.dump(index_keys(fingerprint)), **given})
    found = rows.dump([row["article_id"] for row in candidates])
    return (await fetch(tx, NEIGHBOURS, {"found": found, **given}))[::-1]


async def _near_copies(
    tx: Transaction, article: Article, fingerprint: Fingerprint, neighbours: Mapping[int, Fingerprint]
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
    return await asyncio.to_thread(_same_words, article.text, {row["id"]: row["text"] for row in texts})


def _same_words(text: str, others: dict[int, str]) -> set[int]:
    mine = shingles(text) if others else frozenset()
    return {article_id for article_id, other in others.items() if is_near_copy(mine, shingles(other))}


async def _index(tx: Transaction, article: Article, fingerprint: Fingerprint) -> None:
    date = rows.seconds(article.date)
    await tx.executemany(
        "INSERT OR IGNORE INTO story_key (key, article_scope, date, article_id) VALUES (?, ?, ?, ?)",
        [(key, article.scope, date, article.id) for key in index_keys(fingerprint)],
    )


def _stored(fingerprint: Fingerprint) -> str:
    days, figures = sorted(fingerprint.days), sorted(fingerprint.figures)
    return rows.dump([fingerprint.words, fingerprint.actors, days, figures, fingerprint.signature])


@rows.reads_stored
def _neighbour(row: sqlite3.Row) -> Neighbour:
    nearest = tuple((int(article_id), float(likeness)) for article_id, likeness in rows.load(row["nearest"]))
    return Neighbour(row["article_id"], row["story_id"], row["post_of"], _fingerprint(row["fingerprint"]), nearest)


def _fingerprint(stored: str) -> Fingerprint:
    words, actors, days, figures, signature = rows.load(stored)
    return Fingerprint(dict(words), dict(actors), frozenset(days), frozenset(figures), tuple(signature))
