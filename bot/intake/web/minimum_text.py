"""Tells an article from a page with too little text, or with text that is not news."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intake.web.metadata import ARTICLE_TYPES
from bot.intake.web.prose import ARTICLE_LENGTH, total_length
from bot.intake.web.text_cues import QUOTATION, attributes_speech, count_second_person, has_name_or_figure
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from bot.intake.web.metadata import Metadata

__all__ = ["MIN_LENGTH", "lacking_text"]

MIN_LENGTH, MIN_MARKED_LENGTH = 120, 60
"""Minimum ``latin_length`` of an article, and of one that its page marks as an article."""
SHORT_TEXT = 600
"""A page with a smaller ``latin_length`` that addresses its reader in every sentence is a wall in other words."""
LONG_TEXT = 2_500
"""A page with this ``latin_length`` is an article no matter how often it addresses its reader."""
LENGTH_PER_ADDRESS, SHORT_LENGTH_PER_ADDRESS = 65, 130
"""The ``latin_length`` in which news addresses its reader less than once, in long and in short texts."""
MIN_ADDRESSES = 2
_OPENING_QUOTE = re.compile(r"[“„«»「『]|(?<!\S)\"")


def lacking_text(meta: Metadata, lines: list[str], prose: float) -> str | None:
    """The kind of page ("video", "wall", "short") if its text is not an article; None if it is.

    ``lines`` are the article's, ``prose`` is the ``latin_length`` of those that are running text.
    """
    length, whole, title = total_length(lines), " ".join(lines), meta.title or ""
    is_article = bool(meta.types & ARTICLE_TYPES)
    marked = is_article or "og:article" in meta.types
    if not is_article and length < MIN_LENGTH * 2 and any(t.startswith(("video", "og:video")) for t in meta.types):
        return "video"
    unrelated = word_overlap(title, whole) == 0
    attributed = attributes_speech(whole) or QUOTATION.search(title) is not None  # an interview's title is a quotation
    if length >= MIN_MARKED_LENGTH and not attributed and not _is_news(meta, lines, length, unrelated=unrelated):
        return "wall"
    if not (marked or meta.published_at) and prose < (MIN_MARKED_LENGTH if attributed else MIN_LENGTH):
        return "short"  # lines of figures, scores or choices
    return "short" if length < (MIN_MARKED_LENGTH if marked and not unrelated else MIN_LENGTH) else None


def _is_news(meta: Metadata, lines: list[str], length: float, *, unrelated: bool) -> bool:
    """True if a text that attributes no statement is an article all the same.

    ``unrelated`` means that the text has no word of the title. What a page says about itself is on its walls too, so it
    proves nothing for a short text, unless that is about what the title names.
    """
    whole = " ".join(lines)
    if length < SHORT_TEXT and not meta.author:
        if not has_name_or_figure(whole):
            return False  # news is about somebody, somewhere
        if unrelated and not _OPENING_QUOTE.search(whole):
            return False
    if meta.types & ARTICLE_TYPES or meta.author or length >= LONG_TEXT:
        return True
    if unrelated and not meta.published_at:
        return False
    if length < ARTICLE_LENGTH and not meta.published_at:
        most = 1.0
    else:
        most = max(MIN_ADDRESSES, length / (SHORT_LENGTH_PER_ADDRESS if length < SHORT_TEXT else LENGTH_PER_ADDRESS))
    return sum(map(count_second_person, lines)) < most
