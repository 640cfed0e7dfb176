"""An approval channel: what comes in waits there, and editors have it posted or drop it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from conftest import Clock, Town, answer_to, buttons, shown
from scenarios.posting import add, posts, why
from scenarios.test_restart import restarted
from story_reports import FERRY, FERRY_REVISED

HOUR = 3600.0
CHOICES = ["Post", "Drop"]


@pytest.fixture
async def desk(town: Town) -> simcord.ChannelHandle:
    """The approval channel of a server whose articles are posted in #briefings."""
    channel = town.guild.create_text_channel("desk")
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.ask(f"!announce approval {channel.mention} 12 hours", who=town.editor)
    return channel


def cards(channel: simcord.ChannelHandle) -> list[discord.Message]:
    return [message for message in channel.history() if message.author.bot]


def offered(message: Any) -> list[str]:
    return [label for label in buttons(message) if label in CHOICES]


async def waiting(town: Town, desk: simcord.ChannelHandle, title: str = "Harbour reopens") -> discord.Message:
    """The card of an article that came in."""
    await add(town, title)
    assert await town.deliver() == 1
    return cards(desk)[-1]


async def pressed(message: Any, label: str, who: Any) -> str:
    """The private answer to somebody who presses a button on a card."""
    answer = answer_to(await who.click(message, label=label))
    assert answer.ephemeral
    return shown(answer)


def decision(message: Any) -> str:
    (field,) = [field for field in message.embeds[0].fields if field.name == "Approval"]
    return str(field.value)


async def test_what_comes_in_waits_as_a_card_with_two_buttons(town: Town, desk: simcord.ChannelHandle) -> None:
    card = await waiting(town, desk)
    assert card.content == "For approval: Harbour reopens"
    assert (card.embeds[0].author.name or "").startswith("Waits for approval")
    assert decision(card).startswith("Editors choose Post or Drop. If nobody does, it lapses <t:")
    assert list(buttons(card))[:3] == [*CHOICES, "Summary"]
    assert posts(town) == []
    said = await why(town)
    assert f"{town.briefings.mention} — waits for approval in {desk.mention}\n" in said
    assert f"{desk.mention} — waits for approval, lapses <t:" in said
    assert f"[card](https://discord.com/channels/{town.guild.id}/{desk.id}/{card.id})" in said


async def test_posted_by_an_editor_it_appears_and_the_card_says_who_decided(
    town: Town, desk: simcord.ChannelHandle
) -> None:
    card = await waiting(town, desk)
    said = await pressed(card, "Post", town.editor)
    assert said == f"Approved: #1 is posted in {town.briefings.mention}."
    assert await town.deliver() == 1
    await town.follow_up()
    assert [post.content for post in posts(town)] == ["Harbour reopens"]
    (card,) = cards(desk)
    assert card.content == "Approved: Harbour reopens"
    assert decision(card).startswith(f"Approved by <@{town.editor.id}>, <t:")
    assert offered(card) == []
    said = await why(town)
    assert f"{desk.mention} — approved by <@{town.editor.id}> · [card](" in said
    assert f"{town.briefings.mention} — [posted](" in said


async def test_dropped_it_is_not_posted_and_stays_in_the_library(town: Town, desk: simcord.ChannelHandle) -> None:
    card = await waiting(town, desk)
    said = await pressed(card, "Drop", town.editor)
    assert (
        said
        == "Dropped: #1 is not posted. The article stays in the library. Post after all, on its card, changes that."
    )
    await town.deliver()
    await town.follow_up()
    assert posts(town) == []
    (card,) = cards(desk)
    assert card.content == "Dropped: Harbour reopens"
    assert decision(card).startswith(f"Dropped by <@{town.editor.id}>, <t:")
    assert f"{town.briefings.mention} — not posted: dropped by <@{town.editor.id}>" in await why(town)
    assert "Harbour reopens" in await town.ask("!summary 1")


