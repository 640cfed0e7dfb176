"""Brings names to one form for lookup, however people type them or articles write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.text.search.folding import PLAIN_LETTERS

__all__ = ["name_key", "plain_punctuation"]

CACHED_KEYS = 20_000

_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u2032\uff07", "'")
    | {"\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2011": "-"}
)
_TYPED_APOSTROPHES = str.maketrans("`", "'")
"""A mark that some keyboards offer for an apostrophe."""
_NOT_NAME = re.compile(r"[^\w']+")


def plain_punctuation(text: str) -> str:
    """The text with plain quotes and hyphens for curly quotes and dashes; offsets stay as they are."""
    return text if text.isascii() else text.translate(_QUOTES)


@lru_cache(CACHED_KEYS)  # the rules ask for the same names many times
def name_key(name: str) -> str:
    """The form under which a name is looked up: in lower case and plain letters, without punctuation and possessive.

    >>> name_key("José  Mourinho’s"), name_key("Łukasz Strøm")
    ('jose mourinho', 'lukasz strom')
    >>> name_key("U.S.")
    'us'
    """
    words = name.split()
    if name.isascii() and "".join(words).isalnum():  # most names
        return " ".join(words).casefold()
    plain = plain_punctuation(name).translate(_TYPED_APOSTROPHES).strip()
    if not plain.isascii():
        plain = "".join([c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)])
        plain = plain.casefold().translate(PLAIN_LETTERS)
    words = _NOT_NAME.sub(" ", plain.casefold().replace(".", "")).split()
    keys = [word.removesuffix("'s").replace("'", "") for word in words] if "'" in plain else words
    return " ".join(filter(None, keys))
