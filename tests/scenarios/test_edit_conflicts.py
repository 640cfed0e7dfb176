"""Two editors at one article: nobody's text is lost, and nobody writes over what they have not seen."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest
import simcord
from conftest import Town, answer_to, buttons, of, settle_town, shown
from store.samples import read

from bot.errors import AnalysisFailed
from bot.models.articles import Draft
from bot.services.access import Asker
from bot.ui.button_ids import decode
from bot.ui.reply import Button, Reply, view_of

TITLE, TEXT = "Harbour reopens", "The harbour opened again on Monday. Ships came in."
ARTICLE = f"{TITLE}\n\n{TEXT}"
MINE, THEIRS = "My own text of the harbour.", "Their corrected text of the harbour."


async def failing(*_: object, **__: object) -> None:
    msg = "The text could not be read: try again."
    raise AnalysisFailed(msg)


async def open_form(town: Town) -> simcord.InteractionResult:
    form = await town.editor.slash(town.general, "edit", article="1")
    assert form.modal is not None
    return form


async def send_form(form: simcord.InteractionResult, text: str, who: Any) -> list[Any]:
    """All the messages that a sent form brings."""
    assert form.modal is not None
    boxes = [row["components"][0]["custom_id"] for row in form.modal["components"]]
    result = await who.submit_modal(form, dict(zip(boxes, (TITLE, text), strict=True)))
    return [message for message in (result.response, *result.followups) if message is not None and message.embeds]


async def stored(town: Town, *, removed: bool = False) -> Any:
    return await town.resources.store.article(town.guild.id, 1, removed=removed)


@pytest.fixture
async def conflict(town: Town) -> Any:
    """The question that a form brings after somebody else changed its article."""
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    form = await open_form(town)
    await town.ask(f"!edit 1 {TITLE}\n{THEIRS}", who=town.owner)
    now, yours = await send_form(form, MINE, town.editor)
    assert shown(now).startswith("#1 as it is now\nHarbour reopens\n" + THEIRS)
    assert shown(yours).startswith("Your text for #1: not saved yet\nHarbour reopens\n" + MINE)
    assert list(buttons(yours)) == ["Save mine", "Keep theirs"]
    assert (await stored(town)).text == THEIRS
    return yours


async def test_a_form_overwrites_another_correction_only_if_its_sender_confirms_it(town: Town, conflict: Any) -> None:
    assert "Changed #1" in shown(answer_to(await town.editor.click(conflict, label="Save mine")))
    assert (await stored(town)).text == MINE
    assert "Undid the last edit" in await town.ask("!restore 1", who=town.editor)
    assert (await stored(town)).text == THEIRS


async def test_the_other_text_can_be_kept(town: Town, conflict: Any) -> None:
    kept = answer_to(await town.editor.click(conflict, label="Keep theirs"))
    assert shown(kept) == "Your text was not saved: the article stays as it is."
    again = answer_to(await town.editor.click(conflict, label="Save mine"))
    assert "That has been decided already" in shown(again)
    assert (await stored(town)).text == THEIRS


async def test_a_third_change_before_the_choice_asks_once_more(town: Town, conflict: Any) -> None:
    await town.ask(f"!edit 1 {TITLE}\nA third text of the harbour.", who=town.owner)
    result = await town.editor.click(conflict, label="Save mine")
    assert "Your text for #1: not saved yet" in shown(answer_to(result))
    assert (await stored(town)).text == "A third text of the harbour."
    assert "Changed #1" in shown(answer_to(await town.editor.click(answer_to(result), label="Save mine")))
    assert (await stored(town)).text == MINE


async def test_a_second_click_is_ignored_while_the_first_is_processed(town: Town, conflict: Any) -> None:
    # The simulation makes one click after the other.
    decisions = town.bot.get_cog("Article editing").decisions  # type: ignore[union-attr]  # it is there
    editor = Asker(user_id=town.editor.id, scope=town.guild.id, manages_server=True)
    save, keep = (decode(of(buttons(conflict)[label], "custom_id"))[0] for label in ("Save mine", "Keep theirs"))
    first, *others = await asyncio.gather(
        *(decisions.decide(editor, action) for action in (save, save, keep)), return_exceptions=True
    )
    assert first.replies[0].embed.author.name == "Changed #1 · for this server"
    assert [str(other)[:29] for other in others] == ["That has been decided already"] * 2


async def test_a_choice_that_fails_can_be_made_again(
    town: Town, conflict: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(town.resources.analysis_pool, "analyze", failing)
        assert "try again" in shown(answer_to(await town.editor.click(conflict, label="Save mine")))
    assert "Changed #1" in shown(answer_to(await town.editor.click(conflict, label="Save mine")))


async def test_only_the_asker_can_decide(town: Town, conflict: Any) -> None:
    answer = answer_to(await town.owner.click(conflict, label="Save mine"))
    assert answer.ephemeral
    assert "Only the person who was asked" in shown(answer)
    assert (await stored(town)).text == THEIRS


@pytest.mark.parametrize(
    ("label", "text"), [("Restore with my text", MINE), ("Restore as it was", TEXT), ("Leave it removed", None)]
)
async def test_an_article_removed_meanwhile_is_named_as_removed(town: Town, label: str, text: str | None) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    form = await open_form(town)
    await town.ask("!remove 1", who=town.owner)
    was, yours = await send_form(form, MINE, town.editor)
    assert shown(was).startswith("#1 as it was when it was removed")
    assert "Somebody else has removed #1 in the meantime" in shown(yours)
    assert await stored(town) is None
    await town.editor.click(yours, label=label)
    article = await stored(town)
    assert (article.text if article else None) == text


async def test_a_typed_edit_counts_from_when_it_was_typed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    pool = town.resources.analysis_pool
    analyze = pool.analyze

    async def slow(documents: Any, **more: Any) -> Any:
        if documents[0].text == MINE:  # somebody else is done while this one is analysed
            article = await stored(town)
            other = Draft(TITLE, THEIRS)
            await town.resources.store.replace_article(article.id, other, read(THEIRS), now=town.resources.clock())
        return await analyze(documents, **more)

    monkeypatch.setattr(pool, "analyze", slow)
    answer = await town.answer(f"!edit 1 {TITLE}\n{MINE}", town.editor)
    assert "Your text for #1: not saved yet" in shown(answer)
    assert (await stored(town)).text == THEIRS


async def test_a_form_is_valid_only_in_the_server_where_it_was_opened(town: Town) -> None:
    other = settle_town(town.env, town.bot, town.resources, "Other")
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    for form in (await open_form(town), await town.editor.slash(town.general, "add")):
        carried: Any = form._interaction
        carried.guild_id, carried.channel_id, carried.user_id = other.guild.id, other.general.id, other.editor.id
        [answer] = await send_form(form, MINE, other.editor)
        assert answer.ephemeral
        assert shown(answer) == "This form was opened in another server: open it again here, with /add or /edit."
    assert (await stored(town)).text == TEXT
    assert await town.resources.store.count_articles(other.guild.id) == 0


async def test_a_choice_carried_over_to_another_server_changes_nothing(town: Town, conflict: Any) -> None:
    other = settle_town(town.env, town.bot, town.resources, "Other")
    channel = town.bot.get_channel(other.general.id)
    assert isinstance(channel, discord.TextChannel)
    for label in ("Save mine", "Keep theirs"):
        action, _ = decode(buttons(conflict)[label]["custom_id"])
        view = view_of(Reply(discord.Embed(title="x"), (Button(label, action),)), other.editor.id)
        assert view is not None
        message = await channel.send("x", view=view)
        assert "or is too old" in shown(answer_to(await other.editor.click(message, label=label)))
    assert (await stored(town)).text == THEIRS
    assert "Changed #1" in shown(answer_to(await town.editor.click(conflict, label="Save mine")))
