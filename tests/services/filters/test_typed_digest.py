"""Schedules of digests as editors type them."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.services.filters.typed_digest import parse_digest
from bot.store.protocols.digests import schedule_in_words


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("daily 08:00", "daily at 08:00 (UTC)"),
        ("8am", "daily at 08:00 (UTC)"),
        ("every day at 8 o’clock", "daily at 08:00 (UTC)"),
        ("daily 18:00 and 08:00, 08:00", "daily at 08:00 and 18:00 (UTC)"),
        ("Weekdays 7.30 pm", "on weekdays at 19:30 (UTC)"),
        ("weekly Monday 08:00", "on Mondays at 08:00 (UTC)"),
        ("every monday morning at 8", "on Mondays at 08:00 (UTC)"),
        ("mon, thu 08:00", "on Mondays and Thursdays at 08:00 (UTC)"),
        ("weekends 10:00", "on Saturdays and Sundays at 10:00 (UTC)"),
        ("24:00", "daily at 00:00 (UTC)"),
        ("evenifempty 8:00 daily", "daily at 08:00 (UTC), even if nothing is new"),
        ("daily 08:00 even-if-empty", "daily at 08:00 (UTC), even if nothing is new"),
        ("Even if there is nothing new, weekdays 8am", "on weekdays at 08:00 (UTC), even if nothing is new"),
    ],
)
def test_schedules_are_understood(typed: str, understood: str) -> None:
    assert schedule_in_words(parse_digest(typed, "UTC")) == understood


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("daily", "I do not understand “daily” as the times of a digest: write them as daily 08:00"),
        ("25:00", "I do not understand “25:00”"),
        ("08:00 and 25:00", "I do not understand “08:00 and 25:00”"),
        ("08:00-09:00", "I do not understand “08:00-09:00”"),
        ("08:00:30", "I do not understand “08:00:30”"),
        ("even-if-empty", "Type the times too: for example daily 08:00 even-if-empty."),
        ("08:00 even if it rains", "I do not understand “08:00 even if it rains”"),
        ("08:00 Berlin", "I do not understand “08:00 Berlin”"),
        ("sometimes 08:00", "I do not understand “sometimes 08:00”"),
        ("8 " * 60, "I do not understand “8 8 8"),
        ("weekly 08:00", "A weekly digest comes on one day: name it, as in weekly monday 08:00."),
        ("weekly monday and friday 08:00", "A weekly digest comes on one day"),
        (" ".join(f"{hour}:00" for hour in range(13)), "A digest comes at most 12 times a day"),
    ],
)
def test_what_is_no_schedule_is_refused_with_what_to_do(typed: str, refused: str) -> None:
    with pytest.raises(InputError) as error:
        parse_digest(typed, "UTC")
    assert str(error.value).startswith(refused)
