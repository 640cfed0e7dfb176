"""Summaries at equal length in words: at the lengths that the bot shows, and as long as the first sentences.

At a fixed number of sentences, long sentences gain by their length in what they cover, and short ones in precision.
Here every tool has the same words to spend; its last sentence is cut short.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scoring import covered, drawn_means, lead, rouge, take
from tools import documents_of, sentences_of

from bot.models.guilds import SUMMARY_LENGTHS
from bot.text.summaries.length import POST_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scoring import Floats, Row

__all__ = ["LENGTHS", "MEASURES", "Length", "draws_by_set", "equal_length_scores", "length_cells"]

MEASURES = ("R1", "R2", "covered")


@dataclass(frozen=True)
class Length:
    """A column: so many ``words``, or as many as Lead's first ``sentences`` have."""

    name: str
    words: int = 0
    sentences: int = 0


LENGTHS = (
    *(Length(f"{name}, {words} words", words) for name, words in SUMMARY_LENGTHS.items() if words < POST_WORDS),
    Length(f"a post or an added page, {POST_WORDS} words", POST_WORDS),
    *(Length(f"{name}, {words} words", words) for name, words in SUMMARY_LENGTHS.items() if words > POST_WORDS),
    *(Length(f"as the first {n} sentences", sentences=n) for n in (3, 4, 8)),
)


def equal_length_scores(row: Row, answer: Any) -> Floats:
    """MEASURES of an answer (texts, and their order) and then of Lead, at each of LENGTHS: ``(lengths, 6)``.

    A tool that raised says nothing.
    """
    sentences = sentences_of(documents_of(row))
    first = [s.text for s in sentences], lead([s.doc for s in sentences])
    scores = []
    for length in LENGTHS:
        words = length.words or len(take(*first, length.sentences, None).split())
        said = [take(texts, order, 0, words) for texts, order in (answer or ((), ()), first)]
        scores.append([figure for text in said for figure in (*rouge(text, row["refs"]), covered(text, row["refs"]))])
    return np.array(scores)


def draws_by_set(scores: Mapping[str, Floats]) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """From ``(articles, lengths, 6)`` of each set: ``(lengths, 3)`` and its bootstrap draws ``(draws, lengths, 3)``.

    The three are the gain over Lead in R1 and in R2, and the share that is covered.
    """
    means, draws = {}, {}
    for seed, (name, values) in enumerate(scores.items()):
        columns = np.concatenate([values[:, :, :2] - values[:, :, 3:5], values[:, :, 2:3]], axis=2)
        means[name] = columns.mean(0)
        flat = columns.reshape(len(columns), -1)
        draws[name] = drawn_means(flat, seed).reshape(-1, *columns.shape[1:])
    return means, draws


def length_cells(mean: Floats, draws: Floats, measure: int) -> Sequence[str]:
    """The cells of a row: one of the three figures at each length with its interval; dashes for Lead's gains."""
    form = ".1f" if MEASURES[measure] == "covered" else "+.2f"
    low, high = np.percentile(draws[:, :, measure], [2.5, 97.5], axis=0)
    if form == "+.2f" and not draws[:, :, measure].any():
        return ["–"] * len(mean)
    cells = zip(mean[:, measure], low, high, strict=True)
    return [f"{value:{form}} [{a:{form}}, {b:{form}}]" for value, a, b in cells]
