"""What ``python -m bot`` prints, and the exit codes it ends with."""

from __future__ import annotations

import asyncio
import functools
import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
import structlog
from click.testing import Result
from conftest import SEEDS, START, Clock
from typer.testing import CliRunner

import bot.cli.analysis_json
import bot.runtime.app
from bot import __version__
from bot.cli.app import app
from bot.runtime.app import Resources
from bot.runtime.heartbeat import heartbeat_file
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings, load_settings
from bot.store import open_store
from bot.store.sqlite.lease import take_lease
from bot.store.sqlite.migrator import migrate
from bot.text.analyze import Analyzer

ROOT = Path(__file__).parents[2]
SEED = SEEDS / "000_a960c30da92131fb.txt"
STORY = "Harbour reopens\n\nThe harbour opened again on Monday. Mayor Ann Lee said ships came in. Trade grew."
loaded = functools.cache(Analyzer)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A folder without .env, with a library of its own; the log's set-up is as it was afterwards."""
    for name in ("DISCORD_TOKEN", "COMMAND_PREFIX", "SPACY_MODEL", "LOG_LEVEL", "LOG_FORMAT", "HTTP_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/briefings.db")
    monkeypatch.setenv("SEEDS_DIR", str(SEEDS))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bot.cli.analysis_json, "Analyzer", loaded)
    before = structlog.get_config()
    yield load_settings()
    structlog.configure(**before)


