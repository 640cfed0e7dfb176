"""Remembers what somebody sent until they click one of the buttons that the bot offered."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from bot.errors import NotFound
from bot.services.bounded_dict import BoundedDict

if TYPE_CHECKING:
    from bot.models.articles import Article, Draft

__all__ = ["PendingChoice", "PendingChoices"]

MAX_PENDING = 100
"""Each holds at most one article's text; the oldest is dropped first."""


@dataclass(frozen=True, slots=True)
class PendingChoice:
    """A pasted ``text`` with ``links`` of which one may be meant, or a ``draft`` whose article was changed meanwhile.

    ``target`` is the article to change, as it was when it was shown; None if one is to be added. ``scope`` is where it
    was sent.
    """

    scope: int
    target: Article | None = None
    title: str | None = None
    text: str = ""
    links: tuple[str, ...] = ()
    draft: Draft | None = None


class _Pending(Protocol):
    @property
    def scope(self) -> int: ...


C = TypeVar("C", bound=_Pending)


class PendingChoices(Generic[C]):
    """Pending choices in memory, by the token that their buttons carry; each has the ``scope`` where it was offered.

    There are at most ``limit``.
    """

    def __init__(self, limit: int = MAX_PENDING) -> None:
        self._pending: BoundedDict[str, C] = BoundedDict(limit)

    def add(self, choice: C) -> str:
        """Remembers a choice; returns its token."""
        token = secrets.token_hex(8)
        self.put_back(token, choice)
        return token

    def put_back(self, token: str, choice: C) -> None:
        """Remembers a dropped choice again, because it could not be carried out."""
        self._pending[token] = choice

    def find(self, token: str, scope: int) -> C:
        """The choice. Raises NotFound if it was made already, belongs to another scope, or was lost at a restart."""
        choice = self._pending.get(token)
        if choice is None or choice.scope != scope:
            msg = "That has been decided already, or is too old: use the command again."
            raise NotFound(msg)
        return choice

    def drop(self, token: str) -> None:
        """Forgets a choice."""
        self._pending.pop(token, None)
