"""What people follow, and what they then get."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest
from conftest import FORMS, Town, answer_to, buttons, settle_town, shown
from scenarios.posting import add
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from store.feed_samples import add_feed

from bot.models.articles import Draft
from bot.services import follows

LEE = "The port was closed. Mayor Ann Lee said on Monday that the port will open. Ann Lee spoke for an hour."


TOPICS = (
    "a bridge over the river",
    "two schools",
    "the price of bread",
    "an old cinema",
    "trees in the park",
    "a lorry on the motorway",
    "the football club",
    "doctors and nurses",
    "a flood in the cellar",
    "noise at night",
    "the library’s roof",
    "wages of teachers",
    "a lost dog",
    "the new tram",
    "taxes on parking",
)


async def tell(town: Town, number: int) -> None:
    """Adds an article that names Ann Lee, and tells nothing that others tell."""
    topic = TOPICS[number % len(TOPICS)]
    await add(
        town, f"Report {number} on {topic}", f"{topic} is what Ann Lee spoke of on day {number}. It is about {topic}."
    )


def sleep(town: Town, **much: float) -> None:
    town.resources.clock.move(timedelta(**much).total_seconds())  # type: ignore[attr-defined]


def messages(town: Town, user: Any = None) -> list[discord.Message]:
    """The direct messages that somebody got from the bot."""
    return [one for one in (user or town.reader).user.dm_channel.history() if one.author.bot]


async def deliver(town: Town) -> int:
    """What is delivered once the articles have waited for each other."""
    sleep(town, minutes=3)
    return await town.deliver()


@pytest.fixture
async def port(town: Town) -> Town:
    """A server with an article that names Ann Lee."""
    await add(town, "Port closes", LEE)
    return town


@pytest.mark.parametrize("form", FORMS)
async def test_who_follows_a_name_gets_each_article_once_and_can_stop_it_in_the_message(port: Town, form: str) -> None:
    town = port
    answer = await town.give(form, "follow lee", "follow", words="lee")
    assert "From now on you get, by direct message, new articles naming Ann Lee." in shown(answer)
    await add(town, "Bridge opens", "The bridge opened on Sunday. Cars used it.")
    await add(town, "Port opens", LEE)
    assert await town.deliver() == 0
    assert await deliver(town) == 1
    [message] = messages(town)
    assert message.content == "Port opens"
    assert "Ann Lee" in shown(message)
    assert f"asked for in {town.general.mention}" in shown(message)
    stopped = answer_to(await town.reader.user.click(message, label="Stop: Ann Lee"))
    assert shown(stopped) == "You no longer follow: “Ann Lee”."
    again = answer_to(await town.reader.user.click(message, label="Stop: Ann Lee"))
    assert "You follow nothing of that any longer" in shown(again)
    await add(town, "Port closes again", LEE)
    sleep(town, hours=4)
    assert await town.deliver() == 0
    assert await town.resources.store.count_user_records(town.reader.id) == 0


async def test_what_comes_within_three_hours_is_one_message(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    await tell(town, 3)
    await tell(town, 4)
    assert await deliver(town) == 1
    for number in range(3):
        await tell(town, number)
        sleep(town, minutes=50)
        assert await town.deliver() == 0
    sleep(town, minutes=40)
    assert await town.deliver() == 1
    first, second = messages(town)
    assert first.content == "2 new articles"
    assert second.content == "3 new articles"
    assert all(f"Report {number}" in shown(second) for number in range(3))
    assert "the menu opens" not in shown(second)


async def test_nobody_gets_more_than_eight_messages_a_day(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    for number in range(24 * 4):
        await tell(town, number)
        sleep(town, minutes=15)
        await town.deliver()
    assert len(messages(town)) == 8


async def test_an_article_with_two_followed_things_comes_once_with_a_button_for_each(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    await town.ask("!follow ferry -train")
    await add(town, "Port opens", f"{LEE} A ferry came.")
    assert await deliver(town) == 1
    [message] = messages(town)
    assert list(buttons(message)) == ["Stop: Ann Lee", "Stop: ferry, not train", "Stop all of it"]
    await add(town, "Port painted", LEE)
    await add(town, "Ferry painted", "The ferry is now blue. It was red before.")
    await town.reader.user.click(message, label="Stop: Ann Lee")
    sleep(town, hours=3)
    assert await town.deliver() == 1
    assert messages(town)[-1].content == "Ferry painted"
    ended = answer_to(await town.reader.user.click(message, label="Stop all of it"))
    assert shown(ended) == "You no longer follow: “ferry, not train”."
    assert "You follow nothing here" in await town.ask("!following")


async def close_messages(town: Town, user: Any) -> None:
    channel = user.user.dm_channel
    town.env.inject_error(
        "POST", f"/channels/{channel.id}/messages", status=403, code=50007, message="Cannot send messages", times=None
    )


async def test_closed_messages_are_told_once_where_they_were_asked_for_and_a_button_tries_again(port: Town) -> None:
    town = port
    worker = town.services.delivery_worker
    await town.ask("!follow Ann Lee")
    await add(town, "Port opens", LEE)
    await close_messages(town, town.reader)
    assert await deliver(town) == 0
    assert await worker.tell_readers() == 1
    sleep(town, hours=20)
    assert await worker.tell_readers() == 0
    assert await town.deliver() == 0
    told = town.general.last_message
    assert told is not None
    assert told.content == town.reader.mention
    assert [user.id for user in told.mentions] == [town.reader.id]
    assert "I may not send you direct messages" in shown(told)
    assert "Ann Lee" not in shown(told)
    assert "direct messages from me are not allowed" in await town.ask("!following")  # and it is tried again
    await tell(town, 1)
    assert await deliver(town) == 0
    assert await worker.tell_readers() == 1  # it was asked for again
    town.env.backend.faults.clear()
    told = town.general.last_message
    assert told is not None
    assert "Nothing that you follow is paused" in shown(answer_to(await town.editor.click(told, label="Send them now")))
    again = answer_to(await town.reader.click(told, label="Send them now"))
    assert "I try again" in shown(again)
    assert await deliver(town) == 1
    assert messages(town)[-1].content == "2 new articles"


async def test_leaving_the_server_ends_what_was_followed_there(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    await add(town, "Port opens", LEE)
    town.guild.remove_member(town.reader)
    assert await deliver(town) == 0
    assert await town.resources.store.count_user_records(town.reader.id) == 0


async def test_a_correction_does_not_reach_who_has_left_the_server(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    article = await add(town, "Port opens", LEE)
    assert await deliver(town) == 1
    article, _ = await town.newsroom.edit(article, Draft("Port opens at last", article.text), by=1)
    assert await town.follow_up() == 1
    assert messages(town)[0].content == "Port opens at last"
    await town.newsroom.edit(article, Draft("Port opens in May", article.text), by=1)
    town.guild.remove_member(town.reader)
    assert await town.follow_up() == 1
    assert messages(town)[0].content == "Port opens at last"
    assert await town.resources.store.count_user_records(town.reader.id) == 0


async def test_a_removed_article_is_marked_in_the_message(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    article = await add(town, "Port opens", LEE)
    assert await deliver(town) == 1
    await town.newsroom.remove(article, by=1)
    assert await town.follow_up() == 1
    assert "This article was removed." in shown(messages(town)[0])


async def test_nothing_comes_while_the_person_may_not_see_the_channel_in_which_they_asked(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    await add(town, "Port opens", LEE)
    hide(town, True)
    assert await deliver(town) == 0
    hide(town, False)
    await tell(town, 1)
    assert await deliver(town) == 1
    assert [message.content for message in messages(town)] == ["Report 1 on two schools"]


async def test_of_a_thread_the_channel_that_it_is_in_must_be_seen(port: Town) -> None:
    town = port
    thread = await open_thread(town)
    await town.reader.send(thread, "!follow Ann Lee")
    await add(town, "Port opens", LEE)
    hide(town, True)
    assert await deliver(town) == 0
    hide(town, False)
    await tell(town, 1)
    assert await deliver(town) == 1


async def test_a_correction_that_is_refused_is_made_when_messages_are_allowed_again(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    article = await add(town, "Port opens", LEE)
    assert await deliver(town) == 1
    await town.newsroom.edit(article, Draft("Port opens at last", article.text), by=1)
    path = f"/channels/{town.reader.user.dm_channel.id}/messages/*"
    town.env.inject_error("PATCH", path, status=403, code=50007, message="Cannot send messages")
    assert await town.follow_up() == 0
    assert await town.resume() == 1
    assert await town.follow_up() == 1
    assert messages(town)[0].content == "Port opens at last"


def hide(town: Town, hidden: bool) -> None:
    """Hides #general from the reader, or shows it."""
    right = discord.Permissions(view_channel=True).value
    overwrite = Overwrite(
        target_id=town.reader.id, type=OverwriteType.MEMBER, allow=0 if hidden else right, deny=right if hidden else 0
    )
    town.env.backend.set_overwrite(town.general.id, overwrite)