@pytest.fixture
def resources_given(reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands read with the suite's worker instead of one of their own."""

    @asynccontextmanager
    async def opened(settings: Settings, **_: object) -> AsyncIterator[Resources]:
        store = await open_store(settings.database_url)
        yield Resources(settings, store, reader, Clock())
        await store.close()

    monkeypatch.setattr(bot.runtime.app, "open_resources", opened)


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def lines(*rows: dict[str, Any] | str) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def parsed(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# ---------------------------------------------------------------- analyze


def test_analyze_prints_what_is_read_in_a_file() -> None:
    result = json.loads(run("analyze", str(SEED)).stdout)
    assert result["id"] == SEED.name
    assert result["title"].startswith("Japan’s Prime Minister Takaichi")
    assert result["language"] == "en"
    assert len(result["sentences"]) == len(result["ranking"]) == 24
    assert len(result["summary"]) == 3
    actors = {actor["name"]: actor for actor in result["actors"]}
    assert {name: len(actors[name]["mentions"]) for name in ("Sanae Takaichi", "Donald Trump", "Shinzo Abe")} == {
        "Sanae Takaichi": 14,
        "Donald Trump": 8,
        "Shinzo Abe": 4,
    }
    assert actors["Sanae Takaichi"]["roles"] == ["Japan’s new Prime Minister"]


def test_analyze_reads_standard_input() -> None:
    result = json.loads(run("analyze", given=STORY).stdout)
    assert (result["id"], result["title"]) == ("-", "Harbour reopens")


def test_a_line_of_jsonl_has_the_keys_and_shapes_by_which_quality_is_measured() -> None:
    title, text = STORY.split("\n\n")
    (result,) = parsed(run("analyze", "--jsonl", given=lines({"id": "a1", "title": title, "text": text})))
    assert result["id"] == "a1"
    keys = {"id", "sentences", "ranking", "summary", "actors", "themes", "phrases"}
    assert keys <= result.keys()
    assert result.keys() - keys == {"version", "language"}
    for sentence in result["sentences"]:
        assert sentence.keys() == {"text", "start", "end", "doc"}
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        assert sentence["doc"] == 0
    assert sorted(result["ranking"]) == list(range(len(result["sentences"])))
    assert set(result["summary"]) <= {sentence["text"] for sentence in result["sentences"]}
    assert result["actors"]
    for actor in result["actors"]:
        assert {"name", "kind", "aliases", "roles", "mentions"} <= actor.keys()
        assert actor["kind"] in ("person", "organisation", "place")
        for doc, start, end in actor["mentions"]:
            assert (title if doc == -1 else text)[start:end].strip()
    for theme in result["themes"]:
        assert theme.keys() == {"label", "evidence"}
    assert all(isinstance(phrase, str) for phrase in result["phrases"])


def test_jsonl_reads_several_documents_on_one_story() -> None:
    docs = ["The harbour opened again on Monday.", "Ships came in on Monday, Mayor Ann Lee said. Trade grew."]
    (result,) = parsed(run("analyze", "--jsonl", given=lines({"id": 7, "docs": docs})))
    assert result["id"] == 7
    assert {sentence["doc"] for sentence in result["sentences"]} == {0, 1}
    for sentence in result["sentences"]:
        assert docs[sentence["doc"]][sentence["start"] : sentence["end"]] == sentence["text"]


def test_jsonl_answers_in_order_and_passes_over_empty_lines(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(lines({"id": 1, "text": "One."}, "", {"id": 2, "title": None, "text": ""}), encoding="utf-8")
    first, second = parsed(run("analyze", "--jsonl", str(file)))
    assert (first["id"], second["id"]) == (1, 2)
    assert second["sentences"] == second["ranking"] == second["summary"] == []


@pytest.mark.parametrize(
    ("options", "count"),
    [((), 3), (("--sentences", "1"), 1), (("--sentences", "99"), 3), (("--words", "1"), 1), (("--words", "500"), 3)],
)
def test_the_summarys_length_is_in_sentences_or_words(options: Sequence[str], count: int) -> None:
    text = STORY.split("\n\n")[1]
    (result,) = parsed(run("analyze", "--jsonl", *options, given=lines({"id": 1, "text": text})))
    assert len(result["summary"]) == count


@pytest.mark.parametrize(
    "row",
    [
        "no json",
        "[]",
        "{}",
        '"x"',
        '{"id": 1}',
        '{"text": "x"}',
        '{"id": 1, "docs": 3}',
        '{"id": 1, "docs": [3]}',
        '{"id": 1, "text": null}',
        '{"id": 1, "text": "x", "title": 3}',
        '{"id": NaN, "text": "x"}',
        '{"id": 1, "text": "half a sign \\ud800"}',
        '{"id": "\\ud800", "text": "x"}',
        "[" * 100_000,
        "null",
        "1",
    ],
    ids=lambda row: row[:40],
)
def test_a_line_that_is_not_as_it_should_be_is_named(row: str) -> None:
    result = run("analyze", "--jsonl", given=lines({"id": 1, "text": "One."}, row))
    assert result.exit_code == 65
    assert result.stderr == 'Line 2 is not {"id", "title", "text"} or {"id", "docs"} in JSON.\n'


@pytest.mark.parametrize("from_file", [True, False])
def test_lines_that_are_no_utf_8_are_one_line_and_code_65(tmp_path: Path, *, from_file: bool) -> None:
    data = b'{"id": 1, "text": "Caf\xe9."}\n'
    (tmp_path / "a.jsonl").write_bytes(data)
    result = (
        run("analyze", "--jsonl", str(tmp_path / "a.jsonl")) if from_file else run("analyze", "--jsonl", given=data)
    )
    assert result.exit_code == 65
    name = str(tmp_path / "a.jsonl") if from_file else "Standard input"
    assert result.stderr == f"{name} is not UTF-8 text: save it as plain text in UTF-8 and try again.\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is no text"),
        (b"%PDF-1.7\n1 0 obj\n", "The file is a PDF, not plain text: save its text as .txt"),
        (b"PK\x03\x04\x00", "a Word, OpenDocument or zip file"),
        (b"Title\n\n" + b"word " * 300_000, "too large: the limit is 1,000,000 bytes. Split it"),
        (b"T\n\nCaf\xe9", "not UTF-8"),
        (b"x" * 40, "The text is missing"),
    ],
)
def test_a_file_that_is_no_article_is_one_line_and_code_65(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    result = run("analyze", str(tmp_path / "a.txt"))
    assert result.exit_code == 65
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"{tmp_path}/a.txt: ")
    assert run("analyze", str(tmp_path / "nowhere.txt")).exit_code == 65
    assert run("analyze", "--jsonl", str(tmp_path / "nowhere.jsonl")).exit_code == 65


