"""A bound on the CPU time of a block, which also ends one that would never end."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType

SLOWDOWN = 5.0
"""How much more CPU time Python code may take where its coverage is measured."""


class TooSlow(AssertionError):
    """The block took longer than it may."""


@contextlib.contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raises TooSlow in the block, which must run in the main thread, once it has taken so many seconds of CPU."""

    def stop(_: int, frame: FrameType | None) -> None:
        where = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "the end"
        raise TooSlow(f"more than {seconds} s of CPU, at {where}")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds * (SLOWDOWN if sys.gettrace() else 1.0))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
