"""Searches the articles: resolves the conditions that were typed, and says what to do if nothing is found."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import InputError, NotFound
from bot.models.search import SearchFilter
from bot.models.suggestions import Suggestion, SuggestionKind, Suggestions
from bot.services.actors.linking import ActorLinker
from bot.services.actors.name_lookup import find_actor
from bot.services.lookup.query_words import shorten
from bot.services.lookup.search_query import OPERATORS, parse_search, search_day, typed_query
from bot.services.lookup.similarity import match_themes
from bot.services.lookup.spelling import suggest_spellings
from bot.services.periods import is_period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.models.articles import SearchHit
    from bot.services.lookup.search_query import SearchQuery
    from bot.store.protocols.store import Store

__all__ = ["search_articles"]

_BOOLEAN = re.compile(r"\S\s+(?:AND|OR|NOT)\s+\S")
_CONDITION = re.compile(rf"(?:^|\s)(?!(?:{'|'.join(OPERATORS)}):)([a-z]{{2,10}}):\w")


async def search_articles(
    store: Store, scope: int, query: str, *, now: datetime, limit: int, offset: int
) -> tuple[int, list[SearchHit]]:
    """The number of articles that fit a query, and a page of them.

    Raises InputError for a query that asks for nothing or has an operator that cannot be used; NotFound if no article
    fits, with other spellings that have results, or if a name or theme in it fits nothing, with those that are similar.
    """
    parsed = parse_search(query)
    filters = await _filters(store, scope, parsed, query, now)
    total, hits = await store.search(
        scope,
        parsed.terms,
        limit=limit,
        offset=offset,
        match_last_as_prefix=not parsed.ends_in_phrase,
        filters=filters,
    )
    if not total:
        raise await _nothing(store, scope, parsed, query, filters)
    return total, hits


async def _filters(store: Store, scope: int, parsed: SearchQuery, query: str, now: datetime) -> SearchFilter:
    """Resolves the conditions of a query. Several of a kind must all hold; of dates, the narrowest counts."""
    values = {
        kind: [value for operator, value in parsed.conditions if operator == kind]
        for kind in ("who", "theme", "source", "after", "before")
    }
    since = [search_day("after", value, now) for value in values["after"]]
    until = [search_day("before", value, now) for value in values["before"]]
    if since and until and max(since) >= min(until):
        msg = f"No day is both after {max(since):%Y-%m-%d} and before {min(until):%Y-%m-%d}: check the two dates."
        raise InputError(msg)
    return SearchFilter(
        excluded=parsed.excluded,
        actors=tuple([await _actor(store, scope, parsed, query, name) for name in values["who"]]),
        themes=tuple([await _theme(store, scope, parsed, query, name) for name in values["theme"]]),
        sources=tuple(values["source"]),
        since=max(since, default=None),
        until=min(until, default=None),
    )


async def _actor(store: Store, scope: int, parsed: SearchQuery, query: str, name: str) -> tuple[int, ...]:
    """The ids of the actor whom a name means."""
    try:
        found = await find_actor(store, ActorLinker(store), scope, name, exact=True)
    except NotFound as error:
        names = [choice.label for choice in error.suggestions.choices] if error.suggestions else []
        if names and any(name.casefold() in other.casefold() for other in names):
            msg = f"who:{shorten(name)} may be one of several: give the full name in quotation marks."
        else:
            msg = f"No article names “{shorten(name)}”. Without who: the words are searched for in the texts."
        raise _instead(msg, query, [_replaced(parsed, "who", name, other) for other in names]) from None
    except InputError:
        msg = "who: needs a name that is in the articles, as in who:Lee."
        raise InputError(msg) from None
    return tuple(member.id for member in found.actor.members)


async def _theme(store: Store, scope: int, parsed: SearchQuery, query: str, words: str) -> str:
    """The label of the theme that is meant."""
    labels = await store.theme_labels(scope)
    fitting, similar = match_themes(words, labels)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        msg = f"Several themes fit theme:{shorten(words)}: give a whole label in quotation marks."
    else:
        msg = f"No article has the theme “{shorten(words)}”. The themes command lists them all."
    raise _instead(msg, query, [_replaced(parsed, "theme", words, label) for label in fitting or similar])


async def _nothing(store: Store, scope: int, parsed: SearchQuery, query: str, filters: SearchFilter) -> NotFound:
    """The error for a search without results."""
    if not parsed.terms:
        return NotFound(f"No article fits {shorten(query)}. Try fewer conditions.")
    if _BOOLEAN.search(query):
        msg = "AND, OR and NOT are searched for as words: all words must be in an article, and -word leaves one out."
        others = [parse_search(other) for other in _without_booleans(query)]
        return _instead(msg, query, [typed_query(x) for x in others if await _finds(store, scope, x, filters)])
    if unknown := _CONDITION.search(query):
        known = ", ".join(f"{operator}:" for operator in OPERATORS)
        msg = f"No article contains “{shorten(query)}”. {unknown[1]}: is no condition that I know; these are: {known}."
        return _instead(msg, query, ())
    narrowed = filters != SearchFilter()
    if narrowed and (await store.search(scope, parsed.terms, limit=1))[0]:
        words = typed_query(replace(parsed, excluded=(), conditions=()))
        msg = f"No article fits all of {shorten(query)}, but some have the words alone."
        return _instead(msg, query, [words])
    phrases = [term for term in parsed.terms if '"' in (typed_query(replace(parsed, terms=(term,))) or "")]
    if phrases:
        message = f"No article contains {shorten(query)}. Try it without the quotation marks."
    else:
        message = f"No article contains “{shorten(query)}”. Try fewer or other words."
    if is_period(query):
        message = f"No article contains “{query}”. The articles command lists those of a period: articles {query}"
    meant = await suggest_spellings(store, scope, parsed.terms, filters)
    return _instead(message, query, [typed_query(replace(parsed, terms=terms)) for terms in meant])


async def _finds(store: Store, scope: int, query: SearchQuery, filters: SearchFilter) -> bool:
    """True if a search for the words of a query finds an article."""
    narrowed = replace(filters, excluded=query.excluded)
    return bool(query.terms) and bool((await store.search(scope, query.terms, limit=1, filters=narrowed))[0])


def _without_booleans(query: str) -> list[str]:
    """Searches for what a query with AND, OR and NOT may mean."""
    negated = re.sub(r"\s(?:AND )?NOT (?=\S)", " -", query)
    parts = [" ".join(re.sub(r"\bAND\b", " ", part).split()) for part in re.split(r"\bOR\b", negated)]
    return [part for part in parts if re.match(r"\w", part)]


def _replaced(parsed: SearchQuery, operator: str, value: str, other: str) -> str | None:
    """The query with another value for a condition."""
    conditions = tuple((operator, other) if pair == (operator, value) else pair for pair in parsed.conditions)
    return typed_query(replace(parsed, conditions=conditions))


def _instead(message: str, query: str, queries: Iterable[str | None]) -> NotFound:
    """The error with other queries to choose from."""
    choices = tuple(Suggestion(other, other) for other in dict.fromkeys(queries) if other)
    return NotFound(message, Suggestions(SuggestionKind.QUERY, query, choices))
