"""Finds the age that an article gives with a name."""

from __future__ import annotations

import re

__all__ = ["AROUND", "stated_age"]

AROUND = 60
"""Characters before and after a name in which its age is looked for."""
_OLDEST, _YOUNGEST = 110, 5
_AFTER = re.compile(r"(?:,| \(|, who is|, aged) ?(\d{1,3})(?=[,);.]| and | who )")
_BEFORE = re.compile(r"(\d{1,3})[- ]year[- ]old (?:[^\W\d_][\w’'-]* ){0,4}$")


def stated_age(around: str, name: str) -> int | None:
    """The age of the person of this name in a passage around it; None if it gives none.

    >>> stated_age("The baker John Smith, 58, was jailed.", "John Smith")
    58
    """
    before, found, after = around.partition(name)
    match = (_AFTER.match(after) or _BEFORE.search(before)) if found else None
    age = int(match[1]) if match else 0
    return age if _YOUNGEST <= age <= _OLDEST else None
