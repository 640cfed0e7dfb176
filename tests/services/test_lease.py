"""The lease is renewed while the bot runs; the bot ends where it is lost."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.errors import DatabaseInUse, StorageError
from bot.services import lease
from bot.services.lease import hold_lease


class Leased:
    """The part of a store that is renewed; it fails as a test says."""

    def __init__(self, *faults: StorageError) -> None:
        self.faults = list(faults)
        self.renewed = asyncio.Event()

    async def renew_lease(self) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.renewed.set()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LEASE_RENEWAL_SECONDS", 0.0)


async def test_a_lost_lease_ends_the_work_under_it_with_the_reason() -> None:
    with pytest.raises(DatabaseInUse, match="another process"):
        async with hold_lease(Leased(DatabaseInUse("another process has it"))):  # type: ignore[arg-type]
            await asyncio.Event().wait()
    assert asyncio.current_task().cancelling() == 0  # type: ignore[union-attr]


async def test_a_busy_database_does_not_count_as_a_lost_lease() -> None:
    store = Leased(StorageError("locked"))
    with capture_logs() as logs:
        async with asyncio.timeout(10), hold_lease(store):  # type: ignore[arg-type]
            await store.renewed.wait()
    assert [line["event"] for line in logs] == ["lease.not_renewed"]


async def test_a_cancellation_does_not_become_a_lost_lease() -> None:
    store = Leased()

    async def work() -> None:
        async with hold_lease(store):  # type: ignore[arg-type]
            await asyncio.Event().wait()

    working = asyncio.create_task(work())
    await store.renewed.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