async def test_a_bot_that_was_removed_from_the_server_sends_nothing_from_it(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    await add(town, "Port opens", LEE)
    path = f"/guilds/{town.guild.id}/members/{town.reader.id}"
    town.env.inject_error("GET", path, status=403, code=50001, message="Missing Access")
    assert await deliver(town) == 0
    await tell(town, 1)
    assert await deliver(town) == 1
    assert [message.content for message in messages(town)] == ["Report 1 on two schools"]


async def test_a_channel_that_was_deleted_is_no_reason_to_send_nothing(port: Town) -> None:
    town = port
    await town.say(town.reader, "!follow Ann Lee")
    await add(town, "Port opens", LEE)
    town.env.backend.delete_channel(town.general.id)
    assert await deliver(town) == 1


async def test_members_of_other_servers_get_nothing_of_this_one(port: Town) -> None:
    town = port
    other = settle_town(town.env, town.bot, town.resources, "Other")
    await town.ask("!follow Ann Lee")
    await other.ask("!follow “port”")
    await add(town, "Port opens", LEE)
    await add(other, "Port of Other", LEE)
    assert await deliver(town) == 2
    assert [message.content for message in messages(town)] == ["Port opens"]
    assert [message.content for message in messages(other)] == ["Port of Other"]


async def test_in_a_thread_it_comes_there_with_a_mention(port: Town) -> None:
    town = port
    thread = await open_thread(town)
    for person in (town.reader, town.editor):
        sent = await person.send(thread, "!follow Ann Lee here")
        assert thread.last_message is not None
        assert thread.last_message.id > sent.id
        assert f"you get, in {thread.mention}, with a mention, new articles naming Ann Lee." in shown(
            thread.last_message
        )
    await town.ask(f"!announce on {thread.mention}", who=town.editor)
    await add(town, "Port opens", LEE)
    assert await deliver(town) == 3
    posts = [message for message in thread.history() if "Port opens" in message.content]
    assert sorted(post.content for post in posts) == sorted(
        ["Port opens", f"{town.reader.mention} Port opens", f"{town.editor.mention} Port opens"]
    )
    mine = next(post for post in posts if post.content.startswith(town.reader.mention))
    assert [user.id for user in mine.mentions] == [town.reader.id]
    summary = answer_to(await town.reader.click(mine, label="Summary"))
    assert "The port was closed." in shown(summary)
    strange = answer_to(await town.editor.click(mine, label="Stop: Ann Lee"))
    assert "You follow nothing of that any longer" in shown(strange)
    assert f"In {thread.mention}, with a mention" in await town.ask("!following")
    own = answer_to(await town.reader.click(mine, label="Stop: Ann Lee"))
    assert "You no longer follow: “Ann Lee”." in shown(own)
    assert messages(town) == []
    await town.ask(f"!announce off {thread.mention}", who=town.editor)
    await tell(town, 1)
    sleep(town, hours=3)
    assert await town.deliver() == 1
    last = thread.last_message
    assert last is not None
    assert last.content == f"{town.editor.mention} Report 1 on two schools"


async def open_thread(town: Town) -> Any:
    """A thread in #general."""
    start = await town.editor.send(town.general, "About the port")
    channel = town.bot.get_channel(town.general.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.get_partial_message(start.id).create_thread(name="Port")
    [thread] = town.general.threads
    return thread


async def test_a_thread_that_cannot_be_posted_in_pauses_it_and_the_list_says_why(port: Town) -> None:
    town = port
    thread = await open_thread(town)
    await town.reader.send(thread, "!follow Ann Lee here")
    await add(town, "Port opens", LEE)
    path = f"/channels/{thread.id}/messages"
    town.env.inject_error("POST", path, status=403, code=160005, message="Thread is locked")
    assert await deliver(town) == 0
    assert await town.services.delivery_worker.tell_readers() == 0
    assert await town.resume() == 0
    assert "nothing was sent: the thread is locked: unlock it. It is tried again now." in await town.ask("!following")
    assert await deliver(town) == 1


async def test_here_is_for_threads(port: Town) -> None:
    assert "“here” is for threads" in await port.ask("!follow Ann Lee here")
    refused = await port.slash("follow", words="Ann Lee", where="here")
    assert "“here” is for threads" in shown(refused)
    thread = await open_thread(port)
    await port.reader.send(thread, "!follow here")
    assert "Say what to follow" in shown(thread.last_message)
    assert "Say what to follow" in await port.ask("!follow the")


@pytest.mark.parametrize(
    ("typed", "followed"),
    [
        ("trade", "on the theme “Trade”"),
        ("Ann Lee", "naming Ann Lee"),
        ("mayor lee", "naming Ann Lee"),
        ("the harbour gazette", "from “The Harbour Gazette”"),
        ("gazette", "from “The Harbour Gazette”"),
        ("feed 1", "from “The Harbour Gazette”"),
        ("Feed #1", "from “The Harbour Gazette”"),
        ("feed harbour gazette", "from “The Harbour Gazette”"),
        ("feed prices", "with “feed” and “prices”"),
        ("blue whales", "with “blue” and “whales”"),
        ("7", "with “7”"),
        ("theme:Sport -rumours", "on the theme “Sport”, but none with “rumours”"),
        ('"interest rate" lang:de', "in German, with “interest rate”"),
    ],
)
async def test_what_is_followed_is_a_theme_a_name_a_feed_or_else_words(port: Town, typed: str, followed: str) -> None:
    title = "The Harbour Gazette - RSS"
    await add_feed(port.resources.store, "https://gazette.example/feed", scope=port.guild.id, title=title)
    answer = (await port.ask(f"!follow {typed}")).replace("\\", "")
    assert f"you get, by direct message, new articles {followed}." in answer
    assert "Did you mean" not in answer


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Anne Leeh", "Ann Lee"),
        ("Sprot", "Sport"),
        ("poltics", "Politics"),
        ("Harbor Gazete", "The Harbour Gazette"),
    ],
)
async def test_words_that_no_article_has_are_not_followed_if_they_are_nearly_a_name(
    port: Town, typed: str, meant: str
) -> None:
    await add_feed(
        port.resources.store, "https://gazette.example/feed", scope=port.guild.id, title="The Harbour Gazette"
    )
    answer = (await port.ask(f"!follow {typed}")).replace("\\", "")
    assert answer.startswith(f"No article has “{typed}” so far, so it is not followed yet. Did you mean “{meant}")
    assert f"Then type !follow {meant}" in answer
    assert answer.endswith(f"put it in quotation marks: !follow “{typed}”.")
    assert "You follow nothing here" in await port.ask("!following")
    assert f"with “{typed}”. One message" in await port.ask(f"!follow “{typed}”")


