"""Slash commands: what Discord has is compared with ours beside the connection, and sent only where it differs."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import discord
import pytest
from cli.doctor.checks import discord_results
from conftest import Town, answer_to, shown
from discord import app_commands
from fake_discord.faults import Fault, Limits
from fake_discord.server import FakeDiscord
from fake_discord.shapes import Json, command
from structlog.testing import capture_logs

from bot.cli.doctor.report import CheckResult, Status
from bot.errors import StorageError
from bot.runtime.app import Resources, build_bot
from bot.runtime.background import end_tasks
from bot.runtime.discord_api import override_api_base
from bot.runtime.slash_commands import (
    BACKOFF_BASE_SECONDS,
    BACKOFF_MAX_SECONDS,
    CHECK_SECONDS,
    STATE_KEY,
    SlashCommands,
    same_commands,
)
from bot.ui.error_responses import BAN_SECONDS
from bot.ui.error_sentences import OUTDATED

ROUTE = "/applications/"
AN_HOUR = 3_600.0


class Desk:
    """A bot's slash commands, sent to a Discord over real sockets; each of its pauses ends a ``round``."""

    def __init__(self, server: FakeDiscord, resources: Resources) -> None:
        self.server = server
        self.resources = resources
        self.bot = build_bot(resources)
        self.commands = SlashCommands(self.bot.tree, resources.store, resources.clock, pause=self._pause)
        self._pauses: asyncio.Queue[float] = asyncio.Queue()
        self._go = asyncio.Semaphore(0)
        self.tasks: list[asyncio.Task[None]] = []

    async def _pause(self, seconds: float) -> None:
        self._pauses.put_nowait(seconds)
        await self._go.acquire()

    async def start(self) -> None:
        await self.bot.login(self.server.token)
        self.tasks.append(asyncio.create_task(self.commands.run(self._connected)))

    async def _connected(self) -> None:
        await self._go.acquire()

    async def round(self) -> float:
        """Lets it make its next attempt; returns the seconds it would pause after that."""
        self._go.release()
        async with asyncio.timeout(20):
            return await self._pauses.get()

    def asked(self) -> list[str]:
        return [seen.route.split()[0] for seen in self.server.requests if f" {ROUTE}" in seen.route]


