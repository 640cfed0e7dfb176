"""Digests without an article, of which channels are told that want to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.delivery import EmptyDigest

__all__ = ["EmptyDigestStore"]


class EmptyDigestStore(Protocol):
    """Finds digests that have come without an article, in active channels whose schedule has ``even_if_empty``."""

    async def claim_empty_digest(self, *, now: datetime, until: datetime) -> EmptyDigest | None:
        """An empty digest of which its channel is to be told, due again at ``until``; None if there is none.

        None is due in quiet hours, nor before the articles that wait for this digest were posted.
        """
        ...

    async def settle_empty_digest(self, digest: EmptyDigest, again_at: datetime | None) -> None:
        """The message surely does not exist, and the next attempt is due at this time; None: this digest is done."""
