"""A worker dies, hangs, fails: it is replaced, and only the article that it failed on is blamed."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
from collections.abc import AsyncIterator, Callable
from multiprocessing import active_children
from multiprocessing.connection import wait
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
from bot.services.analysis import worker_process
from bot.services.analysis.pool import AnalysisPool
from bot.services.analysis.reanalysis import RETRY_SECONDS, Reanalyser
from bot.services.newsroom import Newsroom
from bot.settings import Settings

FINE = [Document("Fine", "Fine it was.")]
DEADLY = [Document("Deadly", "A deadly text.")]
TOWN, VILLAGE = 11, 12
FAILED_TWICE = "Analysing this text failed twice. Try splitting it."


async def has_ended(process: BaseProcess) -> bool:
    """True once the process has ended, which may take ten seconds.

    The executor's thread waits for it as well, and whoever asks second for a moment takes it for alive.
    """
    return bool(await asyncio.to_thread(wait, [process.sentinel], 10))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The file that says what loading the model does; at first, nothing bad."""
    file = tmp_path / "model"
    file.write_text("")
    return file


@pytest.fixture
async def mortal(model: Path) -> AsyncIterator[AnalysisPool]:
    """A pool of two workers that can die."""
    pool = AnalysisPool(str(model), timeout_seconds=20, load=crashing_worker.load)
    yield pool
    await pool.close()


@pytest.fixture
def reader(mortal: AnalysisPool) -> AnalysisPool:
    """In this file, ``resources`` and ``town`` use the pool that can die."""
    return mortal


@pytest.fixture
def processes(mortal: AnalysisPool) -> Callable[[], list[BaseProcess]]:
    """The worker processes that this test has started."""
    before = active_children()
    return lambda: [process for process in active_children() if process not in before]


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


async def test_a_worker_that_dies_on_a_text_is_replaced_after_two_tries(
    mortal: AnalysisPool, processes: Callable[[], list[BaseProcess]], tmp_path: Path
) -> None:
    await mortal.start()
    first = processes()
    with pytest.raises(AnalysisFailed, match="failed twice"):
        await mortal.analyze([Document("", f"A deadly text. {tmp_path}/tries")])
    assert tries(tmp_path / "tries") == 2
    assert len((await mortal.analyze(FINE)).sentences) == 1
    assert processes() != first


async def test_a_text_whose_worker_was_killed_once_is_analysed_at_the_second_attempt(
    mortal: AnalysisPool, tmp_path: Path
) -> None:
    assert await mortal.analyze([Document("", f"An unlucky text. {tmp_path}/tries")])
    assert tries(tmp_path / "tries") == 2


async def test_the_analysis_of_a_text_that_takes_too_long_ends_and_its_worker_is_killed(
    mortal: AnalysisPool, processes: Callable[[], list[BaseProcess]], tmp_path: Path
) -> None:
    await mortal.start()
    [first] = processes()
    mortal.timeout_seconds = 0.5
    with pytest.raises(AnalysisFailed, match=r"took more than 0 seconds\. Try splitting it\."):
        await mortal.analyze(endless(tmp_path / "tries"))
    assert tries(tmp_path / "tries") == 1
    assert await has_ended(first)
    mortal.timeout_seconds = 20
    assert await mortal.analyze(FINE)


async def test_a_worker_killed_between_two_texts_does_not_count_against_the_next_text(
    mortal: AnalysisPool, processes: Callable[[], list[BaseProcess]], tmp_path: Path
) -> None:
    await mortal.start()
    [process] = processes()
    process.kill()
    async with asyncio.timeout(20):
        while mortal.workers_alive:  # noqa: ASYNC110 - see has_ended
            await asyncio.sleep(0.01)
    assert await mortal.analyze([Document("", f"Fine it was. {tmp_path}/tries")])
    assert tries(tmp_path / "tries") == 1


