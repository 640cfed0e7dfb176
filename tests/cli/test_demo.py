"""``demo``: what it prints, what it needs, and that two demos never use one library."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli.commands import run

from bot.exit_codes import ExitCode
from bot.settings import Settings
from bot.store.sqlite.lease import take_lease
from bot.store.sqlite.migrator import migrate


def test_a_second_demo_names_the_first_and_is_code_73(tmp_path: Path) -> None:
    file = tmp_path / "data" / "demo.db"
    migrate(file)
    lease = take_lease(file, None)
    over = threading.Event()

    def beat() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            while not over.wait(0.01):
                db.execute("UPDATE lease SET beats = beats + 1")

    beating = threading.Thread(target=beat)
    beating.start()
    try:
        result = run("demo", "--port", "0")
    finally:
        over.set()
        beating.join()
        lease.release()
    assert result.exit_code == 73
    assert f"in use by process {os.getpid()} on " in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_demo_prints_the_address_of_its_page_and_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    async def served(_: Settings, *, port: int, channel: str, announce: Callable[[str], None]) -> None:
        announce(f"http://127.0.0.1:{port}/#{channel}")

    monkeypatch.setattr("bot.demo.server.demo", served)
    result = run("demo", "--port", "80", "--channel", "general")
    assert (result.exit_code, result.stderr) == (0, "Library: data/demo.db (the demo’s; DATABASE_URL is not used)\n")
    assert "The demo is ready: open http://127.0.0.1:80/#general\n" in result.stdout


@pytest.mark.parametrize("command", [("demo",), ("ask", "!help")])
def test_without_its_packages_it_says_how_to_install_them(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "bot.demo.server", None)
    result = run(*command)
    assert result.exit_code == ExitCode.SETTINGS
    assert "which is not installed: `make .venv/demo`" in result.stderr
