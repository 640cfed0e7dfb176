"""A reason why a sentence is rejected: a row of the tables of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Rule"]


class Rule(NamedTuple):
    """One reason why a sentence is rejected, with an example."""

    name: str
    applies: Callable[[str], object]
    example: str
