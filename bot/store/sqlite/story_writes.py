"""Finds the story of a new article within the transaction that adds it, and writes it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.stories import Fingerprint
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.stories.assignment import Neighbour, Placement, assign
from bot.stories.fingerprint import index_keys, make_fingerprint, read_story_text
from bot.stories.near_copies import is_near_copy, shared_bands, shingles
from bot.stories.reasons import reason_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, Draft
    from bot.store.sqlite.connection import Transaction
    from bot.stories.fingerprint import StoryText

__all__ = ["add_to_story", "found_story", "log_change", "replace_fingerprint", "story_text"]

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
    SELECT m.article_id, m.story_id, m.post_of, m.fingerprint, a.number, s.scope, s.is_decided FROM story_member m
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
    fingerprints = await asyncio.to_thread(lambda: [_fingerprint(row["fingerprint"]) for row in found])
    ids = [row["article_id"] for row in found]
    copies = await _near_copies(tx, article, fingerprint, dict(zip(ids, fingerprints, strict=True)))
    neighbours = [
        Neighbour(row["article_id"], row["story_id"], row["post_of"], other, row["article_id"] in copies)
        for row, other in zip(found, fingerprints, strict=True)
    ]
    # Another server must see no difference, and what an editor decided stays.
    kept = {row["story_id"] for row in found if row["scope"] != article.scope or row["is_decided"]}
    placement = assign(fingerprint, neighbours, kept)
    story, reason = placement.story_id, ""
    if story is None:
        story = await found_story(tx, article.scope)
    else:
        numbers = {row["article_id"]: row["number"] for row in found}
        reason = _reason(fingerprint, placement, neighbours, numbers)
    for other in placement.merged:
        await _merge(tx, other, story, article, now)
    post_of = placement.post_of
    await fetch(
        tx,
        "INSERT INTO story_member (article_id, story_id, post_of, reason, fingerprint) VALUES (?, ?, ?, ?, ?)",
        (article.id, story, article.id if post_of is None else post_of, reason, _stored(fingerprint)),
    )
    await _index(tx, article, fingerprint)
    return post_of


async def replace_fingerprint(tx: Transaction, article: Article, read: StoryText) -> None:
    """Stores the fingerprint of a changed text; the article stays in its story."""
    fingerprint = await _new_fingerprint(tx, article.scope, read)
    await fetch(tx, "UPDATE story_member SET fingerprint = ? WHERE article_id = ?", (_stored(fingerprint), article.id))
    await fetch(tx, "DELETE FROM story_key WHERE article_id = ?", (article.id,))
    if await fetch(tx, "SELECT 1 FROM story_member WHERE article_id = ?", (article.id,)):
        await _index(tx, article, fingerprint)


async def found_story(tx: Transaction, scope: int) -> int:
    """A new story without articles."""
    made = await fetch(tx, "INSERT INTO story (scope) VALUES (?) RETURNING id", (scope,))
    return int(made[0]["id"])


async def log_change(tx: Transaction, story: int, scope: int, reason: str, now: datetime) -> None:
    """Keeps what happened to a story, as a sentence for those who see this scope."""
    await fetch(
        tx,
        "INSERT INTO story_change (at, scope, story_id, reason) VALUES (?, ?, ?, ?)",
        (rows.seconds(now), scope, story, reason),
    )


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


def _reason(
    fingerprint: Fingerprint, placement: Placement, neighbours: Sequence[Neighbour], numbers: dict[int, int]
) -> str:
    (nearest,) = (one for one in neighbours if one.article_id == placement.nearest)
    return reason_of(fingerprint, nearest.fingerprint, numbers[nearest.article_id], is_copy=nearest.is_copy)


async def _merge(tx: Transaction, story: int, into: int, article: Article, now: datetime) -> None:
    """Moves all articles of a story into another one. Posts that exist stay apart."""
    for table in ("story_member", "story_change"):
        await fetch(tx, f"UPDATE {table} SET story_id = ? WHERE story_id = ?", (into, story))
    await fetch(tx, "DELETE FROM story WHERE id = ?", (story,))
    reason = f"#{article.number} showed that two stories are one: they were merged."
    await log_change(tx, into, article.scope, reason, now)


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
def _fingerprint(stored: str) -> Fingerprint:
    words, actors, days, figures, signature = rows.load(stored)
    return Fingerprint(dict(words), dict(actors), frozenset(days), frozenset(figures), tuple(signature))
