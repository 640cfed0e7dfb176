"""The briefing in a channel: what is new, a period, a theme or an actor, with its buttons."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from cogs.test_articles import choose, click
from conftest import START, Clock, Town, buttons, options, shown
from scenarios.test_lists import LONG, TITLES
from store.samples import add, person, read
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, INQUIRY, STRIKE

from bot.cogs.answers import answer
from bot.models.analysis import Theme
from bot.models.articles import SHARED, Draft
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import length

ACCIDENT = person("Morag Tulloch")


async def report(
    town: Town, words: tuple[str, str], source: str = "Courier", *, published: datetime | None = None, theme: str = ""
) -> None:
    """Adds an article now, as published now unless another time is given."""
    now = town.services.clock()
    draft = Draft(
        *words, url=f"https://{source.lower()}.example/{len(words[1])}", source=source, published_at=published or now
    )
    reading = read(
        draft.text,
        actors=[ACCIDENT] if "Tulloch" in draft.text else [],
        themes=[Theme(theme, ("one", "two"))] if theme else [],
    )
    await town.resources.store.add_article(SHARED, draft, reading, now=now)


async def test_a_briefing_shows_stories_as_one_that_were_kept_apart_when_they_arrived(town: Town) -> None:
    store = town.resources.store
    # Names that the texts have in common, but each as an actor of one article alone.
    named = {FERRY: ("Una Isobel", "Ann Ferry", "Jo Tide"), INQUIRY: ("Mo Lady", "Ed Quarrie", "Bo Union")}
    first, second = [
        await store.add_article(
            SHARED,
            draft := Draft(*words, source=words[0][:5]),
            read(draft.text, actors=[*map(person, names)]),
            now=START,
        )
        for words, names in named.items()
    ]
    assert (await store.story_of(SHARED, first.id)) != (await store.story_of(SHARED, second.id))
    assert "1 story in 2 articles" in shown(await town.answer("!brief"))


async def test_the_first_briefing_tells_the_last_day_and_the_next_what_is_new(town: Town, clock: Clock) -> None:
    await report(town, BUDGET)
    await report(town, FERRY)
    await report(town, FERRY_ELSEWHERE, "Echo")
    first = shown(await town.answer("!brief"))
    assert first.startswith("Briefing from the last 24 hours\n")
    assert first.index("#3 ") < first.index("#1 ")
    assert "> " in first
    assert "— [Courier](https://courier.example/" in first
    assert "With Morag Tulloch" in first
    assert "2 stories in 3 articles · word for word · page 1 of 1" in first
    clock.move(3600)
    nothing = shown(await town.answer("!brief"))
    assert (
        f"Nothing was added since <t:{int(START.timestamp())}:f>, when the briefing was last asked for here." in nothing
    )
    clock.move(3600)
    await report(town, STRIKE, published=START - timedelta(days=9))
    new = shown(await town.answer("!brief"))
    assert f"Added since <t:{int(START.timestamp()) + 3600}:f>" in new
    assert "#4 " in new
    assert "#1 " not in new


async def test_today_is_the_same_in_a_briefing_and_in_the_list_of_articles(town: Town) -> None:
    await report(town, BUDGET, published=START - timedelta(hours=23))
    await report(town, STRIKE, published=START - timedelta(hours=25))
    for command in ("brief", "articles"):
        told = await town.ask(f"!{command} today")
        assert "from the last 24 hours\n" in told
        assert ("#1" in told, "#2" in told) == (True, False)


async def test_each_channel_has_its_own_last_time_in_both_forms(town: Town, clock: Clock) -> None:
    await report(town, BUDGET)
    assert "from the last 24 hours" in shown(await town.slash("brief"))
    clock.move(60)
    assert "Nothing was added since" in shown(await town.slash("brief"))
    elsewhere = await town.reader.send(town.briefings, "!brief")
    assert elsewhere is not None
    (other,) = [message for message in town.briefings.history() if message.author.id == town.bot.user.id]  # type: ignore[union-attr]
    assert "from the last 24 hours" in shown(other)


async def test_a_period_does_not_count_as_asking_what_is_new(town: Town, clock: Clock) -> None:
    await report(town, BUDGET)
    await town.alike("brief today", "brief", about="today")
    clock.move(60)
    assert "from the last 24 hours" in await town.ask("!brief")


async def test_where_the_last_day_is_empty_the_last_one_with_articles_is_told(town: Town, clock: Clock) -> None:
    assert "There are no such articles." in await town.ask("!brief")
    clock.move(1)
    await report(town, BUDGET, published=START - timedelta(days=4))
    subject, _ = await town.services.briefings.since_last_asked(town.guild.id, 99)
    told = shown_reply(await answer(town.services, town.guild.id, ButtonAction(Action.BRIEF, str(subject), 2)))
    assert f"from {START - timedelta(days=4):%-d %B %Y}" in told
    assert "#1" in told


def shown_reply(reply: object) -> str:
    embed = reply.embed  # type: ignore[attr-defined]  # a Reply
    return "\n".join(
        [embed.title, embed.description, *(field.value for field in embed.fields), embed.footer.text or ""]
    )


async def test_of_direct_messages_nothing_is_kept(town: Town) -> None:
    await report(town, BUDGET)
    for _ in range(2):
        subject, newest_id = await town.services.briefings.since_last_asked(SHARED, 7)
        assert str(subject) == "24 hours"
        await town.services.briefings.mark_asked(SHARED, 7, newest_id)


async def test_a_story_that_goes_on_begins_with_what_is_new(town: Town, clock: Clock) -> None:
    await report(town, FERRY)
    await town.ask("!brief")
    clock.move(7200)
    await report(town, FERRY_REVISED, "Echo")
    told = await town.ask("!brief")
    assert "First reported on " in told
    assert "Courier" in told
    assert "> **New:** The operator has cancelled all sailings until Monday, and offered refunds." in told


async def test_a_story_without_anything_new_says_only_when_it_was_first_reported(town: Town, clock: Clock) -> None:
    await report(town, FERRY)
    await town.ask("!brief")
    clock.move(7200)
    await report(town, (FERRY_REVISED[0], FERRY[1]), "Echo")
    told = await town.ask("!brief")
    assert "First reported on " in told
    assert "New:" not in told


async def test_of_a_first_report_without_a_date_it_says_when_that_was_added(town: Town, clock: Clock) -> None:
    await add(town.resources.store, FERRY[0], text=FERRY[1], now=clock())
    await town.ask("!brief")
    clock.move(7200)
    await report(town, FERRY_REVISED, "Echo")
    told = await town.ask("!brief")
    assert f"First report added <t:{int(START.timestamp())}:D> (" in told
    assert "First reported on" not in told


async def test_an_article_of_the_day_is_not_named_as_an_earlier_report_of_itself(town: Town) -> None:
    await report(town, FERRY, published=START.replace(hour=0, minute=0, second=0))
    told = await town.ask("!brief since 9am")
    assert "#1 " in told
    assert "First reported on " not in told


async def test_a_theme_or_an_actor_narrows_the_briefing(town: Town) -> None:
    await report(town, FERRY, theme="Transport")
    await report(town, BUDGET, theme="Politics and government")
    await report(town, STRIKE, theme="Transport", published=START - timedelta(days=20))
    assert "Briefing on Transport\n" in await town.alike("brief transport", "brief", about="transport")
    assert "Briefing on Transport from the last 30 days\n" in await town.ask("!brief of transport since last month")
    narrowed = await town.ask("!brief week about transport")
    assert "Briefing on Transport from the last 7 days\n" in narrowed
    assert "#3" not in narrowed
    actor = await town.ask("!brief Morag Tulloch")
    assert "Briefing on Morag Tulloch\n" in actor
    assert "1 story in 1 article ·" in actor
    assert "Briefing on Morag Tulloch from the last 24 hours\n" in await town.ask("!brief Tulloch today")
    assert "Briefing on Morag Tulloch from" in await town.ask("!brief Morag Tullock today")
    assert "qwertz" in await town.ask("!brief qwertz")
    assert "No article is from the future" in await town.ask("!brief tomorrow")


async def test_a_person_among_several_of_a_name_is_the_one_that_was_chosen(town: Town) -> None:
    store = town.resources.store
    for number, role in enumerate(("the mayor of Leeds, 44", "the goalkeeper of Hull, 23"), 1):
        await add(store, f"Ann Lee is {role}", actors=[person("Ann Lee", role=role)], text=f"{role} Ann Lee, {number}.")
    actor = (await store.actors_by_name(town.guild.id, "ann lee"))[0]
    for article in (None, 1):
        named, ids = await town.services.actors.articles_naming(
            town.guild.id, actor.id, article, since=None, until=None, limit=9
        )
        assert named.name == "Ann Lee"
        assert 1 in ids
    told = await answer(town.services, town.guild.id, ButtonAction(Action.BRIEF, f"|actor|{actor.id}.1", 2))
    assert told.embed.title == "Briefing on Ann Lee"


async def test_a_briefing_on_an_actor_who_is_in_no_article_any_longer_says_so(town: Town) -> None:
    await report(town, FERRY)
    message = await town.answer("!brief Morag Tulloch")
    await town.ask("!remove 1", who=town.owner)
    assert "No article in the library names this actor any longer." in shown(await click(town, message, "Longer"))


async def test_the_buttons_change_the_length_and_lead_to_stories_and_back(town: Town) -> None:
    await report(town, FERRY)
    await report(town, BUDGET)
    message = await town.answer("!brief today")
    two = shown(message).count("\n> ")
    message = await click(town, message, "Shorter")
    assert shown(message).count("\n> ") == two // 2
    assert "Shorter" not in buttons(message)
    for _ in range(3):
        message = await click(town, message, "Longer")
    assert "Longer" not in buttons(message)
    assert len(options(message)) == 2
    opened = await choose(town, message, next(iter(options(message))))
    back = await click(town, opened, "Back to the briefing")
    assert shown(back).startswith("Briefing from the last 24 hours")


async def test_each_story_stands_once_on_the_pages_whatever_the_titles_and_links(town: Town) -> None:
    for i in range(31):
        draft = Draft(
            f"{TITLES[i % 5]} {i}"[-300:], f"Word {i} of trade. And {'more ' * 90} {i}.", f"{LONG}{i}", "S" * 200
        )
        await town.resources.store.add_article(SHARED, draft, read(draft.text), now=START)
    message = await town.answer("!brief")
    seen: list[str] = []
    for page in range(3):
        text = shown(message)
        seen += [number for number in map(str, range(1, 32)) if f"#{number} " in text or f"#{number}**" in text]
        embed = message.embeds[0]
        assert length(embed.description or "") <= 4096
        assert len(embed) <= 6000
        if page < 2:
            message = await click(town, message, "Next ›")
    assert sorted(seen, key=int) == [str(number) for number in range(1, 32)]
    assert {"‹ Previous"} == set(buttons(message)) & {"‹ Previous", "Next ›", "Longer", "Shorter"}


async def test_a_briefing_of_very_many_articles_says_that_it_has_the_latest(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.briefings.MAX_ARTICLES", 2)
    for words in (FERRY, BUDGET, STRIKE):
        await report(town, words)
    assert "2 stories in the latest 2 articles ·" in await town.ask("!brief today")


async def test_names_are_suggested(town: Town) -> None:
    await report(town, FERRY)
    assert [choice["value"] for choice in await town.reader.autocomplete(town.general, "brief", "about", "mor")] == [
        "Morag Tulloch"
    ]


async def test_the_headline_does_not_stand_in_place_of_an_outlet_below_itself(seeded: Town) -> None:
    lines = (await seeded.ask("!brief all")).splitlines()
    assert [line for line in lines if "Engages Trump" in line] == [
        next(line for line in lines if line.startswith("**#1"))
    ]
    assert sum(line.endswith(" of 24") and " — #1, sentence " in line for line in lines) == 2


async def test_since_a_time_is_meant_by_the_clock_of_the_server(town: Town) -> None:
    await report(town, BUDGET, published=START - timedelta(hours=3, minutes=30))  # 09:30 in Berlin
    await report(town, FERRY, published=START - timedelta(hours=5))
    assert (await town.ask("!brief since 09:00")).startswith("Briefing from the hours since 09:00 UTC\n")
    await town.ask("!settings timezone Berlin", who=town.editor)
    briefing = await town.ask("!brief since 09:00")
    assert briefing.startswith("Briefing from the hours since 09:00 (Europe/Berlin)\n")
    assert ("#1 " in briefing, "#2 " in briefing) == (True, False)
    assert "since 09:00 (Europe/Berlin)" in await town.ask("!articles since 09:00")
