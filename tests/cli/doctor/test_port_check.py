"""Check of HTTP_PORT: free, used by this bot, or used by another program."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from cli.doctor.checks import local_results, run_doctor
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord

from bot.cli.doctor.report import Status
from bot.store.sqlite.lease import take_lease
from bot.store.sqlite.migrator import migrate


async def test_a_port_in_use_is_an_error_and_a_free_one_is_not(file: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = (await local_results(file, http_port=port))["HTTP_PORT"]
        assert (result.status, result.message) == (Status.ERROR, f"another program uses port {port} on 127.0.0.1")
        assert "set HTTP_PORT to another number" in result.fix
    assert (await local_results(file, http_port=port))["HTTP_PORT"].status is Status.OK
    result = (await local_results(file, http_port=port, http_host="192.0.2.1"))["HTTP_PORT"]
    assert (result.status, "set HTTP_HOST" in result.fix) == (Status.ERROR, True)
    assert "HTTP_PORT" not in await local_results(file, http_port=0)
    assert "HTTP_PORT" not in await local_results(file)


@pytest.mark.slow
async def test_a_port_that_the_running_bot_serves_is_its_own(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
    async with FakeDiscord() as discord, await BotProcess.start(discord, tmp_path, HTTP_PORT=port) as bot:
        await bot.logged("discord.ready")
        _, said = await run_doctor(discord, tmp_path, HTTP_PORT=port)
        assert f"ok       HTTP_PORT: the running bot uses port {port}" in said
        (tmp_path / "other").mkdir()
        _, said = await run_doctor(discord, tmp_path / "other", HTTP_PORT=port)
        assert f"error    HTTP_PORT: another program uses port {port}" in said


async def test_a_program_that_says_nothing_is_not_the_running_bot(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.cli.doctor.port_check.TIMEOUT_SECONDS", 0.1)
    migrate(file)
    lease = take_lease(file, None)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        result = (await local_results(file, http_port=mute.getsockname()[1]))["HTTP_PORT"]
    lease.release()
    assert (result.status, "another program" in result.message) == (Status.ERROR, True)


async def test_a_bad_database_address_does_not_hide_that_the_port_is_taken(file: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        results = await local_results(file, http_port=other.getsockname()[1], database_url="mysql://me@host/x")
    assert results["HTTP_PORT"].status is results["database"].status is Status.ERROR
