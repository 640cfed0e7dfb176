"""Days with feeds that misbehave, and a bot that is killed again and again; ``make torture`` runs a month of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_month.month import run_month


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is such a place: the library is flushed thousands of times."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        yield Path(made)


@pytest.mark.slow
@pytest.mark.may_stop_the_loop("feeds are parsed on it, in place of a worker process")
async def test_a_month_without_an_early_or_unconditional_request_and_each_story_once(folder: Path):
    report = await run_month(folder, feeds=12, days=10, kills=60)
    assert report.problems == []
    assert report.kills >= 40
    assert report.requests > 1_000
    assert report.posts > 60
