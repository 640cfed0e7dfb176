"""The two background tasks go on until they are cancelled, whatever happens to the database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from services.feeds.conftest import Desk, build_desk
from services.feeds.web import FEED, FakeWeb, story

from bot.errors import StorageError
from bot.services.feeds import ingest, poller


@asynccontextmanager
async def running(desk: Desk) -> AsyncIterator[None]:
    services = desk.services
    tasks = [asyncio.create_task(services.poller.run()), asyncio.create_task(services.ingest.run())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert all(task.cancelled() for task in tasks)


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(20):
        while not await condition():  # noqa: ASYNC110 - what happens is in the database
            await asyncio.sleep(0.01)


async def make_due(desk: Desk, count: int) -> None:
    """So many feeds, all of which have been due for a while."""
    outlines = "".join(f"<outline text='{n}' xmlUrl='{FEED}?id={n}'/>" for n in range(count))
    opml = f"<opml version='2.0'><body>{outlines}</body></opml>".encode()
    await desk.services.registry.import_opml(0, opml, by=None)
    desk.clock.move(3_600)


async def test_a_feed_that_is_added_is_read_and_its_items_become_articles(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    for module in (poller, ingest):
        monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    web.feed(story("Rye"))

    async def has(count: int) -> bool:
        return len(await desk.titles()) == count

    async with running(desk):
        feed = await desk.follow()
        await until(lambda: has(1))
        web.feed(story("Hull"), story("Rye"))
        desk.clock.at = (await desk.again(feed)).next_poll_at
        await until(lambda: has(2))


async def test_a_fault_of_the_database_ends_neither(desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch):
    for module in (poller, ingest):
        monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    faults = 0

    async def broken(*_: object, **__: object) -> None:
        nonlocal faults
        faults += 1
        msg = "the database is locked"
        raise StorageError(msg)

    async def enough() -> bool:
        return faults > 3

    web.feed(story("Rye"))
    await desk.follow()
    async with running(desk):
        with monkeypatch.context() as patch:
            for method in ("claim_feeds", "claim_items"):
                patch.setattr(desk.store, method, broken)
            await until(enough)

        async def is_there() -> bool:
            return bool(await desk.titles())

        await until(is_there)


async def test_no_more_than_a_few_feeds_are_read_at_once_and_a_stop_waits_for_none(desk: Desk, web: FakeWeb):
    under_way = 0

    async def hang(_: str) -> None:
        nonlocal under_way
        under_way += 1
        await asyncio.Event().wait()

    await make_due(desk, 20)
    web.before = hang

    async def full() -> bool:
        return under_way == poller.MAX_PARALLEL

    async with running(desk):
        await until(full)
    assert under_way == poller.MAX_PARALLEL
    web.before = None
    assert await desk.poll() == 0  # claimed by the process that was stopped, or 404
    assert len(web.asked()) == 20
    assert await desk.poll(poller.LEASE_SECONDS) == 0
    assert len(web.asked()) == poller.MAX_PARALLEL


async def test_feeds_that_became_due_while_the_bot_did_not_run_are_not_read_in_a_burst(
    desk: Desk, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(poller, "CLAIMS_PER_SECOND", 10.0)
    await make_due(desk, 5 * poller.MAX_PARALLEL)

    async def all_asked() -> bool:
        return len(web.requests) == 5 * poller.MAX_PARALLEL

    began = time.monotonic()
    desk = build_desk(desk.resources, desk.clock, web)
    async with running(desk):
        await until(all_asked)
    assert time.monotonic() - began >= 0.4
