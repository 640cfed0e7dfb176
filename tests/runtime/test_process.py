"""How the process starts, and with which exit code it ends, connected to a fake Discord over real sockets."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from fake_discord.faults import Fault
from fake_discord.process import BotProcess, stopped
from fake_discord.server import FakeDiscord
from store.samples import add

from bot.exit_codes import ExitCode
from bot.store import open_store
from bot.store.sqlite.migrator import migrate, migrations
from bot.text.version import ANALYZER_VERSION

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc as Linux has them"),
]

BROKEN = """
import sys
import bot.runtime.background, bot.services.delivery.worker
async def dies(self): raise OSError(111, "Connection refused")
bot.services.delivery.worker.DeliveryWorker.run = dies
bot.runtime.background.RESTART_DELAY_SECONDS = 0.0
sys.argv = ["bot", "run"]
from bot.cli.app import main
main()
"""
CLOSING = """
import sys
import bot.runtime.client
async def on_ready(self): await self.close()
bot.runtime.client.BriefingBot.on_ready = on_ready
sys.argv = ["bot", "run"]
from bot.cli.app import main
main()
"""
FAULTY = """
import sys
import bot.runtime.connection
async def load_seeds(_): raise LookupError("a fault of ours, with " + sys.argv[0])
bot.runtime.connection.load_seeds = load_seeds
from bot.cli.app import main
import os
sys.argv = [os.environ["DISCORD_TOKEN"], "run"]
main()
"""
IMPATIENT = """
import sys
import bot.runtime.connection
bot.runtime.connection.RETRY_SECONDS = (0.01, *[0.02] * 15)
sys.argv = ["bot", "run"]
from bot.cli.app import main
main()
"""


@pytest.mark.parametrize(
    ("close_code", "code", "event"),
    [
        (4004, ExitCode.TOKEN, "token.refused"),
        (4010, ExitCode.SHARDS, "gateway.refused"),
        (4011, ExitCode.SHARDS, "gateway.refused"),
        (4012, ExitCode.OUTDATED, "gateway.refused"),
        (4013, ExitCode.INTENTS, "gateway.refused"),
    ],
)
async def test_a_refusal_by_discord_while_the_bot_runs_gives_one_line_and_its_own_exit_code(
    discord: FakeDiscord, tmp_path: Path, close_code: int, code: ExitCode, event: str
):
    async with await BotProcess.start(discord, tmp_path) as bot:
        await bot.logged("discord.ready")
        await discord.gateway.break_connections(close_code)
        assert await bot.ended() == code
        [line] = bot.events(event)
        assert line["hint"].endswith(".")
        assert [line for line in bot.log if "exception" in line] == []
        assert "taken over" not in str(bot.log)  # what it gave back itself


async def test_a_gateway_that_is_away_at_the_start_while_the_rest_of_discord_works_is_waited_for(
    discord: FakeDiscord, tmp_path: Path
):
    discord.gateway.down = True
    async with await BotProcess.start(discord, tmp_path) as bot:
        await bot.logged("discord.retry")
        discord.gateway.down = False
        await bot.logged("discord.ready")
        assert [line for line in bot.log if "exception" in line] == []


async def test_a_network_that_is_not_up_yet_is_waited_for(discord: FakeDiscord, tmp_path: Path):
    discord.plan.routes = ("GET /users/@me",)
    discord.plan.force(Fault.RESET_BEFORE, Fault.RESET_BEFORE)
    async with await BotProcess.start(discord, tmp_path, command=("-c", IMPATIENT)) as bot:
        await bot.logged("discord.ready")
        assert bot.events("discord.retry")[0]["seconds"] == 0.01
        assert [line for line in bot.log if "exception" in line] == []
        bot.stop()
        assert await bot.ended() == ExitCode.OK


async def test_a_server_that_answers_in_discords_place_is_treated_as_an_outage(discord: FakeDiscord, tmp_path: Path):
    for route in ("GET /gateway", "GET /users/@me", "GET /oauth2/applications/@me"):
        for body in ("<html>Welcome to the airport</html>", {}, [], None):
            discord.script(route, 200, body)
    async with await BotProcess.start(discord, tmp_path, command=("-c", IMPATIENT)) as bot:
        await bot.logged("discord.ready", 60.0)
        retries = bot.events("discord.retry")
        assert len(retries) == 3 * 4
        assert [line["error"] for line in retries if "something other than Discord answered" not in line["error"]] == []
        assert [line for line in bot.log if "exception" in line] == []


async def test_if_discord_is_never_reached_the_bot_ends_with_its_own_exit_code(discord: FakeDiscord, tmp_path: Path):
    nowhere = {"DISCORD_API_URL": "http://127.0.0.1:9/api/v10"}
    async with await BotProcess.start(discord, tmp_path, command=("-c", IMPATIENT), **nowhere) as bot:
        assert await bot.ended() == ExitCode.UNREACHABLE == 69
        assert len(bot.events("discord.retry")) == 16
        assert len(bot.events("discord.unreachable")) == 1


async def test_a_refusal_is_not_tried_again(discord: FakeDiscord, tmp_path: Path):
    async with await BotProcess.start(discord, tmp_path, DISCORD_API_URL=f"{discord.url}/nowhere") as bot:
        assert await bot.ended() == ExitCode.UNREACHABLE
        assert bot.events("discord.retry") == []


async def test_a_signal_while_it_waits_for_the_network_stops_it(discord: FakeDiscord, tmp_path: Path):
    async with await BotProcess.start(discord, tmp_path, DISCORD_API_URL="http://127.0.0.1:9/api/v10") as bot:
        await bot.logged("discord.retry")
        began = time.monotonic()
        bot.stop()
        assert await bot.ended() == ExitCode.OK
        stopped(began)


async def test_a_model_that_fails_while_it_waits_for_the_network_ends_it(discord: FakeDiscord, tmp_path: Path):
    settings = {"DISCORD_API_URL": "http://127.0.0.1:9/api/v10", "SPACY_MODEL": "no_such_model"}
    async with await BotProcess.start(discord, tmp_path, **settings) as bot:
        assert await bot.ended() == ExitCode.MODEL


async def test_a_background_task_that_keeps_failing_ends_the_bot_with_its_own_exit_code(
    discord: FakeDiscord, tmp_path: Path
):
    async with await BotProcess.start(discord, tmp_path, command=("-c", BROKEN)) as bot:
        assert await bot.ended() == ExitCode.TASK == 75
        assert [line["task"] for line in bot.events("task.lost")] == ["delivery"]
        assert "Connection refused" in bot.events("task.failed")[0]["exception"]
        assert bot.events("discord.unreachable") == []


@pytest.mark.parametrize("fault", ["LookupError", "bot.errors.InputError"])
async def test_a_bug_ends_the_bot_with_code_1_and_a_traceback_without_the_token(
    discord: FakeDiscord, tmp_path: Path, fault: str
):
    command = ("-c", FAULTY.replace("LookupError", fault))
    async with await BotProcess.start(discord, tmp_path, command=command) as bot:
        assert await bot.ended() == ExitCode.FAILED
        [line] = bot.events("failed")
        assert f"{fault}: a fault of ours, with [token]" in line["exception"]
        assert discord.token not in str(bot.log)


async def test_seeds_that_cannot_be_read_end_the_bot_as_a_failed_task(discord: FakeDiscord, tmp_path: Path):
    command = ("-c", FAULTY.replace("LookupError(", "OSError(5, "))
    async with await BotProcess.start(discord, tmp_path, command=command) as bot:
        assert await bot.ended() == ExitCode.TASK
        assert [line["task"] for line in bot.events("task.lost")] == ["library"]


async def test_a_connection_that_ends_by_itself_ends_the_process_with_code_1(discord: FakeDiscord, tmp_path: Path):
    async with await BotProcess.start(discord, tmp_path, command=("-c", CLOSING)) as bot:
        assert await bot.ended() == ExitCode.FAILED
        assert len(bot.events("gateway.ended")) == 1


async def test_intents_that_discord_refuses_end_the_bot_with_their_own_exit_code(discord: FakeDiscord, tmp_path: Path):
    discord.gateway.refusals = [4014, 4014]
    async with await BotProcess.start(discord, tmp_path) as bot:
        assert await bot.ended() == ExitCode.INTENTS
        assert [len(bot.events(event)) for event in ("intent.missing", "intent.refused")] == [1, 1]


async def test_an_older_library_is_copied_migrated_and_served(discord: FakeDiscord, tmp_path: Path):
    migrate(tmp_path / "briefings.db", migrations()[:1])
    async with await BotProcess.start(discord, tmp_path) as bot:
        await bot.logged("discord.ready")
        bot.stop()
        assert await bot.ended() == ExitCode.OK
    assert (tmp_path / "briefings.db.v1.bak").exists()


@pytest.mark.parametrize(
    ("settings", "code", "event"),
    [
        ({"DISCORD_TOKEN": ""}, ExitCode.TOKEN, "token.missing"),
        ({"DISCORD_TOKEN": "two\nlines"}, ExitCode.TOKEN, "token.refused"),
        ({"DATABASE_URL": "sqlite:////proc/none/briefings.db"}, ExitCode.DATABASE, "database.unusable"),
        ({"DATABASE_URL": "mysql://me:secret@host/db"}, ExitCode.SETTINGS, "settings.unusable"),
    ],
)
async def test_each_failed_start_is_one_line_and_a_named_code(
    discord: FakeDiscord, tmp_path: Path, settings: dict[str, str], code: ExitCode, event: str
):
    async with await BotProcess.start(discord, tmp_path, **settings) as bot:
        assert await bot.ended() == code
        assert [line["event"] for line in bot.log] == [event, "ended"]
        assert "secret" not in str(bot.log)


async def test_a_port_in_use_is_a_setting_to_change(discord: FakeDiscord, tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        async with await BotProcess.start(discord, tmp_path, HTTP_PORT=str(other.getsockname()[1])) as bot:
            assert await bot.ended() == ExitCode.SETTINGS
            assert "choose another port" in bot.events("settings.unusable")[0]["reason"]


async def test_a_running_bot_reports_its_health_on_its_port(discord: FakeDiscord, tmp_path: Path):
    async with await BotProcess.start(discord, tmp_path, HTTP_PORT="0") as bot:
        port = (await bot.logged("status.serving"))["port"]
        await bot.logged("discord.ready")
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                said: dict[str, Any] = await answer.json()
                assert (answer.status, said["ready"]) == (200, True)
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                assert "briefings_ready 1.0" in await answer.text()


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"DISCORD_API_URL": "http://127.0.0.1:9/api/v10"},
        {"DATABASE_URL": "nothing"},
        {"DISCORD_TOKEN": "MTIzNDU2.refused.token"},
        {"DISCORD_TOKEN": "MTIzNDU2.two\nlines"},
    ],
)
async def test_no_log_line_contains_the_token_or_texts_even_in_failures_and_debug_logs(
    tmp_path: Path, settings: dict[str, str]
):
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    await add(store, "Kept back", text="Nobody shall read this sentence in a log.", version=ANALYZER_VERSION)
    await store.close()
    async with FakeDiscord() as discord:
        settings = {"DISCORD_TOKEN": discord.token, "LOG_LEVEL": "DEBUG", **settings}
        async with await BotProcess.start(discord, tmp_path, **settings) as bot:
            if settings["DISCORD_TOKEN"] == discord.token and len(settings) == 2:
                await bot.logged("discord.ready")
                bot.stop()
            elif "DISCORD_API_URL" in settings:
                await bot.logged("discord.retry")
                bot.stop()
            await bot.ended()
            said = str(bot.log)
    assert len(bot.log) > 1
    assert settings["DISCORD_TOKEN"] not in said
    assert repr(settings["DISCORD_TOKEN"])[1:-1] not in said
    assert "Nobody shall read" not in said
