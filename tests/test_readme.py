"""The README and the documents beside it tell the truth: command lines parse, commands and settings exist."""

from __future__ import annotations

import dataclasses
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from conftest import Town
from discord.ext import commands
from typer.testing import CliRunner

from bot.cli.app import app
from bot.exit_codes import ExitCode
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
ENV_EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `!([a-z]+)[^`]*` \|(.*)\|$", re.MULTILINE)
CHAT = re.compile(r"`!([^`]+)`")


def shell_lines() -> list[str]:
    return [line for block in BLOCK.findall(README) for line in block.splitlines() if line.strip()]


def command_lines() -> Iterator[list[str]]:
    """What stands after ``python -m bot`` in the shell blocks and in the table of command lines."""
    for line in shell_lines():
        words = shlex.split(line, comments=True)
        if words[1:3] == ["-m", "bot"]:
            yield words[3:]
    for row in re.findall(r"^\| `python -m bot ([^`]+)`", README + COMMAND_LINE, re.MULTILINE):
        yield [word for word in row.replace("FILE", "a.txt").replace("TEXT", "'!help'").split() if word != "..."]


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def test_every_shell_line_is_one_that_is_checked_here() -> None:
    known = ("make", "cp", "docker", "git", "cd", ".venv/bin/python", "python", "journalctl", "systemctl", "sqlite3")
    assert shell_lines()
    for line in shell_lines():
        assert shlex.split(line, comments=True)[0] in known, line


def test_every_make_target_that_is_shown_exists() -> None:
    shown = {shlex.split(line, comments=True)[1] for line in shell_lines() if line.startswith("make")}
    shown |= set(re.findall(r"`make ([a-z]+)`", README))
    assert shown
    assert shown <= targets()


@pytest.mark.parametrize("words", list(command_lines()), ids=" ".join)
def test_every_command_line_that_is_shown_parses(words: list[str]) -> None:
    found, name, rest = typer.main.get_command(app), "bot", words
    while isinstance(found, typer.core.TyperGroup):
        name, found, rest = found.resolve_command(found.make_context(name, rest, resilient_parsing=True), rest)
    assert found is not None
    context = found.make_context(name, rest)  # parses the options and arguments, and refuses what does not fit
    assert context.args == []


def test_every_command_line_is_shown() -> None:
    shown = {" ".join(words[:length]) for words in command_lines() for length in (1, 2)}
    assert set(names_of_commands(app)) - shown == set()


def names_of_commands(group: typer.Typer, before: str = "") -> Iterator[str]:
    """The names of the commands of a group, and of the groups in it."""
    for info in group.registered_commands:
        if info.callback:
            yield before + (info.name or info.callback.__name__)
    for inner in group.registered_groups:
        if inner.typer_instance:
            yield from names_of_commands(inner.typer_instance, f"{inner.name} ")


@pytest.mark.parametrize("page", [README, COMMANDS], ids=["README", "commands.md"])
async def test_the_tables_list_each_chat_command_once(town: Town, page: str) -> None:
    listed = [name for name, _ in ROW.findall(page)]
    assert sorted(listed) == sorted({command.name for command in town.bot.commands if not command.hidden})


async def test_every_chat_command_that_is_mentioned_exists(town: Town) -> None:
    mentioned = [typed for typed in CHAT.findall(README + COMMANDS) if typed != "name"]  # how any command is typed
    assert len(mentioned) > 20
    for typed in mentioned:
        words = re.split(r"[\s\[<]", typed)
        assert town.bot.get_command(words[0]) is not None, typed


def test_the_readme_can_be_read_in_one_sitting() -> None:
    assert len(README.splitlines()) <= 160


async def test_every_command_below_another_is_mentioned(town: Town) -> None:
    missing = [
        command.qualified_name
        for command in town.bot.walk_commands()
        if isinstance(command, commands.Command) and command.parent and f"`!{command.qualified_name}" not in COMMANDS
    ]
    assert missing == []


def test_every_setting_is_documented_and_in_the_example_with_its_default() -> None:
    in_example = dict(re.findall(r"^([A-Z_]+)=(.*)$", ENV_EXAMPLE, re.MULTILINE))
    documented = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", SETTINGS, re.MULTILINE))
    for field in dataclasses.fields(Settings):
        default = "" if field.default is None else str(field.default)
        assert in_example[field.name.upper()] == default
        assert documented[field.name.upper()].strip("` ") == (default or "–")
    names = {field.name.upper() for field in dataclasses.fields(Settings)}
    assert in_example.keys() == documented.keys() == names


def test_every_setting_of_the_example_is_explained() -> None:
    for paragraph in re.split(r"\n\n", ENV_EXAMPLE.strip())[1:]:
        *above, last = paragraph.splitlines()
        assert above, paragraph
        assert all(line.startswith("# ") for line in above)
        assert re.fullmatch(r"[A-Z_]+=.*", last)


def test_every_exit_code_is_documented() -> None:
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", COMMAND_LINE, re.MULTILINE)]
    assert told == sorted(ExitCode)


def test_the_keys_of_the_json_lines_are_documented() -> None:
    (row,) = re.findall(r"^```json\n(.*)\n```$", COMMAND_LINE, re.MULTILINE)
    result = CliRunner().invoke(app, ["analyze", "--jsonl"], input=row)
    into, out = COMMAND_LINE.split("| out |")
    assert json.loads(result.stdout).keys() == set(re.findall(r"^\| `(\w+)` \|", out, re.MULTILINE))
    assert json.loads(row).keys() <= set(re.findall(r"^\| `(\w+)` \|", into, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_and_file_that_is_linked_exists(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?://)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).is_file(), link


@pytest.mark.parametrize(("page", "at_least"), [("docs/architecture.md", 30), ("CONTRIBUTING.md", 15)])
def test_every_source_file_that_is_named_exists(page: str, at_least: int) -> None:
    named = re.findall(r"`((?:\w+/)+\w+\.(?:py|md|tsv))`", (ROOT / page).read_text(encoding="utf-8"))
    assert len(named) > at_least
    for name in named:
        assert (ROOT / "bot" / name).is_file() or (ROOT / name).is_file(), name


def test_the_readme_links_to_every_document() -> None:
    linked = set(re.findall(r"\]\((docs/[^)#]+\.md)", README))
    assert linked == {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}


def test_every_promise_has_its_test() -> None:
    named = re.findall(r"`(tests/[^`]+)`", (ROOT / "docs" / "guarantees.md").read_text(encoding="utf-8"))
    assert len(named) > 40
    for name in named:
        file, _, test = name.partition("::")
        assert not test or f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), name
