"""The guided setup: each step, skipped, done again, refused, after a restart, and offered once in a new server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
from conftest import FORMS, SEEDS, Clock, Town, answer_to, buttons, components, of, options, settle_town, shown
from news_site import PICTURE, PUBLIC, Site, SiteFetcher, open_site
from scenarios.test_restart import restarted

from bot.models.guild_setup import SetupStep
from bot.runtime.app import Resources
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings
from bot.store.protocols.store import Store

STEPS = ["Channel", "Time zone", "Editors", "Feed", "Briefing"]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site whose feed has no article that would have to be analysed for its preview."""
    async with open_site() as site:
        site.items.clear()
        site.publish(*PICTURE)
        yield site


@pytest.fixture
def resources(store: Store, reader: AnalysisPool, clock: Clock, site: Site) -> Resources:
    return Resources(Settings(seeds_dir=SEEDS), store, reader, clock, http=SiteFetcher(site))


class Conversation:
    """The setup as an editor goes through it, in one message."""

    def __init__(self, town: Town) -> None:
        self.town = town

    @property
    def page(self) -> Any:
        return self.town.general.last_message

    async def click(self, label: str) -> Any:
        return await self.town.editor.click(self.page, label=label)

    async def choose(self, label: str) -> None:
        await self.town.editor.select(self.page, [options(self.page)[label]])

    async def pick(self, entity: Any, page: Any = None, who: Any = None) -> Any:
        """Chooses a channel or a role."""
        page = page or self.page
        menu = next(of(item, "custom_id") for item in components(page) if of(item, "custom_id").startswith("be:"))
        return await (who or self.town.editor).select(page, [entity], custom_id=menu)

    async def type(self, label: str, words: str) -> Any:
        """Sends the form behind a button."""
        form = await self.click(label)
        assert form.modal is not None
        (box,) = [item["custom_id"] for row in form.modal["components"] for item in row["components"]]
        return await self.town.editor.submit_modal(form, {box: words})


@pytest.mark.parametrize("form", FORMS)
async def test_it_begins_with_the_first_step_of_which_nothing_is_set(town: Town, form: str) -> None:
    page = await town.give(form, "setup", "setup", town.editor)
    assert shown(page) == (
        "Setup, step 1 of 5: channel\nChoose the channel where new articles are posted. Without one, I only answer "
        "questions.\nNow\nNew articles are not posted anywhere."
    )
    assert list(buttons(page)) == ["Skip", *(f"{n} {name}" for n, name in enumerate(STEPS, start=1))]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("channel", "Setup, step 1 of 5: channel"),
        ("the time zone", "Setup, step 2 of 5: time zone"),
        ("timezone", "Setup, step 2 of 5: time zone"),
        ("role", "Setup, step 3 of 5: editors"),
        ("Feeds", "Setup, step 4 of 5: feed"),
        ("digest", "Setup, step 5 of 5: briefing"),
        ("5", "Setup, step 5 of 5: briefing"),
        ("breifing", "Setup, step 5 of 5: briefing"),
        ("overview", "What is set up in this server"),
        ("zeppelin", "There is no step “zeppelin”: the steps are channel, time zone, editors, feed and briefing."),
    ],
)
async def test_a_step_can_be_named(town: Town, typed: str, title: str) -> None:
    assert shown(await town.answer(f"!setup {typed}", town.editor)).startswith(title)


async def test_the_slash_command_suggests_the_steps(town: Town) -> None:
    found = await town.editor.autocomplete(town.general, "setup", "step", "ed")
    assert [choice["value"] for choice in found] == ["Editors", "Feed"]


