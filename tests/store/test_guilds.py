"""Notes, servers' settings, subscriptions."""

from __future__ import annotations

import re

from store.samples import HERE, NOW, THERE, later

from bot.models.guilds import GuildSettings, SubscriptionState
from bot.store.protocol import Store


async def test_a_note_is_kept_and_overwritten(store: Store):
    assert await store.get_value("commands") is None
    await store.set_value("commands", "abc")
    await store.set_value("commands", "déf")
    assert await store.get_value("commands") == "déf"


async def test_every_database_has_a_name_of_its_own(store: Store):
    name = await store.installation_id()
    assert re.fullmatch("[0-9a-z]{8}", name)
    assert await store.installation_id() == name


async def test_settings_are_a_servers_own(store: Store):
    assert await store.guild_settings(HERE) == GuildSettings(HERE)
    settings = GuildSettings(HERE, "?", 2**63 - 1, "long")
    await store.save_guild_settings(settings)
    assert await store.guild_settings(HERE) == settings
    assert await store.guild_settings(THERE) == GuildSettings(THERE)
    await store.save_guild_settings(GuildSettings(HERE, prefix="$"))
    assert await store.guild_settings(HERE) == GuildSettings(HERE, prefix="$")


async def test_a_subscription_is_made_paused_and_made_active_again(store: Store):
    made = await store.subscribe(HERE, 1, now=NOW, by=7)
    assert (made.guild_id, made.channel_id, made.created_at, made.created_by) == (HERE, 1, NOW, 7)
    assert (made.state, made.reason) == (SubscriptionState.ACTIVE, None)
    assert await store.subscribe(HERE, 1, now=later(hours=1), by=8) == made
    assert await store.pause_subscription(made.id, "the channel is closed to the bot")
    assert not await store.pause_subscription(made.id, "another reason")
    [paused] = await store.subscriptions(HERE)
    assert (paused.state, paused.reason) == (SubscriptionState.PAUSED, "the channel is closed to the bot")
    assert await store.subscribe(HERE, 1, now=later(hours=1), by=8) == made


async def test_subscriptions_are_listed_by_server_the_oldest_first(store: Store):
    for channel in (3, 1, 2):
        await store.subscribe(HERE, channel, now=NOW, by=7)
    await store.subscribe(THERE, 1, now=NOW, by=7)
    assert [s.channel_id for s in await store.subscriptions(HERE)] == [3, 1, 2]
    assert await store.unsubscribe(HERE, 1)
    assert not await store.unsubscribe(HERE, 1)
    assert [s.channel_id for s in await store.subscriptions(HERE)] == [3, 2]
    assert [s.channel_id for s in await store.subscriptions(THERE)] == [1]