async def test_one_servers_long_texts_do_not_delay_another_server(mortal: AnalysisPool, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}" for number in range(5)]
    reading = [asyncio.create_task(mortal.analyze(endless(file), scope=TOWN)) for file in files]
    await begun(files[0])
    assert await mortal.analyze(FINE, scope=VILLAGE)
    assert await mortal.analyze(FINE, scope=VILLAGE)
    assert (mortal.waiting, mortal.workers_alive) == (4, 2)
    for file in files:
        file.with_suffix(".end").touch()
    assert len(await asyncio.gather(*reading)) == 5


async def test_losing_one_worker_does_not_affect_the_other(mortal: AnalysisPool, tmp_path: Path) -> None:
    calm = asyncio.create_task(mortal.analyze(endless(tmp_path / "calm"), scope=TOWN))
    await begun(tmp_path / "calm")
    with pytest.raises(AnalysisFailed, match="failed twice"):
        await mortal.analyze(DEADLY, scope=VILLAGE)
    (tmp_path / "calm.end").touch()
    assert await calm
    assert tries(tmp_path / "calm") == 1


async def test_background_analyses_leave_a_worker_free_for_people(mortal: AnalysisPool, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}" for number in range(3)]
    seeds = [asyncio.create_task(mortal.analyze(endless(file), background=True)) for file in files]
    await begun(files[0])
    assert await mortal.analyze(FINE, scope=TOWN)
    for file in files:
        file.with_suffix(".end").touch()
    await asyncio.gather(*seeds)


