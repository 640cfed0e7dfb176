"""Where new articles are posted, and what became of one article in each of these channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.delivery import DeliveryState, FollowUpKind, FollowUpState
from bot.ui.limits import DESCRIPTION, join_within
from bot.ui.markup import plain
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.models.articles import Article
    from bot.models.delivery import Delivery, FollowUp
    from bot.models.guilds import Subscription
    from bot.services.subscriptions import DeliveryStatus

__all__ = ["fate_page", "place", "subscriptions_page"]

FOLLOW_UP_NAMES = {
    FollowUpKind.EDIT: ("correction", "could not be corrected"),
    FollowUpKind.PUBLISH: ("publication to followers", "could not be published to followers"),
    FollowUpKind.DEDUPLICATE: ("a look for copies", "could not be looked at for copies"),
}


def subscriptions_page(
    subscriptions: Sequence[Subscription], prefix: str, *, has_role: Callable[[int], bool] = lambda _: True
) -> Reply:
    """Where new articles are posted, and where not any more and why; ``has_role`` tells deleted roles from others."""
    embed = discord.Embed(title="New articles are posted in", colour=COLOUR)
    lines = []
    for sub in subscriptions:
        options = []
        if sub.role_id is not None:
            known = has_role(sub.role_id)
            options.append(f"mentions <@&{sub.role_id}>" if known else "mentions nobody: its role was deleted")
        options += ["published"] * sub.publish
        paused = f" — paused: {plain(sub.reason or 'no reason given')}" if sub.state == "paused" else ""
        remove = f" ({prefix}announce off {sub.channel_id} takes it off this list)" if sub.gone else ""
        lines.append(place(sub) + "".join(f" · {option}" for option in options) + paused + remove)
    embed.description = join_within(lines, DESCRIPTION, lambda n: f"… and {n} more") or "No channel yet."
    embed.set_footer(
        text=f"{prefix}announce on #channel starts or resumes it · {prefix}announce off #channel stops it · "
        "a paused one goes on by itself once its trouble is over"
    )
    return Reply(embed)


def place(sub: Subscription) -> str:
    """A subscription's channel; one that was deleted cannot be shown as a mention."""
    return f"a deleted channel (id {sub.channel_id})" if sub.gone else f"<#{sub.channel_id}>"


def fate_page(article: Article, fates: Sequence[DeliveryStatus]) -> Reply:
    """For each channel: posted (with a link), waiting, or not, and why."""
    embed = discord.Embed(title=f"Posts of #{article.number}", colour=COLOUR)
    lines = [f"{place(fate.subscription)} — {_fate(fate)}" for fate in fates]
    embed.description = join_within([plain(article.title), "", *lines], DESCRIPTION, lambda n: f"… and {n} more")
    if not lines:
        embed.description = f"{plain(article.title)}\n\nNew articles are posted in no channel of this server."
    return Reply(embed)


def _fate(fate: DeliveryStatus) -> str:
    row, sub = fate.delivery, fate.subscription
    if row is None:
        return "not posted: it was there before posting started here"
    if row.state is DeliveryState.SENT:
        return " · ".join([_posted(row), *filter(None, map(_follow_up, fate.follow_ups))])
    if row.state is DeliveryState.SKIPPED:
        return f"not posted: {plain(row.reason or 'no reason given')}"
    if sub.gone:
        return f"not posted: {plain(sub.reason or 'the channel was deleted')}"
    if sub.state == "paused":
        return f"waiting, the channel is paused: {plain(sub.reason or 'no reason given')}"
    if row.state is DeliveryState.CLAIMED:
        return "being posted this moment"
    if fate.waits_for is not None:
        head, number = fate.waits_for
        why = f", which waits ({plain(head.reason)})" if head.reason else ""
        return f"waiting behind #{number}{why}"
    why = f" ({plain(row.reason)})" if row.reason else ""
    return f"waiting{why}, due {discord.utils.format_dt(row.next_try_at, 'R')}"


def _posted(row: Delivery) -> str:
    where = f"https://discord.com/channels/{row.guild_id}/{row.thread_id or row.channel_id}/{row.message_id}"
    return f"[posted]({where})" if row.batch_id is None else f"[shown in one list with others]({where})"


def _follow_up(task: FollowUp) -> str | None:
    """What is still to be done with a post; None for what nobody needs to know of.

    That is a look for copies, and a correction that was made and is made again in case an older one arrives late.
    """
    wanted, failed = FOLLOW_UP_NAMES[task.kind]
    why = plain(task.reason or "no reason given")
    if task.state is FollowUpState.IMPOSSIBLE:
        return f"{failed}: {why}"
    if task.state is FollowUpState.BLOCKED:
        return f"{wanted} waiting until I have access again: {why}"
    if task.reason is None and (task.attempts or task.kind is FollowUpKind.DEDUPLICATE):
        return None
    because = f" because {why}" if task.reason else ""
    return f"{wanted} waiting{because}, due {discord.utils.format_dt(task.next_try_at, 'R')}"