async def test_words_that_no_article_has_are_followed_with_a_hint(port: Town) -> None:
    hint = "No article has had these words so far: check the spelling."
    assert hint in await port.ask("!follow asdfgh")
    assert hint in await port.ask("!follow “closed port”")
    assert hint not in await port.ask("!follow port closed")
    assert hint not in await port.ask("!follow “was closed”")
    assert hint not in await port.ask("!follow Ann Lee")
    assert hint not in await port.ask("!follow theme:Sport")


async def test_a_word_that_an_article_has_is_followed_though_a_name_is_similar(port: Town) -> None:
    await add(port, "Fish sold", "Many sprot were sold at the market. It rained.")
    assert "with “sprot”" in await port.ask("!follow sprot")


async def test_a_feed_that_there_is_not_is_not_followed_as_words(port: Town) -> None:
    said = "No feed here has the number 3: type words of its title, or the name of the outlet."
    assert await port.ask("!follow feed 3") == said


async def test_what_has_commas_is_told_apart(port: Town) -> None:
    await port.ask("!follow ferry -train")
    await port.ask("!follow ferry -bus")
    assert "in their name: “ferry, not train”, “ferry, not bus”. Give" in await port.ask("!unfollow ferry")
    assert await port.ask("!unfollow all") == "You no longer follow: “ferry, not train”, “ferry, not bus”."


