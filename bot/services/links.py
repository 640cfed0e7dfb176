"""A link -> an article's draft: fetched from the public web, read in the worker process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.intake.pages import read_page
from bot.models import SHARED

if TYPE_CHECKING:
    from bot.intake.web import Web
    from bot.models import Draft
    from bot.services.reader import Reader

__all__ = ["Links"]

log = structlog.get_logger(__name__)


class Links:
    """Turns links into drafts. Rights are checked by the caller."""

    def __init__(self, web: Web, reader: Reader) -> None:
        self._web = web
        self._reader = reader

    async def draft(self, url: str, *, scope: int = SHARED) -> Draft:
        """The article behind a link. Raises InputError, with what to do, where there is none that can be read.

        ``scope`` is the server for which it is read.
        """
        page = await self._web.fetch(url)
        log.info("page.fetched", bytes=len(page.data))
        return await self._reader.work(read_page, page, scope=scope)
