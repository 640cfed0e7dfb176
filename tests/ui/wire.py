"""A delivery worker whose requests go over real sockets to a Discord that fails as a test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import discord
import pytest
from conftest import Clock
from fake_discord import shapes
from fake_discord.faults import Limits
from fake_discord.server import FakeDiscord
from fake_discord.shapes import Json
from fake_discord.state import Channel
from store.samples import add

from bot.models.articles import Article
from bot.services.delivery.worker import DeliveryWorker
from bot.store import open_store
from bot.store.protocols.store import Store
from bot.ui.sender import DiscordSender


@dataclass
class Wire:
    """A delivery worker on a clock of its own, whose requests go to a Discord over sockets."""

    discord: FakeDiscord
    client: discord.Client
    store: Store
    clock: Clock
    guild: Json
    delivery_worker: DeliveryWorker = field(init=False)
    patience: float = 10.0
    """Seconds that delivery may take, on the clock of the event loop."""

    def __post_init__(self) -> None:
        self.delivery_worker = DeliveryWorker(self.store, DiscordSender(self.client, self.clock), self.clock)

    async def channel(self, name: str, kind: int = shapes.TEXT, guild: Json | None = None) -> Channel:
        """A new channel that gets every article."""
        guild = guild or self.guild
        made = self.discord.world.add_channel(guild, name, kind=kind)
        await self.store.subscribe(int(guild["id"]), made.id, now=self.clock(), by=None)
        return made

    async def add(self, title: str) -> Article:
        return await add(self.store, title, now=self.clock())

    async def deliver(self) -> int:
        """What is due is done at once: nothing waits for a limit of Discord's."""
        async with asyncio.timeout(self.patience):
            return await self.delivery_worker.deliver_due()

    async def follow_up(self) -> int:
        async with asyncio.timeout(self.patience):
            return await self.delivery_worker.run_follow_ups()

    def passes(self, seconds: float) -> None:
        """Time, for the delivery worker and for Discord."""
        self.clock.move(seconds)
        self.discord.world.skip(seconds)

    def threads(self) -> list[Channel]:
        return [c for c in self.discord.world.channels.values() if c.data["type"] in shapes.THREADS]

    def asked(self, route: str) -> int:
        """How many requests began so."""
        return sum(seen.route.startswith(route) for seen in self.discord.requests)


@pytest.fixture
async def wire(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wire]:
    async with FakeDiscord(limits=Limits(limit=1000, everything=50)) as fake:
        monkeypatch.setattr(discord.http.Route, "BASE", fake.url)
        store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
        client = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0)
        await client.login(fake.token)
        yield Wire(fake, client, store, clock, fake.world.add_guild("Town"))
        await client.close()
        await store.close()
        assert fake.misfits == []
