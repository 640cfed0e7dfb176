"""The forms by which a word is found: folded, joined, spelt out, and pairs of characters in scripts without spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.text.search.folding import IGNORED, MARKS, UNSPACED, UNSPACED_RUN, as_tokenizer, fold, spelt_out
from bot.text.search.function_words import function_words

__all__ = ["ABBREVIATION_MARK", "WORD", "WordForms", "folded_pieces", "word_forms"]

ABBREVIATION_MARK = "\ue000"
"""Ends the form of an abbreviation that is spelt like a common word: "US" is not "us"."""
MAX_PARTS, MAX_JOINED = 4, 40
"""A word of more parts, or of more characters, is a sentence in hyphens or an address: it is not joined."""
MAX_PART, MAX_WORD_PARTS = 200, 16
"""A run of more letters, or of more parts, is read as several words: else one could be as long as the text."""
_UNIT = f"(?:[^\\W_]|[{MARKS}{IGNORED}])"
_LETTERS = f"[^\\W_]{_UNIT}{{0,{MAX_PART - 1}}}+"
_DASHES = "\\-\u2010\u2011\u2012\u2013\u30fb\uff65"
_APOSTROPHES = "'\u2018\u2019\u201b\u02bb\u02bc\u0060\u00b4\u05f3\u05f4\uff07"
_SPACE = " \u00a0\u2009\u202f"
_GROUP = f"[.,{_APOSTROPHES}{_SPACE}\u066c]\\d{{3}}"
_GROUPS = f"(?:{_GROUP}){{1,{MAX_WORD_PARTS}}}"
_INDIAN_GROUPS = f"(?:,\\d\\d){{1,{MAX_WORD_PARTS}}},\\d{{3}}"
_NUMBER = f"(?<![\\d.,])\\d{{1,3}}(?:{_GROUPS}|{_INDIAN_GROUPS})(?!\\d)"
_POINT = "\\.(?=\\d)|(?<=\\b[^\\W\\d_])\\.(?=[^\\W\\d_](?:\\W|$))|\\.(?=[^\\W_]{2})|,(?=\\d)"
_JOINT = f"(?:[&{_DASHES}{_APOSTROPHES}]|{_POINT})"
WORD = re.compile(f"{_NUMBER}|{_LETTERS}(?:{_JOINT}{_LETTERS}){{0,{MAX_WORD_PARTS - 1}}}+")
"""A word of a text with its hyphens, apostrophes, points and marks; a number with its separators."""
_GROUPED = re.compile(_NUMBER)
_SEPARATOR = re.compile(f"[^\\w{MARKS}{IGNORED}]+")
_PART = re.compile(f"[^\\W_]{_UNIT}*+")
_POSSESSIVE = re.compile(f"(?:[{_APOSTROPHES}][sS]|(?<=[sS])[{_APOSTROPHES}])$")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_CAPITALS = re.compile(r"[A-Z]{2,5}")


@dataclass(frozen=True, slots=True)
class WordForms:
    """The forms of one word.

    ``main`` stands in the word's place in the index, and ``others`` beside it. ``indexed`` is true if SQLite's own
    tokenizer does not find the word by each of them.
    """

    main: str
    others: tuple[str, ...] = ()
    indexed: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        """Every form, each once."""
        return tuple(dict.fromkeys((self.main, *self.others)))


@lru_cache(maxsize=20_000)
def word_forms(word: str, *, may_abbreviate: bool = True) -> WordForms:
    """The forms of a word that ``WORD`` found, or of an abbreviation without its last point.

    ``may_abbreviate`` is false for a word among capitals only, where "US" may be "us".

    >>> word_forms("e-mail").main, word_forms("2,700").main, word_forms("U.S").others
    ('email', '2700', ('us\ue000',))
    >>> word_forms("地铁线路").main
    '地铁 铁线 线路 路'
    """
    if _GROUPED.fullmatch(word):
        return WordForms(fold(re.sub(r"\D", "", word)), indexed=True)
    if _DOTTED.fullmatch(word):
        return _abbreviation(fold(word.replace(".", "")))
    parts = _PART.findall(_POSSESSIVE.sub("", word))
    if not parts:
        return WordForms("")
    if UNSPACED_RUN.search(fold(word)):
        return WordForms(" ".join(_pairs(piece) for piece in folded_pieces(word)), indexed=True)
    if len(parts) > 1:
        return _joined(parts)
    [part] = parts
    main, other = fold(part), spelt_out(part)
    others = [other] if other != main else []
    if may_abbreviate and _CAPITALS.fullmatch(part) and main in function_words():
        others.append(main + ABBREVIATION_MARK)
    return WordForms(main, tuple(others), indexed=bool(others) or main != as_tokenizer(part))


def folded_pieces(word: str) -> list[str]:
    """A folded word, split where a script without spaces begins or ends: "iPhone手机" is "iphone", "手机"."""
    folded = _SEPARATOR.sub("", fold(word))
    return [piece for piece in re.split(f"([{UNSPACED}]+)", folded) if piece]


def _abbreviation(letters: str) -> WordForms:
    if letters in function_words():
        return WordForms(letters + ABBREVIATION_MARK, (letters + ABBREVIATION_MARK,), indexed=True)
    return WordForms(letters, indexed=True)


def _joined(parts: list[str]) -> WordForms:
    main = "".join(map(fold, parts))
    if len(parts) > MAX_PARTS or len(main) > MAX_JOINED or all(part.isdecimal() for part in parts):
        main = " ".join(map(fold, parts))
    spelt = "".join(map(spelt_out, parts))
    folded = [form for part in parts for form in (fold(part), spelt_out(part)) if form != as_tokenizer(part)]
    others = dict.fromkeys([*([spelt] if " " not in main and spelt != main else []), *folded])
    return WordForms(main, tuple(others), indexed=" " not in main or bool(others))


def _pairs(piece: str) -> str:
    """The pairs of neighbouring characters and the last character, so that each one begins a pair or stands alone."""
    if not UNSPACED_RUN.match(piece):
        return piece
    return " ".join([*(piece[i : i + 2] for i in range(len(piece) - 1)), piece[-1]])