async def test_all_steps_can_be_taken_in_one_message(town: Town, site: Site) -> None:
    talk, desk = Conversation(town), town.guild.create_role("Desk")
    await town.ask("!setup", town.editor)
    await talk.pick(town.briefings)
    news = town.briefings.mention
    assert shown(talk.page).startswith(f"Setup, step 2 of 5: time zone\n✓ New articles will be posted in {news}.\n\n")
    assert shown(talk.page).endswith("UTC, since none was chosen. It is 12:00 there.")
    await talk.choose("Berlin (UTC+1)")
    assert shown(talk.page).startswith(
        "Setup, step 3 of 5: editors\n✓ The time zone here is Europe/Berlin from now on."
    )
    await talk.pick(desk)
    assert shown(talk.page).startswith(f"Setup, step 4 of 5: feed\n✓ Members with {desk.mention} are now editors too.")
    await talk.type("Follow a site …", "harbour.example")
    assert shown(talk.page).startswith("Follow this feed?\nHarbour News")
    assert list(buttons(talk.page))[:3] == ["Follow it", "Another site …", "Skip"]
    await talk.click("Follow it")
    assert shown(talk.page).startswith("Setup, step 5 of 5: briefing\n✓ Following **1** Harbour News.")
    assert shown(talk.page).endswith(f"{news} gets each new article at once.")
    await talk.choose("A briefing on weekdays at 08:00")
    assert shown(talk.page).startswith(f"What is set up in this server\n✓ From now on {news} gets what is new in one")
    assert (
        f"1 Channel\nNew articles are posted in {news}.\n2 Time zone\nEurope/Berlin. It is 13:00 there.\n3 Editors\n"
        f"Editors are members with Manage Server, members with {desk.mention} and the bot’s owner.\n4 Feed\n1 feed: "
        f"Harbour News\n5 Briefing\n{news} gets a briefing on weekdays at 08:00 (Europe/Berlin).\n"
    ) in shown(talk.page)
    assert list(buttons(talk.page)) == [f"✓ {name}" for name in STEPS]
    assert shown(await town.answer("!setup", town.editor)).startswith("What is set up in this server\n1 Channel")
    assert len(town.general.history()) == 4  # two commands, two answers


async def test_every_step_can_be_skipped(town: Town) -> None:
    await town.ask("!setup", town.editor)
    talk = Conversation(town)
    for step in STEPS[:-1]:
        assert f": {step.lower()}\n" in shown(talk.page)
        await talk.click("Skip")
    assert shown(talk.page).endswith("No channel gets posts: choose one in step 1 first.")
    assert options(talk.page) == {}
    await talk.click("Finish")
    assert "New articles are not posted anywhere." in shown(talk.page)
    assert "No site is followed." in shown(talk.page)
    settings = await town.services.guild_settings.settings(town.guild.id)
    assert (settings.time_zone, settings.editor_role_id) == (None, None)


async def test_every_step_can_be_done_again(town: Town, site: Site) -> None:
    talk, desk = Conversation(town), town.guild.create_role("Desk")
    await town.ask("!setup", town.editor)
    await talk.pick(town.general)
    await talk.click("✓ Channel")
    await talk.click("Stop posting in #general")
    assert shown(talk.page).startswith("Setup, step 1 of 5: channel\n✓ New articles are no longer posted in <#")
    await talk.pick(town.briefings)
    await talk.type("Another time zone …", "madrid")
    await talk.click("✓ Time zone")
    assert "Europe/Madrid. It is 13:00 there." in shown(talk.page)
    await talk.choose("Tokyo (UTC+9)")
    await talk.click("✓ Time zone")
    (chosen,) = [o.label for item in components(talk.page) for o in of(item, "options") or [] if o.default]
    assert chosen == "Tokyo (UTC+9)"
    await talk.click("Next")
    await talk.pick(desk)
    await talk.click("✓ Editors")
    await talk.click("No editor role")
    assert shown(talk.page).startswith("Setup, step 3 of 5: editors\n✓ Only members with Manage Server")
    await talk.click("5 Briefing")
    await talk.choose("A briefing daily at 08:00")
    await talk.click("✓ Briefing")
    await talk.type("Other times …", "weekly sunday 18:00")
    assert f"{town.briefings.mention} gets a briefing on Sundays at 18:00 (Asia/Tokyo)." in shown(talk.page)
    await talk.click("✓ Briefing")
    await talk.choose("Each article at once")
    assert list(buttons(talk.page)) == ["✓ Channel", "✓ Time zone", "3 Editors", "4 Feed", "5 Briefing"]


