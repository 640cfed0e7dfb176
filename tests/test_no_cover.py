"""The marker ``no_cover`` spares a test the measurement of coverage, and only that test."""

from __future__ import annotations

import sys
import threading

import pytest
from no_cover import pytest_runtest_call


@pytest.mark.no_cover
def test_nothing_is_traced_in_a_marked_test() -> None:
    assert (sys.gettrace(), threading.gettrace()) == (None, None)


def test_after_a_marked_test_what_traced_before_goes_on(request: pytest.FixtureRequest) -> None:
    def trace(*_: object) -> None:
        """In place of coverage."""

    before = sys.gettrace(), threading.gettrace()
    request.node.add_marker("no_cover")
    sys.settrace(trace)
    threading.settrace(trace)
    test = pytest_runtest_call(request.node)
    next(test)
    during = sys.gettrace(), threading.gettrace()
    with pytest.raises(StopIteration):
        next(test)
    after = sys.gettrace(), threading.gettrace()
    sys.settrace(before[0])
    threading.settrace(before[1])
    assert (during, after) == ((None, None), (trace, trace))
