"""Finds the two articles or the two actors that are to be compared."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.command_marks import command
from bot.errors import InputError, NotFound, SeveralFit
from bot.models.articles import numbered_title
from bot.models.suggestions import Suggestion, SuggestionKind, Suggestions
from bot.services.actors.actor_lines import actor_key
from bot.services.briefing_subjects import split_period
from bot.services.comparisons.typed_pairs import has_separator, possible_pairs
from bot.services.lookup.articles import has_number, link_key_in, means_latest
from bot.services.lookup.query_words import query_words, shorten

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from bot.services.actors.queries import ActorQueries
    from bot.services.library import Library

__all__ = ["TYPED_MARK", "Pair", "pair_among", "pair_typed"]

TYPED_MARK = "|"
"""Between the words for two things, in the subject of a button."""
MAX_SIDE = 28
"""Characters of each of these that a button keeps."""
MAX_NAME_WORDS = 8
"""Words of a name that is looked up."""
MAX_OFFERED = 10
_LISTED = re.compile(r"(#\s*\d{1,9})\s.+", re.DOTALL)
TWO_AT_A_TIME = f"Two can be compared at a time: for example {command('compare 1 2')}."
WHERE_TO_SPLIT = f"Which two are meant? Put “and” between them: {command('compare <a> and <b>')}."


class Pair(NamedTuple):
    """What is to be compared: the ids of two articles, or what opens the profiles of two actors."""

    one: str
    other: str
    are_articles: bool

    @property
    def subject(self) -> str:
        """Both, as the subject of a button."""
        return f"{self.one},{self.other}"


async def pair_typed(library: Library, actors: ActorQueries, scope: int, typed: str) -> Pair:
    """The two things that the words after a command mean.

    Raises InputError for words that are not two things, NotFound with suggestions for what is not found.
    """
    pairs, is_separated = possible_pairs(typed)
    whole = " ".join(typed.split())
    if not pairs or await actors.is_written(scope, whole):
        raise await _second_missing(library, actors, scope, whole)
    if len(numbers := typed.replace(",", " ").split()) > 2 and all(map(has_number, numbers)):
        raise InputError(TWO_AT_A_TIME)
    try:
        return await pair_among(library, actors, scope, pairs, is_separated=is_separated)
    except InputError as error:
        period, _ = split_period(whole)
        if not period:
            raise
        msg = f"A comparison is of all articles, not of a period: leave out “{period}”."
        raise InputError(msg) from error


async def pair_among(
    library: Library, actors: ActorQueries, scope: int, pairs: Sequence[tuple[str, str]], *, is_separated: bool = True
) -> Pair:
    """The pair that is meant: two articles that are named as such, or two actors, or two titles. Raises as above.

    If none is either, the first is asked about if it ``is_separated``.
    """
    if referring := [pair for pair in pairs if all(map(_is_reference, pair))]:
        return await _found(library, actors, scope, referring[0], are_articles=True)
    if named := await _first(pairs, lambda words: _is_name(actors, scope, words)):
        return await _found(library, actors, scope, named, are_articles=False)
    if titled := await _first(pairs, lambda words: _is_article(library, scope, words)):
        return await _found(library, actors, scope, titled, are_articles=True)
    if is_separated or len(pairs) == 1:
        return await _found(library, actors, scope, pairs[0], are_articles=any(map(_is_reference, pairs[0])))
    raise InputError(WHERE_TO_SPLIT)


async def _found(
    library: Library, actors: ActorQueries, scope: int, pair: tuple[str, str], *, are_articles: bool
) -> Pair:
    """The two articles or the two actors with these words.

    Raises InputError if both are the same or one is a theme, NotFound with suggestions that keep what is found for the
    other words.
    """

    async def find(words: str) -> str | NotFound:
        try:
            if are_articles:
                return str((await library.find(scope, words)).id)
            return actor_key(*await actors.find(scope, words))
        except NotFound as error:
            if are_articles or isinstance(error, SeveralFit) or not await library.theme_called(scope, words):
                return error
            msg = f"“{shorten(words)}” is a theme: only articles and names can be compared. "
            raise InputError(msg + f"{command(f'timeline {words}')} shows what happened in it.") from error

    one, other = await find(pair[0]), await find(pair[1])
    if isinstance(one, NotFound):
        raise _offered(one, pair, 0, other, are_articles=are_articles)
    if isinstance(other, NotFound):
        raise _offered(other, pair, 1, one, are_articles=are_articles)
    if one == other:
        what = "the same article: give two different ones" if are_articles else "the same: give two different names"
        msg = f"“{shorten(pair[0])}” and “{shorten(pair[1])}” are {what}."
        raise InputError(msg)
    return Pair(one, other, are_articles)


def _offered(error: NotFound, pair: tuple[str, str], at: int, other: str | NotFound, *, are_articles: bool) -> NotFound:
    """The error for one of the words, with suggestions of which each opens the comparison with the ``other``."""
    found = error.suggestions
    if found is None or found.kind is not (SuggestionKind.ARTICLE if are_articles else SuggestionKind.ACTOR):
        return error
    if isinstance(other, NotFound):  # it is asked about next
        kind = SuggestionKind.COMPARED_WORDS
        keys = [_words(_placed(_short_label(choice), pair[1 - at], at)) for choice in found.choices]
    else:
        kind = SuggestionKind.COMPARED_ARTICLES if are_articles else SuggestionKind.COMPARED_ACTORS
        keys = [Pair(*_placed(str(choice.key), other, at), are_articles).subject for choice in found.choices]
    choices = tuple(replace(choice, key=key) for choice, key in zip(found.choices, keys, strict=True))
    return type(error)(error.marked, replace(found, kind=kind, typed=_words(pair), choices=choices))


def _placed(one: str, other: str, at: int) -> tuple[str, str]:
    """Both, the first of them in this place."""
    return (one, other) if at == 0 else (other, one)


def _short_label(choice: Suggestion) -> str:
    """A suggestion in words that mean nothing else: the number of an article, the name of an actor."""
    number = _LISTED.fullmatch(choice.label)
    return number[1] if number else choice.label


def _words(pair: tuple[str, str]) -> str:
    return TYPED_MARK.join(words.replace(TYPED_MARK, " ")[:MAX_SIDE].strip() for words in pair)


async def _second_missing(library: Library, actors: ActorQueries, scope: int, words: str) -> InputError:
    """The error for a single thing, with what it may be compared with: its story’s other articles, or its company."""
    if _is_reference(words) or not await actors.is_name(scope, words):
        return await _with_which_article(library, scope, words)
    profile = await actors.profile(scope, words)
    key = actor_key(profile.id, profile.article)
    choices = tuple(
        Suggestion(line.name, Pair(key, line.key, are_articles=False).subject) for line in profile.co_mentioned
    )
    msg = f"Compare {profile.name} with whom? Give two names."
    return NotFound(msg, Suggestions(SuggestionKind.COMPARED_ACTORS, words, choices, "Mentioned together with …"))


async def _with_which_article(library: Library, scope: int, words: str) -> InputError:
    article = await library.find(scope, words)
    story = await library.story_of(scope, article)
    others = [member.article for member in story.members if member.article.id != article.id] if story else []
    choices = tuple(
        Suggestion(numbered_title(other), Pair(str(article.id), str(other.id), are_articles=True).subject)
        for other in others[-MAX_OFFERED:]
    )
    msg = f"Compare #{article.number} with which article? Give two numbers."
    return NotFound(msg, Suggestions(SuggestionKind.COMPARED_ARTICLES, words, choices, "The same story is told in …"))


async def _first(pairs: Iterable[tuple[str, str]], holds: Callable[[str], Awaitable[bool]]) -> tuple[str, str] | None:
    """The first pair of which this holds of both; None if there is none."""
    for pair in pairs:
        if await holds(pair[0]) and await holds(pair[1]):
            return pair
    return None


async def _is_name(actors: ActorQueries, scope: int, words: str) -> bool:
    if len(words.split()) > MAX_NAME_WORDS:
        return False
    return await (actors.is_written(scope, words) if has_separator(words) else actors.is_name(scope, words))


async def _is_article(library: Library, scope: int, words: str) -> bool:
    """True for what names an article by itself, and for words of a title."""
    return _is_reference(words) or bool(await library.titles_with(scope, query_words(words), limit=1))


def _is_reference(words: str) -> bool:
    """True for a number, a link, “latest”, and an article as lists show it."""
    return bool(has_number(words) or link_key_in(words) or (words and means_latest(words)) or _LISTED.fullmatch(words))
