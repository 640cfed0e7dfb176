"""Tasks that write, read, are cancelled or fail at the same time."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
from store.samples import HERE, NOW, add, person
from store.sqlite.integrity import assert_whole

from bot.errors import StorageError
from bot.models.articles import SHARED
from bot.store.sqlite.connection import READERS, Database, Transaction, fetch
from bot.store.sqlite.migrator import migrate
from bot.store.sqlite.store import SqliteStore

T = TypeVar("T")
LEE = person("Ann Lee", "Lee")


@pytest.fixture
async def db(file: Path) -> AsyncIterator[Database]:
    migrate(file)
    db = await Database.open(file)
    yield db
    await db.close()


@pytest.fixture
def store(db: Database) -> SqliteStore:
    return SqliteStore(db)


async def at_once(db: Database, work: Callable[[Transaction], Awaitable[T]]) -> list[T]:
    """What each of the readers answers: all of them work at the same time."""
    together = asyncio.Barrier(READERS)

    async def one(tx: Transaction) -> T:
        await together.wait()
        return await work(tx)

    async with asyncio.timeout(10):
        return await asyncio.gather(*(db.snapshot(one) for _ in range(READERS)))


async def test_fifty_tasks_get_fifty_numbers(store: SqliteStore, file: Path):
    added = await asyncio.gather(*(add(store, f"Story {i}", actors=[LEE]) for i in range(50)))
    assert sorted(article.number for article in added) == list(range(1, 51))
    assert assert_whole(file) == 50


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 5, 8, 13, 21, 34])
async def test_a_cancelled_write_is_complete_and_never_mixes_with_another(store: SqliteStore, file: Path, steps: int):
    task = asyncio.create_task(add(store, "Cancelled", actors=[LEE]))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    other = asyncio.create_task(add(store, "Other", actors=[LEE]))
    with pytest.raises(asyncio.CancelledError):
        await task
    await other
    assert assert_whole(file) == (1 if steps == 0 else 2)


async def test_a_write_cancelled_twice_still_ends_before_its_caller_continues(db: Database, store: SqliteStore):
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def work(tx: Transaction) -> None:
        begun.set()
        await go_on.wait()
        await fetch(tx, "INSERT INTO key_value (key, value) VALUES ('a', 'b')")

    task = asyncio.create_task(db.write(work))
    await begun.wait()
    for _ in range(2):
        task.cancel()
        for _ in range(5):
            await asyncio.sleep(0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await store.get_value("a") == "b"


async def test_what_a_write_prepares_holds_up_no_other_write_but_closing(db: Database, store: SqliteStore, file: Path):
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def prepare() -> str:
        begun.set()
        await go_on.wait()
        return "prepared"

    async def work(tx: Transaction, value: str) -> None:
        await fetch(tx, "INSERT INTO key_value (key, value) VALUES ('slow', ?)", (value,))

    slow = asyncio.create_task(db.write_prepared(prepare, work))
    await begun.wait()
    await store.set_value("quick", "written")
    closing = asyncio.create_task(store.close())
    for _ in range(20):
        await asyncio.sleep(0)
    assert not closing.done()
    go_on.set()
    await asyncio.gather(slow, closing)
    again = await Database.open(file)
    try:
        assert await SqliteStore(again).get_value("slow") == "prepared"
    finally:
        await again.close()


async def test_a_failed_write_leaves_nothing(db: Database, store: SqliteStore):
    async def work(tx: Transaction) -> None:
        await fetch(tx, "INSERT INTO key_value (key, value) VALUES ('a', 'b')")
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(work)
    assert await store.get_value("a") is None
    await store.set_value("a", "c")


async def test_reads_see_the_state_before_a_write_until_it_ends(db: Database, store: SqliteStore):
    await store.set_value("a", "before")
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def work(tx: Transaction) -> None:
        await fetch(tx, "UPDATE key_value SET value = 'after' WHERE key = 'a'")
        begun.set()
        await go_on.wait()

    writing = asyncio.create_task(db.write(work))
    await begun.wait()
    assert await asyncio.gather(*(store.get_value("a") for _ in range(20))) == ["before"] * 20
    go_on.set()
    await writing
    assert await store.get_value("a") == "after"


async def test_a_snapshot_stays_the_same_while_others_write(db: Database, store: SqliteStore):
    await store.set_value("a", "before")

    async def twice(tx: Transaction) -> list[str]:
        first = await fetch(tx, "SELECT value FROM key_value WHERE key = 'a'")
        await store.set_value("a", "after")
        return [first[0][0], (await fetch(tx, "SELECT value FROM key_value WHERE key = 'a'"))[0][0]]

    assert await db.snapshot(twice) == ["before", "before"]
    assert await store.get_value("a") == "after"


async def test_cancelled_read_connections_are_reused(db: Database, store: SqliteStore):
    await add(store, "Story", actors=[LEE])
    for steps in range(12):
        tasks = [asyncio.create_task(store.search(SHARED, ["story"], limit=5)) for _ in range(READERS * 2)]
        for _ in range(steps):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert (await store.search(SHARED, ["story"], limit=5))[0] == 1
    await at_once(db, lambda tx: fetch(tx, "SELECT 1"))


async def test_readers_cannot_write(db: Database, store: SqliteStore):
    with pytest.raises(StorageError, match="cannot be written"):
        await db.read("DELETE FROM key_value RETURNING key")


async def test_a_full_disk_is_reported_and_nothing_is_changed(db: Database, store: SqliteStore, file: Path):
    await add(store, "Before", actors=[LEE])
    [[pages]] = await db.read("PRAGMA page_count")
    await db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StorageError, match="is full: nothing was changed"):
        await add(store, "Too long", text="words and words " * 20_000, actors=[LEE])
    await db.execute(f"PRAGMA max_page_count = {pages * 100}")
    await add(store, "After", actors=[LEE])
    assert assert_whole(file) == 2


async def test_another_writer_that_does_not_end_is_reported_as_busy(db: Database, store: SqliteStore, file: Path):
    await db.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="busy at the moment: try again"):
            await store.set_value("a", "b")
        assert await store.get_value("a") is None
        other.execute("ROLLBACK")
    await store.set_value("a", "b")


async def test_values_that_the_driver_refuses_raise_a_storage_error(store: SqliteStore):
    with pytest.raises(StorageError):
        await store.set_value("a", "\ud800")
    with pytest.raises(StorageError):
        await store.guild_settings(2**70)
    await store.set_value("a", "b")


async def test_a_damaged_file_is_reported(store: SqliteStore, file: Path):
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


async def test_closing_waits_for_writes_in_progress_and_empties_the_log(store: SqliteStore, file: Path):
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


async def test_connections_have_the_safe_settings(db: Database):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "page_size": 8192}

    async def set_up(tx: Transaction) -> dict[str, object]:
        return {pragma: (await fetch(tx, f"PRAGMA {pragma}"))[0][0] for pragma in wanted}

    assert [await db.write(set_up), *await at_once(db, set_up)] == [wanted] * (1 + READERS)


async def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path):
    before = set(threading.enumerate())
    with pytest.raises(StorageError, match="check the path"):
        await Database.open(tmp_path / "no" / "such" / "folder.db")
    await ended(set(threading.enumerate()) - before)


async def test_an_opening_that_fails_halfway_leaves_no_connection(file: Path, monkeypatch: pytest.MonkeyPatch):
    await asyncio.to_thread(migrate, file)
    before, connect, made = set(threading.enumerate()), sqlite3.connect, itertools.count(1)

    def connects_twice(*args: Any, **options: Any) -> sqlite3.Connection:
        if next(made) > 2:
            raise MemoryError
        return connect(*args, **options)

    monkeypatch.setattr(sqlite3, "connect", connects_twice)
    with pytest.raises(MemoryError):
        await Database.open(file)
    await ended(set(threading.enumerate()) - before)


async def ended(threads: set[threading.Thread]) -> None:
    """Waits for the driver's threads: one that outlives the event loop complains in a later test."""
    for thread in threads:
        await asyncio.to_thread(thread.join, 10)
        assert not thread.is_alive()


async def test_a_library_without_its_id_is_reported(store: SqliteStore, db: Database):
    await db.execute("DELETE FROM key_value")
    with pytest.raises(StorageError, match="restore a backup"):
        await store.installation_id()


async def test_a_ranking_of_missing_sentences_is_damage(store: SqliteStore, db: Database):
    article = await add(store, "Story")
    await db.execute("UPDATE analysis SET ranking = '[7]'")
    with pytest.raises(StorageError, match="damaged"):
        await store.analysis(article.id)


@pytest.mark.parametrize("steps", [1, 2, 3, 5, 8, 13, 21, 34])
async def test_a_write_in_progress_when_the_loop_ends_is_complete_or_absent(store: SqliteStore, file: Path, steps: int):
    task = asyncio.create_task(add(store, "Cancelled", actors=[LEE]))
    for _ in range(steps):
        await asyncio.sleep(0)
    everything = asyncio.all_tasks() - {asyncio.current_task()}
    for each in everything:
        each.cancel()  # as asyncio.run does: also what goes on though its caller was cancelled
    await asyncio.gather(task, *everything, return_exceptions=True)
    await add(store, "Next", actors=[LEE])
    assert assert_whole(file) in (1, 2)
