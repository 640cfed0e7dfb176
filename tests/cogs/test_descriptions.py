"""The words about commands: every command has some, and Discord takes them."""

from __future__ import annotations

from conftest import Town

from bot.cogs.descriptions import COMMANDS

DISCORD_TAKES = 100
"""Characters of a description."""


async def test_exactly_the_existing_commands_have_descriptions(town: Town) -> None:
    assert set(COMMANDS) == {command.qualified_name for command in town.bot.walk_commands()}


def test_discord_accepts_every_description() -> None:
    for name, text in COMMANDS.items():
        for description in (text.summary, *text.arguments.values()):
            assert 0 < len(description) <= DISCORD_TAKES, f"{name}: {description}"


def test_usage_and_examples_begin_with_the_command() -> None:
    for name, text in COMMANDS.items():
        for typed in (text.usage, *text.examples):
            assert typed.split()[: len(name.split())] == name.split()
