"""Many files and links in one go: each by itself, none twice, and a run that can be repeated."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import Clock
from intake.files.file_samples import FIRST, TITLE, make_zip
from store.samples import read

from bot.errors import AnalysisFailed, InputError, StorageError
from bot.intake.files.reading import SourceFile, open_file, read_member
from bot.models.analysis import Analysis, Document
from bot.models.articles import SHARED, Draft
from bot.runtime.app import Resources
from bot.services.bulk_adding import BulkAdder, BulkOutcome, BulkResult
from bot.services.newsroom import Newsroom

LINK = "https://courier.example/harbour"
STORY = f"{TITLE}\n\n{FIRST}"


class Workers:
    """The part of an ``AnalysisPool`` that is used, in this process."""

    def __init__(self) -> None:
        self.analysed: list[str] = []
        self.running = self.most = 0
        self.open = self.most_open = 0
        """Zip files that were opened, less those whose last member was read."""
        self.together = asyncio.Barrier(1)
        """How many analyses wait for each other."""

    async def run(self, function: Callable[[SourceFile], object], argument: SourceFile, **_: object) -> object:
        assert function in (open_file, read_member)
        if argument.name.startswith("slow"):
            msg = "Analysing this text took more than 60 seconds. Try splitting it."
            raise AnalysisFailed(msg)
        self.open += isinstance(result := function(argument), tuple)
        self.open -= argument.name.startswith("last")
        self.most_open = max(self.most_open, self.open)
        return result

    async def analyze(self, documents: Sequence[Document], **_: object) -> Analysis:
        (document,) = documents
        if document.title == "Too long":
            msg = "Analysing this text took more than 60 seconds. Try splitting it."
            raise AnalysisFailed(msg)
        if document.title == "Disk full":
            msg = "The disk is full: make room on it."
            raise StorageError(msg)
        self.running += 1
        self.most = max(self.most, self.running)
        async with asyncio.timeout(30):
            await self.together.wait()
        self.running -= 1
        self.analysed.append(document.title)
        return read(document.text)


class Links:
    """The web, as far as these tests go."""

    def __init__(self) -> None:
        self.fetched: list[str] = []

    async def draft(self, url: str) -> Draft:
        self.fetched.append(url)
        if url != LINK:
            msg = "No server answers at that link."
            raise InputError(msg)
        return Draft("Bridge closes", "The bridge closed on Tuesday.", url=url)


class Report:
    """The results, and how many were expected."""

    def __init__(self) -> None:
        self.results: list[BulkResult] = []
        self.add = self.results.append
        self.expected = 0

    def expect(self, texts: int) -> None:
        self.expected += texts


class Run:
    """An adder with its parts, and what it reported."""

    def __init__(self, resources: Resources, clock: Clock) -> None:
        self.workers, self.links = Workers(), Links()
        newsroom = Newsroom(resources.store, self.workers, clock)  # type: ignore[arg-type]
        self.newsroom = newsroom
        self._adder = BulkAdder(newsroom, self.links, resources.store)  # type: ignore[arg-type]

    async def __call__(self, *sources: object, parallel: int = 1) -> list[BulkResult]:
        report = Report()
        await self._adder.add_all([str(source) for source in sources], report, parallel=parallel)
        assert len(report.results) == report.expected
        return report.results


@pytest.fixture
def run(resources: Resources, clock: Clock) -> Run:
    return Run(resources, clock)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    return tmp_path / "a.txt"


def told(results: list[BulkResult]) -> list[tuple[str, str, int | None]]:
    return [(Path(result.name).name, str(result.outcome), result.number) for result in results]


async def test_each_source_is_added_or_refused_by_itself(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    (tmp_path / "long.txt").write_text("Too long\n\nText of an article.", encoding="utf-8")
    (tmp_path / "old.zip").write_bytes(
        make_zip(("x.txt", b"Ferry sails\n\nThe ferry sails on Wednesday."), ("y.txt", b""), ("z.txt", STORY.encode()))
    )
    results = await run(
        file, tmp_path / "bad.txt", LINK, "https://gone.example/x", tmp_path / "long.txt", tmp_path / "old.zip"
    )
    assert told(results) == [
        ("a.txt", "added", 1),
        ("bad.txt", "refused", None),
        ("harbour", "added", 2),
        ("x", "refused", None),
        ("long.txt", "refused", None),
        ("old.zip: x.txt", "added", 3),
        ("old.zip: y.txt", "refused", None),
        ("old.zip: z.txt", "known", 1),
    ]
    assert [result.sentences for result in results if result.outcome is BulkOutcome.ADDED] == [1, 1, 1]
    assert all(result.reason for result in results if result.outcome is BulkOutcome.REFUSED)


async def test_a_second_run_neither_analyses_nor_fetches_anything(run: Run, file: Path) -> None:
    await run(file, LINK)
    analysed, fetched = list(run.workers.analysed), list(run.links.fetched)
    assert told(await run(file, LINK)) == [("a.txt", "known", 1), ("harbour", "known", 2)]
    assert (run.workers.analysed, run.links.fetched) == (analysed, fetched)


async def test_a_link_without_a_key_is_fetched_to_be_refused(run: Run) -> None:
    assert told(await run("https://")) == [("https:", "refused", None)]


async def test_a_removed_article_stays_removed(run: Run, file: Path, resources: Resources) -> None:
    await run(file)
    article = await resources.store.article(SHARED, 1)
    assert article is not None
    await run.newsroom.remove(article, by=None)
    assert told(await run(file)) == [("a.txt", "known", 1)]
    assert await resources.store.article(SHARED, 1) is None


async def test_a_new_text_with_a_known_link_updates_the_article(run: Run, file: Path) -> None:
    await run(LINK)
    file.write_text(f"URL: {LINK}\n{STORY}", encoding="utf-8")
    assert told(await run(file)) == [("a.txt", "updated", 1)]


async def test_the_same_text_in_two_files_at_once_is_added_once(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(4)]
    for path in paths:
        path.write_text(STORY, encoding="utf-8")
    results = await run(*paths, parallel=4)
    assert sorted(str(result.outcome) for result in results) == ["added", "known", "known", "known"]
    assert {result.number for result in results} == {1}


async def test_so_many_are_analysed_at_a_time(run: Run, tmp_path: Path) -> None:
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text(f"Story {n}\n\nThe text of story {n}.", encoding="utf-8")
    run.workers.together = asyncio.Barrier(3)
    await run(*sorted(tmp_path.glob("*.txt")), parallel=3)
    assert (len(run.workers.analysed), run.workers.most) == (9, 3)


async def test_the_members_of_a_zip_file_are_analysed_as_many_at_a_time_as_files(run: Run, tmp_path: Path) -> None:
    members = [(f"{n}.txt", f"Story {n}\n\nThe text of story {n}.".encode()) for n in range(9)]
    (tmp_path / "all.zip").write_bytes(make_zip(*members))
    run.workers.together = asyncio.Barrier(3)
    results = await run(tmp_path / "all.zip", parallel=3)
    assert (len(run.workers.analysed), run.workers.most) == (9, 3)
    assert sorted(Path(result.name).name for result in results) == [f"all.zip: {n}.txt" for n in range(9)]


async def test_a_zip_file_is_opened_when_no_member_of_another_one_waits(run: Run, tmp_path: Path) -> None:
    for archive in range(4):
        names = *(f"{n}" for n in range(5)), "last"
        members = [(f"{n}.txt", f"Story {n}\n\nThe text of {n} in {archive}.".encode()) for n in names]
        (tmp_path / f"{archive}.zip").write_bytes(make_zip(*members))
    assert len(await run(*sorted(tmp_path.glob("*.zip")), parallel=1)) == 24
    assert run.workers.most_open == 1


async def test_a_member_that_takes_too_long_is_refused_by_itself(run: Run, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(make_zip(("slow.pdf", b"%PDF-"), ("a.txt", STORY.encode())))
    assert told(await run(tmp_path / "all.zip")) == [
        ("all.zip: slow.pdf", "refused", None),
        ("all.zip: a.txt", "added", 1),
    ]


async def test_a_library_that_cannot_be_used_ends_the_run(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "full.txt").write_text("Disk full\n\nText of an article.", encoding="utf-8")
    with pytest.raises(StorageError, match="The disk is full"):
        await run(tmp_path / "full.txt", file)
    assert run.workers.analysed == []
