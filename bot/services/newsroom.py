"""Adds, edits, removes and restores articles: checks a draft, has it analysed, stores it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.errors import AnalysisFailed, DuplicateArticle, InputError, KnownLink
from bot.intake.datelines import with_dateline
from bot.intake.drafts import reject_future_date
from bot.intake.files.reading import FoundText, SourceFile, open_file, read_member
from bot.intake.urls import url_key
from bot.models.analysis import Document
from bot.models.delivery import DeliveryState
from bot.services.seed_loading import load_seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.intake.files.reading import ZipMember
    from bot.models.analysis import Analysis
    from bot.models.articles import Article, Draft
    from bot.models.delivery import Delivery
    from bot.models.feeds import FinishedItem
    from bot.models.stories import LikelyStory
    from bot.services.analysis.pool import AnalysisPool
    from bot.services.seed_loading import SeedReport
    from bot.store.protocols.store import Store

__all__ = ["Newsroom", "SavedArticle", "complete_draft"]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SavedArticle:
    """An article that was added, or changed: ``before`` is its state before the change."""

    article: Article
    analysis: Analysis
    before: Article | None = None


class Newsroom:
    """Changes the library. The caller checks the rights of the person who asks.

    ``by`` is the Discord user id of the person who does it, None on the command line. ``scope`` is the server from
    which it is done, None for the scope of the article.
    """

    def __init__(self, store: Store, analysis_pool: AnalysisPool, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._analysis_pool = analysis_pool
        self._clock = clock

    async def add(
        self,
        scope: int,
        draft: Draft,
        *,
        by: int | None = None,
        seed: str | None = None,
        posted: bool = True,
        feed_item: FinishedItem | None = None,
    ) -> tuple[Article, Analysis]:
        """Analyses a draft and stores it, with a delivery for each subscription if ``posted``, in one transaction.

        A seed and the item of a feed are analysed in the background, after what people add. Raises InputError for a
        date in the future, DuplicateArticle, KnownLink, NotFound if ``feed_item`` no longer waits, AnalysisFailed,
        WorkerUnavailable or StorageError; then nothing was stored.
        """
        reject_future_date(draft.published_at, self._clock())
        draft = self.completed(draft)
        analysis = await self._analyse(draft, scope, background=seed is not None or feed_item is not None)
        article = await self._store.add_article(
            scope,
            draft,
            analysis,
            now=self._clock(),
            added_by=by,
            seed=seed,
            posted=posted,
            feed_item=feed_item,
        )
        log.info("article.added", article=article.id, scope=scope, by=by, sentences=len(analysis.sentences))
        return article, analysis

    def completed(self, draft: Draft) -> Draft:
        """The draft with what its dateline says ("ATHENS, Nov 26 (Reuters) -") where nothing else says it."""
        return with_dateline(draft, self._clock())

    async def read_file(
        self, scope: int, name: str, data: bytes, openers: Sequence[str] = (), known: str | None = None
    ) -> tuple[FoundText, ...]:
        """Finds the text in a file, or the texts in a zip file, in a worker process: see ``open_file``."""
        opened = await self.open_file(scope, name, data, openers, known)
        if isinstance(opened, FoundText):
            return (opened,)
        return tuple([await self.read_member(scope, member) for member in opened])

    async def open_file(
        self, scope: int, name: str, data: bytes, openers: Sequence[str] = (), known: str | None = None
    ) -> FoundText | tuple[ZipMember, ...]:
        """Reads a file, or unpacks a zip file, in a worker process; for ``openers`` and ``known`` see ``SourceFile``.

        Raises InputError if there is nothing to read, AnalysisFailed or WorkerUnavailable.
        """
        file = SourceFile(name, data, self._clock(), tuple(openers), known)
        return await self._analysis_pool.run(open_file, file, scope=scope)

    async def read_member(self, scope: int, member: ZipMember) -> FoundText:
        """Finds the text in a member of a zip file, in a worker process. Raises WorkerUnavailable."""
        if isinstance(member, FoundText):
            return member
        try:
            return await self._analysis_pool.run(read_member, member, scope=scope)
        except AnalysisFailed as error:  # one that takes too long keeps no other from being read
            return FoundText(member.name, None, str(error))

    async def article_with_link(self, scope: int, url: str | None) -> Article | None:
        """The article with the same link, however it is spelt, even if it was removed."""
        link = url_key(url)
        return await self._store.article_by_link(scope, link) if link else None

    async def known_article(self, scope: int, draft: Draft) -> Article | None:
        """The article that ``add_or_update`` would give the draft's text to; None if it would add a new one.

        Raises DuplicateArticle if it would refuse the draft, InputError for a date in the future.
        """
        reject_future_date(draft.published_at, self._clock())
        same = await self._store.article_by_content(scope, draft.content_hash)
        if same is not None:
            raise DuplicateArticle.of_text(same.number, same.title, removed=same.removed_at is not None)
        known = await self.article_with_link(scope, draft.url)
        if known is not None and known.removed_at is not None:
            raise DuplicateArticle.of_removed_link(known.number)
        return known

    async def likely_story(self, scope: int, draft: Draft) -> LikelyStory | None:
        """Whose story a draft would join if it were added; None if no article tells its story. Raises as ``add``."""
        analysis = await self._analyse(draft, scope, background=False)
        return await self._store.likely_story(scope, draft, analysis, now=self._clock())

    async def add_or_update(
        self,
        scope: int,
        draft: Draft,
        *,
        by: int | None = None,
        may_change: Callable[[Article], object] = lambda _: None,
    ) -> SavedArticle:
        """Adds a draft as a new article, or gives its text to the article that has the same link.

        ``may_change`` raises if that article must not be changed. Raises the errors of ``add`` and ``edit``.
        """
        known = await self.article_with_link(scope, draft.url)
        if known is None or known.removed_at is not None or known.content_hash == draft.content_hash:
            try:  # raises DuplicateArticle for a known text or a removed article
                return SavedArticle(*await self.add(scope, draft, by=by))
            except KnownLink as error:  # an article with this link was added while this one was analysed
                known = error.article
        may_change(known)
        return SavedArticle(*await self.update(known, draft, by=by, scope=scope), before=known)

    async def edit(
        self,
        article: Article,
        draft: Draft,
        *,
        by: int | None,
        scope: int | None = None,
        background: bool = False,
        feed_item: int | None = None,
    ) -> tuple[Article, Analysis]:
        """Gives an article a new text under its number; ``undo_edit`` takes it back. Nothing is posted again.

        ``feed_item`` is the id of the item whose new version that text is. Raises the errors of ``add``, and
        EditConflict if ``article`` is not the current version.
        """
        if draft.published_at != article.published_at:
            reject_future_date(draft.published_at, self._clock())
        draft = self.completed(draft)
        analysis = await self._analyse(draft, article.scope, background=background)
        changed = await self._store.replace_article(
            article.id,
            draft,
            analysis,
            now=self._clock(),
            edited_by=by,
            version=article.version,
            scope=scope,
            feed_item=feed_item,
        )
        log.info("article.edited", article=article.id, scope=article.scope, by=by)
        return changed, analysis

    async def update(
        self, article: Article, draft: Draft, *, by: int | None, scope: int | None = None
    ) -> tuple[Article, Analysis]:
        """Edits an article as ``edit`` does, keeping its link, source, author and date where the draft has none."""
        return await self.edit(article, complete_draft(article, draft), by=by, scope=scope)

    async def undo_edit(self, article: Article, *, by: int | None, scope: int | None = None) -> Article:
        """Restores an article to its state before the last edit.

        Raises NotFound if it was never edited, EditConflict if ``article`` is not the current version.
        """
        undone = await self._store.undo_edit(article.id, now=self._clock(), by=by, scope=scope, version=article.version)
        log.info("article.edit_undone", article=article.id, scope=article.scope, by=by)
        return undone

    async def remove(self, article: Article, *, by: int | None, scope: int | None = None) -> None:
        """Removes an article from all answers; ``restore`` brings it back. Raises EditConflict as ``edit`` does."""
        await self._store.remove_article(article.id, now=self._clock(), by=by, scope=scope, version=article.version)
        log.info("article.removed", article=article.id, scope=article.scope, by=by)

    async def restore(self, article: Article, *, by: int | None, scope: int | None = None) -> None:
        """Brings a removed article back under its number."""
        await self._store.restore_article(article.id, now=self._clock(), by=by, scope=scope)
        log.info("article.restored", article=article.id, scope=article.scope, by=by)

    async def join_story(self, article: Article, other: Article, *, by: int | None) -> None:
        """Moves an article to the story of another one. Raises InputError if that is not possible."""
        if article.id == other.id:
            msg = f"Both are #{article.number}: give two different articles to join."
            raise InputError(msg)
        await self._store.join_story(article, other, now=self._clock(), by=by)
        log.info("story.joined", article=article.id, other=other.id, by=by)

    async def part_story(
        self, article: Article, *, by: int | None, scope: int
    ) -> list[tuple[Article, Sequence[Delivery]]]:
        """Gives an article a story and posts of its own. Raises InputError if it has a story of its own already.

        Returns the articles that are posted now, since no post names them any longer, each with the deliveries that
        are to be made in the server ``scope``.
        """
        due = await self._store.part_story(article, now=self._clock(), by=by)
        log.info("story.parted", article=article.id, by=by)
        posted: list[tuple[Article, Sequence[Delivery]]] = []
        for article_id in sorted(due):
            one = await self._store.article_by_id(scope, article_id)
            rows = await self._store.deliveries_of(scope, article_id)
            if one is not None and (waiting := [row for row in rows if row.state is DeliveryState.PENDING]):
                posted.append((one, waiting))
        return posted

    async def load_seeds(self, folder: Path) -> SeedReport:
        """Brings the library up to date with a folder of seeds: see ``seed_loading.load_seeds``."""
        return await load_seeds(self, self._store, folder)

    async def _analyse(self, draft: Draft, scope: int, *, background: bool) -> Analysis:
        return await self._analysis_pool.analyze(
            [Document(draft.title, draft.text)], scope=scope, background=background
        )


def complete_draft(article: Article, draft: Draft) -> Draft:
    """A draft of a new text, completed with the article's link, source, author, date and picture where it has none."""
    return replace(
        draft,
        url=draft.url or article.url,
        source=draft.source or article.source,
        author=draft.author or article.author,
        published_at=draft.published_at or article.published_at,
        picture=draft.picture or article.picture,
    )
