"""What a server reads is counted, never who reads it, and moves up in its briefings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from cogs.test_articles import choose
from conftest import Clock, Town, options, settle_town, shown
from store.samples import add, person
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.models.analysis import Theme
from bot.models.articles import SHARED
from bot.models.reading import Opened, Subject

DAY = 86_400
A_DAY = 12
"""Articles that come in a day, which a page of a briefing has room for."""


async def news(town: Town, number: int, theme: str, *names: str, scope: int = SHARED) -> None:
    """An article like all others but for its theme and its actors."""
    now = town.services.clock()
    text = f"Report {number} is about {theme}. It names {', '.join(names) or 'nobody'}."
    actors = [replace(person(name), is_main=True) for name in names]
    themes = [Theme(theme, ("one", "two"))] if theme else []
    await add(
        town.resources.store,
        f"Report {number}",
        text=text,
        scope=scope,
        actors=actors,
        themes=themes,
        now=now,
        published=now,
    )


async def days_news(town: Town, first: int = 1) -> None:
    """A day's articles; the one that came first is about Ann Lee and health."""
    await news(town, first, "Health", "Ann Lee")
    for number in range(first + 1, first + A_DAY):
        await news(town, number, "", f"Bo Ek {number}")


async def order(town: Town, typed: str = "!brief today") -> list[int]:
    """The numbers of the articles in the order of the briefing."""
    return numbers(await town.ask(typed))


def numbers(briefing: str) -> list[int]:
    return [int(number) for number in re.findall(r"^\*\*#(\d+)", briefing, re.MULTILINE)]


async def counts(town: Town) -> dict[Subject, float]:
    """The readers of themes, by their labels, and of actors, by their names."""
    found = {one.subject: one.readers for one in await town.resources.store.reading_counts(town.guild.id)}
    actors = await town.resources.store.actors_by_id(town.guild.id, [one for one in found if isinstance(one, int)])
    names = {actor.id: actor.name for actor in actors}
    return {names[one] if isinstance(one, int) else one: readers for one, readers in found.items()}


def newest_first(first: int) -> list[int]:
    """The order of a day's news of which nothing is read."""
    return list(range(first + A_DAY - 1, first - 1, -1))


async def read_by_all(town: Town, typed: str) -> None:
    for who in (town.reader, town.editor, town.owner):
        await town.ask(typed, who=who)


async def test_what_was_read_yesterday_moves_up_today(town: Town, clock: Clock) -> None:
    await days_news(town)
    assert await order(town) == newest_first(1)
    await read_by_all(town, "!summary 1")
    clock.move(DAY + 60)
    await days_news(town, 13)
    assert await order(town) == [*range(24, 17, -1), 13, *range(17, 13, -1)]


async def test_the_pages_of_a_briefing_stay_in_order_while_they_are_read(town: Town, clock: Clock) -> None:
    await days_news(town)
    assert await order(town) == newest_first(1)
    await read_by_all(town, "!who Ann Lee")
    clock.move(3_000)
    assert await order(town) == newest_first(1)
    clock.move(3_000)
    assert await order(town) == [*range(12, 4, -1), 1, 4, 3, 2]


async def test_one_person_who_asks_a_hundred_times_is_one_reader_a_day(town: Town, clock: Clock) -> None:
    await news(town, 1, "Health", "Ann Lee")
    for _ in range(100):
        await town.say(town.reader, "!summary 1")
    assert await counts(town) == {"Health": 1, "Ann Lee": 1}
    await town.ask("!theme Health", who=town.editor)
    assert await counts(town) == {"Health": 2, "Ann Lee": 1}
    clock.move(DAY)
    await town.ask("!summary 1")
    assert await counts(town) == {
        "Health": pytest.approx(2 * 0.5 ** (1 / 7) + 1),
        "Ann Lee": pytest.approx(1.906, rel=0.01),
    }


@pytest.mark.parametrize(
    ("typed", "slash", "given", "counted"),
    [
        ("summary 1", "summary", {"article": "1"}, {"Health", "Ann Lee"}),
        ("read 1", "read", {"article": "1"}, {"Health", "Ann Lee"}),
        ("story 1", "story show", {"article": "1"}, {"Health", "Ann Lee"}),
        ("compare 1 2", "compare", {"first": "1", "second": "2"}, {"Health", "Ann Lee", "Trade", "Bo Ek"}),
        ("who Bo Ek", "who", {"name": "Bo Ek"}, {"Bo Ek"}),
        ("quotes Bo Ek", "quotes", {"name": "Bo Ek"}, {"Bo Ek"}),
        ("compare Bo Ek | Ann Lee", "compare", {"first": "Bo Ek", "second": "Ann Lee"}, {"Bo Ek", "Ann Lee"}),
        ("timeline Bo Ek", "timeline", {"about": "Bo Ek"}, {"Bo Ek"}),
        ("timeline trade", "timeline", {"about": "trade"}, {"Trade"}),
        ("brief Bo Ek", "brief", {"about": "Bo Ek"}, {"Bo Ek"}),
        ("theme trade", "theme", {"name": "trade"}, {"Trade"}),
        ("brief", "brief", {}, set()),
        ("articles", "articles", {}, set()),
        ("search trade", "search", {"words": "trade"}, set()),
    ],
)
async def test_what_is_opened_is_counted_in_both_forms(
    town: Town, typed: str, slash: str, given: dict[str, Any], counted: set[Subject]
) -> None:
    await news(town, 1, "Health", "Ann Lee")
    await news(town, 2, "Trade", "Bo Ek")
    await town.ask(f"!{typed}")
    assert await counts(town) == dict.fromkeys(counted, 1)
    await town.slash(slash, town.editor, **given)
    assert await counts(town) == dict.fromkeys(counted, 2)


