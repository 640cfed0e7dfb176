"""A test that is marked ``no_cover`` runs at full speed, also under pytest-xdist.

pytest-cov stops its own measurement in such a test. In a process of pytest-xdist a second one would go on: coverage
starts it in every process, by its patch of ``subprocess``.
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
