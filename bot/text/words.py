"""Splits a text into words by a pattern, for everything that needs no tags, such as the ranking of sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sumy.utils import get_stop_words

from bot.text.stemming import truncated_stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["ENGLISH", "STOP_WORDS", "WordForms", "cased_words", "content_words", "words"]

STOP_WORDS: frozenset[str] = frozenset(get_stop_words("english"))  # type: ignore[no-untyped-call]  # sumy is untyped
STOP_WORDS |= {"said", "says", "say", "mr", "mrs", "ms", "also", "told"}


@dataclass(frozen=True, slots=True)
class WordForms:
    """How the words of a language are compared: those that are left out, and how the others are stemmed.

    ``opening`` matches the beginning of a sentence that needs the one before it, beside the rules for English.
    """

    stop_words: frozenset[str]
    stem: Callable[[str], str]
    opening: re.Pattern[str] | None = None


ENGLISH = WordForms(STOP_WORDS, truncated_stem)

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_UNSPACED_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without possessive 's; pairs of characters in scripts without spaces."""
    return cased_words(text.lower())


def cased_words(text: str) -> list[str]:
    """The same without lower-casing."""
    text = text.replace("’", "'")
    plain: list[str] = _WORD.findall(text)
    if "'" in text:
        plain = [word[:-2] if word.endswith(("'s", "'S")) else word for word in plain]
    if text.isascii() or not _UNSPACED_SCRIPT.search(text):
        return plain
    return [piece for word in plain for piece in (_pairs(word) if _UNSPACED_SCRIPT.search(word) else [word])]


def _pairs(word: str) -> list[str]:
    """Each two neighbouring characters; a single character by itself."""
    return [word[i : i + 2] for i in range(max(len(word) - 1, 1))]


def content_words(tokens: Sequence[str], forms: WordForms = ENGLISH) -> list[str]:
    """The stems of the words that are not stop words, in order; ``tokens`` are in lower case."""
    return [forms.stem(t) for t in tokens if t not in forms.stop_words]