async def test_what_is_opened_by_menus_and_buttons_is_counted(town: Town) -> None:
    await news(town, 1, "Health", "Ann Lee")
    await news(town, 2, "Trade")
    message = await town.answer("!brief")
    assert await counts(town) == {}
    await choose(town, message, next(label for label in options(message) if "Report 1" in label))
    assert await counts(town) == {"Health": 1, "Ann Lee": 1}
    await choose(town, await town.answer("!brief today"), next(iter(options(message))), who=town.editor)
    assert set(await counts(town)) == {"Health", "Ann Lee", "Trade"}


async def test_every_name_of_an_actor_is_counted(town: Town) -> None:
    await news(town, 1, "", "Ann Lee")
    await news(town, 2, "", "Lee")
    await town.ask("!who Lee")
    assert await counts(town) == {"Ann Lee": 1, "Lee": 1}


async def test_one_servers_reading_shows_neither_in_another_nor_in_direct_messages(town: Town, clock: Clock) -> None:
    other = settle_town(town.env, town.bot, town.resources, "Other")
    await days_news(town)
    await read_by_all(town, "!summary 1")
    await town.reader.send_dm("!summary 2")
    assert set(await counts(town)) == {"Health", "Ann Lee"}
    assert await town.resources.store.reading_counts(SHARED) == []
    assert await counts(other) == {}
    clock.move(DAY + 60)
    await days_news(town, 13)
    assert await order(town) != newest_first(13)
    assert await order(other) == newest_first(13)
    await town.reader.send_dm("!brief today")
    assert numbers(shown(town.reader.user.dm_channel.last_message)) == newest_first(13)


async def test_a_server_can_switch_it_off(town: Town, clock: Clock) -> None:
    await days_news(town)
    assert "What is read here\nmoves up in briefings" in await town.ask("!settings", who=town.editor)
    await read_by_all(town, "!summary 1")
    clock.move(DAY + 60)
    await days_news(town, 13)
    assert await order(town) != newest_first(13)
    told = await town.ask("!settings reading off", who=town.editor)
    assert told == "Readers are no longer counted here, and what was counted is deleted."
    assert await order(town) == newest_first(13)
    await town.ask("!summary 2")
    assert await counts(town) == {}
    assert "What is read here\nis not counted" in await town.ask("!settings", who=town.editor)
    assert "moves up in briefings" in await town.ask("!settings reading on", who=town.editor)
    assert await order(town) == newest_first(13)


async def test_an_answer_neither_waits_for_the_count_nor_fails_with_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await news(town, 1, "Health")

    async def fail(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(town.resources.store, "count_reader", fail)
    with capture_logs() as logs:
        assert "Report 1" in await town.ask("!summary 1")
    assert [line["error"] for line in logs if line["event"] == "reading.not_counted"] == ["The disk is full."]
    assert not any("failed" in line["event"] for line in logs)


async def test_an_answer_that_could_not_be_sent_is_not_counted(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await news(town, 1, "Health")

    async def not_sent(*_: object) -> bool:
        return False

    monkeypatch.setattr("bot.cogs.sending._try_to_send", not_sent)
    await town.say(town.reader, "!summary 1")
    assert await counts(town) == {}


async def test_an_actor_who_is_in_no_article_any_longer_is_not_counted(town: Town) -> None:
    await news(town, 1, "", "Ann Lee")
    (actor,) = await town.resources.store.actors_by_name(town.guild.id, "ann lee")
    await town.ask("!remove 1", who=town.owner)
    await town.services.readership.count(town.guild.id, 1, Opened(actors=((actor.id, None),)))
    assert await counts(town) == {}


async def test_no_id_of_a_reader_is_stored(town: Town) -> None:
    await news(town, 1, "Health", "Ann Lee")
    await town.ask("!summary 1")
    assert await counts(town)
    assert await town.services.privacy.count_records(town.reader.id) == 0
