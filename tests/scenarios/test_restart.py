"""The bot is stopped and started again: what was said, set and posted before goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest
from conftest import SEEDS, Town, answer_to, options, sentence_count, shown
from store.samples import add

from bot.intake.seeds import read_file
from bot.models.articles import SHARED
from bot.runtime.app import build_bot, load_seeds
from bot.store import open_store

SEED = "000_a960c30da92131fb.txt"
LONG_TEXT = " ".join(
    f"The {n} text says so much that it takes {'many words ' * 20}to say it." for n in ("first", "second", "third")
)


@asynccontextmanager
async def restarted(town: Town, folder: Path) -> AsyncIterator[Town]:
    """The same server and people with a new bot, which opens the same database anew."""
    await town.resources.store.close()
    store = await open_store(f"sqlite:///{folder}/briefings.db")
    resources = replace(town.resources, store=store)
    bot = build_bot(resources)
    bot.owner_id = town.owner.id
    await town.env.restart_bot(bot)
    try:
        yield replace(town, bot=bot, resources=resources)
    finally:
        await store.close()


def now(town: Town, message: Any) -> Any:
    """A message of #general as it is at this moment."""
    (found,) = [m for m in town.general.history() if m.id == message.id]
    return found


async def test_the_buttons_of_every_answer_work_after_a_restart(seeded: Town, tmp_path: Path) -> None:
    for number in range(2, 14):
        await add(seeded.resources.store, f"Story {number}", text=f"Story {number} of trade.")
    asked = {
        "!summary 1": ("Longer", " of 24 sentences"),
        "!actors 1": ("Themes", "trade relations"),
        "!themes 1": ("Full text", "page 1 of 1"),
        "!read 1": ("Actors", "Sanae Takaichi"),
        "!who Takaichi": ("Summary of #1", " of 24 sentences"),
        "!actors": ("Donald Trump", "“former President”"),
        "!themes": ("Trade", "Articles about “Trade”"),
        "!articles": ("Next ›", "page 2 of 2"),
        "!search trade": ("Next ›", "page 2 of 2"),
    }
    answers = {text: await seeded.answer(text) for text in asked}
    async with restarted(seeded, tmp_path) as town:
        for text, (label, said) in asked.items():
            if label in options(answers[text]):
                await town.reader.select(answers[text], [options(answers[text])[label]])
            else:
                await town.reader.click(answers[text], label=label)
            assert said in shown(now(town, answers[text])), text


async def test_menus_and_back_buttons_work_after_a_restart(seeded: Town, tmp_path: Path) -> None:
    await add(seeded.resources.store, "Story 2")
    listed = await seeded.answer("!articles")
    said = [shown(listed)]
    async with restarted(seeded, tmp_path) as town:
        await town.reader.select(listed, [list(options(listed).values())[1]])
        await town.reader.click(now(town, listed), label="Actors")
        said.append(shown(now(town, listed)))
        await town.reader.select(now(town, listed), [options(now(town, listed))["Donald Trump"]])
        assert shown(now(town, listed)).startswith("Donald Trump")
    async with restarted(seeded, tmp_path) as town:
        while said:
            await town.reader.click(now(town, listed), label="Back to the list")
            assert shown(now(town, listed)) == said.pop()


async def test_somebody_else_still_gets_an_answer_of_their_own(seeded: Town, tmp_path: Path) -> None:
    answer = await seeded.answer("!summary")
    async with restarted(seeded, tmp_path) as town:
        private = answer_to(await town.editor.click(answer, label="Longer"))
        assert private.ephemeral
        assert sentence_count(shown(private)) > sentence_count(shown(answer))
        assert shown(now(town, answer)) == shown(answer)


async def test_a_posts_buttons_work_after_a_restart(town: Town, tmp_path: Path) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.newsroom.add(SHARED, read_file(SEEDS / SEED))
    await town.deliver()
    post = town.briefings.last_message
    async with restarted(town, tmp_path) as again:
        for label, said in (("Summary", " of 24"), ("Actors", "Sanae Takaichi"), ("Full text", "page 1 of 1")):
            private = answer_to(await again.reader.click(post, label=label))
            assert private.ephemeral
            assert said in shown(private)


