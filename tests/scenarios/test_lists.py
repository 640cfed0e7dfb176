"""Lists in the channel: nothing falls off a page, what is listed can be opened, and there is a way back."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from cogs.test_article_editing import fill
from cogs.test_articles import choose, click
from conftest import START, Town, answer_to, buttons, options, shown
from store.samples import add, person, place, read
from watchdog import watching

from bot.cogs.answers import answer
from bot.intake.dates import parse_date
from bot.models.analysis import Analysis, Sentence, Theme
from bot.models.articles import SHARED, Draft
from bot.store.protocols.store import Store
from bot.ui.article_pages import text_page
from bot.ui.button_ids import MENU, Action, ButtonAction, encode

THEMES = (
    "Sport",
    "Science and technology",
    "Economy, business and finance",
    "Politics and government",
    "Conflict and war",
    "Health",
    "Environment and climate",
)
LONG = "https://news.example/" + "x" * 470 + "/"
TITLES = ("W" * 300, "*_~`|[]<>" * 33, "😀" * 150, "\\" * 300, "A short one")


async def add_crowd(store: Store) -> None:
    """Twenty-three articles under one theme with the longest titles and links there can be."""
    for i in range(23):
        draft = Draft(TITLES[i % 5], f"Word {i} of trade. And more.", f"{LONG}{i}" if i % 2 else None, "S" * 200)
        reading = read(draft.text, themes=[Theme("Trade", ("tariff", "export"))])
        await store.add_article(SHARED, draft, reading, now=START)


@pytest.fixture
async def crowded(town: Town, filled_once: Callable[..., Awaitable[None]]) -> Town:
    """A town with that crowd."""
    await filled_once(add_crowd, town.resources.store)
    return town


def numbers(message: Any) -> list[int]:
    return [int(number) for number in re.findall(r"(?m)^\*\*#(\d+)\*\*", message.embeds[0].description)]


async def every_number(town: Town, message: Any, who: Any = None) -> list[int]:
    """The numbers on a list's pages, one after the other."""
    found = numbers(message)
    while "Next ›" in buttons(message):
        message = await click(town, message, "Next ›", who)
        found += numbers(message)
    return found


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("typed", ["!articles", "!search word", "!theme Trade"])
async def test_every_article_is_on_one_page_of_a_list(crowded: Town, typed: str) -> None:
    found = await every_number(crowded, await crowded.answer(typed))
    assert sorted(found) == list(range(1, 24))


async def test_removed_articles_are_shown_to_editors_only(crowded: Town) -> None:
    for number in range(1, 24):
        await crowded.ask(f"!remove {number}", who=crowded.owner)
    first = await crowded.answer("!restore", who=crowded.editor)
    refused = await click(crowded, first, "Next ›", who=crowded.reader)
    assert "Only this server" in shown(refused)
    assert sorted(await every_number(crowded, first, crowded.editor)) == list(range(1, 24))


async def test_a_post_that_25_articles_share_names_them_all(town: Town) -> None:
    await town.ask(f"!announce on <#{town.briefings.id}>", who=town.editor)
    for i in range(25):
        draft = Draft(TITLES[i % 5], f"The minister spoke on day {i}. Trade was discussed.", f"{LONG}{i}", "S" * 200)
        await town.newsroom.add(town.guild.id, draft)
    assert await town.deliver() == 1
    (post,) = [message for message in town.briefings.history() if message.author.bot]
    assert numbers(post) == list(range(1, 26))
    assert len(options(post)) == 25


async def test_a_page_after_the_last_says_that_there_is_none(crowded: Town) -> None:
    assert "page 3 of 3 (there is no page 50)" in await crowded.ask("!articles 50")
    assert "page 1 of 1 (there is no page 9)" in await crowded.ask("!read 1 9")
    assert "there is no page" not in await crowded.ask("!articles 3")


async def test_a_stored_address_that_discord_refuses_does_not_break_answers_or_posts(town: Town) -> None:
    await town.ask(f"!announce on <#{town.briefings.id}>", who=town.editor)
    draft = Draft("Harbour reopens", "The harbour opened again on Monday. Ships came in.", "http://localhost/x")
    await town.newsroom.add(town.guild.id, draft)
    assert await town.deliver() == 1
    for typed in ("!summary", "!read 1", "!articles", "!search harbour"):
        answer = await town.answer(typed)
        assert "Harbour reopens" in shown(answer)
        assert answer.embeds[0].url is None
        assert "Source" not in buttons(answer)
        assert "localhost" not in shown(answer)


