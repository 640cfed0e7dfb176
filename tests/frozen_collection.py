"""Keeps the garbage collector from searching what the collection of the tests made, which lasts until the end.

Thousands of tests and all modules were searched again and again, which took an eighth of the CPU of quick tests.
"""

from __future__ import annotations

import gc


def pytest_collection() -> None:
    """Hardly anything becomes garbage while tests are collected."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What tests make from now on is searched as ever."""
    gc.freeze()
    gc.enable()
