"""Reads the kind that was typed with a name, by which a place and a firm of one name are told apart."""

from __future__ import annotations

import re

from bot.models.analysis import ActorKind

__all__ = ["named_kind", "split_kind"]

_KIND = r"(?P<kind>person|place|organi[sz]ation)"
_KIND_AFTER = re.compile(rf"(?P<name>.*?\w.*?)[\s,:(\[]+(?:as )?(?:(?:the|an?) )?{_KIND}[)\]]?", re.IGNORECASE)
_KIND_BEFORE = re.compile(rf"(?:the )?{_KIND}:? (?:called |named )?(?P<name>(?!of ).*\w.*)", re.IGNORECASE)


def split_kind(typed: str) -> tuple[str, ActorKind | None]:
    """The name and the kind in "Sandport place", "Sandport (place)" or "the place Sandport"; no kind in other words.

    >>> split_kind("Sandport (organization)")
    ('Sandport', <ActorKind.ORGANISATION: 'organisation'>)
    """
    found = _KIND_AFTER.fullmatch(typed) or _KIND_BEFORE.fullmatch(typed)
    return (found["name"], ActorKind(found["kind"].casefold().replace("z", "s"))) if found else (typed, None)


def named_kind(name: str, kind: ActorKind) -> str:
    """What to type for the one of this kind: "Sandport place"."""
    return f"{name} {kind}"
