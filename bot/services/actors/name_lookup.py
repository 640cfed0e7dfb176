"""Finds the actor that a typed name stands for, even if it is misspelt; or suggests names."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.command_marks import command
from bot.errors import InputError, NotFound
from bot.models.actors import AliasRuleKind
from bot.models.analysis import ActorKind
from bot.models.suggestions import Suggestion, SuggestionKind, Suggestions
from bot.services.actors.name_suggestions import MAX_CANDIDATES, ambiguous, described, not_found
from bot.services.actors.role_lookup import find_role_holders, holder_of
from bot.services.actors.typed_kind import split_kind
from bot.services.actors.typed_names import (
    NamedSo,
    actors_named_so,
    linked_by_typed_name,
    name_inside,
    names_in_list,
    typed_forms,
    without_title,
)
from bot.services.lookup.articles import link_key_in
from bot.services.lookup.search_hint import articles_that_say
from bot.services.periods import is_period
from bot.text.actors.fuller_names import fuller_names
from bot.text.actors.link_keys import surnames
from bot.text.name_parts import strip_suffix
from bot.text.names import name_key
from bot.text.search.folding import fold, spelt_out
from bot.text.search.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import StoredActor
    from bot.services.actors.linking import ActorLinker
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["MAX_NAME", "ActorMatch", "find_actor", "nearest_names", "suggest_names"]

MAX_NAME = 100
MAX_COMPARED = 20_000
"""How many names a misspelt one is compared with: those in the most articles."""
ACCEPT_SCORE, SUGGEST_SCORE = 86.0, 70.0
"""Similarity (0 to 100) from which a misspelt name is accepted, and from which it is suggested."""
MIN_LEAD = 5.0
"""The accepted name must be more similar than the next one by this much."""
EXACT_SCORE = 100.0
MIN_OUTWEIGHING = 5
"""How many times as many articles name somebody as others of the last name, so that the last name alone is enough."""
MAX_FUNCTION_WORD = 4
"""Letters of a word that is asked about by mistake ("who is"): longer ones such as "government" may be meant."""
NO_NAME = "Whom do you mean? Give a name that is in the articles."
_NUMBER = re.compile(r"(?:in |of )?(?:(?:article|story|number|no\.?)[: ]*)?#?\s*(\d+)", re.IGNORECASE)

_IN_THE_NEWS = re.compile(r"^(?:is )?in the news\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """The actor that a name stands for, and the ``others`` that have this name too."""

    actor: LinkedActor
    others: Sequence[LinkedActor] = ()
    asked: str | None = None
    """The typed name, if only a similar name was found."""
    part: str = ""
    """The name that was found."""
    also: Sequence[LinkedActor] = ()
    """Those who have it as a part of theirs, but are in far fewer articles."""


async def find_actor(store: Store, linker: ActorLinker, scope: int, name: str, *, exact: bool) -> ActorMatch:
    """The one actor that a typed name stands for; with ``exact``, no similar names are tried.

    Raises InputError for a name without letters; NotFound with the candidates if it may stand for several actors, or
    with suggestions if it stands for none.
    """
    name = " ".join(name.split())[:MAX_NAME]
    if not name_key(name):
        raise InputError(NO_NAME)
    if match := await _match(store, linker, scope, name, typed=name):
        return match
    alone, kind = split_kind(name)
    if kind is not None and (match := await _match(store, linker, scope, alone, typed=name, kind=kind)):
        return match
    _require_name(name)
    if listed := await _listed(store, linker, scope, name):
        choices = tuple(Suggestion(actor.name, actor.members[0].id) for actor in listed)
        msg = "Ask for one name at a time."
        raise NotFound(msg, Suggestions(SuggestionKind.ACTOR, name, choices, "Which one?"))
    holders = await find_role_holders(store, linker, scope, name)
    if holders.described:
        raise await described(store, scope, name, holders)
    known = await store.most_frequent_actors(scope, limit=MAX_COMPARED)
    respelt = await asyncio.to_thread(_in_other_letters, typed_forms(name), known)
    if respelt and (match := await _match(store, linker, scope, respelt, typed=name)):
        return match
    inside = None if exact else await _named_inside(linker, scope, name)
    if inside is not None:
        return ActorMatch(inside, asked=name)
    said_in = await articles_that_say(store, scope, name)
    if (bare := without_title(name)) != name:
        known = [actor for actor in known if actor.kind is ActorKind.PERSON]
    key = name_key(bare)
    near = await asyncio.to_thread(nearest_names, key, known)
    corrected = "" if exact or said_in else _corrected(key, near)
    if corrected and (match := await _match(store, linker, scope, corrected, typed=name)):
        same_letters = near[0][1] == EXACT_SCORE
        return replace(match, asked=None if same_letters else name)
    raise await not_found(store, linker, scope, name, [similar for similar, _ in near], said_in, holders)


async def _match(
    store: Store, linker: ActorLinker, scope: int, name: str, *, typed: str, kind: ActorKind | None = None
) -> ActorMatch | None:
    """The actor that a name stands for, None if it stands for none; what was ``typed`` may have been corrected to it.

    With ``kind``, only one of that kind is meant. Raises NotFound with the candidates if it may stand for several.
    """
    named = await actors_named_so(store, linker, scope, name)
    if kind is not None:
        actors, others = ([actor for actor in some if actor.kind is kind] for some in (named.actors, named.others))
        named = NamedSo(actors, others, named.form)
    if not named.actors:
        return None
    everyone = [*named.actors, *named.others]
    if single := _single(named, name_key(name)):
        others = [other for other in named.actors if other is not single]
        return ActorMatch(single, others, part=named.form, also=named.others)
    holder = await holder_of(store, scope, everyone[:MAX_CANDIDATES], name)
    if holder is None:
        apart = {rule.key for rule in await store.alias_rules(scope) if rule.kind is AliasRuleKind.SEPARATION}
        if name_key(name) in apart or (meant := _meant_by_part(everyone)) is None:
            raise await ambiguous(store, scope, everyone, typed)
        return ActorMatch(meant, part=named.form, also=[other for other in everyone if other is not meant])
    return ActorMatch(holder, [other for other in everyone if other is not holder])


async def suggest_names(store: Store, linker: ActorLinker, scope: int, typed: str, *, limit: int) -> list[str]:
    """For autocomplete: the names that begin as typed, or the most frequent ones if nothing is typed yet."""
    key = name_key(typed[:MAX_NAME])
    if key:
        known = await store.actors_with_prefix(scope, key, limit=limit * 2)
    else:
        known = await store.most_frequent_actors(scope, limit=limit * 2)
    return list(dict.fromkeys(actor.name for actor in await linker.linked(scope, known)))[:limit]


def nearest_names(key: str, known: Sequence[StoredActor]) -> list[tuple[StoredActor, float]]:
    """The names most similar to a folded one with their scores (``SUGGEST_SCORE`` to 100), the best first.

    Compares the whole names, and if one word was typed, the surnames too, "vanderlayden" is "van der Layden", and the
    initials, "mlk" is Martin Luther King.
    """
    key, keys = fold(key), [fold(actor.key) for actor in known]
    compared = [keys]
    if " " not in key:
        persons = [name if actor.kind is ActorKind.PERSON else "" for name, actor in zip(keys, known, strict=True)]
        compared += [[name.rsplit(" ", 1)[-1] for name in persons], [_joined_surname(name) for name in persons]]
    scores = {at: SUGGEST_SCORE for at, name in enumerate(keys) if len(key) > 1 and _initials(name) == key}
    for names in compared:
        for _, score, index in process.extract(key, names, scorer=fuzz.ratio, score_cutoff=SUGGEST_SCORE, limit=5):
            scores[index] = max(score, scores.get(index, 0.0))
    distinct: dict[tuple[str, str], tuple[StoredActor, float]] = {}
    for index, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        distinct.setdefault((known[index].key.rsplit(" ", 1)[-1], known[index].kind), (known[index], score))
    return list(distinct.values())


def _in_other_letters(typed: Sequence[str], known: Sequence[StoredActor]) -> str:
    """The first of the typed forms of a name as somebody is called whose name has other letters, folded; else "".

    It may be a part of the name: "stroem nielsen" is "strøm nielsen" in "Halvard Strøm-Nielsen".
    """
    forms = [name_key(form).split() for form in typed]
    for actor in known:
        words = actor.key.split()
        for plain in () if actor.name.isascii() else _in_plain_letters(actor):
            for form in forms:
                for start in range(len(words) - len(form) + 1):
                    if plain[start : start + len(form)] == form:
                        return " ".join(words[start : start + len(form)])
    return ""


def _in_plain_letters(actor: StoredActor) -> list[list[str]]:
    """The words of a name in both ways that people type without special letters: "soren" and "soeren" for "Søren"."""
    return [name_key(plain(actor.name)).split() for plain in (fold, spelt_out)]


def _initials(key: str) -> str:
    """The first letters of a name's words, without "Jr" behind them."""
    return "".join(word[0] for word in strip_suffix(key.split()))


