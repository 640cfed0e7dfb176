"""Where new articles are posted, and the delivery status of one article in each of these channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.approvals import ApprovalState
from bot.models.delivery import DeliveryState, FollowUpKind, FollowUpState
from bot.models.guilds import PostStyle, SubscriptionState
from bot.ui.approval_pages import approval_channel, approval_status
from bot.ui.article_lists import origin_of
from bot.ui.dates import article_date, day_and_time
from bot.ui.filter_pages import channel_rules
from bot.ui.limits import MAX_DESCRIPTION, and_more, join_within
from bot.ui.markup import code, escape
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.models.articles import Article
    from bot.models.delivery import Delivery, FollowUp
    from bot.models.guilds import Subscription
    from bot.services.subscriptions import DeliveryStatus

__all__ = ["deleted_channel", "delivery_status_page", "subscriptions_page"]

NO_REASON = "no reason given"
TOO_OLD = "the article was added before posting started here"
UNPOSTED = "it was added to the library only, and not to be posted"
"""Why an article was never to be posted in a channel: it came before the channel, or it did not."""
NOTHING_APPROVED = "so nothing can be approved, and nothing from feeds is posted"
BEFORE_APPROVAL = "it was added before approval was set here"
UNWANTED = "no channel was to get a post of it"
BY_EDITOR = "an editor added it here"
"""Why an article has no card in the approval channel."""
FOLLOW_UP_NAMES = {
    FollowUpKind.EDIT: ("correction", "could not be corrected"),
    FollowUpKind.PUBLISH: ("publication to followers", "could not be published to followers"),
    FollowUpKind.DEDUPLICATE: ("search for copies", "could not be searched for copies"),
}
"""What is still to be done with a post, and the sentence if it cannot be done."""


def subscriptions_page(
    subscriptions: Sequence[Subscription], prefix: str, roles: Collection[int] | None = None
) -> Reply:
    """The channels with their options; ``roles`` are the ids of the server's roles, None if they are not known."""
    embed = discord.Embed(title="New articles are posted in", colour=COLOUR)
    lines = [_subscription(sub, prefix, roles) for sub in subscriptions]
    embed.description = join_within(lines, MAX_DESCRIPTION, and_more) or "No channels yet."
    embed.set_footer(
        text=f"{prefix}announce on #channel starts or resumes posting · {prefix}announce off #channel stops it · a "
        "paused channel resumes by itself once the problem is solved"
    )
    return Reply(embed)


def delivery_status_page(
    article: Article,
    statuses: Sequence[DeliveryStatus],
    prefix: str,
    history: Sequence[str] = (),
    *,
    never_posted: str = "",
) -> Reply:
    """For each channel: posted (with a link), waiting, or not posted, and why; before it the lines of ``history``.

    Of a removed article the page first says that it was removed, and how it comes back.
    ``never_posted`` is why the article was not to be posted, in channels where it was not, if that is known.
    """
    embed = discord.Embed(title=f"Where #{article.number} was posted", colour=COLOUR)
    readers = [status.delivery for status in statuses if not status.subscription.approval]
    lines = [
        f"{_channel(status.subscription)} — "
        + (
            f"not asked for: {_no_card(article, status.subscription, readers)}"
            if status.subscription.approval and status.delivery is None
            else _status(status, never_posted or _never_posted(article, status))
        )
        for status in statuses
    ]
    lines = lines or ["New articles are not posted in any channel of this server."]
    origin = origin_of(article_date(article), article)
    embed.description = join_within(
        [*_removal(article, prefix), escape(article.title), origin, "", *history, *lines], MAX_DESCRIPTION, and_more
    )
    return Reply(embed)


def _removal(article: Article, prefix: str) -> list[str]:
    if article.removed_at is None:
        return []
    removed = discord.utils.format_dt(article.removed_at, "R")
    return [f"**This article was removed** {removed}: {code(f'{prefix}restore {article.number}')} brings it back.", ""]


def deleted_channel(channel_id: int | str) -> str:
    """A channel that was deleted, and cannot be shown as a mention."""
    return f"a deleted channel (id {channel_id})"


def _channel(sub: Subscription) -> str:
    return deleted_channel(sub.channel_id) if sub.channel_deleted else f"<#{sub.channel_id}>"


def _subscription(sub: Subscription, prefix: str, roles: Collection[int] | None) -> str:
    options = []
    if sub.role_id is not None:
        exists = roles is None or sub.role_id in roles
        options.append(f"mentions <@&{sub.role_id}>" if exists else "mentions nobody: its role was deleted")
    if sub.publish:
        options.append("published to followers")
    if sub.look.style is PostStyle.COMPACT:
        options.append("compact posts")
    if sub.look.picture:
        options.append("with pictures")
    line = " · ".join([_channel(sub), *options])
    if rules := approval_channel(sub.approval) if sub.approval else channel_rules(sub):
        line += f" — {rules}"
    if sub.state is SubscriptionState.PAUSED:
        line += f" — paused: {escape(sub.reason or NO_REASON)}"
    if not sub.channel_deleted:
        return line
    if sub.approval:
        return f"{line} ({NOTHING_APPROVED}: {prefix}announce approval names another channel, or off)"
    return f"{line} ({prefix}announce off {sub.channel_id} removes it from this list)"


