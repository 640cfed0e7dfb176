"""Counts with their nouns, and lists, for sentences that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["listed", "plural"]


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 article``, ``1,234 articles``. ``many`` is a plural that is not ``one`` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(parts: Sequence[str], last: str = " and ") -> str:
    """Parts of a sentence with commas, and another word before the last one: ``one, two and three``."""
    return last.join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
