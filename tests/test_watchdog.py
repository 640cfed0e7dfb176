"""The watchdog sees what holds up the loop, and nothing else; a test that hangs is ended."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import time
from pathlib import Path

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


HANGS = """
import threading, pytest

@pytest.fixture
def hangs():
    yield
    threading.Event().wait()

def test_fails(hangs):
    assert False
"""


def test_a_test_that_fails_and_then_hangs_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "test_hangs.py"
    file.write_text(HANGS)
    limit = ("-c", "/dev/null", "-o", "faulthandler_timeout=0.2")
    command = (sys.executable, "-m", "pytest", "-p", "watchdog", *limit, file)
    environment = {"PYTHONPATH": str(Path(__file__).parent), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "Timeout" in ended.stderr
    assert "test_hangs.py" in ended.stderr
