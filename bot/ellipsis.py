"""The sign that a text is cut."""

from __future__ import annotations

__all__ = ["ELLIPSIS", "with_ellipsis", "without_last_mark"]

ELLIPSIS = "…"
_MARKS = " \t\n.,;:…。，、；："
"""What does not stand before the sign: a stop would say that the sentence ends there."""


def with_ellipsis(beginning: str) -> str:
    """The beginning of a text with the sign that more follows.

    >>> with_ellipsis("It was sold to Penrose. "), with_ellipsis("Why? ")
    ('It was sold to Penrose…', 'Why?…')
    """
    return without_last_mark(beginning) + ELLIPSIS


def without_last_mark(beginning: str) -> str:
    """The beginning of a text without the stop, comma or space at its end."""
    return beginning.rstrip(_MARKS)
