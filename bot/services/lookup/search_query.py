"""Parses a search: words, "phrases", -words to leave out, and conditions such as ``who:`` and ``after:``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.services.lookup.query_words import MAX_QUERY, MAX_WORDS, QUOTES
from bot.services.periods import parse_period
from bot.text.search.word_forms import WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "OPERATORS",
    "SearchQuery",
    "parse_search",
    "parse_terms",
    "query_terms",
    "search_day",
    "typed_query",
    "without_quotations",
]

OPERATORS = ("who", "theme", "source", "lang", "after", "before")
"""What may stand before a colon."""
EXAMPLES = {
    "who": 'who:Lee or who:"Ann Lee"',
    "theme": "theme:Sport",
    "source": "source:Reuters",
    "after": "after:2026-11-01",
    "before": "before:2026-11-01",
    "lang": "lang:en",
}
OPPOSITES = {"after": "before", "before": "after"}
"""For each operator of a date the one that asks for the other days."""
_CLOSING = {**QUOTES, "”": "”"}
"""Opening quotation marks, each with those that close it; Swedish and Finnish open with the closing one."""
_OPENING = re.escape("".join(_CLOSING))
_EXCLUDED = re.compile(rf"[-\u2010-\u2013\u2212](?=[^\W_]|[{_OPENING}])")
_SEPARATORS = ",;"
_SEPARATOR = re.compile(rf"\s*[{_SEPARATORS}]\s*")
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a search asks for; ``excluded`` is what articles must not have.

    ``conditions`` are pairs of an operator and its value, as typed.
    """

    terms: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    ends_in_phrase: bool = False
    """True if it ends in a closed phrase, whose last word is complete."""
    excluded_conditions: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Parts:
    operator: re.Pattern[str]
    """An operator with its colon."""
    separators: str
    """What stands between several values of a condition."""
    terms: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    conditions: list[tuple[str, str]] = field(default_factory=list)
    excluded_conditions: list[tuple[str, str]] = field(default_factory=list)
    loose: str = ""
    """Words outside of quotation marks that are not split yet."""

    def flush(self) -> None:
        """Splits the loose words: together, since a number may have spaces between its digits."""
        self.terms += _words(self.loose)
        self.loose = ""


def parse_search(query: str) -> SearchQuery:
    """Parses what was typed. Raises InputError if it asks for nothing, or has an operator without a value.

    >>> parse_search('trade -tariff who:"Sanae Takaichi"').conditions
    (('who', 'Sanae Takaichi'),)
    """
    parsed = parse_terms(query)
    for operator, value in parsed.excluded_conditions:
        if operator in OPPOSITES:
            instead = f"{OPPOSITES[operator]}:{value} in place of -{operator}:{value}"
            msg = f"{operator}: is for dates, which are not left out with -: use {instead}."
            raise InputError(msg)
    if not (parsed.terms or parsed.conditions):
        if parsed.excluded or parsed.excluded_conditions:
            msg = "What stands after - is only left out: add a word to search for, as in: trade -tariff."
            raise InputError(msg)
        msg = "Give one or more words to search for."
        raise InputError(msg)
    return parsed


def without_quotations(query: str) -> tuple[str, bool]:
    """A query with nothing between its quotation marks, and whether each of these is closed.

    >>> without_quotations('tug "ship or boat"'), without_quotations('6" pipe')
    (('tug ""', True), ('6"', False))
    """
    kept, closing = [], ""
    for char in query:
        if char in closing:
            closing = ""
        elif closing:
            continue
        else:
            closing = _CLOSING.get(char, "")
        kept.append(char)
    return "".join(kept), not closing


def parse_terms(
    query: str,
    *,
    operators: Sequence[str] = OPERATORS,
    max_length: int = MAX_QUERY,
    max_words: int = MAX_WORDS,
    with_lists: bool = False,
) -> SearchQuery:
    """Parses the first ``max_length`` characters, with these operators; - before a condition excludes it too.

    ``with_lists`` reads ``who:Lee, Park`` as two conditions. Raises InputError if an operator has no value.
    """
    text = query[:max_length]
    parts = _Parts(_operator_pattern(operators), _SEPARATORS if with_lists else "")
    position = 0
    in_phrase = False
    while position < len(text):
        if text[position].isspace():
            parts.loose += " "
            position += 1
            continue
        read = next(reader for found, reader in _READERS if found(text, position, parts))
        in_phrase = read is _read_phrase
        position = read(text, position, parts)
    parts.flush()
    return SearchQuery(
        tuple(parts.terms[:max_words]),
        tuple(parts.excluded[:max_words]),
        tuple(parts.conditions),
        in_phrase and position <= len(text),
        tuple(parts.excluded_conditions),
    )


def query_terms(words: str) -> list[str]:
    """The words and phrases of what was typed for something else than a search: nothing is an operator."""
    parts = _Parts(_operator_pattern(()), "")
    position = 0
    while position < min(len(words), MAX_QUERY):
        position = (_read_phrase if words[position] in _CLOSING else _read_word)(words[:MAX_QUERY], position, parts)
    parts.flush()
    return parts.terms[:MAX_WORDS]