@pytest.mark.parametrize("lapsed", [False, True])
async def test_what_was_dropped_or_lapsed_can_be_posted_after_all_once(
    town: Town, desk: simcord.ChannelHandle, clock: Clock, lapsed: bool
) -> None:
    card = await waiting(town, desk)
    if lapsed:
        clock.move(12 * HOUR)
        await town.services.delivery_worker.lapse_approvals()
    else:
        await pressed(card, "Drop", town.editor)
    await town.deliver()
    await town.follow_up()
    (card,) = cards(desk)
    assert "Only this server’s editors can do this" in await pressed(card, "Post after all", town.reader)
    said = await pressed(card, "Post after all", town.owner)
    assert said == f"Approved: #1 is posted in {town.briefings.mention}."
    assert (await pressed(card, "Post after all", town.editor)).startswith("That is decided already. Approved by")
    await town.deliver()
    await town.follow_up()
    assert [post.content for post in posts(town)] == ["Harbour reopens"]
    (card,) = cards(desk)
    assert card.content == "Approved: Harbour reopens"
    assert "Post after all" not in buttons(card)


async def test_a_second_press_is_told_who_decided(town: Town, desk: simcord.ChannelHandle) -> None:
    card = await waiting(town, desk)
    await pressed(card, "Drop", town.editor)
    for label in CHOICES:
        said = await pressed(card, label, town.owner)
        assert said.startswith(f"That is decided already. Dropped by <@{town.editor.id}>, <t:")
    assert await town.deliver() == 0


async def test_only_editors_may_press(town: Town, desk: simcord.ChannelHandle) -> None:
    card = await waiting(town, desk)
    for label in CHOICES:
        assert "Only this server’s editors can do this" in await pressed(card, label, town.reader)
    assert "Approved" in await pressed(card, "Post", town.owner)


async def test_what_nobody_decides_lapses_and_says_so(town: Town, desk: simcord.ChannelHandle, clock: Clock) -> None:
    card = await waiting(town, desk)
    clock.move(12 * HOUR)
    assert await town.services.delivery_worker.lapse_approvals() == 1
    assert await town.services.delivery_worker.lapse_approvals() == 0
    assert (await pressed(card, "Post", town.editor)).startswith("That is decided already. Nobody decided in time")
    await town.deliver()
    await town.follow_up()
    assert posts(town) == []
    (card,) = cards(desk)
    assert card.content == "Lapsed: Harbour reopens"
    assert decision(card).startswith("Nobody decided in time: it lapsed <t:")
    assert offered(card) == []
    assert f"{town.briefings.mention} — not posted: nobody approved it in time" in await why(town)


async def test_why_gives_the_one_reason_for_which_an_article_was_not_asked_for(
    town: Town, desk: simcord.ChannelHandle, clock: Clock
) -> None:
    clock.move(HOUR)
    await town.ask("!announce approval off", who=town.editor)
    await add(town, "Harbour reopens")
    clock.move(HOUR)
    await town.ask(f"!announce approval {desk.mention} 12 hours", who=town.editor)
    asked = f"{desk.mention} — not asked for: "
    assert f"{asked}it was added before approval was set here" in (await why(town)).splitlines()
    await town.ask(f"!announce filter {town.briefings.mention} theme:Sport", who=town.editor)
    await add(town, "Pier closes")
    assert f"{asked}no channel was to get a post of it" in (await why(town, "2")).splitlines()


async def test_a_lapsed_card_that_was_never_posted_has_one_reason(
    town: Town, desk: simcord.ChannelHandle, clock: Clock
) -> None:
    await add(town, "Harbour reopens")
    clock.move(13 * HOUR)
    await town.services.delivery_worker.lapse_approvals()
    reason = "not posted: nobody approved it in time: its card could not be posted"
    lines = (await why(town)).splitlines()
    assert lines[-2:] == [f"{town.briefings.mention} — {reason}", f"{desk.mention} — {reason}"]


async def test_the_buttons_work_after_a_restart(town: Town, desk: simcord.ChannelHandle, tmp_path: Path) -> None:
    card = await waiting(town, desk)
    async with restarted(town, tmp_path) as again:
        assert "Approved" in await pressed(card, "Post", again.editor)
        assert await again.deliver() == 1
        assert len(posts(again)) == 1


async def test_the_answer_says_which_channels_do_not_get_it(town: Town, desk: simcord.ChannelHandle) -> None:
    card = await waiting(town, desk)
    await town.ask(f"!announce filter {town.briefings.mention} theme:Sport", who=town.editor)
    said = await pressed(card, "Post", town.editor)
    assert said == (
        "Approved: #1 is posted in no channel.\n"
        f"Not in {town.briefings.mention}: the channel’s filter asks for articles on the theme “Sport”"
    )


