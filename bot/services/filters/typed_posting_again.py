"""Reads when a story is to be posted again."""

from __future__ import annotations

import re

from bot.errors import InputError
from bot.models.filters import NEVER_AGAIN, PostingAgain
from bot.services.filters.typed_limits import bounded, is_off
from bot.services.lookup.query_words import shorten

__all__ = ["MAX_HOURS", "parse_posting_again"]

MAX_HOURS = 14 * 24
_AFTER = re.compile(r"(?:after |every )?(\d{1,6}|an?|one) ?(h|hrs?|hours?|d|days?)?", re.IGNORECASE)
_NEW = re.compile(
    r"(?:(?:if|when|for|with) )?(?:there is )?(?:(?:some|any)thing (?:is )?)?new(?: is)?(?: in it)?", re.IGNORECASE
)


def parse_posting_again(typed: str) -> PostingAgain:
    """When a story is posted again: never, after some hours, or if something new is in it. Raises InputError.

    >>> parse_posting_again("12 hours"), parse_posting_again("new")
    (PostingAgain(hours=12, if_new=False), PostingAgain(hours=None, if_new=True))
    """
    words = bounded(typed)
    if is_off(words):
        return NEVER_AGAIN
    if _NEW.fullmatch(words):
        return PostingAgain(if_new=True)
    after = _AFTER.fullmatch(words)
    if after is None:
        msg = f"“{shorten(typed)}” is no time that I understand: write never, a number of hours as in 12 hours, or new."
        raise InputError(msg)
    hours = (int(after[1]) if after[1].isdigit() else 1) * (24 if (after[2] or "h").lower().startswith("d") else 1)
    if not 1 <= hours <= MAX_HOURS:
        msg = f"A story can be posted again after 1 to {MAX_HOURS} hours; never has each story posted once."
        raise InputError(msg)
    return PostingAgain(hours=hours)
