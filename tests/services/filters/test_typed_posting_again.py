"""What people type for when a story is posted again."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.models.filters import NEVER_AGAIN, PostingAgain
from bot.services.filters.typed_posting_again import parse_posting_again

IF_NEW = PostingAgain(if_new=True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("never", NEVER_AGAIN),
        ("off", NEVER_AGAIN),
        ("No", NEVER_AGAIN),
        ("12", PostingAgain(12)),
        ("12h", PostingAgain(12)),
        ("after 12 hours", PostingAgain(12)),
        ("1 hour", PostingAgain(1)),
        ("an hour", PostingAgain(1)),
        ("every 2 days", PostingAgain(48)),
        ("after a  day", PostingAgain(24)),
        ("new", IF_NEW),
        ("if new", IF_NEW),
        ("when something new is in it", IF_NEW),
        ("if there is something new", IF_NEW),
        ("when something is new", IF_NEW),
    ],
)
def test_it_is_understood(typed: str, meant: PostingAgain) -> None:
    assert parse_posting_again(typed) == meant


@pytest.mark.parametrize("typed", ["sometimes", "12 weeks", "-3", "1.5 hours", "", "new york", "9" * 200])
def test_anything_else_is_answered_with_what_can_be_typed(typed: str) -> None:
    with pytest.raises(InputError, match="write never, a number of hours as in 12 hours, or new"):
        parse_posting_again(typed)


@pytest.mark.parametrize("typed", ["0", "15 days", "999999 hours"])
def test_the_hours_have_bounds(typed: str) -> None:
    with pytest.raises(InputError, match="after 1 to 336 hours"):
        parse_posting_again(typed)
