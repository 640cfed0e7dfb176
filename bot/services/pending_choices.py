"""Remembers what somebody sent until they click one of the buttons that the bot offered."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.services.bounded_dict import BoundedDict

if TYPE_CHECKING:
    from bot.models.articles import Article, Draft

__all__ = ["PendingChoice", "PendingChoices"]

MAX_PENDING = 300
"""Each holds at most one article's text; the oldest is dropped first."""


@dataclass(frozen=True, slots=True)
class PendingChoice:
    """A pasted ``text`` with ``links`` of which one may be meant, or a ``draft`` that was shown and is not stored yet.

    ``target`` is the article to change, as it was when it was shown; None if one is to be added. ``scope`` is where it
    was sent.
    """

    scope: int
    target: Article | None = None
    title: str | None = None
    text: str = ""
    links: tuple[str, ...] = ()
    draft: Draft | None = None


class PendingChoices:
    """Pending choices in memory, by the token that their buttons carry."""

    def __init__(self) -> None:
        self._pending: BoundedDict[str, PendingChoice] = BoundedDict(MAX_PENDING)

    def add(self, choice: PendingChoice) -> str:
        """Remembers a choice; returns its token."""
        token = secrets.token_hex(8)
        self.put_back(token, choice)
        return token

    def put_back(self, token: str, choice: PendingChoice) -> None:
        """Remembers a dropped choice again, because it could not be carried out."""
        self._pending[token] = choice

    def find(self, token: str, scope: int) -> PendingChoice:
        """The choice. Raises NotFound if it was made already, belongs to another scope, or was lost at a restart."""
        choice = self._pending.get(token)
        if choice is None or choice.scope != scope:
            msg = "That has been decided already, or is too old: use the command again."
            raise NotFound(msg)
        return choice

    def drop(self, token: str) -> None:
        """Forgets a choice."""
        self._pending.pop(token, None)
