"""The wiring: seeds at the start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from conftest import SEEDS
from structlog.testing import capture_logs

from bot.models.articles import SHARED
from bot.runtime.app import Resources, load_seeds


async def test_seeds_are_loaded_and_an_unreadable_folder_or_none_stops_nothing(resources: Resources, tmp_path: Path):
    for folder in (None, tmp_path / "nowhere"):
        with capture_logs() as logs:
            await load_seeds(replace(resources, settings=replace(resources.settings, seeds_dir=folder)))
        assert [line["event"] for line in logs] == ([] if folder is None else ["seeds.unreadable"])
    assert await resources.store.count_articles(SHARED) == 0
    await load_seeds(replace(resources, settings=replace(resources.settings, seeds_dir=SEEDS)))
    assert await resources.store.count_articles(SHARED) == 1
