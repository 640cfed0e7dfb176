"""One line for each actor in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import ActorKind
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["ActorLine", "actor_key", "actor_line", "numbered"]

MAX_NUMBERS = 2
"""Numbers of articles behind a name."""


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in a list, with numbers of articles and of mentions; ``id`` is that of its most frequent stored name.

    If other articles may mean somebody else by the same name, ``only_in`` has the numbers of its own articles, and
    ``article`` the id of one of them.
    """

    id: int
    name: str
    kind: ActorKind
    articles: int
    mentions: int = 0
    only_in: tuple[int, ...] = ()
    article: int | None = None

    @property
    def key(self) -> str:
        """What opens this actor's profile."""
        return actor_key(self.id, self.article)

    @property
    def label(self) -> str:
        """The name, with articles by which it is told from the same name of others."""
        return numbered(self.name, self.only_in)


def actor_key(actor: int, article: int | None = None) -> str:
    """What opens an actor's profile: its id, and the id of an article that means this person if it is known.

    >>> actor_key(7, 12)
    '7.12'
    """
    return str(actor) if article is None else f"{actor}.{article}"


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
