"""What people paste, forward and attach, and what is meant by it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
import simcord
from conftest import FORMS, Clock, Town, answer_to, buttons, shown
from intake.files.file_samples import line, lines, make_mail, make_pdf, make_zip
from store.samples import read

from bot.errors import EditConflict, InputError
from bot.intake.pasted import documents
from bot.intake.pasted.documents import parse_document
from bot.intake.pasted.text_files import MAX_BYTES
from bot.intake.web.fetch import FetchedPage
from bot.models.articles import Draft
from bot.services.newsroom import SavedArticle
from bot.services.pending_choices import LIFETIME, PendingChoices

TITLE = "Harbour reopens"
TEXT = "The harbour opened again on Monday. Mayor Ann Lee said ships came in."
ARTICLE = f"{TITLE}\n\n{TEXT}"
LINK = "https://news.example/harbour"
OTHER_LINK = "https://news.example/bridge"
LONG = "The harbour opened again on Monday after three weeks. " * 6
PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{words} The council met on Monday evening to talk about it for more than three hours in the old town hall.</p>
<p>{words} Several residents spoke against the plan, and two of the members left the room before the vote was taken.</p>
<p>{words} A decision is expected in the spring, when the new budget of the town is to be passed by the council.</p>
</article></body></html>"""


class Pages:
    """The web, as far as these tests go."""

    def __init__(self) -> None:
        self.pages = {
            LINK: PAGE.format(title="Harbour on the web", words="The harbour opened again."),
            OTHER_LINK: PAGE.format(title="Bridge on the web", words="The bridge closed again."),
        }

    async def fetch(self, url: str, **_: Any) -> FetchedPage:
        if url not in self.pages:
            msg = "No server answers at that link: paste the article's title and text instead, or attach a .txt file."
            raise InputError(msg)
        return FetchedPage(url, self.pages[url].encode(), "utf-8")


@pytest.fixture
async def web(town: Town) -> Pages:
    """The web, in a server whose editors want links stored at once: ``test_previews`` is about the others."""
    pages = Pages()
    town.services.linked_articles.fetcher = pages  # type: ignore[assignment]
    await town.services.guild_settings.set_confirm_links(town.guild.id, confirm=False)
    return pages


async def stored(town: Town, number: int) -> Any:
    return await town.resources.store.article(town.guild.id, number)


async def count(town: Town) -> int:
    return await town.resources.store.count_articles(town.guild.id)


# ---------------------------------------------------------------- a link, a text, or which?


@pytest.mark.parametrize(
    "text",
    [
        LINK,
        f"<{LINK}>",
        f"{LINK}.",
        f"({LINK})",
        f"[{TITLE}]({LINK})",
        f"[x](<{LINK}>)",
        f"URL: {LINK}",
        f"{LINK}\n\n{LINK}",
    ],
)
@pytest.mark.usefixtures("web")
async def test_a_link_without_other_text_is_fetched(town: Town, text: str) -> None:
    assert "Added as #1" in await town.ask(f"!add {text}", who=town.editor)
    assert (await stored(town, 1)).title == "Harbour on the web"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"{TITLE}\n{LINK}\n\n{LONG}", LINK),
        (f"{TITLE}\n\n{LONG}\n\n{LINK}", LINK),
        (f"{TITLE}\n\nURL: {LINK}\n\nIt opened again.", LINK),
        (f"{TITLE}\n\n{LONG} See {LINK} and {OTHER_LINK}.", None),
    ],
)
async def test_a_text_with_a_link_in_it_is_a_text(town: Town, text: str, url: str | None) -> None:
    assert "Added as #1" in await town.ask(f"!add {text}", who=town.editor)
    article = await stored(town, 1)
    assert (article.title, article.url) == (TITLE, url)


