"""Ctrl-C ends a command with one sentence and code 130, whenever it comes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys

class Interrupt:
    def find_spec(self, name, *_):
        if name == {module!r}:
            sys.meta_path.remove(self)
            {how}

signal.signal(signal.SIGINT, signal.{handler})
sys.meta_path.insert(0, Interrupt())
sys.argv = {command!r}
from bot.__main__ import main
main()
"""
PRESS = "os.kill(os.getpid(), signal.SIGINT)"
PRESS_TWICE = f"""try:
                {PRESS}
            except BaseException:
                {PRESS}"""


def interrupted(
    folder: Path, command: list[str], module: str, how: str = PRESS, handler: str = "default_int_handler"
) -> tuple[int, str]:
    """The exit code and what is on standard error if Ctrl-C comes while a command imports a module."""
    program = PROGRAM.format(module=module, how=how, handler=handler, command=["bot", *command])
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("command", "module"),
    [
        (["add", "x.txt"], "typer"),
        (["feed", "list"], "bot.store"),
        (["ask", "!help"], "simcord"),
        (["analyze", "x.txt"], "bot.text.analyze"),
        (["backup", "x.db"], "bot.store"),
    ],
)
def test_ctrl_c_ends_a_command_that_is_starting(tmp_path: Path, command: list[str], module: str) -> None:
    (tmp_path / "x.txt").write_text("Harbour reopens\n\nThe harbour opened again on Monday.", encoding="utf-8")
    assert interrupted(tmp_path, command, module) == (130, "Stopped before the end.\n")


def test_ctrl_c_is_ignored_where_the_process_was_started_so(tmp_path: Path) -> None:
    assert interrupted(tmp_path, ["version"], "typer", handler="SIG_IGN") == (0, "")


def test_a_second_ctrl_c_ends_what_lost_the_first(tmp_path: Path) -> None:
    assert interrupted(tmp_path, ["version"], "typer", PRESS_TWICE) == (130, "Stopped before the end.\n")


def test_ctrl_c_does_what_it_did_once_a_command_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.commands import run

    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/library.db")
    before = signal.getsignal(signal.SIGINT)
    assert run("feed", "list").exit_code == 0
    assert signal.getsignal(signal.SIGINT) is before