def _status(status: DeliveryStatus, never_posted: str) -> str:
    row, sub = status.delivery, status.subscription
    if row is None:
        return _unapproved(status.card) or f"not posted: {never_posted}"
    if row.approval is not None and row.state is not DeliveryState.SKIPPED:
        return f"{approval_status(row.approval)} · {_card(row)}"
    if row.state is DeliveryState.SENT:
        return " · ".join([_posted(row), *filter(None, map(_follow_up, status.follow_ups))])
    if row.state is DeliveryState.SKIPPED or sub.channel_deleted:
        reason = row.reason if row.state is DeliveryState.SKIPPED else sub.reason
        return f"not posted: {escape(reason or NO_REASON)}"
    return _waiting(status, row)


def _never_posted(article: Article, status: DeliveryStatus) -> str:
    return TOO_OLD if article.added_at < status.subscription.created_at else UNPOSTED


def _no_card(article: Article, approval: Subscription, readers: Sequence[Delivery | None]) -> str:
    """Why an article was not to be approved; ``readers`` are its deliveries in the readers' channels."""
    if article.added_at < approval.created_at:
        return BEFORE_APPROVAL
    return BY_EDITOR if any(row is not None and row.stopped_at is None for row in readers) else UNWANTED


def _unapproved(card: Delivery | None) -> str:
    """What keeps an article that needs approval from being posted; empty if it was approved, or needs none."""
    if card is None or (card.approval and card.approval.state is ApprovalState.APPROVED):
        return ""
    if card.approval is None or card.state is DeliveryState.SKIPPED:
        return f"not posted: {escape(card.reason or NO_REASON)}"
    if card.approval.state is ApprovalState.WAITING:
        return f"waits for approval in <#{card.channel_id}>"
    return f"not posted: {approval_status(card.approval)}"


def _card(row: Delivery) -> str:
    """Where the card of an article is, or why it is not there yet."""
    if row.state is DeliveryState.SENT:
        return _link("card", row)
    return "its card is not posted yet" + (f": {escape(row.reason)}" if row.reason else "")


def _waiting(status: DeliveryStatus, row: Delivery) -> str:
    if status.subscription.state is SubscriptionState.PAUSED:
        return f"waiting, because the channel is paused: {escape(status.subscription.reason or NO_REASON)}"
    if row.state is DeliveryState.CLAIMED:
        return "being posted right now"
    if status.waits_for is not None and _shares_digest(status.subscription, status.waits_for[0]):
        row = status.waits_for[0]  # all that wait are posted together
    elif status.waits_for is not None:
        head, number = status.waits_for
        reason = f", which waits ({escape(head.reason)})" if head.reason else ""
        return f"waiting behind #{number}{reason}"
    reason = f" ({escape(row.reason)})" if row.reason else ""
    due = max(row.next_attempt_at, row.held_until or row.next_attempt_at)
    return f"waiting{reason}, due {discord.utils.format_dt(due, 'R')}"


def _shares_digest(sub: Subscription, head: Delivery) -> bool:
    """True if what waits behind the head of the line is posted with it, in the channel's digest."""
    return sub.limits.digest is not None and head.batch_id is None


def _posted(row: Delivery) -> str:
    posted = _link(_how_posted(row), row)
    return f"{posted}, because {escape(row.again)}" if row.again else posted


def _how_posted(row: Delivery) -> str:
    if row.digest_of is not None:
        return f"posted in the briefing of {day_and_time(row.digest_of)}"
    return "posted" if row.batch_id is None else "posted in one list with others"


def _link(words: str, row: Delivery) -> str:
    """A link to the message."""
    return f"[{words}](https://discord.com/channels/{row.guild_id}/{row.thread_id or row.channel_id}/{row.message_id})"


def _follow_up(follow_up: FollowUp) -> str | None:
    """What is still to be done with a post; None for what nobody needs to know.

    That is a search for copies, and a correction that was made and is made again in case an older one arrives late.
    """
    wanted, failed = FOLLOW_UP_NAMES[follow_up.kind]
    reason = escape(follow_up.reason or NO_REASON)
    if follow_up.state is FollowUpState.IMPOSSIBLE:
        return f"{failed}: {reason}"
    if follow_up.state is FollowUpState.BLOCKED:
        return f"{wanted} waiting until I have access again: {reason}"
    if follow_up.reason is None and (follow_up.attempts or follow_up.kind is FollowUpKind.DEDUPLICATE):
        return None
    because = f" because {reason}" if follow_up.reason else ""
    return f"{wanted} waiting{because}, due {discord.utils.format_dt(follow_up.next_attempt_at, 'R')}"
