"""Makes a message of which there must be one, outside the outbox.

What is claimed is due again when its attempt can no longer take effect. Then its message is searched for by its key,
and only made again if it is not there: so a process that dies, or a lost answer, does not double it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.errors import DeliveryError
from bot.services.delivery.backoff import BACKOFF_MAX_SECONDS
from bot.services.delivery.errors import TransientError, Unconfirmed
from bot.services.delivery.sender import LATE_EFFECT_SECONDS, MessageRef, with_timeout

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

__all__ = ["SEARCHED", "make_each", "make_once"]

log = structlog.get_logger(__name__)

MAX_AT_ONCE = 20
"""Messages of one round, one after the other; the rest follows in the next ones."""
SEARCHED = timedelta(seconds=3 * LATE_EFFECT_SECONDS)
"""How far back the message of an earlier attempt is searched for."""


_Claimed = TypeVar("_Claimed")


async def make_each(
    claim: Callable[..., Awaitable[_Claimed | None]],
    attempt: Callable[[_Claimed], Awaitable[bool]],
    clock: Callable[[], datetime],
) -> int:
    """Makes one round of messages; returns how many were made.

    ``claim`` takes the next thing that is due, until it is due again; None if there is none.
    """
    made = 0
    for _ in range(MAX_AT_ONCE):
        now = clock()
        claimed = await claim(now=now, until=now + timedelta(seconds=LATE_EFFECT_SECONDS))
        if claimed is None:
            break
        made += await attempt(claimed)
    return made


async def make_once(
    key: str,
    search: Callable[[], Awaitable[list[MessageRef]]] | None,
    make: Callable[[], Awaitable[object]],
    settle: Callable[[datetime | None], Awaitable[None]],
    clock: Callable[[], datetime],
) -> bool:
    """Makes a message; False if it exists already, cannot be made now, or never.

    ``search`` looks for that of an earlier attempt, and is None if there was none. The outcome is recorded with
    ``settle``: None if there is nothing left to do, or when it is tried again.
    """
    again_at = None
    try:
        if made := search is None or not await with_timeout(search()):
            await make()
    except Unconfirmed as error:  # the message may appear: it is searched for when the claim ends
        log.info("message.unconfirmed", key=key, reason=str(error))
        return False
    except TransientError as error:
        again_at = clock() + timedelta(seconds=error.retry_after or BACKOFF_MAX_SECONDS)
        made = False
    except DeliveryError as error:
        log.info("message.impossible", key=key, reason=str(error))
        made = False
    await settle(again_at)
    log.info("message.settled", key=key, made=made)
    return made