async def test_a_surname_of_several_people_is_not_followed(port: Town) -> None:
    await add(port, "Council meets", "Jorge Costa spoke on Monday. Jorge Costa was early.")
    await add(port, "Club meets", "Rui Costa spoke on Sunday. Rui Costa was late.")
    answer = await port.ask("!follow Costa")
    assert "may be any of these" in answer
    assert "Jorge Costa" in answer
    assert "Rui Costa" in answer
    assert "You follow nothing here" in await port.ask("!following")


async def test_the_same_is_not_followed_twice(port: Town) -> None:
    await port.ask("!follow Ann Lee")
    assert "You follow this already: you get, by direct message, new articles naming Ann Lee." in await port.ask(
        "!follow lee"
    )
    assert (await port.ask("!following")).count("Ann Lee") == 1


async def test_the_list_has_a_button_for_each_and_slash_commands_answer_in_private(port: Town) -> None:
    for what in ("Ann Lee", "ferry"):
        followed = await port.slash("follow", words=what)
        assert followed.flags.ephemeral
    listed = await port.slash("following")
    assert listed.flags.ephemeral
    assert "• articles naming Ann Lee\n• articles with “ferry”" in shown(listed)
    assert list(buttons(listed)) == ["Stop: Ann Lee", "Stop: ferry"]
    choices = await port.reader.autocomplete(port.general, "follow", "words", "An")
    assert [choice["value"] for choice in choices] == ["Ann Lee"]
    choices = await port.reader.autocomplete(port.general, "unfollow", "words", "fer")
    assert [choice["value"] for choice in choices] == ["ferry"]
    ended = await port.slash("unfollow", words="ferry")
    assert ended.flags.ephemeral
    assert shown(ended) == "You no longer follow: “ferry”."


