"""The checks that every draft passes, wherever its text comes from: bounds, empty parts, dates in the future."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.characters import normalise_whitespace
from bot.intake.html_text import decode_markup
from bot.intake.urls import article_url
from bot.models.articles import Draft

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["MAX_CHARACTERS", "MAX_TITLE", "is_future_date", "make_draft", "reject_future_date", "with_title"]

MAX_CHARACTERS = 200_000
"""Characters of an article's text."""
MAX_TITLE = 300
"""Characters of an article's title."""
MAX_FIELD = 200
"""How many characters of a source and of an author are kept."""
MAX_CLOCK_SKEW = timedelta(days=1)
"""How far ahead of the clock a date may be: in some time zone it is already tomorrow."""
MIN_WORDS, MIN_LETTERS = 2, 10
"""A text needs this many words or this many letters; the letters are for scripts without spaces between words."""
_WORD = re.compile(r"\w+")


def make_draft(
    *,
    title: str,
    text: str,
    url: str | None = None,
    source: str | None = None,
    author: str | None = None,
    published_at: datetime | None = None,
    picture: str | None = None,
) -> Draft:
    """A Draft with normalised whitespace and within every bound.

    Raises InputError, with what to do, if a part is missing, too short or too long.
    """
    if len(text) > MAX_CHARACTERS and len(text := normalise_whitespace(text)) > MAX_CHARACTERS:
        msg = f"The text has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}."
        msg = f"{msg}{advice(' Split it into several articles.')}"
        raise InputError(msg)
    title, text = " ".join(normalise_whitespace(title).split()), normalise_whitespace(text)
    _check_text(text)
    _check_title(title)
    return Draft(title, text, article_url(url), _one_line(source), _one_line(author), published_at, picture)


def with_title(draft: Draft, title: str) -> Draft:
    """The draft under another title, which may be HTML. Raises InputError if that is no title or too long."""
    title = " ".join(normalise_whitespace(decode_markup(title)).split())
    _check_title(title)
    return replace(draft, title=title)


def _check_text(text: str) -> None:
    letters = sum(c.isalnum() for c in text)
    if not letters:
        msg = f"There is no text to read{advice(': give the title, a blank line, then the paragraphs')}."
        raise InputError(msg)
    if len(_WORD.findall(text)) < MIN_WORDS and letters < MIN_LETTERS:
        msg = f"That is too short{advice(': an article is a title and, below it, at least one sentence')}."
        raise InputError(msg)


def _check_title(title: str) -> None:
    if not any(c.isalnum() for c in title):
        msg = f"There is no title{advice(': put one that contains letters on the first line')}."
        raise InputError(msg)
    if len(title) > MAX_TITLE:
        shorter = advice(" Put a shorter one on the first line.")
        msg = f"The title has {len(title):,} characters; the limit is {MAX_TITLE}.{shorter}"
        raise InputError(msg)


def is_future_date(when: datetime | None, now: datetime) -> bool:
    """True if a date lies in the future in every time zone."""
    return when is not None and when > now + MAX_CLOCK_SKEW


def reject_future_date(when: datetime | None, now: datetime) -> None:
    """Raises InputError for a publication date in the future: such a typing error would be news in every period."""
    if when is not None and is_future_date(when, now):
        correct = advice(": correct it, or leave it out")
        msg = f"The date {when:%Y-%m-%d} is in the future (today is {now:%Y-%m-%d}){correct}."
        raise InputError(msg)


def _one_line(value: str | None) -> str | None:
    return " ".join(normalise_whitespace(value[: MAX_FIELD * 4]).split())[:MAX_FIELD] or None if value else None
