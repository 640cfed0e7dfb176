from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bot.services.throttle import Throttle


@dataclass
class Time:
    """A clock that only moves when somebody sleeps, or is told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def test_no_second_has_more_requests_than_the_pace_allows_even_after_a_standstill() -> None:
    time, turns = Time(), list[float]()
    pace = Throttle(40, clock=time, sleep=time.sleep)

    async def take_one() -> None:
        await pace.wait_for_turn()
        turns.append(time.now)

    for _ in range(3):
        await asyncio.gather(*(take_one() for _ in range(50)))
        time.now += 2.0
    assert len(turns) == 150
    assert max(sum(begin <= t < begin + 1 for t in turns) for begin in turns) <= 41


async def test_a_waiter_that_gives_up_delays_nobody() -> None:
    time = Time()
    pace = Throttle(1, clock=time, sleep=time.sleep)
    await pace.wait_for_turn()
    gone = asyncio.create_task(pace.wait_for_turn())
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    await pace.wait_for_turn()
    assert time.now == 1.0