async def test_a_shared_post_shows_of_each_article_a_sentence_that_can_stand_alone(town: Town) -> None:
    await town.ask(f"!announce on <#{town.briefings.id}>", who=town.editor)
    texts = ("Yes.", "He did not say why it was done so late.", "The harbour of Leeds opened again on Monday morning.")
    text = " ".join(texts)
    spans = [Sentence(x, text.index(x), text.index(x) + len(x)) for x in texts]
    reading = Analysis(1, "en", tuple(spans), (0, 1, 2), (), (), ())
    for i in range(6):
        published_at = START - timedelta(days=10 * i)  # too far apart to be one story
        draft = Draft(f"Story {i}", f"{text}{' ' * i}", published_at=published_at)
        await town.resources.store.add_article(town.guild.id, draft, reading, now=START)
    await town.deliver()
    (post,) = [message for message in town.briefings.history() if message.author.bot]
    assert shown(post).count(texts[2]) == 6
    assert texts[1] not in shown(post)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sports", "Sport"),
        ("economics", "Economy, business and finance"),
        ("tech", "Science and technology"),
        ("politicians", "Politics and government"),
        ("WARS", "Conflict and war"),
        ("financial", "Economy, business and finance"),
    ],
)
async def test_a_theme_is_found_by_a_word_of_the_same_stem(themed: Town, typed: str, meant: str) -> None:
    assert f"Articles about “{meant}”" in await themed.alike(f"theme {typed}", "theme", name=typed)


async def test_only_similar_themes_are_suggested(themed: Town) -> None:
    misspelt = await themed.answer("!theme helth")
    assert shown(misspelt).endswith("Did you mean …\nHealth")
    assert (list(buttons(misspelt)), options(misspelt)) == (["Health"], {})
    unknown = await themed.answer("!theme gardening")
    assert "Did you mean" not in shown(unknown)
    assert "The themes are …\n• " in shown(unknown)
    assert len(options(unknown)) == len(THEMES)
    assert "Articles about “Sport”" in shown(await choose(themed, unknown, "Sport"))


@pytest.fixture
async def themed(town: Town) -> Town:
    """Articles about every theme."""
    await add(town.resources.store, "All", themes=[Theme(label, ("one", "two")) for label in THEMES])
    return town


# ---------------------------------------------------------------- what is said when an article is added


DUTCH = """Haven gaat weer open

De haven van Rotterdam ging maandag weer open voor schepen, zei de burgemeester van de stad.

Schepen kwamen meteen binnen en de inwoners waren daar erg blij mee, zo meldde de krant."""


async def test_an_article_that_seems_to_be_in_another_language_says_so(town: Town) -> None:
    said = "Actors and themes are only found in English articles; this one seems to be in Dutch."
    assert said in await town.ask(f"!add {DUTCH}", who=town.editor)
    summary = await town.answer("!summary")
    assert said in shown(summary)
    assert not {"Actors", "Themes"} & set(buttons(summary))
    assert "English articles;" not in await town.ask(
        "!add Harbour reopens\n\nThe harbour of Leeds opened again on Monday. Ships came in, said the mayor.",
        who=town.editor,
    )


async def test_if_its_post_follows_an_added_article_is_confirmed_in_one_line(town: Town) -> None:
    typed = "!add Story {}\n\nThe harbour of Leeds opened again on Monday. Ships came in, said the mayor on day {}."
    assert "2 of 2 sentences" in await town.ask(typed.format(1, 1), who=town.editor)
    await town.ask(f"!announce on <#{town.general.id}>", who=town.editor)
    answer = await town.answer(typed.format(2, 2), who=town.editor)
    assert shown(answer) == (
        "Added as #2 **Story 2**. Its post follows here in a moment.\n"
        "No source and no date: add lines such as “Source: Reuters” and “Date: 2026-11-22”."
    )
    assert await town.deliver() == 1
    assert "2 of 2 sentences" in shown(town.general.last_message)


