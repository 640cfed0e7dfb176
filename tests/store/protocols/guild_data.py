"""A server with data of every kind, and the tables that hold such data."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from store.feed_samples import add_feed, new, read
from store.samples import NOW, add, edit, person, place

from bot.models.actors import AliasRule, AliasRuleKind
from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.models.guilds import GuildSettings
from bot.store.protocols.store import Store

ME, SOMEBODY = 7, 8


async def furnish(store: Store, guild: int, *, by: int = ME) -> None:
    """A server with one of everything."""
    await store.save_guild_settings(GuildSettings(guild, prefix="?"))
    await store.subscribe(guild, guild + 1, now=NOW, by=by)
    article = await add(store, f"Local {guild}", scope=guild, actors=[person("Ann Lee", "Lee"), place("Nara")])
    await edit(store, article, f"Local {guild}, again", actors=[person("Ann Lee")])
    await store.remove_article(article.id, now=NOW, by=by)
    await read(store, await add_feed(store, scope=guild, by=by), new("One"), new("Two", skipped="old"))
    lee = ChannelFilter((Condition(FilterKind.ACTOR, "Ann Lee"),))
    await store.follow(guild, by, guild + 3, lee, asked_in=guild + 1, now=NOW)
    await store.mark_briefing_asked(guild, guild + 2, 1, now=NOW)
    await store.count_reader(guild, ["Trade"], now=NOW)
    await store.set_alias_rule(AliasRule(guild, "al", "Al", "ann lee", "Ann Lee", AliasRuleKind.ALIAS, NOW, by))


def columns(file: Path) -> set[tuple[str, str]]:
    """Every table with every one of its columns."""
    with closing(sqlite3.connect(file)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {(table, row[1]) for table in tables for row in db.execute(f"PRAGMA table_info({table})")}
