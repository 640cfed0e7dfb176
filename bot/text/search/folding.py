"""Folds letters and digits to those that people type for them: Łódź to lodz, ﬁnance to finance, ١٢ to 12."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["IGNORED", "MARKS", "PLAIN_LETTERS", "UNSPACED", "UNSPACED_RUN", "as_tokenizer", "fold", "spelt_out"]

MARKS = "".join(char for char in map(chr, range(0x0300, 0xA900)) if unicodedata.category(char) in ("Mn", "Mc"))
"""Combining marks, as the inside of a character class: Python's ``\\w`` does not have them."""
IGNORED = "\u00ad\u034f\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
"""Characters inside of words that nobody types: soft hyphens, joiners, directions, the Arabic stroke that stretches."""
UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ecd\u0f40-\u0fbc\u1000-\u103f\u1050-\u109f\u1780-\u17d3"
    "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Korean, Japanese and Chinese: words stand side by side, or with endings."""
UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
PLAIN_LETTERS = str.maketrans(
    {
        **dict(zip("øđħłıðŧŋĸƒɓɗɖəɛɔ", "odhlidtnkfbddeeo", strict=True)),
        "æ": "ae",
        "ǽ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŉ": "n",
        "ς": "σ",
        "ё": "е",
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
    }
)
"""The plain letters for those that are no letter with an accent to Unicode, in lower case."""
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_IGNORED = re.compile(f"[{IGNORED}]+")
_STRIPPED = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")
"""Accents and vowel points: those of other scripts distinguish words."""
_KEPT = "йїў"
"""Cyrillic letters of their own that Unicode decomposes."""


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word in lower case without accents, vowel points and the like, in plain letters and digits.

    >>> fold("Łódź"), fold("Strauß"), fold("ﬁnance"), fold("Nord\u00adbank")
    ('lodz', 'strauss', 'finance', 'nordbank')
    """
    if word.isascii():
        return word.lower()
    plain = _IGNORED.sub("", unicodedata.normalize("NFKC", word)).casefold()
    plain = _without_accents(plain.translate(PLAIN_LETTERS)).translate(PLAIN_LETTERS)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)


def spelt_out(word: str) -> str:
    """The other way to write umlauts and the like: Müller as mueller, Bjørn as bjoern; else the same as ``fold``."""
    return fold(unicodedata.normalize("NFC", word).lower().translate(_DIGRAPHS)) if not word.isascii() else word.lower()


@lru_cache(maxsize=20_000)
def as_tokenizer(word: str) -> str:
    """What SQLite's tokenizer makes of a word: lower case, and Latin letters without accents."""
    if word.isascii():
        return word.lower()
    return "".join(_latin_base(c) for c in unicodedata.normalize("NFC", word) if not "\u0300" <= c <= "\u036f").lower()


def _without_accents(word: str) -> str:
    parts = [c if c in _KEPT else _STRIPPED.sub("", unicodedata.normalize("NFD", c)) for c in word]
    return unicodedata.normalize("NFC", "".join(parts))


def _latin_base(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char
