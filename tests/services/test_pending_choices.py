"""What somebody sent waits for their choice, in the server where they sent it."""

from __future__ import annotations

import pytest

from bot.errors import NotFound
from bot.services.pending_choices import MAX_PENDING, PendingChoice, PendingChoices

HERE, THERE = 11, 12


def test_a_choice_is_found_where_it_was_offered_until_it_is_made() -> None:
    pending, choice = PendingChoices[PendingChoice](), PendingChoice(HERE, text="A text.")
    token = pending.add(choice)
    assert pending.find(token, HERE) is choice
    with pytest.raises(NotFound, match="use the command again"):
        pending.find(token, THERE)
    pending.drop(token)
    with pytest.raises(NotFound, match="decided already"):
        pending.find(token, HERE)
    pending.put_back(token, choice)
    assert pending.find(token, HERE) is choice


def test_the_oldest_choice_is_forgotten_first() -> None:
    pending = PendingChoices[PendingChoice]()
    first, *others = [pending.add(PendingChoice(HERE)) for _ in range(MAX_PENDING + 1)]
    with pytest.raises(NotFound):
        pending.find(first, HERE)
    assert all(pending.find(token, HERE) for token in others)
    few = PendingChoices[PendingChoice](limit=1)
    first, last = few.add(PendingChoice(HERE)), few.add(PendingChoice(HERE))
    assert few.find(last, HERE)
    with pytest.raises(NotFound):
        few.find(first, HERE)
