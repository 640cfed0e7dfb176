"""Settings of servers: read once, changed one after the other."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import InputError
from bot.services.guild_settings import GuildSettingsCache
from bot.store import open_store

HERE = 11


async def test_changes_at_the_same_time_keep_each_other_and_outlive_the_cache(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    cache = GuildSettingsCache(store, "!")
    await asyncio.gather(
        cache.set_prefix(HERE, "?"),
        cache.set_editor_role(HERE, 5),
        cache.set_summary_length(HERE, "long"),
        cache.set_confirm_links(HERE, confirm=False),
    )
    cache.forget(HERE)
    settings = await cache.settings(HERE)
    assert (settings.prefix, settings.editor_role_id, settings.summary_length) == ("?", 5, "long")
    assert not await cache.confirm_links(HERE)
    assert await cache.confirm_links(12)
    assert "？" in await cache.prefixes(HERE)
    with pytest.raises(InputError, match="can be short, medium, long"):
        await cache.set_summary_length(HERE, "endless")
    with pytest.raises(InputError):
        await cache.set_prefix(HERE, "far too long")
    await store.close()