async def test_a_removed_article_cannot_be_posted_from_its_card(town: Town, desk: simcord.ChannelHandle) -> None:
    card = await waiting(town, desk)
    await town.ask("!remove 1", who=town.editor)
    assert "#1 was removed: restore it before it is posted, or press Drop." in await pressed(card, "Post", town.editor)
    await town.follow_up()
    (card,) = cards(desk)
    assert offered(card) == []
    assert card.content == ""
    await town.ask("!restore 1", who=town.editor)
    await town.follow_up()
    assert offered(cards(desk)[0]) == CHOICES


async def test_what_an_editor_adds_is_posted_at_once_unless_it_is_to_wait_too(
    town: Town, desk: simcord.ChannelHandle
) -> None:
    text = "Pier closes\n\nThe pier closed on Monday after a storm."
    assert "Waits for approval" not in await town.ask(f"!add {text}", who=town.editor)
    assert await town.deliver() == 1
    assert len(posts(town)) == 1
    assert f"{desk.mention} — not asked for: an editor added it here" in (await why(town)).splitlines()
    said = await town.ask("!announce approval all", who=town.editor)
    assert said.startswith(f"Every new article now waits in {desk.mention} until an editor presses Post or Drop.")
    said = await town.ask(f"!add {text} Boats wait outside.", who=town.editor)
    assert f"Waits for approval\nAn editor decides in {desk.mention} whether it is posted." in said
    assert await town.deliver() == 1
    assert len(cards(desk)) == 1


async def test_the_answer_in_the_readers_channel_shows_the_article_if_its_post_does_not_follow(
    town: Town, desk: simcord.ChannelHandle
) -> None:
    await town.ask(f"!announce on {town.general.mention}", who=town.editor)
    assert "Its post follows here" in await town.ask("!add Pier\n\nThe pier closed on Monday.", who=town.editor)
    await town.ask("!announce approval all", who=town.editor)
    said = await town.ask("!add Mole\n\nThe mole closed on Monday.", who=town.editor)
    assert f"An editor decides in {desk.mention}" in said
    assert "Its post follows" not in said


async def test_a_later_report_is_named_on_the_card(town: Town, desk: simcord.ChannelHandle) -> None:
    await add(town, *FERRY)
    await town.deliver()
    await add(town, *FERRY_REVISED)
    assert await town.deliver() == 0
    await town.follow_up()
    (card,) = cards(desk)
    assert "Also in" in shown(card)
    reason = "another article tells the same, and its card in the approval channel names this one"
    said = await why(town, "2")
    assert f"{town.briefings.mention} — not posted: {reason}" in said
    assert f"{desk.mention} — not posted: {reason}" in said
    await pressed(card, "Post", town.editor)
    assert await town.deliver() == 1
    assert "Also in" in shown(posts(town)[0])
    assert "and its post there names this one" in await why(town, "2")


async def test_the_setting_is_explained_shown_changed_and_ended(town: Town) -> None:
    desk = town.guild.create_text_channel("desk")
    nothing = await town.ask("!announce approval", who=town.editor)
    assert nothing.startswith("There is no approval channel here: new articles are posted at once.")
    assert await town.ask("!announce approval off", who=town.editor) == (
        "There is no approval channel here: new articles are posted without approval."
    )
    assert await town.ask("!announce approval 12", who=town.editor) == (
        "Say which channel articles wait in. For example: !announce approval #desk"
    )
    first = await town.ask(f"!announce approval {desk.mention}", who=town.editor)
    assert first.splitlines() == [
        f"What comes in by feeds now waits in {desk.mention} until an editor presses Post or Drop. What nobody decides "
        "about within 24 hours is not posted.",
        "What an editor adds here is posted at once; `!announce approval all` has it wait too.",
        "No channel gets new articles yet, so there is nothing to approve: `!announce on #channel` starts it.",
    ]
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    assert "within 3 days is not posted" in await town.ask("!announce approval 3 days", who=town.editor)
    assert f"{desk.mention} — approval channel: new articles from feeds wait there for at most 3 days" in (
        await town.ask("!announce", who=town.editor)
    )
    await waiting(town, desk)
    assert await town.ask("!announce approval", who=town.editor) == (
        f"{desk.mention} is the approval channel: new articles from feeds wait there for at most 3 days, 1 now. "
        "`!announce approval off` has them posted at once."
    )
    assert await town.ask("!announce approval off", who=town.editor) == (
        "New articles are posted at once from now on. 1 card can still be decided about until the time for that is "
        "over: nothing there is posted unasked."
    )
    await add(town, "Pier closes")
    assert await town.deliver() == 1
    assert [post.content for post in posts(town)] == ["Pier closes"]
    assert "Approved" in await pressed(cards(desk)[0], "Post", town.editor)
    assert await town.deliver() == 1


