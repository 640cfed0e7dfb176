"""Marks the advice in sentences that say what is wrong: it helps the person who asked, and nobody else.

Whoever adds an article can paste its text; of an item of a feed, editors only read later why it did not become one.
"""

from __future__ import annotations

import re

__all__ = ["advice", "with_advice", "without_advice"]

_BEGIN, _END = "\ufdd1", "\ufdd2"  # code points that Unicode leaves to programs: they are in nobody's text
_ADVICE = re.compile(f"{_BEGIN}[^{_END}]*{_END}")
_MARKS = str.maketrans("", "", _BEGIN + _END)


def advice(text: str) -> str:
    """The part of a sentence that says what to do, with the mark or space that joins it to what is wrong."""
    return f"{_BEGIN}{text}{_END}"


def with_advice(sentence: str) -> str:
    """The sentence as the person reads it who can do what it says."""
    return sentence.translate(_MARKS)


def without_advice(sentence: str) -> str:
    """What is wrong.

    >>> without_advice(f"The mail has no text{advice(': save it as .txt')}.")
    'The mail has no text.'
    """
    return _ADVICE.sub("", sentence)
