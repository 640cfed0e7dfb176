"""The key phrases that are shown: those that say something outside of their sentence.

The ranking returns phrases even where all are improbable. Readers found most of the improbable ones useless: adjectives
with abstract nouns, adjectives that fit any noun, and words that the text names once and leaves.

Apart from ``keyphrases``, because the process that answers does not load what analyses texts.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bot.text.data import read_word_table
from bot.text.lexicon import lexicon
from bot.text.stemming import singular

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

__all__ = ["MAX_SHOWN", "telling_phrases"]

MAX_SHOWN = 6
MAX_SAME_WORD = 2
MAX_TEXT = 20_000
"""Characters at the beginning of a text in which words are counted."""
MIN_SINGLE_COUNT = 4
"""Occurrences that a noun alone needs, unless it is in the title."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@cache
def _listed(group: str) -> frozenset[str]:
    return frozenset(read_word_table("phrase_words.txt")[group])


def telling_phrases(phrases: Sequence[str], title: str, text: str) -> tuple[str, ...]:
    """At most ``MAX_SHOWN`` of the phrases, in their order: those with words that the title has or the text repeats.

    No word stands in more than ``MAX_SAME_WORD`` of them.
    """
    in_title = set(_words(title))
    counts = Counter(_words(text[:MAX_TEXT]))
    shown: list[str] = []
    used: Counter[str] = Counter()
    for phrase in phrases:
        words = _words(phrase)
        is_new = all(used[word] < MAX_SAME_WORD for word in words)
        if is_new and len(shown) < MAX_SHOWN and _is_telling(words, in_title, counts):
            shown.append(phrase)
            used.update(words)
    return tuple(shown)


def _words(text: str) -> list[str]:
    return [singular(match.group()) for match in _WORD.finditer(text)]


def _is_telling(words: Sequence[str], in_title: Set[str], counts: Mapping[str, int]) -> bool:
    abstract, general = _listed("abstract-noun"), _listed("general-adjective")
    if not words or any(word.endswith("-year-old") for word in words):
        return False
    if len(words) == 1:
        enough = counts[words[0]] >= MIN_SINGLE_COUNT or (words[0] in in_title and counts[words[0]] > 1)
        return enough and words[0] not in abstract | lexicon().demonyms
    ignored = abstract | general | lexicon().demonyms
    content = [word for word in words if word not in ignored]
    if len(words) == 2 and words[0] in general:
        return any(word in in_title for word in content)
    least = 3 if words[-1] in abstract else 2
    return any(word in in_title or counts[word] >= least for word in content)
