"""One call to SQLite fails: the library stays whole, and work that was not done can be repeated.

A call fails before it had its effect, after it (the answer was lost), or it and all that follow fail until the trouble
is over. Every call of a change fails before its effect. The two others need not be tried everywhere: whatever happened
within a transaction is rolled back in the same way, so that its first call stands for the rest. In each migration every
place in the code fails, at its first call and at its last, which has most to roll back.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import time
from enum import Enum
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import aiosqlite
import pytest
from store import samples
from store.feed_samples import NEW, READ, add_feed, item, new, read
from store.samples import HERE, NOW, PUBLISHED, THERE, add, edit, later, person
from store.sqlite.integrity import assert_whole

from bot.errors import StorageError
from bot.models.analysis import Theme
from bot.models.approvals import ApprovalRules, ApprovalState
from bot.models.articles import SHARED, Draft
from bot.models.feeds import FinishedItem, ItemVersion
from bot.models.filters import NO_LIMITS, ChannelFilter, ChannelLimits, Condition, FilterKind, QuietHours
from bot.store.protocols.store import Store
from bot.store.sqlite.migrator import Migration, migrate, migrations
from bot.store.sqlite.store import SqliteStore

pytestmark = pytest.mark.slow

LEE = person("Ann Lee", "Lee", role="mayor")
ERRORS = (
    (sqlite3.SQLITE_BUSY, "database is locked"),
    (sqlite3.SQLITE_FULL, "database or disk is full"),
    (sqlite3.SQLITE_IOERR, "disk I/O error"),
)
NEWEST = len(migrations())
ARTICLE = (
    "INSERT INTO article (scope, number, date, added_at, language, content_hash, title, url, text) "
    "VALUES (0, 1, 0, 0, 'en', 'x', 'Title', 'https://a.example/x', 'The harbour of Łódź opened.')"
)


class When(Enum):
    """Where the fault lies."""

    BEFORE = "before its effect"
    AFTER = "after its effect"
    FROM_THEN_ON = "from then on"


@dataclass
class Faults:
    """Counts calls and lets the n-th fail; none, if the number is 0. Notes what kind of call each was."""

    number: int = 0
    when: When = When.BEFORE
    calls: list[Any] = field(default_factory=list)

    @property
    def met(self) -> bool:
        return len(self.calls) >= self.number > 0

    def due(self, call: Any) -> bool:
        """Whether the call that comes now shall fail."""
        self.calls.append(call)
        return len(self.calls) == self.number or (self.when is When.FROM_THEN_ON and self.met)

    def error(self) -> sqlite3.OperationalError:
        code, text = ERRORS[self.number % len(ERRORS)]
        error = sqlite3.OperationalError(text)
        error.sqlite_errorcode = code
        return error


@contextmanager
def failing(faults: Faults) -> Iterator[Faults]:
    """While a store works; of each call is noted whether it is within a transaction, neither its begin nor its end."""
    with pytest.MonkeyPatch.context() as patch:
        for method in ("execute_fetchall", "executemany"):
            original = getattr(aiosqlite.Connection, method)

            async def called(self: aiosqlite.Connection, sql: str, *args: Any, original: Any = original) -> Any:
                if not faults.due(self.in_transaction and sql not in ("COMMIT", "ROLLBACK")):
                    return await original(self, sql, *args)
                if faults.when is When.AFTER:
                    await original(self, sql, *args)
                raise faults.error()

            patch.setattr(aiosqlite.Connection, method, called)
        yield faults


def numbers_of_changes(calls: list[bool], when: When) -> list[int]:
    """Which calls of a change shall fail, from 1: of those within a transaction the first, or every one."""
    return [
        number
        for number, (before, within) in enumerate(pairwise([False, *calls]), 1)
        if when is When.BEFORE or not (before and within)
    ]


def numbers_of_places(calls: list[object]) -> list[int]:
    """Which calls shall fail, from 1: the first and the last of each place."""
    numbered = [(place, number) for number, place in enumerate(calls, 1)]
    return sorted({*dict(numbered).values(), *dict(reversed(numbered)).values()})


WHENEVER = [When.BEFORE, pytest.param(When.AFTER, marks=pytest.mark.no_cover), When.FROM_THEN_ON]


def state(file: Path) -> dict[str, list[tuple]]:
    """Every row of every table, but for those in which SQLite keeps its search index."""
    with closing(sqlite3.connect(file)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {
            name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in names
            if not name.startswith("article_words")
        }


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is such a place: a library is flushed hundreds of times."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        yield Path(made)


NO_SPORT = ChannelFilter(exclude=(Condition(FilterKind.THEME, "Sport"), Condition(FilterKind.WORDS, "goal")))
QUIET = ChannelLimits(1, QuietHours(time(11), time(15)))


async def library(file: Path) -> None:
    """Article 1 posted, edited and waiting to be corrected and published; article 2 waits; article 3 is removed.

    Another channel has a filter, and quiet hours: articles 1 and 2 wait. Of a feed it is unknown whether its server was
    told that it fails.
    """
    store = await SqliteStore.open(file)
    try:
        await store.subscribe(HERE, 1, now=NOW, by=7)
        await store.set_subscription_options(HERE, 1, role_id=None, publish=True)
        await store.subscribe(THERE, 2, now=NOW, by=7)
        await store.set_subscription_filter(THERE, 2, NO_SPORT)
        await store.set_subscription_limits(THERE, 2, QUIET, now=NOW)
        first = await add(store, "One", actors=[LEE], themes=[Theme("Politics", ("mayor",))])
        [row] = await store.claim_deliveries(now=NOW, lease_seconds=60, limit=9)
        await store.mark_delivery_sent(row.id, 11, now=NOW)
        await edit(store, first, "One again", actors=[LEE, person("Bo Ek")])
        await add(store, "Two", actors=[LEE])
        await store.remove_article((await add(store, "Three", actors=[LEE])).id, now=NOW, by=7)
        await read(store, await add_feed(store), new("Four"), new("Old", skipped="old"))
        failing = await add_feed(store, "https://here.example/feed", scope=HERE, channel_id=1)
        await store.record_failure(failing.id, "It is down.", now=NOW, next_poll_at=later(hours=1), told=True)
        await store.claim_feed_notices(now=NOW, lease_seconds=60, limit=1)
    finally:
        await store.close()


async def library_with_approval(file: Path) -> None:
    """Three articles wait for approval; the card of the first one was posted."""
    store = await SqliteStore.open(file)
    try:
        await store.subscribe(HERE, 1, now=NOW, by=7)
        await store.set_approval(HERE, 2, ApprovalRules(9), now=NOW, by=7)
        for title in ("One", "Two", "Three"):
            await add(store, title, actors=[LEE])
        [row] = await store.claim_deliveries(now=NOW, lease_seconds=60, limit=9)
        assert row.id == 2
        await store.mark_delivery_sent(row.id, 11, now=NOW)
    finally:
        await store.close()


_made: dict[Callable[[Path], Awaitable[None]], bytes] = {}


async def made(make: Callable[[Path], Awaitable[None]], file: Path) -> bytes:
    """The library that a function makes in this file; it is made once, which takes as long as to fail ten times."""
    if make not in _made:
        await make(file)
        _made[make] = file.read_bytes()
    file.write_bytes(_made[make])
    return _made[make]


async def edit_second(store: Store) -> object:
    article = await store.article_by_id(HERE, 2)
    assert article is not None
    return await edit(store, article, "Two again", actors=[person("Cy Fox")])


async def read_feed(store: Store) -> object:
    feed = await store.feed(1)
    assert feed is not None
    changed = {1: ItemVersion(item("Four"), ("id:4",), is_revised=True)}
    return await read(store, feed, new("Five"), new("Six"), now=later(hours=1), changed=changed)


async def feed_unchanged(store: Store) -> None:
    feed = await store.feed(2)
    assert feed is not None
    at = later(hours=2)
    await store.record_unchanged(2, now=at, next_poll_at=at, url=feed.url, etag=None, last_modified=None)


async def item_to_article(store: Store) -> object:
    draft = Draft("Four", "Four it was. And so on.")
    analysis = samples.read(draft.text, actors=[LEE])
    return await store.add_article(SHARED, draft, analysis, now=NOW, feed_item=FinishedItem(1, (READ, NEW)))


async def item_to_revision(store: Store) -> object:
    draft = Draft("Two again", "Two again it was. And so on.")
    return await store.replace_article(2, draft, samples.read(draft.text, actors=[LEE]), now=NOW, feed_item=1)


WORK: dict[str, Callable[[Store], Awaitable[object]]] = {
    "add": lambda store: add(store, "Four", actors=[LEE, person("Di Ray")], themes=[Theme("Sport", ("ball",))]),
    "edit": edit_second,
    "undo": lambda store: store.undo_edit(1, now=later(hours=2), by=7, version=2),
    "remove": lambda store: store.remove_article(2, now=NOW, by=7),
    "restore": lambda store: store.restore_article(3, now=NOW, by=7),
    "claim": lambda store: store.claim_deliveries(now=later(hours=2), lease_seconds=60, limit=9),
    "lift limits": lambda store: store.set_subscription_limits(THERE, 2, NO_LIMITS, now=NOW),
    "record": lambda store: store.mark_delivery_sent(3, 12, now=NOW),
    "claim follow-ups": lambda store: store.claim_follow_ups(now=later(hours=2), lease_seconds=60, limit=9),
    "follow-up done": lambda store: store.finish_follow_up(PUBLISHED),
    "forget": lambda store: store.erase_user(7),
    "add a feed": lambda store: add_feed(store, "https://local.example/feed"),
    "claim feeds": lambda store: store.claim_feeds(now=NOW, lease_seconds=60, limit=9),
    "read a feed": read_feed,
    "feed unchanged": feed_unchanged,
    "feed fails": lambda store: store.record_failure(2, "No.", now=NOW, next_poll_at=later(hours=9), told=True),
    "claim feed notices": lambda store: store.claim_feed_notices(now=later(hours=1), lease_seconds=60, limit=9),
    "claim items": lambda store: store.claim_items(now=NOW, lease_seconds=60, limit=9),
    "item to article": item_to_article,
    "item to revision": item_to_revision,
    "remove a feed": lambda store: store.remove_feed(1),
}

WORK_OF_EDITORS: dict[str, Callable[[Store], Awaitable[object]]] = {
    "add where it waits": lambda store: add(store, "Four", actors=[LEE]),
    "approve": lambda store: store.decide_approval(HERE, 2, ApprovalState.APPROVED, now=later(hours=1), by=7),
    "drop": lambda store: store.decide_approval(HERE, 2, ApprovalState.DROPPED, now=later(hours=1), by=7),
    "lapse": lambda store: store.lapse_approvals(now=later(days=1)),
    "set approval": lambda store: store.set_approval(HERE, 3, ApprovalRules(2), now=NOW, by=7),
    "end approval": lambda store: store.end_approval(HERE, now=NOW, by=7),
}
"""On a library where articles wait for approval."""


@pytest.mark.parametrize("when", WHENEVER)
@pytest.mark.parametrize("work", [*WORK, *WORK_OF_EDITORS])
async def test_every_change_is_stored_completely_or_not_at_all_and_can_be_repeated(folder: Path, work: str, when: When):
    file = folder / "briefings.db"
    data = await made(library if work in WORK else library_with_approval, file)
    before = state(file)
    do = (WORK | WORK_OF_EDITORS)[work]
    store = await SqliteStore.open(file)
    with failing(Faults()) as undisturbed:
        await do(store)
    await store.close()
    wanted = state(file)
    assert wanted != before
    numbers = numbers_of_changes(undisturbed.calls, when)
    assert len(numbers) > 2
    for number in numbers:
        file.write_bytes(data)
        store = await SqliteStore.open(file)
        try:
            with failing(Faults(number, when)) as faults:
                await ended_well(store, do)
            assert faults.met
            assert state(file) in (before, wanted)
            if state(file) == before:
                await do(store)
            assert state(file) == wanted
        finally:
            await store.close()
        assert assert_whole(file) >= 3


async def ended_well(store: Store, do: Callable[[Store], Awaitable[object]]) -> bool:
    try:
        await do(store)
    except StorageError:
        return False
    return True


class FailingConnection(sqlite3.Connection):
    """As a plain connection; which calls fail stands in ``faults``, for all connections."""

    faults: Faults

    def execute(self, *args: Any) -> sqlite3.Cursor:
        return self._called(super().execute, *args)

    def backup(self, *args: Any) -> None:
        self._called(super().backup, *args)

    def _called(self, work: Callable[..., Any], *args: Any) -> Any:
        if not self.faults.due(place_of(sys._getframe(2))):
            return work(*args)
        if self.faults.when is When.AFTER:
            work(*args)
        raise self.faults.error()


def place_of(frame: FrameType) -> object:
    return frame.f_code, frame.f_lineno


def migrated(file: Path, steps: list[Migration], faults: Faults, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the migration went well."""
    FailingConnection.faults = faults
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=FailingConnection))
        try:
            migrate(file, steps)
        except StorageError:
            return False
        return True


