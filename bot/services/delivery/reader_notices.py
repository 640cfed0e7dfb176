"""Tells people, once and where they asked, that what they follow cannot be sent to them by direct message.

A claimed notice is due again when its attempt can no longer take effect. Then its message is searched for by its key,
and only made again if it is not there: so a process that dies, or a lost answer, does not double it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import DeliveryError
from bot.services.delivery.backoff import BACKOFF_MAX_SECONDS
from bot.services.delivery.errors import TransientError, Unconfirmed
from bot.services.delivery.idempotency import idempotency_key
from bot.services.delivery.sender import LATE_EFFECT_SECONDS, with_timeout

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models.follows import ReaderNotice
    from bot.services.delivery.sender import Sender
    from bot.store.protocols.store import Store

__all__ = ["ReaderNotices"]

log = structlog.get_logger(__name__)

MAX_AT_ONCE = 20
"""Notices of one round, one after the other; the rest follows in the next ones."""
SEARCHED = timedelta(seconds=3 * LATE_EFFECT_SECONDS)
"""How far back the message of an earlier attempt is searched for."""
KEY_PART = "reader"
"""Tells the keys of notices from those of posts, whose numbers may be the same."""


class ReaderNotices:
    """Posts the notices that are due."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock

    async def post_due(self) -> int:
        """Posts what is due; returns the number of messages made."""
        made = 0
        for _ in range(MAX_AT_ONCE):
            now = self._clock()
            until = now + timedelta(seconds=LATE_EFFECT_SECONDS)
            notice = await self._store.claim_reader_notice(now=now, until=until)
            if notice is None:
                break
            made += await self._attempt(notice)
        return made

    async def _attempt(self, notice: ReaderNotice) -> bool:
        """Makes one message; False if it exists already, cannot be made now, or never."""
        reader = notice.reader
        key = idempotency_key(f"{await self._store.installation_id()}-{KEY_PART}", reader.subscription_id)
        again_at = None
        try:
            if made := not (notice.is_repeated and await self._exists(notice, key)):
                await with_timeout(self._sender.check_reader(notice.guild_id, reader))
                await with_timeout(self._sender.tell_reader(reader, key=key))
        except Unconfirmed as error:  # the message may appear: it is searched for when the claim ends
            log.info("reader_notice.unconfirmed", subscription=reader.subscription_id, reason=str(error))
            return False
        except TransientError as error:
            again_at = self._clock() + timedelta(seconds=error.retry_after or BACKOFF_MAX_SECONDS)
            made = False
        except DeliveryError as error:  # it can never be told; their list of what they follow says so
            log.info("reader_notice.impossible", subscription=reader.subscription_id, reason=str(error))
            made = False
        await self._store.reschedule_reader_notice(reader.subscription_id, again_at)
        return made

    async def _exists(self, notice: ReaderNotice, key: str) -> bool:
        """True if an earlier attempt made the message."""
        asked_in = notice.reader.asked_in or 0
        since = self._clock() - SEARCHED
        return bool(await with_timeout(self._sender.find_told(asked_in, key=key, since=since)))
