"""Cards of articles that wait for approval, and the answers to those who set an approval channel or decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord.utils import format_dt

from bot.models.approvals import ApprovalState
from bot.models.delivery import DeliveryState
from bot.plurals import plural
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_DESCRIPTION, and_more, join_within
from bot.ui.markup import code, escape
from bot.ui.messages import done
from bot.ui.reply import Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.approvals import Approval, ApprovalRules
    from bot.models.delivery import Delivery
    from bot.services.approvals import ApprovalChannel
    from bot.store.protocols.approvals import ApprovalEnd, Decision

__all__ = [
    "CARD_HEADINGS",
    "add_decision",
    "add_waiting",
    "approval_channel",
    "approval_ended",
    "approval_set",
    "approval_shown",
    "approval_status",
    "decision_made",
    "lapse_time",
    "no_approval",
]

CARD_HEADINGS = {
    ApprovalState.WAITING: ("Waits for approval", "For approval:"),
    ApprovalState.APPROVED: ("Approved", "Approved:"),
    ApprovalState.DROPPED: ("Dropped: not posted", "Dropped:"),
    ApprovalState.LAPSED: ("Lapsed: not posted", "Lapsed:"),
}
"""The heading of a card, and the words before the headline in the message's text."""
STAYS = "The article stays in the library."
POST_AFTER_ALL = "Post after all"
HOURS_A_DAY = 24


def add_decision(reply: Reply, approval: Approval, *, can_be_posted: bool) -> Reply:
    """Adds to a card what editors can decide, with the buttons, or what was decided."""
    reply.embed.add_field(name="Approval", value=_decision(approval), inline=False)
    others = tuple(replace(button, row=button.row + 1) for button in reply.buttons)
    return replace(reply, buttons=(*(_choices(approval) if can_be_posted else ()), *others))


def lapse_time(rules: ApprovalRules) -> str:
    """How long articles wait: "12 hours", "2 days"."""
    days, hours = divmod(rules.lapse_hours, HOURS_A_DAY)
    return plural(days, "day") if days > 1 and not hours else plural(rules.lapse_hours, "hour")


def approval_channel(rules: ApprovalRules, waiting: int | None = None) -> str:
    """What an approval channel is for, as a part of a line: "approval channel: new articles wait there ..."."""
    which = "all new articles" if rules.asks_editors else "new articles from feeds"
    count = f", {waiting:,} now" if waiting else ""
    return f"approval channel: {which} wait there for at most {lapse_time(rules)}{count}"


def approval_set(channel: ApprovalChannel, prefix: str) -> Reply:
    """An approval channel was set, or its rules."""
    rules, where = channel.rules, f"<#{channel.subscription.channel_id}>"
    which = "Every new article" if rules.asks_editors else "What comes in by feeds"
    lines = [
        f"{which} now waits in {where} until an editor presses Post or Drop. What nobody decides about within "
        f"{lapse_time(rules)} is not posted."
    ]
    if not rules.asks_editors:
        lines.append(
            f"What an editor adds here is posted at once; {code(f'{prefix}announce approval all')} has it wait too."
        )
    if not channel.has_readers:
        lines.append(
            "No channel gets new articles yet, so there is nothing to approve: "
            f"{code(f'{prefix}announce on #channel')} starts it."
        )
    return done("\n".join(lines))


def approval_shown(channel: ApprovalChannel, prefix: str) -> Reply:
    """The approval channel of a server, and how to change it."""
    end = code(f"{prefix}announce approval off")
    line = approval_channel(channel.rules, channel.waiting)
    return done(f"<#{channel.subscription.channel_id}> is the {line}. {end} has them posted at once.")


def no_approval(prefix: str) -> str:
    """No approval channel is set."""
    return (
        "There is no approval channel here: new articles are posted at once. To be asked first, name a channel that "
        f"editors read: {prefix}announce approval #desk 12 hours"
    )


def approval_ended(ended: ApprovalEnd) -> Reply:
    """Approval was switched off."""
    lines = ["New articles are posted at once from now on."]
    if ended.waiting:
        until = "until the time for that is over: nothing there is posted unasked."
        lines.append(f"{plural(ended.waiting, 'card')} can still be decided about {until}")
    if ended.dropped:
        lines.append(f"{plural(ended.dropped, 'article')} without a card that can be seen will not be posted.")
    return done(" ".join(lines))


def decision_made(decision: Decision) -> Reply:
    """What an editor decided, and where the article is posted; or what had become of it before."""
    number, approval = decision.article_number, decision.approval
    if not decision.is_new:
        return done(f"That is decided already. {_decision(approval)}")
    if approval.state is ApprovalState.DROPPED:
        return done(f"Dropped: #{number} is not posted. {STAYS} {POST_AFTER_ALL}, on its card, changes that.")
    lines = [_destinations(number, decision.deliveries)]
    lines += [
        f"Not in <#{row.channel_id}>: {escape(row.reason or '')}"
        for row in decision.deliveries
        if row.state is DeliveryState.SKIPPED
    ]
    return done(join_within(lines, MAX_DESCRIPTION, and_more))


def approval_status(approval: Approval) -> str:
    """The state of an approval as a part of a sentence, for a list."""
    if approval.state is ApprovalState.WAITING:
        return f"waits for approval, lapses {format_dt(approval.lapses_at, 'R')}"
    if approval.state is ApprovalState.LAPSED:
        return "nobody approved it in time"
    return f"{'approved' if approval.state is ApprovalState.APPROVED else 'dropped'} by {_editor(approval)}"


def add_waiting(reply: Reply, channel_id: int) -> Reply:
    """Adds to the answer about a new article that it waits for approval."""
    value = f"An editor decides in <#{channel_id}> whether it is posted."
    reply.embed.add_field(name="Waits for approval", value=value, inline=False)
    return reply


def _decision(approval: Approval) -> str:
    at = format_dt(approval.decided_at or approval.lapses_at)
    match approval.state:
        case ApprovalState.WAITING:
            lapses = format_dt(approval.lapses_at, "R")
            return f"Editors choose Post or Drop. If nobody does, it lapses {lapses} and is not posted."
        case ApprovalState.APPROVED:
            return f"Approved by {_editor(approval)}, {at}."
        case ApprovalState.DROPPED:
            return f"Dropped by {_editor(approval)}, {at}. {STAYS}"
        case ApprovalState.LAPSED:
            return f"Nobody decided in time: it lapsed {at} and is not posted. {STAYS}"


def _editor(approval: Approval) -> str:
    return f"<@{approval.decided_by}>" if approval.decided_by is not None else "an editor"


def _choices(approval: Approval) -> Sequence[Button]:
    if approval.state is ApprovalState.APPROVED:
        return ()
    if approval.state is not ApprovalState.WAITING:
        return (Button(POST_AFTER_ALL, ButtonAction(Action.APPROVE_LATE, str(approval.id))),)
    return (
        Button("Post", ButtonAction(Action.APPROVE, str(approval.id))),
        Button("Drop", ButtonAction(Action.REJECT, str(approval.id))),
    )


def _destinations(number: int, deliveries: Sequence[Delivery]) -> str:
    channels = [f"<#{row.channel_id}>" for row in deliveries if row.state is not DeliveryState.SKIPPED]
    return f"Approved: #{number} is posted in {', '.join(channels) if channels else 'no channel'}."