@pytest.fixture
async def desk(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", None)
    async with FakeDiscord(limits=Limits(limit=1000)) as server:
        await override_api_base(server.url)
        desk = Desk(server, resources)
        yield desk
        await end_tasks(*desk.tasks)
        await desk.bot.close()
        assert server.misfits == []


async def test_slash_commands_are_sent_once_and_again_only_if_somebody_overwrote_them(desk: Desk):
    await desk.start()
    assert await desk.round() == CHECK_SECONDS
    assert desk.asked() == ["GET", "PUT"]
    assert await desk.round() == CHECK_SECONDS
    assert desk.asked() == ["GET", "PUT", "GET"]
    [*kept, _] = desk.server.world.commands
    desk.server.world.commands = kept
    assert await desk.round() == CHECK_SECONDS
    assert desk.asked() == ["GET", "PUT", "GET", "GET", "PUT"]
    assert len(desk.server.world.commands) == len(kept) + 1
    assert desk.commands.state == "up to date"


@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize(
    ("status", "body", "seconds"),
    [
        (503, {"message": "unavailable", "code": 0}, 5.0),
        (429, "<html>error code: 1015</html>", BAN_SECONDS),
        (400, {"message": "Max number of daily application command creates reached", "code": 30034}, AN_HOUR),
        (400, {"message": "Invalid Form Body", "code": 50035, "errors": {}}, AN_HOUR),
        (401, {"message": "401: Unauthorized", "code": 0}, AN_HOUR),
        (403, {"message": "Missing Access", "code": 50001}, AN_HOUR),
        (404, {"message": "404: Not Found", "code": 0}, AN_HOUR),
    ],
)
async def test_every_error_of_discord_is_reported_and_tried_again_later(
    desk: Desk, method: str, status: int, body: object, seconds: float
):
    desk.server.script(f"{method} {ROUTE}", status, body)
    await desk.start()
    assert await desk.round() == seconds
    note = json.loads(await desk.resources.store.get_value(STATE_KEY) or "")
    assert note["state"] == desk.commands.state
    assert note["state"].startswith("not sent yet, because Discord ")
    assert await desk.round() == CHECK_SECONDS
    assert desk.commands.up_to_date
    assert len(desk.server.world.commands) == len(desk.bot.tree.get_commands())


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_a_wait_that_discord_asks_for_is_kept_and_delays_no_other_request(desk: Desk, method: str):
    desk.server.script_limit(f"{method} {ROUTE}", AN_HOUR)
    await desk.start()
    assert await desk.round() == AN_HOUR
    async with asyncio.timeout(20):  # far less than the limit
        await desk.bot.application_info()


async def test_pauses_grow_while_discord_is_away_up_to_a_bound(desk: Desk):
    for _ in range(12):
        desk.server.script(f"GET {ROUTE}", 503, {"message": "unavailable", "code": 0})
    await desk.start()
    pauses = [await desk.round() for _ in range(12)]
    assert pauses[:4] == [5, 10, 20, 40]
    assert pauses[-1] == BACKOFF_MAX_SECONDS
    assert await desk.round() == CHECK_SECONDS


@pytest.mark.parametrize("answer", [{}, [None], [5], "text", None, [{"options": [None], "contexts": 7}]])
async def test_an_unreadable_answer_counts_as_different_commands(desk: Desk, answer: object):
    desk.server.script(f"GET {ROUTE}", 200, answer)
    await desk.start()
    await desk.round()
    assert desk.asked() == ["GET", "PUT"]


async def test_a_connection_that_breaks_is_an_outage(desk: Desk):
    await desk.start()
    desk.server.plan.routes = (f"GET {ROUTE}",)
    desk.server.plan.force(*[Fault.RESET_BEFORE] * 9)  # aiohttp tries again by itself
    assert await desk.round() == BACKOFF_BASE_SECONDS
    desk.server.plan.routes = ()
    assert "because Discord could not be asked (" in desk.commands.state
    assert await desk.round() == CHECK_SECONDS


async def test_a_failing_database_does_not_stop_them(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    async def fails(*_: object) -> None:
        msg = "the disk is full"
        raise StorageError(msg)

    monkeypatch.setattr(desk.resources.store, "set_value", fails)
    await desk.start()
    with capture_logs() as logs:
        assert await desk.round() == CHECK_SECONDS
    assert desk.commands.up_to_date
    assert [line["error"] for line in logs if line["event"] == "commands.state_not_kept"] == ["the disk is full"]


# ------------------------------------------------------------ the same or not


@pytest.fixture
async def ours(town: Town) -> list[Json]:
    """The payload of the bot's own commands."""
    return [each.to_dict(town.bot.tree) for each in town.bot.tree.get_commands()]


def theirs(ours: list[Json]) -> list[Json]:
    """The same as Discord answers."""
    return [command(str(number), "1", each) for number, each in enumerate(reversed(ours))]


def test_fields_that_discord_adds_or_omits_make_no_difference(ours: list[Json]):
    assert same_commands(ours, theirs(ours))


def test_a_whole_number_is_the_same_as_a_float(ours: list[Json]):
    first_option(ours)["min_value"] = 1
    held = copy.deepcopy(theirs(ours))
    [bounded] = [option for each in held for option in each.get("options", []) if "min_value" in option]
    bounded["min_value"] = 1.0
    assert same_commands(ours, held)
    bounded["min_value"] = 2.0
    assert not same_commands(ours, held)


def changed(part: str, value: object) -> Callable[[list[Json]], None]:
    def change(commands: list[Json]) -> None:
        commands[0][part] = value

    return change


def first_option(commands: list[Json]) -> Any:
    return next(each for each in commands if each.get("options"))["options"][0]


@pytest.mark.parametrize(
    "change",
    [
        changed("description", "another"),
        changed("name", "another"),
        changed("nsfw", True),
        changed("default_member_permissions", "8"),
        changed("dm_permission", False),
        changed("contexts", [0]),
        changed("type", 2),  # the first one is in the menu of a message, which is 3
        lambda commands: commands.pop(),
        lambda commands: commands.append({**commands[0], "name": "more"}),
        lambda commands: first_option(commands).update(name="another"),
        lambda commands: first_option(commands).update(min_value=0),
        lambda commands: first_option(commands).update(required=not first_option(commands).get("required", False)),
        lambda commands: first_option(commands).update(choices=[{"name": "a", "value": "b"}]),
        lambda commands: next(each for each in commands if each.get("options"))["options"].pop(),
    ],
)
def test_every_visible_change_counts_as_a_difference(ours: list[Json], change: Callable[[list[Json]], None]):
    held = copy.deepcopy(theirs(ours))
    change(held)
    assert not same_commands(ours, held)


# ------------------------------------------------------------ clients that are behind, and the doctor


async def test_a_deleted_command_is_answered_with_what_to_do(seeded: Town):
    seeded.bot.tree.remove_command("summary")
    assert shown(await seeded.slash("summary")) == OUTDATED


async def test_a_command_whose_options_changed_is_answered_with_what_to_do(seeded: Town):
    async def about(interaction: discord.Interaction, needed: str) -> None:
        raise AssertionError

    seeded.bot.tree.remove_command("about")
    seeded.bot.tree.add_command(app_commands.Command(name="about", description="x", callback=about))
    answer = answer_to(await seeded.reader.slash(seeded.general, "about"))
    assert shown(answer) == OUTDATED
    assert answer.ephemeral


async def test_a_command_that_became_a_group_is_answered_with_what_to_do(seeded: Town):
    seeded.bot.tree.remove_command("about")
    seeded.bot.tree.add_command(app_commands.Group(name="about", description="x"))
    assert shown(await seeded.slash("about")) == OUTDATED


async def test_doctor_reports_their_state(desk: Desk, tmp_path: Path):
    async def result() -> CheckResult:
        return (await discord_results(desk.server, tmp_path))["slash commands"]

    assert await result() == CheckResult(
        Status.OK, "slash commands", "not compared yet: the bot does that once it is connected"
    )
    desk.server.script_limit(f"GET {ROUTE}", AN_HOUR)
    await desk.start()
    await desk.round()
    refused = await result()
    assert refused.status is Status.WARNING
    assert refused.message.startswith("not sent yet, because Discord asked the bot to wait")
    await desk.round()
    assert await result() == CheckResult(Status.OK, "slash commands", "up to date (24 Nov 2026 12:00 UTC)")
