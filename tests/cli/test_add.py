"""``add``: a line about each file, and one about a library that it cannot use."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from cli.commands import STORY, run
from conftest import SEEDS

from bot.store import open_store

SEED = SEEDS / "000_a960c30da92131fb.txt"


@pytest.mark.usefixtures("resources_given")
def test_add_reports_the_result_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "two.md").write_text(f"# Bridge closes\n\n{STORY}", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    result = run("add", "one.txt", "bad.txt", "two.md", "one.txt", "nowhere.txt")
    assert result.exit_code == 65
    assert result.stdout == "one.txt: added as #1, 3 sentences\ntwo.md: added as #2, 3 sentences\n"
    assert result.stderr.splitlines() == [
        f"Library: {tmp_path}/briefings.db",
        "bad.txt: The file is not UTF-8 text: save it as plain text in UTF-8 and try again.",
        "one.txt: That article is already in the library: #1 “Harbour reopens”.",
        "nowhere.txt: The file cannot be opened: No such file or directory.",
    ]
    assert run("add", "two.md").exit_code == 65


@pytest.mark.usefixtures("resources_given")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one.pdf", "Only files that end in .txt or .md can be added"),
        ("one", "Only files that end in .txt or .md can be added"),
        ("one.txt", "The text is missing: put the title on the first line and the text below it"),
    ],
)
def test_add_says_what_is_missing_in_a_file(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_text("Harbour reopens on Monday\n", encoding="utf-8")
    result = run("add", name)
    assert result.exit_code == 65
    assert f"{name}: {said}" in result.stderr


@pytest.mark.usefixtures("resources_given")
def test_add_takes_another_library(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY, encoding="utf-8")
    for given in ("other.db", "sqlite:///third.db"):
        result = run("add", "one.txt", "--database", given)
        assert (result.exit_code, result.stderr) == (0, f"Library: {given.removeprefix('sqlite:///')}\n")
        assert (tmp_path / given.removeprefix("sqlite:///")).is_file()
    assert not (tmp_path / "briefings.db").exists()


def test_add_needs_a_file() -> None:
    assert run("add").exit_code == 2


def test_a_database_of_a_newer_version_is_refused_and_left_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "briefings.db"

    async def make() -> None:
        await (await open_store(f"sqlite:///{file}")).close()

    asyncio.run(make())
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    before = file.read_bytes()
    result = run("add", str(SEED))
    assert result.exit_code == 74
    assert "newer version" in result.stderr
    assert result.stderr.count("\n") == 1
    assert file.read_bytes() == before


def test_a_file_that_is_not_a_database_gives_one_line_and_code_74(tmp_path: Path) -> None:
    (tmp_path / "briefings.db").write_bytes(b"This is a letter, not a database. " * 100)
    result = run("add", str(SEED))
    assert result.exit_code == 74
    assert result.stderr.count("\n") == 1


def test_an_unknown_database_is_code_78_and_its_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://somebody:secret@host/db")
    result = run("add", str(SEED))
    assert result.exit_code == 78
    assert "DATABASE_URL is not the address of a SQLite file" in result.stderr
    assert "secret" not in result.stderr
