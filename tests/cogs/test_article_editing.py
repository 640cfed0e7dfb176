from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import simcord
from cogs.test_articles import choose, click
from conftest import FORMS, Clock, Town, answer_to, buttons, options, shown
from store.samples import add

from bot.errors import AnalysisFailed
from bot.intake.pasted.text_files import MAX_BYTES
from bot.models.articles import SHARED

TITLE = "Harbour reopens"
TEXT = "The harbour opened again on Monday. Mayor Ann Lee said ships came in."
ARTICLE = f"{TITLE}\n\n{TEXT}"
OTHER = "Bridge closes\n\nThe bridge closed on Tuesday. Cars went round."


async def fill(town: Town, form: simcord.InteractionResult, title: str, text: str, who: Any = None) -> Any:
    """Sends a form back with these words; the result of that."""
    assert form.modal is not None
    boxes = [row["components"][0]["custom_id"] for row in form.modal["components"]]
    return await (who or town.editor).submit_modal(form, dict(zip(boxes, (title, text), strict=True)))


async def prefilled(form: simcord.InteractionResult) -> list[str | None]:
    assert form.modal is not None
    return [row["components"][0].get("value") for row in form.modal["components"]]


async def stored(town: Town, number: int, *, removed: bool = False) -> Any:
    return await town.resources.store.article(town.guild.id, number, removed=removed)


# ---------------------------------------------------------------- add


@pytest.mark.parametrize("form", FORMS)
async def test_add_by_text_shows_what_was_understood(town: Town, form: str) -> None:
    answer = shown(await town.give(form, f"add {ARTICLE}", "add", town.editor, text=ARTICLE))
    assert answer.startswith("Added as #1 · for this server\nHarbour reopens\n• The harbour opened again on Monday.")
    assert "Ann Lee" in answer
    assert "#1 · 2 of 2 sentences" in answer
    article = await stored(town, 1)
    assert (article.title, article.text) == (TITLE, TEXT)
    assert article.scope == town.guild.id
    assert await town.resources.store.count_user_records(town.editor.id) > 0
    assert TITLE in await town.ask("!summary latest")


@pytest.mark.parametrize("name", ["harbour.txt", "HARBOUR.TXT", "harbour.md"])
async def test_add_by_a_file(town: Town, name: str) -> None:
    file = (name, f"Source: The Paper\nDate: 2026-11-20\n{ARTICLE}".encode())
    answer = await town.ask("!add", who=town.editor, attachments=[file])
    assert "Added as #1" in answer
    article = await stored(town, 1)
    assert (article.title, article.source) == (TITLE, "The Paper")
    assert "Added as #2" in shown(await town.slash("add", town.editor, file=("bridge.txt", OTHER.encode())))


async def test_add_takes_every_text_file_of_a_message(town: Town) -> None:
    files = [("a.txt", ARTICLE.encode()), ("b.txt", OTHER.encode()), ("picture.png", b"\x89PNG")]
    told = await town.ask("!add", who=town.editor, attachments=files)
    assert told.splitlines() == [
        "**a.txt**: added as #1 Harbour reopens",
        "**b.txt**: added as #2 Bridge closes",
        "**picture.png**: not read: I can only read .txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files",
    ]
    assert (await stored(town, 1)).title == TITLE
    assert (await stored(town, 2)).title == "Bridge closes"


async def test_add_as_a_reply_takes_the_other_message(town: Town) -> None:
    said = await town.reader.send(town.general, ARTICLE)
    assert "Added as #1" in await town.ask("!add", who=town.editor, reply_to=said)
    file = await town.reader.send(town.general, "look", attachments=[("bridge.txt", OTHER.encode())])
    assert "Added as #2" in await town.ask("!add", who=town.editor, reply_to=file)
    assert (await stored(town, 2)).title == "Bridge closes"


async def test_add_as_a_reply_with_words_takes_the_words(town: Town) -> None:
    said = await town.reader.send(town.general, OTHER)
    await town.ask(f"!add {ARTICLE}", who=town.editor, reply_to=said)
    assert (await stored(town, 1)).title == TITLE


