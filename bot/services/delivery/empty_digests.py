"""Tells the channels that want to know of it that nothing is new at the time of their digest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.services.delivery.idempotency import idempotency_key
from bot.services.delivery.sender import with_timeout
from bot.services.delivery.single_messages import SEARCHED, make_each, make_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models.delivery import EmptyDigest
    from bot.services.delivery.sender import Sender
    from bot.store.protocols.store import Store

__all__ = ["EmptyDigests"]

KEY_PART = "none"
"""Tells the keys of these messages from those of posts."""
MINUTES = 2**26
"""More than the minutes since 1970: the number of a message is made of that of its channel and its minute."""


class EmptyDigests:
    """Posts what is due."""

    def __init__(self, store: Store, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock

    async def post_due(self) -> int:
        """Posts what is due; returns the number of messages made."""
        return await make_each(self._store.claim_empty_digest, self._attempt, self._clock)

    async def _attempt(self, digest: EmptyDigest) -> bool:
        """Makes one message; see ``make_once``. Where none can be made, the next post pauses the channel."""
        number = digest.subscription_id * MINUTES + int(digest.due.timestamp()) // 60
        key = idempotency_key(f"{await self._store.installation_id()}-{KEY_PART}", number)
        since = self._clock() - SEARCHED
        search = partial(self._sender.find_empty_digest, digest, key=key, since=since)

        async def make() -> None:
            await with_timeout(self._sender.post_empty_digest(digest, key=key))

        return await make_once(
            key,
            search if digest.is_repeated else None,
            make,
            partial(self._store.settle_empty_digest, digest),
            self._clock,
        )
