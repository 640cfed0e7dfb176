"""The entry point: the version, the list of commands, choices that do not exist, and closed standard streams."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from cli.commands import run
from fake_discord.process import environment

from bot import __version__
from bot.exit_codes import ExitCode


def test_version_prints_it() -> None:
    for command in ("version", "--version"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (0, f"{__version__}\n")


def test_without_a_command_it_lists_the_commands() -> None:
    shown = run().output
    for command in ("run", "demo", "ask", "add", "analyze", "health", "version"):
        assert command in shown


def test_a_wrong_choice_is_code_2() -> None:
    assert run("ask", "!help", "--as", "owner").exit_code == 2
    assert run("demo", "--channel", "nowhere").exit_code == 2
    assert run("demo", "--port", "99999").exit_code == 2
    assert run("analyze", "--sentences", "0").exit_code == 2
    assert run("dance").exit_code == 2


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("style", ["auto", "console", "json"])
async def test_with_closed_standard_streams_it_still_ends_with_its_code(tmp_path: Path, closed: str, style: str):
    command = f"{sys.executable} -m bot run {closed}"
    own = environment(LOG_FORMAT=style, DISCORD_TOKEN="no token")
    process = await asyncio.create_subprocess_shell(command, cwd=tmp_path, env=own)
    assert await process.wait() == ExitCode.TOKEN
