"""What readers prefer as the next sentence of a summary, beyond the odds of the trees.

The weights are half of what a conditional logit model (McFadden, "Conditional logit analysis of qualitative choice
behavior", 1974) gave of each next sentence that readers chose from 360 articles, beside the odds: whole, they cost more
ROUGE than they gain. They are for single articles, since the readers chose from such.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.models.analysis import Sentence

__all__ = ["Preferences"]

QUOTATION = -3.3
"""For a sentence that is mostly a quotation: it tends to repeat what was told before."""
QUOTED_SHARE = 0.45
"""Of the characters of such a sentence, more are quoted."""
LENGTH, LONG_SENTENCE = 0.4, 60
"""Times the logarithm of the words, up to those of a long sentence."""
NEW_NUMBER, MAX_NEW_NUMBERS = 0.31, 3
"""For each number that no selected sentence has."""

_NUMBER = re.compile(r"\d[\d,.]*")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")


class Preferences:
    """A bonus for each sentence, in units of the odds, kept up to date as the summary grows."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """No sentence is selected yet; there is at least one. In several documents no bonus is given."""
        self._is_single = sentences[0].doc == sentences[-1].doc
        texts = [sentence.text for sentence in sentences]
        words = np.array([len(text.split()) for text in texts])
        self._constant = LENGTH * np.log(words.clip(1, LONG_SENTENCE))
        self._constant += QUOTATION * np.array([_is_quotation(text) for text in texts])
        self._numbers = [frozenset(_NUMBER.findall(text)) for text in texts]
        self._new_numbers = np.array([len(numbers) for numbers in self._numbers])
        self._places: dict[str, list[int]] = defaultdict(list)
        for index, numbers in enumerate(self._numbers):
            for number in numbers:
                self._places[number].append(index)

    def bonuses(self) -> NDArray[np.float64]:
        """What is added to the odds of each sentence as the next one, ``(sentences,)``."""
        numbers = NEW_NUMBER * self._new_numbers.clip(max=MAX_NEW_NUMBERS)
        found: NDArray[np.float64] = self._is_single * (self._constant + numbers)
        return found

    def add(self, index: int) -> None:
        """Notes that a sentence is selected: its numbers are new no more."""
        for number in self._numbers[index]:
            self._new_numbers[self._places.pop(number, [])] -= 1


def _is_quotation(text: str) -> bool:
    """True if a sentence is mostly a quotation."""
    return sum(map(len, _QUOTED.findall(text))) > QUOTED_SHARE * len(text)
