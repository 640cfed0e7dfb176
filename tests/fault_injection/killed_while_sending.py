"""A bot that is killed at the moment of sending a message about some articles, and started again later."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord, Stage
from fake_discord.shapes import Json
from fake_discord.state import Channel
from store.samples import add

from bot.store.protocols.store import Store
from bot.text.version import ANALYZER_VERSION

__all__ = ["add_stories", "sent_despite_kill", "titles"]

TITLE = re.compile(r"Story \d")
LIFE_SECONDS, END_SECONDS, LATE_SECONDS = 30.0, 60.0, 700.0


async def add_stories(store: Store, count: int, *, now: datetime) -> None:
    """Adds articles that are analysed already."""
    for number in range(count):
        text = f"Story {number} it was on Monday. Ann Lee spoke for an hour."
        await add(store, f"Story {number}", text=text, now=now, version=ANALYZER_VERSION)


async def sent_despite_kill(
    discord: FakeDiscord,
    folder: Path,
    channel: Channel,
    stage: Stage,
    *,
    later: float = LATE_SECONDS,
    event: str = "delivery.sent",
) -> list[Json]:
    """The messages of a channel, after a bot was killed when its request had come so far and another took over.

    ``event`` is what that one logs when it is done.
    """

    async def bot(seconds: float) -> BotProcess:
        """A bot for which, as for Discord, so much time has passed."""
        discord.world.skip(seconds)
        (folder / "clock").write_text(str(seconds), encoding="ascii")
        command = ("-m", "fault_injection.bot_with_moved_clock")
        return await BotProcess.start(discord, folder, command=command, CLOCK=str(folder / "clock"))

    async with await bot(200.0) as first:

        def notice(reached: Stage, route: str) -> None:
            if reached is stage and route.startswith(f"POST /channels/{channel.id}/") and first.running:
                first.kill()

        discord.on_stage = notice
        await first.ended(LIFE_SECONDS)
        discord.on_stage = None
    async with await bot(later) as second:
        await second.logged("discord.ready")
        await discord.world.until(lambda: bool(channel.messages), seconds=END_SECONDS)
        await second.logged(event, END_SECONDS)
        second.stop()
        await second.ended()
    return list(channel.messages.values())


def titles(message: Json) -> set[str]:
    """The stories that a message names."""
    return set(TITLE.findall(str(message["embeds"])))
