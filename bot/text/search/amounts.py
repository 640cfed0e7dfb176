"""Amounts that are written in several ways: "2.7 million", "2.7m" and "2,700,000"; "62 percent" and "62 per cent"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["amount_forms", "amounts_in"]

MAX_WORDS = 3
"""Words of an amount: "62 per cent"."""
_MAGNITUDES = {3: ("thousand", "k"), 6: ("million", "m", "mn"), 9: ("billion", "bn"), 12: ("trillion", "tn", "trn")}
"""Powers of ten: the word that stands after a number, and the abbreviations that stand right behind its digits."""
_PERCENT = ("percent", "per cent", "pct")
_POWERS = {name: power for power, names in _MAGNITUDES.items() for name in names}
_COUNT = r"\d{1,4}(?:[.,]\d{1,2})?"
_ROUNDED = re.compile(rf"({_COUNT}) ?({'|'.join(sorted(_POWERS, key=len, reverse=True))})")
_SHARE = re.compile(rf"({_COUNT}) (?:{'|'.join(_PERCENT)})")
_SEPARATOR = re.compile(r"(?<=\d)[^\w]+(?=\d{3}(?!\d))")
_DIGITS = re.compile(r"[1-9]\d{3,14}")


def amount_forms(words: Sequence[str]) -> tuple[str, ...]:
    """The other ways to write an amount; none if the words are none. The index has no percent signs: "62%" is any 62.

    >>> amount_forms(["1.2bn"])
    ('1.2 billion', '1200000000')
    >>> amount_forms(["62", "percent"])
    ('62 per cent', '62 pct', '62%')
    """
    typed = " ".join(words).casefold()
    if share := _SHARE.fullmatch(typed):
        forms = [*(f"{share[1]} {name}" for name in _PERCENT), f"{share[1]}%"]
    elif rounded := _ROUNDED.fullmatch(typed):
        power = _POWERS[rounded[2]]
        value = Decimal(rounded[1].replace(",", ".")).scaleb(power)
        forms = [*_rounded(rounded[1], power), f"{value:f}".partition(".")[0]]
    elif _DIGITS.fullmatch(digits := _SEPARATOR.sub("", typed)):
        forms = _of_digits(Decimal(digits))
    else:
        return ()
    return tuple(form for form in forms if form != typed)


def amounts_in(terms: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The amounts of several words among the terms: the indices of the first and after the last, and the other ways."""
    for start in range(len(terms)):
        for end in range(start + 2, min(len(terms), start + MAX_WORDS) + 1):
            if others := amount_forms(terms[start:end]):
                yield start, end, others


def _rounded(count: str, power: int) -> list[str]:
    word, *short = _MAGNITUDES[power]
    return [f"{count} {word}", *(f"{count}{name}" for name in short)]


def _of_digits(value: Decimal) -> list[str]:
    """A number in words, if it has at most two decimals so."""
    power = max(power for power in _MAGNITUDES if value >= Decimal(1).scaleb(power))
    count = f"{value.scaleb(-power).normalize():f}"
    return _rounded(count, power) if re.fullmatch(_COUNT, count) else []
