"""Data of servers that the bot was removed from."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Clock
from store.samples import HERE, THERE, add

from bot.services.guild_retention import READING_KEPT, GuildRetention
from bot.services.guild_settings import GuildSettingsCache
from bot.store import open_store
from bot.store.protocols.store import Store


async def test_a_server_that_comes_back_at_the_last_moment_keeps_its_data(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    retention = GuildRetention(store, GuildSettingsCache(store, "!"), clock, keep_days=30)
    for guild in (HERE, THERE):
        await add(store, f"Story of {guild}", scope=guild)
        await retention.guild_removed(guild)
    clock.move(31 * 86_400)
    due = store.guilds_left_before

    async def found_then_joined(limit: object) -> Sequence[int]:
        guilds = await due(limit)  # type: ignore[arg-type]  # passed on as it came
        await retention.guild_joined(HERE)
        return guilds

    monkeypatch.setattr(store, "guilds_left_before", found_then_joined)
    assert await retention.purge_due() == 1
    assert await store.count_articles(HERE) == 1
    assert await store.count_articles(THERE) == 0
    await store.close()


async def test_counts_of_what_was_read_long_ago_are_deleted_daily(store: Store, clock: Clock) -> None:
    pauses = 0

    async def next_day(_: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses > 2:
            raise asyncio.CancelledError
        await store.count_reader(THERE, ["Trade"], now=clock())
        clock.move(READING_KEPT.total_seconds() / 2 + 1)

    retention = GuildRetention(store, GuildSettingsCache(store, "!"), clock, keep_days=30, sleep=next_day)
    await store.count_reader(HERE, ["Trade"], now=clock())
    await retention.reconcile({HERE, THERE})
    with pytest.raises(asyncio.CancelledError):
        await retention.run()
    assert await store.reading_counts(HERE) == []
    assert [one.subject for one in await store.reading_counts(THERE)] == ["Trade"]
