"""A real store with two subscribed channels."""

from __future__ import annotations

import pytest
from conftest import START
from services.delivery.fake_sender import QUICK, SLOW
from store.samples import HERE

from bot.store.protocols.store import Store


@pytest.fixture
async def store(store: Store) -> Store:
    for channel in (SLOW, QUICK):
        await store.subscribe(HERE, channel, now=START, by=None)
    return store