@pytest.mark.slow
async def test_an_operator_sees_how_many_texts_wait_and_how_many_workers_run(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/briefings.db", analysis_processes=1)
    async with open_resources(settings) as resources:
        reading = [asyncio.create_task(resources.analysis_pool.analyze(FINE)) for _ in range(2)]
        await asyncio.sleep(0)
        page = resources.metrics.page().decode().splitlines()
        await asyncio.gather(*reading)
    assert {"briefings_analysis_waiting 1.0", "briefings_analysis_workers 1.0"} <= set(page)


async def test_one_process_analyses_one_text_at_a_time(model: Path) -> None:
    alone = AnalysisPool(str(model), processes=1, load=crashing_worker.load)
    try:
        await asyncio.gather(*(alone.analyze(FINE, scope=scope, background=scope == 3) for scope in (1, 1, 2, 2, 3)))
        assert alone.workers_alive == 1
    finally:
        await alone.close()


async def test_an_analysis_that_fails_blames_its_text_and_leaves_the_worker(
    mortal: AnalysisPool, processes: Callable[[], list[BaseProcess]]
) -> None:
    await mortal.start()
    first = processes()
    with pytest.raises(AnalysisFailed, match="internal error"):
        await mortal.analyze([Document("", "An odd text.")])
    assert await mortal.analyze(FINE)
    assert processes() == first


async def test_the_worker_survives_the_signals_that_stop_the_bot(
    mortal: AnalysisPool, processes: Callable[[], list[BaseProcess]]
) -> None:
    await mortal.start()
    [first] = processes()
    assert first.pid is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        os.kill(first.pid, number)
    assert await mortal.analyze(FINE)
    assert processes() == [first]


async def test_a_model_that_cannot_be_loaded_is_not_blamed_on_an_article(mortal: AnalysisPool, model: Path) -> None:
    model.write_text("is damaged")
    with pytest.raises(ModelLoadError, match="could not be loaded: check SPACY_MODEL"):
        await mortal.start()
    with pytest.raises(WorkerUnavailable, match="try again in a few minutes"):
        await mortal.analyze(FINE)
    model.write_text("")
    assert await mortal.analyze(FINE)


@pytest.mark.parametrize("ending", ["is killed", "finds no memory"])
async def test_a_worker_that_dies_while_it_loads_is_started_again_with_longer_and_longer_pauses(
    model: Path, ending: str
) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            model.write_text("")

    pool = AnalysisPool(str(model), load=crashing_worker.load, sleep=sleep)
    model.write_text(ending)
    with pytest.raises(WorkerUnavailable, match="cannot start the process that analyses texts"):
        await pool.start(retry=False)
    await pool.start()
    assert pauses == [1.0, 5.0]
    assert pool.workers_alive == 1
    await pool.close()


async def test_a_worker_that_cannot_be_started_for_lack_of_memory_is_tried_again(
    mortal: AnalysisPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr("multiprocessing.util.spawnv_passfds", refuse)
        with pytest.raises(WorkerUnavailable, match="try again in a few minutes"):
            await mortal.analyze(FINE)
    assert await mortal.analyze(FINE)


async def test_a_pool_closed_while_its_worker_starts_leaves_no_process(
    mortal: AnalysisPool, processes: Callable[[], list[BaseProcess]]
) -> None:
    starting = asyncio.create_task(mortal.start())
    await asyncio.sleep(0)
    [process] = processes()
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    await mortal.close()
    assert await has_ended(process)


async def test_each_analysis_is_reported_with_its_duration(model: Path) -> None:
    took: list[float] = []
    pool = AnalysisPool(str(model), on_duration=took.append, load=crashing_worker.load)
    await pool.analyze(FINE)
    await pool.analyze(FINE)
    await pool.close()
    assert [0 < seconds < 20 for seconds in took] == [True, True]


async def test_if_an_article_kills_the_worker_the_editor_gets_the_reason_and_the_next_one_is_added(town: Town) -> None:
    assert await town.ask("!add Bad news\n\nA deadly text it was.", who=town.editor) == FAILED_TWICE
    assert "#1" in await town.ask("!add Good news\n\nFine it was.", who=town.editor)


async def test_a_seed_that_kills_the_worker_is_named_and_the_others_are_loaded(
    resources: Resources, clock: Clock, mortal: AnalysisPool, tmp_path: Path
) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in (("1.txt", f"A deadly text. {tmp_path}/tries"), ("2.txt", "Fine it was.")):
        (folder / name).write_text(f"Title of {name}\n\n{text}\n")
    report = await Newsroom(resources.store, mortal, clock).load_seeds(folder)
    assert report.added == ["2.txt"]
    assert report.refused == {"1.txt": FAILED_TWICE}
    again = await Newsroom(resources.store, mortal, clock).load_seeds(folder)
    assert again.unchanged == ["2.txt"]
    assert again.refused == report.refused
    assert tries(tmp_path / "tries") == 2, "it was read again"


async def test_reanalysis_skips_a_text_that_kills_the_worker_and_waits_while_no_worker_starts(
    resources: Resources, clock: Clock, mortal: AnalysisPool, model: Path
) -> None:
    await add(resources.store, "Deadly", text="A deadly text.", version=1)
    await add(resources.store, "Fine", version=1)
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        if seconds == RETRY_SECONDS:
            waits.append(seconds)
            model.write_text("")

    model.write_text("is killed")
    await Reanalyser(resources.store, mortal, clock, version=2, sleep=sleep).run()
    assert waits == [RETRY_SECONDS]
    assert await resources.store.count_stale_articles(2) == 0
    assert (await resources.store.article(SHARED, 1)) is not None


async def test_a_model_that_takes_too_long_to_load_is_not_waited_for(
    mortal: AnalysisPool, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "START_TIMEOUT_SECONDS", 0.01)
    with pytest.raises(WorkerUnavailable, match="try again in a few minutes"):
        await mortal.analyze(FINE)
    assert mortal.workers_alive == 0


async def test_a_job_that_raises_a_time_out_of_its_own_leaves_the_worker(
    mortal: AnalysisPool, processes: Callable[[], list[BaseProcess]]
) -> None:
    await mortal.start()
    first = processes()
    with pytest.raises(TimeoutError, match="of its own"):
        await mortal.run(crashing_worker.time_out, "of its own")
    assert processes() == first
