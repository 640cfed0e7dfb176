"""Check of HTTP_PORT: free, used by this bot, or used by another program."""

from __future__ import annotations

import socket
from pathlib import Path

from cli.doctor.checks import local_results, run_doctor
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord

from bot.cli.doctor.report import Status


async def test_a_port_that_another_program_has_is_a_fault_and_a_free_one_is_none(file: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = (await local_results(file, http_port=port))["HTTP_PORT"]
        assert (result.status, result.message) == (Status.ERROR, f"another program uses port {port} of 127.0.0.1")
        assert "set HTTP_PORT to another number" in result.fix
    assert (await local_results(file, http_port=port))["HTTP_PORT"].status is Status.OK
    result = (await local_results(file, http_port=port, http_host="192.0.2.1"))["HTTP_PORT"]
    assert (result.status, "set HTTP_HOST" in result.fix) == (Status.ERROR, True)
    assert "HTTP_PORT" not in await local_results(file, http_port=0)
    assert "HTTP_PORT" not in await local_results(file)


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
