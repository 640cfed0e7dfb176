from __future__ import annotations

import discord
import pytest
from conftest import FORMS, Town, buttons, shown

from bot.models.articles import Draft

ARTICLE = "Harbour reopens\n\nThe harbour opened again on Monday. Mayor Ann Lee said ships came in."


def posted(town: Town) -> list[str]:
    """The bot's messages in #briefings."""
    return [shown(message) for message in town.briefings.history() if message.author.bot]


async def announce(town: Town, form: str, what: str) -> str:
    """What an editor's ``announce`` for #briefings is answered."""
    typed = f"announce {what} {town.briefings.mention}"
    return shown(await town.give(form, typed, f"announce {what}", town.editor, channel=town.briefings))


@pytest.mark.parametrize("form", FORMS)
async def test_new_articles_are_posted_after_announce_on_and_no_longer_after_off(town: Town, form: str) -> None:
    await town.ask("!add Old\n\nAn old story.", who=town.editor)
    assert await announce(town, form, "on") == f"New articles will be posted in {town.briefings.mention}."
    assert await town.deliver() == 0
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    assert await town.deliver() == 1
    (post,) = posted(town)
    assert post.startswith("Harbour reopens\nNew article\nHarbour reopens\n")
    assert await announce(town, form, "off") == f"New articles are no longer posted in {town.briefings.mention}."
    await town.ask("!add New\n\nA new story.", who=town.editor)
    assert await town.deliver() == 0
    assert posted(town) == [post]


@pytest.mark.parametrize("form", FORMS)
async def test_announce_list_shows_the_channels(town: Town, form: str) -> None:
    empty = shown(await town.give(form, "announce", "announce list", town.editor))
    assert empty.startswith("New articles are posted in\nNo channels yet.")
    await announce(town, form, "on")
    listed = shown(await town.give(form, "announce list", "announce list", town.editor))
    assert listed.startswith(f"New articles are posted in\n{town.briefings.mention}\n!announce on #channel")


@pytest.mark.parametrize("form", FORMS)
async def test_announce_test_posts_the_latest_article_there(seeded: Town, form: str) -> None:
    assert await announce(seeded, form, "test") == (
        f"The test post of #1 is in {seeded.briefings.mention}. New articles are not posted there yet: `!announce on "
        "#briefings` starts that."
    )
    (post,) = posted(seeded)
    assert "Japan’s Prime Minister Takaichi" in post
    assert " of 24 sentences" in post
    assert await seeded.deliver() == 0


@pytest.mark.parametrize(
    "typed", ["{mention} 1", "{mention} #1", "#1 {mention}", "{mention} takaichi", "#briefings 1", "briefings #1"]
)
async def test_announce_test_posts_the_article_that_is_given(seeded: Town, typed: str) -> None:
    mention = seeded.briefings.mention
    await announce(seeded, "prefix", "on")
    await seeded.newsroom.add(seeded.guild.id, Draft("Harbour reopens", "The harbour opened again. Ships came in."))
    answer = await seeded.ask(f"!announce test {typed.format(mention=mention)}", who=seeded.editor)
    assert f"The test post of #1 is in {mention}.\n\nNo filter is set. {mention} gets all new articles;" in answer
    assert "Harbour reopens**\nwould be posted: the channel gets all new articles" in answer
    assert answer.endswith("2 of the last 2 articles would be posted")
    (post,) = posted(seeded)
    assert "Japan’s Prime Minister Takaichi" in post


async def test_announce_test_without_a_channel_posts_the_article_here(seeded: Town) -> None:
    assert f"The test post of #1 is in {seeded.general.mention}." in await seeded.ask(
        "!announce test 1", who=seeded.editor
    )


async def test_a_test_of_an_article_that_is_not_there_posts_nothing(seeded: Town) -> None:
    refused = await seeded.ask(f"!announce test {seeded.briefings.mention} 99", who=seeded.editor)
    assert "99" in refused
    assert "test post" not in refused
    assert posted(seeded) == []


async def test_a_test_in_the_approval_channel_only_says_where_it_is(seeded: Town) -> None:
    mention = seeded.briefings.mention
    await seeded.ask(f"!announce approval {mention} 12 hours", who=seeded.editor)
    assert await announce(seeded, "prefix", "test") == f"The test post of #1 is in {mention}."


async def test_a_test_post_without_articles_says_so(town: Town) -> None:
    assert "The library is empty" in await announce(town, "prefix", "test")
    assert posted(town) == []


