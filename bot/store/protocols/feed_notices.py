"""Notices about feeds: what the editors of a server are told, each once and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.models.feeds import FeedNotice

__all__ = ["MAX_NOTICE_DELAY_SECONDS", "FeedNoticeStore"]

MAX_NOTICE_DELAY_SECONDS = 7_200
"""Longest time until a notice's next attempt. One that is due later was written by a wrong clock, and is due now."""


class FeedNoticeStore(Protocol):
    """Hands out notices, and records their results. ``record_failure`` and the records of reads make them.

    Only the feeds of servers have notices; a method that is given the id of a notice that is gone does nothing.
    """

    async def claim_feed_notices(
        self, *, now: datetime, lease_seconds: int, limit: int, busy: Collection[int] = ()
    ) -> list[FeedNotice]:
        """Claims notices that are due, of each feed at most the first one that is not done.

        Until a result is recorded, the attempt counts as unconfirmed; ``lease_seconds`` later the notice is due again.
        The notices returned tell of the attempts before. ``busy`` are the ids on which the caller still works.
        """
        ...

    async def set_notice_channel(self, notice_id: int, channel_id: int) -> None:
        """Records in which channel a notice is about to be posted: there it is searched for."""

    async def mark_notice_sent(self, notice_id: int, message_id: int) -> None:
        """Records the message of a notice."""

    async def skip_notices(self, feed_id: int) -> None:
        """Gives up all notices of a feed that are not done, since none of them is true or wanted any more."""

    async def reschedule_notice(
        self, notice_id: int, *, at: datetime, unconfirmed: tuple[datetime, datetime] | None
    ) -> None:
        """Makes a notice due again at a time.

        ``unconfirmed`` is when the first attempt began and the last one ended whose outcome is unknown, if there are
        any.
        """
