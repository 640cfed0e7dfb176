"""``add``: a line about each text, and one about a library that it cannot use."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
from pathlib import Path

import pytest
from cli.commands import STORY, run
from conftest import SEEDS
from intake.files.file_samples import TEXT, make_mail, make_zip

from bot.errors import StorageError
from bot.services.bulk_adding import BulkAdder, BulkOutcome, BulkReport, BulkResult
from bot.signals import SIGNALS
from bot.store import open_store

DISK_FULL = "The disk with the library is full: free some space."
SEED = SEEDS / "000_a960c30da92131fb.txt"


@pytest.mark.usefixtures("resources_given")
def test_add_reports_the_result_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "two.md").write_text(f"# Bridge closes\n\n{STORY}", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    result = run("add", "bad.txt", "one.txt", "two.md", "nowhere.txt", "one.txt")
    assert result.exit_code == 65
    assert sorted(re.sub(r"#\d", "#n", line) for line in result.stdout.splitlines()) == [
        "one.txt: added as #n, 3 sentences",
        "two.md: added as #n, 3 sentences",
    ]
    library, *refused, total = result.stderr.splitlines()
    assert library == f"Library: {tmp_path}/briefings.db"
    assert refused == [
        "bad.txt: The file is not UTF-8 text: save it as plain text in UTF-8 and try again.",
        "nowhere.txt: The file cannot be opened: No such file or directory.",
    ]
    assert re.fullmatch(r"2 added, 2 refused in \d+ s", total)


def test_advice_about_a_link_is_for_the_command_line() -> None:
    assert (
        "That link leads to an address that is not on the public web. Save the article’s title and text as a .txt "
        "file, and add that instead."
    ) in run("add", "http://127.0.0.1").stderr


@pytest.mark.usefixtures("resources_given")
def test_a_second_run_skips_what_the_library_has(tmp_path: Path) -> None:
    (tmp_path / "news" / "old").mkdir(parents=True)
    (tmp_path / "news" / "one.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "news" / "old" / "two.eml").write_bytes(bytes(make_mail(TEXT)))
    (tmp_path / "news" / "photo.png").write_bytes(b"")
    assert run("add", "news").exit_code == 0
    again = run("add", "news", "--processes", "1")
    assert "Left out: news/photo.png. I can only read .txt, .md" in again.stderr
    assert again.exit_code == 0
    assert sorted(re.sub(r"#\d", "#n", line) for line in again.stdout.splitlines()) == [
        "news/old/two.eml: already in the library as #n",
        "news/one.txt: already in the library as #n",
    ]
    assert "2 known in" in again.stderr


@pytest.mark.usefixtures("resources_given")
def test_a_run_that_ends_early_lists_what_was_refused_until_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def break_off(_: BulkAdder, sources: list[str], report: BulkReport, **__: int) -> None:
        report.expect(len(sources))
        report.add(BulkResult(sources[0], BulkOutcome.REFUSED, reason="The mail has no text."))
        raise StorageError(DISK_FULL)

    monkeypatch.setattr(BulkAdder, "add_all", break_off)
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    result = run("add", "one.txt", "two.txt")
    assert result.exit_code == 74
    assert "one.txt: The mail has no text." in result.stderr
    assert re.search(r"1 refused, 1 left in \d+ s", result.stderr)
    assert DISK_FULL in result.stderr


@pytest.mark.usefixtures("resources_given")
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_run_with_what_is_left_and_code_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    async def be_stopped(_: BulkAdder, sources: list[str], report: BulkReport, **__: int) -> None:
        report.expect(len(sources))
        report.add(BulkResult(sources[0], BulkOutcome.ADDED, 1, 3))
        os.kill(os.getpid(), number)
        await asyncio.Event().wait()

    monkeypatch.setattr(BulkAdder, "add_all", be_stopped)
    before = signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    try:
        result = run("add", "one.txt", "two.txt")
    finally:
        signal.signal(number, before)
    assert (result.exit_code, result.stdout) == (130, "one.txt: added as #1, 3 sentences\n")
    _, counts, said = result.stderr.splitlines()
    assert re.fullmatch(r"1 added, 1 left in \d+ s", counts)
    assert said == "Stopped before the end: run the same command again to add the rest."


@pytest.mark.usefixtures("resources_given")
def test_without_a_terminal_the_progress_is_told_in_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.add.PLAIN_SECONDS", 0.0)
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"{name}\n\n{STORY}", encoding="utf-8")
    stderr = run("add", "one.txt", "two.txt").stderr
    assert re.search(r"^1 of 2 done in \d+ s\n2 of 2 done in \d+ s$", stderr, re.MULTILINE)


@pytest.mark.usefixtures("resources_given")
def test_the_members_of_a_zip_file_count_as_files(tmp_path: Path) -> None:
    members = [(f"{n}.txt", f"Story {n}\n\n{STORY}".encode()) for n in range(3)]
    (tmp_path / "all.zip").write_bytes(make_zip(*members, ("bad.txt", b"")))
    result = run("add", "all.zip")
    assert (result.exit_code, result.stdout.count("added as")) == (65, 3)
    assert "all.zip: bad.txt: There is no text to read" in result.stderr
    assert "3 added, 1 refused in" in result.stderr


@pytest.mark.usefixtures("resources_given")
def test_a_name_is_shown_in_printable_characters(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\x1b.txt")).write_text(STORY, encoding="utf-8")
    result = run("add", str(tmp_path), "")
    assert result.stdout == f"{tmp_path}/caf��.txt: added as #1, 3 sentences\n"
    assert '\n"": That is not a file: give a file.\n' in result.stderr


@pytest.mark.usefixtures("resources_given")
def test_a_changed_file_with_a_link_updates_its_article(tmp_path: Path) -> None:
    for text in (STORY, STORY.replace("Monday", "Tuesday")):
        (tmp_path / "one.txt").write_text(f"URL: https://port.example/news\n{text}", encoding="utf-8")
        result = run("add", "one.txt")
    assert result.stdout == "one.txt: updated #1, 3 sentences\n"


@pytest.mark.usefixtures("resources_given")
def test_a_folder_without_readable_files_is_said(tmp_path: Path) -> None:
    for name in ("a.png", "b.png", "c"):
        (tmp_path / "pictures" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "pictures" / name).write_bytes(b"")
    result = run("add", "pictures")
    assert result.exit_code == 65
    assert "pictures: The folder has nothing that I can read: I can only read .txt" in result.stderr
    assert "Left out: pictures/a.png and 2 more. I can only read .txt" in result.stderr


@pytest.mark.usefixtures("resources_given")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one.pdf", "The file is not a PDF file, though its name says so"),
        ("one", "I can read .txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files, not files without an ending"),
        (
            "one.txt",
            "That is one short line, too little for an article: put the article’s text below it",
        ),
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
