"""A library that cannot be used: every command says so in one sentence with what to do, and ends with its code."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from cli.doctor.checks import PoolWithoutModel
from click.testing import Result
from fake_discord.process import ROOT
from fake_discord.server import TOKEN
from store.sqlite.test_damaged_files import first_page, folder, negative_version, text, without_tables, zeros
from typer.testing import CliRunner

from bot.cli.app import app
from bot.exit_codes import ExitCode
from bot.store.sqlite.migrator import migrate

pytestmark = pytest.mark.slow

STORY = "Harbour reopens\n\nThe harbour opened again on Monday. Mayor Ann Lee said ships came in. Trade grew.\n"
COMMANDS = {
    ("add", "one.txt"): ExitCode.DATABASE,
    ("backup", "copy.db"): ExitCode.DATABASE,
    ("ask", "!help", "--database", "briefings.db"): ExitCode.DATABASE,
    ("doctor",): 1,
    ("health",): 1,
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a text to add; the log's set-up is as it was afterwards."""
    monkeypatch.setenv("DATABASE_URL", "sqlite:///briefings.db")
    monkeypatch.setenv("SEEDS_DIR", "")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.setattr("bot.cli.doctor.local_checks.AnalysisPool", PoolWithoutModel)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(STORY)
    before = structlog.get_config()
    yield tmp_path
    structlog.configure(**before)


@pytest.fixture(scope="module")
def sound() -> bytes:
    with tempfile.TemporaryDirectory() as made:
        migrate(Path(made, "sound.db"))
        return Path(made, "sound.db").read_bytes()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("make", [first_page, zeros, text, folder, negative_version, without_tables])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_with_a_sentence_and_its_code(
    here: Path, sound: bytes, command: tuple[str, ...], make: Callable[[Path, bytes], None]
):
    make(here / "briefings.db", sound)
    result = run(*command)
    assert result.exit_code == COMMANDS[command], result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if command[0] == "doctor":
        [line] = [line for line in result.stdout.splitlines() if " database: " in line]
        assert line.startswith("error    ")
    else:
        assert len(result.stderr.splitlines()) <= 2  # "Library: ..." may come first
        assert result.stderr.splitlines()[-1].endswith(".")
    if make in (first_page, negative_version, without_tables) and command[0] != "health":
        assert "restore a backup" in result.output


def process(folder: Path, *arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """``python -m bot`` in a folder; ``limit`` is how many bytes a file may have."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": "sqlite:///briefings.db",
        "SEEDS_DIR": "",
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_URL": "http://127.0.0.1:9/api/v10",
        "LOG_FORMAT": "json",
        "SPACY_MODEL": "none_such",
    }

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
    )


def test_run_on_a_damaged_library_gives_one_line_and_a_named_exit_code(here: Path, sound: bytes):
    first_page(here / "briefings.db", sound)
    done = process(here, "run")
    assert done.returncode == ExitCode.DATABASE
    [line] = done.stderr.splitlines()
    assert "database.unusable" in line
    assert "is damaged: restore a backup" in line
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
@pytest.mark.parametrize("command", [("run",), ("add", "one.txt"), ("backup", "copy.db")])
def test_a_full_disk_is_reported_and_leaves_no_partial_file(here: Path, sound: bytes, command: tuple[str, ...]):
    if command[0] == "backup":
        (here / "briefings.db").write_bytes(sound)
    done = process(here, *command, limit=40_000)
    assert done.returncode == ExitCode.DATABASE
    assert "Traceback" not in done.stderr
    assert "check" in done.stderr.splitlines()[-1]
    assert "restore" not in done.stderr
    assert not (here / "copy.db").exists()
    assert [path.name for path in here.iterdir() if ".part" in path.name] == []
