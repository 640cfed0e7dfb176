"""The bot as a process of its own, against a Discord on real sockets."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from fake_discord.faults import Fault
from fake_discord.openapi import NOT_HERE, description
from fake_discord.people import Person
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord
from fake_discord.shapes import Json
from fake_discord.state import Channel
from store.samples import add, person

from bot.errors import SettingsError
from bot.exit_codes import ExitCode
from bot.runtime.discord_api import override_api_base
from bot.settings import load_settings
from bot.store import open_store
from bot.text.version import ANALYZER_VERSION

pytestmark = pytest.mark.slow

STOP_SECONDS = 5.0


@dataclass
class Place:
    """A Discord with one server, one channel and somebody in it, and a library with one article in a folder."""

    discord: FakeDiscord
    channel: Channel
    reader: Person
    folder: Path

    async def bot(self, **settings: str) -> BotProcess:
        return await BotProcess.start(self.discord, self.folder, **settings)

    async def answer(self, text: str, *, mention: bool = False) -> Json:
        """The bot's answer to a message."""
        asked = await self.reader.say(self.channel, text, mention=mention)
        return await self.discord.world.until(lambda: self._reply_to(asked))

    def _reply_to(self, asked: Json) -> Json | None:
        replies = [m for m in self.channel.messages.values() if m.get("message_reference")]
        return next((m for m in replies if m["message_reference"]["message_id"] == asked["id"]), None)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    await add(store, "A town votes", actors=[person("Ann Lee", "Lee")], version=ANALYZER_VERSION)
    await store.close()
    async with FakeDiscord() as discord:
        guild = discord.world.add_guild("Town")
        channel = discord.world.add_channel(guild, "general")
        yield Place(discord, channel, Person(discord, "reader"), tmp_path)
        assert discord.misfits == []


def titles(message: Json) -> list[str]:
    return [embed.get("title") for embed in message["embeds"]]


async def test_it_answers_a_message_a_slash_command_and_a_button(place: Place) -> None:
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        assert titles(await place.answer("!summary")) == ["A town votes"]
        interaction = await place.reader.slash(place.channel, "summary", article="1")
        shown = await place.discord.world.until(lambda: interaction["shown"])
        assert titles(shown) == ["A town votes"]
        click = await place.reader.click(place.channel, shown, "Actors")
        await place.discord.world.until(lambda: click["answer"])
        assert "Ann Lee" in str(click["shown"]["embeds"])
        bot.stop()
        assert await bot.ended() == ExitCode.OK


async def test_a_bot_that_was_invited_before_its_first_start_introduces_itself_once(place: Place) -> None:
    world, said = place.discord.world, place.channel.messages
    world.joined_at = world.timestamp()
    async with await place.bot():
        await world.until(lambda: said)
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        await place.answer("!summary")
    greeting, _, answer = said.values()
    assert titles(greeting) == ["Hello! I keep a library of news articles"]
    assert titles(answer) == ["A town votes"]


async def test_a_broken_connection_is_resumed_and_messages_sent_meanwhile_are_answered(place: Place) -> None:
    seen = place.discord.gateway.seen
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        for times, how in enumerate((4000, "reset", "reconnect", "invalid, resumable"), 1):
            await place.discord.gateway.break_connections(how)
            assert titles(await place.answer("!summary")) == ["A town votes"], how
            assert (seen.count("resumed"), seen.count("identified")) == (times, 1), how


async def test_an_answer_arrives_once_despite_a_network_fault(place: Place) -> None:
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        for times, fault in enumerate((Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.ERROR_AFTER), 1):
            place.discord.plan.force(fault)
            assert titles(await place.answer("!summary")) == ["A town votes"], fault
            assert titles(await place.answer("!read 1")) == ["A town votes"], fault
            assert sum(bool(m.get("message_reference")) for m in place.channel.messages.values()) == 2 * times, fault


async def test_an_interaction_is_answered_despite_a_network_fault(place: Place) -> None:
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        place.discord.plan.routes = ("POST /interactions/",)
        for times, fault in enumerate((Fault.RESET_BEFORE, Fault.RESET_AFTER), 1):
            place.discord.plan.force(fault)
            interaction = await place.reader.slash(place.channel, "summary", article="1")
            shown = await place.discord.world.until(lambda asked=interaction: asked["shown"])
            assert titles(shown) == ["A town votes"], fault
            assert len(place.channel.messages) == times, fault


async def test_while_the_gateway_is_down_health_says_disconnected_and_the_bot_reconnects_soon_after(
    place: Place,
) -> None:
    async with await place.bot(HTTP_PORT="0") as bot, aiohttp.ClientSession() as session:
        port = (await bot.logged("status.serving"))["port"]
        await bot.logged("discord.ready")
        await place.discord.gateway.go_down()
        await bot.logged("discord.retry")
        async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert (answer.status, (await answer.json())["discord"]) == (503, False)
        place.discord.gateway.down = False
        assert titles(await place.answer("!summary")) == ["A town votes"]
        async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert (answer.status, (await answer.json())["discord"]) == (200, True)
        assert len(bot.events("discord.back")) == 1


@pytest.mark.parametrize("refusal", ["an hour", "unavailable", "daily limit", "invalid"])
async def test_slash_commands_that_discord_refuses_do_not_delay_the_bot(place: Place, refusal: str) -> None:
    route = "PUT /applications/"
    if refusal == "an hour":
        place.discord.script_limit(route, 3_600)
    elif refusal == "unavailable":
        place.discord.script(route, 503, {"message": "unavailable", "code": 0})
    else:
        code = 30034 if refusal == "daily limit" else 50035
        place.discord.script(route, 400, {"message": "Invalid Form Body", "code": code})
    async with await place.bot() as bot:
        await bot.logged("commands.not_sent")
        assert titles(await place.answer("!summary")) == ["A town votes"]
        bot.stop()
        assert await bot.ended() == ExitCode.OK


