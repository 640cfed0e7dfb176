"""Ways in which a SQLite file gets damaged, chosen by a seed; and all that a bot does with a file, damaged or not."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

from store.feed_samples import NO_ARTICLE, READ, add_feed, new, read
from store.samples import HERE, NOW, add, edit, later, person

from bot.errors import BriefingError
from bot.models.analysis import Theme
from bot.models.articles import SHARED
from bot.store import check_database, copy_database, open_store
from bot.store.protocols.store import Store
from bot.store.sqlite.migrator import migrate

PAGE = 8192
LEE = person("Ann Lee", "Lee", role="mayor of the town")


async def fill(address: str) -> None:
    """A library with something in every table."""
    store = await open_store(address)
    try:
        await store.subscribe(HERE, 1, now=NOW, by=7)
        await store.set_subscription_options(HERE, 1, role_id=None, publish=True)
        for number in range(12):
            text = f"Mayor Ann Lee said that harbour {number} opens. " * 40
            themes = [Theme("Politics", ("mayor", "town"))]
            actors = [LEE, person(f"Bo Ek {number}")]
            added = await add(store, f"Harbour {number}", text=text, actors=actors, themes=themes)
        await edit(store, added, "Harbour eleven", actors=[LEE])
        for row in await store.claim_deliveries(now=NOW, lease_seconds=60, limit=9):
            await store.mark_delivery_sent(row.id, row.id + 100, now=NOW)
        await store.remove_article(1, now=NOW, by=7)
        await read(store, await add_feed(store), *(new(f"Item {number}") for number in range(9)))
        await store.finish_item(1, [READ, NO_ARTICLE], article_id=2)
    finally:
        await store.close()


def damaged(sound: bytes, seed: int) -> bytes:
    """The file after something happened to it."""
    rng = random.Random(seed)
    data = bytearray(sound)
    match seed % 7:
        case 0:  # a few bytes anywhere
            for _ in range(rng.randint(1, 40)):
                data[rng.randrange(len(data))] = rng.randrange(256)
        case 1:  # a few bytes of the first page, where the schema is
            for _ in range(rng.randint(1, 12)):
                data[rng.randrange(16, PAGE)] = rng.randrange(256)
        case 2:  # the header
            data[rng.randrange(16, 100)] = rng.randrange(256)
        case 3:  # the end is missing
            del data[rng.randrange(1, len(data)) :]
        case 4:  # pages of zeros, as after a power cut
            for _ in range(rng.randint(1, 3)):
                start = rng.randrange(len(data) // PAGE) * PAGE
                data[start : start + PAGE] = bytes(PAGE)
        case 5:  # a letter of what is stored as JSON
            lists = [match.start() for match in re.finditer(rb"\[[\[\"0-9]", data)]
            data[rng.choice(lists)] = rng.choice(b"x]{0")
        case _:  # a block of something else
            start = rng.randrange(len(data) - 600)
            data[start : start + 600] = rng.randbytes(600)
    return bytes(data)


async def use(address: str, target: Path) -> list[str]:
    """What the things that are done with a library ended with, but for success and a sentence of ours.

    As text: an error that is kept keeps its statement open, and the database cannot be closed.
    """
    errors: list[str] = []

    async def tried(work: Callable[[], Awaitable[object]]) -> object:
        try:
            return await work()
        except Exception as error:  # noqa: BLE001 - the point is which ones there are
            if not isinstance(error, BriefingError) or not str(error).isprintable():
                errors.append(f"{type(error).__name__}: {error}")
        return None

    async def look() -> None:
        check_database(address)

    async def copy() -> None:
        copy_database(address, target, overwrite=True)

    async def live() -> None:
        store = await open_store(address)
        try:
            for work in daily(store):
                await tried(work)
        finally:
            await store.close()

    for work in (look, copy, live):
        await tried(work)
    return errors


def daily(store: Store) -> Iterator[Callable[[], Awaitable[object]]]:
    """What is asked of a store and done with it day by day."""
    yield store.installation_id
    yield lambda: store.guild_settings(HERE)
    yield lambda: store.articles(SHARED, limit=20)
    yield lambda: store.article(SHARED, 2)
    yield lambda: store.analysis(2)
    yield lambda: store.search(HERE, ["harbour"], limit=9)
    yield lambda: store.actors_by_name(HERE, "ann lee")
    yield lambda: store.appearances(HERE, [1, 2], limit=9)
    yield lambda: store.actor_counts(HERE, None, limit=9)
    yield lambda: store.theme_counts(HERE, None)
    yield lambda: store.theme_labels(HERE)
    yield lambda: store.subscriptions(HERE)
    yield lambda: store.library_stats()
    yield lambda: store.claim_deliveries(now=later(hours=9), lease_seconds=60, limit=9)
    yield lambda: store.claim_follow_ups(now=later(hours=9), lease_seconds=60, limit=9)
    yield lambda: store.feeds(HERE)
    yield lambda: store.items(1, limit=9)
    yield lambda: store.known_items(1, ["id:Item 2"])
    yield lambda: store.items_of_article(2)
    yield lambda: store.feed_stats()
    yield lambda: store.claim_feeds(now=later(hours=9), lease_seconds=60, limit=9)
    yield lambda: store.claim_items(now=later(hours=9), lease_seconds=60, limit=9)
    yield lambda: add(store, "New", actors=[LEE])
    yield lambda: store.undo_edit(12, now=NOW, by=7, version=2)
    yield lambda: store.remove_article(2, now=NOW, by=7)
    yield lambda: store.restore_article(1, now=NOW, by=7)


def overwrite_a_page(file: Path) -> None:
    """Makes a library with a page of nonsense."""
    migrate(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.executemany("INSERT INTO key_value VALUES (?, ?)", [(f"key {i}", "v" * 500) for i in range(200)])
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(page,)] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'key_value'").fetchall()
        [(size,)] = db.execute("PRAGMA page_size").fetchall()
    with file.open("r+b") as raw:
        raw.seek((page - 1) * size + 8)
        raw.write(b"\xff" * 64)