async def test_a_test_post_that_discord_refuses_is_reported(seeded: Town) -> None:
    seeded.env.inject_error("POST", f"/channels/{seeded.briefings.id}/messages", status=403, code=50013)
    answer = await announce(seeded, "prefix", "test")
    assert answer.startswith("The test post was not sent: I may not post there: grant me View Channel")


async def test_without_a_channel_this_one_is_meant(town: Town) -> None:
    assert await town.ask("!announce on", who=town.editor) == f"New articles will be posted in {town.general.mention}."
    assert await town.ask("!announce off", who=town.editor) == (
        f"New articles are no longer posted in {town.general.mention}."
    )


async def test_announce_on_twice_is_one_subscription(town: Town) -> None:
    await announce(town, "prefix", "on")
    await announce(town, "slash", "on")
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    assert await town.deliver() == 1


async def test_announce_off_in_a_channel_without_posts_says_so(town: Town) -> None:
    assert (
        await announce(town, "prefix", "off")
        == "New articles are not posted in #briefings, so there is nothing to stop."
    )


@pytest.mark.parametrize("form", FORMS)
async def test_missing_permissions_for_posting_are_named(town: Town, form: str) -> None:
    assert town.bot.user is not None
    closed = town.guild.create_text_channel(
        "closed", overwrites={town.bot.user: discord.PermissionOverwrite(send_messages=False, embed_links=False)}
    )
    answer = shown(await town.give(form, f"announce on {closed.mention}", "announce on", town.editor, channel=closed))
    assert answer == "I cannot post in #closed yet: grant me Send Messages, Embed Links there, then try again."
    assert await town.resources.store.subscriptions(town.guild.id) == []


async def test_an_editor_cannot_choose_a_channel_that_they_cannot_see(town: Town) -> None:
    hidden = town.guild.create_text_channel(
        "hidden", overwrites={town.editor: discord.PermissionOverwrite(view_channel=False)}
    )
    assert "You cannot see that channel" in await town.ask(f"!announce on {hidden.mention}", who=town.editor)


async def test_only_channels_with_messages_of_this_server_can_be_chosen(town: Town) -> None:
    voice = town.guild.create_voice_channel("voice")
    other = town.env.create_guild("Elsewhere").create_text_channel("news")
    for channel in (voice.mention, other.mention, "<#123456789012345678>", "#nothing-like-it"):
        answer = await town.ask(f"!announce on {channel}", who=town.editor)
        assert answer.startswith("There is no such text channel, thread or forum here."), channel
    assert await town.resources.store.subscriptions(town.guild.id) == []


async def test_an_announcement_channel_works_too(town: Town) -> None:
    news = town.guild.create_news_channel("news")
    assert "New articles will be posted" in await town.ask(f"!announce on {news.mention}", who=town.editor)
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    assert await town.deliver() == 1
    assert news.last_message is not None


async def test_anyone_may_click_a_post_and_gets_an_answer_of_their_own(town: Town) -> None:
    await announce(town, "prefix", "on")
    await town.ask(f"!add URL: https://news.example/a\n{ARTICLE}", who=town.editor)
    await town.deliver()
    post = town.briefings.last_message
    assert post is not None
    assert list(buttons(post)) == ["Summary", "Actors", "Themes", "Full text", "Source"]
    for label in ("Summary", "Actors", "Themes", "Full text"):
        result = await town.reader.click(post, label=label)
        assert result.response is not None
        assert result.response.ephemeral
        assert "Harbour reopens" in shown(result.response)
    assert shown(town.briefings.last_message) == shown(post)


@pytest.mark.parametrize("form", FORMS)
async def test_a_test_post_says_in_its_first_line_that_it_is_a_test(seeded: Town, form: str) -> None:
    assert "The test post of #1 is in" in await announce(seeded, form, "test")
    post = shown(seeded.briefings.last_message)
    assert post.splitlines()[0].startswith("This is a test post")
    assert "5 of 24" in await seeded.ask("!summary")
    await announce(seeded, "prefix", "on")
    await seeded.newsroom.add(seeded.guild.id, Draft("Harbour reopens", "The harbour opened again. Ships came in."))
    await seeded.deliver()
    assert shown(seeded.briefings.last_message).splitlines()[:2] == ["Harbour reopens", "New article"]


async def test_the_thread_of_a_test_in_a_forum_is_called_one(seeded: Town) -> None:
    forum = seeded.guild.create_forum_channel("news-forum")
    assert "The test post of #1 is in" in await seeded.ask(f"!announce test {forum.mention}", who=seeded.editor)
    (thread,) = forum.threads
    assert thread.name.startswith("Test: ")
    assert shown(thread.last_message).startswith("This is a test post")


