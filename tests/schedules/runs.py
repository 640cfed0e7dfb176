"""Runs schedules, each by itself, under detangle."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import detangle
import structlog

from bot.services.delivery import worker as delivery
from schedules.schedule import Schedule

MOST_STEPS = 400_000


@contextmanager
def narrow() -> Iterator[list[str]]:
    """Few places for posts under way, so that servers contend for them; few polls, to save time; errors in the log."""
    errors: list[str] = []

    def note(_: object, __: str, event: MutableMapping[str, Any]) -> str:
        errors.append(f"logged: {event}")
        raise structlog.DropEvent

    before = structlog.get_config()
    processors = [structlog.processors.format_exc_info, note]
    structlog.configure(processors=processors, wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    try:
        with patch.multiple(delivery, MAX_IN_FLIGHT=4, MAX_IN_FLIGHT_PER_GUILD=2, POLL_SECONDS=30.0):
            yield errors
    finally:
        structlog.configure(**before)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What did not hold in a schedule, in words (nothing where all is well), and when which requests were made."""

    problems: tuple[str, ...]
    requests: tuple[float, ...]


def run(seed: int) -> Outcome:
    """The schedule of this seed."""
    schedule = Schedule(seed)
    with narrow() as errors:
        try:
            detangle.run(schedule.run, seed=seed, max_steps=MOST_STEPS)
        except detangle.DetangleError as error:  # it hung, or never came to an end
            errors.append(f"{type(error).__name__}: {error}")
    return Outcome((*errors, *schedule.problems), tuple(schedule.discord.requests))


def failures(seeds: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The seeds of those schedules in which something did not hold, with what."""
    outcomes = {seed: run(seed).problems for seed in seeds}
    return {seed: problems for seed, problems in outcomes.items() if problems}
