"""Finds the persons whom articles describe as what was typed instead of a name: "mayor of Leeds", "Ajax manager"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.models.suggestions import Suggestion
from bot.services.actors.typed_names import linked_by_typed_name
from bot.services.lookup.similarity import nearest
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon
from bot.text.names import name_key
from bot.text.search.function_words import function_words
from bot.text.stemming import s_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.models.actors import HeldRole
    from bot.services.actors.linking import ActorLinker
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = [
    "Nearness",
    "RoleHolders",
    "RoleQuestion",
    "find_role_holders",
    "holder_of",
    "newest_roles",
    "quoted_role",
    "spelt_as_role",
]

MAX_HOLDERS = 10
MAX_ROLES_READ = 500
"""How many of the newest roles with one of the words are compared."""
MAX_OWN_ARTICLES = 20
"""How many of the newest articles about one person are asked for its roles."""
MAX_ARTICLES = 500
"""How many of the newest articles that name a body are looked at."""
MAX_CONNECTIVE = 5
"""Letters; among the longer function words are nouns, such as "opposition"."""
MIN_TYPO, MIN_TYPO_SIMILARITY = 4, 80.0
"""Letters of a word that is compared with offices, and from which similarity it is one."""

_ADDITION = re.compile(r"(?<=\w)(?:,| (?:of|for|in|at|from|to|with|on|by|under|who|that|and)\b)")
"""What begins an addition after the noun of a role: "commissioner for fish"."""


class Nearness(Enum):
    """How a role is like the one that was asked for."""

    OF_NO_NAMED_BODY = auto()
    """The office, in articles that name the body, without the name of a body: "its President"."""
    OTHER_OFFICE = auto()
    """Another office of the body: "Ajax boss" for "Ajax manager"."""
    ELSEWHERE = auto()
    """The office of another body, or in articles that do not name this one."""


@dataclass(frozen=True, slots=True)
class RoleHolders:
    """The persons of a role: those whom articles ``describe`` so, or else those ``near`` it; and the ``body`` named."""

    described: tuple[Suggestion, ...] = ()
    near: tuple[Suggestion, ...] = ()
    body: Suggestion | None = None
    nearness: Nearness | None = None
    """Of those ``near``; None if there are none."""


@dataclass(frozen=True)
class RoleQuestion:
    """What was typed: an ``office``, and the ``body`` that it is held in, either perhaps empty.

    >>> RoleQuestion("governor of the Bank of England").body
    'bank of england'
    """

    typed: str

    @property
    def has_office(self) -> bool:
        """True if a word is known to be an office or an occupation."""
        return bool(self._places)

    @cached_property
    def office(self) -> frozenset[str]:
        """The words of the office; all words if none of them is known to be one."""
        words = [self._words[at] for at in self._places]
        return frozenset(s_stem(word) for word in words if not _is_connective(word)) or _telling(self.typed)

    @cached_property
    def body(self) -> str:
        """The other words, without those that connect them with the office."""
        others = [word for at, word in enumerate(self._words) if at not in self._places] if self._places else []
        while others and _is_connective(others[0]):
            others.pop(0)
        while others and _is_connective(others[-1]):
            others.pop()
        return " ".join(others)

    @cached_property
    def bodies(self) -> list[frozenset[str]]:
        """The words of each form of the body's name; for a country also of its adjectives."""
        tables = lexicon()
        names = {self.body, *tables.organisations.forms(self.body), *tables.places.forms(self.body)}
        if self.country:
            demonyms = (word for word, other in tables.country_of_demonym.items() if other == self.country)
            names |= {*tables.countries.forms(self.country), *demonyms}
        return [words for words in map(_telling, names) if words]

    @cached_property
    def country(self) -> str | None:
        """The country that the body is, by its name or its adjective: "french" is of France."""
        return lexicon().countries.get(self.body) or lexicon().country_of_demonym.get(self.body)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of which a role must have one to be compared."""
        short = (short for short, office in _written_out().items() if self.office.issuperset(office.split()))
        return self.office.union(short, *self.bodies)

    @cached_property
    def _words(self) -> list[str]:
        return _words(self.typed)

    @cached_property
    def _places(self) -> frozenset[int]:
        """The indices of the words that are an office or a part of one: "prime minister" is a title of two words."""
        return _office_places(self._words)


def _office_places(words: Sequence[str]) -> frozenset[int]:
    found = {at for at, word in enumerate(words) if lexicon().is_role(s_stem(word))}
    for at in range(len(words)):
        found |= set(range(at, at + lexicon().title_at(tuple(words[at:]))))
    return frozenset(found)


async def find_role_holders(store: Store, linker: ActorLinker, scope: int, typed: str) -> RoleHolders:
    """The persons whom articles describe as what was typed, those in the newest articles first.

    If there are none: those with the office in articles that name the body, in the one that names it most often first;
    those with another office in it, which a country has many of; or those with the office anywhere.
    """
    question = RoleQuestion(typed)
    held = await store.roles_with(scope, sorted(question.words), limit=MAX_ROLES_READ)
    persons = [role for role in held if role.actor.kind is ActorKind.PERSON]
    body = question.country or question.body
    bodies = await linked_by_typed_name(store, linker, scope, body) if body else []
    ids = [member.id for body in bodies if body.kind is not ActorKind.PERSON for member in body.members]
    named = await store.named_in(scope, ids, limit=MAX_ARTICLES) if ids else []
    described, *near = _by_fit(question, persons, Counter({x.article: x.mentions for x in named}))
    is_place = any(body.kind is ActorKind.PLACE for body in bodies)
    nearest_first = zip(Nearness, near, strict=True)
    nearness, nearest_roles = next(
        ((how, roles) for how, roles in nearest_first if roles and not (is_place and how is Nearness.OTHER_OFFICE)),
        (None, []),
    )
    is_described = bool(described)
    return RoleHolders(
        await _suggestions(linker, scope, described),
        () if is_described else await _suggestions(linker, scope, nearest_roles),
        _as_suggestion(bodies[0]) if len({body.name for body in bodies}) == 1 else None,
        None if is_described else nearness,
    )


def quoted_role(role: str) -> str:
    """What stands behind the name of a person in a list of suggestions."""
    return f" — “{role}”"


async def newest_roles(store: Store, scope: int, actor: LinkedActor) -> list[str]:
    """What the newest articles call an actor, the newest first."""
    named = await store.named_in(scope, [member.id for member in actor.members], limit=MAX_OWN_ARTICLES)
    return [role for article in named for role in article.roles]


async def holder_of(store: Store, scope: int, actors: Sequence[LinkedActor], typed: str) -> LinkedActor | None:
    """The one of several actors of a name whose role was typed with it: for "Mayor Roe" the one called a mayor."""
    words = _telling(typed)
    offices = [words - _telling(" ".join(member.name for member in actor.members)) for actor in actors]
    holders = [
        actor
        for actor, office in zip(actors, offices, strict=True)
        if office and any(office <= _telling(role) for role in await newest_roles(store, scope, actor))
    ]
    return holders[0] if len(holders) == 1 else None


def spelt_as_role(typed: str) -> str | None:
    """What was typed with offices instead of misspelt ones; None if no word is like one."""
    offices = lexicon()["role"] | lexicon()["occupation"]
    words = name_key(typed).split()
    spelt = [_nearest_office(word, offices) or word for word in words]
    return " ".join(spelt) if spelt != words else None


def _nearest_office(word: str, offices: Iterable[str]) -> str | None:
    if len(word) < MIN_TYPO or lexicon().is_role(s_stem(word)):
        return None
    return next(iter(nearest(word, offices, min_similarity=MIN_TYPO_SIMILARITY, limit=1)), None)


def _by_fit(question: RoleQuestion, held: Sequence[HeldRole], named: Counter[int]) -> list[list[HeldRole]]:
    """The roles that fit a question, in the order that ``find_role_holders`` says; those in the fewest words first.

    ``named`` is how often an article names the body.
    """
    fits: list[list[HeldRole]] = [[], [], [], []]
    for role in sorted(held, key=lambda role: (len(_telling(role.text)), -named[role.article])):
        words = _telling(role.text)
        has_office = question.office <= words and (question.has_office or _head(role.text) in question.office)
        body = next((body for body in question.bodies if body <= words), None)
        cases = (
            has_office and (body is not None or not question.body),  # "Ajax boss" for "boss of Ajax"
            has_office and named[role.article] > 0 and not _names(role.text, question.office),  # "its President"
            body is not None and words - body <= _offices(role.text),  # "Ajax boss" for "Ajax manager"
            has_office,
        )
        if True in cases:
            fits[cases.index(True)].append(role)
    return fits


def _head(text: str) -> str:
    """The noun that says what somebody is, in the singular: "member" of "key members of Nolan's latest epic"."""
    return s_stem(_words(_ADDITION.split(text, maxsplit=1)[0])[-1])


def _names(text: str, office: frozenset[str]) -> bool:
    """True if a role has a name in it beside the office: it is another body's."""
    return any(word[:1].isupper() and not set(map(s_stem, _words(word))) <= office for word in text.split())


