"""Old analyses are replaced in the background."""

from __future__ import annotations

from collections.abc import Sequence

from conftest import Clock, Town
from store.samples import add, read
from structlog.testing import capture_logs

from bot.errors import AnalysisFailed
from bot.models.analysis import Analysis, Document
from bot.runtime.app import Resources
from bot.services.analysis.reanalysis import LOG_INTERVAL, Reanalyser


class NewerReader:
    """Reads as version 2; fails on texts that hold a word, or lets something happen before it answers."""

    def __init__(self, failing: str = "\0") -> None:
        self.failing = failing
        self.calls = 0

    async def analyze(self, documents: Sequence[Document], *, background: bool) -> Analysis:
        assert background
        self.calls += 1
        if self.failing in documents[0].text:
            msg = "failed twice"
            raise AnalysisFailed(msg)
        return read(documents[0].text, version=2)


def reanalyser(resources: Resources, reader: NewerReader, clock: Clock) -> Reanalyser:
    return Reanalyser(resources.store, reader, clock, version=2)  # type: ignore[arg-type]  # the part of it that is used


async def test_every_outdated_analysis_is_made_again(resources: Resources, clock: Clock) -> None:
    ids = [(await add(resources.store, f"Story {i}", version=1)).id for i in range(45)]
    work = reanalyser(resources, NewerReader(), clock)
    before = await work.progress()
    assert before is not None
    assert (before.done, before.left) == (0, 45)
    await work.reanalyse_batch()
    middle = await work.progress()
    assert middle is not None
    assert (middle.done, middle.left) == (20, 25)
    while await work.reanalyse_batch():
        pass
    assert await work.progress() is None
    assert {(await resources.store.analysis(i)).version for i in ids} == {2}  # type: ignore[union-attr]


async def test_reanalysis_continues_where_it_stopped(resources: Resources, clock: Clock) -> None:
    for i in range(25):
        await add(resources.store, f"Story {i}", version=1)
    first, second = NewerReader(), NewerReader()
    await reanalyser(resources, first, clock).reanalyse_batch()
    while await reanalyser(resources, second, clock).reanalyse_batch():
        pass
    assert (first.calls, second.calls) == (20, 5)


async def test_an_article_that_cannot_be_analysed_keeps_its_old_analysis(resources: Resources, clock: Clock) -> None:
    bad = await add(resources.store, "Poison", text="Poison it was. And so on.", version=1)
    good = await add(resources.store, "Fine", version=1)
    reader = NewerReader(failing="Poison")
    work = reanalyser(resources, reader, clock)
    while await work.reanalyse_batch():
        pass
    assert reader.calls == 2
    assert (await resources.store.analysis(bad.id)).version == 1  # type: ignore[union-attr]
    assert (await resources.store.analysis(good.id)).version == 2  # type: ignore[union-attr]


async def test_commands_work_during_reanalysis_and_about_shows_its_progress(seeded: Town) -> None:
    seeded.services.reanalysis.version = 99
    assert "1 to go" in await seeded.ask("!about")
    assert "Sanae Takaichi" in await seeded.ask("!summary")


async def test_progress_and_completion_are_logged(resources: Resources, clock: Clock) -> None:
    for i in range(LOG_INTERVAL + 1):
        await add(resources.store, f"Story {i}", version=1)
    work = Reanalyser(resources.store, NewerReader(), clock, version=2, sleep=no_rest)  # type: ignore[arg-type]
    with capture_logs() as logs:
        await work.run()
        await reanalyser(resources, NewerReader(), clock).run()  # nothing is left to do: no line
    assert [line["event"] for line in logs] == ["reanalysis.progress", "reanalysis.finished"]
    assert (logs[0]["done"], logs[0]["left"]) == (LOG_INTERVAL, 1)


async def no_rest(_: float) -> None:
    """Instead of a rest after each article."""
