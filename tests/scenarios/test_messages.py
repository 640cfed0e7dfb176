"""What a message says, or who is in it: by the menu of the message, or by a reply to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import simcord
import structlog
from conftest import Town, answer_to, buttons, sentence_count, shown
from intake.files.file_samples import make_zip
from scenarios.test_pasting import LINK, OTHER_LINK, PAGE, Pages, count

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "Ferry strike ends in Valmere\n\n"
    "Crews of the Valmere ferries went back to work on Monday. Mayor Ann Lee said the island had waited for nine days. "
    "“We will not forget this,” said Ann Lee, the mayor of Valmere."
)
SUMMARIZE, WHO = "Summarize", "Who is in this"
NOT_STORED = "Not in the library: read for this answer only, stored nowhere"


@pytest.fixture
def web(town: Town) -> Pages:
    pages = Pages()
    town.services.linked_articles.fetcher = pages  # type: ignore[assignment]
    return pages


async def from_menu(town: Town, name: str, message: Any, who: simcord.MemberActor | None = None) -> Any:
    """The answer that somebody gets from an entry of a message's menu; nobody else sees it."""
    answer = answer_to(await (who or town.reader).context_menu(town.general, name, message))
    assert answer.ephemeral
    return answer


async def asked(town: Town, form: str, name: str, message: Any) -> str:
    """The words of the answer by the menu, or by a reply with the typed command."""
    if form == "menu":
        return shown(await from_menu(town, name, message))
    return await town.ask("!summary" if name == SUMMARIZE else "!who", reply_to=message)


FORMS = pytest.mark.parametrize("form", ["menu", "reply"])


@FORMS
async def test_a_message_is_summarized_word_for_word_and_not_stored(town: Town, form: str) -> None:
    said = await town.editor.send(town.general, STORY)
    answer = await asked(town, form, SUMMARIZE, said)
    assert "Ferry strike ends in Valmere" in answer
    assert "• Crews of the Valmere ferries went back to work on Monday." in answer
    assert "**Ann Lee** — “the mayor of Valmere”" in answer
    assert f"{NOT_STORED} · 3 of 3 sentences, word for word" in answer
    assert await count(town) == 0


@FORMS
async def test_who_is_in_a_message(town: Town, form: str) -> None:
    said = await town.editor.send(town.general, STORY)
    answer = await asked(town, form, WHO, said)
    assert "**People**\n**Ann Lee** ×2 — " in answer
    assert f"{NOT_STORED} · roles are quoted from the article · ×2 = named 2 times" in answer
    assert await count(town) == 0


@FORMS
async def test_the_page_at_a_link_is_read(town: Town, web: Pages, form: str) -> None:
    said = await town.editor.send(town.general, f"worth reading: {LINK}")
    answer = await asked(town, form, SUMMARIZE, said)
    assert "Harbour on the web" in answer
    assert "• The harbour opened again." in answer
    assert "Also in this message" not in answer
    both = await town.editor.send(town.general, f"{LINK} {OTHER_LINK}")
    assert "Only the first of its texts, links and files was read." in await asked(town, form, SUMMARIZE, both)
    web.pages.clear()
    assert "No server answers at that link" in await asked(town, form, SUMMARIZE, said)
    assert await count(town) == 0


@FORMS
async def test_a_file_is_read(town: Town, form: str) -> None:
    said = await town.editor.send(town.general, "look", attachments=[("a.txt", STORY.encode())])
    answer = await asked(town, form, SUMMARIZE, said)
    assert "Ferry strike ends in Valmere" in answer
    assert "Also in this message" not in answer
    several = make_zip(("a.docx", b"x"), ("b.txt", STORY.encode()), ("c.txt", b"Another\n\nOne more text is in here."))
    said = await town.editor.send(town.general, "", attachments=[("all.zip", several)])
    answer = await asked(town, form, WHO, said)
    assert "Ferry strike ends in Valmere" in answer
    assert "Only the first of its texts, links and files was read." in answer
    assert await count(town) == 0


@FORMS
async def test_what_cannot_be_read_is_refused_with_what_to_do(town: Town, form: str) -> None:
    for content, files, expected in (
        ("ok", [], "That message is no article: choose one with a title and a text, a link"),
        ("", [("a.png", b"\x89PNG")], "not a.png: save the article as plain text and attach that."),
        ("", [("a.docx", b"x")], "a.docx"),
        ("", [("all.zip", make_zip(("b.docx", b"x")))], "all.zip: The file is not a Word document"),
    ):
        said = await town.editor.send(town.general, content, attachments=files)
        assert expected in await asked(town, form, SUMMARIZE, said)


async def test_a_message_without_text_says_what_to_choose(town: Town) -> None:
    said = await town.editor.send(town.general, "!add")
    expected = "That message contains no text to read: choose one with an article’s text, a link to it, or a file."
    assert expected in await asked(town, "menu", SUMMARIZE, said)


@FORMS
async def test_what_the_library_has_is_answered_from_there(town: Town, web: Pages, form: str) -> None:
    await town.ask(f"!add {STORY}", who=town.editor)
    await town.services.guild_settings.set_confirm_links(town.guild.id, confirm=False)
    await town.ask(f"!add {LINK}", who=town.editor)
    web.pages.clear()
    for text, number in ((STORY, 1), (LINK, 2)):
        said = await town.editor.send(town.general, text)
        assert f"#{number} · " in await asked(town, form, SUMMARIZE, said)
        assert f"#{number} · roles are quoted" in await asked(town, form, WHO, said)
    await town.ask("!remove 1", who=town.editor)
    await town.ask("!remove 2", who=town.editor)
    web.pages[LINK] = PAGE.format(title="Harbour on the web", words="The harbour opened again.")
    for text in (STORY, LINK):
        said = await town.editor.send(town.general, text)
        assert NOT_STORED in await asked(town, form, SUMMARIZE, said)


