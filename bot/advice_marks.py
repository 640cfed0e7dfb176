"""Marks the advice in sentences that say what is wrong: it helps the person who asked, and nobody else.

Whoever adds an article can paste its text; of an item of a feed, editors only read later why it did not become one.
"""

from __future__ import annotations

import re

__all__ = ["advice", "with_advice", "with_command_line_advice", "without_advice"]

# Code points that Unicode leaves to programs: they are in nobody's text.
_BEGIN, _OR, _END = "\ufdd1", "\ufdd3", "\ufdd2"
_ADVICE = re.compile(f"{_BEGIN}[^{_END}]*{_END}")
_FOR_COMMAND_LINE = re.compile(f"{_OR}[^{_END}]*")
_INSTEAD_FOR_COMMAND_LINE = re.compile(f"{_BEGIN}[^{_OR}{_END}]*{_OR}")
_MARKS = str.maketrans("", "", _BEGIN + _END)


def advice(text: str, *, on_command_line: str = "") -> str:
    """The part of a sentence that says what to do, with the mark or space that joins it to what is wrong.

    ``on_command_line`` is what to do there, if that is something else: nothing can be pasted or attached there.
    """
    return f"{_BEGIN}{text}{f'{_OR}{on_command_line}' if on_command_line else ''}{_END}"


def with_advice(sentence: str) -> str:
    """The sentence as the person reads it who can do what it says."""
    return _FOR_COMMAND_LINE.sub("", sentence).translate(_MARKS)


def with_command_line_advice(sentence: str) -> str:
    """The same for a person at a command line.

    >>> with_command_line_advice(f"There is no text{advice(': paste one', on_command_line=': name a file')}.")
    'There is no text: name a file.'
    """
    return _INSTEAD_FOR_COMMAND_LINE.sub("", sentence).translate(_MARKS)


def without_advice(sentence: str) -> str:
    """What is wrong.

    >>> without_advice(f"The mail has no text{advice(': save it as .txt')}.")
    'The mail has no text.'
    """
    return _ADVICE.sub("", sentence)
