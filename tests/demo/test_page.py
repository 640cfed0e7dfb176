"""The demo's page: what a person types and clicks counts, whatever the bot does meanwhile; names are shown as names."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
from conftest import SEEDS, Clock
from simcord.preview import _markdown

import bot.demo.page
from bot.demo.page import open_page
from bot.demo.preview_patches import render_embeds_as_discord
from bot.demo.server import DemoServer, demo_settings, open_demo_server, page_input_for
from bot.runtime.app import Resources, now
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings
from bot.store import open_store

pytestmark = pytest.mark.may_stop_the_loop("the simulation draws its page on the loop, and the demo serves one person")


class Browser:
    """Speaks with the page's server as its script does; it never reads again what was published after an action."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._sequence = 0
        self.page: dict[str, Any] = {}

    async def open(self) -> None:
        self._sequence = 0
        async with self._session.post("/api/pages", json={}) as answer:
            self.page = await answer.json()
        self._session.headers["X-Simcord-Context"] = self.page["context"]["id"]

    async def close(self) -> None:
        async with self._session.delete(f"/api/pages/{self.page['context']['id']}") as answer:
            assert answer.status == 200

    async def act(self, kind: str, **given: object) -> dict[str, Any]:
        """Does something in the page; returns the receipt."""
        async with self._session.post("/api/action", json=self._body(kind, given)) as answer:
            assert answer.status == 200
            return await answer.json()

    async def send(self, kind: str, **given: object) -> int:
        """Tries to do something in the page; returns the HTTP status."""
        async with self._session.post("/api/action", json=self._body(kind, given)) as answer:
            return answer.status

    def _body(self, kind: str, given: dict[str, object]) -> dict[str, Any]:
        self._sequence += 1
        return {
            "protocol_version": 3,
            "kind": kind,
            "sequence": self._sequence,
            "request_id": f"request {self._sequence}",
            "generation": self.page["context"]["generation"],
            "bot_generation": self.page["botGeneration"],
            "published_revision": self.page["publishedRevision"],
            **given,
        }

    async def script(self, path: str) -> str:
        async with self._session.get(path) as answer:
            assert answer.status == 200
            return await answer.text()

    async def state(self) -> dict[str, Any]:
        async with self._session.get("/api/state") as answer:
            return await answer.json()


@asynccontextmanager
async def browser_at(channel: str, tmp_path: Path, reader: AnalysisPool) -> AsyncIterator[tuple[DemoServer, Browser]]:
    """The demo with a library of its own, and the page of a channel."""
    settings = demo_settings(Settings(seeds_dir=SEEDS), database_url=f"sqlite:///{tmp_path}/demo.db")
    store = await open_store(settings.database_url)
    try:
        async with open_demo_server(Resources(settings, store, reader, Clock())) as world:
            viewers = [world.people["editor"], world.people["reader"]]
            shown = world.channels[channel]
            async with open_page(world.env, shown, viewers, page_input_for(world, shown), port=0, now=now) as preview:
                address, _, capability = preview.url.partition("#")
                async with aiohttp.ClientSession(address, headers={"X-Simcord-Capability": capability}) as session:
                    browser = Browser(session)
                    await browser.open()
                    yield world, browser
    finally:
        await store.close()


def controls(message: dict[str, Any]) -> dict[str, str]:
    """The buttons of a message on the page, by label, as they are clicked."""
    return {
        item["label"]: item["control_key"]
        for row in message["components"]
        for item in row["components"]
        if "label" in item
    }


@pytest.mark.slow
async def test_no_input_is_lost_while_the_bot_posts(
    tmp_path: Path, reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.demo.page, "REFRESH_SECONDS", 0.001)
    async with browser_at("briefings", tmp_path, reader) as (world, browser):
        briefings = world.bot.get_channel(world.channels["briefings"].id)
        assert isinstance(briefings, discord.TextChannel)
        await browser.act("send_message", content="!summary 1")
        card = next(m for m in (await browser.state())["messages"].values() if m["components"])
        said, clicked = [], []
        for i in range(4):
            key = controls(card)["Themes" if i % 2 else "Actors"]
            await briefings.send("A post of the bot's own.")
            said.append(await browser.act("send_message", content=f"Message {i}"))
            await briefings.send("And one more.")
            clicked.append(await browser.act("click", control_key=key, target_id=card["id"]))
        shown = {message.content for message in world.channels["briefings"].history()}
    assert [receipt["settlement"] for receipt in said] == ["settled"] * 4
    assert [(receipt["settlement"], receipt["acknowledgement"]) for receipt in clicked] == [
        ("settled", "acknowledged")
    ] * 4
    assert {f"Message {i}" for i in range(4)} <= shown


async def test_names_of_channels_and_roles_are_shown(tmp_path: Path, reader: AnalysisPool) -> None:
    async with browser_at("general", tmp_path, reader) as (_, browser):
        await browser.act("send_message", content="!announce on")
        await browser.act("send_message", content="!announce")
        await browser.act("send_message", content="!settings editor-role Editors")
        texts = str([message["embeds"] for message in (await browser.state())["messages"].values()])
    for name in ("#general", "#briefings", "@Editors"):
        assert f"'label': '{name}'" in texts


