"""Occurrences of the topic lexicon's terms in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress, islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from bot.text.names import plain_punctuation
from bot.text.stemming import s_stem
from bot.text.topics.lexicon import MIN_PREFIX, lookup_stem, strip_possessive, topic_lexicon, topic_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.text.topics.lexicon import Phrase, Term, TopicLexicon

__all__ = ["MAX_WORDS", "TermMatch", "match_terms"]

MAX_WORDS = 20_000
"""Words of one document that are searched."""
MAX_LETTERS = 60
"""Of a word that are looked up; no term has a longer one."""
CACHED_WORDS = 20_000
"""Articles share most of their words."""
_BETWEEN_WORDS = re.compile(r"\s+|[-/]|'\s")
"""What may stand between the words of a phrase: it does not run over a bracket, a comma or the end of a sentence."""
_CURRENCIES = frozenset("$£€¥₹")
_MAX_PREFIX = 14


class TermMatch(NamedTuple):
    """One occurrence of a term."""

    term: Term
    word: int
    """Index of its first word in the text."""
    start: int
    form: str
    """The term as the text writes it, without a possessive 's."""


def match_terms(text: str) -> Iterator[TermMatch]:
    """Occurrences from left to right. At each word the longest term wins, and no word is used twice.

    A sum of money is no term: "£800m" is not a race over 800m.
    """
    plain = plain_punctuation(text)
    found = list(islice(topic_words(plain), MAX_WORDS))
    forms: list[str] = list(map(itemgetter(0), found))
    if max(map(len, forms), default=0) > MAX_LETTERS:
        forms = [form[:MAX_LETTERS] for form in forms]
    words = list(map(_looked_up, forms))
    stems, terms = tuple(map(itemgetter(0), words)), list(map(itemgetter(1), words))
    unused = 0
    for at, (term, phrases) in zip(compress(range(len(terms)), terms), filter(None, terms), strict=True):  # few words
        if at < unused:
            continue
        size = 1
        if phrases and (phrase := _phrase_at(phrases, plain, found, stems, at)):
            term, size = phrase
        if term and plain[found[at].start() - 1 : found[at].start()] not in _CURRENCIES:
            start, end = found[at].start(), found[at + size - 1].end()
            form = text[start : start + len(strip_possessive(plain[start:end]))]
            yield TermMatch(term, at, start, form)
        unused = at + size


def _phrase_at(
    phrases: Iterable[Phrase], text: str, found: Sequence[re.Match[str]], stems: tuple[str, ...], at: int
) -> tuple[Term, int] | None:
    """The term of several words that begins at a word, and their number."""
    second = stems[at + 1] if at + 1 < len(stems) else ""
    for phrase, term in phrases:
        if phrase[1] != second:  # most phrases
            continue
        end = at + len(phrase)
        if stems[at:end] == phrase and _are_joined(text, found[at:end]):
            return term, len(phrase)
    return None


@lru_cache(CACHED_WORDS)
def _looked_up(word: str) -> tuple[str, tuple[Term | None, Sequence[Phrase]] | None]:
    """The stem of a word; the term that it is by itself, and the terms of several words that begin with it, if any."""
    lexicon, word = topic_lexicon(), strip_possessive(word)
    stem = lookup_stem(word)
    term = lexicon.words.get(word) or lexicon.words.get(stem) or _term_by_prefix(lexicon, s_stem(word))
    phrases = lexicon.phrases.get(stem, ())
    return stem, (term, phrases) if term or phrases else None


def _are_joined(text: str, words: Sequence[re.Match[str]]) -> bool:
    """True if nothing stands between the words that would end a phrase."""
    return all(_BETWEEN_WORDS.fullmatch(text, a.end(), b.start()) for a, b in pairwise(words))


def _term_by_prefix(lexicon: TopicLexicon, stem: str) -> Term | None:
    if stem[:MIN_PREFIX] not in lexicon.prefix_openings:
        return None
    for length in range(min(len(stem), _MAX_PREFIX), MIN_PREFIX - 1, -1):
        if term := lexicon.prefixes.get(stem[:length]):
            return term
    return None
