"""Orders sentences so that every prefix reads well: none before the one it depends on, the redundant ones last (MMR).

Maximal marginal relevance: Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents
and Producing Summaries" (1998).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bot.text.context_dependence import depends_on_previous, is_unquotable
from bot.text.sentences import is_duplicate
from bot.text.summaries.antecedents import antecedents
from bot.text.summaries.preferences import Preferences
from bot.text.summary_candidates import is_candidate

if TYPE_CHECKING:
    from re import Pattern

    from numpy.typing import NDArray

    from bot.models.analysis import Sentence
    from bot.text.summaries.expected_rouge import ExpectedRouge
    from bot.text.vectors import Matrix

__all__ = ["EXPECTED_ROUGE_WEIGHT", "MAX_SELECTED", "REDUNDANT_PENALTY", "IsTold", "Selection", "order_by_mmr"]

MAX_SELECTED = 30
"""Sentences selected one by one; a summary has 24 (``length.MAX_SENTENCES``). The rest follow by score."""
REDUNDANT_TFIDF_COSINE = 0.4
"""Cosine of TF-IDF vectors above which a sentence is redundant (0.45 to 0.6 were measured to be worse)."""
REDUNDANT_WORD_SET_COSINE = 0.45
"""The same for the sets of their words: in a short story the words that matter are in every sentence, and TF-IDF gives
them the least weight. In pairs from two outlets that were read, most above this value say the same.
"""
REPEATED_SHARE = 0.75
"""Fraction of a sentence, in squared TF-IDF weights of its words, from which it is redundant if selected sentences have
these words, one here and one there. Readers who chose summaries took such a sentence a third as often as any other. It
changes 1 of 100 summaries of medium length and 3 of 100 long ones, without a loss of ROUGE.
"""
REDUNDANCY_WEIGHT = 0.6
"""Subtracted from a sentence's score, times its highest TF-IDF cosine with a selected sentence."""
EXPECTED_ROUGE_WEIGHT = 0.8
"""Added to the score for each percent of ROUGE that the sentence is expected to add for its length."""
MAX_LEFT_OUT = 60
"""Sentences that are left out at most because selected ones tell them."""
UNQUOTABLE_PENALTY = 8.0
"""For half a quotation, a caption or an aside."""
UNKNOWN_PENALTY = 8.0
"""For a bare surname or "the man" as long as no selected sentence says who is meant. From 2 to 8, ROUGE hardly changes.
"""
OPENING, OPENING_BONUS = 4, 2.0
"""So many first sentences that may be shown get a bonus: another one takes their place only where the odds are clear.
Of 186 articles whose summaries readers judged beside the first four sentences, this makes 15 of the 53 worse ones and 6
of the 133 better ones equal to these. Not part of ``Selection``, since the trees would be trained to offset it.
"""
LEAD_IN_SHARE = 0.5
"""Fraction of a dependent sentence's advantage that is credited to the sentence it depends on."""
MAX_ADVANTAGE = 3.0
DEPENDENT_PENALTY, REDUNDANT_PENALTY, NON_CANDIDATE_PENALTY, DUPLICATE_PENALTY = 60.0, 100.0, 200.0, 400.0
"""Tiers, each more than any score and more than those before: first come the other sentences, then those
whose predecessor is not selected (dependent; it is selected before them, even if it is redundant), then those that say
the same as a selected one (redundant), then greetings and the like (no candidates), last of all those with the same
words as an earlier one (duplicate). None is left out, since a summary may be of any length.
"""

IsTold: TypeAlias = Callable[[int, Sequence[int]], bool]
"""Tells whether the selected sentences, the second argument, say all that another one says."""


