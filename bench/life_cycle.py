"""How long the bot takes from its start to its first answer, and from SIGTERM or SIGKILL to what comes next.

    python bench/life_cycle.py [--rounds N]

The bot is a process of its own with the seed in its library; it talks to the tests' Discord over real sockets. The
goals: five seconds to stop, exit code 0.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fake_discord.people import Person  # noqa: E402 - the tests' folder must be on the path first
from fake_discord.process import BotProcess  # noqa: E402
from fake_discord.server import FakeDiscord  # noqa: E402

from bot.exit_codes import ExitCode  # noqa: E402


async def one_life(discord: FakeDiscord, reader: Person, folder: Path, *, kill: bool) -> dict[str, float]:
    """Seconds of each part of one life; the next one begins with the library that this one left."""
    channel = next(iter(discord.world.channels.values()))
    took = {}
    known = discord.gateway.seen.count("identified")
    began = time.perf_counter()
    async with await BotProcess.start(discord, folder, SEEDS_DIR=str(ROOT / "seeds")) as bot:
        await discord.world.until(lambda: discord.gateway.seen.count("identified") > known)
        took["start to connected"] = time.perf_counter() - began
        asked = await reader.say(channel, "!summary")
        await discord.world.until(
            lambda: [
                message
                for message in channel.messages.values()
                if (message.get("message_reference") or {}).get("message_id") == asked["id"]
            ]
        )
        took["start to the first answer"] = time.perf_counter() - began
        await bot.logged("seeds.loaded")
        began = time.perf_counter()
        if kill:
            bot.kill()
            await bot.ended()
        else:
            bot.stop()
            code = await bot.ended()
            took["SIGTERM to the end"] = time.perf_counter() - began
            if code != ExitCode.OK:
                sys.exit(f"exit code {code} after SIGTERM")
    return took


async def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with FakeDiscord() as discord:
            discord.world.add_channel(discord.world.add_guild("Town"), "general")
            reader = Person(discord, "reader")
            await one_life(discord, reader, folder, kill=False)  # files into the cache, the seed into the library
            lives = [await one_life(discord, reader, folder, kill=False) for _ in range(rounds)]
            restarts = []
            for _ in range(rounds):
                await one_life(discord, reader, folder, kill=True)
                restarts.append(await one_life(discord, reader, folder, kill=False))
    rows = {part: [life[part] for life in lives] for part in lives[0]}
    rows["kill -9, start to the first answer"] = [life["start to the first answer"] for life in restarts]
    print(f"{'':36}{'median':>9}{'worst':>9}   of {rounds}")
    for part, seconds in rows.items():
        print(f"{part:36}{statistics.median(seconds):>7.2f} s{max(seconds):>7.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    asyncio.run(main(parser.parse_args().rounds))