async def test_unfollow_needs_a_name_of_something_that_is_followed(port: Town) -> None:
    await port.ask("!follow blue ferry")
    await port.ask("!follow red ferry")
    assert "You do not follow “train”: !following lists what you follow." in await port.ask("!unfollow train")
    several = await port.ask("!unfollow ferry")
    assert "Several things that you follow have that in their name: “blue, ferry”, “red, ferry”." in several
    assert "You no longer follow: “blue, ferry”." in await port.ask("!unfollow blue")
    assert "You no longer follow: “red, ferry”." in await port.ask("!unfollow all")
    assert "You follow nothing of that any longer" in await port.ask("!unfollow all")


async def test_a_direct_message_follows_what_is_for_all_servers_and_lists_everything(seeded: Town) -> None:
    town = seeded
    await town.ask("!follow Takaichi")
    user = town.reader.user
    await user.send_dm("!follow Takaichi")
    assert "by direct message, new articles naming Sanae Takaichi." in shown(user.dm_channel.last_message)
    await user.send_dm("!following")
    listed = shown(user.dm_channel.last_message)
    assert f"By direct message**, asked for in {town.general.mention}" in listed
    assert "By direct message**, articles for all servers" in listed
    await town.newsroom.add(0, Draft("Takaichi speaks", "Sanae Takaichi spoke on Monday. Sanae Takaichi was early."))
    assert await deliver(town) == 2
    await user.send_dm("!unfollow Takaichi")
    assert "You no longer follow: “Sanae Takaichi”, “Sanae Takaichi”." in shown(user.dm_channel.last_message)


async def test_forget_me_deletes_what_is_followed(port: Town) -> None:
    await port.ask("!follow Ann Lee")
    await add(port, "Port opens", LEE)
    assert "in 1 record, each of a change" in await port.ask("!forget")
    assert "from 1 record" in await port.ask("!forget me")
    assert await deliver(port) == 0
    assert "You follow nothing here" in await port.ask("!following")
    assert "what people follow" in await port.ask("!about")


async def test_editors_do_not_see_what_people_follow(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    article = await add(town, "Port opens", LEE)
    assert await deliver(town) == 1
    assert "No channels yet." in await town.ask("!announce list", who=town.editor)
    said = await town.ask(f"!why {article.number}", who=town.editor)
    assert "New articles are not posted in any channel of this server." in said


async def test_what_needs_approval_comes_when_it_is_approved(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    await town.ask(f"!announce approval {town.briefings.mention} 12 hours all", who=town.editor)
    await add(town, "Port opens", LEE)
    sleep(town, minutes=3)
    await town.deliver()
    assert messages(town) == []
    card = town.briefings.last_message
    assert card is not None
    decided = answer_to(await town.editor.click(card, label="Post"))
    assert town.reader.user.dm_channel.mention not in shown(decided)
    assert await deliver(town) == 1
    assert [message.content for message in messages(town)] == ["Port opens"]


async def test_a_story_that_was_sent_already_is_not_sent_again(port: Town) -> None:
    town = port
    await town.ask("!follow Ann Lee")
    await add(town, "Port opens", LEE)
    await add(town, "The port opens", f"{LEE} It rained.")
    assert await deliver(town) == 1
    assert messages(town)[0].content in ("Port opens", "2 new articles")


async def test_there_are_limits(port: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follows, "MAX_FOLLOWS", 2)
    monkeypatch.setattr(follows, "MAX_READERS", 1)
    for what in ("Ann Lee", "ferry", "Ann Lee"):
        assert "new articles" in await port.ask(f"!follow {what}")
    assert "The limit is 2 things in a server: end one with !unfollow." in await port.ask("!follow train")
    assert "1 people follow something here, which is the limit" in await port.ask("!follow train", who=port.editor)
