"""Approval channels: what waits there, and what editors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import InputError, NotFound
from bot.models.approvals import ApprovalState
from bot.store.protocols.approvals import (
    APPROVAL_ENDED_REASON,
    APPROVED_TOGETHER_REASON,
    LAPSED_REASON,
    MAX_LAPSED,
    ON_CARD_REASON,
    ApprovalEnd,
    ApprovalStore,
    Decision,
)
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.delivery_rows import DELIVERIES, delivery
from bot.store.sqlite.outbox_writes import enqueue_card_edits, enqueue_posts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.approvals import ApprovalRules
    from bot.store.sqlite.connection import Transaction

__all__ = ["SqliteApprovals"]

NOT_POSTED_STATES = (ApprovalState.WAITING, ApprovalState.DROPPED, ApprovalState.LAPSED)
HAS_NO_MESSAGE = "d.state IN ('pending', 'failed', 'skipped') AND d.unconfirmed_at IS NULL"
"""True for ``delivery AS d`` if its card surely does not exist."""
WAITING = """
    SELECT d.id, d.article_id FROM approval p JOIN delivery d ON d.id = p.delivery_id
    JOIN subscription s ON s.id = d.subscription_id WHERE p.state = 'waiting'
"""
ON_CARD = """
    SELECT a.*, m.post_of FROM article a LEFT JOIN story_member m ON m.article_id = a.id WHERE a.id = :article
    UNION ALL
    SELECT a.*, m.post_of FROM story_member c JOIN story_member m ON m.post_of = c.post_of
    JOIN article a ON a.id = m.article_id WHERE c.article_id = :article AND a.id <> :article AND EXISTS (
        SELECT 1 FROM delivery d JOIN subscription s ON s.id = d.subscription_id WHERE d.article_id = a.id
        AND s.guild_id = :guild AND d.state = 'skipped' AND d.reason = :on_card
    ) ORDER BY id