async def test_the_slash_form_without_words_opens_a_form(town: Town) -> None:
    form = await town.editor.slash(town.general, "add")
    assert form.modal is not None
    assert form.modal["title"] == "Add an article"
    answer = answer_to(await fill(town, form, TITLE, TEXT))
    assert "Added as #1 · for this server" in shown(answer)
    assert not answer.ephemeral
    assert (await stored(town, 1)).text == TEXT


@pytest.mark.parametrize(("text", "said"), [("***", "There is no text to read"), ("hello", "That is too short")])
async def test_an_empty_form_is_answered_in_private(town: Town, text: str, said: str) -> None:
    form = await town.editor.slash(town.general, "add")
    answer = answer_to(await fill(town, form, TITLE, text))
    assert answer.ephemeral
    assert said in shown(answer)
    assert await stored(town, 1) is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", "Café\n\nOuvert".encode("latin-1"), "not UTF-8"),
        ("a.txt", b"", "There is no text to read"),
        ("a.md", b"\n\n \n", "There is no text to read"),
        ("a.txt", b"MZ\x00\x01\n\nbinary", "not plain text"),
        ("a.txt", b"Title\n\n" + b"x" * MAX_BYTES, "a.txt has 1,000,007 bytes; the limit is 1,000,000"),
        ("a.txt", b"Title\n\n" + b"x " * 100_001, "the limit is 200,000"),
        ("a.pdf", b"%PDF-1.4", "a.pdf: The PDF is damaged or too complex to be read"),
        ("a.docx", b"PK", "a.docx: The file is not a Word document, though its name says so"),
        ("a.odt", b"PK", "I can read .txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files"),
    ],
)
async def test_a_file_that_is_not_an_article_is_refused_in_one_sentence(
    town: Town, name: str, data: bytes, said: str
) -> None:
    answers = [
        await town.ask("!add", who=town.editor, attachments=[(name, data)]),
        shown(await town.slash("add", town.editor, file=(name, data))),
    ]
    assert said in answers[0]
    assert answers[1] == answers[0]
    assert await stored(town, 1) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("!add", "There is no text yet"),
        ("!add   ", "There is no text yet"),
        ("!add ...", "There is no text to read"),
        ("!add hello", "That is one short line"),
        ("!add ftp://news.example/story", "Only links that begin with"),
        ("!add http:/news.example/story", "Only links that begin with"),
        ("!add <file:///etc/passwd>", "Only links that begin with"),
        ("!add The harbour opened again on Monday", "That is one short line"),
        ("!add harbour\n\nopens", "That is too short"),
        (f"!add Date: soon\n{ARTICLE}", "The date 'soon' is not understood"),
        (f"!add Date: 2026-11-26\n{ARTICLE}", "The date 2026-11-26 is in the future (today is 2026-11-24)"),
    ],
)
async def test_words_that_match_no_article_get_an_answer(town: Town, typed: str, said: str) -> None:
    assert said in await town.ask(typed, who=town.editor)
    assert await stored(town, 1) is None


@pytest.mark.parametrize("text", ["She won.\nBy two votes.", "市長は船が来たと語った。", "The harbour opened again."])
async def test_a_short_article_is_one(town: Town, text: str) -> None:
    assert "Added as #1" in await town.ask(f"!add {TITLE}\n{text}", who=town.editor)


async def test_an_article_can_have_tomorrows_date_where_it_is_already_tomorrow(town: Town) -> None:
    assert "Added as #1" in await town.ask(f"!add Date: 2026-11-25\n{ARTICLE}", who=town.editor)
    assert "is in the future" in await town.ask(f"!edit 1 Date: 2027-11-25\n{ARTICLE}", who=town.editor)