async def test_of_several_channels_each_has_briefings_of_its_own(town: Town) -> None:
    talk = Conversation(town)
    await town.ask("!setup", town.editor)
    for channel in (town.general, town.briefings):
        await talk.pick(channel)
        await talk.click("✓ Channel")
    await talk.click("5 Briefing")
    assert buttons(talk.page)["#general"].disabled
    await talk.click("#briefings")
    assert buttons(talk.page)["#briefings"].disabled
    await talk.choose("A briefing daily at 18:00")
    first, second = town.general.mention, town.briefings.mention
    assert f"{first} gets each new article at once.\n{second} gets a briefing daily at 18:00" in shown(talk.page)


async def test_what_does_not_work_is_said_to_the_one_who_tried_and_the_page_stays(town: Town, site: Site) -> None:
    talk = Conversation(town)
    await town.ask("!setup", town.editor)
    closed = town.guild.create_text_channel(
        "closed", overwrites={town.bot.user: discord.PermissionOverwrite(send_messages=False)}
    )
    before = shown(talk.page)
    refused = answer_to(await talk.pick(closed))
    assert shown(refused).startswith("I cannot post in #closed yet: grant me Send Messages")
    assert shown(talk.page) == before
    await talk.click("2 Time zone")
    assert "I do not know the time zone “Atlantis”" in shown(
        answer_to(await talk.type("Another time zone …", "Atlantis"))
    )
    await talk.click("4 Feed")
    refused = answer_to(await talk.type("Follow a site …", "nowhere"))
    assert shown(refused).startswith("The address must be that of a public site")
    assert shown(talk.page).startswith("Setup, step 4 of 5: feed\nFollow a news site")
    await talk.click("3 Editors")
    everyone = answer_to(await talk.pick(town.guild.default_role))
    assert shown(everyone).startswith("That would make everyone an editor")
    assert (await town.services.guild_settings.settings(town.guild.id)).editor_role_id is None


async def test_others_may_not_use_it_and_another_manager_gets_an_answer_of_their_own(town: Town) -> None:
    refused = "Only members with Manage Server and the bot’s owner can do this."
    assert await town.ask("!setup") == refused
    page = await town.answer("!setup", town.editor)
    talk = Conversation(town)
    for label in ("Skip", "5 Briefing"):
        assert shown(answer_to(await town.reader.click(page, label=label))) == refused
    assert shown(answer_to(await talk.pick(town.briefings, page, town.reader))) == refused
    own = answer_to(await town.owner.click(page, label="4 Feed"))
    assert shown(own).startswith("Setup, step 4 of 5: feed")
    assert own.flags.ephemeral
    assert shown(talk.page) == shown(page)
    assert await town.services.subscriptions.of(town.guild.id) == []


async def test_who_lost_the_right_meanwhile_is_refused_at_the_next_click_and_form(town: Town, site: Site) -> None:
    await town.ask("!setup", town.editor)
    talk = Conversation(town)
    await talk.click("4 Feed")
    form = await talk.click("Follow a site …")
    (box,) = [item["custom_id"] for row in form.modal["components"] for item in row["components"]]
    town.env.backend.get_member(town.guild.id, town.editor.id).role_ids.clear()
    refused = "Only members with Manage Server and the bot’s owner can do this."
    assert shown(answer_to(await town.editor.submit_modal(form, {box: PUBLIC}))) == refused
    assert shown(answer_to(await talk.click("Skip"))) == refused
    assert shown(answer_to(await talk.click("Follow a site …"))) == refused
    assert await town.services.feeds.of(town.guild.id) == []