UNCLEAR = [f"{TITLE}\n{LINK}", f"look at this: {LINK}", f"{LINK} wow", f"{TITLE}\n\nIt opened again. {LINK}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", UNCLEAR)
@pytest.mark.usefixtures("web")
async def test_a_few_words_with_a_link_ask_what_is_meant_and_add_nothing(town: Town, form: str, text: str) -> None:
    question = await town.give(form, f"add {text}", "add", town.editor, text=text)
    assert "Nothing has been added yet. Do you mean the page behind this link, or your text as it stands?" in shown(
        question
    )
    assert "1. " not in shown(question)
    assert list(buttons(question)) == ["Fetch the link", "Keep the text"]
    assert await count(town) == 0
    refused = answer_to(await town.reader.click(question, label="Fetch the link"))
    assert "Only the person who was asked can choose here" in shown(refused)
    assert await count(town) == 0
    assert "Added as #1" in shown(answer_to(await town.editor.click(question, label="Fetch the link")))
    assert (await stored(town, 1)).title == "Harbour on the web"
    again = answer_to(await town.editor.click(question, label="Fetch the link"))
    assert "That has been decided already, or is too old" in shown(again)


@pytest.mark.usefixtures("web")
async def test_the_text_can_be_kept_or_the_link_fetched_and_a_page_without_an_article_says_so(town: Town) -> None:
    question = await town.answer(f"!add {TITLE}\n\nIt opened again. {LINK}", town.editor)
    assert "Added as #1" in shown(answer_to(await town.editor.click(question, label="Keep the text")))
    assert (await stored(town, 1)).text == f"It opened again. {LINK}"
    question = await town.answer(f"!add Bridge closes\n{OTHER_LINK}", town.editor)
    kept = answer_to(await town.editor.click(question, label="Keep the text"))
    assert "There is only a link and no text" in shown(kept)
    assert "Added as #2" in shown(answer_to(await town.editor.click(question, label="Fetch the link")))


async def test_a_link_that_cannot_be_fetched_can_still_be_kept_as_text(town: Town, web: Pages) -> None:
    web.pages.clear()
    question = await town.answer(f"!add {TITLE}\n\nIt opened again. {LINK}", town.editor)
    assert "No server answers" in shown(answer_to(await town.editor.click(question, label="Fetch the link")))
    assert "Added as #1" in shown(answer_to(await town.editor.click(question, label="Keep the text")))


@pytest.mark.usefixtures("web")
async def test_each_of_several_links_can_be_fetched(town: Town) -> None:
    question = await town.answer(f"!add look: {LINK} {OTHER_LINK}", town.editor)
    assert await count(town) == 0
    first, second, _ = buttons(question)
    assert (first, second) == ("Fetch 1: news.example", "Fetch 2: news.example")
    for label, number in ((first, 1), (second, 2)):
        assert f"Added as #{number}" in shown(answer_to(await town.editor.click(question, label=label)))
    assert "already in the library: #1" in shown(answer_to(await town.editor.click(question, label=first)))
    assert await count(town) == 2


@pytest.mark.usefixtures("web")
async def test_a_question_that_was_open_for_too_long_says_so(town: Town, clock: Clock) -> None:
    question = await town.answer(f"!add look at this: {LINK}", town.editor)
    assert "Open until\n<t:" in shown(question)
    clock.move(LIFETIME.total_seconds())
    await town.editor.click(question, label="Keep the text")
    over = town.general.last_message
    assert over is not None
    assert (over.id, shown(over)[:34]) == (question.id, "The time to decide about this is o")
    assert await count(town) == 0


@pytest.mark.usefixtures("web")
async def test_the_question_of_an_earlier_start_says_that_it_is_too_old(town: Town) -> None:
    question = await town.answer(f"!add look: {LINK}", town.editor)
    cog: Any = town.bot.get_cog("Article editing")
    cog.saver.pending = PendingChoices(town.resources.clock)
    answer = answer_to(await town.editor.click(question, label="Fetch the link"))
    assert answer.ephemeral
    assert "is too old: use the command again." in shown(answer)


