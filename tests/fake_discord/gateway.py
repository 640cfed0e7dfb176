"""The gateway: hello, identify, heartbeats, events, resume, and the ways in which a connection ends."""

from __future__ import annotations

import contextlib
import json
import secrets
import zlib
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from fake_discord import shapes
from fake_discord.shapes import Json
from fake_discord.state import Channel, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
BAD_TOKEN, DISALLOWED_INTENTS = 4004, 4014
MESSAGE_CONTENT = 1 << 15
HEARTBEAT_MILLISECONDS = 41_250
KEPT_EVENTS = 500


class Link:
    """One connection, compressed as a whole where the client asked for it."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request) -> None:
        self._ws, self._request = ws, request
        self._packer = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    async def send(self, op: int, data: object, *, seq: int | None = None, event: str | None = None) -> None:
        await self.send_packed(json.dumps({"op": op, "d": data, "s": seq, "t": event}).encode())

    async def send_packed(self, text: bytes, *, in_parts: bool = False) -> None:
        if self._packer is None:
            await self.send_plain(text)
            return
        packed = self._packer.compress(text) + self._packer.flush(zlib.Z_SYNC_FLUSH)
        middle = len(packed) // 2 if in_parts else 0
        for part in (packed[:middle], packed[middle:]):
            if part:
                await self._ws.send_bytes(part)

    async def send_plain(self, text: bytes) -> None:
        await self._ws.send_str(text.decode())

    async def send_raw(self, payload: bytes) -> None:
        await self._ws.send_bytes(payload)

    async def close(self, code: int) -> None:
        await self._ws.close(code=code)

    def reset(self) -> None:
        if self._request.transport is not None:
            self._request.transport.abort()


@dataclass
class Session:
    """What one IDENTIFY began; it outlives its connection, so that it can be resumed."""

    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    seq: int = 0
    events: list[tuple[int, str, object]] = field(default_factory=list)
    link: Link | None = None

    async def dispatch(self, event: str, data: object) -> None:
        self.seq += 1
        self.events = [*self.events[-KEPT_EVENTS:], (self.seq, event, data)]
        await self._send(self.seq, event, data)

    async def replay(self, seq: int) -> None:
        for number, event, data in self.events:
            if number > seq:
                await self._send(number, event, data)
        await self.dispatch("RESUMED", {"_trace": []})

    async def _send(self, seq: int, event: str, data: object) -> None:
        if self.link is not None:
            try:
                await self.link.send(DISPATCH, data, seq=seq, event=event)
            except (ConnectionError, aiohttp.ClientError):
                self.link = None  # it will resume


class Gateway:
    """Every connection of the one bot there is. ``seen`` counts what its clients did and what befell them.

    While it is ``down``, every connection is dropped before the first byte; while it is ``mute``, an IDENTIFY gets no
    answer. ``refusals`` are the close codes that the
    next attempts to begin or resume a session get; ``ready_parts`` replace parts of the event with which one begins.
    """

    def __init__(self, world: World, token: str) -> None:
        self._world, self._token = world, token
        self.url = ""
        self.message_content = True
        self.down = False
        self.mute = False
        self.refusals: list[int] = []
        self.ready_parts: Json = {}
        self.sessions: dict[str, Session] = {}
        self.seen: list[str] = []

    # ------------------------------------------------------------ what a client does

    async def connect(self, request: web.Request) -> web.StreamResponse:
        ws = web.WebSocketResponse(compress=False)
        link = Link(ws, request)
        if self.down:
            link.reset()
            await self._saw("turned away")
            return web.Response(status=503)
        with contextlib.suppress(ConnectionError, aiohttp.ClientError):  # killed in the middle of a word
            await ws.prepare(request)
            await link.send(HELLO, {"heartbeat_interval": HEARTBEAT_MILLISECONDS})
            async for received in ws:
                if received.type is aiohttp.WSMsgType.TEXT:
                    payload = json.loads(received.data)
                    await self._received(link, payload["op"], payload.get("d"))
        for session in self.sessions.values():
            if session.link is link:
                session.link = None
        await self._saw("disconnected")
        return ws

    async def _received(self, link: Link, op: int, data: Any) -> None:
        if op == HEARTBEAT:
            await link.send(ACK, None)
        elif op in (IDENTIFY, RESUME) and self.refusals:
            await link.close(self.refusals.pop(0))
            await self._saw("refused")
        elif op == IDENTIFY and data["token"] != self._token:
            await link.close(BAD_TOKEN)
        elif op == IDENTIFY and data["intents"] & MESSAGE_CONTENT and not self.message_content:
            await link.close(DISALLOWED_INTENTS)
            await self._saw("intents refused")
        elif op == IDENTIFY:
            if not self.mute:
                await self._identified(link, data)
        elif op == RESUME:
            await self._resumed(link, data)

    async def _identified(self, link: Link, data: Any) -> None:
        session = Session(data["intents"], link=link)
        self.sessions = {s.id: s for s in self.sessions.values() if s.link is not None} | {session.id: session}
        guilds = list(self._world.guilds.values())
        ready = {
            "v": 10,
            "user": self._world.bot,
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "guilds": [{"id": guild["id"], "unavailable": True} for guild in guilds],
            "application": {"id": self._world.bot["id"], "flags": 0},
            "private_channels": [],
        }
        await session.dispatch("READY", {**ready, **self.ready_parts})
        for guild in guilds:
            await session.dispatch("GUILD_CREATE", self._world.joined(guild))
        await self._saw("identified")

    async def _resumed(self, link: Link, data: Any) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self._token:
            await link.send(INVALID, data=False)
            await self._saw("resume refused")
            return
        session.link = link
        await session.replay(data["seq"])
        await self._saw("resumed")

    async def _saw(self, what: str) -> None:
        self.seen.append(what)
        await self._world.changed()

    # ------------------------------------------------------------ what Discord does

    async def dispatch(self, event: str, data: object) -> None:
        """Sends an event to every session, and keeps it for those that will resume."""
        for session in list(self.sessions.values()):
            await session.dispatch(event, data)

    async def send_text(self, text: bytes, *, in_parts: bool = False) -> None:
        """Sends any payload to every connection, compressed like the others; ``in_parts`` in two messages."""
        for link in self._links():
            await link.send_packed(text, in_parts=in_parts)

    async def send_plain(self, text: bytes) -> None:
        """Sends any payload to every connection as a text, not compressed."""
        for link in self._links():
            await link.send_plain(text)

    async def send_raw(self, payload: bytes) -> None:
        """Sends bytes that are no part of the compressed stream to every connection."""
        for link in self._links():
            await link.send_raw(payload)

    def _links(self) -> list[Link]:
        return [session.link for session in self.sessions.values() if session.link is not None]

    async def message_created(self, channel: Channel, message: Json) -> None:
        """Shows a new message, without its words to a bot that may not read them."""
        where = {"guild_id": channel.data["guild_id"]} if "guild_id" in channel.data else {}
        ours = message["author"]["id"] == self._world.bot["id"]
        named = any(user["id"] == self._world.bot["id"] for user in message["mentions"])
        member = {k: v for k, v in shapes.member(message["author"], message["timestamp"]).items() if k != "user"}
        shown = {**message, **where, **({"member": member} if where else {})}
        for session in list(self.sessions.values()):
            open_to_it = session.intents & MESSAGE_CONTENT or ours or named or not where
            hidden = {} if open_to_it else {"content": "", "embeds": [], "components": [], "attachments": []}
            await session.dispatch("MESSAGE_CREATE", {**shown, **hidden})

    async def go_down(self) -> None:
        """The server dies: every connection is reset, and none is taken until ``down`` is unset."""
        self.down = True
        await self.break_connections("reset")

    async def break_connections(self, how: str | int) -> None:
        """Ends every connection: by a close code, or ``reset``, ``reconnect``, ``invalid``, ``invalid, resumable``."""
        for session in list(self.sessions.values()):
            link = session.link
            if link is None:
                continue
            if isinstance(how, int):
                await link.close(how)
            elif how == "reset":
                link.reset()
            elif how == "reconnect":
                await link.send(RECONNECT, None)
            elif how == "invalid":
                del self.sessions[session.id]
                await link.send(INVALID, data=False)
            else:
                await link.send(INVALID, data=True)
