"""Taking articles in: check, read, store; corrections and their undoing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.errors import AnalysisFailed, BriefingError, DuplicateArticle, KnownLink
from bot.intake.drafts import reject_future_date
from bot.intake.pasted.documents import read_document
from bot.intake.seeds import Seed, read_seeds
from bot.intake.urls import link_key
from bot.models.analysis import Document
from bot.models.articles import SHARED, Draft
from bot.text.version import ANALYZER_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.models.analysis import Analysis
    from bot.models.articles import Article
    from bot.services.analysis_pool import AnalysisPool
    from bot.store.protocol import Store

__all__ = ["Filed", "Newsroom", "SeedReport", "with_known"]

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class SeedReport:
    """What one pass over the seed folder did, by file name."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a draft: a new article, or a new text of the one that has its link, which was ``before``."""

    article: Article
    analysis: Analysis
    before: Article | None = None


class Newsroom:
    """Adds, edits, removes and restores articles. Rights are checked by the caller."""

    def __init__(self, store: Store, reader: AnalysisPool, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._reader = reader
        self._clock = clock

    async def add(
        self, scope: int, draft: Draft, *, by: int | None = None, seed: str | None = None, posted: bool = True
    ) -> tuple[Article, Analysis]:
        """Reads an article and files it, with its posts (or, without ``posted``, with none), in one transaction.

        A seed is read in the background, after what people add.
        Raises InputError for a date in the future, DuplicateArticle, ReadingFailed or StorageError; then nothing was
        stored.
        """
        reject_future_date(draft.published_at, self._clock())
        analysis = await self._read(draft, scope, background=seed is not None)
        article = await self._store.add_article(
            scope, draft, analysis, now=self._clock(), added_by=by, seed=seed, posted=posted
        )
        log.info("article.added", article=article.id, scope=scope, by=by, sentences=len(analysis.sentences))
        return article, analysis

    async def parse(self, scope: int, data: bytes, openers: Sequence[str] = (), known: str | None = None) -> Draft:
        """A file's bytes as a draft, read in the worker process. Raises InputError where they cannot become one.

        ``openers`` are what a command begins with: a long message becomes a file with its command in it. ``known`` is
        the title of the article whose new text this is.
        """
        return await self._reader.work(partial(read_document, openers=openers, known=known), data, scope=scope)

    async def file(
        self,
        scope: int,
        draft: Draft,
        *,
        by: int | None = None,
        may_change: Callable[[Article], object] = lambda _: None,
    ) -> Filed:
        """Adds a draft, or gives its text to the article that has its link already.

        ``may_change`` raises where that article is not to be changed. Raises as ``add`` and ``edit`` do.
        """
        link = link_key(draft.url)
        known = await self._store.article_by_link(scope, link) if link else None
        if known is None or known.removed_at is not None or known.content_hash == draft.content_hash:
            try:  # which also refuses what is here already, or was removed
                return Filed(*await self.add(scope, draft, by=by))
            except KnownLink as error:  # it was added while this one was read
                known = error.article
        may_change(known)
        return Filed(*await self.edit(known, with_known(known, draft), by=by, scope=scope), before=known)

    async def edit(
        self, article: Article, draft: Draft, *, by: int | None, scope: int | None = None, background: bool = False
    ) -> tuple[Article, Analysis]:
        """Gives an article a new text under its old number; ``undo_edit`` takes it back. Nothing is posted again.

        Raises as ``add`` does, and EditConflict where ``article`` is no longer what it was.
        """
        if draft.published_at != article.published_at:
            reject_future_date(draft.published_at, self._clock())
        analysis = await self._read(draft, article.scope, background=background)
        changed = await self._store.replace_article(
            article.id, draft, analysis, now=self._clock(), edited_by=by, scope=scope, version=article.version
        )
        log.info("article.edited", article=article.id, scope=article.scope, by=by)
        return changed, analysis

    async def undo_edit(self, article: Article, *, by: int | None, scope: int | None = None) -> Article:
        """Makes an article what it was before its last edit.

        Raises NotFound where it was never edited, EditConflict where ``article`` is no longer what it was.
        """
        undone = await self._store.undo_edit(article.id, now=self._clock(), by=by, scope=scope, version=article.version)
        log.info("article.edit_undone", article=article.id, scope=article.scope, by=by)
        return undone

    async def remove(self, article: Article, *, by: int | None, scope: int | None = None) -> None:
        """Takes an article out of every answer; ``restore`` brings it back. Raises EditConflict as ``edit`` does."""
        await self._store.remove_article(article.id, now=self._clock(), by=by, scope=scope, version=article.version)
        log.info("article.removed", article=article.id, scope=article.scope, by=by)

    async def restore(self, article: Article, *, by: int | None, scope: int | None = None) -> None:
        """Brings a removed article back under its number."""
        await self._store.restore_article(article.id, now=self._clock(), by=by, scope=scope)
        log.info("article.restored", article=article.id, scope=article.scope, by=by)

    async def load_seeds(self, folder: Path) -> SeedReport:
        """Files every new seed, updates the edited ones under their number, names and passes over the unusable.

        The first load of a folder posts nothing; what is new in it at a later one is posted like any article. What an
        editor made of a seed stays until its file changes. One bad file never keeps the others, or the bot, from
        starting. Raises InputError where the folder cannot be read.
        """
        report = SeedReport()
        seeds = read_seeds(folder)
        loaded_before = f"seeds:{folder}"
        posted = await self._store.get_value(loaded_before) is not None
        for seed in seeds:
            if isinstance(seed, Seed):
                try:
                    await self._load_seed(seed, report, posted=posted)
                except BriefingError as error:
                    report.refused[seed.name] = str(error)
            else:
                report.refused[seed.name] = seed.reason
        if not posted:
            await self._store.set_value(loaded_before, "1")
        for name, reason in report.refused.items():
            log.warning("seed.refused", file=name, reason=reason)
        log.info("seeds.loaded", added=report.added, updated=report.updated, unchanged=len(report.unchanged))
        return report

    async def _load_seed(self, seed: Seed, report: SeedReport, *, posted: bool) -> None:
        known = await self._store.article_by_seed(seed.name)
        set_aside = f"unread:{ANALYZER_VERSION}:{seed.draft.content_hash}"
        reason = await self._store.get_value(set_aside)
        if reason is not None:  # it killed the reading process at an earlier start: not at every one
            report.refused[seed.name] = reason
            return
        try:
            await self._file_seed(seed, known, report, posted=posted)
        except AnalysisFailed as error:
            await self._store.set_value(set_aside, str(error))
            raise

    async def _file_seed(self, seed: Seed, known: Article | None, report: SeedReport, *, posted: bool) -> None:
        key, mark = f"seed:{seed.name}", _fingerprint(seed.draft)
        filed = await self._store.get_value(key)
        if filed == mark or (known is not None and filed is None and _as_filed(known) == seed.draft):
            report.unchanged.append(seed.name)
        elif known is not None:
            await self.edit(known, seed.draft, by=None, background=True)
            report.updated.append(seed.name)
        else:
            try:
                await self.add(SHARED, seed.draft, seed=seed.name, posted=posted)
                report.added.append(seed.name)
            except DuplicateArticle:
                report.unchanged.append(seed.name)  # the same words under another file name, or added by hand
            except KnownLink as error:  # a newer state of a page that another file, or the owner, brought in
                await self.edit(error.article, with_known(error.article, seed.draft), by=None)
                report.updated.append(seed.name)
        if filed != mark:
            await self._store.set_value(key, mark)

    async def _read(self, draft: Draft, scope: int, *, background: bool) -> Analysis:
        return await self._reader.read([Document(draft.title, draft.text)], scope=scope, background=background)


def with_known(article: Article, draft: Draft) -> Draft:
    """A new text for an article, with its source, author, date and link where the new one says nothing of them."""
    return replace(
        draft,
        url=draft.url or article.url,
        source=draft.source or article.source,
        author=draft.author or article.author,
        published_at=draft.published_at or article.published_at,
    )


def _as_filed(article: Article) -> Draft:
    """The draft that an article was made from: an edit of a seed's date or source counts as an edit too."""
    return Draft(article.title, article.text, article.url, article.source, article.author, article.published_at)


def _fingerprint(draft: Draft) -> str:
    """Tells a seed file's state from every other: its words, and what it says of itself."""
    return hashlib.sha256(repr(draft).encode("utf-8", "surrogatepass")).hexdigest()
