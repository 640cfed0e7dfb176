"""Counts with their nouns, for sentences that people read."""

from __future__ import annotations

__all__ = ["plural"]


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 article``, ``1,234 articles``. ``many`` is a plural that is not ``one`` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
