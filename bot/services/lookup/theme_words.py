"""Finds the themes that words belong to, where something else than a theme's label was typed: Sport for "football"."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.models.search import SearchFilter
from bot.services.lookup.query_words import MAX_QUERY, query_words
from bot.text.search.function_words import function_words
from bot.text.topics.lexicon import STRENGTHS
from bot.text.topics.matching import match_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store.protocols.store import Store

__all__ = ["telling_words", "theme_terms", "themes_of_words"]


async def themes_of_words(store: Store, scope: int, words: str, labels: Iterable[str]) -> list[str]:
    """Those of the themes to which the words belong, or else those of the articles that contain the words; best first.

    ``labels`` are the themes that articles have.
    """
    known = list(labels)
    weights = defaultdict[str, float](float)
    for label, weight in _weights(words):
        weights[label] += weight
    if found := [label for label in sorted(weights, key=weights.__getitem__, reverse=True) if label in known]:
        return found
    telling = telling_words(words)
    counts = (
        Counter(
            {
                label: (await store.search(scope, telling, limit=1, filters=SearchFilter(themes=(label,))))[0]
                for label in known
            }
        )
        if telling
        else Counter[str]()
    )
    return [label for label, count in counts.most_common() if count]


def theme_terms(words: str) -> dict[str, frozenset[str]]:
    """Those of the typed words that belong to themes, each with the labels; not words that only support others."""
    matches = match_terms(words[:MAX_QUERY])
    return {
        match.form: frozenset(label for label, _ in match.term.weights)
        for match in matches
        if _is_telling(match.term.weights)
    }


def telling_words(words: str) -> list[str]:
    """The typed words without function words."""
    return [word for word in query_words(words) if word.casefold() not in function_words()]


def _weights(words: str) -> Iterable[tuple[str, float]]:
    terms = (match.term.weights for match in match_terms(words[:MAX_QUERY]))
    return (pair for weights in terms if _is_telling(weights) for pair in weights)


def _is_telling(weights: Iterable[tuple[str, float]]) -> bool:
    return any(weight >= STRENGTHS["usual"] for _, weight in weights)