@pytest.mark.parametrize("deleted", [True, False])
async def test_an_editor_role_deleted_while_the_bot_was_off_is_no_longer_shown(
    town: Town, tmp_path: Path, *, deleted: bool
) -> None:
    role_id = 1_111_111_111_111_111_111 if deleted else town.guild.create_role("Desk").id
    await town.services.guild_settings.set_editor_role(town.guild.id, role_id)
    async with restarted(town, tmp_path) as again:
        for said in (
            await again.ask("!settings", who=again.editor),
            await again.ask("!settings editor-role", who=again.editor),
            await again.ask("!add x", who=again.reader),
        ):
            assert (str(role_id) in said) is not deleted
            assert "with Manage Server" in said


async def test_settings_numbers_and_subscriptions_stay(town: Town, tmp_path: Path) -> None:
    role = town.guild.create_role("Desk")
    await town.ask(f"!settings editor-role {role.mention}", who=town.editor)
    await town.ask("!settings length short", who=town.editor)
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.ask("!settings prefix ?", who=town.editor)
    await town.ask(f"?add One\n\n{LONG_TEXT}", who=town.editor)
    await town.ask("?add Two\n\nThe second text.", who=town.editor)
    await town.ask("?remove 2", who=town.editor)
    member = town.guild.add_member(town.env.create_user("desk"), roles=[role])
    async with restarted(town, tmp_path) as again:
        assert "1 of 3 sentences" in await again.ask("?summary 1")
        assert "Removed articles\n**#2** Two" in await again.ask("?restore", who=member)
        assert town.briefings.mention in await again.ask("?announce", who=member)
        assert "Added as #3" in await again.ask("?add Three\n\nThe third text.", who=member)
        assert "Restored **#2** Two." in await again.ask("?restore 2", who=member)


async def test_articles_added_before_a_stop_are_posted_once_after_it(town: Town, tmp_path: Path) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.ask("!add One\n\nThe first text.", who=town.editor)
    await town.deliver()
    await town.ask("!add Two\n\nThe second text.", who=town.editor)
    async with restarted(town, tmp_path) as again:
        assert await again.deliver() == 1
        assert await again.deliver() == 0
        assert [m.embeds[0].title for m in town.briefings.history()] == ["One", "Two"]


async def test_a_seed_that_is_new_at_a_later_start_is_posted_once_and_old_ones_never_again(
    town: Town, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / SEED).write_bytes((SEEDS / SEED).read_bytes())
    town = replace(town, resources=replace(town.resources, settings=replace(town.resources.settings, seeds_dir=seeds)))
    await load_seeds(town.resources)
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    (seeds / "001.txt").write_text("Harbour reopens\n\nThe harbour opened again.", encoding="utf-8")
    for _ in range(3):
        async with restarted(town, tmp_path) as again:
            await load_seeds(again.resources)
            await again.deliver()
            assert [m.embeds[0].title for m in town.briefings.history()] == ["Harbour reopens"]


async def test_a_button_with_an_impossible_subject_is_answered_too(seeded: Town, tmp_path: Path) -> None:
    channel = seeded.bot.get_channel(seeded.general.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View()
    odd = {
        "A": "sum:zzzzzzzzzzzzz:999999:",
        "B": "act:1:0:99999999999999999999999",
        "C": "who:1:0:-1",
        "D": "lst:1:999999:",
    }
    for label, custom_id in odd.items():
        view.add_item(discord.ui.Button(label=label, custom_id=f"bb:{custom_id}"))
    message = await channel.send("old", view=view)
    async with restarted(seeded, tmp_path) as town:
        said = {label: shown(answer_to(await town.reader.click(message, label=label))) for label in odd}
    assert said["A"] == said["B"] == "That article is no longer in the library."
    assert said["C"] == "No article in the library names this actor any longer."
    assert "page 1 of 1" in said["D"]
