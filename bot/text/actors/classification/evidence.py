"""What the rules of the classifier know of one form of a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.text.actors.resumption import Resumption, is_sole_subject, resumption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.classification.cue_counts import NameForm
    from bot.text.actors.classification.cue_weights import Probabilities
    from bot.text.lexicon import Lexicon
    from bot.text.tokens import TokenizedText

__all__ = ["Evidence"]


@dataclass  # a frozen class takes twice as long to make
class Evidence:
    """One form of a name with its probabilities and its occurrences in the story."""

    form: NameForm
    probabilities: Probabilities
    full_name_probability: float
    """The highest person probability of a longer name that ends with this form; 0 if there is none."""
    surname_probability: float
    """The person probability of the last word alone; 0 if the story does not have it."""
    name_begun_probability: float
    """The highest person probability of a longer name that begins with this form; 0 if there is none."""
    texts: Sequence[TokenizedText]
    tables: Lexicon
    lower: str = field(init=False)
    """The form in lower case."""
    words: Sequence[str] = field(init=False)
    """The words of the form in lower case."""

    def __post_init__(self) -> None:
        self.lower = self.form.text.casefold()
        self.words = self.lower.split()

    @property
    def text(self) -> str:
        """The form itself."""
        return self.form.text

    @cached_property
    def resumption(self) -> Resumption:
        """What the sentence after the first occurrence begins with, if that can only mean this name."""
        name = self.form.occurrences[0]
        tokens = self.texts[name.text_index].tokens
        found = resumption(name, tokens, self.tables)
        return found if any(found) and is_sole_subject(name, tokens, self.tables) else Resumption()

    def has_cue(self, *cues: str) -> bool:
        """True if an occurrence has one of these context cues."""
        return not self.form.cues.keys().isdisjoint(cues)

    @property
    def person_probability(self) -> float:
        """The probability that it names a person."""
        return self.probabilities[0]
