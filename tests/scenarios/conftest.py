"""A server with a subscribed channel."""

from __future__ import annotations

import pytest
from conftest import Town


@pytest.fixture
async def announced(town: Town) -> Town:
    """A server whose new articles are posted in #briefings."""
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    return town
