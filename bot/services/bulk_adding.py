"""Adds many files and links in one go. What is in the library already is skipped, so that a run can be repeated."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.errors import AnalysisFailed, DuplicateArticle, InputError
from bot.intake.files.reading import FoundText
from bot.intake.files.sources import is_link, read_bytes
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.intake.files.reading import ZipMember
    from bot.models.articles import Draft
    from bot.services.linked_articles import LinkedArticles
    from bot.services.newsroom import Newsroom
    from bot.store.protocols.store import Store

__all__ = ["BulkAdder", "BulkOutcome", "BulkReport", "BulkResult"]


class BulkOutcome(StrEnum):
    """What was done with a text."""

    ADDED = "added"
    UPDATED = "updated"
    KNOWN = "known"
    """The library has it already, or had it until somebody removed it."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What was done with a file, a member of a zip file, or a link.

    ``number`` is the article's, ``sentences`` how many it has if it was analysed, ``reason`` why it was refused.
    """

    name: str
    outcome: BulkOutcome
    number: int | None = None
    sentences: int = 0
    reason: str = ""


class BulkReport(Protocol):
    """Is told how a run goes on."""

    def expect(self, texts: int) -> None:
        """So many more texts were found; for each of them there will be a result."""
        ...

    def add(self, result: BulkResult) -> None:
        """A text is done."""
        ...


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be added: a path, a link, or a ``member`` of a zip file."""

    name: str
    member: ZipMember | None = None


class BulkAdder:
    """Adds to the library that all servers share."""

    def __init__(self, newsroom: Newsroom, linked_articles: LinkedArticles, store: Store) -> None:
        self._newsroom = newsroom
        self._linked_articles = linked_articles
        self._store = store

    async def add_all(self, sources: Sequence[str], report: BulkReport, *, parallel: int) -> None:
        """Adds paths of files and links, so many at a time; the members of a zip file count as files.

        A source that cannot be added prevents no other one. Raises StorageError or WorkerUnavailable if the library
        or the workers cannot be used: nothing else can be added then.
        """
        # The last in is the first out: no further zip file is unpacked while members of another one are waiting.
        jobs = asyncio.LifoQueue[_Job]()
        report.expect(len(sources))
        for source in reversed(sources):
            jobs.put_nowait(_Job(source))
        tasks = [asyncio.create_task(self._work(jobs, report)) for _ in range(parallel)]
        tasks.append(asyncio.create_task(jobs.join()))
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:  # a worker ends by an error only
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, jobs: asyncio.LifoQueue[_Job], report: BulkReport) -> None:
        while True:
            job = await jobs.get()
            try:
                done = await self._add(job)
            except (InputError, AnalysisFailed) as error:
                done = BulkResult(job.name, BulkOutcome.REFUSED, reason=error.for_command_line)
            if isinstance(done, BulkResult):
                report.add(done)
            else:
                report.expect(len(done) - 1)  # the zip file itself was expected as one text
                for member in reversed(done):
                    jobs.put_nowait(member)
            jobs.task_done()

    async def _add(self, job: _Job) -> BulkResult | list[_Job]:
        """What was done, or what is to be done with each member of a zip file."""
        if job.member is not None:
            return await self._add_found(job.name, await self._newsroom.read_member(SHARED, job.member))
        if is_link(job.name):
            return await self._add_link(job.name)
        data = await asyncio.to_thread(read_bytes, Path(job.name))
        opened = await self._newsroom.open_file(SHARED, Path(job.name).name, data)
        if isinstance(opened, FoundText):
            return await self._add_found(job.name, opened)
        return [_Job(f"{job.name}: {member.name}", member) for member in opened]

    async def _add_link(self, url: str) -> BulkResult:
        """A link that the library has is not fetched again."""
        known = await self._newsroom.article_with_link(SHARED, url)
        if known is not None:
            return BulkResult(url, BulkOutcome.KNOWN, known.number)
        return await self._save(url, await self._linked_articles.draft(url))

    async def _add_found(self, name: str, found: FoundText) -> BulkResult:
        if found.draft is None:
            return BulkResult(name, BulkOutcome.REFUSED, reason=found.reason)
        return await self._save(name, found.draft)

    async def _save(self, name: str, draft: Draft) -> BulkResult:
        known = await self._store.article_by_content(SHARED, draft.content_hash)
        if known is not None:
            return BulkResult(name, BulkOutcome.KNOWN, known.number)
        try:
            saved = await self._newsroom.add_or_update(SHARED, draft)
        except DuplicateArticle as error:  # another file with the same text was added meanwhile
            return BulkResult(name, BulkOutcome.KNOWN, error.number)
        except (InputError, AnalysisFailed) as error:
            return BulkResult(name, BulkOutcome.REFUSED, reason=error.for_command_line)
        outcome = BulkOutcome.UPDATED if saved.before else BulkOutcome.ADDED
        return BulkResult(name, outcome, saved.article.number, len(saved.analysis.sentences))
