"""Where new articles are posted, and what became of one article in each of these channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models import DeliveryState
from bot.ui.limits import DESCRIPTION, join_within
from bot.ui.markup import plain
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models import Article, Delivery, Subscription

__all__ = ["fate_page", "subscriptions_page"]


def subscriptions_page(subscriptions: Sequence[Subscription], prefix: str) -> Reply:
    """Where new articles are posted, and where not any more and why."""
    embed = discord.Embed(title="New articles are posted in", colour=COLOUR)
    lines = []
    for sub in subscriptions:
        options = [f"mentions <@&{sub.role_id}>"] * bool(sub.role_id) + ["published"] * sub.publish
        paused = f" — paused: {plain(sub.reason or 'no reason given')}" if sub.state == "paused" else ""
        lines.append(f"<#{sub.channel_id}>" + "".join(f" · {option}" for option in options) + paused)
    embed.description = join_within(lines, DESCRIPTION, lambda n: f"… and {n} more") or "No channel yet."
    embed.set_footer(
        text=f"{prefix}announce on #channel starts or resumes it · {prefix}announce off #channel stops it · "
        "a paused one goes on by itself once its trouble is over"
    )
    return Reply(embed)


def fate_page(article: Article, fates: Sequence[tuple[Subscription, Delivery | None]]) -> Reply:
    """For each channel: posted (with a link), waiting, or not, and why."""
    embed = discord.Embed(title=f"Posts of #{article.number}", colour=COLOUR)
    lines = [f"<#{sub.channel_id}> — {_fate(sub, row)}" for sub, row in fates]
    embed.description = join_within([plain(article.title), "", *lines], DESCRIPTION, lambda n: f"… and {n} more")
    if not lines:
        embed.description = f"{plain(article.title)}\n\nNew articles are posted in no channel of this server."
    return Reply(embed)


def _fate(sub: Subscription, row: Delivery | None) -> str:
    if row is None:
        return "not posted: it was there before posting started here"
    if row.state is DeliveryState.SENT:
        where = f"https://discord.com/channels/{row.guild_id}/{row.posted_in or row.channel_id}/{row.message_id}"
        return f"[posted]({where})" + (" in one list with others" if row.batch is not None else "")
    if row.state is DeliveryState.SKIPPED:
        return f"not posted: {plain(row.reason or 'no reason given')}"
    if sub.state == "paused":
        return f"waiting, the channel is paused: {plain(sub.reason or 'no reason given')}"
    due = discord.utils.format_dt(row.next_try_at, "R")
    if row.state is DeliveryState.CLAIMED:
        return "being posted this moment"
    why = f" ({plain(row.reason)})" if row.reason else ""
    return f"waiting{why}, due {due}" if row.attempts or row.reason else "waiting behind earlier ones"
