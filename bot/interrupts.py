"""Ends a command that Ctrl-C stops with one sentence and its exit code, from the first import on."""

from __future__ import annotations

import os
import signal
import sys

from bot.exit_codes import ExitCode

__all__ = ["STOPPED", "end_on_interrupt"]

STOPPED = "Stopped before the end."


def end_on_interrupt() -> None:
    """Makes Ctrl-C end the process, until a command handles it in its own way; a second one ends it by force.

    Where the process was started to ignore Ctrl-C, as a shell's background jobs are, it goes on doing so.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def _end(*_: object) -> None:
    # An exception that is raised within a callback of C code is lost: the process would go on.
    signal.signal(signal.SIGINT, lambda *_: os._exit(ExitCode.STOPPED))
    os.write(2, f"{STOPPED}\n".encode())  # the stream itself may be in the middle of a write
    sys.exit(ExitCode.STOPPED)
