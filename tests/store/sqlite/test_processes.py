"""Several processes on one file, and processes that die in the middle of a write."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from store.samples import HERE, NOW, THERE, add, person
from store.sqlite.integrity import assert_whole

from bot.store import open_store

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}


async def adding(file: Path, *args: object) -> asyncio.subprocess.Process:
    script = TESTS / "store" / "sqlite" / "writer_process.py"
    return await asyncio.create_subprocess_exec(
        sys.executable, script, file, *map(str, args), env=ENVIRONMENT, stdout=asyncio.subprocess.PIPE
    )


@pytest.fixture
async def subscribed(file: Path) -> Path:
    """A file with two channels waiting for articles."""
    store = await open_store(f"sqlite:///{file}")
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await store.subscribe(THERE, 2, now=NOW, by=None)
    await store.close()
    return file


async def test_a_killed_process_leaves_complete_articles_only(subscribed: Path):
    stored = 0
    for round_ in range(4):
        process = await adding(subscribed, f"Round {round_}", 10_000)
        assert process.stdout is not None
        for _ in range(5 + round_):
            assert await process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        assert await process.wait() == -signal.SIGKILL
        told = 5 + round_ + len((await process.stdout.read()).splitlines())
        there = assert_whole(subscribed)
        assert stored + told <= there <= stored + told + 1  # the last may be stored but not told any more
        stored = there


async def test_a_process_killed_at_any_statement_leaves_complete_articles_only(subscribed: Path):
    # An article is about thirty statements: these fall on different ones of the second.
    stored = 0
    for die_at in (40, 43, 46, 49, 52, 55, 58, 61):
        process = await adding(subscribed, f"Dying at {die_at}", 10_000, die_at)
        assert process.stdout is not None
        told = len((await process.stdout.read()).splitlines())
        assert await process.wait() == -signal.SIGKILL
        assert told > 0
        stored += told
        assert assert_whole(subscribed) == stored


async def test_two_processes_add_at_the_same_time(subscribed: Path):
    store = await open_store(f"sqlite:///{subscribed}")
    try:
        process = await adding(subscribed, "Theirs", 40)
        assert process.stdout is not None
        assert await process.stdout.readline()
        ours = [(await add(store, f"Ours {i}", actors=[person("Ann Lee")])).number for i in range(40)]
        theirs = [int(line) for line in (await process.stdout.read()).splitlines()]
        assert await process.wait() == 0
        assert not set(ours) & set(theirs)
        [lee] = await store.actors_by_name(HERE, "ann lee")
        assert lee.articles == 80
    finally:
        await store.close()
    assert assert_whole(subscribed) == 80


async def test_processes_that_create_the_file_at_the_same_time_agree_on_it(file: Path):
    stores = await asyncio.gather(*(open_store(f"sqlite:///{file}") for _ in range(6)))
    try:
        names = [await store.installation_id() for store in stores]
        assert len(set(names)) == 1
        added = await asyncio.gather(*(add(store, str(i), actors=[person("A B")]) for i, store in enumerate(stores)))
        assert sorted(article.number for article in added) == [1, 2, 3, 4, 5, 6]
    finally:
        for store in stores:
            await store.close()
    assert assert_whole(file) == 6
