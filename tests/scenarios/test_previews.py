"""Articles that are shown to an editor before they are stored: what is shown, and what each choice does."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import simcord
from conftest import START, Clock, Town, answer_to, buttons, of, shown
from intake.files.file_samples import make_zip
from scenarios.posting import posts
from scenarios.test_pasting import ARTICLE, LINK, LONG, OTHER_LINK, PAGE, Pages, count, stored

from bot.intake.web.fetch import FetchedPage
from bot.models.articles import SHARED, ArticleHeader
from bot.models.stories import LikelyStory
from bot.services.access import Asker
from bot.services.pending_choices import LIFETIME, PendingChoices
from bot.ui.button_ids import decode
from bot.ui.preview_page import where_posted

PICTURE = "https://media.example/ferry.jpg"
HEAD = (
    "<meta property='og:site_name' content='Valmere Courier'><meta name='author' content='Ann Reed'>"
    "<meta property='article:published_time' content='2026-11-20'>"
    f"<meta property='og:image' content='{PICTURE}'>"
)
CHOICES = ["Keep", "Edit title", "Discard"]


@pytest.fixture
def web(town: Town) -> Pages:
    pages = Pages()
    town.services.linked_articles.fetcher = pages  # type: ignore[assignment]
    return pages


async def proposed(town: Town, typed: str = f"!add {LINK}", **more: Any) -> Any:
    """The answer to a link: an article that is not stored yet."""
    preview = await town.answer(typed, town.editor, **more)
    assert list(buttons(preview)) == CHOICES, shown(preview)
    return preview


async def pressed(town: Town, message: Any, label: str, who: Any = None) -> Any:
    """What somebody who presses a button gets: the changed message, or an answer."""
    return answer_to(await (who or town.editor).click(message, label=label))


async def newest(town: Town) -> Any:
    return town.general.last_message


async def retitled(town: Town, message: Any, title: str, who: Any = None) -> simcord.InteractionResult:
    form = await (who or town.editor).click(message, label="Edit title")
    assert form.modal is not None
    (box,) = [row["components"][0] for row in form.modal["components"]]
    assert box["value"]
    return await (who or town.editor).submit_modal(form, {box["custom_id"]: title})


async def test_what_was_understood_of_a_page_is_shown_and_nothing_is_stored_or_posted(town: Town, web: Pages) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    web.pages[LINK] = web.pages[LINK].replace("<head>", f"<head>{HEAD}", 1)
    preview = await proposed(town)
    (embed,) = preview.embeds
    assert (embed.author.name, embed.title, embed.url) == ("Not added yet", "Harbour on the web", LINK)
    facts, _, beginning = embed.description.partition("\n\n")
    assert facts.startswith("Valmere Courier · by Ann Reed · 20 November 2026 · ")
    assert facts.endswith(" words")
    assert beginning.startswith("The harbour opened again.")
    assert embed.thumbnail.url == PICTURE
    assert embed.footer.text == "Nothing is stored or posted before an editor presses Keep."
    assert await count(town) == 0
    assert await town.deliver() == 0


@pytest.mark.usefixtures("web")
@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ((), "It is posted nowhere: `!announce on #channel` has new articles posted in a channel."),
        (("on {desk}", "on"), "It is posted in {desk}, {here}."),
        (("on", "filter theme:Sport"), "It is posted in {here} (if its filter lets it pass)."),
        (("on", "approval {desk}"), "It is posted in {here}."),
        (("on", "approval {desk} all"), "It waits for approval in {desk}."),
    ],
)
async def test_a_preview_says_where_the_article_will_be_posted(town: Town, rules: tuple[str, ...], said: str) -> None:
    places = {"desk": town.briefings.mention, "here": town.general.mention}
    for rule in rules:
        await town.ask(f"!announce {rule.format(**places)}", who=town.editor)
    (embed,) = (await proposed(town)).embeds
    assert {field.name: field.value for field in embed.fields}["If you keep it"] == said.format(**places)


async def test_a_front_page_is_shown_first_even_where_links_are_not_and_says_how_to_follow_its_site(
    town: Town, web: Pages
) -> None:
    feed = "<link rel=alternate type=application/rss+xml href=/feed>"
    web.pages["https://news.example/"] = web.pages[LINK].replace("<head>", f"<head>{feed}", 1)
    await town.ask("!settings confirm-links off", who=town.editor)
    said = shown(await proposed(town, "!add https://news.example/"))
    assert "The site has a feed: `!feed add https://news.example/` follows it" in said
    assert "Added as #1" in await town.ask(f"!add {LINK}", who=town.editor)


async def test_a_preview_says_that_the_post_of_the_same_story_comes_first(town: Town) -> None:
    await town.ask("!announce on", who=town.editor)
    subscriptions = await town.services.subscriptions.of(town.guild.id)
    article = ArticleHeader(1, 1, SHARED, "Harbour", None, None, START, has_published_date=False)
    story = LikelyStory(article, "the same words", shares_post=True)
    here = town.general.mention
    assert where_posted(town.guild.id, subscriptions, story, "!") == (
        f"Where no post names that article, it is posted in {here}."
    )
    assert where_posted(SHARED, [], None, "!").startswith("It is for all servers")


@pytest.mark.usefixtures("web")
async def test_a_kept_article_is_stored_posted_and_shown_in_place_of_the_question(town: Town) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await pressed(town, await proposed(town), "Keep")
    assert shown(await newest(town)).startswith("Added as #1 · for this server · news.example\nHarbour on the web")
    assert not set(CHOICES) & set(buttons(await newest(town)))
    article = await stored(town, 1)
    assert (article.title, article.url) == ("Harbour on the web", LINK)
    assert await town.resources.store.count_user_records(town.editor.id) > 0
    assert await town.deliver() == 1
    assert [post.content for post in posts(town)] == ["Harbour on the web"]


@pytest.mark.usefixtures("web")
async def test_where_the_post_appears_too_there_is_one_card(town: Town) -> None:
    await town.ask("!announce on", who=town.editor)
    await pressed(town, await proposed(town), "Keep")
    said = shown(await newest(town))
    assert said == "Added as #1 **Harbour on the web**. Its post follows here in a moment."
    assert await town.deliver() == 1


@pytest.mark.usefixtures("web")
@pytest.mark.parametrize("rule", ["filter source:Reuters", "quiet 00:00-23:59"])
async def test_where_the_post_may_not_appear_soon_the_article_is_shown(town: Town, rule: str) -> None:
    await town.ask("!announce on", who=town.editor)
    await town.ask(f"!announce {rule}", who=town.editor)
    await pressed(town, await proposed(town), "Keep")
    assert shown(await newest(town)).startswith("Added as #1 · for this server · news.example\nHarbour on the web")


@pytest.mark.usefixtures("web")
async def test_a_discarded_article_is_gone(town: Town) -> None:
    preview = await proposed(town)
    await pressed(town, preview, "Discard")
    assert shown(await newest(town)) == "Discarded: nothing was stored. It was “Harbour on the web”."
    assert buttons(await newest(town)) == {}
    assert await count(town) == 0
    await pressed(town, await proposed(town), "Keep")  # the link can be sent again
    assert await count(town) == 1


@pytest.mark.usefixtures("web")
async def test_the_title_can_be_changed_before_the_article_is_kept(town: Town) -> None:
    preview = await proposed(town)
    await retitled(town, preview, "  The harbour\nis open ")
    changed = await newest(town)
    assert changed.id == preview.id
    assert changed.embeds[0].title == "The harbour is open"
    assert list(buttons(changed)) == CHOICES
    assert await count(town) == 0
    assert "There is no title" in shown(answer_to(await retitled(town, changed, "***")))
    await pressed(town, changed, "Keep")
    assert (await stored(town, 1)).title == "The harbour is open"


@pytest.mark.usefixtures("web")
async def test_any_editor_may_choose_and_nobody_else(town: Town) -> None:
    preview = await proposed(town)
    for label in CHOICES:
        refused = await pressed(town, preview, label, who=town.reader)
        assert refused.ephemeral
        assert "Only this server’s editors can do this" in shown(refused)
    assert await count(town) == 0
    await pressed(town, preview, "Keep", who=town.owner)
    assert await count(town) == 1


@pytest.mark.usefixtures("web")
async def test_two_editors_who_press_at_once_get_one_article(town: Town) -> None:
    preview = await proposed(town)
    # The simulation makes one click after the other.
    decisions = town.bot.get_cog("Article editing").decisions  # type: ignore[union-attr]  # it is there
    keep, drop = (decode(of(buttons(preview)[label], "custom_id"))[0] for label in ("Keep", "Discard"))
    editors = [
        Asker(user_id=who.id, scope=town.guild.id, manages_server=True)
        for who in (town.editor, town.owner, town.editor)
    ]
    first, *others = await asyncio.gather(
        *(decisions.decide(who, action) for who, action in zip(editors, (keep, keep, drop), strict=True)),
        return_exceptions=True,
    )
    assert first.replies[0].embed.author.name == "Added as #1 · for this server · news.example"
    assert [str(other)[:29] for other in others] == ["That has been decided already"] * 2
    assert await count(town) == 1


@pytest.mark.usefixtures("web")
async def test_a_choice_that_was_made_or_is_of_an_earlier_start_is_answered_with_a_sentence(town: Town) -> None:
    preview = await proposed(town)
    form = await town.editor.click(preview, label="Edit title")
    assert form.modal is not None
    cog: Any = town.bot.get_cog("Article editing")
    cog.saver.pending = PendingChoices(town.resources.clock)
    for label in CHOICES:
        late = await pressed(town, preview, label)
        assert late.ephemeral
        assert "has been decided already, or is too old: use the command again." in shown(late)
    (box,) = [row["components"][0] for row in form.modal["components"]]
    late = answer_to(await town.editor.submit_modal(form, {box["custom_id"]: "Another title"}))
    assert "is too old" in shown(late)
    assert await count(town) == 0


@pytest.mark.usefixtures("web")
@pytest.mark.parametrize("label", CHOICES)
async def test_a_question_says_until_when_it_is_open_and_afterwards_that_it_is_over(
    town: Town, clock: Clock, label: str
) -> None:
    preview = await proposed(town)
    until = clock() + LIFETIME
    assert f"Open until\n<t:{until.timestamp():.0f}>" in shown(preview)
    clock.move(LIFETIME.total_seconds())
    await town.editor.click(preview, label=label)
    over = await newest(town)
    assert over.id == preview.id
    assert shown(over) == "The time to decide about this is over, and nothing was changed: use the command again."
    assert buttons(over) == {}
    assert await count(town) == 0
    await pressed(town, await proposed(town), "Keep")
    assert await count(town) == 1


@pytest.mark.usefixtures("web")
async def test_a_title_that_is_sent_too_late_changes_nothing(town: Town, clock: Clock) -> None:
    preview = await proposed(town)
    form = await town.editor.click(preview, label="Edit title")
    assert form.modal is not None
    (box,) = [row["components"][0] for row in form.modal["components"]]
    clock.move(LIFETIME.total_seconds())
    await town.editor.submit_modal(form, {box["custom_id"]: "Another title"})
    over = await newest(town)
    assert (over.id, shown(over)[:34]) == (preview.id, "The time to decide about this is o")


@pytest.mark.usefixtures("web")
async def test_another_title_gives_no_more_time(town: Town, clock: Clock) -> None:
    preview = await proposed(town)
    until = f"Open until\n<t:{(clock() + LIFETIME).timestamp():.0f}>"
    clock.move(60)
    await retitled(town, preview, "Another title")
    assert until in shown(await newest(town))


async def test_an_article_that_is_in_the_library_or_was_removed_is_not_offered_again(town: Town, web: Pages) -> None:
    await pressed(town, await proposed(town), "Keep")
    assert "already in the library: #1" in await town.ask(f"!add {LINK}", who=town.editor)
    web.pages[LINK] = PAGE.format(title="Harbour on the web", words="The harbour closed again.")
    update = await proposed(town)
    assert shown(update).startswith("Would update #1\nHarbour on the web")
    assert "Same link\n#1 “Harbour on the web” gets this text if you keep it." in shown(update)
    await pressed(town, update, "Keep")
    assert shown(await newest(town)).startswith("Updated #1")
    assert "The harbour closed again." in (await stored(town, 1)).text
    await town.ask("!remove 1", who=town.editor)
    offer = await town.answer(f"!add {LINK}", town.editor)
    assert "removed as #1" in shown(offer)
    assert list(buttons(offer)) == ["Restore #1"]


@pytest.mark.usefixtures("web")
async def test_a_preview_names_an_article_with_the_same_title(town: Town) -> None:
    await town.ask(f"!add Harbour on the web\n\n{LONG}", who=town.editor)
    assert "Same title\n#1 has it too." in shown(await proposed(town))


@pytest.mark.usefixtures("web")
async def test_an_article_that_was_added_meanwhile_is_not_kept_twice(town: Town) -> None:
    first, second = await proposed(town), await proposed(town)
    await pressed(town, first, "Keep")
    late = await pressed(town, second, "Keep")
    assert late.ephemeral
    assert "already in the library: #1" in shown(late)
    await town.ask("!remove 1", who=town.editor)
    assert "Restore #1" in buttons(await pressed(town, second, "Keep"))
    await pressed(town, second, "Discard")  # it is still to be decided
    assert await count(town) == 0


async def test_an_older_preview_of_a_link_does_not_change_what_was_kept_meanwhile(town: Town, web: Pages) -> None:
    older = await proposed(town)
    await retitled(town, older, "My own headline")
    web.pages[LINK] = web.pages[LINK].replace("opened again", "opened once more")
    await pressed(town, await proposed(town), "Keep")
    said = shown(await pressed(town, older, "Keep"))
    assert said == (
        "That link is already added as #1; the article was left as it is. "
        "To change it: !edit 1, and the new text or the link."
    )
    assert (await stored(town, 1)).title == "Harbour on the web"
    assert await count(town) == 1


async def test_a_preview_of_an_update_asks_if_the_article_was_changed_meanwhile(town: Town, web: Pages) -> None:
    await pressed(town, await proposed(town), "Keep")
    web.pages[LINK] = web.pages[LINK].replace("opened again", "opened once more")
    update = await proposed(town)
    assert "Would update #1" in shown(update)
    await town.ask("!edit 1 Title: Somebody else’s headline", who=town.editor)
    await pressed(town, update, "Keep")
    assert (await stored(town, 1)).title == "Somebody else’s headline"
    assert "Somebody else has changed #1 in the meantime" in shown(await newest(town))
    await pressed(town, await newest(town), "Save mine")
    assert "opened once more" in (await stored(town, 1)).text


async def test_a_link_of_a_shared_article_is_not_offered_to_those_who_may_not_change_it(town: Town, web: Pages) -> None:
    await town.owner.send_dm(f"!add {LINK}")
    preview = town.owner.user.dm_channel.last_message
    assert preview is not None
    await town.owner.user.click(preview, label="Keep")
    web.pages[LINK] = PAGE.format(title="Harbour on the web", words="The harbour closed again.")
    assert "shared by all servers: only the bot’s owner can change it" in await town.ask(
        f"!add {LINK}", who=town.editor
    )


async def test_several_links_are_read_one_after_the_other(town: Town, web: Pages) -> None:
    more = [f"https://news.example/{n}" for n in range(5)]
    sent = await town.editor.send(town.general, " ".join(["!add", LINK, *more, OTHER_LINK]))
    answers = [message for message in town.general.history() if message.id > sent.id]
    previews = [message for message in answers if list(buttons(message)) == CHOICES]
    assert [message.embeds[0].title for message in previews] == ["Harbour on the web"]
    report = shown(answers[-1])
    assert report.count("not added. No server answers at that link") == 4
    assert report.count("not fetched: send it in another message") == 2
    assert await count(town) == 0


async def test_of_a_message_that_is_replied_to_the_links_are_meant(town: Town, web: Pages) -> None:
    said = await town.reader.send(town.general, f"Have you seen {LINK} and this one? <{OTHER_LINK}>")
    sent = await town.editor.send(town.general, "!add", reply_to=said)
    previews = [message for message in town.general.history() if message.id > sent.id]
    assert [message.embeds[0].title for message in previews] == ["Harbour on the web", "Bridge on the web"]
    for preview in previews:
        await pressed(town, preview, "Keep")
    assert await count(town) == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [(ARTICLE, "Harbour reopens"), (f"look: {LINK}", "Harbour on the web"), (LINK, "Harbour on the web")],
)
@pytest.mark.usefixtures("web")
async def test_the_message_menu_shows_what_it_would_add(town: Town, text: str, title: str) -> None:
    said = await town.reader.send(town.general, text)
    preview = answer_to(await town.editor.context_menu(town.general, "Add to briefings", said))
    assert preview.embeds[0].title == title
    assert list(buttons(preview)) == CHOICES
    assert await count(town) == 0
    await town.editor.click(preview, label="Keep")
    assert (await stored(town, 1)).title == title


async def test_the_message_menu_takes_files_and_refuses_what_it_cannot_read(town: Town) -> None:
    file = await town.reader.send(town.general, "look", attachments=[("a.txt", ARTICLE.encode())])
    preview = answer_to(await town.editor.context_menu(town.general, "Add to briefings", file))
    assert preview.embeds[0].title == "Harbour reopens"
    picture = await town.reader.send(town.general, "", attachments=[("a.png", b"\x89PNG")])
    refused = answer_to(await town.editor.context_menu(town.general, "Add to briefings", picture))
    assert refused.ephemeral
    assert "I can read .txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files, not a.png" in shown(refused)


async def test_the_message_menu_shows_each_text_of_a_zip_file(town: Town) -> None:
    stories = [(f"{n}.txt", f"Story {n} of today\n\nThe harbour opened gate {n} on Monday.".encode()) for n in range(6)]
    few = [("all.zip", make_zip(*stories[:2], ("b.docx", b"x"))), ("c.txt", ARTICLE.encode())]
    said = await town.reader.send(town.general, "", attachments=few)
    await town.editor.context_menu(town.general, "Add to briefings", said)
    answers = [message for message in town.general.history() if message.id > said.id]
    previews = [message for message in answers if list(buttons(message)) == CHOICES]
    assert [message.embeds[0].title for message in previews] == [
        "Story 0 of today",
        "Story 1 of today",
        "Harbour reopens",
    ]
    (line,) = shown(answers[-1]).splitlines()
    assert line.startswith("**b.docx**: not added. The file is not a Word document")
    assert await count(town) == 0
    await pressed(town, previews[1], "Keep")
    assert (await stored(town, 1)).title == "Story 1 of today"
    many = await town.reader.send(town.general, "", attachments=[("all.zip", make_zip(*stories))])
    refused = answer_to(await town.editor.context_menu(town.general, "Add to briefings", many))
    assert "all.zip has more than 5 texts, too many to show each of them first" in shown(refused)
    assert await count(town) == 1


async def test_the_message_menu_is_for_editors(town: Town) -> None:
    said = await town.reader.send(town.general, ARTICLE)
    refused = answer_to(await town.reader.context_menu(town.general, "Add to briefings", said))
    assert refused.ephemeral
    assert "Only this server’s editors can do this" in shown(refused)


@pytest.mark.usefixtures("web")
async def test_where_editors_want_no_question_links_are_stored_at_once(town: Town) -> None:
    said = await town.ask("!settings confirm-links off", who=town.editor)
    assert said == "Articles from links are stored at once from now on."
    assert "Articles from links\nstored at once" in await town.ask("!settings", who=town.editor)
    assert "Added as #1" in await town.ask(f"!add {LINK}", who=town.editor)
    said_elsewhere = await town.reader.send(town.general, ARTICLE)
    added = answer_to(await town.editor.context_menu(town.general, "Add to briefings", said_elsewhere))
    assert "Added as #2" in shown(added)
    assert "shown to an editor before" in await town.ask("!settings confirm-links on", who=town.editor)
    await proposed(town, f"!add {OTHER_LINK}")


async def test_an_article_without_spaces_between_words_is_counted_in_characters(town: Town, web: Pages) -> None:
    text = "市長は船が来たと語った。" * 40
    web.pages[LINK] = f"<html lang=ja><title>港が再開</title><article><h1>港が再開</h1><p>{text}</p></article>"
    preview = shown(await proposed(town))
    assert "news.example · no author · no date · 480 characters" in preview


async def test_the_slash_form_of_a_link_shows_the_article_first_too(town: Town, web: Pages) -> None:
    assert isinstance(await web.fetch(LINK), FetchedPage)
    preview = await town.slash("add", town.editor, text=LINK)
    assert list(buttons(preview)) == CHOICES
    assert not preview.ephemeral


@pytest.mark.parametrize("confirm", [True, False])
async def test_a_remark_is_shown_before_it_becomes_an_article(town: Town, confirm: bool) -> None:
    await town.services.guild_settings.set_confirm_links(town.guild.id, confirm=confirm)
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    remark = "Thanks to everybody who was here yesterday, that was a great day for all of us."
    preview = await proposed(town, f"!add {remark}")
    assert preview.embeds[0].title == remark.removesuffix(".")
    assert "The text has none, so these are its first words: Edit title gives it another one." in shown(preview)
    assert await town.deliver() == 0
    assert shown(await pressed(town, preview, "Discard")).startswith("Discarded: nothing was stored.")
    assert await count(town) == 0


async def test_a_short_text_without_a_title_can_be_kept_and_a_longer_one_is_an_article(town: Town) -> None:
    short = "The harbour opened again on Monday. Mayor Ann Lee said ships came in."
    preview = await proposed(town, f"!add {short}")
    await retitled(town, preview, "Ships are back")
    await pressed(town, preview, "Keep")
    article = await stored(town, 1)
    assert (article.title, article.text) == ("Ships are back", short)
    assert "Added as #2" in await town.ask(f"!add {LONG}", who=town.editor)
    assert "Added as #3" in await town.ask(f"!add Harbour reopens\n{short} ", who=town.editor)
    assert "Changed #2" in await town.ask(f"!edit 2 {short} Today.", who=town.editor)


@pytest.mark.usefixtures("web")
async def test_a_preview_of_a_known_link_says_what_would_change(town: Town, web: Pages) -> None:
    preview = await proposed(town)
    await retitled(town, preview, "Ships are back")
    await pressed(town, await newest(town), "Keep")
    assert "#1 “Ships are back” has this text already. If you keep it, the article gets this title." in shown(
        await proposed(town)
    )
    web.pages[LINK] = web.pages[LINK].replace("Monday evening", "Tuesday evening")
    assert "#1 “Ships are back” gets this title and text if you keep it." in shown(await proposed(town))


async def test_a_short_text_that_says_where_it_is_from_is_stored_at_once(town: Town) -> None:
    said = await town.ask("!add Source: Reuters\n\nThe harbour opened again. Ships came in on Monday.", who=town.editor)
    assert said.startswith("Added as #1 · for this server · Reuters")
