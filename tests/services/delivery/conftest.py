"""A real store with two subscribed channels."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from conftest import START
from services.delivery.fake_sender import QUICK, SLOW
from store.samples import HERE

from bot.store import open_store
from bot.store.protocols.store import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    for channel in (SLOW, QUICK):
        await store.subscribe(HERE, channel, now=START, by=None)
    yield store
    await store.close()
