"""A test that is marked ``no_cover`` runs at full speed, also under pytest-xdist.

pytest-cov stops its own measurement in such a test. A process of pytest-xdist has a second one, which would go on: it is
started by coverage's patch of ``subprocess``, as in every process.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest


@pytest.hookimpl(wrapper=True, trylast=True)  # after pytest-cov, which lets the second one go on
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Nothing is traced in a marked test."""
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    tracer, of_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        threading.settrace(of_threads)
        sys.settrace(tracer)
