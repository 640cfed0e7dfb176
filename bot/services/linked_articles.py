"""Makes a draft of the article at a link: fetches what is there, and reads it in a worker process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.intake.files.linked import LinkedFile, read_linked
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.intake.web.fetch import PageFetcher
    from bot.models.articles import Draft
    from bot.services.analysis.pool import AnalysisPool

__all__ = ["LinkedArticles"]

log = structlog.get_logger(__name__)


class LinkedArticles:
    """Turns links into drafts. The caller checks the rights of the person who asks."""

    def __init__(self, fetcher: PageFetcher, pool: AnalysisPool, clock: Callable[[], datetime]) -> None:
        self.fetcher = fetcher
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
        return await self._pool.run(read_linked, LinkedFile(page, self._clock()), scope=scope, background=background)
