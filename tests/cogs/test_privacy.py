"""What is kept about a person, told to them and removed for them."""

from __future__ import annotations

from conftest import Town, answer_to, shown

BRIDGE = "!add A bridge opens\n\nThe bridge of Nara opened on Monday. Mayor Ann Lee cut the ribbon."


async def entries(town: Town, user_id: int) -> int:
    return await town.resources.store.count_user_records(user_id)


async def test_forget_me_removes_the_askers_id_from_every_record(seeded: Town):
    editor = seeded.editor.id
    await seeded.ask(BRIDGE, who=seeded.editor)
    await seeded.ask("!announce on", who=seeded.editor)
    await seeded.ask("!alias Iron Lady = Takaichi", who=seeded.editor)
    await seeded.ask("!remove 2", who=seeded.owner)
    assert await entries(seeded, editor) == 5
    assert "from 5 records" in await seeded.ask("!forget me", who=seeded.editor)
    assert await entries(seeded, editor) == 0
    assert await entries(seeded, seeded.owner.id) == 2
    assert "not stored anywhere" in await seeded.ask("!forget me", who=seeded.editor)
    assert "Iron Lady" in await seeded.ask("!alias", who=seeded.editor)


async def test_forget_alone_shows_the_count_and_changes_nothing(seeded: Town):
    await seeded.ask(BRIDGE, who=seeded.editor)
    assert "in 2 records" in await seeded.ask("!forget", who=seeded.editor)
    assert "!forget me deletes it" in await seeded.ask("!forget", who=seeded.editor)
    assert "Try one of: me, show." in await seeded.ask("!forget everything", who=seeded.editor)
    assert "in 2 records" in await seeded.ask("!forget", who=seeded.editor)
    assert await entries(seeded, seeded.editor.id) == 2
    assert "not stored anywhere" in await seeded.ask("!forget")


async def test_the_slash_form_answers_in_private(seeded: Town):
    await seeded.ask(BRIDGE, who=seeded.editor)
    told = answer_to(await seeded.editor.slash(seeded.general, "forget show"))
    assert told.flags.ephemeral
    assert "/forget me deletes it" in shown(told)
    done = answer_to(await seeded.editor.slash(seeded.general, "forget me"))
    assert done.flags.ephemeral
    assert "from 2 records" in shown(done)


async def test_forget_me_works_in_a_direct_message_too(seeded: Town):
    await seeded.ask(BRIDGE, who=seeded.editor)
    await seeded.editor.send_dm("!forget me")
    assert await entries(seeded, seeded.editor.id) == 0


async def test_about_says_what_is_stored(seeded: Town):
    about = await seeded.ask("!about")
    assert "Discord ids" in about
    assert "`!forget me`" in about
