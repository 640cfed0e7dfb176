"""Claims: a row that is due is leased to one task, and is due again if no result is recorded until the lease ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.store.sqlite import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from bot.store.sqlite.connection import Database, Rows

__all__ = ["claim", "claim_parameters"]


def claim_parameters(
    now: datetime, lease_seconds: int, limit: int, busy: Collection[int], *, max_delay: int
) -> dict[str, object]:
    """The parameters of a query for what is due: ``:at``, ``:farthest``, ``:busy`` and ``:limit``; and ``:until``.

    What is due later than ``max_delay`` seconds from now was written by a wrong clock, and is due now. A claim lasts
    ``until``.
    """
    at = rows.seconds(now)
    return {
        "at": at,
        "until": rows.seconds(now + timedelta(seconds=lease_seconds)),
        "farthest": at + max_delay,
        "limit": limit,
        "busy": rows.dump(list(busy)),
    }


async def claim(db: Database, due: str, update: str, parameters: Mapping[str, object]) -> Rows:
    """The rows that an update returns which claims what a query finds due.

    Usually nothing is due: then no other write has to wait.
    """
    return await db.execute(update, parameters) if await db.read(due, parameters) else []
