"""A simulated Discord for a ``Sender``: what it holds, what goes wrong there, and how late a request may land."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any

from bot.errors import DeliveryError
from bot.models.analysed_article import AnalysedArticle
from bot.services.delivery.errors import (
    CHANNEL_DELETED,
    ChannelDeleted,
    ChannelUnavailable,
    PostRejected,
    TransientError,
    Unconfirmed,
)
from bot.services.delivery.sender import MessageRef

CLOSED, LOCKED = "I may not post there", "the thread is locked"
LATEST_LANDING = 600.0
"""Seconds after it was sent until a request surely has its effect, or never."""
LONGEST_LIMIT = 900.0
ANSWERED_WITHIN = (0.05, 2.0)


class Kind(StrEnum):
    """What a place in Discord is."""

    TEXT = auto()
    NEWS = auto()
    FORUM = auto()
    THREAD = auto()


class Fault(StrEnum):
    """What happens to one request."""

    LIMITED = "a 429"
    UNREACHABLE = "no connection"
    ERROR_BEFORE = "an error, and no effect"
    ERROR_AFTER = "an error after the effect"
    ERROR_LATE = "an error, and the effect later"
    HANG_LATE = "no answer, and the effect later"
    HANG_BEFORE = "no answer, and no effect"


Shown = Mapping[int, tuple[int, bool]]
"""The articles that a message shows, by id: in which version, and whether as removed."""


@dataclass
class Message:
    """A message of the bot's."""

    id: int
    place: int
    key: str
    shown: Shown
    made_at: float
    published: int = 0


@dataclass
class Place:
    """A channel, a forum or a thread."""

    id: int
    guild: int
    kind: Kind
    parent: int | None = None
    open: bool = True
    deleted: bool = False
    locked: bool = False
    archived: bool = False
    limited_until: float = 0.0


@dataclass
class Discord:
    """All there is at Discord's side. ``faults`` are how likely each is for a request; none in ``spared`` servers."""

    chance: random.Random
    faults: dict[Fault, float]
    spared: int
    nonce_seconds: float
    places: dict[int, Place] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    requests: list[float] = field(default_factory=list)
    landing: int = 0
    """Requests that still may have an effect."""
    _ids: int = 1_000

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def add(self, guild: int, kind: Kind, parent: int | None = None) -> Place:
        self._ids += 1
        place = Place(self._ids, guild, kind, parent)
        self.places[place.id] = place
        return place

    def messages_of(self, place: Place) -> list[Message]:
        """A channel's messages, or the first ones of a forum's threads, the oldest first."""
        return [m for m in self.messages.values() if place.id in (m.place, self.places[m.place].parent)]

    # ------------------------------------------------------------ requests

    async def answer(self, place_id: int, effect: Callable[[], Any]) -> Any:
        """Makes a request. Its effect, if it has one, comes also where whoever asked is gone by then."""
        place, now = self.places[place_id], self.now()
        self.requests.append(now)
        fault = self._fault(place)
        latency = self.chance.uniform(*ANSWERED_WITHIN)
        if place.limited_until > now or fault is Fault.LIMITED:
            if place.limited_until <= now:
                place.limited_until = now + self.chance.choice((1.0, 30.0, 300.0, LONGEST_LIMIT)) * self.chance.random()
            await asyncio.sleep(latency)
            raise TransientError("limited", max(0.0, place.limited_until - self.now()))
        if fault is Fault.UNREACHABLE:
            await asyncio.sleep(latency)
            raise TransientError("no connection")
        late = fault in (Fault.ERROR_LATE, Fault.HANG_LATE)
        answered: asyncio.Future[Callable[[], Any]] = asyncio.get_running_loop().create_future()
        if fault not in (Fault.ERROR_BEFORE, Fault.HANG_BEFORE):
            after = self.chance.uniform(latency, LATEST_LANDING) if late else latency / 2
            self._land(after, effect, answered)
        if fault in (Fault.HANG_LATE, Fault.HANG_BEFORE):
            await asyncio.sleep(2 * LATEST_LANDING)
        await asyncio.sleep(latency)
        if fault is not None:
            raise Unconfirmed("Discord answered 502")
        return (await answered)()

    def _land(self, after: float, effect: Callable[[], Any], answered: asyncio.Future[Callable[[], Any]]) -> None:
        self.landing += 1

        def land() -> None:
            self.landing -= 1
            try:
                result = effect()
            except DeliveryError as error:
                answer: Callable[[], Any] = _raising(error)
            else:
                answer = lambda: result  # noqa: E731
            if not answered.done():
                answered.set_result(answer)

        asyncio.get_running_loop().call_later(after, land)

    def _fault(self, place: Place) -> Fault | None:
        if place.guild == self.spared:
            return None
        at = self.chance.random()
        for fault, rate in self.faults.items():
            if at < rate:
                return fault
            at -= rate
        return None

    # ------------------------------------------------------------ effects

    def post(self, place_id: int, key: str, shown: Shown) -> MessageRef:
        place = self.accessible(place_id)
        if place.locked:
            raise ChannelUnavailable(LOCKED)
        place.archived = False
        if place.kind is Kind.FORUM:
            thread = self.add(place.guild, Kind.THREAD, place.id)
            self.messages[thread.id] = Message(thread.id, thread.id, key, shown, self.now())
            return MessageRef(thread.id, thread.id)
        for known in self.messages.values():
            if (known.place, known.key) == (place_id, key) and self.now() - known.made_at <= self.nonce_seconds:
                return MessageRef(known.id, place_id)
        self._ids += 1
        self.messages[self._ids] = Message(self._ids, place_id, key, shown, self.now())
        return MessageRef(self._ids, place_id)

    def find(self, place_id: int, key: str) -> list[MessageRef]:
        place = self.accessible(place_id)
        return [MessageRef(m.id, m.place) for m in self.messages_of(place) if m.key == key]

    def edit(self, message: MessageRef, shown: Shown) -> None:
        if self.accessible(message.channel_id).locked:
            raise ChannelUnavailable(LOCKED)
        self._message(message).shown = shown

    def publish(self, message: MessageRef) -> None:
        self.accessible(message.channel_id)
        self._message(message).published += 1

    def delete(self, message: MessageRef) -> None:
        if not self.places[message.channel_id].deleted:
            self.accessible(message.channel_id)
            self.messages.pop(message.message_id, None)

    def accessible(self, place_id: int) -> Place:
        """The place. Raises NoAccess."""
        place = self.places[place_id]
        around = [place, *([self.places[place.parent]] if place.parent else [])]
        if any(one.deleted for one in around):
            raise ChannelDeleted(CHANNEL_DELETED)
        if not all(one.open for one in around):
            raise ChannelUnavailable(CLOSED)
        return place

    def _message(self, message: MessageRef) -> Message:
        if message.message_id not in self.messages:
            raise PostRejected("its post was deleted")
        return self.messages[message.message_id]


def shown_by(items: Iterable[AnalysedArticle]) -> Shown:
    """What a message with these articles shows."""
    return {i.article.id: (i.article.version, i.article.removed_at is not None) for i in items}


def _raising(error: DeliveryError) -> Callable[[], Any]:
    def answer() -> Any:
        raise error

    return answer
