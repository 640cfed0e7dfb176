"""Feeds, and when they are to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import DuplicateFeed
from bot.intake.urls import feed_key
from bot.models.articles import SHARED
from bot.models.feeds import FeedState, FeedStats
from bot.store.protocols.feeds import MAX_POLL_DELAY_SECONDS, FeedStore
from bot.store.sqlite import feed_rows, rows
from bot.store.sqlite.claims import claim, claim_parameters
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.feed_items import SqliteFeedItems, dump_items, insert_items
from bot.store.sqlite.feed_notices import tell_failing, tell_recovered
from bot.store.sqlite.feed_versions import add_versions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from bot.models.feeds import Feed, FeedDocument, FeedText, ItemVersion, NewItem
    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteFeeds"]

OTHER = f"""
    (SELECT min(o.id) FROM feed o WHERE o.link = :link AND o.scope IN ({SHARED}, feed.scope) AND o.id <> feed.id)
"""
"""Another feed with the address that a feed has moved to, of those that its scope sees."""
READ = f"""
    url = iif({OTHER} IS NULL, :url, url), link = iif({OTHER} IS NULL, :link, link), duplicate_of = {OTHER},
    next_poll_at = :next, etag = :etag, last_modified = :modified, last_read_at = :now,
    fresh_minutes = :fresh,
    reason = CASE WHEN is_polled THEN NULL ELSE reason END,
    -- As it was when this feed was claimed; an editor may have paused it meanwhile.
    state = CASE WHEN is_polled THEN 'active' ELSE state END,
    failures = 0, failed_since = NULL, told_at = NULL
"""
"""What an answer changes in a feed; ``_read_values`` gives the parameters but :fresh."""
DOCUMENT = """
    title = coalesce(nullif(:title, ''), title), site = coalesce(:site, site), ttl_minutes = :ttl,
    skip_hours = :hours, skip_days = :days, left_out = :left_out, first_read_at = coalesce(first_read_at, :now),
    last_new_at = CASE WHEN :new THEN :now ELSE last_new_at END
"""
"""What a document changes in addition."""
DUE = """
    SELECT link FROM (
        SELECT link, next_poll_at, id FROM feed WHERE is_polled = 1 AND next_poll_at <= :at
        UNION ALL SELECT link, next_poll_at, id FROM feed WHERE is_polled = 1 AND next_poll_at > :farthest
    ) AS due WHERE NOT EXISTS (
        SELECT 1 FROM feed o WHERE o.link = due.link AND (o.id IN (SELECT value FROM json_each(:busy))
        OR (o.is_polled = 1 AND o.next_poll_at BETWEEN :at + 1 AND :farthest))
    ) GROUP BY link ORDER BY min(next_poll_at), min(id) LIMIT :limit
