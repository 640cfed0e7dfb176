"""Serves ``/healthz`` and ``/metrics`` on HTTP_PORT, if one is set; to this machine only, unless HTTP_HOST is set."""

from __future__ import annotations

import asyncio
import math
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.errors import SettingsError, StorageError
from bot.runtime.background import end_tasks, supervise
from bot.services.metrics import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.models.library import LibraryStats
    from bot.runtime.app import Resources
    from bot.runtime.client import BriefingBot
    from bot.services.metrics import Metrics

__all__ = ["serve_status"]

log = structlog.get_logger(__name__)

LAG_INTERVAL_SECONDS = 0.25
"""How often the event loop's lag is measured."""


@asynccontextmanager
async def serve_status(resources: Resources, bot: BriefingBot | None = None) -> AsyncIterator[HealthHandlers]:
    """Serves /healthz and /metrics for the duration of the context, if a port is set.

    Raises SettingsError if another program uses the port.
    """
    status = HealthHandlers(resources, bot)
    if resources.settings.http_port is None:
        yield status
        return
    app = web.Application()
    app.add_routes([web.get("/healthz", status.health), web.get("/metrics", status.metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    lag = asyncio.create_task(supervise("lag", lambda: measure_loop_lag(resources.metrics)), name="lag")
    try:
        try:
            await web.TCPSite(runner, resources.settings.http_host, resources.settings.http_port).start()
        except OSError as error:
            settings = resources.settings
            msg = (
                f"HTTP_PORT {settings.http_port} cannot be used on HTTP_HOST {settings.http_host} "
                f"({os.strerror(error.errno or 0)}): choose another port or address, or end the program that uses it."
            )
            raise SettingsError(msg) from error
        status.port = runner.addresses[0][1]
        log.info("status.serving", host=resources.settings.http_host, port=status.port)
        yield status
    finally:
        await end_tasks(lag)
        await runner.cleanup()


async def measure_loop_lag(metrics: Metrics) -> None:
    """Measures for ever how late the event loop runs what was due."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + LAG_INTERVAL_SECONDS
        await asyncio.sleep(LAG_INTERVAL_SECONDS)
        metrics.lag.observe(max(0.0, loop.time() - due))


class HealthHandlers:
    """Renders the two pages. ``bot`` is None until the first attempt to connect."""

    def __init__(self, resources: Resources, bot: BriefingBot | None) -> None:
        self.bot = bot
        self.port: int | None = None
        self._resources = resources
        self._started_at = resources.clock()

    async def health(self, _: web.Request) -> web.Response:
        """200 if the bot is connected, its database answers and no damage to it is known, else 503; with JSON why."""
        state = await self._state()
        latency = self.bot.latency if self.bot else math.nan
        values = {
            "ready": self._ready(state),
            "discord": self._connected(),
            "database": state is not None,
            "library": self._resources.library_check.state,
            "latency_ms": round(latency * 1000) if math.isfinite(latency) else None,
            "slash_commands": self.bot.slash_commands.state if self.bot else "not compared yet",
            "waiting": state.pending if state else None,
            "process": os.getpid(),
            "up_seconds": round((self._resources.clock() - self._started_at).total_seconds()),
        }
        return web.json_response(values, status=200 if values["ready"] else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """The metrics in Prometheus' text format; those of a database that does not answer stay as they were."""
        metrics, state = self._resources.metrics, await self._state()
        await self._count_feeds()
        metrics.ready.set(self._ready(state))
        if self.bot is not None:
            metrics.latency.set(self.bot.latency)
            metrics.slash_commands.set(self.bot.slash_commands.up_to_date)
        if state is not None:
            age = (
                (self._resources.clock() - state.oldest_pending_at).total_seconds() if state.oldest_pending_at else 0.0
            )
            metrics.articles.set(state.articles)
            metrics.depth.set(state.pending)
            metrics.age.set(max(0.0, age))
            for name, count in state.deliveries.items():
                metrics.deliveries.labels(name).set(count)
        return web.Response(body=metrics.page(), headers={"Content-Type": CONTENT_TYPE})

    async def _count_feeds(self) -> None:
        """Sets the gauges for feeds, which stay as they were if the database does not answer."""
        try:
            stats = await self._resources.store.feed_stats()
        except StorageError as error:
            log.warning("status.storage", error=str(error))
            return
        for name, count in stats.feeds.items():
            self._resources.metrics.feeds.labels(name).set(count)
        self._resources.metrics.feed_items_waiting.set(stats.waiting)

    def _ready(self, state: LibraryStats | None) -> bool:
        return self._connected() and state is not None and not self._resources.library_check.damaged

    def _connected(self) -> bool:
        return self.bot is not None and self.bot.gateway.connected

    async def _state(self) -> LibraryStats | None:
        try:
            return await self._resources.store.library_stats()
        except StorageError as error:
            log.warning("status.storage", error=str(error))
            return None
