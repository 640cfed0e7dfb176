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
    the ``themes`` (labels); each of ``sources`` is a part of its source's name; it is in one of the ``languages``
    (codes), if there are any; it is dated at or after ``since`` and before ``until``.

    It names none of ``without_actors`` (groups of ids, too), and has none of the other themes, sources and languages.
    """

    excluded: tuple[str, ...] = ()
    actors: tuple[tuple[int, ...], ...] = ()
    themes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    without_actors: tuple[tuple[int, ...], ...] = ()
    without_themes: tuple[str, ...] = ()
    without_sources: tuple[str, ...] = ()
    without_languages: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


NO_FILTER = SearchFilter()
