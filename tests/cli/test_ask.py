"""``ask`` as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SEEDS
from fake_discord.process import environment


def ask(folder: Path, text: str, *more: str) -> subprocess.CompletedProcess[str]:
    """What ``ask`` prints in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "ask", text, *more],
        cwd=folder,
        env=environment(SEEDS_DIR=str(SEEDS)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_as_a_process_ask_prints_the_reply_and_nothing_else(tmp_path: Path) -> None:
    answer = ask(tmp_path, "!announce", "--as", "editor")
    assert (answer.returncode, answer.stderr) == (0, "Library: data/demo.db (the demo’s; DATABASE_URL is not used)\n")
    assert answer.stdout.startswith("New articles are posted in\n\n#briefings\n")
    assert (tmp_path / "data" / "demo.db").is_file()
    other = ask(tmp_path, "!articles", "--database", "data/demo.db")
    discarded = "Library: a copy of data/demo.db; changes to the copy are discarded\n"
    assert (other.returncode, other.stderr) == (0, discarded)
    assert "1 article" in other.stdout


@pytest.mark.slow
def test_ask_says_that_what_it_changes_in_a_copy_of_a_library_is_discarded(tmp_path: Path) -> None:
    ask(tmp_path, "!articles")
    text = "!add Harbour reopens\n\nThe harbour opened again on Monday. Ships came in."
    added = ask(tmp_path, text, "--as", "editor", "--database", "data/demo.db")
    assert added.stdout.startswith("Added as #2")
    assert (added.returncode, added.stderr.endswith("; changes to the copy are discarded\n")) == (0, True)
    assert "1 article" in ask(tmp_path, "!articles").stdout
