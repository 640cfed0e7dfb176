"""Sentences that are written below ``ui`` leave it to their reader how a command begins."""

from __future__ import annotations

import ast
import re

import pytest
from conftest import FORMS, Town, shown
from draw_architecture import BOT
from source_sentences import sentences

from bot.cogs.descriptions import COMMANDS
from bot.errors import DuplicateArticle

BELOW_UI = [
    BOT / "errors.py",
    *(file for room in ("intake", "store", "services") for file in (BOT / room).rglob("*.py")),
]
NAMES = "|".join(sorted(map(re.escape, COMMANDS), key=len, reverse=True))
TWO_WORDS = "|".join(re.escape(name) for name in COMMANDS if " " in name)
UNMARKED = re.compile(
    rf"(?<!\w)(?<!-m bot )"
    rf"(?:(?:{TWO_WORDS})(?!\w)|(?:{NAMES}) \{{\}} |(?:with|type) (?:{NAMES})\b|(?:{NAMES}) command\b)"
    rf"|\bcommand (?:{NAMES})\b|(?<![\w/>*.-])[/!](?:{NAMES})\b"
)
"""A command that is not marked: of the single words, which may be ordinary ones, those that stand like a command."""


@pytest.mark.parametrize(
    "sentence",
    [
        "It was removed: restore {} brings it back.",
        "Follow it with feed add, or leave it.",
        "An editor can add it with the add command.",
        "Reply to the message with the command add.",
        "That is the limit; /announce off stops posting.",
    ],
)
def test_an_unmarked_command_is_recognised(sentence: str) -> None:
    assert UNMARKED.search(sentence)


def test_no_sentence_below_ui_names_a_command_without_marking_it() -> None:
    found = [
        f"{file.relative_to(BOT)}: {sentence}"
        for file in BELOW_UI
        for sentence in sentences(ast.parse(file.read_text(encoding="utf-8")), unless_in="command")
        if UNMARKED.search(sentence)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("typed", "command", "arguments", "said"),
    [
        ("summary 1", "summary", {"article": "1"}, "an editor can bring it back with {}restore 1."),
        ("read https://news.example/x", "read", {"article": "https://news.example/x"}, "with {}add and the link."),
        ("who 1", "who", {"name": "1"}, "{}actors 1 shows who is in that article."),
        ("search last week", "search", {"words": "last week"}, "{}articles last week lists those of that period."),
        ("announce quiet 7-7", "announce quiet", {"words": "7-7"}, "{}announce off stops posting."),
    ],
)
@pytest.mark.parametrize("form", FORMS)
async def test_a_command_in_an_error_is_written_as_the_reader_types_it(
    town: Town, form: str, typed: str, command: str, arguments: dict[str, str], said: str
) -> None:
    await town.ask("!announce on", who=town.editor)
    for text in ("Harbour\n\nThe harbour reopened.", "Bridge\n\nThe bridge closed."):
        await town.ask(f"!add {text}", who=town.editor)
    await town.ask("!remove 1", who=town.editor)
    await town.ask("!settings prefix ?", who=town.editor)
    if form == "prefix":
        answer = await town.answer(f"?{typed}", who=town.editor)
    else:
        answer = await town.give(form, typed, command, town.editor, **arguments)
    assert said.format("/" if form == "slash" else "?") in shown(answer)


def test_without_a_reader_a_command_is_a_slash_command() -> None:
    error = DuplicateArticle.of_text(8, "Harbour", removed=True)
    assert str(error) == "That article was removed as #8: /restore 8 brings it back."
    assert error.written("?") == "That article was removed as #8: ?restore 8 brings it back."
