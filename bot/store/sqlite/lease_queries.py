"""The lease that a running bot holds on its database."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.errors import DatabaseInUse
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.lease import LEASE_RENEWAL_SECONDS, LEASE_SECONDS, LOST

if TYPE_CHECKING:
    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["LeaseTables"]


class LeaseTables:
    """The part of the store that concerns its lease; without one there is nothing to renew, confirm or give back."""

    _db: Database

    async def renew_lease(self) -> None:
        """See ``Store.renew_lease``."""
        lease = self._db.lease
        if lease is None:
            return
        began = time.monotonic()

        async def work(tx: Transaction) -> None:
            await fetch(tx, "UPDATE lease SET beats = beats + 1, renewed_at = ?", (int(time.time()),))

        await self._db.write(work)
        lease.confirmed = began

    async def confirm_lease(self) -> None:
        """See ``Store.confirm_lease``."""
        lease = self._db.lease
        if lease is None or time.monotonic() - lease.confirmed < LEASE_SECONDS - LEASE_RENEWAL_SECONDS:
            return
        began = time.monotonic()
        if not await self._db.read("SELECT 1 FROM lease WHERE holder = ?", (lease.holder,)):
            raise DatabaseInUse(LOST)
        lease.confirmed = began

    async def _release_lease(self) -> None:
        lease = self._db.lease
        if lease is None:
            return

        async def work(tx: Transaction) -> None:
            await fetch(tx, "DELETE FROM lease")
            lease.given_back = True  # what still waits for its turn to write comes too late

        await self._db.write(work)
