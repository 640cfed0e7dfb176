"""Kills a bot that posts, at moments drawn from a seed, and starts it again; then compares what was seen."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path

from fake_discord.faults import Fault, Plan
from fake_discord.process import BotProcess
from fake_discord.server import Stage as Moment
from fake_discord.shapes import ANNOUNCEMENT
from store.sqlite.integrity import assert_whole

from bot.exit_codes import ExitCode
from bot.models.articles import Article
from fault_injection.environment import Environment, open_environment
from fault_injection.report import Report

RATES = {
    Fault.ERROR_BEFORE: 0.05,
    Fault.ERROR_AFTER: 0.06,
    Fault.ERROR_LATE: 0.03,
    Fault.RESET_BEFORE: 0.04,
    Fault.RESET_AFTER: 0.06,
    Fault.HANG_BEFORE: 0.04,
    Fault.HANG_AFTER: 0.04,
    Fault.LIMITED: 0.04,
    Fault.GLOBAL: 0.01,
    Fault.BANNED: 0.01,
}
ROUTES = ("POST /channels/", "GET /channels/", "PATCH /channels/", "DELETE /channels/")
LIMIT_SECONDS = (0.2, 600.0)
BREAKS = (4000, "reset", "reconnect", "invalid", "invalid, resumable")
LONGEST_LIFE = 6.0
ENDS_WITHIN = 60.0
"""Seconds that a bot has for its end, where it is not killed."""
LIFE_ENDS_WITHIN = 4 * ENDS_WITHIN
"""Of a whole life: of a frozen bot also the start of the one that takes over, and the wait for its own end after it."""
POSTS_IN_A_LIFE = 4
"""At most, before the bot is killed in the middle of the next one."""
PAUSE_SHARE, BREAK_SHARE, BURST_SHARE = 0.25, 0.2, 0.1
FREEZE_SHARE, SECOND_SHARE = 0.15, 0.1
CHANGE_SECONDS = (0.2, 2.0)
"""Between two things that people do."""
PAUSE_SECONDS = (300.0, 1500.0)
"""How long a bot is sometimes dead: longer than Discord remembers a nonce."""
BURST = 7
FINISH_SECONDS = 300.0
FEWER = 4
"""By this the faults become fewer when the killing is over."""
STALLED_SECONDS = 240.0
"""So much time passes where nothing more is told: some posts are only looked for, for as long as they may be late."""
LATE_SECONDS = 700.0
"""After which no request takes effect any more, and copies that late ones made are deleted."""


class KillLoop:
    """One run: the same seed draws the same faults and the same kills."""

    def __init__(self, scene: Environment, *, seed: int, kills: int, articles: int) -> None:
        self._scene = scene
        self._chance = random.Random(seed)
        self._kills = kills
        self._batches = _spread(articles, kills, self._chance)
        self._bot: BotProcess | None = None
        self._fuse: tuple[Moment, int] | None = None
        self._freezing = False
        self._started = 0.0
        self.report = Report(articles=articles, channels=len(scene.channels))

    async def run(self) -> Report:
        """All lives, the last one until everything is told."""
        began = time.monotonic()
        self._scene.discord.on_stage = self._notice
        for life in range(self._kills):
            if self._chance.random() < PAUSE_SHARE:
                self.report.pauses += 1
                await self._scene.time_passes(self._chance.uniform(*PAUSE_SECONDS))
            await self._scene.write(self._batches[life])
            await self._live()
        await self._finish()
        self._compare((await self._scene.articles()).values())
        self.report.seconds = time.monotonic() - began
        return self.report

    async def _live(self) -> None:
        async with await self._scene.bot() as bot:
            self._bot, self._started = bot, time.monotonic()
            self._freezing = self._chance.random() < FREEZE_SHARE
            posts = self._chance.randint(1, POSTS_IN_A_LIFE)
            self._fuse = (self._chance.choice(list(Moment)), posts)
            beside = [asyncio.create_task(self._change())]
            beside.append(asyncio.create_task(self._break(self._chance.random(), self._chance.choice(BREAKS))))
            if self._chance.random() < SECOND_SHARE:
                beside.append(asyncio.create_task(self._second(bot)))
            ended = asyncio.create_task(bot.ended(LIFE_ENDS_WITHIN))
            await asyncio.wait({ended}, timeout=self._chance.uniform(0.1, LONGEST_LIFE))
            if bot.running:
                if self._freezing:
                    await self._replace(bot)
                else:
                    self._strike(bot)
            code = await ended
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            if code >= 0:
                self.report.exits[code] += 1
            self._fuse = None

    async def _replace(self, bot: BotProcess) -> None:
        """Another process takes over from one that stands still; going on, that one finds it and ends."""
        bot.freeze()
        self.report.frozen += 1
        async with await self._scene.bot() as other:
            # Refused, where the other one stopped in the middle of a write, or a second one was quicker.
            with contextlib.suppress(EOFError, TimeoutError):
                await other.logged("discord.ready")
            await asyncio.sleep(self._chance.uniform(0.0, 2.0))
            bot.thaw()
            with contextlib.suppress(TimeoutError):
                await bot.ended(ENDS_WITHIN)
            if bot.running and other.events("discord.ready"):
                self.report.usurpers.append(f"process {bot.pid} went on beside {other.pid}")
            self.report.kills += bot.running  # it may run on where the other process was refused
            bot.kill()

    async def _second(self, bot: BotProcess) -> None:
        """Another process while this one lives: it says so and ends, or begins when this one is dead."""
        async with await self._scene.bot() as other:
            await other.logged("database.in_use")
            self.report.refused += await other.ended() == ExitCode.IN_USE and bot.running

    async def _change(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*CHANGE_SECONDS))
            if self._scene.written:
                await self._scene.change(self._chance)
                self.report.changes += 1

    def _notice(self, moment: Moment, route: str) -> None:
        """Every request passes here: the fuse burns down with the posts."""
        if not (route.startswith("POST /channels/") and route.endswith(("/messages", "/threads"))):
            return
        if moment is Moment.ARRIVED and self._started:
            self.report.first_posts.append(time.monotonic() - self._started)
            self._started = 0.0
        if self._fuse is not None and moment is self._fuse[0]:
            left = self._fuse[1] - 1
            self._fuse = (moment, left) if left else None
            if not left and self._bot is not None:
                self._strike(self._bot)

    def _strike(self, bot: BotProcess) -> None:
        """Ends it, or lets it stand still, this very moment."""
        self._bot = None
        if bot.running and self._freezing:
            bot.freeze()
        elif bot.running:
            bot.kill()
            self.report.kills += 1
            self.report.in_flight += self._scene.discord.on_their_way > 0

    async def _break(self, draw: float, how: str) -> None:
        if draw < BREAK_SHARE:
            gateway = self._scene.discord.gateway
            known = gateway.seen.count("identified")
            await self._scene.discord.world.until(lambda: gateway.seen.count("identified") > known)
            await gateway.break_connections(how)
            self.report.broken += 1

    async def _finish(self) -> None:
        """The last life is left in peace by us, not by the network, until it has caught up."""
        give_up = time.monotonic() + FINISH_SECONDS
        plan = self._scene.discord.plan
        plan.rates = {fault: rate / FEWER for fault, rate in plan.rates.items()}
        self._bot = None
        while not self._complete() and time.monotonic() < give_up:
            async with await self._scene.bot() as bot:
                while bot.running and not self._complete() and time.monotonic() < give_up:
                    try:
                        await self._scene.discord.world.until(self._complete, seconds=3.0)
                    except TimeoutError:
                        await self._scene.time_passes(STALLED_SECONDS)
                await self._scene.time_passes(LATE_SECONDS)  # what would be told twice has its chance
                with contextlib.suppress(TimeoutError):
                    await self._scene.discord.world.until(
                        lambda: self._complete() and self._nothing_twice(), seconds=20.0
                    )
                bot.stop()
                code = await bot.ended()
                if code != ExitCode.OK:
                    self.report.exits[code] += 1

    def _complete(self) -> bool:
        return self._scene.all_told() and self._scene.finished()

    def _nothing_twice(self) -> bool:
        return self._complete() and all(
            len(set(told)) == len(told) for told in map(self._scene.told, self._scene.channels)
        )

    def _compare(self, articles: Collection[Article]) -> None:
        report, discord = self.report, self._scene.discord
        report.faults, report.limited, report.misfits = discord.plan.injected, discord.limits.hits, discord.misfits
        for channel in self._scene.channels:
            told, name = self._scene.told(channel), channel.data["name"]
            counts = Counter(told)
            due = [title for title in self._scene.written if title not in self._scene.once_removed]
            report.lost += [f"{name}: {title}" for title in due if not counts[title]]
            report.outdated += [f"{name}: {title}" for title in self._scene.outdated(channel, articles)]
            if channel.data["type"] == ANNOUNCEMENT:
                messages = self._scene.messages(channel).values()
                report.unpublished += [f"{name}: {m['id']}" for m in messages if not m["flags"] & 1]
            report.doubled += [f"{name}: {title}" for title, count in counts.items() if count > 1]
            first = list(dict.fromkeys(told))
            report.disordered += [f"{name}: {b} after {a}" for a, b in pairwise(first) if b < a]
        assert assert_whole(self._scene.database) == len(self._scene.written)


def _spread(articles: int, lives: int, chance: random.Random) -> list[int]:
    """How many articles are added before each life: most alone, some in a burst."""
    batches = [0] * lives
    while articles:
        size = min(articles, BURST if chance.random() < BURST_SHARE else 1)
        batches[chance.randrange(lives)] += size
        articles -= size
    return batches


async def run_kill_loop(
    folder: Path, *, seed: int, kills: int, articles: int, channels: int, forums: int = 0, news: int = 0
) -> Report:
    """A whole run in an empty folder."""
    plan = Plan(seed=seed, rates=RATES, routes=ROUTES, hang_seconds=(0.2, 2.0), limit_seconds=LIMIT_SECONDS)
    async with open_environment(folder, channels=channels, forums=forums, news=news, plan=plan) as scene:
        return await KillLoop(scene, seed=seed, kills=kills, articles=articles).run()
