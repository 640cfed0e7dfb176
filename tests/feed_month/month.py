"""Lets the time pass, kills the bot, and says what did not hold."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path

from conftest import START, Clock
from store.samples import HERE, THERE

from bot.models.articles import SHARED
from bot.models.feeds import FeedText
from bot.store import open_store
from bot.store.protocols.store import Store
from feed_month.channels import Channels
from feed_month.life import Life
from feed_month.quirks import Quirk
from feed_month.servers import FeedServer, serving

__all__ = ["Report", "run_month"]

SCOPES = (HERE, THERE, SHARED)
FOLLOWERS = ((HERE,), (THERE,), (SHARED,), (HERE, THERE))
"""Who follows a feed: some are followed by two servers, and asked for once for both."""
CHANNELS = {1: HERE, 2: HERE, 3: THERE}
"""The channels that are subscribed, and their servers."""
DEATHS = {"": 60, "get": 4, "record_read": 3, "claim_items": 12, "add_article": 3, "post": 2, "mark_delivery_sent": 1}
"""Calls after which the bot dies, each with the most steps between: before or after further calls."""
PUBLISHED_A_DAY = 0.6
"""Stories of each feed."""
CALM = timedelta(days=3)
"""At the end: what still waits is read, added and posted."""
NOT_TOGETHER = (
    {Quirk.TEASERS, Quirk.HTTPS},
    {Quirk.OUTAGE, Quirk.LONG_OUTAGE, Quirk.TAKEN_DOWN},
    {Quirk.TTL, Quirk.FORMATS},
)
"""Quirks of which a feed has one at most: pages have no https here, and only RSS can say how often it is to be read."""


@dataclass
class Report:
    """What happened, and what did not hold."""

    feeds: int
    days: int
    kills: int = 0
    requests: int = 0
    stories: int = 0
    posts: int = 0
    problems: list[str] = field(default_factory=list)

    def line(self) -> str:
        return (
            f"{self.feeds} feeds, {self.days} days, {self.kills} kills, {self.requests:,} requests, {self.stories:,} "
            f"stories, {self.posts:,} posts, problems: {len(self.problems)}"
        )


async def run_month(folder: Path, *, feeds: int, days: int, kills: int, minutes: int = 60, seed: int = 1) -> Report:
    """So many feeds over so many days; each is read every so many minutes at most."""
    clock, chance, interval = Clock(), random.Random(seed), timedelta(minutes=minutes)
    quirks = _quirks(feeds, chance)
    servers = {
        f"f{n}": FeedServer(f"f{n}", quirks[n], clock, interval, random.Random(f"{seed} {n}")) for n in range(feeds)
    }
    followers = dict(zip(servers, cycle(FOLLOWERS), strict=False))
    channels = Channels(clock, random.Random(f"channels {seed}"))
    report = Report(feeds, days)
    address = f"sqlite:///{folder}/briefings.db"
    store = await open_store(address)
    await _prepare(store, followers)
    async with serving(servers) as port:
        life = Life(store, channels, port, clock, interval)
        ends = START + timedelta(days=days)
        while clock.at < ends + CALM:
            is_calm = clock.at >= ends
            for one in (channels, *servers.values()):
                one.is_calm = is_calm
            left = (ends - clock.at) / timedelta(minutes=10)
            if not (is_calm or life.is_doomed) and chance.random() < (kills - report.kills) / max(left, 1.0):
                method = chance.choice(list(DEATHS))
                life.doom(method, chance.randint(0, DEATHS[method]))
            if not await life.work():
                report.kills += 1
                for server in servers.values():
                    server.lose_answer()
                await store.close()
                store = await open_store(address)
                life = Life(store, channels, port, clock, interval)
            for server in servers.values():
                if server.may_publish and not is_calm and chance.random() < PUBLISHED_A_DAY / 144:
                    server.publish(clock())
            clock.move(chance.uniform(200, 1_000))
    report.requests = sum(server.requests for server in servers.values())
    report.posts = len(channels.posts)
    report.stories = sum(len(server.items) for server in servers.values())
    report.problems += [f"{server.name}: {problem}" for server in servers.values() for problem in server.problems]
    report.problems += await _lost_or_doubled(store, servers, followers, channels)
    await store.close()
    return report


def _quirks(feeds: int, chance: random.Random) -> list[frozenset[Quirk]]:
    """Three for each feed; all feeds together have each of them about as often as any other."""
    dealt = list(islice(cycle(chance.sample(list(Quirk), len(Quirk))), 3 * feeds))
    hands = [frozenset(dealt[n::feeds]) for n in range(feeds)]
    return [_compatible(hand) for hand in hands]


def _compatible(hand: frozenset[Quirk]) -> frozenset[Quirk]:
    for together in NOT_TOGETHER:
        surplus = sorted(hand & together)[1:]
        hand -= frozenset(surplus)
    return hand


async def _prepare(store: Store, followers: dict[str, tuple[int, ...]]) -> None:
    for channel, guild in CHANNELS.items():
        await store.subscribe(guild, channel, now=START, by=None)
    for name, scope in ((name, scope) for name, scopes in followers.items() for scope in scopes):
        await store.add_feed(
            scope,
            f"http://{name}.example/{name}-0",
            title=name,
            site=None,
            text_from=FeedText.AUTO,
            now=START,
            next_poll_at=START,
            by=None,
        )


async def _lost_or_doubled(
    store: Store, servers: dict[str, FeedServer], followers: dict[str, tuple[int, ...]], channels: Channels
) -> list[str]:
    """Each text is to be one article, and in each channel that sees it one post; the first ones of a feed in none."""
    problems = [f"{channels.deleted} posts were made twice, and one of them deleted"] if channels.deleted else []
    articles = {
        scope: Counter(one.title.split()[0] for one in await store.articles(scope, limit=100_000) if one.scope == scope)
        for scope in SCOPES
    }
    items: Counter[str] = Counter()
    for feed in {feed.id for scope in SCOPES for feed in await store.feeds(scope)}:
        records = (await store.items(feed, limit=100_000))[1]
        items.update(record.title.removeprefix("<b>").split()[0] for record in records)
    posted = Counter((post.channel, token) for post in channels.posts for token in post.tokens)
    for name, server in servers.items():
        for token in sorted(server.shown):
            if items[token] != len(followers[name]):
                problems.append(f"{token} is an item {items[token]} times")
            for scope in followers[name]:
                if articles[scope][token] != 1:
                    problems.append(f"{token} is an article {articles[scope][token]} times")
            for channel, guild in CHANNELS.items():
                sees = not {guild, SHARED}.isdisjoint(followers[name]) and token not in server.first
                if posted[channel, token] != sees:
                    problems.append(f"{token} is in channel {channel} {posted[channel, token]} times, not {sees:d}")
    known = {token for server in servers.values() for token in server.shown}
    doubled = [f"{token} is in channel {channel} {n} times" for (channel, token), n in posted.items() if n > 1]
    return problems + [one for one in doubled if one.split()[0] not in known]
