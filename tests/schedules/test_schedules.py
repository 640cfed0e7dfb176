"""Every article once, in order, with its corrections: whatever Discord does and whenever the bot dies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from unittest.mock import patch

import pytest

from bot.services.delivery import follow_ups, posting
from bot.services.delivery import sender as sending
from bot.services.delivery import unconfirmed_posts as unconfirmed_posts
from schedules.life import Life
from schedules.runs import failures, run

pytestmark = pytest.mark.slow

SCHEDULES = 300
"""``make torture`` runs a hundred thousand."""
IN_ONE_TEST = 100

MORE = [pytest.param(first, marks=pytest.mark.no_cover) for first in range(1 + IN_ONE_TEST, 1 + SCHEDULES, IN_ONE_TEST)]


@pytest.mark.parametrize("first", [1, *MORE])
def test_every_article_is_posted_once_in_order_and_corrected_in_every_schedule(first: int) -> None:
    assert failures(range(first, first + IN_ONE_TEST)) == {}


@pytest.mark.no_cover
def test_a_schedule_repeats_to_the_last_request() -> None:
    assert run(7).requests == run(7).requests


async def nothing_found(*_: object) -> None:
    """In place of the search for what an earlier attempt has posted."""


def no_lease(_: Life) -> None:
    """In place of the question who holds the lease."""


WITHOUT: dict[str, tuple[Callable[[], AbstractContextManager[object]], range]] = {
    "a search for the first attempt's post": (
        lambda: patch.object(posting, "find_earlier_message", nothing_found),
        range(1, 100),
    ),
    "a wait for what lands late": (lambda: patch.object(unconfirmed_posts, "LATE_EFFECT_SECONDS", 0.0), range(51, 250)),
    "a look for late copies": (lambda: patch.object(posting, "LATE_EFFECT_SECONDS", 0.0), range(1, 100)),
    "a second edit after a late one": (lambda: patch.object(follow_ups, "LATE_EFFECT_SECONDS", 0.0), range(1, 100)),
    "a time limit around requests": (lambda: patch.object(sending, "REQUEST_TIMEOUT_SECONDS", 500.0), range(201, 600)),
    "a lease": (lambda: patch.object(Life, "require_lease", no_lease), range(101, 500)),
}
"""What keeps the promises, each with the seeds of which some fail where it is taken away."""


@pytest.mark.no_cover
@pytest.mark.parametrize("safeguard", WITHOUT)
def test_the_schedules_detect_a_missing_safeguard(safeguard: str) -> None:
    without, seeds = WITHOUT[safeguard]
    with without():
        assert any(run(seed).problems for seed in seeds)
