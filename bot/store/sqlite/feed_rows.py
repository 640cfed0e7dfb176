"""Feeds as rows: shared by the feeds and the notices about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.feeds import Feed, FeedState, FeedText
from bot.store.sqlite import rows

if TYPE_CHECKING:
    import sqlite3

__all__ = ["feed"]


@rows.reads_stored
def feed(row: sqlite3.Row) -> Feed:
    """From the columns of the table feed."""
    return Feed(
        id=row["id"],
        scope=row["scope"],
        url=row["url"],
        title=row["title"],
        site=row["site"],
        state=FeedState(row["state"]),
        reason=row["reason"],
        text_from=FeedText(row["text_from"]),
        added_at=rows.moment(row["added_at"]),
        added_by=row["added_by"],
        next_poll_at=rows.moment(row["next_poll_at"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        ttl_minutes=row["ttl_minutes"],
        skip_hours=frozenset(rows.load(row["skip_hours"])),
        skip_days=frozenset(rows.load(row["skip_days"])),
        first_read_at=rows.maybe_moment(row["first_read_at"]),
        last_read_at=rows.maybe_moment(row["last_read_at"]),
        last_new_at=rows.maybe_moment(row["last_new_at"]),
        failures=row["failures"],
        failed_since=rows.maybe_moment(row["failed_since"]),
        told_at=rows.maybe_moment(row["told_at"]),
        channel_id=row["channel_id"],
        duplicate_of=row["duplicate_of"],
    )
