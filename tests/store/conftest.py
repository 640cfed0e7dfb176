"""Databases for the store's tests: the contract runs over each of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from schedules.memory_store import MemoryStore

from bot.store import database_file, open_store
from bot.store.protocols.store import Store


@pytest.fixture(params=["sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new, empty database can be opened, of each kind there is."""
    return {"sqlite": f"sqlite:///{tmp_path}/library/briefings.db"}[request.param]


@pytest.fixture
async def store(address: str, empty_library: bytes, request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    """An empty store; the one in memory where a test's file asks for it (``BOTH``)."""
    if getattr(request, "param", "") == "memory":
        store: Store = MemoryStore()
    else:
        file = database_file(address)
        assert file is not None
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(empty_library)
        store = await open_store(address)
    yield store
    await store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite file that is not there yet."""
    return tmp_path / "briefings.db"


@pytest.fixture
def not_root() -> Iterator[Path]:
    """A folder of somebody who is not root, and this process as them: root may write everywhere."""
    me, nobody = os.geteuid(), os.geteuid() or 65534
    with tempfile.TemporaryDirectory() as made:
        os.chown(made, nobody, -1)
        os.seteuid(nobody)
        try:
            yield Path(made)
        finally:
            os.seteuid(me)
