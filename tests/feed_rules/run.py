"""Lets the time pass, restarts and kills the bot, and says which rules were broken."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from conftest import START, Clock
from feed_month.channels import Channels
from feed_month.life import Life
from store.samples import HERE

from bot.models.feeds import FeedText
from bot.store import open_store
from feed_rules.rules import INTERVAL, RULES
from feed_rules.server import RuleServer, serving

__all__ = ["RulesReport", "run_rules"]

STEP = (60.0, 240.0)
"""Seconds between two looks at what is due, at least and at most."""
RESTARTS = 0.01
"""Share of the steps after which the bot is stopped and started."""
MAX_DOWN = 6 * 3_600.0
"""Seconds for which the bot is down after that, or after its death, at most."""
DEATHS = ("", "get", "record_read", "record_unchanged", "claim_feeds")
"""Calls at which the bot dies, or up to four further calls later."""


@dataclass
class RulesReport:
    """How often each rule was put to the test, and what broke it."""

    days: float
    kills: int = 0
    restarts: int = 0
    servers: list[RuleServer] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        return [f"{one.rule.name}: {problem}" for one in self.servers for problem in one.problems]

    def lines(self) -> list[str]:
        """One line for each rule, and one for all."""
        each = [f"{len(one.problems):3} broken, {one.requests:5} requests: {one.rule.name!r}" for one in self.servers]
        requests = sum(one.requests for one in self.servers)
        total = (
            f"{len(self.servers)} rules, {self.days:g} days, {self.restarts} restarts, {self.kills} kills, "
            f"{requests:,} requests, broken: {len(self.problems)}"
        )
        return [*each, total]


async def run_rules(
    folder: Path, *, days: float, kills: int, seed: int = 1, log: Callable[[str], object] = lambda _: None
) -> RulesReport:
    """All rules over so many days; ``log`` gets the first requests of each."""
    clock, chance = Clock(), random.Random(seed)
    servers = {f"rule{number}": RuleServer(rule, clock, log) for number, rule in enumerate(RULES)}
    report = RulesReport(days, servers=list(servers.values()))
    address = f"sqlite:///{folder}/briefings.db"
    store = await open_store(address)
    for name in servers:
        await store.add_feed(
            HERE,
            f"http://{name}.example/feed",
            title=name,
            site=None,
            text_from=FeedText.FEED,
            now=START,
            next_poll_at=START + INTERVAL * chance.random(),
            by=None,
        )
    channels = Channels(clock, chance, is_calm=True)
    async with serving(servers) as port:
        life = Life(store, channels, port, clock, INTERVAL)
        ends = START + timedelta(days=days)
        while clock.at < ends:
            steps_left = (ends - clock.at).total_seconds() / (sum(STEP) / 2)
            if not life.is_doomed and chance.random() < (kills - report.kills) / max(steps_left, 1.0):
                life.doom(chance.choice(DEATHS), chance.randint(0, 4))
            has_died = not await life.work()
            if has_died:
                for server in report.servers:
                    server.lose_answer()
            if has_died or (not life.is_doomed and chance.random() < RESTARTS):
                report.kills += has_died
                report.restarts += not has_died
                await store.close()
                store = await open_store(address)
                _stay_down(report.servers, clock, chance)
                life = Life(store, channels, port, clock, INTERVAL)
            clock.move(chance.uniform(*STEP))
    await store.close()
    return report


def _stay_down(servers: list[RuleServer], clock: Clock, chance: random.Random) -> None:
    """Half of the time, lets hours pass without a bot."""
    if chance.random() < 0.5:
        clock.move(chance.uniform(0.0, MAX_DOWN))
        for server in servers:
            server.known = replace(server.known, not_after=None)
