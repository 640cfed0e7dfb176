"""Remembers what somebody sent until they click one of the buttons that the bot offered."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from bot.errors import ChoiceLapsed, NotFound
from bot.services.bounded_dict import BoundedDict

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.models.articles import Article, Draft

__all__ = ["PendingChoice", "PendingChoices"]

MAX_PENDING = 300
"""Each holds at most one article's text; the oldest is dropped first."""
LIFETIME = timedelta(hours=24)
"""How long a choice can be made: later, what was shown may no longer be what its page or its article says."""


@dataclass(frozen=True, slots=True)
class PendingChoice:
    """A pasted ``text`` with ``links`` of which one may be meant, or a ``draft`` that was shown and is not stored yet.

    ``target`` is the article to change, as it was when it was shown; None if one is to be added. ``scope`` is where it
    was sent. ``known`` is the article whose text the shown draft would replace, as it was then.
    """

    scope: int
    target: Article | None = None
    title: str | None = None
    text: str = ""
    links: tuple[str, ...] = ()
    draft: Draft | None = None
    known: Article | None = None


class _Pending(Protocol):
    @property
    def scope(self) -> int: ...


C = TypeVar("C", bound=_Pending)


class PendingChoices(Generic[C]):
    """Pending choices in memory, by the token that their buttons carry; each has the ``scope`` where it was offered.

    There are at most ``limit``, and each can be made for ``LIFETIME``.
    """

    def __init__(self, clock: Callable[[], datetime], limit: int = MAX_PENDING) -> None:
        self._clock = clock
        self._pending: BoundedDict[str, C] = BoundedDict(limit)
        self._ends: BoundedDict[str, datetime] = BoundedDict(limit)
        """Also of choices that were made, in case one of them is put back."""

    def add(self, choice: C) -> tuple[str, datetime]:
        """Remembers a choice; returns its token, and until when it can be made."""
        token = secrets.token_hex(8)
        self.put_back(token, choice)
        return token, self._ends[token]

    def put_back(self, token: str, choice: C) -> datetime:
        """Remembers a choice again that was changed or could not be carried out; returns until when it can be made."""
        self._pending[token] = choice
        if token not in self._ends:
            self._ends[token] = self._clock() + LIFETIME
        return self._ends[token]

    def find(self, token: str, scope: int) -> C:
        """The choice.

        Raises ChoiceLapsed once if its time is over; NotFound if it was made already, belongs to another scope, or was
        lost at a restart.
        """
        choice = self._pending.get(token)
        if choice is None or choice.scope != scope:
            msg = "That has been decided already, or is too old: use the command again."
            raise NotFound(msg)
        if token in self._ends and self._ends[token] <= self._clock():
            self.drop(token)
            msg = "The time to decide about this is over, and nothing was changed: use the command again."
            raise ChoiceLapsed(msg)
        return choice

    def drop(self, token: str) -> None:
        """Forgets a choice."""
        self._pending.pop(token, None)
