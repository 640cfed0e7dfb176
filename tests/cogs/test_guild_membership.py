"""Servers that the bot leaves, comes back to, or does not hear of for a while."""

from __future__ import annotations

import asyncio

import pytest
from conftest import Clock, Town, settle_town

from bot.errors import StorageError
from bot.models.articles import Draft
from bot.models.guilds import GuildSettings
from bot.services.guild_retention import GuildRetention

DAY = 24 * 3600
LOCAL = Draft("Local", "A local matter it was. Nobody else cared.")


async def local_data(town: Town) -> None:
    await town.ask("!settings prefix ?", who=town.editor)
    await town.newsroom.add(town.guild.id, LOCAL)


async def purge(town: Town) -> int:
    return await town.services.guild_retention.purge_due()


async def heard(town: Town, event: str, *about: object) -> None:
    """The bot hears an event of Discord, and is done with it."""
    for name, listener in town.bot.cogs["Guild membership"].get_listeners():
        if name == event:
            await listener(*about)


async def leave(town: Town) -> None:
    """As Discord tells of it; the simulated server stays where it is."""
    await heard(town, "on_guild_remove", town.bot.get_guild(town.guild.id))


async def test_a_left_server_keeps_its_data_for_thirty_days(town: Town, clock: Clock):
    await local_data(town)
    await leave(town)
    clock.move(30 * DAY - 1)
    assert await purge(town) == 0
    assert await town.resources.store.article(town.guild.id, 1) is not None
    clock.move(1)
    assert await purge(town) == 1
    assert await town.resources.store.article(town.guild.id, 1) is None
    assert await town.services.guild_settings.settings(town.guild.id) == GuildSettings(town.guild.id)


async def test_a_server_that_asks_the_bot_in_again_finds_everything_as_it_was(town: Town, clock: Clock):
    await local_data(town)
    await leave(town)
    clock.move(29 * DAY)
    await heard(town, "on_guild_join", town.bot.get_guild(town.guild.id))
    clock.move(99 * DAY)
    assert await purge(town) == 0
    assert "Local" in await town.ask("?articles")


async def test_an_outage_does_not_count_as_leaving_a_server(town: Town, clock: Clock):
    await local_data(town)
    heard_of = {name.removeprefix("on_") for name, _ in town.bot.cogs["Guild membership"].get_listeners()}
    assert heard_of == {"ready", "guild_join", "guild_remove"}  # an outage is another event: guild_unavailable
    await heard(town, "on_ready")
    clock.move(99 * DAY)
    assert await purge(town) == 0


async def test_changes_during_an_absence_are_noticed_when_the_bot_connects(town: Town, clock: Clock):
    gone, back = settle_town(town.env, town.bot, town.resources, "Gone"), town
    for place in (gone, back):
        await place.newsroom.add(place.guild.id, LOCAL)
    departures = town.services.guild_retention
    await departures.guild_removed(back.guild.id)
    await departures.reconcile({back.guild.id})
    clock.move(31 * DAY)
    assert await purge(town) == 1
    assert await town.resources.store.article(gone.guild.id, 1) is None
    assert await town.resources.store.article(back.guild.id, 1) is not None


async def test_a_connected_bot_knows_its_servers(town: Town):
    await town.services.guild_retention.guild_removed(town.guild.id)
    await heard(town, "on_ready")
    assert await town.resources.store.guilds_left_before(town.resources.clock()) == []


async def test_servers_of_other_shards_do_not_count_as_left(town: Town, monkeypatch: pytest.MonkeyPatch):
    other = (5 << 22) + 1
    await town.newsroom.add(other, LOCAL)
    monkeypatch.setattr(town.bot, "shard_count", 2)
    monkeypatch.setattr(town.bot, "shard_id", 0)
    await heard(town, "on_ready")
    assert await town.resources.store.guilds_left_before(town.resources.clock()) == []
    monkeypatch.setattr(town.bot, "shard_id", 1)
    await heard(town, "on_ready")
    assert await town.resources.store.guilds_left_before(town.resources.clock()) == [other]


async def test_nothing_is_deleted_before_the_bot_knows_its_servers(town: Town, clock: Clock):
    store = town.resources.store
    await town.newsroom.add(town.guild.id, LOCAL)
    await store.mark_guilds_left([town.guild.id], now=clock())
    clock.move(99 * DAY)
    departures = GuildRetention(store, town.services.guild_settings, clock, keep_days=30)
    running = asyncio.create_task(departures.run())
    await asyncio.sleep(0)
    assert await store.article(town.guild.id, 1) is not None
    await departures.reconcile({town.guild.id})
    await asyncio.sleep(0)
    assert await store.article(town.guild.id, 1) is not None
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_failing_database_is_tried_again(town: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    waits: list[float] = []

    class Enough(Exception):
        pass

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise Enough

    async def fails(_: object) -> list[int]:
        if not waits:
            msg = "busy"
            raise StorageError(msg)
        return []

    departures = GuildRetention(town.resources.store, town.services.guild_settings, clock, keep_days=30, sleep=wait)
    await departures.reconcile({town.guild.id})
    monkeypatch.setattr(town.resources.store, "guilds_left_before", fails)
    with pytest.raises(Enough):
        await departures.run()
    assert waits == [60, DAY]