async def test_cards_that_nobody_saw_are_dropped_when_approval_ends(town: Town, desk: simcord.ChannelHandle) -> None:
    await add(town, "Harbour reopens")
    said = await town.ask("!announce approval off", who=town.editor)
    assert said.endswith(" 1 article without a card that can be seen will not be posted.")
    reason = "approval was switched off before its card was posted"
    assert f"{town.briefings.mention} — not posted: {reason}" in (await why(town)).splitlines()
    assert cards(desk) == []


@pytest.mark.parametrize("typed", ["soon", "30 minutes", "0 hours", "15 days", "12 hours maybe", "x" * 100])
async def test_a_time_that_cannot_be_meant_is_refused_in_a_sentence(
    town: Town, desk: simcord.ChannelHandle, typed: str
) -> None:
    said = await town.ask(f"!announce approval {desk.mention} {typed}", who=town.editor)
    assert "write a time from 1 hour to 14 days, as 12 hours or 2 days" in said
    assert "at most 12 hours" in await town.ask("!announce approval", who=town.editor)


async def test_the_approval_channel_gets_no_posts_and_its_rules_are_its_own(
    town: Town, desk: simcord.ChannelHandle
) -> None:
    refused = (
        f"{desk.mention} is the approval channel: choose another one (posts are made in {town.briefings.mention}), or "
        "type !announce approval off first."
    )
    for command in ("on", "off", "filter rye", "limit 5", "quiet 22:00-07:00", "preview"):
        what, _, words = command.partition(" ")
        assert await town.ask(f"!announce {what} {desk.mention} {words}", who=town.editor) == refused, command
    assert await town.ask(f"!announce off {desk.id}", who=town.editor) == refused
    assert await town.ask(f"!announce approval {town.briefings.mention}", who=town.editor) == (
        f"New articles are posted in {town.briefings.mention}: choose a channel that editors read, and readers do not."
    )
    role = town.guild.create_role("Desk", mentionable=True)
    assert "will mention" in await town.ask(f"!announce role @Desk {desk.mention}", who=town.editor)
    assert "will be compact" in await town.ask(f"!announce style compact {desk.mention}", who=town.editor)
    card = await waiting(town, desk)
    assert card.content == f"<@&{role.id}> For approval: Harbour reopens"
    assert list(buttons(card)) == [*CHOICES, "Summary"]


async def test_a_deleted_approval_channel_holds_articles_back_and_is_named(
    town: Town, desk: simcord.ChannelHandle
) -> None:
    await waiting(town, desk)
    town.env.backend.delete_channel(desk.id)
    await town.env.settle()
    await add(town, "Pier closes")
    await town.deliver()
    assert posts(town) == []
    listed = await town.ask("!announce", who=town.editor)
    assert "so nothing can be approved, and nothing from feeds is posted" in listed
    assert "not posted yet" in await why(town, "2")
    other = town.guild.create_text_channel("other-desk")
    await town.ask(f"!announce approval {other.mention}", who=town.editor)
    assert await town.deliver() == 2
    assert [card.content for card in cards(other)] == ["For approval: Harbour reopens", "For approval: Pier closes"]


async def test_a_paused_approval_channel_says_what_it_needs_and_resumes(
    town: Town, desk: simcord.ChannelHandle, clock: Clock
) -> None:
    await add(town, "Harbour reopens")
    await town.ask(f"!announce approval {desk.mention} 12 hours", who=town.editor)
    (sub,) = [sub for sub in await town.services.subscriptions.of(town.guild.id) if sub.approval]
    await town.resources.store.pause_subscription(sub.id, "I may not post there: grant me Send Messages")
    await town.deliver()
    assert "paused: I may not post there" in await town.ask("!announce", who=town.editor)
    assert "its card is not posted yet" in await why(town)
    clock.move(60)
    assert await town.resume() == 1
    assert await town.deliver() == 1
    assert offered(cards(desk)[0]) == CHOICES
