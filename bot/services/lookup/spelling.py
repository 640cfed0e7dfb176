"""Suggests other spellings of a search without results."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from bot.services.lookup.query_words import all_words
from bot.services.lookup.similarity import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.protocols.store import Store

__all__ = ["COMPARED_TITLES", "suggest_spellings"]

COMPARED_TITLES = 500
"""The newest articles whose titles a misspelt word is compared with."""
COMPARED_NAMES = 2_000
"""Actors whose names a misspelt word is compared with."""
MAX_TRIED = 4
"""Other spellings that are searched for."""


async def suggest_spellings(store: Store, scope: int, words: Sequence[str]) -> tuple[str, ...]:
    """Searches that have results, made of words of titles and names that are similar to the typed ones."""
    texts = [header.title for header in await store.articles(scope, limit=COMPARED_TITLES)]
    texts += [actor.name for actor in await store.most_frequent_actors(scope, limit=COMPARED_NAMES)]
    known = {word.casefold(): word for text in texts for word in all_words(text)}
    typed = [word.casefold() for word in words]
    choices = [[word] if word in known else nearest(word, known) or [word] for word in typed]
    found = []
    for chosen in islice(product(*choices), MAX_TRIED):
        spelt = [known.get(word, word) for word in chosen]
        if list(chosen) != typed:
            total, _ = await store.search(scope, spelt, limit=1)
            found += [" ".join(spelt)] if total else []
    return tuple(found)
