"""A short run of the kill loop."""

from __future__ import annotations

from pathlib import Path

import pytest

from fault_injection.kill_loop import run_kill_loop

pytestmark = pytest.mark.slow


async def test_every_article_is_posted_once_in_order_and_up_to_date_however_the_bot_dies(tmp_path: Path) -> None:
    report = await run_kill_loop(tmp_path, seed=4, kills=7, articles=10, channels=6, forums=2, news=2)
    assert report.kills + report.exits.total() >= 7
    assert report.faults.total() >= 5  # how many requests meet one depends on how fast the bot is
    assert report.changes
    assert report.bad() == []