async def test_the_message_replied_to_is_fetched_if_discord_did_not_include_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def alone(*args: Any, **options: Any) -> Any:
        return {k: v for k, v in payload(*args, **options).items() if k != "referenced_message"}

    payload = simcord.backend.serializers.message_payload
    monkeypatch.setattr(simcord.backend.serializers, "message_payload", alone)
    said = await town.reader.send(town.general, ARTICLE)
    town.env.inject_error("GET", "/channels/*/messages/*", status=404, code=10008)
    gone = await town.ask("!add", who=town.editor, reply_to=said)
    assert gone == "I cannot see the message you replied to: send its text or its link again, and reply to that."
    assert "Added as #1" in await town.ask("!add", who=town.editor, reply_to=said)


async def test_an_article_added_twice_is_reported_with_its_number(seeded: Town) -> None:
    await seeded.ask(f"!add {ARTICLE}", who=seeded.editor)
    again = await seeded.ask(f"!add {TITLE}\n\n  {TEXT}  ", who=seeded.editor)
    assert again == "That article is already in the library: #2 “Harbour reopens”."
    seed = (await stored(seeded, 1)).text
    title = (await stored(seeded, 1)).title
    answer = await seeded.ask("!add", who=seeded.editor, attachments=[("s.txt", f"{title}\n\n{seed}".encode())])
    assert "That article is already in the library: #1" in answer
    await seeded.ask("!remove 2", who=seeded.editor)
    assert "That article was removed as #2" in await seeded.ask(f"!add {ARTICLE}", who=seeded.editor)


