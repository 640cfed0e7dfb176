"""What a reader of a summary stumbles over: a sentence that leans on the one before it, and the same thing twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models import Sentence
    from bot.text.vectors import Matrix

__all__ = ["readable_order"]

PICKS = 60
"""Sentences chosen one by one; a summary is never longer, and the rest follow by value alone."""
SAME_THING = 0.4
"""Cosine of TF-IDF vectors from which two sentences say the same (0.5 and 0.6 were measured to be worse)."""
REDUNDANCY = 0.8
"""Taken off a value, in standard deviations, times the highest cosine with a chosen sentence."""
LEANING = 1.5
"""Taken off, in standard deviations, where the sentence before it is not in the summary."""
LAST = 100.0

_LEANS = re.compile(
    r"[\"“'‘(\[]?(?:(?i:he|she|they|his|her|their|him|them|its|these|those|both|neither|another|others"
    r"|but|and|or|so|nor|yet|however|nevertheless|nonetheless|moreover|furthermore|besides|instead|also|meanwhile"
    r"|therefore|thus|hence|then|still|otherwise|afterwards?|likewise|similarly|conversely|indeed"
    r"|in (?:addition|contrast|turn|response|other words|fact)|as a result|for (?:example|instance)|on the other hand"
    r"|after that|at the same time|the (?:former|latter|two|pair|couple|duo|move|decision|incident|statement)"
    r"|such (?:a|an)|more than that)\b(?!-)"
    r"|(?i:it|it['’]s|that['’]s|he['’]s|she['’]s|they['’]re)\b"
    r"|(?i:this|that)\b(?! (?i:week|month|year|morning|evening|afternoon|summer|winter|spring|autumn|fall|season)))"
)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]?")


def leans(sentence: str) -> bool:
    """Tells whether a sentence needs the one before it: an open "He" or "But", or a quotation without a speaker."""
    if _LEANS.match(sentence):
        return True
    return sentence[:1] in '"“' and len(_QUOTED.sub("", sentence).split()) < 2


def readable_order(sentences: Sequence[Sentence], values: Matrix, vectors: Matrix) -> tuple[int, ...]:
    """Every index, best first, chosen greedily so that each prefix reads well (MMR, Carbonell and Goldstein 1998).

    ``values`` are ``(sentences,)``, ``vectors`` of unit length ``(sentences, columns)``.
    """
    spread = float(values.std())
    left = (values - values.mean()) / spread if spread > 1e-6 else values - values.mean()
    left = left.astype(np.float64) - LAST * _repeated(sentences)
    leaning = np.array([leans(s.text) for s in sentences]) & np.array(
        [i > 0 and sentences[i - 1].doc == s.doc for i, s in enumerate(sentences)]
    )
    open_before = leaning.copy()
    nearest = np.zeros(len(sentences))
    order: list[int] = []
    for _ in range(min(PICKS, len(sentences))):
        cost = REDUNDANCY * nearest + LAST / 2 * (nearest > SAME_THING) + LEANING * open_before
        best = int(np.argmax(left - cost))
        order.append(best)
        left[best] = -np.inf
        nearest = np.maximum(nearest, vectors @ vectors[best])
        if best + 1 < len(sentences):
            open_before[best + 1] = False
    rest = np.argsort(-left, kind="stable")[: len(sentences) - len(order)]
    return (*order, *rest.tolist())


def _repeated(sentences: Sequence[Sentence]) -> np.typing.NDArray[np.bool_]:
    seen: set[str] = set()
    repeated = []
    for sentence in sentences:
        plain = " ".join(sentence.text.lower().split())
        repeated.append(plain in seen)
        seen.add(plain)
    return np.array(repeated)
