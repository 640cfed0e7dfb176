"""The connection to the gateway: through outages, refusals and payloads that cannot be read."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import discord
import pytest
from discord.gateway import DiscordWebSocket
from fake_discord import shapes
from fake_discord.people import Person
from fake_discord.server import FakeDiscord
from fake_discord.shapes import Json
from fake_discord.state import Channel
from structlog.testing import capture_logs

import bot.runtime.gateway
from bot.runtime.app import Resources, build_bot
from bot.runtime.background import end_tasks
from bot.runtime.client import BriefingBot
from bot.runtime.discord_api import override_api_base
from bot.runtime.gateway import (
    CONNECT_SECONDS,
    MAX_PAUSE_SECONDS,
    OUTAGES,
    QUIET_SECONDS,
    RESUME_ATTEMPTS,
    STABLE_SECONDS,
    Gateway,
    IdentifyBudget,
)

DAY = 86_400.0


async def _at_once(*_: object, **__: object) -> None:
    return


class Line:
    """A bot in this process, connected over real sockets; ``pauses`` are the seconds it would have paused.

    Its clock is ``now``, which only the test moves.
    """

    def __init__(self, server: FakeDiscord, resources: Resources) -> None:
        guild = server.world.add_guild("Town")
        self.server = server
        self.channel: Channel = server.world.add_channel(guild, "general")
        self.reader = Person(server, "reader")
        self.pauses: list[float] = []
        self.on_pause: Callable[[], None] = lambda: None
        self.tasks: list[asyncio.Task[None]] = []
        self.now = 0.0
        self.bot: BriefingBot = build_bot(resources)
        self.bot._connection.guild_ready_timeout = 0.0
        self.bot.gateway = Gateway(self.bot, pause=self._pause, clock=lambda: self.now)
        self.bot.before_identify_hook = _at_once  # discord.py's own would wait for five seconds

    async def _pause(self, seconds: float) -> None:
        if seconds:
            self.pauses.append(seconds)
            self.on_pause()
        await asyncio.sleep(0)

    @property
    def seen(self) -> list[str]:
        return self.server.gateway.seen

    async def start(self) -> asyncio.Task[None]:
        """Connected; the task that keeps it so."""
        self.tasks.append(task := asyncio.create_task(self.bot.start(self.server.token)))
        await asyncio.sleep(0)  # from its first step on it can be listened to
        await self.event("ready", task)
        return task

    async def event(self, name: str, task: asyncio.Task[None]) -> None:
        """Returns once the bot had this event; raises what ended it before."""
        waiting = asyncio.ensure_future(self.bot.wait_for(name, timeout=20))
        await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            await task
            raise AssertionError(f"it ended before {name}")
        waiting.result()

    async def answer(self, text: str) -> Json:
        asked = await self.reader.say(self.channel, text)
        return await self.server.world.until(lambda: self.reply_to(asked), 10)

    def reply_to(self, asked: Json) -> Json | None:
        replies = [m for m in self.channel.messages.values() if m.get("message_reference")]
        return next((m for m in replies if m["message_reference"]["message_id"] == asked["id"]), None)


@pytest.fixture
async def line(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    async with FakeDiscord() as server:
        await override_api_base(server.url)
        line = Line(server, resources)
        yield line
        await line.bot.close()
        await end_tasks(*line.tasks)


async def test_during_an_outage_it_counts_as_disconnected_and_retries_at_least_every_half_minute(
    line: Line, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bot.runtime.gateway, "IDENTIFY_BURST", 20)
    task = await line.start()
    assert line.bot.gateway.connected
    connected = []
    tries = 40  # twice the burst: an attempt that fails starts no session, so it does not use up the burst

    def passes() -> None:
        connected.append(line.bot.gateway.connected)
        line.now += line.pauses[-1]
        line.server.gateway.down = len(line.pauses) < tries

    line.on_pause = passes
    with capture_logs() as logs:
        await line.server.gateway.go_down()
        await line.event("connect", task)
    assert connected == [False] * tries
    assert max(line.pauses) <= MAX_PAUSE_SECONDS
    assert MAX_PAUSE_SECONDS + CONNECT_SECONDS < 60
    assert sum(line.pauses) > 10 * 60
    assert line.bot.gateway.connected
    assert [entry["event"] for entry in logs if entry["event"] == "discord.lost"] == ["discord.lost"]
    assert len([entry for entry in logs if entry["event"] == "discord.retry"]) == tries
    [back] = [entry for entry in logs if entry["event"] == "discord.back"]
    assert back["after_seconds"] == pytest.approx(sum(line.pauses), abs=0.1)


async def test_a_short_outage_loses_nothing_that_was_said_meanwhile(line: Line):
    task = await line.start()
    line.on_pause = lambda: setattr(line.server.gateway, "down", len(line.pauses) < 3)
    await line.server.gateway.go_down()
    asked = await line.reader.say(line.channel, "!about")
    await line.event("resumed", task)
    await line.server.world.until(lambda: line.reply_to(asked))
    assert line.seen.count("identified") == 1


async def test_connections_that_never_come_about_before_the_first_session_are_raised_as_an_outage(line: Line):
    line.server.gateway.down = True
    with pytest.raises(OUTAGES):
        await line.bot.start(line.server.token)


@pytest.mark.parametrize("code", [1000, 1001, 4000, 4007, 4009])
async def test_a_gateway_that_hangs_up_before_the_first_session_is_an_outage(line: Line, code: int):
    line.server.gateway.refusals = [code]
    with pytest.raises(ConnectionError, match=f"before a session had started .*{code}"):
        await line.bot.start(line.server.token)


@pytest.mark.parametrize("code", [1000, 1001, 1012, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009, 4999])
async def test_after_a_connection_that_was_closed_for_a_passing_reason_it_comes_back(line: Line, code: int):
    task = await line.start()
    coming = asyncio.create_task(line.event("resumed", task))
    await line.server.gateway.break_connections(code)
    await coming
    assert line.bot.gateway.connected
    assert line.pauses == []


@pytest.mark.parametrize(
    ("how", "event"), [("reconnect", "resumed"), ("invalid, resumable", "resumed"), ("invalid", "connect")]
)
async def test_discord_can_ask_for_a_new_connection_or_a_new_session(line: Line, how: str, event: str):
    task = await line.start()
    coming = asyncio.create_task(line.event(event, task))
    await asyncio.sleep(0)
    await line.server.gateway.break_connections(how)
    await coming
    assert line.bot.gateway.connected


async def test_a_client_that_was_closed_does_not_connect(line: Line):
    await line.bot.login(line.server.token)
    await line.bot.close()
    await line.bot.connect()
    assert line.seen == []


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013])
@pytest.mark.parametrize("when", ["at the start", "while it runs", "when it resumes"])
async def test_a_permanent_refusal_is_raised_with_its_code(line: Line, code: int, when: str):
    if when == "at the start":
        line.server.gateway.refusals = [code]
        task = asyncio.create_task(line.bot.start(line.server.token))
    else:
        task = await line.start()
        line.server.gateway.refusals = [code]
        await line.server.gateway.break_connections(code if when == "while it runs" else "reset")
    with pytest.raises(discord.ConnectionClosed) as refused:
        await task
    assert refused.value.code == code
    assert not line.bot.gateway.connected


async def test_intents_withdrawn_while_the_bot_runs_raise_an_error_of_their_own(line: Line):
    task = await line.start()
    await line.server.gateway.break_connections(4014)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await task


async def test_a_gateway_that_hangs_up_again_and_again_is_not_hammered_and_gets_a_new_session_in_the_end(line: Line):
    task = await line.start()
    line.server.gateway.refusals = [4000] * RESUME_ATTEMPTS
    coming = asyncio.create_task(line.event("connect", task))
    await line.server.gateway.break_connections(4000)
    await coming
    assert line.seen.count("identified") == 2
    assert len(line.pauses) >= RESUME_ATTEMPTS - 1
    for n, pause in enumerate(line.pauses[:6]):
        assert min(2.0**n, MAX_PAUSE_SECONDS) / 2 <= pause <= min(2.0**n, MAX_PAUSE_SECONDS)


async def test_after_a_stable_connection_the_pauses_start_again_from_the_shortest(line: Line):
    task = await line.start()
    for _ in range(3):
        line.now += STABLE_SECONDS
        coming = asyncio.create_task(line.event("resumed", task))
        await line.server.gateway.break_connections(4000)
        await coming
    assert line.pauses == []


async def test_a_session_that_is_never_confirmed_is_given_up(line: Line, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bot.runtime.gateway, "READY_SECONDS", 0.2)
    line.server.gateway.mute = True
    with pytest.raises(OUTAGES, match="TimeoutError"):
        await line.bot.start(line.server.token)


async def test_a_silent_connection_does_not_count_as_connected(line: Line):
    await line.start()
    line.now += QUIET_SECONDS
    assert line.bot.gateway.connected
    line.now += 1
    assert not line.bot.gateway.connected
    assert await line.answer("!about")
    assert line.bot.gateway.connected


# ------------------------------------------------------------ what cannot be read


def unreadable(server: FakeDiscord, channel: Channel, reader: Person) -> Iterator[tuple[str, Any]]:
    """Events of every kind with parts of the wrong kind."""
    guild_id = channel.data["guild_id"]
    role = {"id": "1", "name": "a role, where its id belongs"}
    whole = shapes.message("77", channel.data["id"], reader.user, {"content": "!about"}, server.world.timestamp())
    message = {**whole, "guild_id": guild_id, "member": {"roles": [role], "joined_at": None}}
    yield "MESSAGE_CREATE", message
    yield "MESSAGE_CREATE", {**message, "member": None, "author": None}
    yield "MESSAGE_CREATE", {**whole, "guild_id": guild_id, "thread": None}
    yield "MESSAGE_CREATE", {**message, "id": "no number"}
    yield "MESSAGE_UPDATE", {"thread": None}
    yield "MESSAGE_DELETE", {"id": {}}
    yield "GUILD_CREATE", {"id": guild_id, "unavailable": False, "members": [{"user": reader.user, "roles": [role]}]}
    yield "GUILD_CREATE", {"id": "5", "channels": [None]}
    yield "GUILD_UPDATE", {"id": guild_id, "roles": 7}
    yield "GUILD_DELETE", {}
    yield "CHANNEL_CREATE", {"guild_id": guild_id}
    yield "THREAD_CREATE", {"guild_id": guild_id, "thread_metadata": None, "parent_id": {}}
    yield "THREAD_LIST_SYNC", {"guild_id": guild_id, "threads": [None]}
    yield "GUILD_ROLE_CREATE", {"guild_id": guild_id, "role": None}
    yield "INTERACTION_CREATE", {"type": 2, "data": None}
    for event in ("RESUMED", "MESSAGE_CREATE", "GUILD_CREATE", "GUILD_MEMBER_UPDATE", "TYPING_START", "NOTHING_KNOWN"):
        for data in (None, [], "text", 5, {}, [None], {"id": None, "guild_id": []}):
            yield event, data


async def test_an_event_that_cannot_be_parsed_is_logged_and_skipped(line: Line):
    task = await line.start()
    events = list(unreadable(line.server, line.channel, line.reader))
    with capture_logs() as logs:
        for event, data in events:
            await line.server.gateway.dispatch(event, data)
        assert await line.answer("!about")
    assert not task.done()
    assert line.seen.count("identified") == 1
    passed = [entry for entry in logs if entry["event"] == "event.unreadable"]
    assert len(passed) > 20
    assert {"MESSAGE_CREATE", "GUILD_CREATE", "THREAD_LIST_SYNC"} <= {entry["event_name"] for entry in passed}
    assert {"error": "TypeError", "event_name": "MESSAGE_CREATE"}.items() <= passed[0].items()
    assert "no number" not in str(passed)


@pytest.mark.parametrize("payload", [b"no JSON at all", b"[]", b"7", b"null", b'{"op": 0}', b'{"op": 99}', b"\xff\xfe"])
async def test_a_payload_outside_the_protocol_does_not_end_it(line: Line, payload: bytes):
    task = await line.start()
    await line.server.gateway.send_text(payload)
    assert await line.answer("!about")
    assert not task.done()


@pytest.mark.parametrize("packed", [True, False])
async def test_a_payload_in_two_parts_or_without_compression_is_read(line: Line, packed: bool):
    await line.start()
    whole = shapes.message("77", line.channel.data["id"], line.reader.user, {"content": "!about"}, "2026-11-24T12:00Z")
    event = {"op": 0, "s": 9, "t": "MESSAGE_CREATE", "d": {**whole, "guild_id": line.channel.data["guild_id"]}}
    payload = json.dumps(event).encode()
    line.channel.messages[77] = whole
    if packed:
        await line.server.gateway.send_text(payload, in_parts=True)
    else:
        await line.server.gateway.send_plain(payload)
    await line.server.world.until(lambda: line.reply_to(whole), 10)


async def test_a_broken_stream_is_restarted_with_the_same_session(line: Line):
    task = await line.start()
    coming = asyncio.create_task(line.event("resumed", task))
    await line.server.gateway.send_raw(b"not compressed\x00\x00\xff\xff")
    await coming
    assert await line.answer("!about")
    assert line.seen.count("identified") == 1


@pytest.mark.parametrize(
    "parts", [{"user": None}, {"user": {"id": "no number"}}, {"resume_gateway_url": 5}, {"guilds": [None]}]
)
async def test_a_session_whose_first_event_cannot_be_parsed_is_started_again(line: Line, parts: Json):
    line.server.gateway.ready_parts = parts
    with pytest.raises(ConnectionError):
        await line.bot.start(line.server.token)
    assert line.seen.count("identified") == 1


# ------------------------------------------------------------ how often


def test_new_sessions_stay_within_discords_daily_limit():
    now = 0.0
    budget = IdentifyBudget(lambda: now)
    began = []
    for _ in range(3_000):
        now += budget.wait()
        budget.count()
        began.append(now)
    assert began[100] == 0.0, "an ordinary run of bad luck waits for nothing"
    for first, thousandth in zip(began, itertools.islice(began, 999, None), strict=False):
        assert thousandth - first > DAY