async def test_the_reply_to_add_names_what_is_missing_even_if_a_post_follows(town: Town) -> None:
    await town.ask(f"!announce on <#{town.general.id}>", who=town.editor)
    fields = "Source: Reuters\nAuthor: Jane Doe\nDate: 2026-11-22"
    text = "The harbour of Leeds opened again on Monday. Ships came."
    told = await town.ask(f"!add {fields}\n\n{text}", who=town.editor)
    assert "No source" not in told
    assert "The text has no title, so I took its first words" in told
    assert await town.deliver() == 1
    post = shown(town.general.last_message)
    assert "New article · Reuters · by Jane Doe" in post
    assert "22 November 2026" in post
    told = await town.ask("!add Story 2\n\nThe bridge of Leeds closed on Tuesday.", who=town.editor)
    assert "I took its first words" not in told


async def test_the_reply_to_slash_add_is_as_short_if_a_post_follows(town: Town) -> None:
    await town.ask(f"!announce on <#{town.general.id}>", who=town.editor)
    text = "Story 1\n\nThe harbour of Leeds opened again on Monday. Ships came in, said the mayor."
    assert "Its post follows here in a moment." in shown(await town.slash("add", who=town.editor, text=text))
    form = await town.editor.slash(town.general, "add")
    sent = answer_to(await fill(town, form, "Story 2", "The bridge of Leeds closed on Tuesday. Cars went round."))
    assert "Its post follows here in a moment." in shown(sent)
    elsewhere = await town.editor.slash(town.briefings, "add", text=text.replace("1", "3").replace("Leeds", "Hull"))
    assert "2 of 2 sentences" in shown(answer_to(elsewhere))


async def test_if_posting_is_paused_an_added_article_is_shown_in_full(town: Town) -> None:
    await town.ask(f"!announce on <#{town.general.id}>", who=town.editor)
    (subscription,) = await town.resources.store.subscriptions(town.guild.id)
    await town.resources.store.pause_subscription(subscription.id, "closed")
    said = await town.ask("!add A story\n\nIt rained on Monday in Leeds. Then it stopped.", who=town.editor)
    assert "2 of 2 sentences" in said


# ---------------------------------------------------------------- dates


async def test_a_date_without_a_time_is_that_day_for_every_reader(town: Town) -> None:
    store = town.resources.store
    actor = person("Ann Lee", role="the mayor")
    await add(store, "Harbour reopens", published=datetime(2026, 11, 22, tzinfo=UTC), actors=[actor])
    await add(store, "Harbour closes", published=datetime(2026, 11, 20, tzinfo=UTC), actors=[actor])
    for typed in ("!summary 1", "!actors 1", "!themes 1", "!read 1", "!articles", "!search harbour", "!who Ann Lee"):
        answer = await town.answer(typed)
        assert "22 November 2026" in shown(answer), typed
        assert "<t:" not in shown(answer), typed
        assert answer.embeds[0].timestamp is None, typed


async def test_a_date_with_a_time_is_shown_in_each_readers_zone(town: Town) -> None:
    at = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
    await add(town.resources.store, "Harbour reopens", published=at)
    await add(town.resources.store, "Harbour closes", now=START)
    assert (await town.answer("!summary 1")).embeds[0].timestamp == at
    undated = await town.answer("!summary 2")
    assert undated.embeds[0].timestamp == START
    assert shown(undated).endswith("· added")
    listed = await town.ask("!articles")
    assert f"<t:{int(at.timestamp())}:D>" in listed
    assert f"added <t:{int(START.timestamp())}:D>" in listed


@pytest.mark.parametrize(
    ("date", "stored", "shown_as"),
    [
        ("2026-11-22T00:00:00-05:00", datetime(2026, 11, 22, tzinfo=UTC), "22 November 2026"),
        ("2026-11-22T00:00+09:00", datetime(2026, 11, 22, tzinfo=UTC), "22 November 2026"),
        ("2026-11-22T19:00:00-05:00", datetime(2026, 11, 23, 0, 0, 1, tzinfo=UTC), "<t:"),
        ("Sun, 22 Nov 2026 09:00:00 +0900", datetime(2026, 11, 22, 0, 0, 1, tzinfo=UTC), "<t:"),
        ("2026-11-22T00:00:00Z", datetime(2026, 11, 22, tzinfo=UTC), "22 November 2026"),
    ],
)
async def test_midnight_in_its_own_time_zone_is_shown_as_a_date_and_any_other_time_as_a_time(
    town: Town, date: str, stored: datetime, shown_as: str
) -> None:
    assert parse_date(date) == stored
    await town.ask(f"!add Harbour reopens\nDate: {date}\n\nThe harbour opened again. Ships came in.", who=town.editor)
    article = await town.resources.store.article(town.guild.id, 1)
    assert article is not None
    assert article.published_at == stored
    assert shown_as in await town.ask("!articles")


