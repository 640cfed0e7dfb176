"""Splits what was typed after ``compare`` into two parts, in each way that it may be meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.services.lookup.query_words import QUOTES, leading_quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["has_separator", "possible_pairs"]

MAX_TYPED = 200
"""Characters of what was typed that are read."""
MAX_PAIRS = 16
_WORD = r"(?:and|or|vs\.?|versus|with|to|against)"
_MARK = r"[,;|/&+]"
_LEAD_IN = re.compile(
    r"(?:(?:the\s+)?differences?\s+)?(?:between|both|articles|stories|numbers|story(?=\s+#?\d))\s+(?=\S)", re.IGNORECASE
)
_SEPARATOR = re.compile(rf"\s*{_MARK}\s*(?:{_WORD}\s+)?|\s+(?:[-–—]|{_WORD})\s+|(?<=\d)[-–—](?=#?\d+\Z)", re.IGNORECASE)
_LEADING = re.compile(rf"\A(?:\s*{_MARK}\s*|{_WORD}\s+)+", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\s*{_MARK}|\s+{_WORD})+\s*\Z", re.IGNORECASE)
_QUOTES = "".join({*QUOTES, *"".join(QUOTES.values())})
_QUOTED_LAST = re.compile(rf"(.+?)\s+([{''.join(QUOTES)}].+)", re.DOTALL)


def possible_pairs(typed: str) -> tuple[list[tuple[str, str]], bool]:
    """The pairs that may be meant, and True if a separator is between the parts of the first; empty for one word.

    >>> possible_pairs('"Ann Lee" and Bo')
    ([('Ann Lee', 'Bo')], True)
    >>> possible_pairs("Ann Lee Bo")
    ([('Ann', 'Lee Bo'), ('Ann Lee', 'Bo')], False)
    """
    text = _without_separators(_LEAD_IN.sub("", " ".join(typed[:MAX_TYPED].split()).rstrip("?"), count=1))
    if quoted := _quoted(text):
        return [quoted], True
    if (whole := leading_quotation(text)) and whole[1] == len(text) and not set(_QUOTES) & set(whole[0]):
        return [], False
    separated = [(one.strip(_QUOTES), other.strip(_QUOTES)) for one, other in _separated(text)]
    return list(dict.fromkeys((*separated, *_apart(text))))[:MAX_PAIRS], bool(separated)


def has_separator(words: str) -> bool:
    """True if the words may be two things: "Wells & Sons" is one if somebody is called so."""
    return any(_separated(words))


def _without_separators(text: str) -> str:
    """A text without separators before and behind it."""
    return _TRAILING.sub("", _LEADING.sub("", text.strip(), count=1)).strip()


def _quoted(text: str) -> tuple[str, str] | None:
    """The two parts if the first or the last one stands in quotation marks."""
    if first := leading_quotation(text):
        parts = first[0], text[first[1] :]
    elif (last := _QUOTED_LAST.fullmatch(text)) and leading_quotation(last[2]):
        parts = last[1], last[2]
    else:
        return None
    one, other = map(_without_separators, parts)
    second = leading_quotation(other)
    other = second[0] if second else other
    return (one, other) if one and other else None


def _separated(text: str) -> Iterator[tuple[str, str]]:
    """The text in two at each separator; in a link, only one with a space beside it is one."""
    for separator in _SEPARATOR.finditer(text):
        one, other = text[: separator.start()], text[separator.end() :]
        if one and other and ("://" not in text or " " in separator[0]):
            yield one, other


def _apart(text: str) -> Iterator[tuple[str, str]]:
    """The text in two at each space that no separator is beside."""
    for space in re.finditer(" ", text):
        one, other = text[: space.start()], text[space.end() :]
        if _without_separators(one) == one and _without_separators(other) == other:
            yield one, other
