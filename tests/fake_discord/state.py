"""What a Discord knows: servers, channels, messages, and the nonces of the past few minutes."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fake_discord import shapes
from fake_discord.shapes import Json

EPOCH_SECONDS = 1_420_070_400
NONCE_SECONDS = 180.0
"""Discord says "the past few minutes"."""
Refusal = tuple[int, int, str]
UNKNOWN_CHANNEL: Refusal = (404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE: Refusal = (404, 10008, "Unknown Message")
NO_ACCESS: Refusal = (403, 50001, "Missing Access")
NO_PERMISSION: Refusal = (403, 50013, "Missing Permissions")

THREAD_ARCHIVED: Refusal = (400, 50083, "Thread is archived")


class ApiError(Exception):
    """An answer of Discord's that is an error."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass
class Channel:
    """A channel or thread; ``refuses`` makes every request to it fail so."""

    data: Json
    messages: dict[int, Json] = field(default_factory=dict)
    refuses: Refusal | None = None

    @property
    def id(self) -> int:
        return int(self.data["id"])


@dataclass
class Nonce:
    """A nonce that an author used, and the message it made."""

    channel_id: int
    message_id: int
    at: float


class World:
    """The state behind the API. Its clock is the real one; ``skip`` moves it on."""

    def __init__(self) -> None:
        self._skipped = 0.0
        self._serial = itertools.count(1)
        self._nonces: dict[tuple[str, str], Nonce] = {}
        self._changed = asyncio.Condition()
        self.channels: dict[int, Channel] = {}
        self.guilds: dict[int, Json] = {}
        self.commands: list[Json] = []
        self.interactions: dict[str, Json] = {}
        self.bot = self.user("briefings", bot=True)
        self.owner = self.user("owner")
        self.members = [self.bot]
        """Those of every server."""
        self.joined_at = "2026-01-01T00:00:00+00:00"
        """When the bot was invited to every server."""

    # ------------------------------------------------------------ time

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._skipped

    def skip(self, seconds: float) -> None:
        """Lets this much time pass at once: nonces are forgotten."""
        self._skipped += seconds

    def snowflake(self) -> str:
        return str((int((self.now() - EPOCH_SECONDS) * 1000) << 22) | (next(self._serial) & 0x3FFFFF))

    def timestamp(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat()

    async def changed(self) -> None:
        """Tells everyone who waits that something happened."""
        async with self._changed:
            self._changed.notify_all()

    async def until(self, holds: Callable[[], Any], seconds: float = 120.0) -> Any:
        """What ``holds`` gives as soon as it is true. Raises TimeoutError."""
        async with asyncio.timeout(seconds), self._changed:
            return await self._changed.wait_for(holds)

    # ------------------------------------------------------------ people and places

    def user(self, name: str, *, bot: bool = False) -> Json:
        return shapes.user(self.snowflake(), name, bot=bot)

    def add_guild(self, name: str) -> Json:
        guild = shapes.guild(self.snowflake(), name, self.owner)
        self.guilds[int(guild["id"])] = guild
        return guild

    def add_channel(self, guild: Json, name: str, *, kind: int = shapes.TEXT, **more: object) -> Channel:
        return self._keep(shapes.channel(self.snowflake(), guild, name, kind, **more))

    def thread(self, parent: Channel, body: Json, *, thread_id: str | None = None) -> Channel:
        """A new thread in a channel; with the id of the message it starts from, where it starts from one."""
        snowflake = thread_id or self.snowflake()
        return self._keep(shapes.thread(snowflake, parent.data, self.bot, body, self.timestamp()))

    def direct_channel(self, user_id: str) -> Channel:
        """The direct messages between the bot and somebody."""
        for channel in self.channels.values():
            if channel.data["type"] == shapes.DM and channel.data["recipients"][0]["id"] == user_id:
                return channel
        person = shapes.user(user_id, "somebody")
        data = {"id": self.snowflake(), "type": shapes.DM, "recipients": [person], "last_message_id": None, "flags": 0}
        return self._keep(data)

    def joined(self, guild: Json) -> Json:
        """A server as the gateway shows it to the bot."""
        channels = [c.data for c in self.channels.values() if c.data.get("guild_id") == guild["id"]]
        return shapes.joined(guild, channels, self.bot, self.joined_at)

    def _keep(self, data: Json) -> Channel:
        channel = Channel(data)
        self.channels[channel.id] = channel
        return channel

    # ------------------------------------------------------------ messages

    def channel(self, channel_id: str) -> Channel:
        """The channel; raises ApiError where there is none or it is closed."""
        channel = self.channels.get(int(channel_id))
        if channel is None:
            raise ApiError(*UNKNOWN_CHANNEL)
        if channel.refuses:
            raise ApiError(*channel.refuses)
        return channel

    def message(self, channel: Channel, message_id: str) -> Json:
        """The message; raises ApiError where there is none."""
        message = channel.messages.get(int(message_id))
        if message is None:
            raise ApiError(*UNKNOWN_MESSAGE)
        return message

    def post(self, channel: Channel, author: Json, body: Json) -> tuple[Json, bool]:
        """A new message and True, or the one that this author made with this nonce in the past few minutes.

        As Discord does, in whatever channel that was; where it was deleted, raises ApiError.
        """
        nonce = body.get("nonce")
        key = (author["id"], str(nonce))
        if nonce is not None and body.get("enforce_nonce"):
            known = self._nonces.get(key)
            if known is not None and self.now() - known.at < NONCE_SECONDS:
                return self.message(self.channels[known.channel_id], str(known.message_id)), False
        message = shapes.message(self.snowflake(), channel.data["id"], author, body, self.timestamp())
        channel.messages[int(message["id"])] = message
        channel.data["last_message_id"] = message["id"]
        if nonce is not None:
            self._nonces[key] = Nonce(channel.id, int(message["id"]), self.now())
        return message, True

    def first_message(self, thread: Channel, body: Json) -> Json:
        """The message that a thread of a forum begins with: it has the thread's id."""
        message = shapes.message(str(thread.id), str(thread.id), self.bot, body, self.timestamp())
        thread.messages[thread.id] = message
        return message

    def history(self, channel: Channel, query: Mapping[str, str]) -> list[Json]:
        """A page of messages, newest first; ``after`` gives the oldest after that id (newest first as well)."""
        limit = int(query.get("limit", 50))
        found = sorted(channel.messages.items())
        if "before" in query:
            found = [(i, m) for i, m in found if i < int(query["before"])]
        if "after" in query:
            return [m for i, m in found if i > int(query["after"])][:limit][::-1]
        return [m for _, m in found][-limit:][::-1]
