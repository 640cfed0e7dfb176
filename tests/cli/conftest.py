"""Fixtures for the command line: each command runs in a folder without .env, on a library of its own."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import structlog
from conftest import SEEDS, Clock

import bot.cli.analysis_json
import bot.runtime.app
from bot.runtime.app import Resources
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings, load_settings
from bot.store import open_store
from bot.text.analyze import Analyzer

loaded = functools.cache(Analyzer)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A folder without .env, with a library of its own; the log's set-up is as it was afterwards."""
    for name in ("DISCORD_TOKEN", "COMMAND_PREFIX", "SPACY_MODEL", "LOG_LEVEL", "LOG_FORMAT", "HTTP_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/briefings.db")
    monkeypatch.setenv("SEEDS_DIR", str(SEEDS))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bot.cli.analysis_json, "Analyzer", loaded)
    before = structlog.get_config()
    yield load_settings()
    structlog.configure(**before)


@pytest.fixture
def resources_given(reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands read with the suite's worker instead of one of their own."""

    @asynccontextmanager
    async def opened(settings: Settings, **_: object) -> AsyncIterator[Resources]:
        store = await open_store(settings.database_url)
        try:
            yield Resources(settings, store, reader, Clock())
        finally:
            await store.close()

    monkeypatch.setattr(bot.runtime.app, "open_resources", opened)
