"""Where quoted sentences stand in their articles, in words that read well aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["numbered_sentences", "ranges"]


def numbered_sentences(numbers: Sequence[int], total: int) -> str:
    """The numbers of sentences, in the order in which they are quoted, of an article that has ``total``.

    >>> numbered_sentences([3], 27), numbered_sentences([5, 2, 9], 27)
    ('sentence 3 of 27', 'sentences 5, 2 and 9 of 27')
    """
    *others, last = (f"{number:,}" for number in numbers)
    if not others:
        return f"sentence {last} of {total:,}"
    return f"sentences {', '.join(others)} and {last} of {total:,}"


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers, of which three or more in a row are a range.

    >>> ranges([1, 3, 4, 5, 8, 9])
    '1, 3 to 5, 8, 9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
