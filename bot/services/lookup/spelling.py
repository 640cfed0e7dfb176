"""Suggests other searches for one without results: words spelt otherwise, or fewer words."""

from __future__ import annotations

import re
from itertools import chain, islice, product
from typing import TYPE_CHECKING

from bot.models.search import NO_FILTER, SearchFilter
from bot.services.lookup.similarity import nearest
from bot.text.search.compounds import splits
from bot.text.search.folding import UNSPACED_RUN, fold
from bot.text.search.function_words import function_words
from bot.text.search.word_forms import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.store.protocols.store import Store

__all__ = ["COMPARED_TITLES", "suggest_spellings"]

COMPARED_TITLES = 500
"""The newest articles whose titles a misspelt word is compared with."""
COMPARED_NAMES = 2_000
"""Actors whose names a misspelt word is compared with."""
COMPARED_WORDS = 2_000
"""Words of texts that begin as a misspelt word does, which it is compared with."""
MAX_TRIED = 6
"""Other spellings that are searched for."""
MAX_CHOICES = 3
"""How many words are tried instead of a misspelt one."""
MIN_UNSPACED_LENGTH, MIN_UNSPACED_SIMILARITY = 3, 60.0
"""In a script without spaces: from which length a word is compared, and how similar its like must be."""
_ENDING = re.compile(r"(?:ing|ed|ers?|es|s)$")
"""What the stems of the index lack: "swiming" is more like "swim" without it."""
_FINAL_Y = re.compile("y$")
"""The stem of "ferry" is "ferri"."""
_HIT = re.compile("\x02([^\x03]+)\x03")

Terms = tuple[str, ...]


async def suggest_spellings(
    store: Store, scope: int, terms: Sequence[str], filters: SearchFilter = NO_FILTER
) -> tuple[Terms, ...]:
    """The terms of other searches that have results.

    Words that no article has are replaced by similar ones of titles, names and texts. If that finds nothing, one term
    is left out; function words beside others are left out before them: "what happened in Goa" is about a town.
    """
    known = await _known_words(store, scope)
    last = len(terms) - 1
    choices = [await _spellings(store, scope, term, known, is_last=i == last) for i, term in enumerate(terms)]
    spelt = [chosen for chosen in islice(product(*choices), MAX_TRIED + 1) if chosen != tuple(terms)]
    if found := await _found(store, scope, spelt, filters):
        return found
    telling = tuple(term for term in terms if _tells((term,)))
    if telling and len(telling) < len(terms):
        found = await _found(store, scope, [telling], filters)
        return found or await suggest_spellings(store, scope, telling, filters)
    shorter = [left for i in range(len(terms)) if _tells(left := (*terms[:i], *terms[i + 1 :]))]
    return await _found(store, scope, shorter, filters)


async def _found(store: Store, scope: int, tried: Sequence[Terms], filters: SearchFilter) -> tuple[Terms, ...]:
    """Those of the searches that have results, of the first ``MAX_TRIED``."""
    return tuple(
        [terms for terms in tried[:MAX_TRIED] if (await store.search(scope, terms, limit=1, filters=filters))[0]]
    )


async def _known_words(store: Store, scope: int) -> Mapping[str, str]:
    """Words of titles and names by their folded form."""
    texts = [header.title for header in await store.articles(scope, limit=COMPARED_TITLES)]
    texts += [actor.name for actor in await store.most_frequent_actors(scope, limit=COMPARED_NAMES)]
    return {fold(match[0]): match[0] for text in texts for match in WORD.finditer(text)}


async def _spellings(store: Store, scope: int, term: str, known: Mapping[str, str], *, is_last: bool) -> list[str]:
    """The term if articles have it, or else words that are similar to it; the term if there are none."""
    if (await store.search(scope, [term], limit=1, match_last_as_prefix=is_last))[0]:
        return [term]
    typed = fold(term)
    if " " in term:
        return [term]
    if UNSPACED_RUN.search(typed):
        return list(_unspaced(typed, known))[:MAX_TRIED] or [term]
    apart = [two for two in splits(typed) if (await store.search(scope, [two], limit=1))[0]]
    near = nearest(typed, known)
    in_texts = await _words_of_texts(store, scope, typed, near)
    found = {fold(word): word for word in (*in_texts, *apart, *(known[word] for word in near))}
    return [found[word] for word in nearest(typed, found)] or [term]


async def _words_of_texts(store: Store, scope: int, typed: str, found: Sequence[str]) -> list[str]:
    """Words of texts that are similar to the typed one and begin as it does, beside those that were found."""
    stems = [stem for stem in await store.words_that_begin(typed[:2], limit=COMPARED_WORDS) if stem not in found]
    words: list[str] = []
    as_stems = dict.fromkeys((typed, _ENDING.sub("", typed), _FINAL_Y.sub("i", typed)))
    near = (nearest(form, stems, limit=MAX_CHOICES) for form in as_stems)
    for stem in dict.fromkeys(chain.from_iterable(near)):
        # The index has stems, also of articles that others see: only a hit has a word that may be shown.
        _, hits = await store.search(scope, [stem], limit=1, match_last_as_prefix=False)
        words += [match[1] for hit in hits if (match := _HIT.search(hit.snippet))]
    return nearest(typed, [word.casefold() for word in words])


def _tells(terms: Terms) -> bool:
    """True if a search for these words means something."""
    return any(fold(term) not in function_words() for term in terms)


def _unspaced(typed: str, known: Iterable[str]) -> Iterator[str]:
    """Parts of known words as long as the typed one that are similar to it; then its own parts."""
    length = len(typed)
    if length < MIN_UNSPACED_LENGTH:
        return
    parts = {word[i : i + length] for word in known if UNSPACED_RUN.search(word) for i in range(len(word) - length + 1)}
    yield from nearest(typed, sorted(parts), min_similarity=MIN_UNSPACED_SIMILARITY)
    yield from (typed[:-1], typed[1:], typed[: (length + 1) // 2], typed[length // 2 :])
