"""“… is typing” in a channel while a command takes its time."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import structlog

from bot.ui.retries import FAILURES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import discord
    from discord.ext import commands

__all__ = ["typing"]

log = structlog.get_logger(__name__)

TYPING_AFTER_SECONDS = 1.0
"""Most answers are there sooner: for these, the sign would be a request for nothing."""
TYPING_INTERVAL_SECONDS = 8.0
"""Discord shows “is typing” for ten seconds."""
TYPING_TIMEOUT_SECONDS = 5.0


@contextlib.asynccontextmanager
async def typing(ctx: commands.Context[Any]) -> AsyncIterator[None]:
    """Shows “is typing” while a command is still running after a second; if that fails, the command continues.

    An interaction shows it by itself once it is deferred.
    """
    if ctx.interaction is not None:
        yield
        return
    indicator = asyncio.create_task(_keep_typing(ctx.channel))
    try:
        yield
    finally:
        indicator.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await indicator


async def _keep_typing(channel: discord.abc.Messageable) -> None:
    await asyncio.sleep(TYPING_AFTER_SECONDS)
    try:
        while True:
            async with asyncio.timeout(TYPING_TIMEOUT_SECONDS):
                await channel.typing()
            await asyncio.sleep(TYPING_INTERVAL_SECONDS)
    except FAILURES as error:
        log.info("typing.failed", error=f"{type(error).__name__}: {error}")
