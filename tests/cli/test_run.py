"""``run``: the demo without a token, and what ``--hold`` waits for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.commands import run
from fake_discord.process import BotProcess
from fake_discord.server import FakeDiscord

from bot.exit_codes import ExitCode
from bot.signals import SIGNALS


@pytest.fixture(autouse=True)
def handlers_as_before() -> Iterator[None]:
    """The signals' handlers, which the command sets, are as before afterwards."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(("token", "started"), [(None, True), ("no token", False)])
def test_the_demo_is_started_only_without_a_token(
    monkeypatch: pytest.MonkeyPatch, token: str | None, started: bool
) -> None:
    demos: list[str] = []
    monkeypatch.setattr("bot.cli.run.demo", lambda: demos.append("demo"))
    if token is not None:
        monkeypatch.setenv("DISCORD_TOKEN", token)
    result = run("run", "--or-demo")
    assert (bool(demos), result.exit_code) == (started, ExitCode.OK if started else ExitCode.TOKEN)


def test_an_error_that_a_restart_may_fix_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.made-up.token")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/none/briefings.db")
    result = run("run", "--hold")
    assert result.exit_code == ExitCode.DATABASE
    assert "will not restart" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("setting", "code"), [({"DISCORD_TOKEN": "no token"}, ExitCode.TOKEN), ({"HTTP_PORT": "x"}, ExitCode.OK)]
)
async def test_after_an_error_that_only_a_person_can_fix_it_waits_to_be_stopped(
    tmp_path: Path, setting: dict[str, str], code: ExitCode
):
    hold = ("-m", "bot", "run", "--hold")
    async with FakeDiscord() as discord, await BotProcess.start(discord, tmp_path, command=hold, **setting) as bot:
        await bot.printed("The bot will not restart by itself")
        assert bot.running
        bot.stop()
        assert await bot.ended() == code
