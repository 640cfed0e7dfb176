"""A link -> an article's draft: fetched from the public web, read in the worker process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.intake.pasted.documents import is_future_date
from bot.intake.web.article import read_page
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.intake.web.fetch import PageFetcher
    from bot.models.articles import Draft
    from bot.services.analysis.pool import AnalysisPool

__all__ = ["LinkedArticles"]

log = structlog.get_logger(__name__)


class LinkedArticles:
    """Turns links into drafts. Rights are checked by the caller."""

    def __init__(self, web: PageFetcher, reader: AnalysisPool, clock: Callable[[], datetime]) -> None:
        self._web = web
        self._analysis_pool = reader
        self._clock = clock

    async def draft(self, url: str, *, scope: int = SHARED) -> Draft:
        """The article behind a link. Raises InputError, with what to do, where there is none that can be read.

        ``scope`` is the server for which it is read.
        """
        page = await self._web.fetch(url)
        log.info("page.fetched", bytes=len(page.data))
        draft = await self._analysis_pool.run(read_page, page, scope=scope)
        ahead = is_future_date(draft.published_at, self._clock())  # the site's slip, which nobody here can correct
        return replace(draft, published_at=None) if ahead else draft
