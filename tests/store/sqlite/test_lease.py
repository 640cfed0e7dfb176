"""One process at a time holds the lease on a database; whoever lost it can write nothing more."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest
from store.samples import NOW, PUBLISHED, THERE, add, person
from store.sqlite.integrity import assert_whole

from bot.errors import DatabaseInUse, StorageError
from bot.models.articles import SHARED
from bot.services.lease import hold_lease
from bot.store import check_database, copy_database, open_store
from bot.store.protocols.store import Store
from bot.store.sqlite.connection import Database
from bot.store.sqlite.file_lock import is_abandoned
from bot.store.sqlite.lease import take_lease
from bot.store.sqlite.migrator import migrate, migrations

LEE = person("Ann Lee")


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lease that runs out while a test waits for it, looked at without a pause."""
    monkeypatch.setattr("bot.store.sqlite.lease.LEASE_SECONDS", 0.1)
    monkeypatch.setattr("bot.store.sqlite.lease.LEASE_RENEWAL_SECONDS", 0.0)
    monkeypatch.setattr("bot.store.sqlite.lease.POLL_SECONDS", 0.0)
    monkeypatch.setattr("bot.services.lease.LEASE_RENEWAL_SECONDS", 0.0)


@pytest.fixture
def long(short: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lease that does not run out, however slow the machine is."""
    monkeypatch.setattr("bot.store.sqlite.lease.LEASE_SECONDS", 10_000.0)


@pytest.fixture
async def first(address: str) -> AsyncIterator[Store]:
    """The store of a bot that runs."""
    store = await open_store(address, exclusive=True)
    yield store
    await store.close()


def locks(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir() if ".lease-" in path.name)


def dead(file: Path) -> None:
    """A migrated database whose holder ended without giving its lease back."""
    migrate(file)
    lease = take_lease(file, None)
    assert lease.lock is not None
    os.close(lease.lock)  # as the system does for a process that was killed


@pytest.mark.usefixtures("long")
async def test_a_second_bot_is_refused_as_soon_as_the_first_renews_its_lease(address: str, first: Store):
    async with hold_lease(first):
        with pytest.raises(DatabaseInUse) as refused:
            await open_store(address, exclusive=True)
    said = str(refused.value)
    assert f"in use by process {os.getpid()} on {socket.gethostname()} since " in said
    assert "last sign of life" in said
    assert "stop the other one first, or give this one another" in said
    await first.set_value("a", "still here")


async def test_commands_that_are_not_the_bot_work_beside_one(address: str, file: Path, first: Store):
    store = await open_store(address)
    await add(store, "Added", actors=[LEE])
    await store.confirm_lease()
    await store.renew_lease()
    await store.close()
    copy_database(address, file.with_name("copy.db"))
    state = check_database(address)
    assert state is not None
    assert state.holder is not None
    assert (state.holder.pid, state.holder.has_ended) == (os.getpid(), False)
    assert await first.count_articles(SHARED) == 1
    await first.renew_lease()


@pytest.mark.usefixtures("long")
async def test_a_store_that_is_closed_leaves_the_database_to_the_next_one_at_once(address: str, file: Path):
    for _ in range(2):
        store = await open_store(address, exclusive=True)
        assert len(locks(file)) == 1
        await asyncio.gather(store.close(), store.close())
        assert locks(file) == []
    state = check_database(address)
    assert state is not None
    assert state.holder is None


@pytest.mark.usefixtures("long")
async def test_the_lock_of_a_dead_process_is_taken_over_at_once(address: str, file: Path):
    dead(file)
    state = check_database(address)
    assert state is not None
    assert state.holder is not None
    assert state.holder.has_ended
    [left] = locks(file)
    store = await open_store(address, exclusive=True)
    [lock] = locks(file)
    assert lock != left
    await store.close()


@pytest.mark.usefixtures("long")
async def test_a_restored_copy_of_a_running_bots_database_is_free(
    address: str, file: Path, tmp_path: Path, first: Store
):
    copy_database(address, tmp_path / "copy.db")
    copy = await open_store(f"sqlite:///{tmp_path}/copy.db", exclusive=True)
    await copy.close()
    await first.renew_lease()


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("clock", [0.0, 1e9, 4e9], ids=["1970", "2001", "2096"])
async def test_no_change_of_the_clock_makes_a_living_process_look_dead(
    address: str, first: Store, monkeypatch: pytest.MonkeyPatch, clock: float
):
    monkeypatch.setattr(time, "time", lambda: clock)
    async with hold_lease(first):
        with pytest.raises(DatabaseInUse):
            await open_store(address, exclusive=True)


async def take_over(address: str) -> Store:
    """What a second process does where the first gave no sign of life for the time of a lease."""
    return await open_store(address, exclusive=True)


async def claim_deliveries(store: Store) -> object:
    return await store.claim_deliveries(now=NOW, lease_seconds=60, limit=9)


async def claim_follow_ups(store: Store) -> object:
    return await store.claim_follow_ups(now=NOW, lease_seconds=60, limit=9)


@pytest.mark.parametrize(
    "work",
    [
        claim_deliveries,
        claim_follow_ups,
        lambda store: store.mark_delivery_sent(1, 99, now=NOW),
        lambda store: store.reschedule_delivery(2, "a reason", at=NOW),
        lambda store: store.mark_delivery_skipped(2, "a reason"),
        lambda store: store.release_claims(now=NOW),
        lambda store: store.finish_follow_up(PUBLISHED),
        lambda store: add(store, "Late", actors=[LEE]),
        lambda store: store.renew_lease(),
        lambda store: store.confirm_lease(),
    ],
)
async def test_after_losing_the_lease_a_process_can_neither_claim_nor_write(
    address: str, file: Path, first: Store, work: Callable[[Store], object]
):
    await first.subscribe(THERE, 1, now=NOW, by=None)
    await first.set_subscription_options(THERE, 1, role_id=None, publish=True)
    await add(first, "Posted", actors=[LEE])
    [row] = await first.claim_deliveries(now=NOW, lease_seconds=60, limit=9)
    await first.mark_delivery_sent(row.id, 11, now=NOW)
    await add(first, "Waiting", actors=[LEE])
    second = await take_over(address)
    before = dump(file)
    with pytest.raises(DatabaseInUse, match="taken over this database"):
        await work(first)
    assert dump(file) == before
    await first.close()
    assert dump(file) == before
    await second.renew_lease()
    [row] = await second.claim_deliveries(now=NOW, lease_seconds=60, limit=9)
    assert row.id == 2
    await second.close()
    assert assert_whole(file) == 2


def dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return [row for row in db.iterdump() if "lease" not in row]


@pytest.mark.usefixtures("long")
async def test_only_one_of_several_successors_gets_the_lease_of_a_dead_process(address: str, file: Path):
    refused: list[DatabaseInUse] = []
    all_others_refused = asyncio.Event()

    async def start() -> bool:
        try:
            store = await open_store(address, exclusive=True)
        except DatabaseInUse as error:
            refused.append(error)
            if len(refused) == 3:
                all_others_refused.set()
            return False
        async with hold_lease(store):  # one that starts late waits for this sign of life
            await all_others_refused.wait()
        await store.close()
        return True

    dead(file)
    assert sorted(await asyncio.gather(*(start() for _ in range(4)))) == [False, False, False, True]
    assert locks(file) == []


def test_a_bot_that_stops_meanwhile_does_not_take_the_lock_of_the_next_away(
    address: str, file: Path, monkeypatch: pytest.MonkeyPatch
):
    fcntl = pytest.importorskip("fcntl", reason="locks as POSIX has them")
    migrate(file)
    lock = fcntl.flock

    def lock_after_another_bot_ran(descriptor: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        take_lease(file, None).release()
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            db.execute("DELETE FROM lease")
        fcntl.flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", lock_after_another_bot_ran)
    lease = take_lease(file, None)
    state = check_database(address)
    assert state is not None
    assert state.holder is not None
    assert not state.holder.has_ended
    lease.release()


async def test_a_holder_that_hangs_in_the_middle_of_a_write_is_named(
    address: str, file: Path, first: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.store.sqlite.files.BUSY_SECONDS", 0.0)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseInUse, match=f"in use by process {os.getpid()} on "):
            await open_store(address, exclusive=True)
    assert len(locks(file)) == 1


@pytest.mark.usefixtures("long")
async def test_a_database_in_use_is_not_migrated_by_a_newer_bot(address: str, file: Path):
    migrate(file, migrations()[:5])
    lease = take_lease(file, None)

    async def beat() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            while True:
                db.execute("UPDATE lease SET beats = beats + 1")
                await asyncio.sleep(0)

    beating = asyncio.create_task(beat())
    with pytest.raises(DatabaseInUse):
        await open_store(address, exclusive=True)
    beating.cancel()
    await asyncio.gather(beating, return_exceptions=True)
    lease.release()
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (5,)


async def test_a_lost_lease_ends_the_work_under_it(address: str, first: Store):
    async def live() -> None:
        async with hold_lease(first):
            await asyncio.Event().wait()

    living = asyncio.create_task(live())
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)) as db:
        db.execute("UPDATE lease SET holder = 'another'")
    with pytest.raises(DatabaseInUse):
        async with asyncio.timeout(30):
            await living


async def test_the_end_of_the_block_is_neither_a_lost_lease_nor_a_cancellation(first: Store):
    async with hold_lease(first):
        pass
    with pytest.raises(LookupError):
        async with hold_lease(first):
            raise LookupError

    async def live() -> None:
        async with hold_lease(first):
            await asyncio.Event().wait()

    living = asyncio.create_task(live())
    await asyncio.sleep(0)
    living.cancel()
    with pytest.raises(asyncio.CancelledError):
        await living


async def test_a_start_that_fails_gives_the_lease_back(address: str, file: Path, monkeypatch: pytest.MonkeyPatch):
    async def fails(*_: object) -> Database:
        raise StorageError("the disk fails")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "open", fails)
        with pytest.raises(StorageError, match="the disk fails"):
            await open_store(address, exclusive=True)
    await (await open_store(address, exclusive=True)).close()
    assert locks(file) == []


@pytest.mark.skipif(os.name != "posix", reason="locks as POSIX has them")
def test_an_unreadable_lock_does_not_count_as_released(tmp_path: Path):
    assert is_abandoned(tmp_path / "lock")
    (tmp_path / "loop").symlink_to("loop")
    assert not is_abandoned(tmp_path / "loop")


async def test_a_lease_that_is_still_held_is_confirmed(first: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.store.sqlite.lease.LEASE_SECONDS", -1.0)
    await first.confirm_lease()
