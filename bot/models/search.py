"""What a search asks for beside its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["NO_FILTER", "SearchFilter"]


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Conditions that every article found fulfils.

    It has none of the ``excluded`` words and phrases; it names an actor of each group of ids in ``actors``; it has all
    the ``themes`` (labels); each of ``sources`` is a part of its source's name; it is in the ``language`` with this
    code; it is dated at or after ``since`` and before ``until``.
    """

    excluded: tuple[str, ...] = ()
    actors: tuple[tuple[int, ...], ...] = ()
    themes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None


NO_FILTER = SearchFilter()
