"""Settings of servers, and servers that the bot was removed from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from store.protocols.guild_data import ME, columns, furnish
from store.samples import HERE, NOW, THERE, add, later, person

from bot.models.articles import SHARED
from bot.models.guilds import GuildSettings
from bot.store import open_store
from bot.store.protocols.store import Store
from bot.store.sqlite.guilds import GUILD_COLUMNS, PURGE_BATCH
from bot.store.sqlite.migrator import migrate, migrations


def rows_of(file: Path, guild: int) -> dict[str, int]:
    """How many rows each table holds of a server."""
    with closing(sqlite3.connect(file)) as db:
        return {
            f"{table}.{column}": db.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (guild,)).fetchone()[0]
            for table, column in GUILD_COLUMNS
        }


async def test_every_table_with_a_servers_rows_is_known_to_the_purge(file: Path):
    owned = {(table, column) for table, column in columns(file) if column in ("scope", "guild_id")}
    assert owned - {("guild_departure", "guild_id")} == set(GUILD_COLUMNS)


async def test_leaving_a_server_is_recorded_once_and_undone_by_its_return(store: Store):
    assert await store.mark_guilds_left([HERE, THERE, SHARED], now=NOW) == [HERE, THERE]
    assert await store.mark_guilds_left([HERE], now=later(days=9)) == []
    assert await store.guilds_left_before(later(seconds=-1)) == []
    assert await store.guilds_left_before(NOW) == [HERE, THERE]
    assert await store.unmark_guilds_left([HERE, 99]) == [HERE]
    assert await store.guilds_left_before(NOW) == [THERE]


async def test_servers_with_any_data_are_listed(store: Store):
    await add(store, "Shared")
    assert await store.guilds_with_data() == set()
    await store.save_guild_settings(GuildSettings(HERE, prefix="?"))
    await store.subscribe(THERE, 1, now=NOW, by=ME)
    await add(store, "Local", scope=4003)
    assert await store.guilds_with_data() == {HERE, THERE, 4003}
    assert [await store.note_guild(guild) for guild in (HERE, THERE, 4003, 4004, 4004)] == [
        False,
        False,
        False,
        True,
        False,
    ]
    assert await store.guilds_with_data() == {HERE, THERE, 4003, 4004}


async def test_a_purge_deletes_exactly_a_servers_own_data(store: Store, file: Path):
    shared = await add(store, "Shared", actors=[person("Ann Lee")])
    for guild in (HERE, THERE):
        await furnish(store, guild)
    there = rows_of(file, THERE)
    assert set(rows_of(file, HERE).values()) != {0}
    await store.mark_guilds_left([HERE], now=NOW)
    assert await store.purge_guild(HERE, left_before=NOW)
    assert set(rows_of(file, HERE).values()) == {0}
    assert rows_of(file, THERE) == there
    assert await store.guild_settings(HERE) == GuildSettings(HERE)
    assert await store.article(HERE, shared.number) == shared
    assert [actor.articles for actor in await store.actors_by_name(HERE, "ann lee")] == [1]
    assert await store.guilds_left_before(NOW) == []
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute(
            "SELECT count(*) FROM analysis WHERE article_id NOT IN (SELECT id FROM article)"
        ).fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM feed_item").fetchone() == (2,)
        db.execute("INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)")


async def test_a_server_with_more_articles_than_one_transaction_deletes_is_purged_too(store: Store, file: Path):
    for number in range(PURGE_BATCH + 1):
        await add(store, f"Local {number}", scope=HERE)
    await store.mark_guilds_left([HERE], now=NOW)
    assert await store.purge_guild(HERE, left_before=NOW)
    assert set(rows_of(file, HERE).values()) == {0}


async def test_a_server_that_came_back_or_left_later_is_not_purged(store: Store, file: Path):
    await furnish(store, HERE)
    before = rows_of(file, HERE)
    assert not await store.purge_guild(HERE, left_before=NOW)
    await store.mark_guilds_left([HERE], now=later(days=1))
    assert not await store.purge_guild(HERE, left_before=NOW)
    await store.unmark_guilds_left([HERE])
    assert not await store.purge_guild(HERE, left_before=later(days=9))
    assert rows_of(file, HERE) == before


async def test_the_shared_library_is_never_a_left_server(store: Store):
    shared = await add(store, "Shared")
    await store.mark_guilds_left([SHARED], now=NOW)
    assert not await store.purge_guild(SHARED, left_before=later(days=99))
    assert await store.article(SHARED, shared.number) == shared


async def test_an_older_library_gets_the_table_of_left_servers(tmp_path: Path):
    old = tmp_path / "old.db"
    migrate(old, migrations()[:2])
    store = await open_store(f"sqlite:///{old}")
    try:
        assert await store.mark_guilds_left([HERE], now=NOW) == [HERE]
    finally:
        await store.close()


async def test_settings_are_a_servers_own(store: Store):
    assert await store.guild_settings(HERE) == GuildSettings(HERE)
    settings = GuildSettings(HERE, "?", 2**63 - 1, "long")
    await store.save_guild_settings(settings)
    assert await store.guild_settings(HERE) == settings
    assert await store.guild_settings(THERE) == GuildSettings(THERE)
    await store.save_guild_settings(GuildSettings(HERE, prefix="$"))
    assert await store.guild_settings(HERE) == GuildSettings(HERE, prefix="$")


async def test_whether_links_are_shown_first_is_kept(store: Store):
    for confirm in (True, False, None):
        await store.save_guild_settings(GuildSettings(HERE, confirm_links=confirm))
        assert (await store.guild_settings(HERE)).confirm_links is confirm