async def test_a_posts_date_without_a_time_is_that_day_for_every_reader(town: Town) -> None:
    await town.ask(f"!announce on <#{town.briefings.id}>", who=town.editor)
    draft = Draft("A story", "It rained on Monday. It stopped.", published_at=datetime(2026, 11, 22, tzinfo=UTC))
    await town.newsroom.add(town.guild.id, draft)
    await town.deliver()
    (post,) = [message for message in town.briefings.history() if message.author.bot]
    assert "22 November 2026" in shown(post)
    assert post.embeds[0].timestamp is None


# ---------------------------------------------------------------- full text


async def test_missing_page_starts_are_computed_and_stored_when_somebody_reads(town: Town) -> None:
    text = "\n\n".join(f"Paragraph {i} goes on. " + "And on. " * 60 for i in range(40))
    article = await add(town.resources.store, "Long", text=text)
    assert await town.resources.store.full_text(SHARED, article.id) == (article, ())
    assert "page 1 of" in await town.ask("!read 1")
    found = await town.resources.store.full_text(SHARED, article.id)
    assert found is not None
    assert len(found[1]) > 3


async def test_pages_are_not_kept_for_a_text_that_changed_meanwhile(town: Town) -> None:
    store = town.resources.store
    article = await add(store, "Long", text="The old text. " * 900)
    await store.replace_article(
        article.id, Draft("Long", "The new text."), read("The new text."), now=START, edited_by=None
    )
    await store.set_page_offsets(article, (0, 3_000))
    assert (await store.full_text(SHARED, article.id) or ("", None))[1] == ()


@pytest.mark.parametrize("sign", ["*", "a", "a b", "😀", "#\n", "@everyone "])
async def test_one_page_of_the_longest_text_costs_the_event_loop_little(town: Town, sign: str) -> None:
    text = "x. " + (sign * 200_000)[:199_000]
    await add(town.resources.store, "Long", text=text)
    page = await town.answer("!read 1")  # finds the pages, beside the loop
    assert "page 1 of" in shown(page)
    async with measured() as stops:
        for number in (0, 7, 9_999):
            text_page(*await town.services.library.full_text(SHARED, 1), number)
    assert max(stops) < 3 * 0.02
    assert "page 2 of" in shown(await click(town, page, "Next ›"))


@asynccontextmanager
async def measured() -> AsyncIterator[list[float]]:
    """Seconds of CPU that this thread, the event loop's, takes inside; the collector looks at all that tests hold."""
    stops: list[float] = []
    gc.disable()
    before = time.thread_time()
    yield stops
    stops.append(time.thread_time() - before)
    gc.enable()


@pytest.fixture
def longest() -> tuple[Draft, Analysis]:
    """An article as long as one may be, with many sentences and names."""
    spans = [Sentence("Ann met Bo.", i * 12, i * 12 + 11) for i in range(16_000)]
    everyone = [replace(person(f"Person Number{i}", mentions=400), salient=(i,)) for i in range(400)]
    reading = Analysis(1, "en", tuple(spans), tuple(range(16_000)), tuple(everyone), (), ())
    return Draft("Long", "Ann met Bo. " * 16_000), reading


async def test_no_answer_about_an_article_costs_the_event_loop_more_for_its_length(
    town: Town, longest: tuple[Draft, Analysis]
) -> None:
    store = town.resources.store
    article = await store.add_article(SHARED, *longest, now=START)
    actor = (await store.article_actors(article.id, limit=1))[1][0]
    asked = (
        (Action.SUMMARY, article.id),
        (Action.ACTORS, article.id),
        (Action.THEMES, article.id),
        (Action.WHO, actor.id),
    )
    for ask, subject in asked:
        action = ButtonAction(ask, str(subject), 4 if ask is Action.SUMMARY else 0)
        await answer(town.services, SHARED, action)  # what is imported or compiled at the first time
        async with measured() as stops:
            await answer(town.services, SHARED, action)
        assert max(stops) < 0.02, ask


