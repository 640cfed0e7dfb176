"""Ends a test that hangs; and fails one in which the event loop stood still for too long, which it measures.

A stop is the CPU time of one callback, so that a busy machine changes nothing; what the garbage collector takes is not
counted, since it comes at any moment. Fixtures are not measured: they import, connect and load.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import gc
import inspect
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key

LIMIT = 0.1
"""Seconds of CPU; Discord drops a connection that is silent for long, and a reader notices a tenth of a second."""
OWN_STEPS = 1 / 3
"""How much a step of the test's own coroutine counts: a test also makes files and reads answers, which no bot does."""

PROPERTY = "longest stop"
"""Under this name a test's report carries its longest stop: seconds, a sentence, the test."""


@dataclass(slots=True)
class Stop:
    """How long one callback held the loop, in seconds of CPU, and which."""

    seconds: float = 0.0
    what: str = ""

    def __str__(self) -> str:
        return f"{1000 * self.seconds:.0f} ms of CPU in {self.what}"


_collected = 0.0
_collecting_since = 0.0


def _note_collection(phase: str, _: object) -> None:
    global _collected, _collecting_since
    if phase == "start":
        _collecting_since = time.thread_time()
    else:
        _collected += time.thread_time() - _collecting_since


@contextlib.contextmanager
def watching() -> Iterator[Stop]:
    """The longest stop of the loops that run in this thread while the block does."""
    longest = Stop()
    original = asyncio.events.Handle._run

    def run(handle: asyncio.Handle) -> None:
        collected, started = _collected, time.thread_time()
        original(handle)
        seconds = time.thread_time() - started - (_collected - collected)
        if seconds > longest.seconds:
            what = _name(handle)
            seconds *= OWN_STEPS if what.startswith("test_") else 1
            if seconds > longest.seconds:
                longest.seconds, longest.what = seconds, what

    asyncio.events.Handle._run = run  # type: ignore[method-assign]
    gc.callbacks.append(_note_collection)
    try:
        yield longest
    finally:
        asyncio.events.Handle._run = original  # type: ignore[method-assign]
        gc.callbacks.remove(_note_collection)


def _name(handle: asyncio.Handle) -> str:
    """The coroutine of a task's step, also where the simulation has wrapped it; else the callback."""
    callback = handle._callback
    inner = [cell.cell_contents for cell in getattr(callback, "__closure__", None) or ()]
    for one in (callback, *inner):
        task = getattr(one, "__self__", None)
        if isinstance(task, asyncio.Task):
            return str(getattr(task.get_coro(), "__qualname__", task.get_name()))
    return str(getattr(callback, "__qualname__", repr(callback)))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """Fails a test in which the loop stood still for too long; what ``may_stop_the_loop`` marks says why it may."""
    if not inspect.iscoroutinefunction(inspect.unwrap(pyfuncitem.obj)):
        return (yield)
    with watching() as longest:
        result = yield
    if pyfuncitem.get_closest_marker("may_stop_the_loop") is None:
        pyfuncitem.user_properties.append((PROPERTY, (longest.seconds, str(longest), pyfuncitem.name)))
        refuse(longest)
    return result


def refuse(stop: Stop) -> None:
    """Fails the test where a stop is too long."""
    if stop.seconds > LIMIT:
        pytest.fail(f"the event loop stood still for {stop}; {1000 * LIMIT:.0f} ms are allowed", pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Ends also a test that fails and then hangs: pytest's own ``faulthandler_timeout`` stops when a test fails."""
    seconds = float(item.config.getini("faulthandler_timeout"))
    faulthandler.dump_traceback_later(seconds, exit=True, file=item.config.stash[fault_handler_stderr_fd_key])
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line at the end of the run, whichever processes ran the tests."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    noted = [value for report in reports for name, value in getattr(report, "user_properties", ()) if name == PROPERTY]
    if noted:
        _, stop, test = max(noted)
        terminalreporter.write_line(f"longest stop of the event loop: {stop}, in {test}")