"""
"""Addresses to be read, those due longest first. With OR instead of UNION, SQLite would look at all feeds."""


class SqliteFeeds(SqliteFeedItems, FeedStore):
    """Keeps feeds and their items in SQLite."""

    async def add_feed(
        self,
        scope: int,
        url: str,
        *,
        title: str,
        site: str | None,
        text_from: FeedText,
        now: datetime,
        next_poll_at: datetime,
        by: int | None,
        channel_id: int | None = None,
    ) -> Feed:
        async def work(tx: Transaction) -> Feed:
            link = feed_key(url)
            known = await fetch(
                tx,
                f"SELECT id, title FROM feed WHERE link = :link AND {rows.IN_SCOPE} ORDER BY id LIMIT 1",
                {"link": link, **rows.visible_to(scope)},
            )
            for row in known:
                raise DuplicateFeed(row["id"], row["title"])
            added = await fetch(
                tx,
                "INSERT INTO feed (scope, url, link, title, site, text_from, added_at, added_by, channel_id, "
                "next_poll_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
                (
                    *(scope, url, link, title, site, text_from, rows.seconds(now), by, channel_id),
                    rows.due_seconds(next_poll_at),
                ),
            )
            return feed_rows.feed(added[0])

        return await self._db.write(work)

    async def feeds(self, scope: int) -> list[Feed]:
        found = await self._db.read(f"SELECT * FROM feed WHERE {rows.IN_SCOPE} ORDER BY id", rows.visible_to(scope))
        return [feed_rows.feed(row) for row in found]

    async def feed(self, feed_id: int) -> Feed | None:
        found = await self._db.read("SELECT * FROM feed WHERE id = ?", (feed_id,))
        return feed_rows.feed(found[0]) if found else None

    async def count_feeds(self, scope: int) -> int:
        found = await self._db.read("SELECT count(*) FROM feed WHERE scope = ?", (scope,))
        return int(found[0][0])

    async def set_feed_state(self, feed_id: int, state: FeedState, reason: str | None, *, now: datetime) -> None:
        at = rows.seconds(now)

        async def work(tx: Transaction) -> None:
            found = await fetch(tx, "SELECT link, failures FROM feed WHERE id = ?", (feed_id,))
            for row in found:
                if row["failures"] and state is FeedState.ACTIVE:
                    await _hasten_failing(tx, row["link"], at)
            await fetch(
                tx,
                "UPDATE feed SET state = :state, reason = :reason, failed_since = NULL, told_at = NULL, failures = 0, "
                "next_poll_at = CASE WHEN failures > 0 THEN :now ELSE next_poll_at END WHERE id = :id",
                {"id": feed_id, "state": state, "reason": reason, "now": at},
            )

        await self._db.write(work)

    async def set_feed_text(self, feed_id: int, text_from: FeedText) -> None:
        await self._db.execute("UPDATE feed SET text_from = ? WHERE id = ?", (text_from, feed_id))

    async def remove_feed(self, feed_id: int) -> None:
        await self._db.execute("DELETE FROM feed WHERE id = ?", (feed_id,))

    async def claim_feeds(
        self, *, now: datetime, lease_seconds: int, limit: int, busy: Collection[int] = ()
    ) -> list[Feed]:
        parameters = claim_parameters(now, lease_seconds, limit, busy, max_delay=MAX_POLL_DELAY_SECONDS)
        update = f"UPDATE feed SET next_poll_at = :until WHERE is_polled = 1 AND link IN ({DUE}) RETURNING *"
        claimed = await claim(self._db, DUE, update, parameters)
        return sorted(map(feed_rows.feed, claimed), key=lambda feed: feed.id)

    async def record_read(
        self,
        feed_id: int,
        *,
        now: datetime,
        next_poll_at: datetime,
        url: str,
        etag: str | None,
        last_modified: str | None,
        document: FeedDocument,
        new: Sequence[NewItem],
        changed: Mapping[int, ItemVersion] | None = None,
        fresh_minutes: int | None = None,
    ) -> int:
        values = _read_values(feed_id, now, next_poll_at, url, etag, last_modified)
        values |= {
            "fresh": fresh_minutes,
            "title": document.title,
            "site": document.site,
            "ttl": document.ttl_minutes,
            "hours": rows.dump(sorted(document.skip_hours)),
            "days": rows.dump(sorted(document.skip_days)),
            "left_out": document.left_out,
        }

        changed = changed or {}
        revised = [item_id for item_id, version in changed.items() if version.is_revised]
        items = [each.item for each in new] + [changed[item_id].item for item_id in revised]

        async def work(tx: Transaction, contents: list[str]) -> int:
            found = await fetch(
                tx,
                f"UPDATE feed SET {READ}, {DOCUMENT} WHERE id = :id RETURNING id",
                {**values, "new": bool(new)},
            )
            if not found:  # it was removed meanwhile
                return 0
            await _hasten_failing(tx, feed_key(url), rows.due_seconds(next_poll_at))
            await tell_recovered(tx, feed_id, rows.seconds(now))
            versions = dict(zip(revised, contents[len(new) :], strict=True))
            await add_versions(tx, feed_id, changed, versions, rows.seconds(now), rows.due_seconds(next_poll_at))
            return await insert_items(tx, feed_id, new, contents[: len(new)], rows.seconds(now)) if new else 0

        return await self._db.write_prepared(lambda: dump_items(items), work)

    async def record_unchanged(
        self,
        feed_id: int,
        *,
        now: datetime,
        next_poll_at: datetime,
        url: str,
        etag: str | None,
        last_modified: str | None,
        fresh_minutes: int | None = None,
    ) -> None:
        values = _read_values(feed_id, now, next_poll_at, url, etag, last_modified) | {"fresh": fresh_minutes}

        async def work(tx: Transaction) -> None:
            await fetch(tx, f"UPDATE feed SET {READ} WHERE id = :id", values)
            await tell_recovered(tx, feed_id, rows.seconds(now))

        await self._db.write(work)

    async def record_failure(
        self,
        feed_id: int,
        reason: str,
        *,
        now: datetime,
        next_poll_at: datetime,
        state: FeedState | None = None,
        told: bool = False,
    ) -> Feed | None:
        at = rows.seconds(now)

        async def work(tx: Transaction) -> Feed | None:
            found = await fetch(
                tx,
                "UPDATE feed SET reason = :reason, failures = failures + 1, next_poll_at = :next, "
                "state = coalesce(:state, state), failed_since = coalesce(failed_since, :now), "
                "told_at = CASE WHEN :told THEN :now ELSE told_at END WHERE id = :id AND is_polled = 1 RETURNING *",
                {
                    "id": feed_id,
                    "reason": reason,
                    "now": at,
                    "next": rows.due_seconds(next_poll_at),
                    "state": state,
                    "told": told,
                },
            )
            if found and told:
                await tell_failing(tx, feed_id, at)
            return feed_rows.feed(found[0]) if found else None

        return await self._db.write(work)

    async def postpone_feed(self, feed_id: int, *, next_poll_at: datetime) -> None:
        await self._db.execute(
            "UPDATE feed SET next_poll_at = ? WHERE id = ?", (rows.due_seconds(next_poll_at), feed_id)
        )

    async def feed_stats(self) -> FeedStats:
        async def work(tx: Transaction) -> FeedStats:
            states = await fetch(tx, "SELECT state, count(*) AS n FROM feed GROUP BY state")
            waiting = await fetch(tx, "SELECT count(*) FROM feed_item WHERE next_attempt_at IS NOT NULL")
            counted = dict.fromkeys(FeedState, 0) | {FeedState(row["state"]): row["n"] for row in states}
            return FeedStats(counted, waiting[0][0])

        return await self._db.snapshot(work)


async def _hasten_failing(tx: Transaction, link: str, at: int) -> None:
    """Makes the feeds with an address that have failed due at a time at the latest, since it is read again then."""
    await fetch(tx, "UPDATE feed SET next_poll_at = min(next_poll_at, ?) WHERE link = ? AND failures > 0", (at, link))


def _read_values(
    feed_id: int, now: datetime, next_poll_at: datetime, url: str, etag: str | None, last_modified: str | None
) -> dict[str, object]:
    return {
        "id": feed_id,
        "now": rows.seconds(now),
        "next": rows.due_seconds(next_poll_at),
        "url": url,
        "link": feed_key(url),
        "etag": etag,
        "modified": last_modified,
    }
