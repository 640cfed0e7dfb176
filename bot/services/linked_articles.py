"""Makes a draft of the article at a link: fetches what is there, and reads it in a worker process."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.intake.files.linked import LinkedFile, read_linked
from bot.intake.urls import article_url, url_key
from bot.intake.word_overlap import word_overlap
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.intake.web.fetch import PageFetcher
    from bot.models.articles import Article, Draft
    from bot.services.analysis.pool import AnalysisPool
    from bot.store.protocols.store import Store

__all__ = ["LinkedArticles"]

log = structlog.get_logger(__name__)

MIN_SHARED = 0.5
"""The share of their words that two versions of one article have in common, of the words of one of them at least."""


class LinkedArticles:
    """Turns links into drafts. The caller checks the rights of the person who asks."""

    def __init__(self, fetcher: PageFetcher, store: Store, pool: AnalysisPool, clock: Callable[[], datetime]) -> None:
        self.fetcher = fetcher
        self._store = store
        self._pool = pool
        self._clock = clock

    async def draft(
        self,
        url: str,
        *,
        scope: int = SHARED,
        permit: Callable[[str], Awaitable[object]] | None = None,
        background: bool = False,
    ) -> Draft:
        """The article at a link. Raises InputError, with what to do, if no article can be read there.

        ``scope`` is the server for which it is read, so that one server's pages do not delay another's; a page that is
        read in the ``background`` comes after those that people add. ``permit`` is called with each address before it
        is asked for (see ``HttpFetcher.get``).
        """
        page = await self.fetcher.fetch(url, permit=permit)
        log.info("page.fetched", bytes=len(page.data))
        linked = LinkedFile(page, self._clock())
        draft = await self._pool.run(read_linked, linked, scope=scope, background=background)
        return await self._with_own_address(draft, page.url, scope)

    async def _with_own_address(self, draft: Draft, fetched: str, scope: int) -> Draft:
        """The draft with the address that was fetched if its page names that of another article as its canonical one.

        Some sites name the same for all of their pages: taken for its address, each article would replace the last.
        """
        canonical = url_key(draft.url)
        if canonical is None or canonical == url_key(fetched):
            return draft
        known = await self._store.article_by_link(scope, canonical)
        if known is None or await asyncio.to_thread(_is_version, draft, known):
            return draft
        log.info("page.canonical_refused", article=known.id)
        return replace(draft, url=article_url(fetched))


def _is_version(draft: Draft, article: Article) -> bool:
    """True if a draft and an article have so many words in common that one is a version of the other."""
    one, other = f"{draft.title} {draft.text}", f"{article.title} {article.text}"
    return max(word_overlap(one, other), word_overlap(other, one)) >= MIN_SHARED