@cache
def library_of_version(version: int) -> bytes:
    """The file of a library with one article, or of none."""
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "briefings.db"
        file.touch()
        if version:
            migrate(file, migrations()[:version])
            with closing(sqlite3.connect(file)) as db, db:
                db.execute(ARTICLE)
        return file.read_bytes()


EACH_MIGRATION = [(version, version + 1) for version in range(NEWEST)]
FIRST_AND_LAST = [(0, 1), (NEWEST - 3, NEWEST)]


@pytest.mark.parametrize(
    ("version", "to", "when"),
    [
        *((version, to, When.BEFORE) for version, to in (*EACH_MIGRATION, FIRST_AND_LAST[1])),
        *((version, to, when) for version, to in FIRST_AND_LAST for when in (When.AFTER, When.FROM_THEN_ON)),
    ],
    ids=str,
)
def test_a_migration_is_done_in_atomic_steps_and_continues_where_it_stopped(
    folder: Path, monkeypatch: pytest.MonkeyPatch, version: int, to: int, when: When
):
    monkeypatch.setattr("bot.store.sqlite.migrator.BUSY_SECONDS", 0.0)
    steps, file, undisturbed = migrations()[:to], folder / "briefings.db", Faults()
    file.write_bytes(library_of_version(version))
    assert migrated(file, steps, undisturbed, monkeypatch)
    wanted = schema(file)
    numbers = numbers_of_places(undisturbed.calls)
    assert len(numbers) > 5
    for number in numbers:
        file.write_bytes(library_of_version(version))
        faults = Faults(number, when)
        migrated(file, steps, faults, monkeypatch)
        assert faults.met
        with closing(sqlite3.connect(file)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert version <= db.execute("PRAGMA user_version").fetchone()[0] <= to
        migrate(file, steps)
        assert schema(file) == wanted
        assert [path.name for path in folder.iterdir() if ".part" in path.name] == []
    migrate(file)
    assert found(file, "harbour") == [1] * bool(version)


def found(file: Path, word: str) -> list[int]:
    with closing(sqlite3.connect(file)) as db:
        db.execute("INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)")
        return [
            rowid for (rowid,) in db.execute("SELECT rowid FROM article_words WHERE article_words MATCH ?", (word,))
        ]


def schema(file: Path) -> list[tuple]:
    with closing(sqlite3.connect(file)) as db:
        return sorted(db.execute("SELECT type, name, sql FROM sqlite_master"), key=repr)
