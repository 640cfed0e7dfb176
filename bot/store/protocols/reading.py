"""How much each server reads of themes and actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.models.reading import ReadingCount, Subject

__all__ = ["ReadingStore"]


class ReadingStore(Protocol):
    """Counts readers without storing who they are. Of each server it keeps a bounded number of subjects."""

    async def count_reader(self, guild_id: int, subjects: Collection[Subject], *, now: datetime) -> None:
        """Adds a reader to each subject; nothing is stored in a server whose settings say so."""
        ...

    async def reading_counts(self, guild_id: int) -> list[ReadingCount]:
        """The counts of a server."""
        ...

    async def main_appearances(self, article_ids: Sequence[int], actor_ids: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of one of these articles and one of these actors that is a main actor of it, by their ids."""
        ...

    async def delete_old_reading(self, *, before: datetime) -> None:
        """Deletes the counts, of all servers, to which nobody was added since a time."""
        ...
