"""Limits and quiet hours as editors type them."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.models.filters import ChannelLimits
from bot.services.filters.typed_limits import is_off, parse_daily_limit, parse_quiet_hours
from bot.store.protocols.limits import limits_in_words


@pytest.mark.parametrize(
    ("typed", "posts"),
    [
        ("5 a day", 5),
        ("5", 5),
        ("5/day", 5),
        ("12 per day", 12),
        ("1 post a day", 1),
        ("at most 3 articles each day", 3),
        ("4 posts in 24 hours", 4),
        ("7 Daily", 7),
    ],
)
def test_a_daily_limit_is_understood(typed: str, posts: int) -> None:
    assert parse_daily_limit(typed) == posts


@pytest.mark.parametrize("typed", ["a few", "5 an hour", "-5", "0 a day", "101", "5 6", "999999999", "5" * 101])
def test_other_limits_are_refused(typed: str) -> None:
    with pytest.raises(InputError, match=r"write it as 5 a day|1 to 100 posts a day"):
        parse_daily_limit(typed)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("22:00-07:00", "none from 22:00 to 07:00 (UTC)"),
        ("22-7", "none from 22:00 to 07:00 (UTC)"),
        ("from 22.30 until 6h15", "none from 22:30 to 06:15 (UTC)"),
        ("10pm – 7:30 a.m.", "none from 22:00 to 07:30 (UTC)"),
        ("12am to 12pm", "none from 00:00 to 12:00 (UTC)"),
        ("18:00-24:00", "none from 18:00 to 00:00 (UTC)"),
        ("22:00-07:00 Europe/Berlin", "none from 22:00 to 07:00 (Europe/Berlin)"),
        ("22:00-07:00 berlin", "none from 22:00 to 07:00 (Europe/Berlin)"),
        ("22:00-07:00 (New York)", "none from 22:00 to 07:00 (America/New_York)"),
        ("22:00-07:00 utc", "none from 22:00 to 07:00 (UTC)"),
    ],
)
def test_quiet_hours_are_understood(typed: str, understood: str) -> None:
    assert limits_in_words(ChannelLimits(quiet=parse_quiet_hours(typed))) == [understood]


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("at night", "write them as 22:00-07:00"),
        ("25:00-07:00", "write them as 22:00-07:00"),
        ("22:60-07:00", "write them as 22:00-07:00"),
        ("13pm-7am", "write them as 22:00-07:00"),
        ("22:00-22:00", "Quiet hours end at another time than they begin"),
        ("22:00-07:00" + " ," * 2_000 + "((", "write them as 22:00-07:00"),
        ("22:00-07:00 Utopia", "I do not know the time zone “Utopia”: write it as Europe/Berlin, or UTC."),
        ("22:00-07:00 New Yrok", "I do not know the time zone “New Yrok”. Did you mean America/New_York?"),
        ("22:00-07:00 GMT+1", "I do not know the time zone “GMT+1”: write it as Europe/Berlin"),
        ("22:00-07:00 ../etc/passwd", "I do not know the time zone"),
    ],
)
def test_other_hours_are_refused(typed: str, refused: str) -> None:
    with pytest.raises(InputError) as error:
        parse_quiet_hours(typed)
    assert refused in str(error.value)


@pytest.mark.parametrize(("typed", "expected"), [("off", True), (" None ", True), ("office", False), ("", False)])
def test_off_removes(typed: str, expected: bool) -> None:
    assert is_off(typed) is expected