class Selection:
    """A summary that grows sentence by sentence, and what it adds to the score of each further sentence."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        vectors: Matrix,
        expected_rouge: ExpectedRouge,
        opening: Pattern[str] | None = None,
        titles: Sequence[str] = (),
    ) -> None:
        """``vectors`` of unit length are ``(sentences, columns)``; ``expected_rouge`` has no sentence yet.

        A sentence whose beginning ``opening`` matches depends on the one before; without ``opening`` it is English.
        Names and things that ``titles`` name need no introduction.
        """
        self._vectors = vectors
        self._word_sets = (vectors > 0) / np.sqrt(np.maximum((vectors > 0).sum(1, keepdims=True), 1), dtype=np.float32)
        # the highest cosine of each sentence with a selected one, by TF-IDF and by the sets of words
        self._tfidf_cosine, self._word_set_cosine = np.zeros(len(sentences)), np.zeros(len(sentences))
        self._squares = vectors**2
        """Each sentence as fractions that its words have in it."""
        self._told = np.zeros(vectors.shape[1], np.float32)
        """1 for each word of a selected sentence."""
        self._expected_rouge = expected_rouge
        self._preferences = Preferences(sentences, titles)
        unquotable = np.array([is_unquotable(s.text) for s in sentences])
        self.penalties = DUPLICATE_PENALTY * np.array(is_duplicate(sentences)) + UNQUOTABLE_PENALTY * unquotable
        """Subtracted whatever is selected, ``(sentences,)``."""
        candidates = np.array(is_candidate(sentences))
        self.penalties += NON_CANDIDATE_PENALTY * ~candidates
        self.dependent = np.array(depends_on_previous(sentences, by_connective=False))
        if opening is not None:
            matches = [b.doc == a.doc and opening.match(b.text) is not None for a, b in pairwise(sentences)]
            self.dependent |= np.array([False, *matches])
        needed = antecedents(sentences, titles) if opening is None else [[] for _ in sentences]
        self.dependent |= np.array([any(earlier == {i - 1} for earlier in sets) for i, sets in enumerate(needed)])
        self.dependent[: int(candidates.argmax()) + 1] = False  # a story opens with it, below captions and labels
        if self._preferences.death is not None:  # "He died on Sunday" needs no other sentence in an obituary
            self.dependent[self._preferences.death] = False
        self.selectable = ~self.dependent
        """False for a sentence that depends on one that is not selected."""
        self._missing = {index: sets for index, sets in enumerate(needed) if sets}
        """What the sentences name that no selected one has introduced."""
        self.selected = np.zeros(len(sentences), bool)
        self._adjustments = np.zeros(len(sentences))
        """All but what a sentence is expected to add, which each selected one changes."""
        self._update()

    def adjustments(self) -> NDArray[np.float64]:
        """What is added to the score of each sentence if it is to be selected next, ``(sentences,)``."""
        return self._adjustments + EXPECTED_ROUGE_WEIGHT * self._expected_rouge.gains()

    def add(self, index: int) -> None:
        """Selects a sentence. It makes those selectable that depend on it, and so on through selected sentences."""
        self.selected[index] = True
        self._expected_rouge.add(index)
        self._preferences.add(index)
        np.maximum(self._tfidf_cosine, self._vectors @ self._vectors[index], out=self._tfidf_cosine)
        np.maximum(self._word_set_cosine, self._word_sets @ self._word_sets[index], out=self._word_set_cosine)
        self._told[self._vectors[index] > 0] = 1
        self._introduce(index)
        self._update()
        follower = index + 1
        while follower < len(self.dependent) and self.dependent[follower] and self.selectable[follower - 1]:
            self.selectable[follower] = True
            if not self.selected[follower]:
                return
            follower += 1

    def _update(self) -> None:
        redundant = (self._tfidf_cosine > REDUNDANT_TFIDF_COSINE) | (self._word_set_cosine > REDUNDANT_WORD_SET_COSINE)
        redundant |= self._squares @ self._told > REPEATED_SHARE
        self._adjustments = self._preferences.bonuses - self.penalties - REDUNDANCY_WEIGHT * self._tfidf_cosine
        self._adjustments -= REDUNDANT_PENALTY * redundant
        if self._missing:
            self._adjustments[list(self._missing)] -= UNKNOWN_PENALTY

    def first_needed(self, index: int) -> int:
        """The sentence to be selected before one that depends on it: itself if there is none that may be shown."""
        while not (self.selectable[index] or self.selected[index - 1]):
            if self.penalties[index - 1] >= NON_CANDIDATE_PENALTY:
                return index
            index -= 1
        return index

    def _introduce(self, index: int) -> None:
        """Notes that what a sentence names is known from now on to those after it."""
        still = {later: [known for known in sets if index not in known] for later, sets in self._missing.items()}
        self._missing = {later: sets for later, sets in still.items() if sets}


def order_by_mmr(
    sentences: Sequence[Sentence],
    scores: Matrix,
    vectors: Matrix,
    expected_rouge: ExpectedRouge,
    opening: Pattern[str] | None = None,
    titles: Sequence[str] = (),
    is_told: IsTold | None = None,
) -> tuple[int, ...]:
    """Every index, best first, selected greedily; there is at least one sentence.

    ``scores`` are ``(sentences,)``; the others are those of ``Selection``. A sentence that ``is_told`` by selected ones
    is not selected, so that those that say the same as it do not count as redundant either.
    """
    selection = Selection(sentences, vectors, expected_rouge, opening, titles)
    if sentences[0].doc == sentences[-1].doc:
        may_be_shown = selection.penalties < NON_CANDIDATE_PENALTY
        scores = scores + OPENING_BONUS * (may_be_shown & (may_be_shown.cumsum() <= OPENING))
    after = np.flatnonzero(selection.dependent)  # they depend on those before them
    before = after - 1
    order: list[int] = []
    left_out: set[int] = set()
    may_follow = np.ones(len(sentences), bool)  # neither selected nor left out
    while len(order) < min(MAX_SELECTED, len(sentences) - len(left_out)) and len(left_out) < MAX_LEFT_OUT:
        value = scores + selection.adjustments()
        # A sentence gains because the next one is better and can only follow it.
        advantage = np.minimum(np.maximum(value[after] - value[before], 0), MAX_ADVANTAGE)
        value[before] += LEAD_IN_SHARE * advantage * ~selection.selected[after]
        value -= DEPENDENT_PENALTY * ~selection.selectable
        wanted = int(np.where(may_follow, value, -np.inf).argmax())
        index = selection.first_needed(wanted)
        if index in left_out or (is_told is not None and is_told(index, order)):
            index = wanted if index in left_out else index
            left_out.add(index)
        else:
            order.append(index)
            selection.add(index)
        may_follow[index] = False
    remaining = np.where(selection.selected, -np.inf, scores - selection.penalties)
    rest = np.argsort(-remaining, kind="stable")[: len(sentences) - len(order)]
    return (*order, *rest.tolist())
