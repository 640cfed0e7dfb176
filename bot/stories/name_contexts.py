"""Tells another report in the same words, such as the next storm warning for another coast, from a revised text.

Reports that are written to a pattern have other names where the pattern has a gap. The words around each name say which
names stand in the same place; a revision or an agency's text in another outlet adds names, but hardly replaces them.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from bot.stories.words import NUMBER_WORDS, WORD, is_listed, without_possessive, word_key
from bot.text.actors.outlets import is_outlet, source_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

__all__ = ["name_contexts", "replaces_names"]

MAX_CHARACTERS = 3_000
"""Of a text, from its beginning."""
MAX_NAMES, MAX_NAME = 40, 60
"""Names of an article that are kept with their contexts, the first ones, and characters of a name."""
CACHED_NAMES = 10_000
AROUND = 2
"""Words before a name, and after it, that are its context."""
MIN_PLAIN = 2
"""Words of a context that are neither names nor figures, or ends of a text: "* said * and *" is around many names."""
MIN_ALIKE = 0.7
"""How alike two spellings of one name are at least, 0 to 1: "Tulloch" and "Tullock", "Kiev" and "Kyiv"."""
MIN_REPLACED, MIN_DIFFERENT = 2, 3
"""Places in which one name stands for another one, or several names each for another one, in a different report."""
_NAME, _FIGURE, _END = "*", "0", "|"
"""What stands for a name or a figure in a context, and for the beginning or the end of title and text."""
_PASSED_OVER = frozenset("the a an north south east west northern southern eastern western central".split())
"""Words that may stand before one name and not before another one."""
_CONNECTING = frozenset("and of de del di la van von der et und y".split())
"""What stands between the parts of a name, and between names."""
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady prof".split())
"""Which outlets write in their own way before the same name."""
_SENTENCE_ENDS = frozenset('.!?:…•"“”«»„\n')
_TOLD = re.compile(r"\btold the (?:[A-Z][\w’'-]* ){0,4}([A-Z][\w’'-]*)")
"""An outlet to which something was told, with its last word."""
_JOINING = frozenset(("", " ", "-", " & "))
"""What stands between two words of one name."""


class _Word(NamedTuple):
    """A word with what stands before and after it, up to the next words."""

    text: str
    key: str
    before: str
    after: str

    @property
    def is_initial(self) -> bool:
        return not self.before or not _SENTENCE_ENDS.isdisjoint(self.before)


class _Part(NamedTuple):
    """A word as it stands in a context, or a whole name with the keys of its words."""

    context: str
    name: tuple[str, ...] = ()


def name_contexts(title: str, text: str) -> dict[str, str]:
    """The names at the beginning of an article, each by the words around it; those of its makers are left out.

    All names of the title stand in one place, since outlets have titles of their own for the same text.
    """
    in_title, in_text = _read(title[:MAX_CHARACTERS]), _read(text[:MAX_CHARACTERS])
    named = _named(in_text) | _named_in_title(in_title)
    papers = source_words()["outlet-word"] | {word_key(match[1]) for match in _TOLD.finditer(text[:MAX_CHARACTERS])}
    in_headline = [word for part in _parts(in_title, named, papers) for word in part.name]
    found = {_END: _stored(in_headline)} if in_headline else {}
    for context, name in islice(_contexts(_with_lists_as_one(_parts(in_text, named, papers))), MAX_NAMES):
        found.setdefault(context, name)
    return found


def replaces_names(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """True if names of one article stand where the other has other ones, each name in one of the two alone."""
    places = one.keys() & other.keys()
    if len(places) < MIN_REPLACED:
        return False
    mine, theirs = _words_of(one), _words_of(other)
    replaced: Counter[tuple[str, str]] = Counter()
    different: set[tuple[str, str]] = set()
    for place in places:
        only_mine = [word for word in one[place].split() if word not in theirs]
        only_theirs = [word for word in other[place].split() if word not in mine]
        names = " ".join(only_mine), " ".join(only_theirs)
        if only_mine and only_theirs and not _is_one_name(*names):
            replaced.update(product(only_mine, only_theirs))  # "Ida Kern" may be "Kern" in another place
            different.add(names)
    return len(different) >= MIN_DIFFERENT or max(replaced.values(), default=0) >= MIN_REPLACED


def _words_of(contexts: Mapping[str, str]) -> set[str]:
    return {word for name in contexts.values() for word in name.split()}


@lru_cache(CACHED_NAMES)  # articles are compared with each new one
def _is_one_name(mine: str, theirs: str) -> bool:
    """True for two spellings of one name, or a name and its abbreviation."""
    short, long = sorted((mine, theirs), key=len)
    if short == "".join(word[0] for word in long.split()):
        return True
    is_usual = all(is_listed(word) for word in (*mine.split(), *theirs.split()))  # "Iran" is no misspelled "Iraq"
    return short[0] == long[0] and not is_usual and SequenceMatcher(None, short, long, False).ratio() >= MIN_ALIKE


def _read(text: str) -> list[_Word]:
    found = list(WORD.finditer(text))
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(text)]
    return [
        _Word(match[0], word_key(match[0]), text[ends[at] : match.start()], text[match.end() : starts[at + 1]])
        for at, match in enumerate(found)
    ]


def _named(words: Sequence[_Word]) -> set[str]:
    """The words of names: with a capital inside a sentence, or at its beginning if they are no usual words.

    A usual word there is one if the next one has a capital, too: "Saint Agnes".
    """
    lower = {word.key for word in words if word.text.islower()}
    followed = [word.before in _JOINING and word.text[0].isupper() for word in words[1:]]
    return {
        word.key
        for word, in_name in zip(words, [*followed, False], strict=False)
        if word.text[0].isupper()
        and not (word.is_initial and (word.key in lower or (is_listed(word.key) and not in_name)))
    }


def _named_in_title(words: Sequence[_Word]) -> set[str]:
    """The words with a capital, unless most words of the title have one."""
    inside = [word for word in words if not word.is_initial]
    if 2 * sum(word.text.islower() for word in inside) < len(inside):
        return set()
    return _named(words)


def _parts(words: Sequence[_Word], named: Collection[str], papers: Collection[str]) -> Iterator[_Part]:
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _is_in_name(words[end], named) and (end == at or words[end].before in _JOINING):
            end += 1
        name = words[at:end]
        if not name:
            key = words[at].key
            is_figure = key[0].isdigit() or key in NUMBER_WORDS or key in _CALENDAR
            yield _Part(_FIGURE if is_figure else key)
        else:
            is_credit = _is_credit(words[at - 1].text if at else "", name, papers)
            yield _Part(_NAME, () if is_credit else tuple(word.key for word in name if word.key not in _TITLES))
        at = max(end, at + 1)


def _with_lists_as_one(parts: Iterable[_Part]) -> list[_Part]:
    """The parts with a list of names, or "Isle of Wight", as one name, since there may be a single word elsewhere."""
    found: list[_Part] = []
    for part in parts:
        if part.context in _PASSED_OVER:
            continue
        end = len(found)
        while part.context == _NAME and end and found[end - 1].context in _CONNECTING:
            end -= 1
        if part.context == _NAME and end and found[end - 1].context == _NAME:
            found[end - 1 :] = [_Part(_NAME, found[end - 1].name + part.name)]
        else:
            found.append(part)
    return found


def _is_in_name(word: _Word, named: Collection[str]) -> bool:
    return word.text[0].isupper() and word.key in named and word.key not in _CALENDAR


def _is_credit(before: str, name: Sequence[_Word], papers: Collection[str]) -> bool:
    """True if a name is in brackets, follows "By", or is that of an outlet, of which ``papers`` are last words."""
    if before == "By" or name[0].before.endswith(("(", "[")):
        return True
    return name[-1].key in papers or is_outlet(" ".join(without_possessive(word.text) for word in name))


def _contexts(parts: Sequence[_Part]) -> Iterator[tuple[str, str]]:
    """The context of each name, with the keys of its words."""
    ends = [_END] * AROUND
    around = [*ends, *(part.context for part in parts), *ends]
    for at, part in enumerate(parts):
        context = around[at : at + 2 * AROUND + 1]
        plain = sum(word not in (_NAME, _FIGURE, _END) for word in context)
        if part.name and plain and plain + context.count(_END) >= MIN_PLAIN:
            yield " ".join(context), _stored(part.name)


def _stored(name: Sequence[str]) -> str:
    return " ".join(name)[:MAX_NAME]
