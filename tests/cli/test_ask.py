"""``ask`` as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SEEDS
from fake_discord.process import environment


@pytest.mark.slow
def test_as_a_process_ask_prints_the_reply_and_nothing_else(tmp_path: Path) -> None:
    def ask(text: str, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", "ask", text, *more],
            cwd=tmp_path,
            env=environment(SEEDS_DIR=str(SEEDS)),
            capture_output=True,
            text=True,
            check=False,
        )

    answer = ask("!announce", "--as", "editor")
    assert (answer.returncode, answer.stderr) == (0, "Library: data/demo.db (the demo’s; DATABASE_URL is not used)\n")
    assert answer.stdout.startswith("New articles are posted in\n\n#briefings\n")
    assert (tmp_path / "data" / "demo.db").is_file()
    other = ask("!articles", "--database", "data/demo.db")
    assert (other.returncode, other.stderr) == (0, "Library: a copy of data/demo.db, which stays as it is\n")
    assert "1 article" in other.stdout