@pytest.mark.usefixtures("web")
async def test_a_former_editor_can_choose_nothing(town: Town) -> None:
    desk = town.guild.create_role("Desk")
    await town.services.guild_settings.set_editor_role(town.guild.id, desk.id)
    member = town.guild.add_member(town.env.create_user("desk"), roles=[desk])
    question = await town.answer(f"!add look: {LINK}", member)
    town.env.backend.remove_member_role(town.guild.id, member.id, desk.id)
    assert "Only this server’s editors" in shown(answer_to(await member.click(question, label="Fetch the link")))
    assert await count(town) == 0


@pytest.mark.usefixtures("web")
async def test_an_edit_and_a_form_ask_as_well_and_a_reply_means_the_link(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    question = await town.answer(f"!edit 1 New title\n{LINK}", town.editor)
    assert (await stored(town, 1)).title == TITLE
    assert "Changed #1" in shown(answer_to(await town.editor.click(question, label="Fetch the link")))
    assert (await stored(town, 1)).title == "Harbour on the web"
    said = await town.reader.send(town.general, f"look at {OTHER_LINK}")
    assert "Added as #2" in await town.ask("!add", town.editor, reply_to=said)
    form = await town.editor.slash(town.general, "add")
    assert form.modal is not None
    boxes = [row["components"][0]["custom_id"] for row in form.modal["components"]]
    question = answer_to(
        await town.editor.submit_modal(form, dict(zip(boxes, ("Tower", f"see {LINK}/2"), strict=True)))
    )
    assert "Nothing has been added yet" in shown(question)
    assert "Added as #3" in shown(answer_to(await town.editor.click(question, label="Keep the text")))
    assert (await stored(town, 3)).title == "Tower"


async def test_a_link_that_discord_takes_behind_no_button_is_refused(town: Town) -> None:
    for url in ("http://intranet/a", "http://localhost/a", "https://user@news.example/a", "http://10.0.0.1/a"):
        answer = await town.ask(f"!add URL: {url}\n{ARTICLE}", who=town.editor)
        assert "The link must be the full web address of a public page" in answer
    assert await count(town) == 0


async def test_a_link_of_an_older_library_that_discord_would_refuse_is_left_out(town: Town) -> None:
    draft = Draft(TITLE, TEXT, "http://intranet/a")
    await town.resources.store.add_article(town.guild.id, draft, read(TEXT), now=town.resources.clock())
    answer = await town.answer("!summary 1")
    assert "Source" not in buttons(answer)
    assert answer.embeds[0].url is None


async def test_a_file_is_parsed_in_the_worker_process(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def here(*_: object) -> None:
        pytest.fail("a file was parsed on the event loop")

    monkeypatch.setattr(documents, "normalise_whitespace", here)
    file = ("a.txt", f"{TITLE}\n\n{TEXT}{' ' * 900_000}".encode())
    assert "Added as #1" in await town.ask("!add", who=town.editor, attachments=[file])


# ---------------------------------------------------------------- one article for one link


async def test_a_link_added_again_is_reported_and_a_changed_page_is_an_edit(town: Town, web: Pages) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    assert "Added as #1" in await town.ask(f"!add {LINK}", who=town.editor)
    assert await town.deliver() == 1
    web.pages[f"{LINK}?utm_source=x"] = web.pages[LINK]
    assert "already in the library: #1" in await town.ask(f"!add {LINK}?utm_source=x", who=town.editor)
    web.pages[LINK] = PAGE.format(title="Harbour closed again", words="The harbour closed after an hour.")
    assert "Updated #1" in await town.ask(f"!add {LINK}", who=town.editor)
    assert await count(town) == 1
    assert await town.deliver() == 0
    assert await town.follow_up() == 1
    assert "Harbour closed again" in shown(town.briefings.last_message)
    assert "Undid the last edit of **#1** Harbour on the web" in await town.ask("!restore 1", who=town.editor)


async def test_a_pasted_text_with_the_link_of_an_article_is_an_edit_too(town: Town) -> None:
    await town.ask(f"!add URL: {LINK}\nSource: The Paper\n{ARTICLE}", who=town.editor)
    file = ("a.txt", f"URL: {LINK}/#top\n{TITLE}\n\nIt closed again.".encode())
    assert "Updated #1" in await town.ask("!add", who=town.editor, attachments=[file])
    article = await stored(town, 1)
    assert (article.text, article.source, article.version) == ("It closed again.", "The Paper", 2)


async def test_another_story_under_a_known_link_says_what_it_replaced_and_how_to_undo_it(town: Town) -> None:
    await town.ask(f"!add URL: {LINK}\n{ARTICLE}", who=town.editor)
    told = await town.ask(f"!add Bridge closes\n\nThe bridge closed on Tuesday.\n\nURL: {LINK}", who=town.editor)
    assert f"The link already belonged to “{TITLE}”: the new text replaced its text." in told
    assert "`!restore 1` brings the previous version back" in told
    await town.ask("!restore 1", who=town.editor)
    assert (await stored(town, 1)).title == TITLE


async def test_a_shared_article_is_updated_by_no_servers_editor(town: Town) -> None:
    await town.owner.send_dm(f"!add URL: {LINK}\n{ARTICLE}")
    answer = await town.ask(f"!add URL: {LINK}\n{TITLE}\n\nIt closed again.", who=town.editor)
    assert answer == "\\#1 is shared by all servers: only the bot’s owner can change it."
    assert (await stored(town, 1)).text == TEXT
    assert await count(town) == 1


async def test_the_link_of_a_removed_article_offers_to_restore_it(town: Town) -> None:
    await town.ask(f"!add URL: {LINK}\n{ARTICLE}", who=town.editor)
    await town.ask("!remove 1", who=town.editor)
    for text in (f"{TITLE}\n\nIt closed again.", ARTICLE):
        offer = await town.answer(f"!add URL: {LINK}\n{text}", town.editor)
        assert "removed as #1" in shown(offer)
    assert await count(town) == 0
    assert "Restored **#1**" in shown(answer_to(await town.editor.click(offer, label="Restore #1")))
    assert await count(town) == 1
    await town.ask(f"!edit 1 {TITLE}\n\nIt closed again.", who=town.editor)
    assert "#1 has already been restored" in shown(answer_to(await town.editor.click(offer, label="Restore #1")))
    assert (await stored(town, 1)).text == "It closed again."


async def test_an_edit_fetches_the_articles_own_link_again_and_takes_its_links_for_text(town: Town, web: Pages) -> None:
    await town.ask(f"!add {LINK}", who=town.editor)
    web.pages[LINK] = PAGE.format(title="Harbour closed again", words="The harbour closed after an hour.")
    assert "Changed #1" in await town.ask(f"!edit 1 {LINK}", who=town.editor)
    assert (await stored(town, 1)).title == "Harbour closed again"
    assert "Changed #1" in await town.ask(f"!edit 1 {TITLE}\n\nIt opened, says {LINK} today.", who=town.editor)
    assert (await stored(town, 1)).title == TITLE


async def test_one_link_added_several_times_at_once_is_one_article(town: Town) -> None:
    drafts = [parse_document(f"URL: {LINK}\n{TITLE}\n\nText {n} of it.") for n in range(3)]
    saved = await asyncio.gather(
        *(town.newsroom.add_or_update(town.guild.id, draft) for draft in drafts), return_exceptions=True
    )
    assert await count(town) == 1
    assert [one for one in saved if not isinstance(one, SavedArticle | EditConflict)] == []


# ---------------------------------------------------------------- forwarded, embedded, made a file by Discord


def carry(monkeypatch: pytest.MonkeyPatch, message_id: int, extra: dict[str, Any]) -> None:
    """What Discord sends of a message beside what the simulation knows."""
    payload = simcord.backend.serializers.message_payload

    def carried(*args: Any, **options: Any) -> Any:
        made = payload(*args, **options)
        for found in (made, made.get("referenced_message") or {}):
            if found.get("id") == str(message_id):
                found.update(extra)
        return made

    monkeypatch.setattr(simcord.backend.serializers, "message_payload", carried)


def snapshot(**message: Any) -> dict[str, Any]:
    base = {"type": 0, "content": "", "embeds": [], "attachments": [], "mentions": [], "mention_roles": [], "flags": 0}
    base |= {"timestamp": "2026-11-24T12:00:00+00:00", "edited_timestamp": None, "components": []}
    return {"message_snapshots": [{"message": base | message}]}


@pytest.mark.usefixtures("web")
async def test_a_forwarded_message_is_treated_like_the_message_itself(town: Town) -> None:
    for number, (content, title) in enumerate([(ARTICLE, TITLE), (LINK, "Harbour on the web")], start=1):
        forwarded = await town.reader.forward(await town.reader.send(town.briefings, content), town.general)
        assert f"Added as #{number}" in await town.ask("!add", who=town.editor, reply_to=forwarded)
        assert (await stored(town, number)).title == title
    file = ("bridge.txt", b"Bridge closes\n\nThe bridge closed on Tuesday.")
    said = await town.reader.send(town.briefings, "", attachments=[file])
    forwarded = await town.reader.forward(said, town.general)
    assert "Added as #3" in await town.ask("!add", who=town.editor, reply_to=forwarded)


@pytest.mark.parametrize("content", ["", "<@&123> 📰", "New in The Paper:"])
@pytest.mark.usefixtures("web")
async def test_an_embed_with_a_link_is_that_link(town: Town, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    said = await town.reader.send(town.general, "x")
    embed = {"type": "rich", "title": TITLE, "url": LINK, "description": "Ships came in."}
    carry(monkeypatch, said.id, {"content": content, "embeds": [embed]})
    assert "Added as #1" in await town.ask("!add", who=town.editor, reply_to=said)
    assert (await stored(town, 1)).url == LINK


async def test_an_embed_without_a_link_is_its_words(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    said = await town.reader.send(town.general, "x")
    embed = {
        "type": "rich",
        "title": TITLE,
        "description": TEXT,
        "author": {"name": "Ann Howe"},
        "footer": {"text": "The Paper"},
        "timestamp": "2026-11-20T10:00:00+00:00",
        "fields": [{"name": "Ships", "value": "Three came in.", "inline": False}],
    }
    carry(monkeypatch, said.id, {"content": "", **snapshot(embeds=[embed])})
    assert "Added as #1" in await town.ask("!add", who=town.editor, reply_to=said)
    article = await stored(town, 1)
    assert (article.title, article.text) == (TITLE, f"{TEXT}\n\nShips\nThree came in.")
    assert (article.source, article.author) == ("The Paper", "Ann Howe")
    assert article.published_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize("words", ["!add", "/add", "/add text:", "@TestBot add", "<@{bot}> add", "!edit 7", "! ADD\n"])
async def test_the_command_is_removed_from_a_message_that_became_a_file(town: Town, words: str) -> None:
    assert town.bot.user is not None
    data = f"{words.format(bot=town.bot.user.id)} {ARTICLE}".encode()
    said = await town.reader.send(town.general, "", attachments=[("message.txt", data)])
    assert "Added as #1" in await town.ask("!add", who=town.editor, reply_to=said)
    article = await stored(town, 1)
    assert (article.title, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize("opener", ["!", "/", "mention "])
async def test_a_command_that_discord_turned_into_a_file_runs_for_editors_only(town: Town, opener: str) -> None:
    assert town.bot.user is not None
    opener = opener.replace("mention", town.bot.user.mention)
    file = ("message.txt", f"{opener}add {TITLE}\n\n{LONG}".encode())
    assert await town.say(town.reader, "", attachments=[file]) is None
    assert "Added as #1" in await town.ask("", who=town.editor, attachments=[file])
    assert (await stored(town, 1)).title == TITLE
    file = ("message.txt", f"{opener}edit 1 Harbour shut\n\n{LONG}".encode())
    assert "Changed #1" in await town.ask("", who=town.editor, attachments=[file])
    assert (await stored(town, 1)).title == "Harbour shut"


@pytest.mark.parametrize("text", [ARTICLE, f"!search {ARTICLE}", "!add"])
async def test_a_file_that_does_not_begin_with_a_command_is_ignored(town: Town, text: str) -> None:
    said = await town.say(town.editor, "", attachments=[("message.txt", text.encode())])
    assert said is None or "There is no text" in shown(said)
    assert await town.say(town.editor, "", attachments=[("notes.txt", f"!add {ARTICLE}".encode())]) is None
    assert await count(town) == 0


async def test_the_command_is_removed_from_a_message_that_is_replied_to(town: Town) -> None:
    said = await town.reader.send(town.general, f"!add {ARTICLE}")
    assert "Added as #1" in await town.ask("!add", who=town.editor, reply_to=said)
    assert (await stored(town, 1)).title == TITLE


# ---------------------------------------------------------------- files

UNREAD = "**photo.jpg**: not read: I can only read .txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files"


async def test_each_of_several_files_is_tried_and_reported_by_name(town: Town) -> None:
    files = [
        ("bad.txt", b"\xff"),
        ("good.txt", ARTICLE.encode()),
        ("large.txt", b"x" * (MAX_BYTES + 1)),
        ("same.md", ARTICLE.encode()),
        ("photo.jpg", b"x"),
        ("bridge.txt", b"Bridge closes\n\nThe bridge closed on Tuesday."),
    ]
    assert (await town.ask("!add", who=town.editor, attachments=files)).splitlines() == [
        "**bad.txt**: not added. The file is not UTF-8 text: save it as plain text in UTF-8 and try again.",
        "**good.txt**: added as #1 Harbour reopens",
        "**large.txt**: not added. It has 1,000,001 bytes; the limit is 1,000,000. Split it into several articles.",
        "**same.md**: not added. That article is already in the library: #1 “Harbour reopens”.",
        "**bridge.txt**: added as #2 Bridge closes",
        UNREAD,
    ]


async def test_a_refused_file_and_files_that_cannot_be_read_are_named(town: Town) -> None:
    assert (await town.ask("!add", who=town.editor, attachments=[("a.txt", b"")])).startswith("a.txt: There is no text")
    answer = await town.ask("!add", who=town.editor, attachments=[("a.mp3", b"x"), ("b.png", b"x")])
    assert answer.startswith("I can read .txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files, not a.mp3, b.png:")


async def test_text_beside_a_refused_file_is_reported_too(town: Town) -> None:
    refused = "**bad.txt**: not added. The file is not UTF-8 text: save it as plain text in UTF-8 and try again."
    picture, bad = ("photo.jpg", b"x"), ("bad.txt", b"\xff")
    said = await town.ask("!add", who=town.editor, attachments=[picture, bad])
    assert said.splitlines() == [refused, UNREAD]
    said = await town.ask(f"!add {ARTICLE}", who=town.editor, attachments=[bad])
    assert said.splitlines() == [refused, "**your text**: not added, because a file came with it: send it separately"]


async def test_text_beside_a_picture_is_added_and_text_beside_a_file_is_reported(town: Town) -> None:
    told = await town.ask(f"!add {ARTICLE}", who=town.editor, attachments=[("photo.jpg", b"x")])
    assert told == UNREAD
    told = await town.ask(f"!add {TITLE}", who=town.editor, attachments=[("photo.jpg", b"x")])
    assert told.splitlines() == [
        "**your text**: not added. That is one short line, too little for an article: put the article’s text below it.",
        UNREAD,
    ]
    assert (await stored(town, 1)).title == TITLE
    file = ("b.txt", b"Bridge closes\n\nThe bridge closed on Tuesday.")
    assert "**your text**: not added" in await town.ask("!add look", who=town.editor, attachments=[file])
    assert (await stored(town, 2)).title == "Bridge closes"


async def test_files_of_several_kinds_are_added_with_a_line_for_each(town: Town) -> None:
    page = line(TITLE, 50, 750, 18) + lines("The harbour opened again on Monday.", "", "Ships came in.")
    mail = make_mail("The bridge closed on Tuesday.", Subject="Bridge closes", Date="Mon, 23 Nov 2026 08:15:00 +0000")
    zipped = make_zip(("news/a.txt", b"Ferry sails\n\nThe ferry sails on Wednesday."), ("news/b.docx", b"x"))
    files = [("a.pdf", make_pdf(page)), ("b.eml", bytes(mail)), ("c.zip", zipped), ("d.pdf", b"x")]
    told = (await town.ask("!add", who=town.editor, attachments=files)).splitlines()
    assert told == [
        f"**a.pdf**: added as #1 {TITLE}",
        "**b.eml**: added as #2 Bridge closes",
        "**a.txt**: added as #3 Ferry sails",
        "**b.docx**: not added. The file is not a Word document, though its name says so: save it again, or save its "
        "text as .txt.",
        "**d.pdf**: not added. The file is not a PDF file, though its name says so: save it again, or save its text as "
        ".txt.",
    ]
    bridge = await stored(town, 2)
    assert (bridge.source, bridge.text) == ("Valmere Courier", "The bridge closed on Tuesday.")


@pytest.mark.parametrize("zipped", [0, 3, 7])
async def test_many_texts_in_a_message_are_answered_by_a_list_alone(town: Town, zipped: int) -> None:
    texts = [
        (f"story{n}.txt", f"Story {n} of today\n\nThe harbour opened gate {n} on Monday.".encode()) for n in range(7)
    ]
    files = [("some.zip", make_zip(*texts[:zipped]))][:zipped] + texts[zipped:]
    told = await town.ask("!add", who=town.editor, attachments=files)
    assert told.splitlines() == [f"**story{n}.txt**: added as #{n + 1} Story {n} of today" for n in range(7)]
    assert len([message for message in town.general.history() if message.author.bot]) == 1


async def test_an_edit_takes_one_text(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    one, two = ("a.txt", f"{TITLE}\n\nNew text.".encode()), ("b.txt", b"B\n\nAnother text.")
    told = await town.ask("!edit 1", who=town.editor, attachments=[("a.zip", make_zip(one, two))])
    assert "An edit takes only one text" in told
    told = await town.ask("!edit 1", who=town.editor, attachments=[("a.zip", make_zip(one))])
    assert "Changed #1" in told


async def test_an_edit_takes_one_file(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    files = [("a.txt", b"A\n\nOne text."), ("b.txt", b"B\n\nAnother text.")]
    assert "An edit takes only one file" in await town.ask("!edit 1", who=town.editor, attachments=files)
    assert (await stored(town, 1)).title == TITLE


async def test_text_that_discord_encodes_is_added_as_it_is_shown(town: Town) -> None:
    codes = f"<@{town.owner.id}> wrote in <#{town.general.id}> <a:party:123> at <t:1795521600:R>. All is well."
    original = await town.reader.send(town.general, f"{TITLE}\n\n{codes}")
    await town.ask("!add", who=town.editor, reply_to=original)
    text = (await stored(town, 1)).text
    assert text == f"@{town.owner.user.name} wrote in #general :party: at 2026-11-24 12:00 UTC. All is well."


async def test_a_mail_that_was_forwarded_is_added_under_its_subject(town: Town) -> None:
    head = f"From: Ann Lee\nSent: Monday, 2 November 2026\nTo: Bob\nSubject: FW: {TITLE}"
    assert "Added as #1" in await town.ask(f"!add {head}\n\n{TEXT}", who=town.editor)
    article = await stored(town, 1)
    assert (article.title, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize("opener", ["！add ", "! add ", "!add: ", "!ADD:", "！add："])
async def test_a_command_is_found_in_every_keyboard_layout_and_prefix_form(town: Town, opener: str) -> None:
    assert "Added as #1" in await town.ask(f"{opener}{ARTICLE}", who=town.editor)
    article = await stored(town, 1)
    assert (article.title, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize("named", ["1 ", "#1: ", "1\n\n", f"{TITLE}: ", "harbour\n", f"“{TITLE}”\n"])
async def test_an_edit_without_a_title_keeps_the_title(town: Town, named: str) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    new = "The harbour was shut again on Tuesday. Nobody knows for how long."
    assert "Changed #1" in await town.ask(f"!edit {named}{new}", who=town.editor)
    article = await stored(town, 1)
    assert (article.title, article.text) == (TITLE, new)


async def test_one_sentence_or_a_file_without_a_title_is_a_new_text_too(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    new = "The harbour was shut again on Tuesday."
    await town.ask(f"!edit 1 {new}", who=town.editor)
    assert ((await stored(town, 1)).title, (await stored(town, 1)).text) == (TITLE, new)
    await town.ask("!edit 1", who=town.editor, attachments=[("new.txt", f"{new}\n\n{TEXT}".encode())])
    assert ((await stored(town, 1)).title, (await stored(town, 1)).text) == (TITLE, f"{new}\n\n{TEXT}")
    said = await town.ask("!edit 1 Harbour shut", who=town.editor)
    assert said == (
        "That is too short for a new text: give all of it. To change only the title, write “Title: Harbour shut”."
    )


async def test_an_edit_of_an_unknown_article_quotes_all_that_was_typed(town: Town) -> None:
    await town.ask(f"!add {ARTICLE}", who=town.editor)
    assert "“The tower fell”" in await town.ask("!edit The tower fell", who=town.editor)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({"sticker_items": [{"id": "1", "name": "wave", "format_type": 1}]}, "a sticker and no text"),
        (
            {
                "poll": {
                    "question": {"text": "Trams?"},
                    "answers": [],
                    "allow_multiselect": False,
                    "expiry": "2026-11-25T12:00:00+00:00",
                    "layout_type": 1,
                }
            },
            "a poll and no text",
        ),
        ({}, "contains no text"),
    ],
)
async def test_a_message_without_a_text_is_refused_with_its_contents_named(
    town: Town, monkeypatch: pytest.MonkeyPatch, held: dict[str, Any], told: str
) -> None:
    said = await town.reader.send(town.general, "x")
    carry(monkeypatch, said.id, {"content": "", **held})
    answer = await town.ask("!add", who=town.editor, reply_to=said)
    assert told in answer
    assert answer.endswith("choose one with an article’s text, a link to it, or a file.")
    assert await count(town) == 0


async def test_a_voice_message_is_named_as_a_file_that_cannot_be_read(town: Town) -> None:
    said = await town.reader.send(town.general, "", attachments=[("voice-message.ogg", b"x")])
    assert "not voice-message.ogg" in await town.ask("!add", who=town.editor, reply_to=said)


async def test_a_slash_command_with_a_file_and_a_text_adds_the_file_and_mentions_the_text(town: Town) -> None:
    file = ("a.txt", ARTICLE.encode())
    told = await town.slash("add", town.editor, file=file, text="Bridge closes\nThe bridge closed on Tuesday.")
    assert shown(told) == "**your text**: not added, because a file came with it: send it separately"
    assert (await stored(town, 1)).title == TITLE
    assert await count(town) == 1