async def test_the_conversation_goes_on_after_a_restart(town: Town, site: Site, tmp_path: Path) -> None:
    await town.ask("!setup", town.editor)
    first = Conversation(town)
    await first.click("4 Feed")
    await first.type("Follow a site …", "harbour.example")
    async with restarted(town, tmp_path) as later:
        talk = Conversation(later)
        assert "is too old" in shown(answer_to(await talk.click("Follow it")))
        await talk.type("Another site …", "harbour.example")
        await talk.click("Follow it")
        await talk.click("1 Channel")
        await talk.pick(later.briefings)
        await talk.choose("UTC")
        assert shown(talk.page).startswith("Setup, step 3 of 5: editors\n✓ The time zone here is UTC")
        assert len(await later.services.feeds.of(later.guild.id)) == 1


# ---------------------------------------------------------------- the offer in a new server


async def heard(town: Town, event: str, *about: object) -> None:
    """The bot hears an event of Discord, and is done with it."""
    for name, listener in town.bot.cogs["Setup"].get_listeners():
        if name == event:
            await listener(*about)


def guild_of(town: Town) -> discord.Guild:
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    return guild


async def test_a_new_server_is_offered_the_setup_once(town: Town, clock: Clock, tmp_path: Path) -> None:
    await heard(town, "on_guild_join", guild_of(town))
    (offer,) = town.general.history()
    assert shown(offer).startswith("Hello! I keep a library of news articles\nI tell you what an article says")
    assert list(buttons(offer)) == ["Start the setup"]
    await heard(town, "on_guild_join", guild_of(town))
    async with restarted(town, tmp_path) as later:
        clock.at = guild_of(later).me.joined_at or clock.at
        await heard(later, "on_ready")
        assert len(later.general.history()) == 1
        private = await later.editor.click(offer, label="Start the setup")
        assert shown(answer_to(private)).startswith("Setup, step 1 of 5: channel")
        assert shown(answer_to(await later.reader.click(offer, label="Start the setup"))).startswith(
            "Only members with"
        )
        assert len(later.general.history()) == 1, "what follows is private"
        await Conversation(later).pick(later.briefings, answer_to(private))
        assert [sub.channel_id for sub in await later.services.subscriptions.of(later.guild.id)] == [later.briefings.id]


async def test_a_server_that_was_joined_while_the_bot_did_not_run_is_offered_it_too(town: Town, clock: Clock) -> None:
    known = settle_town(town.env, town.bot, town.resources, "Known")
    await known.services.subscriptions.start(known.guild.id, known.briefings.id, by=1)
    joined = guild_of(town).me.joined_at
    assert joined is not None
    for days, offers in ((-1, 0), (8, 0), (6, 1), (6, 1)):
        clock.at = joined
        clock.move(days * 24 * 3600)
        await heard(town, "on_ready")
        assert len(town.general.history()) == offers, days
    assert known.general.history() == []


async def test_it_is_offered_where_the_bot_may_write_or_nowhere(town: Town) -> None:
    me = guild_of(town).me
    for channel in (town.general, town.briefings):
        await guild_of(town).get_channel(channel.id).set_permissions(me, send_messages=False)  # type: ignore[union-attr]
    await town.env.settle()
    await heard(town, "on_guild_join", guild_of(town))
    assert town.general.history() == town.briefings.history() == []
    await guild_of(town).get_channel(town.briefings.id).set_permissions(me, send_messages=True)  # type: ignore[union-attr]
    await town.env.settle()
    await heard(town, "on_guild_join", guild_of(town))
    assert len(town.briefings.history()) == 1


def test_the_steps_follow_each_other_to_the_overview() -> None:
    step, seen = SetupStep.CHANNEL, []
    while step is not SetupStep.OVERVIEW:
        seen.append(step)
        step = step.following
    assert seen == list(SetupStep)[:-1]
    assert step.following is SetupStep.OVERVIEW
