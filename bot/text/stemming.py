"""Three ways to bring the forms of an English word to one, from the coarsest to the finest."""

from __future__ import annotations

__all__ = ["s_stem", "singular", "truncated_stem"]

STEM_LENGTH = 6


def truncated_stem(word: str) -> str:
    """The first six letters: about what a stemmer keeps, at a hundredth of its time."""
    return word[:STEM_LENGTH] if len(word) > STEM_LENGTH else word.rstrip("s") or word


def s_stem(word: str) -> str:
    """A word in lower case without a plural -s or -ies (Harman's S stemmer, 1991).

    >>> s_stem("Parties"), s_stem("taxes"), s_stem("crisis")
    ('party', 'taxe', 'crisis')
    """
    word = word.lower()
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def singular(word: str) -> str:
    """The same, and -es is removed where English spells the plural so.

    >>> singular("Parties"), singular("taxes"), singular("crisis")
    ('party', 'tax', 'crisis')
    """
    word = word.lower()
    has_es = len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "oes"))
    return word[:-2] if has_es else s_stem(word)
