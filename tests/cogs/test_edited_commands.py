"""Messages that are edited right after they were typed."""

from __future__ import annotations

import pytest
from conftest import Town, shown

from bot.cogs.edited_commands import EditedCommandsCog

ADD = "add Harbour reopens\n\nThe harbour opened again on Monday. Ships came in."


def answers(town: Town) -> list[str]:
    """What the bot said in #general."""
    return [shown(message) for message in town.general.history() if message.author.bot]


@pytest.mark.parametrize("wrong", ["!sumary", "summary", "!summary 99", "! sumary", "1summary", "!", "what is new?"])
async def test_a_corrected_message_is_answered(seeded: Town, wrong: str) -> None:
    asked = await seeded.reader.send(seeded.general, wrong)
    before = len(answers(seeded))
    await seeded.reader.edit(asked, "!summary")
    assert len(answers(seeded)) == before + 1
    assert "Takaichi" in answers(seeded)[-1]
    reference = seeded.general.history()[-1].reference
    assert reference is not None
    assert reference.message_id == asked.id


async def test_a_message_that_was_answered_is_not_answered_again(seeded: Town) -> None:
    asked = await seeded.reader.send(seeded.general, "!summary")
    await seeded.reader.edit(asked, "!summary 1 short")
    await seeded.reader.edit(asked, "!who Takaichi")
    assert len(answers(seeded)) == 1
    wrong = await seeded.reader.send(seeded.general, "!sumary")
    await seeded.reader.edit(wrong, "!summary")
    await seeded.reader.edit(wrong, "!who Takaichi")
    assert len(answers(seeded)) == 3


async def test_an_edit_that_changes_no_word_is_not_answered(seeded: Town) -> None:
    asked = await seeded.reader.send(seeded.general, "!who Nobody https://news.example/a")
    for times, text in enumerate(("!who No-one https://news.example/a", "!who Somebody"), start=2):
        await seeded.reader.edit(asked, text)
        await seeded.reader.edit(asked, text)  # as when Discord adds the preview of a link
        assert len(answers(seeded)) == times


async def test_a_command_that_succeeded_is_not_run_again_after_an_edit(town: Town) -> None:
    asked = await town.editor.send(town.general, f"!ad {ADD.removeprefix('add ')}")
    await town.editor.edit(asked, f"!{ADD}")
    await town.editor.edit(asked, f"!{ADD} More ships came in.")
    assert await town.services.library.count(town.guild.id) == 1


async def test_a_message_edited_much_later_is_ignored(seeded: Town) -> None:
    asked = await seeded.reader.send(seeded.general, "!sumary")
    await seeded.env.advance_time(121)
    await seeded.reader.edit(asked, "!summary")
    assert len(answers(seeded)) == 1


async def test_it_works_by_mention_and_for_a_message_from_before_the_start_not_at_all(seeded: Town) -> None:
    assert seeded.bot.user is not None
    asked = await seeded.reader.send(seeded.general, f"{seeded.bot.user.mention} sumary")
    await seeded.reader.edit(asked, f"{seeded.bot.user.mention} summary")
    assert "Takaichi" in answers(seeded)[-1]
    asked = await seeded.reader.send(seeded.general, "!sumary")
    await seeded.bot.remove_cog("Edited commands")
    await seeded.bot.add_cog(EditedCommandsCog(seeded.bot, seeded.services))
    before = len(answers(seeded))
    await seeded.reader.edit(asked, "!summary")
    assert len(answers(seeded)) == before
