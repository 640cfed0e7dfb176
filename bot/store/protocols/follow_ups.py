"""Changes that are still to be made to existing posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.store.protocols.outbox import UNLIMITED

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.models.delivery import FollowUp, FollowUpState

__all__ = ["FollowUpStore"]


class FollowUpStore(Protocol):
    """Hands out follow-ups that are due, and records their results.

    Editing, removing or restoring an article requests an edit of each of its posts. A post in a subscription with
    ``publish`` requests its publication. A change may be requested again while it is made; its revision then differs.
    """

    async def claim_follow_ups(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = UNLIMITED,
        busy: Collection[int] = (),
    ) -> list[FollowUp]:
        """Claims follow-ups that are due, at most one of each subscription; ``busy`` as in ``claim_deliveries``.

        A follow-up is due again after ``lease_seconds`` if no result is recorded. The ``unconfirmed_at`` of a returned
        follow-up is that of the earlier attempts.
        """
        ...

    async def finish_follow_up(self, task: FollowUp) -> None:
        """Deletes a follow-up that was made, unless it was requested again meanwhile."""

    async def reschedule_follow_up(
        self,
        task: FollowUp,
        state: FollowUpState,
        reason: str | None,
        *,
        at: datetime,
        unconfirmed_at: datetime | None,
    ) -> None:
        """Records a failed attempt, the new state of the follow-up and when the next one is due.

        If the follow-up was requested again meanwhile, only ``unconfirmed_at`` is recorded.
        """

    async def postpone_follow_ups(self, task: FollowUp, *, at: datetime) -> None:
        """Makes the follow-ups of the same kind in the same channel due at this time at the earliest."""

    async def blocked_channels(self) -> list[int]:
        """The ids of channels and threads for which follow-ups wait for access."""
        ...

    async def unblock_follow_ups(self, channel_id: int, *, now: datetime) -> int:
        """Makes the follow-ups due that wait for access to this channel or thread; returns their number."""
        ...

    async def follow_ups_of(self, guild_id: int, article_id: int) -> list[FollowUp]:
        """The follow-ups of an article's posts in a server, also those that can never be made."""
        ...
