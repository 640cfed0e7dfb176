"""The entry point: the version, the list of commands, and choices that do not exist."""

from __future__ import annotations

from cli.commands import run

from bot import __version__


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
