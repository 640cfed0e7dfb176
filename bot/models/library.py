"""Figures about the whole library, for monitoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.models.delivery import DeliveryState

__all__ = ["LibraryStats"]


@dataclass(frozen=True, slots=True)
class LibraryStats:
    """The number of articles (without removed ones) and of deliveries by state, over all servers.

    ``pending`` is the number of deliveries that are neither sent nor skipped, without those of paused channels, which
    wait on purpose. ``oldest_pending_at`` is when the oldest article among them was added.
    """

    articles: int
    deliveries: Mapping[DeliveryState, int]
    pending: int
    oldest_pending_at: datetime | None
