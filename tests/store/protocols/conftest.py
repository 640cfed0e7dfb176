"""The file behind a store, for what only a look into its tables can show."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import database_file
from bot.store.protocols.store import Store


@pytest.fixture
async def file(address: str, store: Store) -> Path:
    path = database_file(address)
    assert path is not None
    return path
