"""Makes PNG pictures of drawings in a worker process, and keeps the last ones."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.services.analysis.worker_main import draw_picture
from bot.services.bounded_dict import BoundedDict

if TYPE_CHECKING:
    from bot.services.analysis.pool import AnalysisPool

__all__ = ["Pictures"]

log = structlog.get_logger(__name__)

WAIT_SECONDS = 1.0
"""An answer waits no longer for its picture: the text is worth more."""
MAX_KEPT = 100
"""Pictures of some 50 KB each."""
MAX_AT_ONCE = 4
"""Pictures that are being made; further answers come without one."""


class Pictures:
    """Makes pictures. Whatever fails, an answer can do without its picture."""

    def __init__(self, analysis_pool: AnalysisPool, *, wait_seconds: float = WAIT_SECONDS) -> None:
        self._analysis_pool = analysis_pool
        self._wait_seconds = wait_seconds
        self._kept: BoundedDict[str, bytes] = BoundedDict(MAX_KEPT)
        self._at_work: dict[str, asyncio.Task[None]] = {}

    async def png(self, svg: str, *, scope: int) -> bytes | None:
        """The picture; None if it cannot be made, or not soon: then the next answer may have it."""
        if svg not in self._kept and (svg in self._at_work or len(self._at_work) < MAX_AT_ONCE):
            making = self._at_work.get(svg)
            if making is None:
                making = self._at_work[svg] = asyncio.create_task(self._make(svg, scope))
            await asyncio.wait({making}, timeout=self._wait_seconds)
        return self._kept.get(svg)

    async def _make(self, svg: str, scope: int) -> None:
        try:
            self._kept[svg] = await self._analysis_pool.run(draw_picture, svg, scope=scope)
        except Exception as error:  # noqa: BLE001 - the worker may lack the renderer, or the renderer fail in any way
            log.warning("picture.failed", error=f"{type(error).__name__}: {error}"[:200])
        finally:
            del self._at_work[svg]
