"""What a comparison of two actors reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import TellingText

__all__ = ["ComparisonStore"]


class ComparisonStore(Protocol):
    """Reads the texts of a few articles that name somebody."""

    async def telling_texts(
        self, scope: int, actor_ids: Sequence[int], article_ids: Sequence[int]
    ) -> dict[int, TellingText]:
        """Those of the articles that name these actors, by their ids, with where they do."""
        ...
