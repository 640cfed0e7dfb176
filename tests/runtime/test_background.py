"""A background task that dies is started again, or ends the process; never unnoticed."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.runtime.background import (
    MAX_RESTARTS,
    RESTART_DELAY_SECONDS,
    RESTART_WINDOW_SECONDS,
    TaskGaveUp,
    supervise,
)


class Work:
    """Dies as often as it is told to, then ends, or waits for ever."""

    def __init__(self, deaths: int, error: BaseException | None = None, *, ends: bool = True) -> None:
        self.runs = 0
        self.now = 0.0
        self.pauses: list[float] = []
        self._deaths = deaths
        self._error = error or RuntimeError("a fault of ours")
        self._ends = ends

    async def __call__(self) -> None:
        self.runs += 1
        if self.runs <= self._deaths:
            raise self._error
        if not self._ends:
            await asyncio.Event().wait()

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def clock(self) -> float:
        return self.now


async def test_a_task_that_fails_is_restarted_and_its_traceback_logged():
    work = Work(deaths=2)
    with capture_logs() as logs:
        await supervise("delivery", work, may_end=True, pause=work.pause, clock=work.clock)
    assert work.runs == 3
    assert work.pauses == [RESTART_DELAY_SECONDS, RESTART_DELAY_SECONDS]
    assert [(line["event"], line["task"], str(line["exc_info"])) for line in logs] == [
        ("task.failed", "delivery", "a fault of ours")
    ] * 2


async def test_a_task_that_fails_again_and_again_is_given_up():
    work = Work(deaths=99)
    with pytest.raises(TaskGaveUp, match="delivery") as lost:
        await supervise("delivery", work, pause=work.pause, clock=work.clock)
    assert work.runs == MAX_RESTARTS + 1
    assert str(lost.value.__cause__) == "a fault of ours"


async def test_a_task_that_fails_now_and_then_is_never_given_up():
    work = Work(deaths=4 * MAX_RESTARTS)

    async def pause(_: float) -> None:
        work.now += RESTART_WINDOW_SECONDS / MAX_RESTARTS + 1

    await supervise("delivery", work, may_end=True, pause=pause, clock=work.clock)
    assert work.runs == 4 * MAX_RESTARTS + 1


async def test_a_task_that_must_not_end_counts_as_failed_when_it_ends():
    work = Work(deaths=0)
    with capture_logs() as logs, pytest.raises(TaskGaveUp):
        await supervise("delivery", work, pause=work.pause, clock=work.clock)
    assert len(logs) == MAX_RESTARTS + 1


async def test_a_cancelled_task_ends_at_once():
    work = Work(deaths=0, ends=False)
    task = asyncio.create_task(supervise("delivery", work, pause=work.pause))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert work.runs == 1


async def test_a_task_whose_wait_is_cancelled_from_outside_is_restarted():
    work = Work(deaths=1, error=asyncio.CancelledError())
    await supervise("delivery", work, may_end=True, pause=work.pause, clock=work.clock)
    assert work.runs == 2