def test_a_model_that_is_not_there_is_one_line_and_code_70(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPACY_MODEL", "en_nothing_of_the_kind")
    result = run("analyze", str(SEED))
    assert result.exit_code == 70
    assert result.stderr.startswith("The language model 'en_nothing_of_the_kind' could not be loaded")
    assert result.stderr.count("\n") == 1


# ---------------------------------------------------------------- add, health, version, run


@pytest.mark.usefixtures("resources_given")
def test_add_says_for_each_file_what_became_of_it(tmp_path: Path) -> None:
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
        ("one.txt", "The text is missing: put the title on the first line and the text below"),
    ],
)
def test_add_says_what_a_file_lacks(tmp_path: Path, name: str, said: str) -> None:
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


def test_a_database_from_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
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


def test_a_file_that_is_no_database_is_one_line_and_code_74(tmp_path: Path) -> None:
    (tmp_path / "briefings.db").write_bytes(b"This is a letter, not a database. " * 100)
    result = run("add", str(SEED))
    assert result.exit_code == 74
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("name", "value"), [("LOG_LEVEL", "LOUD"), ("COMMAND_PREFIX", "abc")])
@pytest.mark.parametrize("command", [("run",), ("add", "x.txt"), ("ask", "!help"), ("health",), ("demo",)])
def test_an_unusable_setting_is_one_line_and_code_78(
    monkeypatch: pytest.MonkeyPatch, command: Sequence[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    result = run(*command)
    assert result.exit_code == 78
    assert name in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_database_is_code_78_and_its_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://somebody:secret@host/db")
    result = run("add", str(SEED))
    assert result.exit_code == 78
    assert "DATABASE_URL is not the address of a SQLite file" in result.stderr
    assert "secret" not in result.stderr


def test_health_is_about_the_last_minute(settings: Settings) -> None:
    beat = heartbeat_file(settings)
    assert beat is not None
    dead = run("health")
    assert (dead.exit_code, dead.stdout) == (1, "")
    assert dead.stderr == "No bot with this database was connected to Discord within the last minute.\n"
    beat.touch()
    assert run("health").exit_code == 0
    os.utime(beat, (START.timestamp() - 10**8, START.timestamp() - 10**8))
    assert run("health").exit_code == 1


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


def test_version_prints_it() -> None:
    for command in ("version", "--version"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (0, f"{__version__}\n")


def test_without_a_command_it_shows_what_there_is() -> None:
    shown = run().output
    for command in ("run", "demo", "ask", "add", "analyze", "health", "version"):
        assert command in shown


def test_a_wrong_choice_is_code_2() -> None:
    assert run("ask", "!help", "--as", "owner").exit_code == 2
    assert run("demo", "--channel", "nowhere").exit_code == 2
    assert run("demo", "--port", "99999").exit_code == 2
    assert run("analyze", "--sentences", "0").exit_code == 2
    assert run("dance").exit_code == 2


def test_as_a_process_ask_prints_the_reply_and_nothing_else(tmp_path: Path) -> None:
    def ask(text: str, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", "ask", text, *more],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    answer = ask("!announce", "--as", "editor")
    assert (answer.returncode, answer.stderr) == (0, "Library: data/demo.db\n")
    assert answer.stdout.startswith("New articles are posted in\n\n#briefings\n")
    assert (tmp_path / "data" / "demo.db").is_file()
    other = ask("!articles", "--database", "data/demo.db")
    assert (other.returncode, other.stderr) == (0, "Library: a copy of data/demo.db, which stays as it is\n")
    assert "1 article" in other.stdout
