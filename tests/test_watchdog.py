"""The watchdog sees what holds up the loop, and nothing else."""

from __future__ import annotations

import asyncio
import gc
import time

import pytest
from watchdog import LIMIT, refuse, watching


def busy(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


async def compute(seconds: float) -> None:
    busy(seconds)


@pytest.mark.may_stop_the_loop("to see that it is seen")
async def test_a_coroutine_that_blocks_the_event_loop_is_named() -> None:
    with watching() as longest:
        await asyncio.create_task(compute(LIMIT))
    assert longest.what == "compute"
    with pytest.raises(pytest.fail.Exception, match=r"stood still for 1\d\d ms of CPU in compute; 100 ms are allowed"):
        refuse(longest)


async def test_waiting_threads_and_the_garbage_collector_are_not_counted() -> None:
    def collect() -> None:
        for _ in range(3):
            gc.collect()

    with watching() as longest:
        await asyncio.sleep(0.01)
        await asyncio.to_thread(busy, 2 * LIMIT)
        asyncio.get_running_loop().call_soon(collect)
        await asyncio.sleep(0)
    assert longest.seconds < LIMIT / 2
    refuse(longest)
