"""Deliveries as rows, and which of them are due: shared by the outbox and the follow-ups."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.models.approvals import Approval, ApprovalState
from bot.models.delivery import Delivery, DeliveryState
from bot.models.feeds import Stage
from bot.models.follows import Follow, Reader
from bot.store.protocols.outbox import MAX_RETRY_DELAY_SECONDS
from bot.store.sqlite import claims, rows
from bot.store.sqlite.rows import maybe_moment, moment, reads_stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

__all__ = ["DELIVERIES", "HEAD_OF_LINE", "claim_parameters", "delivery"]

DELIVERIES = """
    SELECT d.*, s.guild_id, s.channel_id, s.role_id, s.publish, s.unsubscribed, s.style, s.picture,
    p.state AS approval, p.lapses_at, p.decided_at, p.decided_by, s.user_id, s.asked_in,
    (SELECT json_group_array(json_array(f.id, f.filter)) FROM follow f
    WHERE f.id IN (SELECT value FROM json_each(d.follows))) AS followed FROM delivery d
    JOIN subscription s ON s.id = d.subscription_id LEFT JOIN approval p ON p.delivery_id = d.id WHERE
"""
"""The columns of a ``Delivery``, to be completed by a condition.

They are from ``delivery AS d``, ``subscription AS s`` and ``approval AS p``.
"""
HEAD_OF_LINE = "(SELECT o.id FROM delivery o WHERE o.subscription_id = s.id AND o.done = 0 ORDER BY o.id LIMIT 1)"
"""The first delivery of ``subscription AS s`` that is not done: the later ones wait for it."""


@reads_stored
def delivery(row: sqlite3.Row) -> Delivery:
    """From the columns of ``DELIVERIES``."""
    return Delivery(
        id=row["id"],
        article_id=row["article_id"],
        subscription_id=row["subscription_id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        state=DeliveryState(row["state"]),
        reason=row["reason"],
        attempts=row["attempts"],
        first_attempt_at=maybe_moment(row["first_attempt_at"]),
        next_attempt_at=moment(row["next_attempt_at"]),
        message_id=row["message_id"],
        batch_id=row["batch_id"],
        thread_id=row["thread_id"],
        role_id=row["role_id"],
        publish=bool(row["publish"]),
        unconfirmed_at=maybe_moment(row["unconfirmed_at"]),
        unsubscribed=bool(row["unsubscribed"]),
        held_until=maybe_moment(row["held_until"]),
        stopped_at=Stage(row["stopped_at"]) if row["stopped_at"] else None,
        look=rows.post_look(row),
        again=row["again"],
        approval=_approval(row) if row["approval"] is not None else None,
        reader=_reader(row) if row["user_id"] is not None else None,
        digest_of=datetime.fromisoformat(row["digest_of"]) if row["digest_of"] is not None else None,
    )


def _reader(row: sqlite3.Row) -> Reader:
    follows = sorted((Follow(id_, rows.channel_filter(stored)) for id_, stored in rows.load(row["followed"])), key=_id)
    is_mentioned = row["channel_id"] == row["asked_in"]
    return Reader(row["subscription_id"], row["user_id"], row["asked_in"], is_mentioned, tuple(follows))


def _id(follow: Follow) -> int:
    return follow.id


def _approval(row: sqlite3.Row) -> Approval:
    return Approval(
        id=row["id"],
        state=ApprovalState(row["approval"]),
        lapses_at=moment(row["lapses_at"]),
        decided_at=maybe_moment(row["decided_at"]),
        decided_by=row["decided_by"],
    )


def claim_parameters(
    now: datetime, lease_seconds: int, limit: int, per_server: int, busy: Collection[int]
) -> dict[str, object]:
    """The parameters of a query for deliveries or follow-ups that are due."""
    parameters = claims.claim_parameters(now, lease_seconds, limit, busy, max_delay=MAX_RETRY_DELAY_SECONDS)
    return {**parameters, "per_server": per_server}
