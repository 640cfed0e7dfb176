"""The wiring: seeds at the start, and the database closed at any end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SEEDS
from structlog.testing import capture_logs

from bot.models.articles import SHARED
from bot.runtime.app import Resources, load_seeds, open_resources
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings
from bot.store import open_store


async def test_seeds_are_loaded_and_an_unreadable_folder_or_none_stops_nothing(resources: Resources, tmp_path: Path):
    for folder in (None, tmp_path / "nowhere"):
        with capture_logs() as logs:
            await load_seeds(replace(resources, settings=replace(resources.settings, seeds_dir=folder)))
        assert [line["event"] for line in logs] == ([] if folder is None else ["seeds.unreadable"])
    assert await resources.store.count_articles(SHARED) == 0
    await load_seeds(replace(resources, settings=replace(resources.settings, seeds_dir=SEEDS)))
    assert await resources.store.count_articles(SHARED) == 1


@pytest.mark.parametrize("what", ["__init__", "start", "close"])
async def test_the_database_is_closed_whatever_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str):
    def fails(*_: object, **__: object) -> None:
        raise LookupError(what)

    settings = Settings(database_url=f"sqlite:///{tmp_path}/briefings.db")
    with monkeypatch.context() as patch:
        patch.setattr(AnalysisPool, what, fails)
        with pytest.raises(LookupError, match=what):
            async with open_resources(settings, warm=what == "start", exclusive=True):
                pass
    await (await open_store(settings.database_url, exclusive=True)).close()
    assert [path.name for path in tmp_path.iterdir()] == ["briefings.db"]
