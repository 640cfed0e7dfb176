"""Other spellings of a search that found nothing."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from bot.services.lookup.query_words import near_words, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.protocol import Store

__all__ = ["COMPARED", "respelt"]

COMPARED = 500
"""Articles, the last added, whose titles a misspelt one is compared with."""
COMPARED_NAMES = 2_000
"""Actors whose names a misspelt word is compared with."""
TRIED = 4
"""Other spellings that are searched for before one is offered."""


async def respelt(store: Store, scope: int, words: Sequence[str]) -> tuple[str, ...]:
    """What somebody may have meant to search for: words of titles and names near to theirs, which do find."""
    texts = [line.title for line in await store.articles(scope, limit=COMPARED)]
    texts += [actor.name for actor in await store.actor_names(scope, limit=COMPARED_NAMES)]
    known = {word.casefold(): word for text in texts for word in words_in(text)}
    choices = [near_words(word.casefold(), known) for word in words]
    found = []
    for chosen in islice(product(*choices), TRIED):
        spelt = [known.get(word, word) for word in chosen]
        if list(chosen) != [word.casefold() for word in words]:
            total, _ = await store.search(scope, spelt, limit=1)
            found += [" ".join(spelt)] if total else []
    return tuple(found)
