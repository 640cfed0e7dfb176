"""If words match no name: suggests the articles that a search would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.services.lookup.search_query import query_terms

if TYPE_CHECKING:
    from bot.store.protocols.store import Store

__all__ = ["search_hint"]


async def search_hint(store: Store, scope: int, words: str) -> str:
    """A sentence that says how many articles a search for the words finds; empty if it finds none."""
    terms = query_terms(words)
    if not terms:
        return ""
    found, _ = await store.search(scope, terms, limit=1, offset=0, match_last_as_prefix=True)
    if not found:
        return ""
    return f"{plural(found, 'article contains', 'articles contain')} these words: search for them."
