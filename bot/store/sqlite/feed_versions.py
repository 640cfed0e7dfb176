"""New versions of the items of feeds: by what they are recognised, and when their articles are compared with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.intake.characters import has_more_damage
from bot.intake.feeds.identity import CONTENT
from bot.store.protocols.feeds import (
    MAX_ITEM_VERSIONS,
    MAX_REVISION_AGE_SECONDS,
    RETURN_REASON,
    RETURN_SLACK_SECONDS,
    REVISION_PAUSE_HOURS,
)
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.feed_items import DONE, insert_keys
from bot.store.sqlite.feed_rows import item_record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.models.feeds import FeedItem, ItemVersion
    from bot.store.sqlite.connection import Transaction

__all__ = ["add_versions", "finish_with_revision"]

HOUR = 3_600
MAX_RETURN_WAIT = 24 * HOUR
"""How long a version that is back waits at most, however late its feed is read again."""


async def add_versions(
    tx: Transaction,
    feed_id: int,
    changed: Mapping[int, ItemVersion],
    contents: Mapping[int, str],
    now: int,
    next_poll: int,
) -> None:
    """Adds the keys of new versions of known items, and makes those wait that are to be compared with their articles.

    ``contents`` are the stored forms of the versions that count as revised; ``next_poll`` is when the feed is read
    again.
    """
    settled = min(next_poll + RETURN_SLACK_SECONDS, now + MAX_RETURN_WAIT)
    for item_id, version in changed.items():
        keys = set(version.keys)
        if item_id in contents and not await _take_up(tx, item_id, version, contents[item_id], now, settled):
            keys = {key for key in keys if not key.startswith(CONTENT)}  # so that the next read finds it again
        await _add_keys(tx, feed_id, item_id, keys)


async def _take_up(tx: Transaction, item_id: int, version: ItemVersion, content: str, now: int, settled: int) -> bool:
    """Makes an item wait with its new content, if it may be revised; False if its last version is being dealt with.

    If the content is that of an earlier version, it waits until ``settled``.
    """
    found = await fetch(tx, "SELECT * FROM feed_item WHERE id = ?", (item_id,))
    if not found:  # it was forgotten meanwhile
        return True
    record, due, revisions = item_record(found[0]), found[0]["next_attempt_at"], found[0]["revisions"]
    after, is_return = found[0]["revision_after"], False
    if record.item is not None and has_more_damage(_words(version.item), _words(record.item)):
        return True
    if due is not None and record.attempts:
        return False
    if due is None:
        is_recent = now - rows.seconds(record.first_seen_at) <= MAX_REVISION_AGE_SECONDS
        is_article = record.article_id is not None and not record.is_duplicate
        if not is_article or not is_recent or revisions >= len(REVISION_PAUSE_HOURS):
            return True
        due, revisions = max(now, after), revisions + 1
    if revisions:
        is_return = version.is_return
        due = max(due, settled) if is_return else due
        after = due + REVISION_PAUSE_HOURS[revisions - 1] * HOUR
    await fetch(
        tx,
        "UPDATE feed_item SET title = ?, content = ?, next_attempt_at = ?, attempts = 0, revisions = ?, "
        "revision_after = ?, not_revised = ? WHERE id = ?",
        (version.item.title, content, due, revisions, after, RETURN_REASON if is_return else "", item_id),
    )
    return True


def _words(item: FeedItem) -> str:
    return f"{item.title} {item.html}"


async def _add_keys(tx: Transaction, feed_id: int, item_id: int, keys: Collection[str]) -> None:
    """Adds the keys of a new version, and forgets those of the oldest versions.

    Nothing is added if all keys are known, unless its words are not those of the last version: that is how a version is
    known to be back.
    """
    found = await fetch(
        tx, "SELECT key, version FROM feed_item_key WHERE feed_id = ? AND item_id = ?", (feed_id, item_id)
    )
    last = max(((row["version"], row["key"]) for row in found if row["key"].startswith(CONTENT)), default=(0, ""))[1]
    is_last = all(key == last for key in keys if key.startswith(CONTENT))
    if not found or (is_last and {row["key"] for row in found}.issuperset(keys)):
        return
    version = max(row["version"] for row in found) + 1
    await insert_keys(tx, feed_id, item_id, version, keys)
    await fetch(
        tx, "DELETE FROM feed_item_key WHERE item_id = ? AND version <= ?", (item_id, version - MAX_ITEM_VERSIONS)
    )


async def finish_with_revision(tx: Transaction, item_id: int, now: int) -> None:
    """Records that an item's article was changed. Raises NotFound if the item was dealt with or removed meanwhile."""
    found = await fetch(
        tx,
        f"UPDATE feed_item SET revised_at = ?, not_revised = '', {DONE} "
        "WHERE id = ? AND next_attempt_at IS NOT NULL RETURNING id",
        (now, item_id),
    )
    if not found:
        msg = "That item of a feed no longer waits: its feed was removed, or it was dealt with already."
        raise NotFound(msg)
