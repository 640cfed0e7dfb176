"""How much each server reads of themes and actors."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from store.samples import HERE, NOW, THERE, add, later, person, place

from bot.models.guilds import GuildSettings
from bot.models.reading import ReadingCount, Subject
from bot.store import database_file
from bot.store.protocols.store import Store
from bot.store.sqlite.reading import MAX_SUBJECTS


async def counts(store: Store, guild: int = HERE) -> dict[Subject, float]:
    return {one.subject: one.readers for one in await store.reading_counts(guild)}


async def actor_id(store: Store, key: str) -> int:
    (actor,) = await store.actors_by_name(HERE, key)
    return actor.id


async def test_readers_are_counted_for_each_server_theme_and_actor(store: Store):
    await add(store, "One", actors=[person("Ann Lee")])
    lee = await actor_id(store, "ann lee")
    await store.count_reader(HERE, ["Trade", lee], now=NOW)
    await store.count_reader(HERE, ["Trade"], now=NOW)
    await store.count_reader(THERE, ["Trade"], now=NOW)
    assert await counts(store) == {"Trade": 2, lee: 1}
    assert await store.reading_counts(THERE) == [ReadingCount("Trade", 1, NOW)]


async def test_readers_of_earlier_days_count_less_when_one_is_added(store: Store):
    for days in (0, 7):
        await store.count_reader(HERE, ["Trade"], now=later(days=days))
    assert await store.reading_counts(HERE) == [ReadingCount("Trade", pytest.approx(1.5), later(days=7))]


async def test_a_bounded_number_is_kept_of_each_server_and_the_latest(store: Store):
    themes = [f"Theme {number}" for number in range(MAX_SUBJECTS)]
    await store.count_reader(THERE, ["Trade"], now=NOW)
    await store.count_reader(HERE, themes, now=NOW)
    await store.count_reader(HERE, ["Newest", themes[0]], now=later(hours=1))
    found = await counts(store)
    assert len(found) == MAX_SUBJECTS
    assert (found["Newest"], found[themes[0]]) == (1, pytest.approx(2, rel=0.01))
    assert await counts(store, THERE) == {"Trade": 1}


async def test_what_nobody_opened_for_long_is_deleted(store: Store):
    await store.count_reader(HERE, ["Trade", "Health"], now=NOW)
    await store.count_reader(HERE, ["Health"], now=later(days=1))
    await store.delete_old_reading(before=later(days=1))
    assert await store.reading_counts(HERE) == [ReadingCount("Health", pytest.approx(1.9, rel=0.01), later(days=1))]


async def test_nothing_is_counted_in_a_server_that_does_not_want_it(store: Store):
    for guild in (HERE, THERE):
        await store.count_reader(guild, ["Trade"], now=NOW)
    await store.save_guild_settings(GuildSettings(HERE, count_reading=False))
    await store.count_reader(HERE, ["Trade"], now=NOW)
    assert await counts(store) == {}
    assert await counts(store, THERE) == {"Trade": 1}
    await store.save_guild_settings(GuildSettings(HERE, count_reading=True))
    assert (await store.guild_settings(HERE)).count_reading is True
    await store.count_reader(HERE, ["Trade"], now=NOW)
    assert await counts(store) == {"Trade": 1}


async def test_of_given_articles_the_main_actors_among_given_ones_are_found(store: Store):
    one = await add(store, "One", actors=[person("Ann Lee"), person("Bo Ek"), place("Nara")])
    two = await add(store, "Two", actors=[person("Ann Lee")])
    await add(store, "Three", actors=[person("Ann Lee")])
    lee, nara = await actor_id(store, "ann lee"), await actor_id(store, "nara")
    found = await store.main_appearances([one.id, two.id], [lee, nara])
    assert sorted(found) == [(one.id, lee), (one.id, nara), (two.id, lee)]
    assert await store.main_appearances([one.id], []) == []


async def test_the_table_has_no_column_for_a_person(store: Store, address: str):
    file = database_file(address)
    assert file is not None
    with closing(sqlite3.connect(file)) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(reading)")]
    assert columns == ["guild_id", "theme", "actor_id", "readers", "counted_at"]
