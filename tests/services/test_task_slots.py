"""The loop around the slots ends when it is cancelled."""

from __future__ import annotations

import asyncio

import pytest

from bot.services.task_slots import TaskSlots


@pytest.mark.parametrize("steps", range(6))
async def test_a_cancellation_while_it_is_woken_is_not_lost(steps: int) -> None:
    wake = asyncio.Event()

    async def nothing_is_due() -> int:
        return 0

    running = asyncio.create_task(
        TaskSlots(1, wake.set).run_forever(nothing_is_due, wake, seconds=60, storage_event="storage")
    )
    await asyncio.sleep(0.001)
    wake.set()
    for _ in range(steps):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.wait({running}, timeout=1)
    assert running.cancelled()