async def test_no_change_of_an_article_costs_the_event_loop_more_for_its_length(
    town: Town, longest: tuple[Draft, Analysis]
) -> None:
    store, (draft, reading) = town.resources.store, longest
    small = await store.add_article(SHARED, Draft("Short", "Ann met Bo."), read("Ann met Bo."), now=START)
    changes: list[Callable[[], Awaitable[object]]] = [
        lambda: store.replace_article(small.id, draft, reading, now=START),
        lambda: store.replace_article(small.id, replace(draft, title="Longer"), reading, now=START),
        lambda: store.undo_edit(small.id, now=START, by=None, version=3),
        lambda: store.replace_analysis(small.id, draft.content_hash, reading),
    ]
    for change in changes:
        with watching() as longest_stop:
            await change()
        assert longest_stop.seconds < 0.03


# ---------------------------------------------------------------- menus


async def add_shelf(store: Store) -> None:
    """Twelve articles about trade, one a day, the newest last; the last one names thirty people and a town."""
    for number in range(1, 13):
        people = [person(f"Person Number{i}", mentions=31 - i, role=f"role {i}") for i in range(1, 31)]
        await add(
            store,
            f"Story {number} of Town",
            actors=[*people, place("Leeds")] if number == 12 else [person("Ann Lee", mentions=2)],
            themes=[Theme("Trade", ("tariff", "export"))],
            published=START - timedelta(days=12 - number),
        )


@pytest.fixture
async def shelf(town: Town, filled_once: Callable[..., Awaitable[None]]) -> Town:
    """A town with that shelf."""
    await filled_once(add_shelf, town.resources.store)
    return town


@pytest.mark.parametrize("typed", ["!articles", "!search story", "!theme Trade"])
async def test_an_article_in_a_list_can_be_opened_and_leads_back_to_the_list(shelf: Town, typed: str) -> None:
    first = await shelf.answer(typed)
    second = await click(shelf, first, "Next ›")
    said = shown(second)
    assert "page 2 of 2" in said
    label = next(iter(options(second)))
    opened = await choose(shelf, second, label)
    assert opened.id == first.id
    assert label.split(" ", 1)[1] in (opened.embeds[0].title or "")
    assert "word for word" in shown(opened)
    text = await click(shelf, await click(shelf, opened, "Actors"), "Full text")
    assert shown(await click(shelf, text, "Back to the list")) == said


async def test_a_person_in_a_list_can_be_opened_and_leads_back_to_the_list(shelf: Town) -> None:
    for typed, label in (("!actors all", "Ann Lee"), ("!actors 12", "Person Number3")):
        listed = await shelf.answer(typed)
        said = shown(listed)
        opened = await choose(shelf, listed, label)
        assert shown(opened).startswith(label)
        assert shown(await click(shelf, opened, "Back to the list")) == said


async def test_every_actor_of_an_article_or_a_period_is_on_exactly_one_page(shelf: Town) -> None:
    everyone = {f"Person Number{i}" for i in range(1, 31)} | {"Leeds"}
    for typed, others in (("!actors 12", set()), ("!actors all", {"Ann Lee"})):
        page = await shelf.answer(typed)
        found = list(options(page))
        assert all(name in shown(page) for name in found)
        while "Next ›" in buttons(page):
            page = await click(shelf, page, "Next ›")
            found += options(page)
        assert len(found) == len(set(found))
        assert set(found) == everyone | others


async def test_the_back_button_leads_step_by_step_to_the_beginning(shelf: Town) -> None:
    listed = await shelf.answer("!articles")
    steps = [shown(listed)]
    article = await choose(shelf, listed, "#12 Story 12 of Town")
    actors = await click(shelf, article, "Actors")
    steps.append(shown(actors))
    who = await choose(shelf, actors, "Person Number3")
    steps.append(shown(who))
    summary = await click(shelf, who, "Summary of #12")
    assert "word for word" in shown(summary)
    back = await click(shelf, await click(shelf, summary, "Full text"), "Back to the profile")
    assert shown(back) == steps.pop()
    back = await click(shelf, back, "Back to the list")
    assert shown(back) == steps[0], "an article that is reached again is on the way once"
    assert not any(label.startswith("Back to") for label in buttons(back))


