"""The address of a SQLite file that is not there yet."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def address(file: Path) -> str:
    return f"sqlite:///{file}"
