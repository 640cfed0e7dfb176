"""Searches the articles: resolves the conditions that were typed, and says what to do if nothing is found."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.command_marks import command
from bot.errors import InputError, NotFound
from bot.models.languages import LANGUAGE_NAMES
from bot.models.search import NO_FILTER, SearchFilter
from bot.models.suggestions import Suggestion, SuggestionKind, Suggestions
from bot.services.actors.linking import ActorLinker
from bot.services.actors.name_lookup import find_actor
from bot.services.lookup.language_names import typed_language
from bot.services.lookup.query_words import shorten
from bot.services.lookup.search_query import OPERATORS, parse_search, search_day, typed_query
from bot.services.lookup.similarity import match_themes
from bot.services.lookup.spelling import suggest_spellings
from bot.services.lookup.theme_words import themes_of_words
from bot.services.periods import is_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.models.articles import SearchHit
    from bot.services.lookup.search_query import SearchQuery
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["search_articles", "search_notes"]

BOOLEANS_ARE_WORDS = (
    "AND, OR and NOT are searched for as words: all words must be in an article, and -word leaves one out."
)

_BOOLEAN = re.compile(r"\S\s+(?:AND|OR|NOT)\s+\S")
_CONDITION = re.compile(rf"(?:^|\s)(?!(?:{'|'.join(OPERATORS)}):)([a-z]{{2,10}}):\w")


@dataclass(frozen=True, slots=True)
class _Conditions:
    """The conditions of a query, and what they are in words.

    ``left_out`` is what an article does that they leave out, "" if they ask for something too.
    """

    filters: SearchFilter
    in_words: str
    left_out: str


async def search_articles(
    store: Store, scope: int, query: str, *, now: datetime, limit: int, offset: int
) -> tuple[int, list[SearchHit]]:
    """The number of articles that fit a query, and a page of them.

    Raises InputError for a query that asks for nothing or has an operator that cannot be used; NotFound if no article
    fits, with other spellings that have results, or if a name or theme in it fits nothing, with those that are similar.
    """
    parsed = parse_search(query)
    conditions = await _resolved(store, scope, parsed, query, now)
    total, hits = await store.search(
        scope,
        parsed.terms,
        limit=limit,
        offset=offset,
        match_last_as_prefix=not parsed.ends_in_phrase,
        filters=conditions.filters,
    )
    if not total:
        raise await _nothing(store, scope, parsed, query, conditions)
    return total, hits


async def search_notes(store: Store, scope: int, query: str, *, now: datetime) -> str:
    """What the operators of a query with results did, in plain sentences; empty if it has none.

    Raises NotFound and InputError as ``search_articles`` does.
    """
    parsed = parse_search(query)
    conditions = await _resolved(store, scope, parsed, query, now)
    notes = [f"Only articles {conditions.in_words}."] if conditions.filters != NO_FILTER else []
    return " ".join([*notes, *([BOOLEANS_ARE_WORDS] if _BOOLEAN.search(query) else [])])


async def _resolved(store: Store, scope: int, parsed: SearchQuery, query: str, now: datetime) -> _Conditions:
    """The conditions of a query.

    Several of a kind must all hold; of languages, one; of dates, the narrowest. Of what is left out, none may hold.
    """
    values, without = _by_operator(parsed.conditions), _by_operator(parsed.excluded_conditions)
    since = [search_day("after", value, now) for value in values["after"]]
    until = [search_day("before", value, now) for value in values["before"]]
    if since and until and max(since) >= min(until):
        msg = f"No day is both after {max(since):%Y-%m-%d} and before {min(until):%Y-%m-%d}: check the two dates."
        raise InputError(msg)
    actors, unwanted = [
        [await _actor(store, scope, parsed, query, name) for name in of["who"]] for of in (values, without)
    ]
    themes, other_themes = [
        [await _theme(store, scope, parsed, query, name) for name in of["theme"]] for of in (values, without)
    ]
    filters = SearchFilter(
        excluded=parsed.excluded,
        actors=tuple(map(_ids, actors)),
        themes=tuple(themes),
        sources=tuple(values["source"]),
        languages=tuple(dict.fromkeys(map(typed_language, values["lang"]))),
        without_actors=tuple(map(_ids, unwanted)),
        without_themes=tuple(other_themes),
        without_sources=tuple(without["source"]),
        without_languages=tuple(dict.fromkeys(map(typed_language, without["lang"]))),
        since=max(since, default=None),
        until=min(until, default=None),
    )
    left_out = "" if any(values.values()) else _left_out_in_words(filters, unwanted)
    return _Conditions(filters, _in_words(filters, actors, unwanted), left_out)


def _by_operator(conditions: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    return {kind: [value for operator, value in conditions if operator == kind] for kind in OPERATORS}


def _ids(actor: LinkedActor) -> tuple[int, ...]:
    return tuple(member.id for member in actor.members)


def _in_words(filters: SearchFilter, actors: Sequence[LinkedActor], unwanted: Sequence[LinkedActor]) -> str:
    """The conditions in words: "on the theme Trade, without “tariff” or “quota”"."""
    since, until = ("" if day is None else f"{day.day} {day:%B %Y}" for day in (filters.since, filters.until))
    conditions = (
        ("that name ", " and ".join(actor.name for actor in actors)),
        ("on the theme ", " and the theme ".join(filters.themes)),
        ("from ", " and ".join(f"“{source}”" for source in filters.sources)),
        ("in ", _any_of(LANGUAGE_NAMES[code] for code in filters.languages)),
        ("dated ", since and f"{since} or later"),
        ("dated before ", until),
        ("that do not name ", _any_of(actor.name for actor in unwanted)),
        ("that are not on the theme ", _any_of(filters.without_themes)),
        ("that are not from ", _any_of(f"“{source}”" for source in filters.without_sources)),
        ("that are not in ", _any_of(LANGUAGE_NAMES[code] for code in filters.without_languages)),
        ("without ", _any_of(f"“{words}”" for words in filters.excluded)),
    )
    return ", ".join(preposition + value for preposition, value in conditions if value)


def _left_out_in_words(filters: SearchFilter, unwanted: Sequence[LinkedActor]) -> str:
    """What articles do that conditions leave out: "is on the theme Trade or contains “tariff” or “quota”"."""
    left_out = (
        ("names ", _any_of(actor.name for actor in unwanted)),
        ("is on the theme ", _any_of(filters.without_themes)),
        ("is from ", _any_of(f"“{source}”" for source in filters.without_sources)),
        ("is in ", _any_of(LANGUAGE_NAMES[code] for code in filters.without_languages)),
        ("contains ", _any_of(f"“{words}”" for words in filters.excluded)),
    )
    return _any_of(verb + value for verb, value in left_out if value)


def _any_of(names: Iterable[str]) -> str:
    return " or ".join(names)


async def _actor(store: Store, scope: int, parsed: SearchQuery, query: str, name: str) -> LinkedActor:
    """The actor whom a name means."""
    try:
        return (await find_actor(store, ActorLinker(store), scope, name, exact=True)).actor
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


async def _theme(store: Store, scope: int, parsed: SearchQuery, query: str, words: str) -> str:
    """The label of the theme that is meant."""
    labels = await store.theme_labels(scope)
    fitting, similar = match_themes(words, labels)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        msg = f"Several themes fit theme:{shorten(words)}: give a whole label in quotation marks."
    else:
        msg = f"No article has the theme “{shorten(words)}”: {command('themes')} lists those there are."
    near = fitting or similar or await themes_of_words(store, scope, words, labels)
    raise _instead(msg, query, [_replaced(parsed, "theme", words, label) for label in near])


async def _nothing(
    store: Store,
    scope: int,
    parsed: SearchQuery,
    query: str,
    conditions: _Conditions,
) -> NotFound:
    """The error for a search without results."""
    filters = conditions.filters
    if not parsed.terms:
        return NotFound(f"There are no articles {conditions.in_words}. Try fewer conditions.")
    if _BOOLEAN.search(query):
        others = [parse_search(other) for other in _without_booleans(query)]
        return _instead(
            BOOLEANS_ARE_WORDS, query, [typed_query(x) for x in others if await _finds(store, scope, x, filters)]
        )
    if unknown := _CONDITION.search(query):
        known = ", ".join(f"{operator}:" for operator in OPERATORS)
        msg = f"No article contains “{shorten(query)}”. {unknown[1]}: is no condition that I know; these are: {known}."
        return _instead(msg, query, ())
    if filters != NO_FILTER and (await store.search(scope, parsed.terms, limit=1))[0]:
        words = typed_query(replace(parsed, excluded=(), conditions=(), excluded_conditions=()))
        msg = f"There are articles with the words alone, but none {conditions.in_words}."
        if conditions.left_out:
            msg = f"Every article with these words {conditions.left_out}."
        return _instead(msg, query, [words])
    phrases = [term for term in parsed.terms if '"' in (typed_query(replace(parsed, terms=(term,))) or "")]
    if phrases:
        message = f"No article contains {shorten(query)}. Try it without the quotation marks."
    else:
        message = f"No article contains “{shorten(query)}”. Try fewer or other words."
    if is_period(query):
        listed = command(f"articles {query}")
        message = f"No article contains “{query}”: {listed} lists those of that period."
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

    def corrected(conditions: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((operator, other) if pair == (operator, value) else pair for pair in conditions)

    return typed_query(
        replace(
            parsed,
            conditions=corrected(parsed.conditions),
            excluded_conditions=corrected(parsed.excluded_conditions),
        )
    )


def _instead(message: str, query: str, queries: Iterable[str | None]) -> NotFound:
    """The error with other queries to choose from."""
    choices = tuple(Suggestion(other, other) for other in dict.fromkeys(queries) if other)
    return NotFound(message, Suggestions(SuggestionKind.QUERY, query, choices))