async def test_from_a_person_of_an_article_of_a_list_it_is_two_steps_back_to_the_list(shelf: Town) -> None:
    listed = await shelf.answer("!search story")
    actors = await click(shelf, await choose(shelf, listed, "#12 Story 12 of Town"), "Actors")
    said = shown(listed), shown(actors)
    back = await click(shelf, await choose(shelf, actors, "Person Number3"), "Back to the list")
    assert shown(back) == said[1]
    assert shown(await click(shelf, back, "Back to the list")) == said[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "steps", "label"),
    [
        ("!who Ann Lee", ["Summary of #11"], "Back to the profile"),
        ("!themes", ["Trade"], "Back to the list"),
        ("!themes", ["Trade", "Next ›", "#2 Story 2 of Town"], "Back to the list"),
        ("!actors week", ["Ann Lee", "Summary of #11", "Actors"], "Back to the profile"),
        ("!actors 12", ["Person Number7", "Person Number1", "Person Number2", "Summary of #12"], "Back to the profile"),
        ("!trends week", ["Ann Lee"], "Back to the list"),
        ("!theme tarde", ["Trade"], "Back to the list"),
        ("!search stroy", ["Story", "#3 Story 3 of Town"], "Back to the list"),
    ],
)
async def test_every_answer_opened_by_a_button_leads_back_to_where_it_was_opened(
    shelf: Town, typed: str, steps: list[str], label: str
) -> None:
    await risen(shelf)
    message = await shelf.answer(typed)
    for step in steps:
        before = shown(message)
        opens = choose if step in options(message) else click
        message = await opens(shelf, message, step)
        assert shown(message) != before
    while label in buttons(message) and label != "Back to the list":
        message = await click(shelf, message, label)
        label = next((label for label in buttons(message) if label.startswith("Back to")), "")
        assert "Person, named" in shown(message)
    while "Back to the list" in buttons(message):
        message = await click(shelf, message, "Back to the list")
    assert shown(message) == shown(await shelf.answer(typed))


async def risen(town: Town) -> None:
    """Enough older articles, without names, that Ann Lee's are a rise."""
    for number in range(40):
        await add(town.resources.store, f"Old tale {number}", published=START - timedelta(days=10 + number % 15))


async def test_a_menu_of_an_older_version_leads_back_to_its_list(shelf: Town) -> None:
    listed = await shelf.answer("!articles")
    view = discord.ui.View(timeout=None)
    asked = encode(ButtonAction(Action.ARTICLES), shelf.reader.id, MENU)
    offered = [
        discord.SelectOption(label="#3", value="bb:sum:0:4:3"),
        discord.SelectOption(label="#2", value="bb:sum:0:4:2"),
    ]
    view.add_item(discord.ui.Select(custom_id=asked, options=offered))
    channel = shelf.bot.get_channel(shelf.general.id)
    assert isinstance(channel, discord.TextChannel)
    old = await channel.send("An old list", view=view)
    view.stop()
    opened = await choose(shelf, old, "#3")
    assert "Story 3 of Town" in shown(opened)
    assert shown(await click(shelf, opened, "Back to the list")) == shown(listed)


async def test_a_suggestion_can_be_opened_and_leads_back_to_the_suggestions(shelf: Town) -> None:
    for typed, label in (("!summary story town", "#7 Story 7 of Town"), ("!who Numbr", "Person Number1")):
        offered = await shelf.answer(typed)
        said = shown(offered)
        assert label in options(offered), said
        opened = await choose(shelf, offered, label)
        assert label.split(" ", 1)[-1].split()[-1] in (opened.embeds[0].title or "")
        assert shown(await click(shelf, opened, "Back to the list")) == said