@FORMS
async def test_our_own_message_stands_for_the_article_that_it_shows(town: Town, form: str) -> None:
    await town.ask(f"!add {STORY}", who=town.editor)
    await town.ask("!add Bridge closes\n\nThe bridge closed on Monday. Engineer Tom Beck said it was old.", town.editor)
    first = await town.answer("!read 1")
    assert "#1 · " in await asked(town, form, SUMMARIZE, first)
    assert "#1 · roles are quoted" in await asked(town, form, WHO, first)
    for listed in (await town.answer("!articles"), await town.answer("!about")):
        answer = await asked(town, form, SUMMARIZE, listed)
        assert answer == "That message of mine does not show one article: give the number of an article instead."


async def test_a_reply_may_say_this_and_how_long(town: Town) -> None:
    await town.ask("!add Bridge closes\n\nThe bridge closed on Monday. Engineer Tom Beck said it was old.", town.editor)
    said = await town.editor.send(town.general, STORY)
    for typed in ("!summary this", "!tldr", "!summary short", "!summary this medium", "!summarize it"):
        assert "Ferry strike ends" in await town.ask(typed, reply_to=said), typed
    for typed in ("!who is in this?", "!who is this", "!whois"):
        assert "Ferry strike ends" in await town.ask(typed, reply_to=said), typed
    for typed in ("!latest", "!summary 1", "!summary latest", "!summary method:luhn"):
        assert "Bridge closes" in await town.ask(typed, reply_to=said), typed
    assert (await town.ask("!who Beck", reply_to=said)).startswith("Tom Beck")


async def test_help_says_what_a_reply_does(town: Town) -> None:
    assert "in a reply, it summarizes the message that you reply to" in await town.ask("!help summary")
    assert "in a reply, it says who is in the message that you reply to" in await town.ask("!help who")


async def test_without_a_name_and_a_message_who_says_what_it_needs(town: Town) -> None:
    for answer in (await town.ask("!who"), shown(await town.slash("who"))):
        assert "who needs" in answer


LONG = "Ferry talks\n\n" + " ".join(
    f"On day {n} of the strike Mayor Ann Lee and the owners of the ferries met for {n + 2} hours in the old hall."
    for n in range(1, 12)
)


@FORMS
async def test_the_buttons_read_the_message_again(town: Town, form: str) -> None:
    said = await town.editor.send(town.general, LONG)
    if form == "menu":
        answer = await from_menu(town, SUMMARIZE, said)
    else:
        answer = await town.answer("!summary", reply_to=said)
    assert list(buttons(answer)) == ["Summary", "Actors", "Shorter", "Longer"]
    counts = [sentence_count(shown(answer))]
    for label in ("Longer", "Shorter"):
        answer = answer_to(await town.reader.click(answer, label=label))
        counts.append(sentence_count(shown(answer)))
    assert counts[0] < counts[1] > counts[2]
    answer = answer_to(await town.reader.click(answer, label="Actors"))
    assert "**People**\n**Ann Lee** ×11" in shown(answer)
    answer = answer_to(await town.reader.click(answer, label="Summary"))
    assert "word for word" in shown(answer)
    assert await count(town) == 0


async def test_others_who_click_get_an_answer_of_their_own(town: Town) -> None:
    said = await town.editor.send(town.general, LONG)
    answer = await town.answer("!summary", reply_to=said)
    before = shown(answer)
    other = answer_to(await town.editor.click(answer, label="Actors"))
    assert other.ephemeral
    assert "Ann Lee" in shown(other)
    assert shown(town.general.last_message) == before


async def test_buttons_about_a_message_that_is_gone_say_so(town: Town) -> None:
    said = await town.editor.send(town.general, LONG)
    answer = await from_menu(town, SUMMARIZE, said)
    town.env.inject_error("GET", "/channels/*/messages/*", status=404, code=10008)
    gone = answer_to(await town.reader.click(answer, label="Longer"))
    assert "I can no longer see the message that this is about" in shown(gone)
    assert gone.ephemeral


@FORMS
async def test_no_word_of_a_message_reaches_the_database(town: Town, tmp_path: Path, form: str) -> None:
    said = await town.editor.send(town.general, STORY)
    await asked(town, form, SUMMARIZE, said)
    await asked(town, form, WHO, said)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if b"Valmere" in path.read_bytes()]


async def test_a_text_that_is_not_stored_is_not_logged_either(town: Town) -> None:
    said = await town.editor.send(town.general, STORY)
    town.env.inject_error("POST", "/interactions/*/*/callback", status=403, code=50001)
    town.env.inject_error("POST", "/channels/*/messages", status=403, code=50001)
    with structlog.testing.capture_logs() as logged:
        await town.reader.context_menu(town.general, SUMMARIZE, said)
        await town.say(town.reader, "!summary", reply_to=said)
    failed = [line for line in logged if line["event"] == "reply.failed"]
    assert failed
    assert "Ferry" not in repr(logged)
