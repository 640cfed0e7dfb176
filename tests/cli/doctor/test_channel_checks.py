"""Checks of the channels that get new articles: can the bot post there?"""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.doctor.checks import discord_results
from fake_discord.server import FakeDiscord
from store.samples import NOW

from bot.cli.doctor.report import Status
from bot.models.approvals import ApprovalRules
from bot.store import open_store


@pytest.mark.usefixtures("own_api_base")
async def test_each_channel_that_gets_new_articles_is_checked(tmp_path: Path):
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    async with FakeDiscord() as discord:
        world = discord.world
        town = world.add_guild("Town")
        # View channel, send messages, embed links, read history, send messages in threads.
        town["roles"][0]["permissions"] = str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 38)
        mute = {"id": town["id"], "type": 0, "allow": "0", "deny": str(1 << 11)}
        news, quiet = world.add_channel(town, "news"), world.add_channel(town, "quiet", permission_overwrites=[mute])
        desk = world.add_channel(town, "desk")
        thread = world.thread(news, {"name": "Late news"})
        gone, elsewhere = 77, world.add_channel(world.add_guild("Left"), "left")
        for channel in (news.id, quiet.id, thread.id, elsewhere.id, gone):
            await store.subscribe(int(town["id"]), channel, now=NOW, by=None)
        await store.set_approval(int(town["id"]), desk.id, ApprovalRules(24), now=NOW, by=None)
        await store.subscribe(4711, 78, now=NOW, by=None)
        await store.close()
        results = await discord_results(discord, tmp_path)
        assert discord.misfits == []
    assert results["Discord"].message == "accepts the token of briefings"
    found = {name: (result.status, result.message) for name, result in results.items()}
    assert found["#news in Town"] == (Status.OK, "the bot can post there")
    assert found["#quiet in Town"] == (Status.ERROR, "the bot lacks Send Messages, Embed Links")
    assert found["thread Late news in Town"] == (Status.OK, "the bot can post there")
    assert found["channel 77 in Town"] == (Status.ERROR, "deleted, or the bot has no access to it")
    assert found[f"channel {elsewhere.id} in Town"] == (Status.ERROR, "not a channel that can be posted in")
    assert found["#desk in Town (approval)"] == (Status.OK, "the bot can post there")
    assert found["server 4711"] == (Status.WARNING, "the bot is no longer in it")


@pytest.mark.usefixtures("own_api_base")
async def test_of_a_deleted_approval_channel_it_says_how_to_end_it(tmp_path: Path):
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    async with FakeDiscord() as discord:
        town = discord.world.add_guild("Town")
        await store.set_approval(int(town["id"]), 77, ApprovalRules(24), now=NOW, by=None)
        (sub,) = await store.subscriptions(int(town["id"]))
        await store.pause_subscription(sub.id, "deleted", channel_deleted=True)
        await store.close()
        result = (await discord_results(discord, tmp_path))["channel 77 in Town (approval)"]
    assert result.status is Status.ERROR
    assert result.fix == "type !announce approval off, or give the bot access to it"
