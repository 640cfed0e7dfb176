"""What the log says, and what it must never say."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure_logging

TOKEN = "MTIzNDU2.made-up.token_for-tests"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root, bot = logging.getLogger(), logging.getLogger("bot")
    handlers, level, bot_level = root.handlers[:], root.level, bot.level
    configuration = structlog.get_config()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    bot.setLevel(bot_level)
    structlog.configure(**configuration)
    structlog.contextvars.clear_contextvars()


def fail(secret: str) -> None:
    message = f"cannot connect with {secret}"
    raise RuntimeError(message)


@pytest.mark.parametrize("style", ["json", "console"])
def test_the_token_is_redacted_in_lines_and_tracebacks(style: str, capsys: pytest.CaptureFixture[str]):
    configure_logging("DEBUG", style, secret=TOKEN)
    structlog.get_logger("bot.somewhere").info("starting", token=TOKEN, header=f"Bot {TOKEN}")
    try:
        fail(TOKEN)
    except RuntimeError:
        structlog.get_logger("bot.somewhere").exception("failed")
        logging.getLogger("aiohttp").exception("of a library: %s", TOKEN)
    said = capsys.readouterr().err
    assert TOKEN not in said
    assert said.count("[token]") == 5
    assert "fail(TOKEN)" in said


def test_outside_a_terminal_each_line_is_a_json_object(capsys: pytest.CaptureFixture[str]):
    assert not sys.stderr.isatty()
    configure_logging()
    structlog.contextvars.bind_contextvars(request="abc")
    structlog.get_logger("bot.somewhere").warning("odd", words="“quoted”\nsecond line")
    logging.getLogger("discord.gateway").warning("of a library")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["request"], line["level"]) for line in lines] == [
        ("odd", "abc", "warning"),
        ("of a library", "abc", "warning"),
    ]
    assert lines[0]["words"] == "“quoted”\nsecond line"


@pytest.mark.parametrize("library", ["discord.http", "discord.gateway", "aiosqlite", "asyncio"])
def test_debug_messages_of_libraries_are_never_logged_because_they_contain_texts(
    library: str, capsys: pytest.CaptureFixture[str]
):
    configure_logging("DEBUG")
    logging.getLogger(library).debug("POST with {'content': 'a full text'}")
    structlog.get_logger("bot.somewhere").debug("ours")
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["ours"]


def test_the_level_is_kept(capsys: pytest.CaptureFixture[str]):
    configure_logging("ERROR")
    structlog.get_logger("bot.somewhere").warning("quiet")
    logging.getLogger("discord").warning("quiet")
    structlog.get_logger("bot.somewhere").error("loud")
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["loud"]