def _offices(text: str) -> frozenset[str]:
    """The words of a text that are offices."""
    words = _words(text)
    return frozenset(s_stem(words[at]) for at in _office_places(words))


async def _suggestions(linker: ActorLinker, scope: int, held: Sequence[HeldRole]) -> tuple[Suggestion, ...]:
    """Each person once, with the role quoted."""
    linked = await linker.linked(scope, [role.actor for role in held])
    groups = {member.id: group for group in linked for member in group.members}
    found: dict[int, Suggestion] = {}
    for role in held:
        group = groups[role.actor.id]
        key = group.members[0].id
        found.setdefault(key, Suggestion(group.name, key, quoted_role(role.text)))
    return tuple(found.values())[:MAX_HOLDERS]


def _as_suggestion(actor: LinkedActor) -> Suggestion:
    return Suggestion(actor.name, actor.members[0].id, f" ({actor.kind})")


def _telling(text: str) -> frozenset[str]:
    """The words of a text that tell something, in the singular."""
    return frozenset(s_stem(word) for word in _words(text) if not _is_connective(word))


def _words(text: str) -> list[str]:
    """The words of a text, with offices written out."""
    return " ".join(_written_out().get(word, word) for word in name_key(text).split()).split()


def _is_connective(word: str) -> bool:
    is_short = len(word) <= MAX_CONNECTIVE
    return is_short and word in function_words() and word not in lexicon().countries.keys


@cache
def _written_out() -> Mapping[str, str]:
    """The office for each of its abbreviations."""
    rows = [row.split(" = ") for row in read_word_table("typed_titles.txt")["office"]]
    return {abbreviation: office for office, *abbreviations in rows for abbreviation in abbreviations}
