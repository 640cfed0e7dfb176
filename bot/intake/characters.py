"""Normalises the characters, spaces and line ends of a text from outside, in linear time."""

from __future__ import annotations

import re

__all__ = ["has_more_damage", "letters_only", "normalise_whitespace"]

# Invisible characters that hide or reorder text, or keep a word from being found. Tab and line feed stay.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u180e\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
# Tag characters after a black flag make the flags of England, Scotland and Wales; anywhere else they are hidden text.
_TAG_CHARACTERS = re.compile(r"(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
# Zero-width spaces and joiners shape words in the scripts from Hebrew on and join emoji; in others they only hide text.
_JOINERS = re.compile(r"(?<![\u0590-\u1dff\u2190-\u2bff\u2e80-\U0010ffff])[\u200b-\u200d]")
_SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SOFT_HYPHEN_BREAK = re.compile(r"\xad[ \t]*\n[ \t]*")
_BLANK_LINES = re.compile(r"\n{3,}")
_DIRECTION_MARKS = re.compile(r"[\u200e\u200f\u061c]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def normalise_whitespace(text: str) -> str:
    """The text with one kind of space and of line end, without invisible characters and without spaces at line ends.

    At most one blank line in a row stays. Direction marks stay in texts with letters written from right to left.
    """
    text = _LINE_ENDS.sub(lambda end: "\n\n" if end[0] == "\u2029" else "\n", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARKS.sub("", text)
    text = _INVISIBLE.sub("", _SOFT_HYPHEN_BREAK.sub("", text))
    text = _SPACES.sub(" ", _JOINERS.sub("", _TAG_CHARACTERS.sub("", text)))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def has_more_damage(text: str, before: str) -> bool:
    """True if a text has more U+FFFD, which stand for what could not be decoded, than it had before."""
    return text.count("\ufffd") > before.count("\ufffd")


def letters_only(text: str) -> str:
    """The letters and digits of a text, case-folded: equal for two spellings of the same line."""
    return _NOT_A_LETTER.sub("", text.casefold())
