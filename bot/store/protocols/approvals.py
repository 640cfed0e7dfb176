"""Approval channels: what comes in waits there until an editor has it posted to the readers, or drops it.

The article gets one delivery, of its card, in the approval channel. Its deliveries to the readers' channels are made
when it is approved. The reasons are those of deliveries that are skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.approvals import Approval, ApprovalRules, ApprovalState
    from bot.models.delivery import Delivery

__all__ = [
    "APPROVAL_ENDED_REASON",
    "APPROVED_TOGETHER_REASON",
    "DROPPED_STORY_REASON",
    "LAPSED_REASON",
    "MAX_LAPSED",
    "ON_CARD_REASON",
    "ApprovalEnd",
    "ApprovalStore",
    "Decision",
    "is_card",
]

ON_CARD_REASON = "another article tells the same, and its card in the approval channel names this one"
"""An article that is approved or dropped with another one. When that is approved, the reason changes to the next."""
APPROVED_TOGETHER_REASON = "it was named on the card of another article, which was approved"
DROPPED_STORY_REASON = "an editor dropped another article that tells the same"
_WITHOUT_CARD = frozenset((ON_CARD_REASON, APPROVED_TOGETHER_REASON, DROPPED_STORY_REASON))
LAPSED_REASON = "nobody approved it in time: its card could not be posted"
APPROVAL_ENDED_REASON = "approval was switched off before its card was posted"
MAX_LAPSED = 100
"""Articles whose wait ends in one transaction, so that other writes need not wait long."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of an editor's decision: ``is_new`` is false if it had been decided before, or had lapsed.

    ``deliveries`` are those of the card's article in the readers' channels.
    """

    approval: Approval
    article_number: int
    is_new: bool
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalEnd:
    """What became of the articles that waited when an approval channel was given up.

    ``waiting`` still have their cards and can be decided until they lapse; ``dropped`` had no card.
    """

    waiting: int
    dropped: int


def is_card(row: Delivery) -> bool:
    """True for the delivery of an article in an approval channel, also where it is named on the card of another one."""
    return row.approval is not None or row.reason in _WITHOUT_CARD


class ApprovalStore(Protocol):
    """Keeps which articles need approval, and what was decided.

    ``ArticleStore.add_article`` makes an article wait in each server with an approval channel, unless an editor of that
    server added it and its rules do not ask for those, or no channel of the server would get it. An article that tells
    the same as one whose card waits is named on that card instead, and is approved or dropped with it.
    """

    async def set_approval(
        self, guild_id: int, channel_id: int, rules: ApprovalRules, *, now: datetime, by: int | None
    ) -> None:
        """Makes a channel the server's approval channel, or changes its rules; it must not get posts itself.

        In another channel that was one before, cards that were posted stay and can be decided. Those that were not, and
        those of a deleted channel, are posted in the new one.
        """

    async def end_approval(self, guild_id: int, *, now: datetime, by: int | None) -> ApprovalEnd | None:
        """Gives the approval channel up; None if there is none. New articles are posted without approval from now on.

        What waits with a card that people can see still waits; the other articles are dropped.
        """
        ...

    async def count_waiting(self, guild_id: int) -> int:
        """The number of cards that wait for a decision."""
        ...

    async def decide_approval(
        self, guild_id: int, approval_id: int, decided: ApprovalState, *, now: datetime, by: int, late: bool = False
    ) -> Decision:
        """Approves or drops an article (``decided``), and updates its card. Only the first decision counts.

        If ``late``, one that was dropped or has lapsed can be decided about too: an editor saw that, and changes it.

        One that is approved gets its deliveries to the readers' channels, with their filters and limits as they are
        now, and so do the articles that its card names. Raises NotFound if the server has no such card, InputError if
        it is to be approved and every article on the card was removed.
        """
        ...

    async def lapse_approvals(self, *, now: datetime) -> int:
        """Ends the wait of articles that nobody decided about in time, and updates their cards; returns their number.

        At most ``MAX_LAPSED`` at a time.
        """
        ...