"""
"""The articles on a card: its own, and those that are approved with it."""


class SqliteApprovals(SqliteTables, ApprovalStore):
    """Approval in SQLite."""

    async def set_approval(
        self, guild_id: int, channel_id: int, rules: ApprovalRules, *, now: datetime, by: int | None
    ) -> None:
        async def work(tx: Transaction) -> None:
            before = await _give_up(tx, guild_id, but=channel_id)
            made = await fetch(
                tx,
                "INSERT INTO subscription (guild_id, channel_id, created_at, created_by, lapse_hours, asks_editors) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, channel_id) WHERE user_id IS NULL "
                "DO UPDATE SET state = 'active', "
                "created_at = iif(unsubscribed, excluded.created_at, created_at), "
                "reason = NULL, channel_deleted = 0, unsubscribed = 0, lapse_hours = excluded.lapse_hours, "
                "asks_editors = excluded.asks_editors RETURNING id",
                (guild_id, channel_id, rows.seconds(now), by, rules.lapse_hours, int(rules.asks_editors)),
            )
            for row in before:
                await _move_cards(tx, row["id"], made[0]["id"], now, is_deleted=bool(row["channel_deleted"]))

        await self._db.write(work)

    async def end_approval(self, guild_id: int, *, now: datetime, by: int | None) -> ApprovalEnd | None:
        async def work(tx: Transaction) -> ApprovalEnd | None:
            ended = await _give_up(tx, guild_id)
            if not ended:
                return None
            unseen = await fetch(
                tx, f"{WAITING} AND s.guild_id = ? AND (s.channel_deleted OR ({HAS_NO_MESSAGE}))", (guild_id,)
            )
            await _close(tx, [row["id"] for row in unseen], ApprovalState.DROPPED, now, by)
            await _skip_cards(tx, [row["id"] for row in unseen], APPROVAL_ENDED_REASON)
            waiting = await fetch(tx, f"{WAITING} AND s.guild_id = ?", (guild_id,))
            return ApprovalEnd(len(waiting), len(unseen))

        return await self._db.write(work)

    async def count_waiting(self, guild_id: int) -> int:
        return len(await self._db.read(f"{WAITING} AND s.guild_id = ?", (guild_id,)))

    async def decide_approval(
        self, guild_id: int, approval_id: int, decided: ApprovalState, *, now: datetime, by: int, late: bool = False
    ) -> Decision:
        async def work(tx: Transaction) -> Decision:
            article = await _card(tx, guild_id, approval_id)
            is_open = article["state"] in (NOT_POSTED_STATES if late else (ApprovalState.WAITING,))
            if is_open:
                if decided is ApprovalState.APPROVED:
                    await _approve(tx, guild_id, article, now)
                await _close(tx, [approval_id], decided, now, by)
            in_server = f"{DELIVERIES} s.user_id IS NULL AND s.guild_id = ? AND d.article_id = ?"
            found = await fetch(tx, in_server, (guild_id, article["id"]))
            deliveries = [delivery(row) for row in found]
            approval = next(row.approval for row in deliveries if row.approval and row.id == approval_id)
            posts = tuple(row for row in deliveries if row.approval is None)
            return Decision(approval, article["number"], is_open, posts)

        return await self._db.write(work)

    async def lapse_approvals(self, *, now: datetime) -> int:
        due = f"{WAITING} AND p.lapses_at <= ? ORDER BY p.lapses_at, d.id LIMIT {MAX_LAPSED}"
        if not await self._db.read(due, (rows.seconds(now),)):
            return 0  # the usual case: no need to wait for the writer

        async def work(tx: Transaction) -> int:
            cards = [row["id"] for row in await fetch(tx, due, (rows.seconds(now),))]
            await _close(tx, cards, ApprovalState.LAPSED, now, None)
            await _skip_cards(tx, cards, LAPSED_REASON)
            return len(cards)

        return await self._db.write(work)


async def _give_up(tx: Transaction, guild_id: int, *, but: int | None = None) -> list[sqlite3.Row]:
    """Ends the approval channel of a server unless it is the channel ``but``; returns its subscription."""
    return await fetch(
        tx,
        "UPDATE subscription SET lapse_hours = NULL, asks_editors = 0, unsubscribed = 1, role_id = NULL "
        "WHERE guild_id = ? AND lapse_hours IS NOT NULL AND channel_id IS NOT ? RETURNING id, channel_deleted",
        (guild_id, but),
    )


async def _move_cards(tx: Transaction, old: int, new: int, now: datetime, *, is_deleted: bool) -> None:
    """Posts in the new approval channel the waiting cards that nobody can see in the old one."""
    unseen = await fetch(
        tx, f"{WAITING} AND s.id = ? AND (? OR ({HAS_NO_MESSAGE})) ORDER BY d.id", (old, int(is_deleted))
    )
    for card in unseen:
        made = await fetch(
            tx,
            "INSERT INTO delivery (article_id, subscription_id, next_attempt_at) VALUES (?, ?, ?) RETURNING id",
            (card["article_id"], new, rows.seconds(now)),
        )
        await fetch(tx, "UPDATE approval SET delivery_id = ? WHERE delivery_id = ?", (made[0]["id"], card["id"]))
        await fetch(tx, "DELETE FROM delivery WHERE id = ?", (card["id"],))


async def _card(tx: Transaction, guild_id: int, approval_id: int) -> sqlite3.Row:
    """The article of a card (its id and number), and what was decided about it. Raises NotFound."""
    found = await fetch(
        tx,
        "SELECT a.id, a.number, p.state FROM approval p JOIN delivery d ON d.id = p.delivery_id "
        "JOIN subscription s ON s.id = d.subscription_id JOIN article a ON a.id = d.article_id "
        "WHERE p.delivery_id = ? AND s.guild_id = ?",
        (approval_id, guild_id),
    )
    if not found:
        msg = "The article of this card is no longer in the library: there is nothing to decide."
        raise NotFound(msg)
    return found[0]


async def _approve(tx: Transaction, guild_id: int, article: sqlite3.Row, now: datetime) -> None:
    """Adds the deliveries to the readers' channels for each article on a card."""
    given = {"article": article["id"], "guild": guild_id, "on_card": ON_CARD_REASON}
    found = await fetch(tx, ON_CARD, given)
    seen = [row for row in found if row["removed_at"] is None]
    if not seen:
        msg = f"#{article['number']} was removed: restore it before it is posted, or press Drop."
        raise InputError(msg)
    for row in seen:
        await enqueue_posts(tx, rows.article(row), now, post_of=row["post_of"], guild=guild_id)
    await fetch(
        tx,
        "UPDATE delivery SET reason = ? WHERE state = 'skipped' AND reason = ? "
        "AND article_id IN (SELECT value FROM json_each(?)) "
        "AND subscription_id IN (SELECT id FROM subscription WHERE guild_id = ?)",
        (APPROVED_TOGETHER_REASON, ON_CARD_REASON, rows.dump([row["id"] for row in found]), guild_id),
    )


async def _close(
    tx: Transaction, approval_ids: Sequence[int], state: ApprovalState, now: datetime, by: int | None
) -> None:
    """Ends the wait of these articles, and updates their cards."""
    ids = rows.dump(approval_ids)
    await fetch(
        tx,
        "UPDATE approval SET state = ?, decided_at = ?, decided_by = ? "
        "WHERE delivery_id IN (SELECT value FROM json_each(?))",
        (state, rows.seconds(now), by, ids),
    )
    await enqueue_card_edits(tx, ids, now)


async def _skip_cards(tx: Transaction, approval_ids: Sequence[int], reason: str) -> None:
    """Skips cards that were not posted; one that may exist is found, and then updated."""
    await fetch(
        tx,
        f"UPDATE delivery AS d SET state = 'skipped', reason = ? WHERE {HAS_NO_MESSAGE} AND d.state <> 'skipped' "
        "AND d.id IN (SELECT value FROM json_each(?))",
        (reason, rows.dump(approval_ids)),
    )
