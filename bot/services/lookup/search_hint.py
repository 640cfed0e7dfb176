"""If words match no name: says in which texts they are, and suggests the articles that a search would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.services.lookup.query_words import all_words, query_words
from bot.services.lookup.search_query import query_terms
from bot.text.names import name_key

if TYPE_CHECKING:
    from bot.store.protocols.store import Store

__all__ = ["MAX_CHECKED", "articles_that_say", "search_hint"]

MAX_CHECKED = 10
"""Hits of a search that are compared with the words: a search also finds other forms of them."""


async def search_hint(store: Store, scope: int, words: str) -> str:
    """A sentence that says how many articles a search for the words finds; empty if it finds none."""
    terms = query_terms(words)
    if not terms:
        return ""
    found, _ = await store.search(scope, terms, limit=1, offset=0, match_last_as_prefix=True)
    if not found:
        return ""
    return f"{plural(found, 'article contains', 'articles contain')} these words: search for them."


async def articles_that_say(store: Store, scope: int, words: str) -> int:
    """How many articles, of the first ``MAX_CHECKED`` that a search finds, have exactly these words side by side."""
    phrase = " ".join(query_words(words))
    if not phrase:
        return 0
    _, hits = await store.search(scope, [phrase], limit=MAX_CHECKED, match_last_as_prefix=False)
    wanted = _folded(phrase)
    return sum(wanted in _folded(hit.article.title) or wanted in _folded(hit.snippet) for hit in hits)


def _folded(text: str) -> str:
    """The words of a text for comparison, each between spaces."""
    plain = text.replace("\x02", "").replace("\x03", "")
    return f" {' '.join(name_key(word) for word in all_words(plain))} "
