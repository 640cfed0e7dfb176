"""The recipes of CONTRIBUTING.md work: each is applied to a copy of the project, and what it promises is tried."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STEP = re.compile(
    r"^(?:At the (?P<where>start of `(?P<table>\w+)` in|end of class `(?P<cls>\w+)` in|end of) `(?P<file>[\w./]+)`"
    r"|As the new file `(?P<new>[\w./]+)`"
    r"|Before `(?P<line>[^`]+)` in `(?P<in_file>[\w./]+)`[^:]*):\n\n```\w+\n(?P<code>.*?)```$",
    re.MULTILINE | re.DOTALL,
)


def recipe(title: str) -> str:
    """The text of a recipe."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found: str = text.split(f"## {title}\n")[1].split("\n## ")[0]
    return found


def apply(title: str, copy: Path) -> set[Path]:
    """Does what the recipe says in a copy of the project; the files that it touched."""
    touched = set()
    for step in STEP.finditer(recipe(title)):
        file = copy / (step["file"] or step["new"] or step["in_file"])
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else []
        lines.insert(line_for(step, lines), step["code"])
        file.write_text("".join(lines), encoding="utf-8")
        touched.add(file)
    return touched


def line_for(step: re.Match[str], lines: list[str]) -> int:
    """The index of the line before which a step puts its code."""
    if step["line"]:
        return next(i for i, line in enumerate(lines) if line.startswith(step["line"]))
    if step["table"]:
        return next(i for i, line in enumerate(lines) if re.match(rf"{step['table']}\b.* = [({{]$", line)) + 1
    if step["cls"]:
        (found,) = [n for n in ast.parse("".join(lines)).body if isinstance(n, ast.ClassDef) and n.name == step["cls"]]
        assert found.end_lineno is not None
        lines.insert(found.end_lineno, "\n")
        return found.end_lineno + 1
    return len(lines)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's code, seeds and documents in another folder."""
    for name in ("bot", "seeds", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "README.md", tmp_path)
    return tmp_path


def run(copy: Path, *command: str) -> str:
    """What a Python command prints in the copy."""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_new_command_answers_and_has_help(copy: Path) -> None:
    assert len(apply("A new command", copy)) == 4
    assert "1" in run(copy, "-m", "bot", "ask", "!count")
    assert "how many articles there are" in run(copy, "-m", "bot", "ask", "!help")


def test_a_new_rule_for_names_is_found_in_its_example_and_has_weights(copy: Path) -> None:
    assert len(apply("A new rule for names", copy)) == 2
    code = (
        "from bot.text.actors.classification.cue_weights import cue_weights\n"
        "from bot.text.actors.classification.name_cues import name_cues\n"
        "print('royal house' in name_cues('House of Windsor'), cue_weights()['royal house'][0][1])"
    )
    assert run(copy, "-c", code) == "True 0.8\n"


def test_a_new_migration_is_applied_to_a_new_database(copy: Path) -> None:
    assert len(apply("A new migration", copy)) == 1
    code = (
        "import sqlite3, pathlib\n"
        "from bot.store.sqlite.migrator import migrate, migrations\n"
        "steps = migrate(pathlib.Path('new.db'))\n"
        "columns = sqlite3.connect('new.db').execute('SELECT name FROM pragma_table_info(?)', ('article_note',))\n"
        "print(steps == migrations()[-1].version, [name for name, in columns])"
    )
    assert run(copy, "-c", code) == "True ['article_id', 'note']\n"
