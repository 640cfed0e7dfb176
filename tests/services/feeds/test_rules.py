"""Each rule of asking for a feed again, in all its forms; ``python -m feed_rules`` runs 30 days of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_rules.rules import RULES
from feed_rules.run import run_rules


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is such a place: the library is flushed thousands of times."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        yield Path(made)


@pytest.mark.slow
@pytest.mark.may_stop_the_loop("feeds are parsed on it, in place of a worker process")
async def test_no_rule_is_broken_by_a_bot_that_is_restarted_and_killed(folder: Path):
    log: list[str] = []
    report = await run_rules(folder, days=1.5, kills=6, log=log.append)
    assert report.problems == []
    assert report.kills >= 3
    assert report.restarts >= 4
    assert {server.rule.name for server in report.servers if server.requests} == {rule.name for rule in RULES}
    assert len(log) > 2 * len(RULES)


def test_each_rule_is_one_of_its_own():
    assert len({rule.name for rule in RULES}) == len(RULES) > 80
