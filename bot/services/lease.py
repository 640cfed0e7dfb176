"""Keeps the lease on the database while the bot runs, and ends the bot if the lease is lost."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

import structlog

from bot.errors import DatabaseInUse, StorageError
from bot.store import LEASE_RENEWAL_SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.store.protocols.store import Store

__all__ = ["hold_lease"]

log = structlog.get_logger(__name__)


@asynccontextmanager
async def hold_lease(store: Store) -> AsyncIterator[None]:
    """Renews the store's lease while the block runs. Cancels the block and raises DatabaseInUse if it is lost."""
    block = cast("asyncio.Task[object]", asyncio.current_task())  # a coroutine always runs in a task
    renewing = asyncio.create_task(_renew(store), name="lease")

    def end_block(_: asyncio.Task[None]) -> None:
        block.cancel()

    renewing.add_done_callback(end_block)
    try:
        yield
    except asyncio.CancelledError:
        if renewing.done() and not block.uncancel():
            renewing.result()
        raise
    finally:
        renewing.remove_done_callback(end_block)
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)


async def _renew(store: Store) -> None:
    while True:
        await asyncio.sleep(LEASE_RENEWAL_SECONDS)
        try:
            await store.renew_lease()
        except DatabaseInUse:
            raise
        except StorageError as error:  # busy or full; the lease lasts until another process wants it
            log.warning("lease.not_renewed", error=str(error))
