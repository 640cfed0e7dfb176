"""If words match no name: says in which texts they are, and suggests the articles that a search would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.services.lookup.query_words import all_words, query_words
from bot.services.lookup.search_query import query_terms
from bot.text.names import name_key

if TYPE_CHECKING:
    from bot.models.articles import SearchHit
    from bot.store.protocols.store import Store

__all__ = ["MAX_CHECKED", "articles_that_say", "articles_with", "found_sentence", "search_hint"]

MAX_CHECKED = 10
"""Hits of a search that are compared with the words: a search also finds other forms of them."""


async def articles_with(
    store: Store, scope: int, words: str, *, limit: int, match_last_as_prefix: bool = True
) -> tuple[int, list[SearchHit]]:
    """How many articles a search for the words finds, and the best of them."""
    terms = query_terms(words)
    if not terms:
        return 0, []
    return await store.search(scope, terms, limit=limit, match_last_as_prefix=match_last_as_prefix)


async def search_hint(store: Store, scope: int, words: str) -> str:
    """A sentence that says how many articles a search for the words finds; empty if it finds none."""
    found, _ = await articles_with(store, scope, words, limit=1)
    return found_sentence(found, words) if found else ""


def found_sentence(found: int, words: str) -> str:
    """A sentence that says how many articles a search for the words found."""
    these, them = ("this word", "it") if len(query_terms(words)) == 1 else ("these words", "them")
    return f"{plural(found, 'article contains', 'articles contain')} {these}: search for {them}."


async def articles_that_say(store: Store, scope: int, words: str) -> list[SearchHit]:
    """The hits, of the first ``MAX_CHECKED`` of a search, that have exactly these words side by side."""
    phrase = " ".join(query_words(words))
    if not phrase:
        return []
    _, hits = await store.search(scope, [phrase], limit=MAX_CHECKED, match_last_as_prefix=False)
    wanted = _folded(phrase)
    return [hit for hit in hits if wanted in _folded(hit.article.title) or wanted in _folded(hit.snippet)]


def _folded(text: str) -> str:
    """The words of a text for comparison, each between spaces."""
    plain = text.replace("\x02", "").replace("\x03", "")
    return f" {' '.join(name_key(word) for word in all_words(plain))} "
