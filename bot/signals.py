"""Stops the process on SIGTERM, SIGINT and SIGHUP: gracefully if the event loop runs, by force if it hangs."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import signal
import sys
import threading
from typing import cast

import structlog

__all__ = ["FORCE_SECONDS", "SIGNALS", "StopSignal", "cancel_on_signals"]

log = structlog.get_logger(__name__)

FORCE_SECONDS = 4.0
"""From the signal to the forced exit. Container runtimes kill after 10 s; the bot promises five."""
ALARM_SECONDS = 0.4
"""After that, the forced exit by an alarm, which needs no other thread."""
ALWAYS = (signal.SIGTERM, signal.SIGINT)
SIGNALS = (*ALWAYS, signal.SIGHUP) if hasattr(signal, "SIGHUP") else ALWAYS
"""SIGHUP, unknown to Windows, arrives when the terminal is closed; under ``nohup`` it is ignored."""


class StopSignal:
    """Handles the signals from its creation on, on the main thread.

    The first signal starts a timer: even if something hangs, the process exits with 0 ``FORCE_SECONDS`` later. Before
    ``wait`` is called, a signal raises SystemExit(0). Further signals change nothing.
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
        """Waits for a signal without an event loop; raises SystemExit(0) if ``wait`` was never called."""
        self._stopped.wait()

    def _receive(self, *_: object) -> None:
        # Ignored from now on: Python removes its handlers before it exits, and a second signal would then kill it.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        _force_exit_after_timeout()
        if self._loop is None:
            sys.exit(0)
        self._stopped.set()
        with contextlib.suppress(RuntimeError):  # the loop is closed: the process is about to end by itself
            self._loop.call_soon_threadsafe(self._received.set)


def cancel_on_signals() -> None:
    """Makes each of the signals cancel the task that calls this, but one that the process was started to ignore."""
    this = cast("asyncio.Task[object]", asyncio.current_task())
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            with contextlib.suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(number, this.cancel)


def _force_exit_after_timeout() -> None:
    """Makes the process exit soon, even if it hangs: claims expire by themselves, and the database survives any end.

    A thread does it if the main thread waits for something, such as a statement or a lock. It never gets a turn if C
    code of the main thread holds the interpreter, as a slow regular expression does; then the alarm's handler runs.
    """
    timer = threading.Timer(FORCE_SECONDS, _log_and_exit)
    timer.daemon = True
    timer.start()
    if hasattr(signal, "setitimer"):  # pragma: no branch - Windows has none
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        signal.setitimer(signal.ITIMER_REAL, FORCE_SECONDS + ALARM_SECONDS)
        # Python removes the handler before it ends: the alarm would then kill the process, with another exit code.
        atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)


def _log_and_exit() -> None:  # pragma: no cover - os._exit ends the process before coverage is written
    # The log itself may be what hangs, so it is not waited for.
    notice = threading.Thread(target=log.warning, args=("stop.forced",), kwargs={"after_seconds": FORCE_SECONDS})
    notice.daemon = True
    notice.start()
    notice.join(ALARM_SECONDS / 2)
    os._exit(0)
