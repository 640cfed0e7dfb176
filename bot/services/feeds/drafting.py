"""Makes a draft of a feed's item: of the text in the feed, or of the item's page if the feed holds only a teaser."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.errors import AnalysisFailed, FetchError, InputError
from bot.intake.feeds.feed_names import outlet_name
from bot.intake.feeds.item_text import Accepted, item_draft
from bot.intake.site_names import host_name
from bot.intake.urls import article_url
from bot.models.feeds import FeedText, Outcome, Stage, StageResult

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.models.articles import Draft
    from bot.models.feeds import FeedItem
    from bot.services.analysis.pool import AnalysisPool
    from bot.services.linked_articles import LinkedArticles

__all__ = ["DraftRequest", "DraftedItem", "ItemDrafts"]

TEASER = "the feed has only the beginning of its text, and its page could not be read"
NO_LINK = "the item has no link to its page"
WHOLE_TEXT = "the feed has the whole text"
FEED_CHOSEN = "this feed is set to use the text in the feed"
OWN_TEXT = "its page could not be read, so the text in the feed is used"


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """An item whose draft is wanted, for a scope.

    ``may_retry`` if a page that cannot be fetched now is tried again later; else the text in the feed has to do.
    """

    item: FeedItem
    feed_title: str
    text_from: FeedText
    scope: int
    background: bool
    may_retry: bool


@dataclass(frozen=True, slots=True)
class DraftedItem:
    """A draft, or None, with how the stages on the way to it ended. With ``retry`` its page may be there later."""

    draft: Draft | None
    results: tuple[StageResult, ...]
    retry: bool = False

    @property
    def reason(self) -> str:
        """Why there is no draft, if so: the first of the reasons, since the others follow from it."""
        return next((result.reason for result in self.results if result.outcome is Outcome.FAILED), "")


class ItemDrafts:
    """Makes drafts. ``permit`` raises FetchError for an address that robots.txt does not let programs fetch."""

    def __init__(self, pages: LinkedArticles, pool: AnalysisPool, permit: Callable[[str], Awaitable[object]]) -> None:
        self._pages = pages
        self._pool = pool
        self._permit = permit

    async def draft(self, wanted: DraftRequest) -> DraftedItem:
        """The draft of an item. Raises WorkerUnavailable."""
        item, text_from = wanted.item, wanted.text_from
        try:
            own = await self._own_draft(wanted, Accepted.ANY if text_from is FeedText.FEED else Accepted.WHOLE)
        except (InputError, AnalysisFailed) as error:
            return DraftedItem(None, (_no_article(error.reason),))
        if own is not None and text_from is not FeedText.PAGE:
            chosen = FEED_CHOSEN if text_from is FeedText.FEED else WHOLE_TEXT
            return _of_feed(own, StageResult(Stage.PAGE_FETCHED, Outcome.SKIPPED, chosen))
        if item.link is None:
            return _of_feed(own, StageResult(Stage.PAGE_FETCHED, Outcome.SKIPPED, NO_LINK))
        return await self._of_page(wanted, item.link)

    async def _own_draft(self, wanted: DraftRequest, accept: Accepted) -> Draft | None:
        """The draft of an item's text in the feed, None if it is not accepted. Raises InputError, AnalysisFailed."""
        read = partial(item_draft, feed_title=wanted.feed_title, accept=accept)
        return await self._pool.run(read, wanted.item, scope=wanted.scope, background=wanted.background)

    async def _of_page(self, wanted: DraftRequest, link: str) -> DraftedItem:
        """The draft of an item's page; or that of its text in the feed, if the page is no help and that is finished."""
        try:
            page = await self._pages.draft(link, scope=wanted.scope, permit=self._permit, background=wanted.background)
        except FetchError as error:
            failed = StageResult(Stage.PAGE_FETCHED, Outcome.FAILED, error.reason)
            if wanted.may_retry and error.is_transient:
                return DraftedItem(None, (failed,), retry=True)
            return await self._without_page(wanted, failed, TEASER)
        except (InputError, AnalysisFailed) as error:
            return await self._without_page(wanted, _passed(Stage.PAGE_FETCHED), error.reason)
        draft = _completed(page, wanted.item, wanted.feed_title)
        return DraftedItem(draft, (_passed(Stage.PAGE_FETCHED), _passed(Stage.IS_ARTICLE)))

    async def _without_page(self, wanted: DraftRequest, page: StageResult, otherwise: str) -> DraftedItem:
        """An item whose page is no help: its text in the feed if that is finished, else ``otherwise`` is the reason."""
        own = None
        with contextlib.suppress(InputError, AnalysisFailed):
            own = await self._own_draft(wanted, Accepted.FINISHED)
        return _of_feed(own, page, note=OWN_TEXT, otherwise=otherwise)


def _of_feed(own: Draft | None, page: StageResult, *, note: str = "", otherwise: str = TEASER) -> DraftedItem:
    """An item whose page is not used: its text in the feed; if there is none, ``otherwise`` is why it is no article."""
    if own is None:
        return DraftedItem(None, (page, _no_article(otherwise)))
    return DraftedItem(own, (page, StageResult(Stage.IS_ARTICLE, Outcome.PASSED, note)))


def _completed(page: Draft, item: FeedItem, feed_title: str) -> Draft:
    """The draft of a page, with what only the feed says."""
    is_named = page.source is not None and page.source != host_name(page.url or item.link or "")
    return replace(
        page,
        url=page.url or article_url(item.link),
        source=page.source if is_named else item.source or outlet_name(feed_title),
        author=page.author or item.author,
        published_at=page.published_at or item.published_at,
    )


def _passed(stage: Stage) -> StageResult:
    return StageResult(stage, Outcome.PASSED)


def _no_article(reason: str) -> StageResult:
    return StageResult(Stage.IS_ARTICLE, Outcome.FAILED, reason)
