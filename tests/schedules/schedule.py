"""One schedule: what people, Discord and the bot's process do in an hour or so, drawn from a seed.

The same seed gives the same schedule to the last step: detangle draws which task goes on first, and time is virtual.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from store.samples import read

from bot.models.articles import SHARED, Article, Draft
from bot.models.delivery import DeliveryState, FollowUpKind
from bot.models.filters import NO_LIMITS, ChannelLimits, QuietHours
from bot.services import delivery
from bot.store.sqlite.lease import LEASE_RENEWAL_SECONDS, LEASE_SECONDS
from schedules.discord import Discord, Fault, Kind, Place
from schedules.life import Lease, Life
from schedules.memory_store import MemoryStore
from schedules.promises import HEALTHY, START, broken_promises

ILL, WORSE = 2, 3
CHANNELS = {
    HEALTHY: (Kind.TEXT,),
    ILL: (Kind.TEXT, Kind.FORUM),
    WORSE: (Kind.NEWS, Kind.THREAD),
}
LONGEST_TROUBLE = 900.0
QUIET_WITHIN = 3 * 3_600.0
"""Seconds after the last fault in which everything is to be done."""
CALM_POLL_SECONDS = 90.0
ACTIONS = {
    "add": 6,
    "edit": 4,
    "remove": 1,
    "restore": 1,
    "close": 2,
    "open": 2,
    "lock": 1,
    "unlock": 1,
    "archive": 2,
    "delete a post": 1,
    "delete a channel": 0.2,
}
ENDS = {"kill": 1, "kill soon": 6, "stop": 1, "freeze": 3}


@dataclass
class Schedule:
    """What happens in one run, and what was seen."""

    seed: int
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._intensity = self._chance.choice((0.0, 0.2, 0.5, 0.7))
        weights = {fault: self._chance.random() ** 2 for fault in Fault}
        scale = self._intensity / sum(weights.values())
        faults = {fault: weight * scale for fault, weight in weights.items()}
        nonce = self._chance.uniform(120.0, 300.0)
        self.discord = Discord(self._chance, faults, HEALTHY, nonce)
        self._store = MemoryStore()
        self._lease = Lease()
        self._life: Life | None = None
        self._zombies: list[asyncio.Task[None]] = []
        self._immortal = self._chance.random() < 0.3
        self._over = self._calmed = False
        self._removed: set[int] = set()
        self._unwanted: set[tuple[int, int]] = set()
        """Posts that a person deleted: the article and the subscription."""

    def clock(self) -> datetime:
        return START + timedelta(seconds=self.discord.now())

    async def run(self) -> None:
        """All of it; then ``problems`` holds what did not hold."""
        for guild, kinds in CHANNELS.items():
            for kind in kinds:
                place = self.discord.add(guild, kind)
                await self._store.subscribe(guild, place.id, now=self.clock(), by=None)
                if kind is Kind.NEWS:
                    await self._store.set_subscription_options(guild, place.id, role_id=None, publish=True)
        await self._set_limits()
        lives = asyncio.create_task(self._lives())
        await self._trouble(self._chance.uniform(30.0, LONGEST_TROUBLE))
        self._calm()
        for place in self.discord.places.values():
            await self._store.set_subscription_limits(place.guild, place.id, NO_LIMITS, now=self.clock())
        await self._quiet()
        self._over = True
        if self._life is not None:
            self._life.kill()
        await asyncio.gather(lives, *self._zombies)
        self.problems += broken_promises(
            self._store, self.discord, removed=self._removed, unwanted=self._unwanted, punctual=self._immortal
        )

    async def _set_limits(self) -> None:
        """Gives some channels a limit of posts a day, and quiet hours that begin soon."""
        chance = random.Random(f"limits {self.seed}")
        for place in self.discord.places.values():
            if place.guild != HEALTHY and chance.random() < 0.4:
                minutes = chance.sample(range(20), 2)
                quiet = QuietHours(*(time(START.hour, minute) for minute in minutes))
                limits = ChannelLimits(chance.choice((None, 1, 3)), chance.choice((None, quiet)))
                await self._store.set_subscription_limits(place.guild, place.id, limits, now=self.clock())

    # ------------------------------------------------------------ what people do

    async def _trouble(self, seconds: float) -> None:
        times = sorted(self._chance.uniform(0.0, seconds) for _ in range(self._chance.randint(5, 14)))
        names, weights = list(ACTIONS), list(ACTIONS.values())
        await self._act("add")
        for at in times:
            await asyncio.sleep(max(0.0, at - self.discord.now()))
            await self._act(self._chance.choices(names, weights)[0])

    async def _act(self, action: str) -> None:
        """One thing that a person does."""
        articles = list(self._store.articles.values())
        place = self._chance.choice([p for p in self.discord.places.values() if p.guild != HEALTHY])
        article = self._chance.choice(articles) if articles else None
        if action == "add":
            for _ in range(self._chance.choice((1, 1, 1, 1, 1, 2, 7))):
                await self._add()
        elif action in ("edit", "remove", "restore"):
            if article is not None:
                await self._change(action, article)
        elif action == "delete a post":
            self._delete_a_post()
        else:
            change_place(action, place)
        if self._life is not None and self._chance.random() < 0.5:  # else another process wrote it, or the bot is away
            self._life.delivery_worker.wake()

    async def _change(self, action: str, article: Article) -> None:
        now = self.clock()
        if action == "edit":
            text = f"{article.title}. Version {article.version}."
            await self._store.replace_article(article.id, Draft(article.title, text), read(text), now=now)
        elif action == "remove":
            self._removed.add(article.id)
            await self._store.remove_article(article.id, now=now, by=None)
        else:
            await self._store.restore_article(article.id, now=now, by=None)

    async def _add(self) -> None:
        number = len(self._store.articles) + 1
        text = f"Story {number}. Version 1."
        scope = self._chance.choice((SHARED, SHARED, ILL))
        await self._store.add_article(scope, Draft(f"Story {number}", text), read(text), now=self.clock())

    def _delete_a_post(self) -> None:
        """One that the bot knows of, and that has no late copy: both of them it would take for a post never made."""
        sent = [row for row in self._store.rows.values() if row.state is DeliveryState.SENT]
        doubtful = {r.message_id for r in sent if (r.id, FollowUpKind.DEDUPLICATE) in self._store.follow_ups}
        known = {row.message_id for row in sent} - doubtful
        found = [message for message in self.discord.messages.values() if message.id in known]
        if found:
            message = self._chance.choice(found)
            del self.discord.messages[message.id]
            place = self.discord.places[message.place]
            place.deleted |= place.parent is not None and self._chance.random() < 0.5
            self._unwanted |= {(row.article_id, row.subscription_id) for row in sent if row.message_id == message.id}

    # ------------------------------------------------------------ what becomes of the process

    async def _lives(self) -> None:
        """One life after the other."""
        while not self._over:
            self._life = Life(self._store, self.discord, self._lease, self.clock)
            life = self._life
            ending = asyncio.create_task(self._end(life))
            await asyncio.wait({life.running, ending}, return_when=asyncio.FIRST_COMPLETED)
            if life.running.done():
                ending.cancel()
            self._life = None
            if not self._over:
                pause = self._chance.choice((1.0, 5.0, 60.0, 60.0, 1_200.0)) * self._chance.uniform(1.0, 1.2)
                await asyncio.sleep(pause)

    async def _end(self, life: Life) -> None:
        """Ends a life some time; returns where another one may begin, though this one may still stand somewhere."""
        await asyncio.sleep(self._chance.expovariate(1 / 120.0))
        how = self._chance.choices(list(ENDS), list(ENDS.values()))[0]
        if self._immortal or self._calmed:
            how = "none"
        if how == "kill":
            life.kill()
        elif how == "stop":
            life.stop()
        elif how == "kill soon":
            life.fuse = self._chance.randint(1, 60)
        elif how == "freeze":
            frozen = asyncio.Event()
            life.at_fuse = lambda: (life.freeze(), frozen.set())  # type: ignore[assignment,func-returns-value]
            life.fuse = self._chance.randint(1, 60)
            await asyncio.wait({life.running, asyncio.ensure_future(frozen.wait())}, return_when="FIRST_COMPLETED")
            seconds = self._chance.choice((1.0, LEASE_SECONDS, 300.0, 2_000.0)) * self._chance.random()
            self._zombies.append(asyncio.create_task(self._stand_up(life, seconds)))
            if seconds > LEASE_SECONDS:
                await asyncio.sleep(LEASE_SECONDS)
                return
        await asyncio.wait({life.running})

    async def _stand_up(self, life: Life, seconds: float) -> None:
        """A process that stood still goes on, and ends where it finds that another one has taken over."""
        await asyncio.sleep(seconds)
        life.thaw()
        await asyncio.sleep(self._chance.uniform(0.0, LEASE_RENEWAL_SECONDS))
        if self._lease.holder is not life:
            life.kill()

    def _calm(self) -> None:
        """From now on nothing goes wrong any more."""
        self._calmed = True
        self.discord.faults.clear()
        delivery.POLL_SECONDS = CALM_POLL_SECONDS  # restored by ``narrow``
        for place in self.discord.places.values():
            place.open, place.locked, place.limited_until = True, False, 0.0

    async def _quiet(self) -> None:
        """Waits until nothing is left to be done."""
        give_up = self.discord.now() + QUIET_WITHIN
        while self._store.waiting() or self._store.unfinished() or self.discord.landing:
            if self.discord.now() > give_up:
                left = [*self._store.waiting(), *self._store.unfinished()]
                self.problems.append(f"still to be done after {QUIET_WITHIN:.0f} s: {left[:3]}")
                return
            await asyncio.sleep(30.0)


def change_place(action: str, place: Place) -> None:
    """What a person does to a channel or a thread."""
    match action:
        case "close" | "open":
            place.open = action == "open"
        case "lock" | "unlock" if place.kind is Kind.THREAD:
            place.locked = action == "lock"
        case "archive" if place.kind is Kind.THREAD:
            place.archived = True
        case "delete a channel" if place.parent is None:
            place.deleted = True