async def test_an_article_that_the_worker_fails_on_is_not_stored(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(documents: object, **how: object) -> None:
        msg = "This text could not be read."
        raise AnalysisFailed(msg)

    monkeypatch.setattr(town.resources.analysis_pool, "analyze", fail)
    assert await town.ask(f"!add {ARTICLE}", who=town.editor) == "This text could not be read."
    assert await stored(town, 1) is None


async def test_an_article_that_the_owner_adds_in_a_direct_message_is_shared(town: Town) -> None:
    await town.owner.send_dm(f"!add {ARTICLE}")
    answer = town.owner.user.dm_channel.last_message
    assert answer is not None
    assert "Added as #1 · shared by all servers" in shown(answer)
    assert (await stored(town, 1)).scope == SHARED


# ---------------------------------------------------------------- edit


@pytest.mark.parametrize("form", FORMS)
async def test_edit_gives_an_article_a_new_text_under_its_number(town: Town, form: str) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    answer = shown(await town.give(form, f"edit 1 {OTHER}", "edit", town.editor, article="1", text=OTHER))
    assert answer.startswith("Changed #1 · for this server\nBridge closes\n")
    assert (await stored(town, 1)).title == "Bridge closes"
    assert "Bridge closes" in await town.ask("!summary 1")
    assert "No article contains" in await town.ask("!search harbour")
    assert "No article names or mentions “Ann Lee”" in await town.ask("!who Ann Lee")


async def test_edit_takes_a_file_or_a_reply(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    await town.ask("!edit #1", who=town.editor, attachments=[("b.txt", OTHER.encode())])
    assert (await stored(town, 1)).title == "Bridge closes"
    said = await town.reader.send(town.general, "Tower falls\n\nThe tower fell on Friday.")
    await town.ask("!edit 1", who=town.editor, reply_to=said)
    assert (await stored(town, 1)).title == "Tower falls"


async def test_the_form_of_an_edit_holds_the_article(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    form = await town.editor.slash(town.general, "edit", article="1")
    assert form.modal is not None
    assert form.modal["title"] == "Edit #1"
    assert await prefilled(form) == [TITLE, TEXT]
    assert "Changed #1" in shown(answer_to(await fill(town, form, TITLE, "The harbour closed.")))
    assert (await stored(town, 1)).text == "The harbour closed."


async def test_an_article_too_long_for_a_form_is_reported(town: Town) -> None:
    await add(town.resources.store, "Long", text="A sentence of it. " * 300, scope=town.guild.id)
    assert "longer than a form can hold" in shown(await town.slash("edit", town.editor, article="1"))


async def test_an_edit_without_source_and_date_keeps_them(town: Town) -> None:
    head = "Source: The Paper\nAuthor: Ann Lee\nDate: 2026-11-20\nURL: https://news.example/a\n"
    await town.ask(f"!add {head}{ARTICLE}", who=town.editor)
    before = await stored(town, 1)
    form = await town.editor.slash(town.general, "edit", article="1")
    await fill(town, form, "Harbour closes", TEXT)
    after = await stored(town, 1)
    assert after.title == "Harbour closes"
    assert (after.source, after.author, after.published_at, after.url) == (
        "The Paper",
        "Ann Lee",
        before.published_at,
        "https://news.example/a",
    )
    await town.ask(f"!edit 1 Source: The Other\n{OTHER}", who=town.editor)
    assert (await stored(town, 1)).source == "The Other"
    assert (await stored(town, 1)).author == "Ann Lee"


async def test_an_edit_into_another_articles_words_is_refused(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    await town.ask(f"!add {OTHER}", who=town.editor)
    assert "already in the library: #1" in await town.ask(f"!edit 2 {ARTICLE}", who=town.editor)
    assert (await stored(town, 2)).title == "Bridge closes"


async def test_an_edit_without_an_article_or_text_says_what_is_missing(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    assert "!edit needs the article’s number" in await town.ask("!edit", who=town.editor)
    assert "There is no text yet" in await town.ask("!edit 1", who=town.editor)
    assert "There is no article #7." in await town.ask(f"!edit 7 {OTHER}", who=town.editor)


# ---------------------------------------------------------------- remove, restore


async def test_story_join_without_articles_says_which_one_comes_first(town: Town) -> None:
    answer = await town.ask("!story join", who=town.editor)
    assert "!story join needs the number of the article to move" in answer


async def test_a_title_that_ends_in_a_mark_gets_no_full_stop_after_it(town: Town) -> None:
    await town.ask("!add Will the harbour reopen?\n\nThe harbour of Leeds has been shut since Monday.", who=town.editor)
    removed = await town.ask("!remove 1", who=town.editor)
    assert removed == "Removed **#1** Will the harbour reopen? `!restore 1` undoes this."
    assert await town.ask("!restore 1", who=town.editor) == "Restored **#1** Will the harbour reopen?"


@pytest.mark.parametrize("form", FORMS)
async def test_a_removed_article_is_in_no_answer_and_comes_back(town: Town, form: str) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    removed = shown(await town.give(form, "remove 1", "remove", town.editor, article="1"))
    assert removed == "Removed **#1** Harbour reopens. `!restore 1` undoes this."
    assert "The library is empty" in await town.ask("!articles")
    assert "No article contains" in await town.ask("!search harbour")
    assert "No article names" in await town.ask("!who Ann Lee")
    assert "Article #1 was removed" in await town.ask("!summary 1")
    assert "0 articles" in await town.ask("!about")
    assert await town.reader.autocomplete(town.general, "summary", "article", "harb") == []
    listed = shown(await town.give(form, "restore", "restore", town.editor))
    assert listed == (
        "Removed articles\n**#1** Harbour reopens\nadded <t:1795521600:D>\n"
        "!restore <number> restores an article, or undoes its last edit"
    )
    restored = shown(await town.give(form, "restore 1", "restore", town.editor, article="1"))
    assert restored == "Restored **#1** Harbour reopens."
    assert TITLE in await town.ask("!summary 1")
    assert "Ann Lee" in await town.ask("!who Ann Lee")


@pytest.mark.parametrize("form", FORMS)
async def test_restore_takes_edits_back_one_by_one(town: Town, form: str) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    await town.ask("!edit 1 Second\n\nThe second text.", who=town.editor)
    await town.ask("!edit 1 Third\n\nThe third text.", who=town.editor)
    for title in ("Second", TITLE):
        answer = shown(await town.give(form, "restore 1", "restore", town.editor, article="1"))
        assert answer == f"Undid the last edit of **#1** {title}."
        assert (await stored(town, 1)).title == title
    assert "Ann Lee" in await town.ask("!who Ann Lee")
    answer = shown(await town.give(form, "restore 1", "restore", town.editor, article="1"))
    assert answer == "Article #1 was neither removed nor edited: there is nothing to undo."


async def test_restore_suggests_removed_articles_to_editors_only(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    await town.ask(f"!add {OTHER}", who=town.editor)
    await town.ask("!remove 1", who=town.editor)
    choices = await town.editor.autocomplete(town.general, "restore", "article", "")
    assert [choice["name"] for choice in choices] == ["#1 Harbour reopens", "#2 Bridge closes"]
    assert [c["value"] for c in await town.editor.autocomplete(town.general, "restore", "article", "harb")] == ["1"]
    assert await town.reader.autocomplete(town.general, "restore", "article", "") == []


async def test_an_edit_of_a_removed_article_comes_back_as_it_was(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    await town.ask(f"!edit 1 {OTHER}", who=town.editor)
    await town.ask("!remove 1", who=town.editor)
    assert "Restored **#1** Bridge closes." in await town.ask("!restore 1", who=town.editor)
    assert "Undid the last edit of **#1** Harbour reopens." in await town.ask("!restore #1", who=town.editor)


async def test_an_empty_list_of_removed_articles_says_so(town: Town) -> None:
    assert await town.ask("!restore", who=town.editor) == (
        "No articles have been removed here, so there is nothing to restore. "
        "!restore with an article’s number undoes its last edit."
    )
    assert "!remove needs the article’s number" in await town.ask("!remove", who=town.editor)
    assert "The library is empty" in await town.ask("!remove 1", who=town.editor)


@pytest.mark.parametrize("form", FORMS)
async def test_every_change_names_the_command_that_undoes_it_and_that_command_works(town: Town, form: str) -> None:
    await town.ask(f"!add URL: https://news.example/a\n{ARTICLE}", who=town.editor)
    again = f"URL: https://news.example/a\n{TITLE}\n\n{TEXT} They were late."
    for typed, command, given in (
        (f"edit 1 {OTHER}", "edit", {"article": "1", "text": OTHER}),
        (f"add {again}", "add", {"text": again}),
    ):
        said = shown(await town.give(form, typed, command, town.editor, **given))
        assert said.startswith(("Changed #1", "Updated #1"))
        assert "Changed\ntext\n" in said or "Changed\ntitle · text\n" in said
        assert "To undo\n`!restore 1` brings the previous version back" in said
        await town.ask("!restore 1", who=town.editor)
        assert (await stored(town, 1)).text == TEXT
    assert "To undo" not in await town.ask("!add Tower falls\n\nThe tower fell on Friday.", who=town.editor)


async def test_a_removed_article_can_be_restored_from_the_list(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    await town.ask(f"!add {OTHER}", who=town.editor)
    await town.ask("!remove 1", who=town.editor)
    alone = await town.answer("!restore", who=town.editor)
    assert list(buttons(alone)) == ["Restore #1 Harbour reopens"]
    await town.ask("!remove 2", who=town.editor)
    listed = await town.answer("!restore", who=town.editor)
    assert list(options(listed)) == ["Restore #2 Bridge closes", "Restore #1 Harbour reopens"]
    refused = await choose(town, listed, "Restore #2 Bridge closes", who=town.reader)
    assert refused.ephemeral
    assert await stored(town, 2) is None
    restored = await choose(town, listed, "Restore #2 Bridge closes", who=town.editor)
    assert shown(restored) == "Restored **#2** Bridge closes."
    assert (await stored(town, 2)).title == "Bridge closes"
    assert shown(await click(town, alone, "Restore #1 Harbour reopens", who=town.editor)).startswith("Restored **#1**")


async def test_restoring_the_latest_brings_back_the_last_removed_article(town: Town, clock: Clock) -> None:
    for text in (ARTICLE, OTHER, "Tower falls\n\nThe tower fell on Friday."):
        await town.ask(f"!add {text}", who=town.editor)
    for typed in ("!remove latest", "!remove 1"):
        clock.move(1)
        assert "Removed" in await town.ask(typed, who=town.editor)
    assert await town.ask("!restore latest", who=town.editor) == "Restored **#1** Harbour reopens."
    clock.move(1)
    await town.ask("!edit latest Bridge opens\n\nThe bridge opened on Friday.", who=town.editor)
    assert "Undid the last edit of **#2** Bridge closes." in await town.ask("!restore latest", who=town.editor)
    assert await town.ask("!restore latest", who=town.editor) == "Restored **#3** Tower falls."
    assert "neither removed nor edited" in await town.ask("!restore latest", who=town.editor)


async def test_an_article_can_be_removed_by_words_of_its_title(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    assert "Removed **#1**" in await town.ask("!remove harbour", who=town.editor)


async def test_numbers_are_never_given_twice(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    await town.ask("!remove 1", who=town.editor)
    assert "Added as #2" in await town.ask(f"!add {OTHER}", who=town.editor)


async def test_articles_are_suggested_for_edits_and_removals(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    for command in ("edit", "remove"):
        choices = await town.editor.autocomplete(town.general, command, "article", "harb")
        assert [(c["name"], c["value"]) for c in choices] == [("#1 Harbour reopens", "1")]


@pytest.mark.parametrize("typed", ["2.", "#2:", "2)", "2?", "# 2,", "article 2", "no. 2"])
async def test_a_number_is_recognised_with_any_characters_around_it(town: Town, typed: str) -> None:
    for number in (1, 2, 3):
        await town.ask(f"!add Story number {number + 1} about a boat\nThe boat sank on day {number}.", who=town.editor)
    assert await town.ask(f"!summary {typed}") == await town.ask("!summary 2")
    assert "Removed #2" in (await town.ask(f"!remove {typed}", who=town.editor)).replace("*", "")


async def test_a_removed_article_is_named_as_removed_and_can_be_restored_by_its_title(town: Town) -> None:
    await town.ask("!add Harbour reopens\nThe harbour opened again on Monday.", who=town.editor)
    await town.ask("!add Harbour closes\nThe harbour closed again on Tuesday.", who=town.editor)
    await town.ask("!remove 1", who=town.editor)
    assert "Article #1 was removed; an editor can bring it back with !restore 1." in await town.ask("!summary 1")
    assert "Restored" in await town.ask("!restore harbour", who=town.editor)
    assert "Harbour reopens" in await town.ask("!summary 1")


async def test_an_edit_with_only_metadata_keeps_the_text(town: Town) -> None:
    await town.ask("!add Harbour reopens\n\nThe harbour opened again on Monday. Ships came in.", who=town.editor)
    told = await town.ask("!edit 1 Source: Reuters\nDate: 2026-11-22", who=town.editor)
    assert told.startswith("Changed #1")
    assert "Harbour reopens" in told
    assert "Changed\nsource: Reuters · date: 22 November 2026" in told
    told = await town.ask("!edit 1 Title: Harbour is open", who=town.editor)
    assert "Harbour is open" in told
    assert "Changed\ntitle\n" in told
    article = await town.resources.store.article(town.guild.id, 1)
    assert article is not None
    assert (article.source, article.text) == ("Reuters", "The harbour opened again on Monday. Ships came in.")


async def test_restore_latest_undoes_the_last_change(town: Town, clock: Clock) -> None:
    for number in (1, 2, 3):
        await town.ask(f"!add Story {number}\n\nThe harbour opened on day {number}. Ships came in.", who=town.editor)
    clock.at += timedelta(minutes=1)
    await town.ask("!remove 3", who=town.editor)
    clock.at += timedelta(minutes=1)
    await town.ask("!edit 1 Story one\nThe harbour closed again. Ships left.", who=town.editor)
    assert "Undid the last edit of **#1**" in await town.ask("!restore latest", who=town.editor)
    assert "Restored **#3**" in await town.ask("!restore latest", who=town.editor)
    assert "neither removed nor edited" in await town.ask("!restore latest", who=town.editor)


async def test_an_article_with_an_existing_title_says_so(town: Town) -> None:
    for number, text in ((1, "The harbour opened on Monday. Ships came in."), (2, "The harbour opened. Six came in.")):
        told = await town.ask(f"!add Harbour reopens\n\n{text}", who=town.editor)
        assert ("Same title\n#1 has it too" in told) == (number == 2)
