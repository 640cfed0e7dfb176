"""Adds many files and links in one go. What is in the library already is skipped, so that a run can be repeated."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import AnalysisFailed, DuplicateArticle, InputError
from bot.intake.files.sources import is_link, read_bytes
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.models.articles import Draft
    from bot.services.linked_articles import LinkedArticles
    from bot.services.newsroom import Newsroom
    from bot.store.protocols.store import Store

__all__ = ["BulkAdder", "BulkOutcome", "BulkResult"]


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


class BulkAdder:
    """Adds to the library that all servers share."""

    def __init__(self, newsroom: Newsroom, linked_articles: LinkedArticles, store: Store) -> None:
        self._newsroom = newsroom
        self._linked_articles = linked_articles
        self._store = store

    async def add_all(
        self, sources: Sequence[str], report: Callable[[Sequence[BulkResult]], object], *, parallel: int
    ) -> None:
        """Adds paths of files and links, so many at a time; calls ``report`` with the results of each of them.

        A source that cannot be added prevents no other one. Raises StorageError or WorkerUnavailable if the library
        or the workers cannot be used: nothing else can be added then.
        """
        pending = iter(sources)
        workers = [asyncio.create_task(self._work(pending, report)) for _ in range(parallel)]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, pending: Iterator[str], report: Callable[[Sequence[BulkResult]], object]) -> None:
        for source in pending:
            try:
                results = await (self._add_link(source) if is_link(source) else self._add_file(source))
            except (InputError, AnalysisFailed) as error:
                results = [BulkResult(source, BulkOutcome.REFUSED, reason=str(error))]
            report(results)

    async def _add_link(self, url: str) -> list[BulkResult]:
        """A link that the library has is not fetched again."""
        known = await self._newsroom.article_with_link(SHARED, url)
        if known is not None:
            return [BulkResult(url, BulkOutcome.KNOWN, known.number)]
        return [await self._save(url, await self._linked_articles.draft(url))]

    async def _add_file(self, path: str) -> list[BulkResult]:
        data = await asyncio.to_thread(read_bytes, Path(path))
        results = []
        for found in await self._newsroom.read_file(SHARED, Path(path).name, data):
            name = path if found.name == Path(path).name else f"{path}: {found.name}"
            if found.draft is None:
                results.append(BulkResult(name, BulkOutcome.REFUSED, reason=found.reason))
            else:
                results.append(await self._save(name, found.draft))
        return results

    async def _save(self, name: str, draft: Draft) -> BulkResult:
        known = await self._store.article_by_content(SHARED, draft.content_hash)
        if known is not None:
            return BulkResult(name, BulkOutcome.KNOWN, known.number)
        try:
            saved = await self._newsroom.add_or_update(SHARED, draft)
        except DuplicateArticle as error:  # another file with the same text was added meanwhile
            return BulkResult(name, BulkOutcome.KNOWN, error.number)
        except (InputError, AnalysisFailed) as error:
            return BulkResult(name, BulkOutcome.REFUSED, reason=str(error))
        outcome = BulkOutcome.UPDATED if saved.before else BulkOutcome.ADDED
        return BulkResult(name, outcome, saved.article.number, len(saved.analysis.sentences))
