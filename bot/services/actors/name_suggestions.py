"""The answers to a name that stands for several actors or for none: suggestions, and what the articles do say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import NotFound, SeveralFit
from bot.models.analysis import ActorKind
from bot.models.suggestions import DID_YOU_MEAN, Suggestion, SuggestionKind, Suggestions
from bot.plurals import plural
from bot.services.actors.actor_lines import actor_line
from bot.services.actors.role_lookup import (
    Nearness,
    RoleHolders,
    RoleQuestion,
    find_role_holders,
    newest_roles,
    quoted_role,
    spelt_as_role,
)
from bot.services.actors.typed_kind import named_kind
from bot.services.lookup.search_hint import MAX_CHECKED, search_hint
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.models.actors import StoredActor
    from bot.models.articles import SearchHit
    from bot.services.actors.linking import ActorLinker
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["MAX_CANDIDATES", "ambiguous", "described", "not_found", "suggest_for"]

MAX_SIMILAR = 5
MAX_CANDIDATES = 10
NEAR_ROLES = {
    Nearness.OF_NO_NAMED_BODY: "{have} this role in articles that name {body}, but they do not say of what.",
    Nearness.OTHER_OFFICE: "{have} another role there.",
    Nearness.ELSEWHERE: "{have} this role elsewhere, or the articles do not say where.",
}
"""What is said of the persons who are offered for a role that no article gives to anybody."""


def suggest_for(error: NotFound, kind: SuggestionKind, typed: str, key: Callable[[str], str] = str) -> None:
    """Has the actors that an error suggests open what was asked for about them; ``typed`` asks for it again.

    ``key`` makes of an actor's key what is opened, by default that key itself.
    """
    found = error.suggestions
    error.suggestions = found and replace(
        found,
        kind=kind,
        typed=typed,
        choices=tuple(replace(choice, key=key(str(choice.key))) for choice in found.choices),
    )


async def ambiguous(store: Store, scope: int, linked: Sequence[LinkedActor], name: str) -> SeveralFit:
    """The error with the actors that a name may stand for."""
    choices = []
    for actor in linked[:MAX_CANDIDATES]:
        line = await actor_line(store, scope, actor)
        roles = await newest_roles(store, scope, actor)
        detail = quoted_role(roles[0]) if roles else f" ({line.kind}, {plural(line.articles, 'article')})"
        choices.append(Suggestion(line.name, line.id, detail))
    these = "these" if len(linked) <= MAX_CANDIDATES else f"{len(linked)} names, of which these are in most articles"
    message = f"“{name}” may be any of {these}: give the full name{_or_kind(name, linked)}."
    return SeveralFit(message, Suggestions(SuggestionKind.ACTOR, name, tuple(choices)))


def _or_kind(name: str, linked: Sequence[LinkedActor]) -> str:
    """What tells actors of several kinds apart that have one name, as a part of a sentence; empty if it does not."""
    counts = Counter(actor.kind for actor in linked)
    single = [f"“{named_kind(name, kind)}”" for kind in ActorKind if counts[kind] == 1]
    return f", or the kind with it: {' or '.join(single)}" if len(counts) > 1 and single else ""


async def described(store: Store, scope: int, name: str, holders: RoleHolders) -> NotFound:
    """The error for a role that was typed: with the persons whom articles describe so, and the body that was named."""
    these = "this person is" if len(holders.described) == 1 else "these people are"
    message = f"No article names “{name}”, but {these} described so."
    choices = (*holders.described, *([holders.body] if holders.body else []))
    search = name if await search_hint(store, scope, name) else ""
    return NotFound(message, Suggestions(SuggestionKind.ACTOR, name, choices, "As the articles say …", search=search))


async def not_found(
    store: Store,
    linker: ActorLinker,
    scope: int,
    name: str,
    near: Sequence[StoredActor],
    said_in: Sequence[SearchHit],
    holders: RoleHolders,
) -> NotFound:
    """The error with the persons of a similar role, those whose names begin as typed, then similar names.

    It says in which articles (``said_in``) the name is without being read as one, or what a search would find.
    """
    suggested = [*holders.near, *([holders.body] if holders.body else [])]
    begun = await store.actors_with_prefix(scope, name_key(name), limit=MAX_SIMILAR)
    suggested += await _linked(linker, scope, begun)
    suggested += await _linked(linker, scope, near[:MAX_SIMILAR])
    if spelt := spelt_as_role(name):
        suggested += (await find_role_holders(store, linker, scope, spelt)).described
    if not suggested:
        same = await _of_same_surname(store, linker, scope, name)
        suggested = [Suggestion(actor.name, actor.members[0].id) for actor in same]
    hint = await search_hint(store, scope, name)
    asks_for_role = bool(holders.near or holders.body) and RoleQuestion(name).has_office
    if said_in:
        message = "\n".join(filter(None, (_said_in(name, said_in), _near_roles(holders))))
    elif asks_for_role:
        message = " ".join(filter(None, (f"No article calls anybody “{name}”.", _near_roles(holders), hint)))
    elif hint or suggested:
        message = f"No article names “{name}”. {hint}".rstrip()
    else:
        message = f"No article names or mentions “{name}”. Check the spelling."
    heading = "What the articles do have …" if asks_for_role else DID_YOU_MEAN
    by_name: dict[str, Suggestion] = {}
    for suggestion in suggested:  # of two with the same name the better one
        by_name.setdefault(suggestion.label, suggestion)
    choices = tuple(by_name.values())
    search = name if hint or said_in else ""
    return NotFound(message, Suggestions(SuggestionKind.ACTOR, name, choices, heading, search))


async def _linked(linker: ActorLinker, scope: int, known: Sequence[StoredActor]) -> list[Suggestion]:
    """The actors, in this order, under the names that they have in every answer."""
    names = {member.id: actor for actor in await linker.linked(scope, known) for member in actor.members}
    actors = [names[one.id] for one in known]
    return [Suggestion(actor.name, actor.members[0].id) for actor in actors]


def _near_roles(holders: RoleHolders) -> str:
    """Says how the roles of those who are offered differ from what was asked for; empty if there are none."""
    if holders.nearness is None:
        return ""
    have = "This person has" if len(holders.near) == 1 else "These people have"
    body = holders.body.label if holders.body else ""
    return NEAR_ROLES[holders.nearness].format(have=have, body=body)


async def _of_same_surname(store: Store, linker: ActorLinker, scope: int, name: str) -> list[LinkedActor]:
    """The persons with the last name that was typed after another first name: Robert Lane for "Bob Lane"."""
    _, *others = name_key(name).split()
    if not others:
        return []
    named = await store.actors_by_endings(scope, [others[-1]], limit=MAX_SIMILAR)
    return await linker.linked(scope, [actor for actor in named if actor.kind is ActorKind.PERSON])


def _said_in(name: str, hits: Sequence[SearchHit]) -> str:
    """Says which articles have words that are no name by themselves, and quotes the first one's passage."""
    if len(hits) == MAX_CHECKED:
        articles = f"{len(hits)} or more articles contain"
    else:
        articles = plural(len(hits), "article contains", "articles contain")
    why = "recognised no name for it" if RoleQuestion(name).has_office else "did not recognise it as a name by itself"
    first = hits[0]
    passage = " ".join(first.snippet.replace("\x02", "").replace("\x03", "").split())
    return f"{articles} “{name}”, but I {why}: search for it.\nIn #{first.article.number}: “{passage}”"
