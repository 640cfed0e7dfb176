"""Tasks that write, read, are cancelled or fail at the same time."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from store.samples import HERE, NOW, add, person
from store.sqlite_checks import assert_whole

from bot.errors import StorageError
from bot.models.articles import SHARED
from bot.store.sqlite import SqliteStore
from bot.store.sqlite.connection import READERS, Transaction, fetch

LEE = person("Ann Lee", "Lee")


@pytest.fixture
async def store(file: Path) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(file)
    yield store
    await store.close()


async def test_fifty_tasks_get_fifty_numbers(store: SqliteStore, file: Path):
    added = await asyncio.gather(*(add(store, f"Story {i}", actors=[LEE]) for i in range(50)))
    assert sorted(article.number for article in added) == list(range(1, 51))
    assert assert_whole(file) == 50


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 5, 8, 13, 21, 34])
async def test_a_cancelled_write_is_whole_and_mixes_with_no_other(store: SqliteStore, file: Path, steps: int):
    task = asyncio.create_task(add(store, "Cancelled", actors=[LEE]))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    other = asyncio.create_task(add(store, "Other", actors=[LEE]))
    with pytest.raises(asyncio.CancelledError):
        await task
    await other
    assert not store._db._writer.in_transaction
    assert assert_whole(file) == (1 if steps == 0 else 2)


async def test_a_write_cancelled_twice_still_ends_before_its_caller_goes_on(store: SqliteStore):
    match_last_as_prefix, go_on = asyncio.Event(), asyncio.Event()

    async def work(tx: Transaction) -> None:
        match_last_as_prefix.set()
        await go_on.wait()
        await fetch(tx, "INSERT INTO note (key, value) VALUES ('a', 'b')")

    task = asyncio.create_task(store._db.write(work))
    await match_last_as_prefix.wait()
    for _ in range(2):
        task.cancel()
        for _ in range(5):
            await asyncio.sleep(0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await store.get_value("a") == "b"


async def test_a_write_that_fails_leaves_nothing(store: SqliteStore):
    async def work(tx: Transaction) -> None:
        await fetch(tx, "INSERT INTO note (key, value) VALUES ('a', 'b')")
        raise LookupError

    with pytest.raises(LookupError):
        await store._db.write(work)
    assert await store.get_value("a") is None
    await store.set_value("a", "c")


async def test_readers_see_the_state_before_a_write_until_it_ends(store: SqliteStore):
    await store.set_value("a", "before")
    match_last_as_prefix, go_on = asyncio.Event(), asyncio.Event()

    async def work(tx: Transaction) -> None:
        await fetch(tx, "UPDATE note SET value = 'after' WHERE key = 'a'")
        match_last_as_prefix.set()
        await go_on.wait()

    writing = asyncio.create_task(store._db.write(work))
    await match_last_as_prefix.wait()
    assert await asyncio.gather(*(store.get_value("a") for _ in range(20))) == ["before"] * 20
    go_on.set()
    await writing
    assert await store.get_value("a") == "after"


async def test_a_snapshot_stays_the_same_while_others_write(store: SqliteStore):
    await store.set_value("a", "before")

    async def twice(tx: Transaction) -> list[str]:
        first = await fetch(tx, "SELECT value FROM note WHERE key = 'a'")
        await store.set_value("a", "after")
        return [first[0][0], (await fetch(tx, "SELECT value FROM note WHERE key = 'a'"))[0][0]]

    assert await store._db.snapshot(twice) == ["before", "before"]
    assert await store.get_value("a") == "after"


async def test_cancelled_readers_are_lent_out_again(store: SqliteStore):
    await add(store, "Story", actors=[LEE])
    for steps in range(12):
        tasks = [asyncio.create_task(store.search(SHARED, ["story"], limit=5)) for _ in range(READERS * 2)]
        for _ in range(steps):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert (await store.search(SHARED, ["story"], limit=5))[0] == 1
    assert len(store._db._readers) == READERS


async def test_readers_cannot_write(store: SqliteStore):
    with pytest.raises(StorageError, match="cannot be written"):
        await store._db.read("DELETE FROM note RETURNING key")


async def test_a_full_disk_is_told_and_nothing_is_changed(store: SqliteStore, file: Path):
    await add(store, "Before", actors=[LEE])
    [[pages]] = await store._db.read("PRAGMA page_count")
    await fetch(store._db._writer, f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StorageError, match="is full: nothing was changed"):
        await add(store, "Too long", text="words and words " * 20_000, actors=[LEE])
    await fetch(store._db._writer, f"PRAGMA max_page_count = {pages * 100}")
    await add(store, "After", actors=[LEE])
    assert assert_whole(file) == 2


async def test_another_writer_that_does_not_end_is_told_as_busy(store: SqliteStore, file: Path):
    await fetch(store._db._writer, "PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="busy at the moment: try again"):
            await store.set_value("a", "b")
        assert await store.get_value("a") is None
        other.execute("ROLLBACK")
    await store.set_value("a", "b")


async def test_what_the_driver_cannot_take_is_a_storage_error(store: SqliteStore):
    with pytest.raises(StorageError):
        await store.set_value("a", "\ud800")
    with pytest.raises(StorageError):
        await store.guild_settings(2**70)
    await store.set_value("a", "b")


async def test_a_damaged_file_is_told(store: SqliteStore, file: Path):
    await add(store, "Story", actors=[LEE])
    await store.close()
    damaged = file.read_bytes()
    file.write_bytes(damaged[:8192] + b"\xff" * (len(damaged) - 8192))

    async def open_and_ask() -> None:  # told at the opening, or at the first question
        reopened = await SqliteStore.open(file)
        try:
            await reopened.articles(SHARED, limit=5)
        finally:
            await reopened.close()

    with pytest.raises(StorageError, match="damaged"):
        await open_and_ask()


async def test_closing_waits_for_what_is_under_way_and_empties_the_log(store: SqliteStore, file: Path):
    adding = [asyncio.create_task(add(store, f"Story {i}", actors=[LEE])) for i in range(5)]
    reading = [asyncio.create_task(store.count_articles(HERE)) for _ in range(9)]
    await asyncio.sleep(0)
    await asyncio.gather(store.close(), store.close())
    await asyncio.gather(*adding, *reading)
    await store.close()
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert assert_whole(file) == 5


async def test_a_closed_store_says_so(store: SqliteStore):
    await store.close()
    with pytest.raises(StorageError, match="closed"):
        await store.count_articles(HERE)
    with pytest.raises(StorageError, match="closed"):
        await store.subscribe(HERE, 1, now=NOW, by=None)


async def test_the_connections_are_set_up_for_safety(store: SqliteStore):
    for connection in (store._db._writer, *store._db._readers):
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)):
            assert (await fetch(connection, f"PRAGMA {pragma}"))[0][0] == value, pragma
    assert (await fetch(store._db._writer, "PRAGMA page_size"))[0][0] == 8192
