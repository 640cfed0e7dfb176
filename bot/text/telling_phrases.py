"""The key phrases that are shown: those that say something outside of their sentence.

The ranking returns phrases even where all are improbable. Readers found most of the improbable ones useless: adjectives
with abstract nouns, adjectives that fit any noun, and words that the text names once and leaves.

Apart from ``keyphrases``, because the process that answers does not load what analyses texts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import read_word_table
from bot.text.lexicon import lexicon
from bot.text.stemming import singular

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

__all__ = ["MAX_SHOWN", "telling_phrases"]

MAX_SHOWN = 4
MAX_SAME_WORD = 2
MAX_TEXT = 20_000
"""Characters at the beginning of a text in which words are counted."""
MIN_SINGLE_COUNT = 4
"""Occurrences that a noun alone needs, unless it is in the title."""
SHORT_TEXT = 150
"""Words of a text that is too short to return to its subjects."""
_QUANTITY = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|half)"
    r"(?:-(?:minute|hour|day|week|month|year|decade)(?:-old)?)?\s",
    re.IGNORECASE,
)
"""How a phrase begins that counts or measures: "two-hour meeting", "several boats"."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@cache
def _listed(group: str) -> frozenset[str]:
    return frozenset(read_word_table("phrase_words.txt")[group])


@dataclass(frozen=True, slots=True)
class _Page:
    """The words of an article, in the singular."""

    text: str
    in_title: Set[str]
    counts: Counter[str]


def telling_phrases(phrases: Sequence[str], title: str, text: str) -> tuple[str, ...]:
    """At most ``MAX_SHOWN`` of the phrases, in their order: those with words that the title has or the text repeats.

    No word stands in more than ``MAX_SAME_WORD`` of them.
    """
    text = text[:MAX_TEXT]
    page = _Page(text, set(_words(title)), Counter(_words(text)))
    shown: list[str] = []
    used: Counter[str] = Counter()
    for phrase in phrases:
        words = _words(phrase)
        is_new = all(used[word] < MAX_SAME_WORD for word in words)
        if is_new and len(shown) < MAX_SHOWN and _is_whole(phrase) and _is_telling(phrase, words, page):
            shown.append(phrase)
            used.update(words)
    return tuple(shown)


def _words(text: str) -> list[str]:
    return [singular(match.group()) for match in _WORD.finditer(text)]


def _is_whole(phrase: str) -> bool:
    """True unless a phrase breaks off at an adjective of a people, is a line in capitals, or only counts."""
    *before, last = phrase.split() or [""]
    breaks_off = last.endswith(".") or last.lower() in lexicon().demonyms
    return not (breaks_off or (before and phrase.isupper()) or _QUANTITY.match(phrase))


def _is_telling(phrase: str, words: Sequence[str], page: _Page) -> bool:
    if not words or any(word.endswith("-year-old") for word in words):
        return False
    if len(words) == 1:
        return _is_subject(words[0], page)
    abstract, general = _listed("abstract-noun"), _listed("general-adjective")
    content = [word for word in words if word not in abstract | general | lexicon().demonyms]
    if len(words) == 2 and words[0] in general:
        return any(word in page.in_title for word in content)
    least = 3 if words[-1] in abstract else 2
    returns = any(word in page.in_title or page.counts[word] >= least for word in content)
    return returns and not _is_aside(phrase, words, page)


def _is_subject(word: str, page: _Page) -> bool:
    """True for a noun alone that the text names often enough to be about it."""
    count = page.counts[word]
    enough = count >= MIN_SINGLE_COUNT or (word in page.in_title and count > 1)
    return enough and word not in _listed("abstract-noun") | lexicon().demonyms


def _is_aside(phrase: str, words: Sequence[str], page: _Page) -> bool:
    """True if the text leaves what a phrase names: "Boko Haram trucks", or "breakway Chechnya" that stands there once.

    A short text has no room to return to it.
    """
    if any(word in page.in_title for word in words):
        return False
    noun, is_short = page.counts[words[-1]], page.counts.total() <= SHORT_TEXT
    if phrase.split()[-1][:1].isupper():
        return page.text.count(phrase) < 2
    return noun < 2 and (phrase[:1].isupper() or not is_short)
