"""Approval: a new article is shown to editors first, who have it posted to the readers or drop it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Approval", "ApprovalRules", "ApprovalState"]


class ApprovalState(StrEnum):
    """The state of an article that needs approval. What was dropped or has lapsed can still be approved."""

    WAITING = "waiting"
    APPROVED = "approved"
    DROPPED = "dropped"
    """An editor decided that it is not posted."""
    LAPSED = "lapsed"
    """Nobody decided in time: it is not posted."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Whether an article is posted to a server's readers; ``id`` is that of the delivery of its card.

    ``decided_by`` is a Discord user id, None if nobody decided or the person had it erased.
    """

    id: int
    state: ApprovalState
    lapses_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = None


@dataclass(frozen=True, slots=True)
class ApprovalRules:
    """How long articles wait in an approval channel, and whether those that the server's own editors add wait too."""

    lapse_hours: int
    asks_editors: bool = False
