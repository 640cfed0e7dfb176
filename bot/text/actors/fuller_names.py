"""Decides which of some names are a part of a fuller one among them, as "Roe" is of "Ann Roe".

In a whole library that is not enough to make two names one, since others may have the last name too: see ``linking``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.search.folding import fold
from bot.text.stemming import s_stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

__all__ = ["fuller_names", "joined_to_fuller_names"]


def fuller_names(articles: Mapping[str, int]) -> dict[str, str]:
    """For each name, with the number of its articles, the fullest one that has all its words; itself if there is none.

    Of several fuller ones it is that of most articles, and the first of these.

    >>> fuller_names({"Trump": 9, "Melania Trump": 1, "Donald Trump": 5})
    {'Donald Trump': 'Donald Trump', 'Melania Trump': 'Melania Trump', 'Trump': 'Donald Trump'}
    """
    words = {name: frozenset(map(s_stem, fold(name).split())) for name in articles}
    fullest: dict[str, str] = {}
    for name in sorted(articles, key=lambda one: (-len(words[one]), -articles[one])):
        whole = [other for other, fuller in fullest.items() if fuller == other and words[name] <= words[other]]
        fullest[name] = max(whole, key=lambda other: articles[other], default=name)
    return fullest


def joined_to_fuller_names(named: Mapping[str, Set[int]], own: str = "") -> list[tuple[str, Set[int]]]:
    """Names with the articles that have them, most articles first; a name that is part of a fuller one joins it.

    What is part of the ``own`` name is left out. Of two in as many articles, the first stays the first.

    >>> joined_to_fuller_names({"Ann Roe": {1, 2}, "Roe": {3}, "Lee": {4}}, "Paul Lee")
    [('Ann Roe', {1, 2, 3})]
    """
    everyone = {name: len(ids) for name, ids in named.items()}
    fullest = fuller_names({**everyone, own: sum(everyone.values()) + 1} if own else everyone)
    joined: dict[str, Set[int]] = {}
    for name, ids in named.items():
        if fullest[name] != own:
            joined[fullest[name]] = joined.get(fullest[name], set()) | ids
    return sorted(joined.items(), key=lambda pair: -len(pair[1]))