async def test_a_choice_in_somebody_elses_menu_is_shown_privately_and_leads_back(shelf: Town) -> None:
    listed = await shelf.answer("!articles")
    said = shown(listed)
    private = await choose(shelf, listed, "#12 Story 12 of Town", who=shelf.editor)
    assert private.ephemeral
    assert "Story 12 of Town" in shown(private)
    assert "Back to the list" in buttons(private)
    (still,) = [m for m in shelf.general.history() if m.id == listed.id]
    assert shown(still) == said


async def test_a_menu_works_in_a_direct_message(shelf: Town) -> None:
    await shelf.reader.send_dm("!articles")
    listed = shelf.reader.user.dm_channel.last_message
    assert listed is not None
    await shelf.reader.user.select(listed, [options(listed)["#3 Story 3 of Town"]])
    now = shelf.reader.user.dm_channel.last_message
    assert now is not None
    assert "Story 3 of Town" in (now.embeds[0].title or "")
    assert "Back to the list" in buttons(now)


async def test_themes_of_a_list_can_be_opened_by_its_menu(shelf: Town) -> None:
    await add(shelf.resources.store, "Doctors strike", themes=[Theme("Health", ("doctor", "nurse"))])
    assert "Articles about “Trade”" in shown(await choose(shelf, await shelf.answer("!themes"), "Trade"))


@pytest.mark.parametrize("typed", ["!articles", "!search harbour", "!theme trade", "!actors", "!actors 1", "!themes"])
async def test_a_single_item_to_open_is_a_button_and_several_are_a_menu(town: Town, typed: str) -> None:
    for number in (1, 2):
        actors = [person(f"Ann Lee{number}")] if number == 1 else [person("Bo Day"), person("Cy Orr")]
        theme = Theme("Trade" if number == 1 else "Health", ("one", "two"))
        await add(town.resources.store, f"Harbour {number}", actors=actors, themes=[theme])
        if number == 1:
            single = await town.answer(typed)
            assert not options(single)
            others = ("Summary", "Actors", "Themes", "Full text", "Timeline")
            (label,) = [label for label in buttons(single) if label not in others]
            opened = await click(town, single, label)
            assert shown(await click(town, opened, "Back to the list")) == shown(single)
    both = await town.answer(typed if typed != "!actors 1" else "!actors 2")
    if typed != "!theme trade":
        assert len(options(both)) > 1
        assert not set(options(both)) & set(buttons(both))


async def test_a_choice_counts_as_a_click(shelf: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = await shelf.answer("!articles")
    counted: list[Any] = []
    count = shelf.services.rate_limits.check
    monkeypatch.setattr(shelf.services.rate_limits, "check", lambda *call: (counted.append(call[0]), count(*call)))
    await choose(shelf, listed, "#12 Story 12 of Town")
    assert [str(kind) for kind in counted] == ["click"]


async def test_a_search_shows_whole_words_and_its_marks_once(town: Town) -> None:
    before = " ".join(["extraordinarily"] * 12)
    await town.ask(f"!add A long way to it\nThere were {before} many ships in the harbour.", who=town.editor)
    answer = await town.ask('!search "many ships"')
    assert "Articles with “many ships”" in answer
    without = await town.ask('!search "many ships" -war')
    assert 'Articles with “"many ships" -war”\nOnly articles without “war”.\n\n**#1**' in without
    assert "…extraordinarily" in answer.replace("… ", "…")


async def test_words_in_no_title_can_be_searched_for_with_a_button(town: Town) -> None:
    await add(town.resources.store, "The bridge reopens", text="Ships came in from China again.", now=START)
    nobody = await town.answer("!summary china")
    expected = "No article has “china” in its title. 1 article contains this word: search for it."
    assert expected in shown(nobody)
    assert "#1 The bridge reopens" in shown(nobody).replace("\\", "")
    found = await click(town, nobody, "Search for “china”")
    assert shown(found) == await town.ask("!search china")
    assert shown(await click(town, found, "Back to the list")) == shown(nobody)
    assert "search" not in await town.ask("!summary peru")


async def test_words_that_match_no_name_can_be_searched_for_with_a_button(shelf: Town) -> None:
    nobody = await shelf.answer("!who story")
    assert "10 or more articles contain “story”, but I did not recognise it as a name" in shown(nobody)
    found = await click(shelf, nobody, "Search for “story”")
    assert shown(found) == await shelf.ask("!search story")
    assert shown(await click(shelf, found, "Back to the list")) == shown(nobody)
