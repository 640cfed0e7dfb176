"""The items of feeds: by what they are recognised, when it is their turn, and what became of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.intake.feeds.identity import KnownItem, link_item_key
from bot.intake.urls import url_key
from bot.models.feeds import Outcome, Stage, StageResult
from bot.store.protocols.feeds import (
    FLOOD_REASON,
    FLOOD_SECONDS,
    HOURLY_ITEMS,
    MAX_CANDIDATES,
    MAX_KNOWN_ITEMS,
)
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.claims import claim, claim_parameters
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.feed_rows import item_content, item_record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.models.feeds import FeedItem, FinishedItem, ItemRecord, NewItem
    from bot.store.sqlite.connection import Transaction

__all__ = ["DONE", "SqliteFeedItems", "dump_items", "finish_with_article", "insert_items", "insert_keys"]

HOUR = 3_600
MAX_ITEM_DELAY = FLOOD_SECONDS + HOUR
"""Longest time until it is an item's turn, or its next attempt is due. Anything later was written by a wrong clock."""
DONE = "next_attempt_at = NULL, content = NULL"
"""What becomes of an item that was dealt with."""
DUE = """
    SELECT i.id FROM feed_item i JOIN feed f ON f.id = i.feed_id
    WHERE (i.next_attempt_at <= :at OR i.next_attempt_at > :farthest) AND f.state <> 'paused'
    AND i.id NOT IN (SELECT value FROM json_each(:busy)) ORDER BY i.next_attempt_at, i.id LIMIT :limit
"""
"""Items that wait for their turn no longer."""
CLAIM = f"""
    UPDATE feed_item SET attempts = attempts + 1, next_attempt_at = :until, not_revised = '',
    results = iif(json_extract(results, '$[#-1][1]') = '{Outcome.FAILED}', json_remove(results, '$[#-1]'), results)
    WHERE id IN ({DUE}) RETURNING *
"""
"""Takes up what is due; why it had to wait is no longer true."""
RETRY = f"""
    UPDATE feed_item SET next_attempt_at = :at, not_revised = iif(revisions, :reason, ''),
    results = iif(revisions, results, json_insert(results, '$[#]', json_array(:stage, '{Outcome.FAILED}', :reason)))
    WHERE id = :item AND next_attempt_at IS NOT NULL
"""
"""A new version keeps the stages through which its item went until it was an article."""


async def dump_items(items: Sequence[FeedItem]) -> list[str]:
    """The contents of items as they are stored; in a thread, since a feed may be large."""
    return await asyncio.to_thread(lambda: [item_content(item) for item in items])


def _dump_results(results: Sequence[StageResult]) -> str:
    return rows.dump([[result.stage, result.outcome, result.reason] for result in results])


async def insert_items(tx: Transaction, feed_id: int, new: Sequence[NewItem], contents: Sequence[str], now: int) -> int:
    """Stores new items in order, and forgets the oldest ones of a feed that has too many; returns how many wait."""
    ids = [
        await _insert(tx, feed_id, each, None if each.skipped else content, now)
        for each, content in zip(new, contents, strict=True)
    ]
    left_out = await _take_turns(tx, feed_id, ids[0], now)
    await fetch(
        tx,
        "DELETE FROM feed_item WHERE feed_id = :feed AND next_attempt_at IS NULL AND id <= "
        "(SELECT id FROM feed_item WHERE feed_id = :feed ORDER BY id DESC LIMIT 1 OFFSET :kept)",
        {"feed": feed_id, "kept": MAX_KNOWN_ITEMS},
    )
    return sum(not each.skipped and item_id not in left_out for each, item_id in zip(new, ids, strict=True))


async def _take_turns(tx: Transaction, feed_id: int, first_new: int, now: int) -> set[int]:
    """Gives each item whose turn has not come another one, the newest first: readers want the news of the hour.

    Those that would have to wait for too long are only remembered; returns their ids.
    """
    taken = await fetch(
        tx,
        "SELECT due_at FROM feed_item WHERE feed_id = ? AND is_posted AND due_at > ? AND due_at <= ? AND id < ? "
        "ORDER BY due_at DESC LIMIT ?",
        (feed_id, now - HOUR, now, first_new, HOURLY_ITEMS),
    )
    waiting = await fetch(
        tx,
        "SELECT id, due_at, first_seen_at FROM feed_item WHERE feed_id = ? AND is_posted AND (due_at > ? OR id >= ?) "
        "AND next_attempt_at IS NOT NULL AND attempts = 0 ORDER BY id DESC",
        (feed_id, now, first_new),
    )
    turns = [row["due_at"] for row in reversed(taken)]
    moved: list[tuple[int, int, int]] = []
    left_out: set[int] = set()
    for row in waiting:
        due = max(now, turns[-HOURLY_ITEMS] + HOUR) if len(turns) >= HOURLY_ITEMS else now
        if due > row["first_seen_at"] + FLOOD_SECONDS:
            left_out.add(row["id"])
            continue
        turns.append(due)
        if due != row["due_at"]:
            moved.append((due, due, row["id"]))
    await tx.executemany("UPDATE feed_item SET due_at = ?, next_attempt_at = ? WHERE id = ?", moved)
    flood = _dump_results(_first_results(FLOOD_REASON))
    await tx.executemany(
        f"UPDATE feed_item SET is_posted = 0, due_at = ?, results = ?, {DONE} WHERE id = ?",
        [(now, flood, item_id) for item_id in left_out],
    )
    return left_out


