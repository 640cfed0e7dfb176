"""Posts over the simulated Discord: lists, forums, edits, roles, publications, channels that close and open again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import discord
import pytest
from conftest import Clock, Town, buttons, options, shown

from bot.models.articles import Article, Draft
from bot.services import subscriptions


async def add(town: Town, title: str, text: str = "The minister spoke on Monday. Trade was discussed.") -> Article:
    article, _ = await town.newsroom.add(town.guild.id, Draft(title, f"{title}. {text}"))
    return article


def posts(town: Town) -> list[discord.Message]:
    return [message for message in town.briefings.history() if message.author.bot]


@pytest.fixture
async def announced(town: Town) -> Town:
    await town.ask(f"!announce on <#{town.briefings.id}>", who=town.editor)
    return town


async def test_seven_articles_at_once_are_one_post_with_a_list(announced: Town) -> None:
    for i in range(7):
        await add(announced, f"Story number {i}")
    assert await announced.deliver() == 1
    (post,) = posts(announced)
    text = shown(post)
    assert text.startswith("7 new briefings")
    assert all(f"**#{i + 1}** **Story number {i}**" in text for i in range(7))
    assert list(buttons(post)) == ["All articles"]
    assert list(options(post)) == [f"#{i + 1} Story number {i}" for i in range(7)]
    assert "in one list with others" in await announced.ask("!why 3", who=announced.editor)


async def test_five_articles_are_five_posts_and_the_sixth_waits(announced: Town, clock: Clock) -> None:
    for i in range(5):
        await add(announced, f"Story number {i}")
    assert await announced.deliver() == 5
    await add(announced, "One more")
    assert await announced.deliver() == 0
    assert "come as one list" in await announced.ask("!why latest", who=announced.editor)
    clock.move(61)
    assert await announced.deliver() == 1
    assert "One more" in shown(posts(announced)[-1])


async def test_an_edit_and_a_removal_reach_the_post(announced: Town) -> None:
    article = await add(announced, "First wording")
    await announced.deliver()
    changed, _ = await announced.newsroom.edit(article, Draft("Second wording", "It rained. It stopped."), by=1)
    assert await announced.follow_up() == 1
    (post,) = posts(announced)
    assert "Second wording" in shown(post)
    assert "edited since" in shown(post)
    await announced.newsroom.remove(changed, by=1)
    assert await announced.follow_up() == 1
    (post,) = posts(announced)
    assert "~~Second wording~~\nThis article was removed." in shown(post)
    assert buttons(post) == {}
    await announced.newsroom.restore(replace(changed), by=1)
    assert await announced.follow_up() == 1
    assert "This article was removed" not in shown(posts(announced)[0])


async def test_a_removal_is_marked_in_a_list(announced: Town) -> None:
    articles = [await add(announced, f"Story number {i}") for i in range(6)]
    await announced.deliver()
    await announced.newsroom.remove(articles[2], by=1)
    await announced.follow_up()
    text = shown(posts(announced)[0])
    assert "~~Story number 2~~\nThis article was removed." in text
    assert "**Story number 3**" in text


async def test_the_post_of_an_edited_article_that_was_deleted_stays_away(announced: Town) -> None:
    article = await add(announced, "First wording")
    await announced.deliver()
    await posts(announced)[0].delete()
    await announced.newsroom.edit(article, Draft("Second wording", "It rained. It stopped."), by=1)
    assert await announced.follow_up() == 1
    assert posts(announced) == []


async def test_a_forum_gets_a_thread_for_each_article(town: Town) -> None:
    forum = town.guild.create_forum_channel("news-forum")
    assert "will be posted" in await town.ask(f"!announce on <#{forum.id}>", who=town.editor)
    await add(town, "A forum story")
    assert await town.deliver() == 1
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    (thread,) = guild.threads
    assert (thread.name, thread.parent_id) == ("A forum story", forum.id)
    assert f"{thread.id}" in (await town.say(town.editor, "!why latest")).embeds[0].description  # type: ignore[union-attr,operator]


async def test_a_role_is_mentioned_only_where_an_editor_set_it(announced: Town) -> None:
    role = announced.guild.create_role("Newshounds", mentionable=True)
    await add(announced, "Quiet story")
    await announced.deliver()
    said = await announced.ask(f"!announce role <@&{role.id}> <#{announced.briefings.id}>", who=announced.editor)
    assert f"mention <@&{role.id}>" in said
    await add(announced, "Loud story @everyone", f"<@&{role.id}> @here @everyone")
    await announced.deliver()
    quiet, loud = posts(announced)
    assert quiet.content == ""
    assert loud.content == f"<@&{role.id}>"
    assert [r.id for r in loud.role_mentions] == [role.id]
    assert not loud.mention_everyone
    await announced.ask(f"!announce role none <#{announced.briefings.id}>", who=announced.editor)


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


async def test_a_channel_that_closed_goes_on_by_itself_once_it_is_open(announced: Town, clock: Clock) -> None:
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


async def test_a_button_of_a_post_answers_whoever_clicks(announced: Town) -> None:
    await add(announced, "Story to click")
    await announced.deliver()
    (post,) = posts(announced)
    result = await announced.reader.click(post, label="Summary")
    assert "Story to click" in shown(result.response)


# ---------------------------------------------------------------- what why tells, channels and roles that are gone


async def why(town: Town, article: str = "1") -> str:
    return await town.ask(f"!why {article}", who=town.editor)


async def test_why_tells_of_a_correction_that_waits_and_one_that_is_impossible(announced: Town, clock: Clock) -> None:
    article = await add(announced, "First wording")
    await announced.deliver()
    assert (await why(announced)).endswith(")")
    announced.env.inject_error("PATCH", "/channels/*/messages/*", status=503)
    await announced.newsroom.edit(article, Draft("Second wording", "It rained. It stopped."), by=1)
    assert "correction waiting, due <t:" in await why(announced)
    assert await announced.follow_up() == 0
    assert "correction waiting because Discord answered 503, due <t:" in await why(announced)
    await posts(announced)[0].delete()
    clock.move(60)
    await announced.follow_up()
    assert "[posted](" in await why(announced)
    assert "could not be corrected: its post was deleted" in await why(announced)


async def test_why_tells_of_a_correction_that_waits_for_access_and_comes_with_it(announced: Town, clock: Clock) -> None:
    article = await add(announced, "First wording")
    await announced.deliver()
    channel = announced.bot.get_channel(announced.briefings.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.me, embed_links=False)
    await announced.newsroom.remove(article, by=1)
    announced.env.inject_error("PATCH", "/channels/*/messages/*", status=403, code=50013)
    assert await announced.follow_up() == 0
    assert "correction waiting until I have access again: I may not post there: grant me Embed Links" in await why(
        announced
    )
    assert await announced.resume() == 0
    await channel.set_permissions(channel.guild.me, embed_links=True)
    clock.move(31)
    assert await announced.resume() == 1
    assert await announced.follow_up() == 1
    assert "This article was removed" in shown(posts(announced)[0])
    assert "correction" not in await why(announced)


async def test_why_names_the_article_that_another_one_waits_behind(announced: Town) -> None:
    announced.env.inject_error("POST", "/channels/*/messages", status=503)
    await add(announced, "One")
    await announced.deliver()
    await add(announced, "Two")
    assert "waiting (Discord answered 503), due <t:" in await why(announced, "1")
    assert "waiting behind #1, which waits (Discord answered 503)" in await why(announced, "2")


@pytest.mark.parametrize("noticed", ["by the event", "at the start", "by a post"])
async def test_a_deleted_channel_is_listed_as_that_and_can_be_taken_off(announced: Town, noticed: str) -> None:
    gone = announced.briefings.id
    if noticed != "by the event":
        await announced.resources.store.unsubscribe(announced.guild.id, gone)
        announced.env.backend.delete_channel(gone)
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


async def test_a_channel_that_was_paused_and_then_deleted_is_told_as_deleted(announced: Town, clock: Clock) -> None:
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
    assert "the limit: stop one first" in await announced.ask(f"!announce on {other.mention}", who=announced.editor)
    announced.env.backend.delete_channel(announced.briefings.id)
    await announced.env.settle()
    assert "will be posted" in await announced.ask(f"!announce on {other.mention}", who=announced.editor)


@pytest.mark.parametrize("typed", ["<#{}>", "{}"])
async def test_off_takes_a_deleted_channel_by_mention_and_by_id(announced: Town, typed: str) -> None:
    gone = announced.briefings.id
    announced.env.backend.delete_channel(gone)
    assert "no longer posted" in await announced.ask(f"!announce off {typed.format(gone)}", who=announced.editor)
    said = await announced.ask(f"!announce off {typed.format(gone)}", who=announced.editor)
    assert said.startswith("There is no such channel here.")


async def test_off_as_a_slash_command_offers_deleted_channels_to_editors_alone(announced: Town) -> None:
    gone = announced.briefings.id
    announced.env.backend.delete_channel(gone)
    offered = await announced.editor.autocomplete(announced.general, "announce off", "deleted", "")
    assert [choice["value"] for choice in offered] == [str(gone)]
    assert await announced.reader.autocomplete(announced.general, "announce off", "deleted", "") == []
    said = await announced.slash("announce off", announced.editor, deleted=str(gone))
    assert "no longer posted" in shown(said)


async def test_a_deleted_role_is_mentioned_no_more_and_announce_says_so(announced: Town) -> None:
    role = announced.guild.create_role("Newshounds", mentionable=True)
    await announced.ask(f"!announce role <@&{role.id}> <#{announced.briefings.id}>", who=announced.editor)
    announced.env.backend.delete_role(announced.guild.id, role.id)
    await add(announced, "Story")
    assert await announced.deliver() == 1
    assert posts(announced)[0].content == ""
    assert "mentions nobody: its role was deleted" in await announced.ask("!announce", who=announced.editor)


async def test_a_removed_article_whose_post_was_under_way_is_shown_as_removed(announced: Town, clock: Clock) -> None:
    announced.env.inject_error("POST", "/channels/*/messages", status=503)
    article = await add(announced, "Story")
    await announced.deliver()
    await announced.newsroom.remove(article, by=1)
    for _ in range(12):
        clock.move(100)
        assert await announced.deliver() == 0
    assert posts(announced) == []
    assert "not posted: the article was removed before it was posted" in await why(announced)


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


async def test_a_bot_in_a_time_out_says_so_and_goes_on_when_it_is_over(announced: Town, clock: Clock) -> None:
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
async def test_where_little_is_known_of_a_server_a_refusal_keeps_discords_own_words(
    announced: Town, unknown: str
) -> None:
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
