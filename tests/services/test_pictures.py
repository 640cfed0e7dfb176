"""Pictures are made in a worker process, kept, and never awaited for long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from structlog.testing import capture_logs

from bot.charts.svg import card
from bot.services.analysis.pool import AnalysisPool
from bot.services.pictures import MAX_AT_ONCE, Pictures


class Pool:
    """Draws as soon as it may; or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.error = error
        self.may_draw = asyncio.Event()

    async def run(self, _: Callable[..., Any], svg: str, *, scope: int) -> bytes:
        assert scope == 7
        self.asked.append(svg)
        await self.may_draw.wait()
        if self.error is not None:
            raise self.error
        return svg.encode()


def made_by(pool: Pool, seconds: float = 30.0) -> Pictures:
    return Pictures(pool, wait_seconds=seconds)  # type: ignore[arg-type]  # what it needs of a pool


async def test_a_picture_is_made_once() -> None:
    pool = Pool()
    pool.may_draw.set()
    pictures = made_by(pool)
    assert [await pictures.png("a", scope=7) for _ in range(2)] == [b"a", b"a"]
    assert pool.asked == ["a"]


async def test_an_answer_does_not_wait_long_and_the_next_one_has_the_picture() -> None:
    pool = Pool()
    pictures = made_by(pool, 0.0)
    assert [await pictures.png("a", scope=7) for _ in range(2)] == [None, None]
    assert [await pictures.png(f"{n}", scope=7) for n in range(MAX_AT_ONCE)] == [None] * MAX_AT_ONCE
    assert pool.asked == ["a", *map(str, range(MAX_AT_ONCE - 1))], "more would make the articles wait"
    pool.may_draw.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert await pictures.png("a", scope=7) == b"a"


async def test_whatever_fails_the_answer_comes_without_the_picture() -> None:
    pool = Pool(ImportError("no renderer for this platform"))
    pool.may_draw.set()
    with capture_logs() as logs:
        assert await made_by(pool).png("a", scope=7) is None
    assert [(entry["event"], entry["error"]) for entry in logs] == [
        ("picture.failed", "ImportError: no renderer for this platform")
    ]


async def test_a_worker_process_draws(reader: AnalysisPool) -> None:
    png = await Pictures(reader, wait_seconds=60.0).png(card(10, []), scope=7)
    assert png is not None
    assert png.startswith(b"\x89PNG")
