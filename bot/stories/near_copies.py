"""Finds articles with nearly the same text: an agency's report in several outlets, a revised version.

MinHash (Broder, 1997) over shingles of words finds the candidates, and the shingles themselves decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rensa.rensa import RMinHash

from bot.text.search.folding import UNSPACED_RUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["band_keys", "is_near_copy", "opens_alike", "shared_bands", "shingles", "signature"]

SHINGLE = 4
"""Words of a shingle; of scripts without spaces, pairs of characters."""
MAX_TEXT = 60_000
"""Characters of a text that are compared."""
PERMUTATIONS, BANDS = 64, 16
"""With 16 bands of 4 values, two texts of which half of all shingles are shared have a band in common in 64 of 100
cases, of which four fifths in practically all.
"""
SEED = 20_261_129
MIN_SHARED = 0.6
"""The share of the shorter text's shingles that a near-copy has as well."""
MIN_SHINGLES = 20
"""Shorter texts are too easily alike."""
OPENING = 500
"""Characters at the beginning of a text, which tell what is new; what follows is often the same in each report."""
MIN_SHARED_OPENING = 0.3
"""The share of the opening's shingles that a near-copy has in its own: an outlet may put a sentence before it."""
_WORD = re.compile(r"[^\W_]+")


def shingles(text: str) -> frozenset[str]:
    """Each run of four words of the text, in lower case and without punctuation."""
    words = list(_words(text[:MAX_TEXT].casefold()))
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def signature(text_shingles: frozenset[str]) -> tuple[int, ...]:
    """The MinHash signature; empty for a text that is too short to be compared so."""
    if len(text_shingles) < MIN_SHINGLES:
        return ()
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(sorted(text_shingles))
    return tuple(minhash.digest())


def band_keys(values: Sequence[int]) -> list[str]:
    """A key for each band of a signature: candidates for near-copies have one in common."""
    return [f"{band} {'.'.join(map(str, values))}" for band, values in enumerate(_bands(values))]


def shared_bands(one: Sequence[int], other: Sequence[int]) -> int:
    """How many bands two signatures have in common: none, unless the texts are candidates for near-copies."""
    return sum(mine == theirs for mine, theirs in zip(_bands(one), _bands(other), strict=False))


def is_near_copy(one: frozenset[str], other: frozenset[str]) -> bool:
    """True if most of the shorter text's shingles are in the other text."""
    shorter = min(len(one), len(other))
    return shorter >= MIN_SHINGLES and len(one & other) >= MIN_SHARED * shorter


def opens_alike(one: str, other: str) -> bool:
    """True if the openings of two texts have much in common."""
    mine, theirs = shingles(one[:OPENING]), shingles(other[:OPENING])
    return len(mine & theirs) >= MIN_SHARED_OPENING * max(1, min(len(mine), len(theirs)))


def _bands(values: Sequence[int]) -> list[tuple[int, ...]]:
    rows = PERMUTATIONS // BANDS
    return [tuple(values[at : at + rows]) for at in range(0, len(values), rows)]


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if not word.isascii() and UNSPACED_RUN.search(word):
            yield from (word[at : at + 2] for at in range(max(len(word) - 1, 1)))
        else:
            yield word
