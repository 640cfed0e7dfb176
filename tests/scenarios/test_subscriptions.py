"""Channels that are closed, opened again, deleted; roles that are mentioned or deleted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import discord
import pytest
from conftest import Clock, Town, shown
from scenarios.posting import add, let_post, posts, titles, why
from structlog.testing import capture_logs

from bot.services import subscriptions

ROOT = Path(__file__).parents[2]


async def test_a_lost_permission_pauses_with_its_reason_and_sends_nothing(announced: Town) -> None:
    let_post(announced, False)
    before = len(announced.general.history())
    with capture_logs() as logs:
        for title in ("One", "Two"):
            await add(announced, title)
            assert await announced.deliver() == 0
    assert [line["event"] for line in logs if line["log_level"] == "warning"] == ["subscription.paused"]
    assert len(announced.general.history()) == before
    listed = await announced.ask("!announce list", who=announced.editor)
    assert f"{announced.briefings.mention} — paused: I may not post there: grant me Send Messages" in listed


async def test_after_announce_on_posting_continues_where_it_stopped(announced: Town) -> None:
    let_post(announced, False)
    await add(announced, "One")
    await announced.deliver()
    await add(announced, "Two")
    assert "cannot post in #briefings yet: grant me Send Messages" in await announced.ask(
        f"!announce on {announced.briefings.mention}", who=announced.editor
    )
    let_post(announced, True)
    await announced.ask(f"!announce on {announced.briefings.mention}", who=announced.editor)
    assert await announced.deliver() == 2
    assert titles(announced.briefings) == ["One", "Two"]
    assert "— paused" not in await announced.ask("!announce list", who=announced.editor)


async def test_a_deleted_channel_pauses_too(announced: Town) -> None:
    announced.env.backend.delete_channel(announced.briefings.id)
    await add(announced, "One")
    assert await announced.deliver() == 0
    assert "paused: the channel no longer exists" in await announced.ask("!announce list", who=announced.editor)


async def test_a_closed_channel_resumes_by_itself_when_it_opens(announced: Town, clock: Clock) -> None:
    me = announced.bot.user
    assert me is not None
    channel = announced.bot.get_channel(announced.briefings.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.me, send_messages=False)
    await add(announced, "Held story")
    assert await announced.deliver() == 0
    assert "paused" in await announced.ask("!announce", who=announced.editor)
    assert "waiting, because the channel is paused" in await announced.ask("!why latest", who=announced.editor)
    assert await announced.resume() == 0
    await channel.set_permissions(channel.guild.me, send_messages=True)
    clock.move(31)
    assert await announced.resume() == 1
    assert await announced.deliver() == 1
    assert "Held story" in shown(posts(announced)[-1])


async def test_a_role_that_nobody_may_mention_is_refused(announced: Town) -> None:
    role = announced.guild.create_role("Silent")
    channel = announced.bot.get_channel(announced.briefings.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.me, mention_everyone=False)
    typed = f"!announce role <@&{role.id}> <#{channel.id}>"
    assert "would notify nobody" in await announced.ask(typed, who=announced.editor)
    assert "I do not mention everyone" in await announced.ask(
        f"!announce role <@&{announced.guild.id}>", who=announced.editor
    )


async def test_only_announcement_channels_can_publish(announced: Town) -> None:
    said = await announced.ask(f"!announce publish on <#{announced.briefings.id}>", who=announced.editor)
    assert "is not an announcement channel" in said


@pytest.mark.parametrize("noticed", ["by the event", "at the start", "by a post"])
async def test_a_deleted_channel_is_listed_as_deleted_and_can_be_unsubscribed(announced: Town, noticed: str) -> None:
    gone = announced.briefings.id
    if noticed != "by the event":
        await announced.resources.store.unsubscribe(announced.guild.id, gone)
        announced.env.backend.delete_channel(gone)
        await announced.env.settle()  # otherwise the event of its deletion may find the subscription made below
        await announced.resources.store.subscribe(announced.guild.id, gone, now=announced.resources.clock(), by=1)
        assert "deleted" not in await announced.ask("!announce", who=announced.editor)
        if noticed == "at the start":
            assert await announced.services.delivery_worker.pause_deleted_channels(set()) == 0  # as in an outage
            assert await announced.services.delivery_worker.pause_deleted_channels({announced.guild.id}) == 1
    else:
        announced.env.backend.delete_channel(gone)
        await announced.env.settle()
    await add(announced, "One")
    assert await announced.deliver() == 0
    listed = await announced.ask("!announce", who=announced.editor)
    assert f"a deleted channel (id {gone}) — paused: the channel no longer exists (!announce off {gone}" in listed
    assert "no longer posted" in await announced.ask(f"!announce off {gone}", who=announced.editor)
    assert "No channels yet" in await announced.ask("!announce", who=announced.editor)


async def test_a_paused_channel_that_is_deleted_is_listed_as_deleted(announced: Town, clock: Clock) -> None:
    announced.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await add(announced, "One")
    await announced.deliver()
    assert "I may not post there" in await announced.ask("!announce", who=announced.editor)
    announced.env.backend.delete_channel(announced.briefings.id)
    clock.move(31)
    await announced.resume()
    assert "paused: the channel no longer exists" in await announced.ask("!announce", who=announced.editor)
    assert "not posted: the channel no longer exists" in await why(announced)


async def test_deleted_channels_do_not_count_towards_the_limit(
    announced: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "MAX_PER_SERVER", 1)
    other = announced.guild.create_text_channel("other")
    assert "stop one of them first" in await announced.ask(f"!announce on {other.mention}", who=announced.editor)
    announced.env.backend.delete_channel(announced.briefings.id)
    await announced.env.settle()
    assert "will be posted" in await announced.ask(f"!announce on {other.mention}", who=announced.editor)


@pytest.mark.parametrize("typed", ["<#{}>", "{}"])
async def test_announce_off_takes_a_deleted_channel_by_mention_and_by_id(announced: Town, typed: str) -> None:
    gone = announced.briefings.id
    announced.env.backend.delete_channel(gone)
    assert "no longer posted" in await announced.ask(f"!announce off {typed.format(gone)}", who=announced.editor)
    said = await announced.ask(f"!announce off {typed.format(gone)}", who=announced.editor)
    assert said.startswith("There is no such channel here.")


async def test_announce_off_suggests_deleted_channels_to_editors_only(announced: Town) -> None:
    gone = announced.briefings.id
    announced.env.backend.delete_channel(gone)
    offered = await announced.editor.autocomplete(announced.general, "announce off", "deleted", "")
    assert [choice["value"] for choice in offered] == [str(gone)]
    assert await announced.reader.autocomplete(announced.general, "announce off", "deleted", "") == []
    said = await announced.slash("announce off", announced.editor, deleted=str(gone))
    assert "no longer posted" in shown(said)


async def test_a_deleted_role_is_no_longer_mentioned_and_announce_says_so(announced: Town) -> None:
    role = announced.guild.create_role("Newshounds", mentionable=True)
    await announced.ask(f"!announce role <@&{role.id}> <#{announced.briefings.id}>", who=announced.editor)
    announced.env.backend.delete_role(announced.guild.id, role.id)
    await add(announced, "Story")
    assert await announced.deliver() == 1
    assert posts(announced)[0].content == "Story"
    assert "mentions nobody: its role was deleted" in await announced.ask("!announce", who=announced.editor)


async def test_a_deleted_thread_is_listed_as_deleted(town: Town) -> None:
    channel = town.bot.get_channel(town.briefings.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="Evening news", type=discord.ChannelType.public_thread)
    await town.env.settle()
    assert "will be posted" in await town.ask(f"!announce on <#{thread.id}>", who=town.editor)
    await thread.delete()
    await town.env.settle()
    assert f"a deleted channel (id {thread.id})" in await town.ask("!announce", who=town.editor)


async def test_posting_in_an_archived_thread_can_be_stopped(town: Town) -> None:
    channel = town.bot.get_channel(town.briefings.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="Evening news", type=discord.ChannelType.public_thread)
    await town.env.settle()
    await town.ask(f"!announce on <#{thread.id}>", who=town.editor)
    await thread.edit(archived=True)
    await town.env.settle()
    assert await town.services.delivery_worker.pause_deleted_channels({town.guild.id}) == 0
    assert "no longer posted" in await town.ask(f"!announce off <#{thread.id}>", who=town.editor)


async def test_a_bot_in_a_timeout_says_so_and_continues_when_it_ends(announced: Town, clock: Clock) -> None:
    guild = announced.bot.get_guild(announced.guild.id)
    assert guild is not None
    await add(announced, "Story")
    guild.me.timed_out_until = discord.utils.utcnow() + timedelta(hours=1)
    announced.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    assert await announced.deliver() == 0
    (paused,) = await announced.services.subscriptions.of(announced.guild.id)
    assert paused.reason == "a moderator has timed me out: end the timeout, or wait until it is over"
    assert await announced.resume() == 0
    guild.me.timed_out_until = None
    clock.move(60)
    assert await announced.resume() == 1
    assert await announced.deliver() == 1


@pytest.mark.parametrize("unknown", ["the bot in its server", "the channel of a thread"])
async def test_without_details_of_a_server_a_refusal_keeps_discords_own_words(announced: Town, unknown: str) -> None:
    guild = announced.bot.get_guild(announced.guild.id)
    channel = announced.bot.get_channel(announced.briefings.id)
    assert guild is not None
    assert guild.me is not None
    assert isinstance(channel, discord.TextChannel)
    if unknown == "the channel of a thread":
        thread = await channel.create_thread(name="talk", type=discord.ChannelType.public_thread)
        await announced.services.subscriptions.start(guild.id, thread.id, by=1)
        await announced.services.subscriptions.stop(guild.id, channel.id)
    await add(announced, "Story")
    if unknown == "the channel of a thread":
        guild._remove_channel(channel)
    else:
        guild._remove_member(guild.me)
    announced.env.inject_error("POST", "/channels/*/messages", status=403, code=50001)
    assert await announced.deliver() == 0
    (paused,) = await announced.services.subscriptions.of(announced.guild.id)
    assert paused.reason == "I cannot see the channel: grant me View Channel there"
    assert await announced.resume() == 1
    assert await announced.deliver() == 1
