"""What must hold at the end of every schedule: each article once, in order, as it is now; nobody waits for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import pairwise

from bot.models.delivery import Delivery, DeliveryState
from bot.models.guilds import Subscription
from schedules.discord import Discord, Message
from schedules.memory_store import MemoryStore

START = datetime(2026, 11, 28, 9, tzinfo=UTC)
"""When virtual time begins."""
HEALTHY = 1
"""The server in which Discord makes no faults: what goes on in others must not delay its posts."""
DELAY_ALLOWED = 150.0
"""Seconds for a post there: the minute of a flood, a request that hangs for 20, a poll."""
MOST_REQUESTS = 40


def broken_promises(
    store: MemoryStore,
    discord: Discord,
    *,
    removed: Collection[int],
    unwanted: Collection[tuple[int, int]],
    punctual: bool,
) -> Iterator[str]:
    """What did not hold, in words.

    ``removed`` are the articles that were removed at some time, ``unwanted`` the posts that a person deleted (article
    and subscription); with ``punctual`` the bot never died, so that posts in the healthy server have to be quick.
    """
    for sub in store.subs.values():
        place = discord.places[sub.channel_id]
        if place.deleted:
            continue
        messages, where = discord.messages_of(place), f"in the {place.kind} of server {place.guild}"
        told = [article for message in sorted(messages, key=lambda m: m.id) for article in message.shown]
        if any(later < sooner for sooner, later in pairwise(told)):
            yield f"out of order {where}: {told}"
        for row in [store.delivery(row) for row in store.rows.values() if row.subscription_id == sub.id]:
            may_lack = row.article_id in removed, (row.article_id, sub.id) in unwanted
            yield from (f"article {row.article_id} {problem} {where}: {row}" for problem in _lost(row, told, *may_lack))
        for message in messages:
            yield from (f"{problem} {where}" for problem in _outdated(store, sub, message, punctual=punctual))
    times = sorted(discord.requests)
    if any(later - sooner < 0.999 for sooner, later in zip(times, times[MOST_REQUESTS:], strict=False)):
        yield f"more than {MOST_REQUESTS} requests in a second"


def _lost(row: Delivery, told: list[int], removed: bool, unwanted: bool) -> Iterator[str]:
    """Whether an article is in a channel as often as it has to be."""
    sent, seen = row.state is DeliveryState.SENT, Counter(told)[row.article_id]
    if not sent and not removed:
        yield "was never posted"
    if seen > sent or (seen < sent and not unwanted):
        yield f"is there {seen} times"


def _outdated(store: MemoryStore, sub: Subscription, message: Message, *, punctual: bool) -> Iterator[str]:
    """Whether a message shows its articles as they are, came soon and is published."""
    for number, shown in message.shown.items():
        article = store.articles[number]
        if shown != (article.version, article.removed_at is not None):
            yield f"article {number} is shown as {shown} instead of in version {article.version}"
        delay = START.timestamp() + message.made_at - article.added_at.timestamp()
        if punctual and sub.guild_id == HEALTHY and delay > DELAY_ALLOWED:
            yield f"article {number} came after {delay:.0f} s"
    if sub.publish and not message.published:
        yield f"message {message.id} was not published"