async def test_a_typed_slash_command_is_one_and_the_bots_name_is_a_mention(
    tmp_path: Path, reader: AnalysisPool
) -> None:
    async with browser_at("general", tmp_path, reader) as (world, browser):
        general = world.channels["general"]
        for typed in ("/summary", "/summary article:1 length:short", "@Briefings summary 1", "@bot summary 1"):
            before = len(general.history())
            receipt = await browser.act("send_message", content=typed)
            assert (receipt["rejected"], receipt["settlement"]) == (False, "settled"), typed
            assert len(general.history()) == before + 1 + (typed[0] == "@"), typed
            assert general.last_message.embeds[0].title.startswith("Japan’s Prime Minister Takaichi"), typed
        await browser.act("send_message", content="/announce on channel:#general")
        await browser.act("send_message", content="!announce role @Editors #general")
        await browser.act("send_message", content="/announce role role:@Editors channel:general")
        await browser.act("send_message", content="!announce")
        assert f"<#{general.id}> · mentions <@&" in general.last_message.embeds[0].description
        await browser.act("send_message", content="/add")
        assert (await browser.state())["modal"] is not None


async def test_a_command_that_was_chosen_from_the_menu_is_sent_by_the_next_enter(
    tmp_path: Path, reader: AnalysisPool
) -> None:
    async with browser_at("general", tmp_path, reader) as (_, browser):
        script = await browser.script("/command-drafts.js")
    assert "openOptionsOnRender: false }" in script  # else Enter takes an optional argument from a list first
    assert "entry.options.length > 0" not in script


async def test_small_print_in_embeds_is_small(tmp_path: Path, reader: AnalysisPool) -> None:
    async with browser_at("briefings", tmp_path, reader) as (world, browser):
        briefings = world.bot.get_channel(world.channels["briefings"].id)
        assert isinstance(briefings, discord.TextChannel)
        embed = discord.Embed(description="The ferry\n-# read on Monday")
        await briefings.send(embed=embed.add_field(name="Feed", value="Harbour\n-# two items"))
        await browser.act("send_message", content="!help")
        texts = str([message["embeds"] for message in (await browser.state())["messages"].values()])
    assert texts.count("'type': 'subtext'") == 2


def test_a_quotation_ends_with_its_line_and_empty_lines_stay():
    render_embeds_as_discord()
    quotation, below = _markdown.markdown_tokens("> Quoted.\nBelow.\n\nAfter a gap.", "embed_description")
    assert (quotation["type"], below["type"]) == ("blockquote", "paragraph")
    assert _markdown.markdown_summary([quotation]) == "Quoted."
    assert str(below).count("'break'") == 2
    (code,) = _markdown.markdown_tokens("```\na\n\nb\n```", "embed_description")
    assert code["content"] == "a\n\nb\n"


async def test_relative_times_are_reckoned_from_now_and_kept_current(tmp_path: Path, reader: AnalysisPool) -> None:
    async with browser_at("general", tmp_path, reader) as (_, browser):
        script = await browser.script("/text.js")
    assert "const basis = new Date();" in script
    assert "presentationTime" not in script  # else a time is reckoned from the last change of the page
    assert 'if (valid && style === "R") setTimeout(' in script


async def test_the_page_has_the_title_of_the_bot(tmp_path: Path, reader: AnalysisPool) -> None:
    async with browser_at("general", tmp_path, reader) as (_, browser):
        page = await browser.script("/")
    assert "<title>The briefing bot: demo</title>" in page
    assert "<strong>Briefings</strong><small>Demo</small>" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/nope", "There is no command /nope: '/help' lists the commands."),
        ("/", "There is no command /: '/help' lists the commands."),
        (
            "/summary 1",
            "/summary takes named arguments (length, method, article), as '/summary article:1 length:short' does.",
        ),
        ("/summary length:huge", "/summary does not accept that: see `!help`."),
        ("/articles page:many", "/articles does not accept that: see `!help`."),
    ],
)
async def test_a_slash_command_that_cannot_be_sent_is_reported_in_the_channel(
    tmp_path: Path, reader: AnalysisPool, typed: str, said: str
) -> None:
    async with browser_at("general", tmp_path, reader) as (world, browser):
        receipt = await browser.act("send_message", content=typed)
        assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")
        assert [message.content for message in world.channels["general"].history()][-2:] == [typed, said]


async def test_actions_in_a_closed_page_are_refused_and_other_pages_work(
    tmp_path: Path, reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.demo.page, "REFRESH_SECONDS", 0.001)
    async with browser_at("general", tmp_path, reader) as (world, browser):
        await browser.act("send_message", content="Before")
        await browser.close()
        assert await browser.send("send_message", content="Too late") >= 400
        await browser.open()
        await browser.act("send_message", content="After")
        said = [message.content for message in world.channels["general"].history()]
    assert said[-2:] == ["Before", "After"]


async def test_a_page_opens_at_the_newest_message(
    tmp_path: Path, reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.demo.page, "REFRESH_SECONDS", 0.001)
    async with browser_at("general", tmp_path, reader) as (world, browser):
        for i in range(3):
            await browser.act("send_message", content=f"Message {i}")
        newest = world.channels["general"].last_message
        async with asyncio.timeout(10):
            while browser.page["targetId"] != str(newest.id):
                await browser.open()
    assert str(newest.id) in browser.page["messages"]


async def test_the_page_scrolls_to_answers_but_not_to_posts(
    tmp_path: Path, reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.demo.page, "REFRESH_SECONDS", 0.001)
    async with browser_at("briefings", tmp_path, reader) as (world, browser):
        await browser.act("send_message", content="!summary 1")
        answer = world.channels["briefings"].last_message
        async with asyncio.timeout(10):
            while (await browser.state())["targetId"] != str(answer.id):
                pass  # each look is a request, during which the page is kept current
        briefings = world.bot.get_channel(world.channels["briefings"].id)
        assert isinstance(briefings, discord.TextChannel)
        post = await briefings.send("A post of the bot's own.")
        async with asyncio.timeout(10):
            while str(post.id) not in (state := await browser.state())["messages"]:
                pass
        assert state["targetId"] == str(answer.id)
