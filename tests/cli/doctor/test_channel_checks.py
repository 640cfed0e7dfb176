"""Checks of the channels that get new articles: can the bot post there?"""

from __future__ import annotations

from pathlib import Path

from cli.doctor.checks import run_doctor
from fake_discord.server import FakeDiscord
from store.samples import NOW

from bot.store import open_store


async def test_with_discord_each_channel_is_looked_at(tmp_path: Path):
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    async with FakeDiscord() as discord:
        world = discord.world
        town = world.add_guild("Town")
        # View channel, send messages, embed links, read history, send messages in threads.
        town["roles"][0]["permissions"] = str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 38)
        mute = {"id": town["id"], "type": 0, "allow": "0", "deny": str(1 << 11)}
        news, quiet = world.add_channel(town, "news"), world.add_channel(town, "quiet", permission_overwrites=[mute])
        thread = world.thread(news, {"name": "Late news"})
        gone, closed = 77, world.add_channel(world.add_guild("Left"), "left")
        for guild, channel in [(town, c.id) for c in (news, quiet, thread)] + [(town, gone)]:
            await store.subscribe(int(guild["id"]), channel, now=NOW, by=None)
        await store.subscribe(4711, closed.id, now=NOW, by=None)
        await store.close()
        code, said = await run_doctor(discord, tmp_path)
        assert discord.misfits == []
    assert code == 1
    assert "ok       Discord: knows the token: briefings" in said
    assert "ok       #news in Town: the bot can post there" in said
    assert "error    #quiet in Town: the bot lacks Send Messages, Embed Links\n         -> grant it" in said
    assert "ok       thread Late news in Town: the bot can post there" in said
    assert "error    channel 77 in Town: deleted, or the bot has no access to it" in said
    assert "warning  server 4711: the bot is no longer in it" in said
