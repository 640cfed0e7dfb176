"""How long a summary is: a budget of words, filled with whole sentences.

Everything that shows a summary asks here: answers, posts, the reply to ``add``, the command line.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bot.models.guilds import SUMMARY_LENGTHS
from bot.text.context_dependence import is_unquotable
from bot.text.summary_candidates import is_no_candidate, is_no_news

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.analysis import Analysis, Digest, Sentence

__all__ = [
    "LONGEST",
    "MAX_EXCESS",
    "MAX_SENTENCES",
    "POST_WORDS",
    "SHORTEST",
    "WORDS_OF_SENTENCE",
    "count_words",
    "sentences_within",
    "summary_within",
]

SHORTEST, LONGEST = min(SUMMARY_LENGTHS.values()), 2 * max(SUMMARY_LENGTHS.values())
"""Words of the shortest and of the longest summary."""
POST_WORDS = 65
"""Words that a post quotes, and the reply to an editor who added an article: about three sentences of news."""
WORDS_OF_SENTENCE, MAX_EXCESS = 22, 1 / 2
"""Words of a sentence of news in the mean, and the fraction of the budget by which longer ones may exceed it."""
MAX_SENTENCES = 24
"""Sentences of a summary, however short they are: a list of results has hundreds."""

_FINAL_MARK = re.compile(r"[.!?…][\s\"'”’»)*_]*$")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_UNSPACED_LETTERS_PER_WORD = 2
_SOUTHEAST_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_SOUTHEAST_ASIAN_LETTERS_PER_WORD = 5


def summary_within(analysis: Analysis | Digest, words: int) -> tuple[Sentence, ...]:
    """The best sentences that make about so many ``words``, in document order."""
    return analysis.summary(sentences_within(analysis.best(MAX_SENTENCES), words))


def sentences_within(ranked: Iterable[Sentence], words: int) -> int:
    """How many of the best sentences, given best first, make about so many ``words``.

    One more is taken as long as that brings the total nearer to the budget, or the summary has fewer sentences than the
    budget stands for and exceeds it by ``MAX_EXCESS`` at most: readers prefer the first four sentences to a summary
    that has less than nine tenths of their words (17 of 28), and the summary to them where it has over eleven tenths
    (88 of 108; see ``bench/pairs.py``). With an excess of a third, it had less in 28 of 250 articles. It is always the
    next of the ranking, since a sentence may depend on any that is ranked before it. To pass over a long one and take a
    shorter one after it was measured on 190 stories: no gain in ROUGE, and the totals come only a word nearer to the
    budget. A greeting, a credit or an appeal is not taken if nothing better follows, nor from half of the budget on is
    half a quotation, a caption or a question.
    """
    best = list(islice(ranked, MAX_SENTENCES))
    lengths = [count_words(sentence.text) for sentence in best]
    while len(best) > 1 and _is_filler(best[-1].text, is_half_full=2 * sum(lengths[: len(best) - 1]) >= words):
        best.pop()
    total = count = 0
    for length in lengths[: len(best)]:
        is_due = (count + 1) * WORDS_OF_SENTENCE <= words and total + length <= (1 + MAX_EXCESS) * words
        if count and not is_due and total + length / 2 >= words:
            break
        total += length
        count += 1
    return count


def _is_filler(text: str, *, is_half_full: bool) -> bool:
    """True for a sentence that no summary needs; a line without a final mark may be one of a list."""
    is_weak = _FINAL_MARK.search(text) is not None and (is_no_candidate(text) or is_unquotable(text))
    return is_no_news(text) or (is_half_full and is_weak)


def count_words(text: str) -> int:
    """The words of a text as white space separates them; in scripts without spaces, an estimate from the letters.

    >>> count_words("The harbour opened again."), count_words("港は月曜日に再開した。")
    (4, 5)
    """
    unspaced = len(_UNSPACED.findall(text)) // _UNSPACED_LETTERS_PER_WORD
    unspaced += len(_SOUTHEAST_ASIAN.findall(text)) // _SOUTHEAST_ASIAN_LETTERS_PER_WORD
    return max(len(text.split()), unspaced)
