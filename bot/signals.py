"""Stopping on SIGTERM, SIGINT and SIGHUP: in order where the event loop runs, by force where it hangs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading

import structlog

__all__ = ["FORCE_SECONDS", "SIGNALS", "StopSignal"]

log = structlog.get_logger(__name__)

FORCE_SECONDS = 4.0
"""From the signal to the end by force. Container runtimes kill after 10 s; five are promised."""
ALARM_SECONDS = 0.4
"""After that, the end by an alarm: it needs no other thread."""
ALWAYS = (signal.SIGTERM, signal.SIGINT)
SIGNALS = (*ALWAYS, signal.SIGHUP) if hasattr(signal, "SIGHUP") else ALWAYS
"""SIGHUP, which Windows does not know, comes when the terminal is closed; ``nohup`` has it ignored."""


class StopSignal:
    """Listens for the signals as soon as it is made, on the main thread.

    The first signal starts the clock: whatever hangs, the process ends ``FORCE_SECONDS`` later, with 0. Until somebody
    waits for it, a signal raises SystemExit(0). Further signals change nothing.
    """

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._received = asyncio.Event()
        self._stopped = threading.Event()
        for number in SIGNALS:
            if number in ALWAYS or signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._receive)

    async def wait(self) -> None:
        """Returns once a signal has arrived."""
        self._loop = asyncio.get_running_loop()
        await self._received.wait()

    def block(self) -> None:
        """Waits for a signal where no event loop runs: returns then, or raises SystemExit(0) where none ever did."""
        self._stopped.wait()

    def _receive(self, *_: object) -> None:
        # Ignored, not handled: Python takes its handlers away before it ends, and a second signal would then kill it.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        _end_by_force()
        if self._loop is None:
            sys.exit(0)
        self._stopped.set()
        with contextlib.suppress(RuntimeError):  # the loop is closed: the process is about to end by itself
            self._loop.call_soon_threadsafe(self._received.set)


def _end_by_force() -> None:
    """Ends the process soon, with the loop or without: claims run out by themselves, the database survives any end.

    A thread does it where the main thread waits for something, such as a statement or a lock. It never gets a turn
    where C code of the main thread keeps the interpreter to itself, as a slow regular expression does; there, the
    alarm's handler runs instead.
    """
    timer = threading.Timer(FORCE_SECONDS, _tell_and_end)
    timer.daemon = True
    timer.start()
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        signal.setitimer(signal.ITIMER_REAL, FORCE_SECONDS + ALARM_SECONDS)


def _tell_and_end() -> None:
    # What hangs may be the log itself: it is not waited for.
    notice = threading.Thread(target=log.warning, args=("stop.forced",), kwargs={"after_seconds": FORCE_SECONDS})
    notice.daemon = True
    notice.start()
    notice.join(ALARM_SECONDS / 2)
    os._exit(0)
