"""One line for each actor in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.models.analysis import ActorKind
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorLine", "actor_line"]


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in a list, with numbers of articles and of mentions; ``id`` is that of its most frequent stored name."""

    id: int
    name: str
    kind: ActorKind
    articles: int
    mentions: int = 0


async def actor_line(store: Store, scope: int, actor: LinkedActor) -> ActorLine:
    """The line of an actor, with the numbers of all articles that the scope sees."""
    ids = [member.id for member in actor.members]
    return ActorLine(ids[0], actor.name, actor.kind, *await store.mention_counts(scope, ids))
