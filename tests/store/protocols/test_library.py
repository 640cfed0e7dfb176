"""Values, the id of an installation, and what is kept about a user."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from store.protocols.guild_data import ME, SOMEBODY, columns, furnish
from store.samples import HERE, NOW, THERE, add, later

from bot.models.delivery import DeliveryState
from bot.models.library import LibraryStats
from bot.store.protocols.store import Store
from bot.store.sqlite.library import USER_ID_COLUMNS


async def test_a_note_is_kept_and_overwritten(store: Store):
    assert await store.get_value("commands") is None
    await store.set_value("commands", "abc")
    await store.set_value("commands", "déf")
    assert await store.get_value("commands") == "déf"


async def test_every_database_has_a_name_of_its_own(store: Store):
    name = await store.installation_id()
    assert re.fullmatch("[0-9a-z]{8}", name)
    assert await store.installation_id() == name


async def test_every_column_with_a_persons_id_is_known_to_forgetting(file: Path):
    named = {(table, column) for table, column in columns(file) if "_by" in column or column == "user_id"}
    assert named == set(USER_ID_COLUMNS)


async def test_an_erased_user_id_is_in_no_record_and_the_records_stay(store: Store, file: Path):
    await furnish(store, HERE)
    await furnish(store, THERE, by=SOMEBODY)
    mine = await store.count_user_records(ME)
    theirs = await store.count_user_records(SOMEBODY)
    assert mine > 5
    assert await store.erase_user(ME) == mine
    assert await store.count_user_records(ME) == 0
    assert await store.erase_user(ME) == 0
    assert await store.count_user_records(SOMEBODY) == theirs
    with closing(sqlite3.connect(file)) as db:
        for table, column in USER_ID_COLUMNS:
            assert db.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (ME,)).fetchone() == (0,)
    removed = await store.article(HERE, 1, removed=True)
    assert removed is not None
    assert removed.removed_at == NOW
    assert [sub.channel_id for sub in await store.subscriptions(HERE)] == [HERE + 1]
    assert [rule.name for rule in await store.alias_rules(HERE)] == ["Al"]


async def test_the_figures_count_what_waits_without_paused_channels(store: Store):
    assert await store.library_stats() == LibraryStats(0, dict.fromkeys(DeliveryState, 0), 0, None)
    for channel in (1, 2):
        await store.subscribe(HERE, channel, now=NOW, by=None)
    await add(store, "One", now=later(hours=1))
    removed = await add(store, "Two", now=later(hours=2))
    await store.claim_deliveries(now=later(hours=1), lease_seconds=60, limit=1)
    await store.remove_article(removed.id, now=later(hours=2), by=None)
    stats = await store.library_stats()
    assert (stats.articles, stats.pending, stats.oldest_pending_at) == (1, 2, later(hours=1))
    states = {state: count for state, count in stats.deliveries.items() if count}
    assert states == {DeliveryState.CLAIMED: 1, DeliveryState.PENDING: 1, DeliveryState.SKIPPED: 2}
    [first, second] = await store.subscriptions(HERE)
    for subscription in (first, second):
        await store.pause_subscription(subscription.id, "closed")
    stats = await store.library_stats()
    assert (stats.pending, stats.oldest_pending_at) == (0, None)