def _joined_surname(key: str) -> str:
    """A surname with its particles as one word, or nothing if it has none."""
    if " " not in key:
        return ""
    return max(surnames(key), key=len).replace(" ", "")


def _require_name(name: str) -> None:
    """Raises InputError for words that are no name, or that another command answers."""
    if all(word in function_words() and len(word) <= MAX_FUNCTION_WORD for word in name_key(name).split()):
        raise InputError(NO_NAME)
    if article := _NUMBER.fullmatch(name):
        msg = f"“{name}” is no name: {command(f'actors {article[1]}')} shows who is in that article."
        raise InputError(msg)
    if link_key_in(name):
        msg = f"That is a link, and no name: {command(f'actors {name}')} shows who is in that article."
        raise InputError(msg)
    news = _IN_THE_NEWS.sub("", name) or "week"
    if is_period(news):
        msg = f"“{name}” is no name: {command(f'actors {news}')} shows who is in the news."
        raise InputError(msg)


def _single(named: NamedSo, key: str) -> LinkedActor | None:
    """The actor that the name stands for, or None if it may be one of several."""
    linked = named.actors
    if len(linked) == 1:
        return linked[0] if _outweighs(linked[0], named.others) else None
    exact = [actor for actor in linked if any(member.key == key for member in actor.members)]
    if len(exact) == 1 and " " in key:
        return exact[0]
    # A person and a place with the same name: the more frequent one.
    one_name = len({actor.name for actor in linked}) == 1
    return linked[0] if one_name and _outweighs(linked[0], named.others) else None


