"""Feeds and their items as rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.models.feeds import Feed, FeedItem, FeedState, FeedText, ItemRecord, Outcome, Stage, StageResult
from bot.store.sqlite import rows

if TYPE_CHECKING:
    import sqlite3

__all__ = ["feed", "item_content", "item_record"]

DATES = ("published_at", "updated_at")
"""The dates of a stored item."""


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
        fresh_minutes=row["fresh_minutes"],
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
        left_out=row["left_out"],
    )


@rows.reads_stored
def item_record(row: sqlite3.Row) -> ItemRecord:
    """From the columns of the table feed_item."""
    results = [StageResult(Stage(stage), Outcome(outcome), why) for stage, outcome, why in rows.load(row["results"])]
    return ItemRecord(
        id=row["id"],
        feed_id=row["feed_id"],
        title=row["title"],
        link=row["url"],
        first_seen_at=rows.moment(row["first_seen_at"]),
        results=tuple(results),
        article_id=row["article_id"],
        item=_item(row["content"]) if row["content"] is not None else None,
        attempts=row["attempts"],
        is_posted=bool(row["is_posted"]),
        next_attempt_at=rows.maybe_moment(row["next_attempt_at"]),
        revisions=row["revisions"],
        revised_at=rows.maybe_moment(row["revised_at"]),
        not_revised=row["not_revised"],
    )


def _item(content: str) -> FeedItem:
    fields = rows.load(content)
    return FeedItem(**fields | {name: rows.maybe_moment(fields.get(name)) for name in DATES})


def item_content(item: FeedItem) -> str:
    """The content of an item as it is stored."""
    fields = asdict(item)
    return rows.dump(fields | {name: rows.maybe_seconds(fields[name]) for name in DATES})
