"""What somebody sent waits for their choice, in the server where they sent it."""

from __future__ import annotations

import pytest
from conftest import START, Clock

from bot.errors import ChoiceLapsed, NotFound
from bot.services.pending_choices import LIFETIME, MAX_PENDING, PendingChoice, PendingChoices

HERE, THERE = 11, 12


def test_a_choice_is_found_where_it_was_offered_until_it_is_made(clock: Clock) -> None:
    pending, choice = PendingChoices[PendingChoice](clock), PendingChoice(HERE, text="A text.")
    token, _ = pending.add(choice)
    assert pending.find(token, HERE) is choice
    with pytest.raises(NotFound, match="use the command again"):
        pending.find(token, THERE)
    pending.drop(token)
    with pytest.raises(NotFound, match="decided already"):
        pending.find(token, HERE)
    pending.put_back(token, choice)
    assert pending.find(token, HERE) is choice


def test_a_choice_lapses_when_its_time_is_over_which_is_said_once(clock: Clock) -> None:
    pending, choice = PendingChoices[PendingChoice](clock), PendingChoice(HERE, text="A text.")
    token, until = pending.add(choice)
    assert until == START + LIFETIME
    clock.move(LIFETIME.total_seconds() - 1)
    assert pending.find(token, HERE) is choice
    pending.drop(token)
    assert pending.put_back(token, choice) == until  # what could not be carried out gets no more time
    clock.move(1)
    with pytest.raises(ChoiceLapsed, match="The time to decide about this is over"):
        pending.find(token, HERE)
    with pytest.raises(NotFound, match="decided already"):
        pending.find(token, HERE)


def test_the_oldest_choice_is_forgotten_first(clock: Clock) -> None:
    pending = PendingChoices[PendingChoice](clock)
    first, *others = [pending.add(PendingChoice(HERE))[0] for _ in range(MAX_PENDING + 1)]
    with pytest.raises(NotFound):
        pending.find(first, HERE)
    assert all(pending.find(token, HERE) for token in others)
    few = PendingChoices[PendingChoice](clock, limit=1)
    first, last = few.add(PendingChoice(HERE))[0], few.add(PendingChoice(HERE))[0]
    assert few.find(last, HERE)
    with pytest.raises(NotFound):
        few.find(first, HERE)
