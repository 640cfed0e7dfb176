"""One life of the bot in the simulation: the real delivery worker, which may die or stand still at any await."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.errors import DatabaseInUse, DeliveryError
from bot.models.analysed_article import AnalysedArticle
from bot.services.delivery.errors import ChannelUnavailable
from bot.services.delivery.sender import MessageRef
from bot.services.delivery.worker import DeliveryWorker
from bot.services.throttle import Throttle
from bot.ui.delivery_requests import REQUESTS_PER_SECOND
from schedules.discord import Discord, shown_by
from schedules.memory_store import MemoryStore

WRITES = (
    "claim_",
    "release_",
    "mark_delivery_",
    "reschedule_",
    "finish_",
    "follow_up_",
    "postpone_",
    "unblock_",
    "pause_",
    "resume_",
)


class Lease:
    """Who may write: the life that took it last."""

    def __init__(self) -> None:
        self.holder: Life | None = None


class Life:
    """A delivery worker with its own view of the store and of Discord, both of which go through ``step``."""

    def __init__(self, store: MemoryStore, discord: Discord, lease: Lease, clock: Callable[[], datetime]) -> None:
        self._lease = lease
        self._lease.holder = self
        self._dead = False
        self._thawed = asyncio.Event()
        self._thawed.set()
        self.fuse: int | None = None
        """After so many more steps ``at_fuse`` is called."""
        self.at_fuse: Callable[[], None] = self.kill
        sender = SimulatedSender(discord, self)
        self.delivery_worker = DeliveryWorker(
            ProcessStore(store, self),
            sender,
            clock,
            monotonic=asyncio.get_running_loop().time,  # type: ignore[arg-type]
        )
        self.running = asyncio.create_task(self.delivery_worker.run())

    async def step(self) -> None:
        """Before and after each call that leaves the process: here others go on, and here it may die."""
        await asyncio.sleep(0)
        if self.fuse is not None:
            self.fuse -= 1
            if self.fuse <= 0:
                self.fuse = None
                self.at_fuse()
        while not self._thawed.is_set():
            await self._thawed.wait()
        if self._dead:
            raise asyncio.CancelledError

    def kill(self) -> None:
        """At once: nothing of it has an effect any more."""
        self._dead = True
        self._thawed.set()
        self.running.cancel()

    def stop(self) -> None:
        """In order, as on SIGTERM."""
        self.running.cancel()

    def freeze(self) -> None:
        """It stands still, as by SIGSTOP; what it has sent goes on."""
        self._thawed.clear()

    def thaw(self) -> None:
        self._thawed.set()

    def require_lease(self) -> None:
        """Raises DatabaseInUse where another life has taken over."""
        if self._lease.holder is not self:
            raise DatabaseInUse("another process has taken over")


class ProcessStore:
    """The store as one life sees it."""

    def __init__(self, store: MemoryStore, life: Life) -> None:
        self._store = store
        self._life = life

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._store, name)

        async def call(*args: Any, **options: Any) -> Any:
            await self._life.step()
            if name.startswith(WRITES):
                self._life.require_lease()
            result = await method(*args, **options)
            await self._life.step()
            return result

        return call


class SimulatedSender:
    """A ``Sender`` over the simulated Discord, paced as the real one."""

    def __init__(self, discord: Discord, life: Life) -> None:
        self._discord = discord
        self._life = life
        loop = asyncio.get_running_loop()
        self._throttle = Throttle(REQUESTS_PER_SECOND, clock=loop.time)

    async def post(
        self, channel_id: int, items: Sequence[AnalysedArticle], *, key: str, **_options: object
    ) -> MessageRef:
        return await self._request(channel_id, lambda: self._discord.post(channel_id, key, shown_by(items)))

    async def deduplicates(self, channel_id: int) -> bool:
        return self._discord.places[channel_id].kind != "forum"

    async def find(
        self, channel_id: int, items: Sequence[AnalysedArticle], *, key: str, since: datetime
    ) -> list[MessageRef]:
        return await self._request(channel_id, lambda: self._discord.find(channel_id, key))

    async def edit(
        self, message: MessageRef, items: Sequence[AnalysedArticle], *, key: str, **_options: object
    ) -> None:
        await self._request(message.channel_id, lambda: self._discord.edit(message, shown_by(items)))

    async def publish(self, message: MessageRef) -> None:
        if self._discord.places[message.channel_id].kind == "news":
            await self._request(message.channel_id, lambda: self._discord.publish(message))

    async def delete(self, message: MessageRef) -> None:
        await self._request(message.channel_id, lambda: self._discord.delete(message))

    def is_cached(self, channel_id: int) -> bool:
        place = self._discord.places[channel_id]
        return not (place.deleted or place.archived)

    async def access_problem(self, channel_id: int) -> ChannelUnavailable | None:
        def look() -> ChannelUnavailable | None:
            place = self._discord.accessible(channel_id)
            return ChannelUnavailable("the thread is locked") if place.locked else None

        try:
            return look() if self.is_cached(channel_id) else await self._request(channel_id, look)
        except ChannelUnavailable as error:
            return error

    async def _request(self, place_id: int, effect: Callable[[], Any]) -> Any:
        await self._throttle.wait_for_turn()
        await self._life.step()
        self._life.require_lease()
        try:
            answer = await self._discord.answer(place_id, effect)
        except DeliveryError:
            await self._life.step()
            raise
        await self._life.step()
        return answer
