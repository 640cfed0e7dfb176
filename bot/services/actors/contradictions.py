"""Tells whether what two articles say of a name can be true of one person: ages, occupations, local offices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING

from bot.text.data import read_word_table
from bot.text.lexicon import lexicon
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from bot.models.actors import NamedIn

__all__ = ["ArticleFacts", "any_contradict", "article_facts", "contradict"]

INCOMPATIBLE = frozenset(
    frozenset(pair.split())
    for pair in (
        "public-office team-sport",
        "public-office stage",
        "public-office trade",
        "public-office clergy",
        "bench team-sport",
        "bench clergy",
        "bench trade",
        "clergy team-sport",
        "clergy company-head",
        "clergy trade",
        "team-sport stage",
        "team-sport company-head",
        "team-sport science",
        "team-sport trade",
        "stage trade",
        "company-head trade",
        "science trade",
    )
)
"""Fields of occupation_fields.txt of which nobody has two at a time, or so rarely that two people are likelier."""
LOCAL_OFFICES = frozenset(("mayor", "governor", "sheriff"))
"""Offices that nobody has in two places."""
ENOUGH_SHARED = 2
"""Persons and organisations in both articles that show, against their occupations, that the name means one person."""
AGE_ERROR, AGE_ERROR_UNDATED = 2.0, 10.0
"""Years by which two ages of one person may be wrong; more if an article is only dated by when it was added."""
_YEAR = 365.25 * 24 * 3600
_PAST = re.compile(
    r"\b(?:former|formerly|ex|retired|one-?time|turned|late|then|future|aspiring|part-time|amateur)\b", re.IGNORECASE
)
_COMPLEMENT = re.compile(r" (?:of|for|at|in|from|with|who|to|on|and) |, ")
_OF_PLACE = re.compile(r" (?:of|in) (?:the )?([^,]+)")


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What an article says of a name: the year of birth (and its error), fields, local offices with their places.

    ``shared`` is what may connect it with other articles: roles, and other persons and organisations.
    """

    article: int
    born: float | None
    error: float
    fields: frozenset[str]
    offices: Mapping[str, frozenset[str]]
    shared: frozenset[Hashable]


def article_facts(named: Sequence[NamedIn], companions: Iterable[tuple[int, int]]) -> dict[int, ArticleFacts]:
    """The facts of each article by its id, in the order of ``named``."""
    others: dict[int, set[Hashable]] = {}
    for article, companion in companions:
        others.setdefault(article, set()).add(companion)
    by_article: dict[int, list[NamedIn]] = {}
    for found in named:
        by_article.setdefault(found.article, []).append(found)
    return {article: _facts(article, found, others.get(article, set())) for article, found in by_article.items()}


def contradict(one: Sequence[ArticleFacts], two: Sequence[ArticleFacts]) -> bool:
    """True if the articles of these two groups, each of one person, hardly mean the same person."""
    pairs = list(product(one, two))
    if any(_ages_contradict(a, b) for a, b in pairs):
        return True
    if any(len(a.shared & b.shared) >= ENOUGH_SHARED for a, b in pairs):
        return False
    # Of a person who is known to have two occupations, either may be stated elsewhere.
    fields, others = ({field for facts in group for field in facts.fields} for group in (one, two))
    at_odds = fields.isdisjoint(others) and any(frozenset(pair) in INCOMPATIBLE for pair in product(fields, others))
    return at_odds or any(_offices_contradict(a, b) for a, b in pairs)


def any_contradict(facts: Iterable[ArticleFacts]) -> bool:
    """True if any two of the articles contradict each other."""
    return any(contradict([one], [two]) for one, two in combinations(facts, 2))


def _ages_contradict(one: ArticleFacts, two: ArticleFacts) -> bool:
    return one.born is not None and two.born is not None and abs(one.born - two.born) > max(one.error, two.error)


def _offices_contradict(one: ArticleFacts, two: ArticleFacts) -> bool:
    """True if they state one local office of two places."""
    return any(
        one.offices[office].isdisjoint(two.offices[office]) for office in one.offices.keys() & two.offices.keys()
    )


def _facts(article: int, found: Sequence[NamedIn], others: Iterable[Hashable]) -> ArticleFacts:
    roles = [role for named in found for role in named.roles]
    current = [role for role in roles if not _PAST.search(role)]
    aged = next((named for named in found if named.age is not None), None)
    born = aged.date.timestamp() / _YEAR - aged.age if aged and aged.age is not None else None
    return ArticleFacts(
        article,
        born,
        AGE_ERROR if aged and aged.is_dated else AGE_ERROR_UNDATED,
        frozenset(field for role in current if (field := _field(role)) is not None),
        {office: places for role in current for office, places in _local_office(role)},
        frozenset(map(name_key, roles)) | frozenset(others),
    )


def _field(role: str) -> str | None:
    """The field of an occupation by its last words: "the Leeds lorry driver" is a trade."""
    head = _COMPLEMENT.split(role, maxsplit=1)
    words = head[0].casefold().replace(".", "").split()
    if words[-1:] == ["president"] and len(head) > 1:  # of a club or a company
        return None
    return next((field for size in (3, 2, 1) if (field := _fields().get(" ".join(words[-size:])))), None)


def _local_office(role: str) -> list[tuple[str, frozenset[str]]]:
    """The local office that a role is, with the words of its place: "mayor of Leeds", "Leeds mayor"."""
    words = _COMPLEMENT.split(role, maxsplit=1)[0].split()
    office = words[-1].casefold() if words else ""
    if office not in LOCAL_OFFICES:
        return []
    after = _OF_PLACE.search(role)
    place = after[1] if after else " ".join(word for word in words[:-1] if word[:1].isupper())
    telling = [word for word in name_key(place).split() if word not in lexicon()["qualifier"] | lexicon().demonyms]
    return [(office, frozenset(telling))] if telling else []


@cache
def _fields() -> dict[str, str]:
    return {word: field for field, words in read_word_table("occupation_fields.txt").items() for word in words}