def _outweighs(actor: LinkedActor, others: Sequence[LinkedActor]) -> bool:
    """True if an actor is meant by a part of its name, although others have it too.

    A place or a body has the whole name, and a person is in ``MIN_OUTWEIGHING`` times as many articles as all of them.
    """
    if actor.kind is not ActorKind.PERSON:
        return True
    return _articles(actor) >= MIN_OUTWEIGHING * sum(map(_articles, others))


def _meant_by_part(actors: Sequence[LinkedActor]) -> LinkedActor | None:
    """The person who outweighs the others if those join the fullest name that theirs is a part of; None for nobody.

    Of "Joe Biden", "Biden" and "Hunter Biden", the second counts for the first.
    """
    counts = {actor.name: _articles(actor) for actor in actors}
    if len(counts) < len(actors) or any(actor.kind is not ActorKind.PERSON for actor in actors):
        return None
    fullest = fuller_names(counts)
    together = Counter[str]()
    for name, articles in counts.items():
        together[fullest[name]] += articles
    ((best, articles),) = together.most_common(1)
    if articles < MIN_OUTWEIGHING * (together.total() - articles):
        return None
    return next(actor for actor in actors if actor.name == best)


def _articles(actor: LinkedActor) -> int:
    return sum(member.articles for member in actor.members)


def _corrected(key: str, near: Sequence[tuple[StoredActor, float]]) -> str:
    """The most similar name, or the surname if one word was typed; "" if none is similar enough or several are."""
    if not near or near[0][1] < ACCEPT_SCORE or (len(near) > 1 and near[0][1] - near[1][1] < MIN_LEAD):
        return ""
    name = near[0][0].key
    forms = [name] if " " in key else [name, *sorted(surnames(name))]
    return max(forms, key=lambda form: fuzz.ratio(fold(key), fold(form).replace(" ", "")))


async def _named_inside(linker: ActorLinker, scope: int, name: str) -> LinkedActor | None:
    """The one person whose first and last name are in words that say more: "old Jo Rask of Kent"."""
    inside = name_inside(name)
    linked = await linker.linked_by_name(scope, name_key(inside)) if inside else []
    return linked[0] if len(linked) == 1 and linked[0].kind is ActorKind.PERSON else None


async def _listed(store: Store, linker: ActorLinker, scope: int, name: str) -> list[LinkedActor]:
    """The actors of a list of names, if each of them stands for one: "Ann Lee and Bo Lund".

    Bodies that an article has side by side in these words are one: "Department for Health, Sport and Youth".
    """
    found = [await linked_by_typed_name(store, linker, scope, one) for one in names_in_list(name)]
    listed = [linked[0] for linked in found if len(linked) == 1] if all(found) else []
    are_bodies = bool(listed) and all(actor.kind is ActorKind.ORGANISATION for actor in listed)
    return [] if are_bodies and await articles_that_say(store, scope, name) else listed
