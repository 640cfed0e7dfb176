"""What was sent and waits for its sender's choice: kept in memory, the oldest goes first."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import NotFound

if TYPE_CHECKING:
    from bot.models.articles import Article, Draft

__all__ = ["PendingChoice", "PendingChoices"]

KEPT = 100
"""Each holds one article's text at most."""


@dataclass(frozen=True, slots=True)
class PendingChoice:
    """A pasted ``text`` with ``links`` of which it is unclear what is meant, or a ``draft`` that met a newer version.

    ``target`` is the article to change, as it was read; None where one is to be added. ``scope`` is where it was sent.
    """

    scope: int
    target: Article | None = None
    title: str | None = None
    text: str = ""
    links: tuple[str, ...] = ()
    draft: Draft | None = None


class PendingChoices:
    """Offers by the token that their buttons carry."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, PendingChoice] = OrderedDict()

    def add(self, offer: PendingChoice) -> str:
        """Keeps an offer; its token."""
        token = secrets.token_hex(8)
        self.put_back(token, offer)
        return token

    def put_back(self, token: str, offer: PendingChoice) -> None:
        """Keeps an offer that was dropped, because it was not decided after all."""
        self._kept[token] = offer
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def find(self, token: str, scope: int) -> PendingChoice:
        """The offer. Raises NotFound where it was decided, was made elsewhere, or did not outlive a restart."""
        offer = self._kept.get(token)
        if offer is None or offer.scope != scope:
            msg = "That was decided already, or is too old for me to know: give the command once more."
            raise NotFound(msg)
        return offer

    def drop(self, token: str) -> None:
        """Forgets an offer that was decided."""
        self._kept.pop(token, None)
