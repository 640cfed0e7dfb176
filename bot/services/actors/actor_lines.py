"""One line for each actor in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import ActorKind
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorLine", "actor_line", "numbered"]

MAX_NUMBERS = 2
"""Numbers of articles behind a name."""


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in a list, with numbers of articles and of mentions; ``id`` is that of its most frequent stored name.

    ``only_in`` has the numbers of its articles if others may mean somebody else by the same name.
    """

    id: int
    name: str
    kind: ActorKind
    articles: int
    mentions: int = 0
    only_in: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """The name, with articles by which it is told from the same name of others."""
        return numbered(self.name, self.only_in)


def numbered(name: str, articles: Sequence[int]) -> str:
    """A name with the numbers of the articles that mean this person.

    >>> numbered("Nova", (7, 3, 2))
    'Nova (#7, #3 …)'
    """
    if not articles:
        return name
    shown = ", ".join(f"#{number}" for number in articles[:MAX_NUMBERS])
    return f"{name} ({shown}{' …' * (len(articles) > MAX_NUMBERS)})"


async def actor_line(store: Store, scope: int, actor: LinkedActor) -> ActorLine:
    """The line of an actor, with the numbers of all articles that the scope sees."""
    ids = [member.id for member in actor.members]
    return ActorLine(ids[0], actor.name, actor.kind, *await store.mention_counts(scope, ids))