@pytest.mark.parametrize("form", FORMS)
async def test_an_archived_thread_is_named_as_archived_with_how_to_open_it(town: Town, form: str) -> None:
    channel = town.bot.get_channel(town.general.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="Evening news", type=discord.ChannelType.public_thread)
    (handle,) = town.general.threads
    await thread.edit(archived=True)
    said = "That thread is archived: write a message in it, which reopens it, then repeat the command."
    for command, given in (
        ("announce on {}", {}),
        ("announce test {}", {}),
        ("announce role none {}", {"role": "none"}),
        ("announce publish off {}", {"choice": "off"}),
    ):
        name = " ".join(command.split()[:2])
        typed = command.format(thread.mention)
        assert shown(await town.give(form, typed, name, town.editor, channel=handle, **given)) == said, typed
    assert await town.resources.store.subscriptions(town.guild.id) == []
    asked = len(town.env.backend.http_requests)
    await town.ask(f"!announce on {thread.mention}", who=town.reader)
    assert not [r for r in town.env.backend.http_requests[asked:] if r.method == "GET"], "asked Discord for a reader"


@pytest.mark.parametrize(
    ("option", "first", "command", "second"),
    [
        (
            "style",
            "Posts in {0} are full: headline, key sentences, actors and themes. ",
            "announce style compact {0}",
            "Posts in {0} are compact: headline and one key sentence. !announce style full {0} makes them full: ",
        ),
        (
            "picture",
            "Posts in {0} show no picture. !announce picture on {0} changes that.",
            "announce picture on {0}",
            "Posts in {0} show the picture that the article’s page names, if it names one. !announce picture off {0} ",
        ),
        (
            "publish",
            "Posts in {0} are not published to its followers. !announce publish on {0} changes that.",
            "announce publish off {0}",
            "Posts in {0} are not published to its followers.",
        ),
    ],
)
async def test_a_choice_that_is_left_out_is_shown_with_what_can_be_typed(
    town: Town, option: str, first: str, command: str, second: str
) -> None:
    where, other = town.general.mention, town.briefings.mention
    not_posted = await town.ask(f"!announce {option} {where}", who=town.editor)
    assert "New articles are not posted in" in not_posted
    await town.ask(f"!announce on {where}", who=town.editor)
    for typed in (f"!announce {option} {where}", f"!announce {option} #general", f"!announce {option}"):
        assert (await town.ask(typed, who=town.editor)).startswith(first.format(where)), typed
    slash = await town.give("slash", "", f"announce {option}", town.editor, channel=town.general)
    assert shown(slash).startswith(first.format(where))
    await town.ask(f"!{command.format(where)}", who=town.editor)
    assert (await town.ask(f"!announce {option} {where}", who=town.editor)).startswith(second.format(where))
    for typed in (f"!announce {option} loud {where}", f"!announce {option} {where} loud", f"!announce {option} loud"):
        refused = await town.ask(typed, who=town.editor)
        assert refused.startswith("“loud” is not "), typed
        assert f"Type it as !announce {option} [" in refused.replace("\\", "")
    assert f"not in {other}" in await town.ask(f"!announce {option} {other}", who=town.editor)


async def test_the_answer_to_announce_test_is_private(seeded: Town) -> None:
    result = await seeded.editor.slash(seeded.general, "announce test", channel=seeded.briefings)
    assert result.response is not None
    assert result.response.ephemeral


async def test_an_unconfirmed_test_post_says_where_to_look(seeded: Town) -> None:
    seeded.env.inject_error("POST", f"/channels/{seeded.briefings.id}/messages", status=502)
    answer = await announce(seeded, "prefix", "test")
    assert answer == ("It is uncertain whether the test post was sent: Discord answered 502. Look in #briefings.")


async def test_nothing_can_be_posted_in_a_voice_channel(town: Town) -> None:
    voice = town.guild.create_voice_channel("Talk")
    await town.editor.send(voice, "!announce on")
    assert "New articles can be posted in text channels" in shown(voice.last_message)
    assert await town.resources.store.subscriptions(town.guild.id) == []


async def test_everyone_is_never_mentioned(town: Town) -> None:
    await town.ask("!announce on", who=town.editor)
    assert "I do not mention everyone" in await town.ask("!announce role everyone", who=town.editor)
    (subscription,) = await town.resources.store.subscriptions(town.guild.id)
    assert subscription.role_id is None