async def test_an_invalid_session_is_replaced_by_a_new_one(place: Place) -> None:
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        await place.discord.gateway.break_connections("invalid")
        await place.discord.world.until(lambda: place.discord.gateway.seen.count("identified") == 2)
        assert titles(await place.answer("!summary")) == ["A town votes"]


@pytest.mark.parametrize("connected", [True, False])
async def test_sigterm_ends_it_in_seconds_with_exit_code_0(place: Place, connected: bool) -> None:
    async with await place.bot() as bot:
        if connected:
            await bot.logged("discord.ready")
        else:
            await place.discord.world.until(lambda: place.discord.requests)
        began = time.monotonic()
        bot.stop()
        assert await bot.ended() == ExitCode.OK
        assert time.monotonic() - began < STOP_SECONDS


async def test_a_refused_token_is_one_line_and_exit_code_77(place: Place) -> None:
    async with await place.bot(DISCORD_TOKEN="wrong") as bot:
        assert await bot.ended() == ExitCode.TOKEN == 77
        assert len(bot.events("token.refused")) == 1


async def test_without_the_message_content_intent_it_says_so_once_and_the_rest_works(place: Place) -> None:
    place.discord.gateway.message_content = False
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        assert titles(await place.answer("summary", mention=True)) == ["A town votes"]
        interaction = await place.reader.slash(place.channel, "summary")
        assert titles(await place.discord.world.until(lambda: interaction["shown"])) == ["A town votes"]
        bot.stop()
        assert await bot.ended() == ExitCode.OK
        assert len(bot.events("intent.missing")) == 1


async def test_an_unknown_model_ends_it_with_exit_code_70(place: Place) -> None:
    async with await place.bot(SPACY_MODEL="no_such_model") as bot:
        assert await bot.ended() == ExitCode.MODEL == 70


async def test_a_gateway_without_encryption_is_refused(place: Place) -> None:
    place.discord.gateway.url = "ws://gateway.example/"
    with pytest.raises(SettingsError, match="neither wss"):
        await override_api_base(place.discord.url)


@pytest.mark.parametrize("url", ["https://proxy.example/api/v10", "http://127.0.0.1:8080/api/v10", "http://[::1]/api"])
def test_an_address_for_discords_api_is_accepted(url: str) -> None:
    assert load_settings({"DISCORD_API_URL": url + "/"}, Path("none")).discord_api_url == url


@pytest.mark.parametrize(
    "url",
    ["http://proxy.example/api", "ftp://127.0.0.1/", "https://", "https://me:secret@proxy.example", "http://[x", "x"],
)
def test_an_address_that_would_expose_the_token_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="DISCORD_API_URL"):
        load_settings({"DISCORD_API_URL": url}, Path("none"))


@pytest.mark.skipif(description() is None, reason=NOT_HERE)
@pytest.mark.parametrize(
    ("method", "path", "body", "fault"),
    [
        ("POST", "/nowhere", {}, "no such route"),
        ("POST", "/channels/me/messages", {}, "does not fit"),
        ("POST", "/channels/1/messages", {"content": 1}, "is not of type string or null"),
        ("POST", "/channels/1/messages", {"kontent": "x"}, "unknown key kontent"),
        ("POST", "/channels/1/messages", {"embeds": [{"title": "x" * 257}]}, "has 257 of"),
        ("POST", "/channels/1/messages", {"nonce": "x" * 26}, "has 26 of"),
        ("GET", "/channels/1/messages", {}, "takes no body"),
        ("POST", "/channels/1/messages", None, "body is missing"),
    ],
)
def test_a_request_that_discord_would_refuse_is_noticed(method: str, path: str, body: Json | None, fault: str) -> None:
    known = description()
    assert known is not None
    assert fault in str(known.faults(method, path, {}, body))


async def test_a_rate_limit_on_the_typing_indicator_does_not_silence_the_bot(place: Place) -> None:
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        sign, message = (f"POST /channels/{place.channel.id}/{what}" for what in ("typing", "messages"))
        place.discord.script_limit(sign, 20.0, everywhere=True)
        place.discord.script_limit(message, 2.0)  # so long that the sign is asked for before the answer is there
        assert "Added as #2" in str(await place.answer("!add A title\n\nA text. It has words."))
        assert not place.discord.scripts[sign]
        assert titles(await place.answer("!summary")) == ["A title"]


RESPONSES: list[tuple[int, bytes, dict[str, str]]] = [
    (502, b"<html>Bad gateway", {}),
    (200, b'{"id": ', {}),
    (429, b'{"message": "You are being rate limited."}', {"Via": "1.1 google"}),
    (429, b'{"message": "x", "retry_after": 0.2, "global": true}', {"Via": "1.1 google"}),
    (429, b"error code: 1015", {"Retry-After": "0"}),
]


async def test_an_answer_arrives_whatever_the_first_response_was(place: Place) -> None:
    async with await place.bot() as bot:
        await bot.logged("discord.ready")
        for status, body, headers in RESPONSES:
            told = partial(web.Response, status=status, body=body, content_type="application/json", headers=headers)
            place.discord.scripts[f"POST /channels/{place.channel.id}/messages"] = [told]
            assert titles(await place.answer("!summary")) == ["A town votes"], body
            place.discord.scripts["POST /interactions/"] = [told]
            interaction = await place.reader.slash(place.channel, "summary", article="1")
            shown = await place.discord.world.until(lambda asked=interaction: asked["shown"])
            assert titles(shown) == ["A town votes"], body