async def _insert(tx: Transaction, feed_id: int, new: NewItem, content: str | None, now: int) -> int:
    """Stores an item that waits, or one without content that is only remembered for a reason; returns its id."""
    item = new.item
    added = await fetch(
        tx,
        "INSERT INTO feed_item (feed_id, title, url, link, is_posted, first_seen_at, due_at, next_attempt_at, results, "
        "content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            feed_id,
            item.title,
            item.link,
            url_key(item.link),
            new.is_posted and not new.skipped,
            now,
            now,
            None if content is None else now,
            _dump_results(_first_results(new.skipped)),
            content,
        ),
    )
    item_id = int(added[0]["id"])
    await insert_keys(tx, feed_id, item_id, 1, new.keys)
    return item_id


def _first_results(reason: str) -> list[StageResult]:
    """The first stages of an item; with a reason it is only remembered."""
    is_new = StageResult(Stage.NEW, Outcome.SKIPPED if reason else Outcome.PASSED, reason)
    return [StageResult(Stage.FEED_READ, Outcome.PASSED), is_new]


async def insert_keys(tx: Transaction, feed_id: int, item_id: int, version: int, keys: Collection[str]) -> None:
    """Stores the keys of a version of an item."""
    await tx.executemany(
        "INSERT OR IGNORE INTO feed_item_key (feed_id, key, item_id, version) VALUES (?, ?, ?, ?)",
        [(feed_id, key, item_id, version) for key in keys],
    )


async def finish_with_article(tx: Transaction, finished: FinishedItem, article_id: int) -> None:
    """Records that an item became an article. Raises NotFound if it was dealt with or removed meanwhile."""
    found = await fetch(
        tx,
        f"UPDATE feed_item SET article_id = ?, results = ?, {DONE} "
        "WHERE id = ? AND next_attempt_at IS NOT NULL RETURNING id",
        (article_id, _dump_results(finished.results), finished.id),
    )
    if not found:
        msg = "That item of a feed no longer waits: its feed was removed, or it was dealt with already."
        raise NotFound(msg)


class SqliteFeedItems(SqliteTables):
    """Keeps the items of feeds in SQLite; a part of ``SqliteFeeds``."""

    async def known_items(self, feed_id: int, keys: Collection[str]) -> list[KnownItem]:
        found = await self._db.read(
            "SELECT i.id, i.title, json_group_array(k.key) AS keys FROM feed_item i "
            "JOIN feed_item_key k ON k.item_id = i.id WHERE i.id IN (SELECT DISTINCT item_id FROM feed_item_key "
            "WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?)) ORDER BY item_id DESC LIMIT ?) "
            "GROUP BY i.id, k.version ORDER BY i.id, k.version",
            (feed_id, rows.dump(list(keys)), MAX_CANDIDATES),
        )
        return [KnownItem(row["id"], frozenset(rows.load(row["keys"])), row["title"]) for row in found]

    async def claim_items(
        self, *, now: datetime, lease_seconds: int, limit: int, busy: Collection[int] = ()
    ) -> list[ItemRecord]:
        parameters = claim_parameters(now, lease_seconds, limit, busy, max_delay=MAX_ITEM_DELAY)
        claimed = await claim(self._db, DUE, CLAIM, parameters)
        return sorted(map(item_record, claimed), key=lambda record: record.id)

    async def finish_item(self, item_id: int, results: Sequence[StageResult], *, article_id: int | None = None) -> None:
        await self._db.execute(
            f"UPDATE feed_item SET article_id = ?, results = ?, {DONE} WHERE id = ? AND next_attempt_at IS NOT NULL",
            (article_id, _dump_results(results), item_id),
        )

    async def finish_revision(self, item_id: int, reason: str) -> None:
        await self._db.execute(
            f"UPDATE feed_item SET not_revised = ?, {DONE} WHERE id = ? AND next_attempt_at IS NOT NULL",
            (reason, item_id),
        )

    async def retry_item(self, item_id: int, failed: StageResult, *, at: datetime) -> None:
        await self._db.execute(
            RETRY, {"item": item_id, "at": rows.seconds(at), "stage": failed.stage, "reason": failed.reason}
        )

    async def items(self, feed_id: int, *, limit: int, offset: int = 0) -> tuple[int, list[ItemRecord]]:
        async def work(tx: Transaction) -> tuple[int, list[ItemRecord]]:
            counted = await fetch(tx, "SELECT count(*) FROM feed_item WHERE feed_id = ?", (feed_id,))
            found = await fetch(
                tx,
                "SELECT * FROM feed_item WHERE feed_id = ? ORDER BY id DESC LIMIT ? OFFSET ?",
                (feed_id, limit, offset),
            )
            return counted[0][0], [item_record(row) for row in found]

        return await self._db.snapshot(work)

    async def items_of_article(self, article_id: int) -> list[ItemRecord]:
        found = await self._db.read("SELECT * FROM feed_item WHERE article_id = ? ORDER BY id", (article_id,))
        return [item_record(row) for row in found]

    async def items_by_link(self, scope: int, key: str) -> list[ItemRecord]:
        found = await self._db.read(
            f"WITH visible AS (SELECT id FROM feed WHERE {rows.IN_SCOPE}) SELECT * FROM feed_item WHERE id IN ("
            "SELECT id FROM feed_item WHERE link = :link AND feed_id IN visible UNION "
            "SELECT item_id FROM feed_item_key WHERE feed_id IN visible AND key = :key) ORDER BY id DESC",
            {"link": key, "key": link_item_key(key), **rows.visible_to(scope)},
        )
        return [item_record(row) for row in found]
