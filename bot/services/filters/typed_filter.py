"""Reads a typed filter: the words, phrases and conditions of a search, each of which may be excluded with -."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.services.lookup.language_names import typed_language
from bot.services.lookup.query_words import shorten
from bot.services.lookup.search_query import parse_terms, without_quotations
from bot.services.lookup.similarity import match_themes
from bot.services.lookup.theme_words import theme_terms
from bot.text.names import name_key
from bot.text.topics.lexicon import topic_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["MAX_CONDITIONS", "MAX_FILTER", "parse_filter"]

MAX_FILTER = 500
"""Characters of a typed filter."""
MAX_CONDITIONS = 25
OPERATORS = tuple(kind.value for kind in FilterKind if kind is not FilterKind.WORDS)
DATES = ("after", "before")
EXAMPLE = 'theme:Sport -"transfer rumours"'
UNCLOSED = f"A quotation mark is not closed: put one at each end of a phrase, as in {EXAMPLE}, or leave it out."
_WORD = "or put it in quotation marks to ask for the word."
CONNECTIVES = (
    (
        "OR|Or|or|[|]{1,2}",
        "A filter has no OR: all of its words must be in the article, but of several themes, names, sources or "
        f"languages one is enough, as in theme:Sport theme:Trade. Leave OR out, {_WORD}",
    ),
    (
        "AND|And|and|&{1,2}",
        f"A filter needs no AND: all of its words must be in the article. Leave AND out, {_WORD}",
    ),
    (
        "(?i:not|no|without|except|exclude|excluding)",
        f"A filter has - in place of “{{typed}}”, as in {EXAMPLE}. Put it right before what is left out, {_WORD}",
    ),
    (r"[-\u2010-\u2015\u2212]", f"There is a space after -: put it right before what is left out, as in {EXAMPLE}."),
    (
        r"https?://\S+",
        "A filter has no links: type source: and the name of an outlet, as in source:Reuters, to post what comes from "
        "there.",
    ),
)
"""What connects words in other searches, and what to do instead."""
_UNKNOWN = re.compile(rf"(?:^|\s)-?(?!(?:{'|'.join(OPERATORS)}):)([a-z]{{2,10}}):[\w\"“]", re.IGNORECASE)


def parse_filter(typed: str) -> ChannelFilter:
    """The filter that was typed. Raises InputError if it asks for nothing, or for something that no filter can.

    >>> [(one.kind.value, one.value) for one in parse_filter('theme:football -"transfer rumours"').include]
    [('theme', 'Sport')]
    """
    if len(typed) > MAX_FILTER:
        msg = f"A filter has at most {MAX_FILTER} characters: shorten it."
        raise InputError(msg)
    if unknown := _UNKNOWN.search(typed):
        raise InputError(_unknown(unknown[1].casefold()))
    typed = _unquoted_theme().sub(r'\1"\2"', typed)
    unquoted, is_closed = without_quotations(typed)
    if not is_closed:
        raise InputError(UNCLOSED)
    for connective, instead in CONNECTIVES:
        if found := re.search(rf"(?<![^\s(,;])(?:{connective})(?![^\s),;])", unquoted):
            raise InputError(instead.format(typed=shorten(found[0])))
    parsed = parse_terms(typed, operators=OPERATORS, max_length=MAX_FILTER, max_words=MAX_CONDITIONS, with_lists=True)
    wanted = ChannelFilter(
        _conditions(parsed.terms, parsed.conditions), _conditions(parsed.excluded, parsed.excluded_conditions)
    )
    if both := [one.value for one in wanted.include if one in wanted.exclude]:
        msg = f"“{shorten(both[0])}” cannot be asked for and left out at the same time: remove one of them."
        raise InputError(msg)
    count = len(wanted.include) + len(wanted.exclude)
    if not count:
        msg = f"Say which articles to post, as in: {EXAMPLE}."
        raise InputError(msg)
    if count > MAX_CONDITIONS:
        msg = f"A filter has at most {MAX_CONDITIONS} words and conditions: leave some out."
        raise InputError(msg)
    return wanted


@cache
def _unquoted_theme() -> re.Pattern[str]:
    """A theme whose label has several words, without quotation marks."""
    labels = "|".join(re.escape(label) for label in topic_labels() if " " in label)
    return re.compile(rf"(\btheme[:\uff1a])({labels})(?!\w)", re.IGNORECASE)


def _unknown(operator: str) -> str:
    if operator in DATES:
        return f"{operator}: is for searches: a filter only sees new articles. Leave the date out."
    known = ", ".join(f"{known}:" for known in OPERATORS)
    return (
        f"{operator}: is no condition that I know; these are: {known}. Put a space after the colon to filter by words."
    )


def _conditions(words: Iterable[str], conditions: Iterable[tuple[str, str]]) -> tuple[Condition, ...]:
    pairs = [*((FilterKind.WORDS, word) for word in words), *((FilterKind(kind), value) for kind, value in conditions)]
    return tuple(dict.fromkeys(Condition(kind, _VALUES[kind](value)) for kind, value in pairs))


def _theme(words: str) -> str:
    """The label of the one theme that is meant."""
    labels = topic_labels()
    fitting, similar = match_themes(words, labels)
    if not fitting:
        fitting = sorted({label for of_term in theme_terms(words).values() for label in of_term})
    if len(fitting) == 1:
        return fitting[0]
    choices = "; ".join(fitting or similar or labels)
    if fitting:
        msg = f"Several themes fit theme:{shorten(words)}. Give one of these in quotation marks: {choices}."
    else:
        msg = f"There is no theme “{shorten(words)}”. Choose one of these: {choices}."
    raise InputError(msg)


def _name(words: str) -> str:
    if not name_key(words):
        msg = "who: needs a name, as in who:Lee."
        raise InputError(msg)
    return words


_VALUES: dict[FilterKind, Callable[[str], str]] = {
    FilterKind.WORDS: str,
    FilterKind.ACTOR: _name,
    FilterKind.THEME: _theme,
    FilterKind.SOURCE: str,
    FilterKind.LANGUAGE: typed_language,
}
"""How the value of a condition is read; each raises InputError for one that cannot be used."""
