"""Tells people, once and where they asked, that what they follow cannot be sent to them by direct message."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.services.delivery.idempotency import idempotency_key
from bot.services.delivery.sender import with_timeout
from bot.services.delivery.single_messages import SEARCHED, make_each, make_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models.follows import ReaderNotice
    from bot.services.delivery.sender import Sender
    from bot.store.protocols.store import Store

__all__ = ["ReaderNotices"]

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
        return await make_each(self._store.claim_reader_notice, self._attempt, self._clock)

    async def _attempt(self, notice: ReaderNotice) -> bool:
        """Makes one message; see ``make_once``. Who can never be told sees it in the list of what they follow."""
        reader = notice.reader
        key = idempotency_key(f"{await self._store.installation_id()}-{KEY_PART}", reader.subscription_id)
        since = self._clock() - SEARCHED

        async def tell() -> None:
            await with_timeout(self._sender.check_reader(notice.guild_id, reader))
            await with_timeout(self._sender.tell_reader(reader, key=key))

        return await make_once(
            key,
            partial(self._sender.find_told, reader.asked_in or 0, key=key, since=since) if notice.is_repeated else None,
            tell,
            partial(self._store.reschedule_reader_notice, reader.subscription_id),
            self._clock,
        )
