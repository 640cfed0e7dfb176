from __future__ import annotations

from pathlib import Path

from torture.torture import torture


async def test_every_article_is_seen_once_in_every_channel_and_in_order_however_the_bot_dies(tmp_path: Path) -> None:
    report = await torture(tmp_path, seed=4, kills=7, articles=10, channels=8, forums=2)
    assert report.kills + report.exits.total() >= 7
    assert report.faults.total() > 10
    assert (report.lost, report.doubled, report.disordered, report.misfits) == ([], [], [], [])