def typed_query(query: SearchQuery) -> str | None:
    """A query as somebody would type it; None if it is too long for a search."""
    words = [
        *(_quoted(term) if " " in term else term for term in query.terms),
        *(f"-{_quoted(term) if ' ' in term else term}" for term in query.excluded),
        *map(_typed_condition, query.conditions),
        *(f"-{_typed_condition(one)}" for one in query.excluded_conditions),
    ]
    typed = " ".join(words)
    return typed if len(typed) <= MAX_QUERY else None


def _typed_condition(condition: tuple[str, str]) -> str:
    operator, value = condition
    return f"{operator}:{_quoted(value) if ' ' in value else value}"


def search_day(operator: str, value: str, now: datetime) -> datetime:
    """The first moment (UTC) of the day that ``after:`` or ``before:`` means. Raises InputError.

    A month or a year stands for its first day; ``today``, ``yesterday`` and periods such as ``7d`` are understood too.
    """
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    words = value.strip().casefold()
    if words in ("today", "yesterday"):
        return today - timedelta(days=words == "yesterday")
    if match := _DATE.fullmatch(words):
        try:
            return datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1), tzinfo=UTC)
        except ValueError:
            raise _bad_date(operator, value) from None
    period = None if words in ("all", "ever", "everything", "day") else parse_period(words)
    since = period.since(today) if period else None
    if since is None:
        raise _bad_date(operator, value)
    return since


def _bad_date(operator: str, value: str) -> InputError:
    return InputError(f"{operator}:{value} is not a date that I understand: write it as {operator}:2026-11-01.")


def _read_condition(text: str, position: int, parts: _Parts) -> int:
    found, end = _conditions(text, position, parts)
    parts.conditions += found
    return end


def _read_excluded_condition(text: str, position: int, parts: _Parts) -> int:
    found, end = _conditions(text, position + 1, parts)
    parts.excluded_conditions += found
    return end


def _conditions(text: str, position: int, parts: _Parts) -> tuple[list[tuple[str, str]], int]:
    """An operator with each of its values, and the offset after them."""
    operator, _, _ = text[position:].replace("\uff1a", ":").casefold().partition(":")
    found: list[tuple[str, str]] = []
    end, goes_on = position + len(operator) + 1, True
    while goes_on:
        value, end = _value(text, end, parts.separators)
        found.append((operator, " ".join(value.rstrip(_SEPARATORS).split())))
        if not found[-1][1]:
            msg = f"{operator}: needs its value directly after the colon, as in {EXAMPLES[operator]}."
            raise InputError(msg)
        separator = _SEPARATOR.match(text, end) if parts.separators else None
        end = separator.end() if separator is not None else end
        begins_another = parts.operator.match(text, end) or _EXCLUDED.match(text, end)
        goes_on = separator is not None and end < len(text) and not begins_another
    return found, end


def _read_excluded(text: str, position: int, parts: _Parts) -> int:
    value, end = _value(text, position + 1)
    found = _words(value)
    is_phrase = text[position + 1] in _CLOSING
    parts.excluded += [" ".join(found)] if is_phrase and found else found
    return end


def _read_phrase(text: str, position: int, parts: _Parts) -> int:
    value, end = _value(text, position)
    parts.flush()
    if found := _words(value):
        parts.terms.append(" ".join(found))
    return end


def _read_word(text: str, position: int, parts: _Parts) -> int:
    end = position + 1
    while end < len(text) and not text[end].isspace() and text[end] not in _CLOSING:
        end += 1
    parts.loose += text[position:end]
    return end


_READERS: tuple[tuple[Callable[[str, int, _Parts], object], Callable[[str, int, _Parts], int]], ...] = (
    # who:Takaichi
    (lambda text, at, parts: _at_start(text, at) and parts.operator.match(text, at), _read_condition),
    # -source:Reuters
    (
        lambda text, at, parts: (
            _at_start(text, at) and _EXCLUDED.match(text, at) and parts.operator.match(text, at + 1)
        ),
        _read_excluded_condition,
    ),
    # -tariff
    (lambda text, at, _parts: _at_start(text, at) and _EXCLUDED.match(text, at), _read_excluded),
    # "prime minister"
    (lambda text, at, _parts: text[at] in _CLOSING, _read_phrase),
    (lambda _text, _at, _parts: True, _read_word),
)
"""What may begin at a place of a query, and the function that reads it and returns the offset after it."""


def _operator_pattern(operators: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(operators)})[:\uff1a]" if operators else r"(?!)", re.IGNORECASE)


def _at_start(text: str, position: int) -> bool:
    """True if a word may begin here."""
    return position == 0 or text[position - 1].isspace() or text[position - 1] in _SEPARATORS


def _value(text: str, position: int, separators: str = "") -> tuple[str, int]:
    """A word up to a separator, or what is in quotation marks (closed or not), and the offset after it."""
    closing = _CLOSING.get(text[position : position + 1], "")
    start = position + bool(closing)
    end = start
    while end < len(text) and not (text[end] in closing if closing else text[end].isspace() or text[end] in separators):
        end += 1
    return text[start:end], end + bool(closing)


def _words(text: str) -> list[str]:
    return [match[0] for match in WORD.finditer(text)]


def _quoted(text: str) -> str:
    return f'"{text}"'
