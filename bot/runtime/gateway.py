"""Keeps the connection to Discord's gateway open for as long as the bot runs, and knows whether it is open.

It replaces discord.py's ``Client.connect`` (2.7.1), which handles outages badly: its pauses grow to 17 minutes, it
fails with an AttributeError if the very first connection breaks, it reconnects without a pause to a server that hangs
up at once, and an event that it cannot parse ends it.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["BAD_TOKEN", "NOT_DISCORD", "OUTAGES", "Gateway", "IdentifyBudget"]

log = structlog.get_logger(__name__)

OUTAGES = (aiohttp.ClientError, discord.HTTPException, discord.RateLimited, discord.GatewayNotFound, OSError)
"""The errors that discord.py raises if the network or Discord is down, or refuses. TimeoutError is an OSError."""
NOT_DISCORD = "something other than Discord answered, such as a proxy or a login page of the network"
BAD_TOKEN, DISALLOWED_INTENTS = 4004, 4014
REFUSED = frozenset({BAD_TOKEN, 4010, 4011, 4012, 4013, DISALLOWED_INTENTS})
"""Close codes after which another attempt would be refused too."""
CONNECT_SECONDS = 20.0
"""Timeout for the connection, its handshake, and the five seconds that discord.py waits before identifying again."""
READY_SECONDS = 60.0
"""Timeout from there until Discord confirms that the session has started or resumed."""
MAX_PAUSE_SECONDS = 30.0
"""Longest pause between attempts; with ``CONNECT_SECONDS`` the bot is back within a minute of Discord."""
STABLE_SECONDS = 30.0
"""After a connection that lasted this long, the next attempt is made at once."""
RESUME_ATTEMPTS = 8
"""After this many failures in a row a new session is started: the old one's gateway may be gone for good, or an event
that it replays may be what ends the connection.
"""
QUIET_SECONDS = 60.0
"""Discord answers a heartbeat every 41 s; a connection that was silent for this long is dead."""
CLOSE_SECONDS = 5.0
IDENTIFY_BURST, IDENTIFY_SECONDS = 300, 150.0
"""New sessions in a burst, and seconds for each one after that: 876 in any day, of the 1,000 that Discord allows."""


class IdentifyBudget:
    """Limits how often a new session is started: after more than 1,000 in a day, Discord resets the token."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = 0.0

    def wait(self) -> float:
        """The seconds to wait before the next session."""
        return max(0.0, self._due - self._clock() - (IDENTIFY_BURST - 1) * IDENTIFY_SECONDS)

    def count(self) -> None:
        """Counts one session."""
        self._due = max(self._due, self._clock()) + IDENTIFY_SECONDS


class _Socket(DiscordWebSocket):
    """A connection that survives an event it cannot parse."""

    async def received_message(self, msg: Any, /) -> None:  # noqa: ANN401 - as discord.py declares it
        if type(msg) is bytes:
            try:
                msg = self._decompressor.decompress(msg)
            except Exception as error:  # nothing after it in the compressed stream can be read either
                raise ReconnectWebSocket(self.shard_id) from error
            if msg is None:  # the payload is not complete yet
                return
        try:
            await super().received_message(msg)
        except (ReconnectWebSocket, discord.ConnectionClosed, *OUTAGES):
            raise
        except Exception as error:  # noqa: BLE001 - a boundary: any error in discord.py's parsers
            self._skip_event(msg, error)

    def _skip_event(self, msg: object, error: Exception) -> None:
        name, where = _event_name(msg), error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
        # The error's text is left out: it may quote a message.
        log.error("event.unreadable", event_name=name, error=type(error).__name__, place=place)
        if name == "READY":
            raise ReconnectWebSocket(self.shard_id, resume=False) from error
        if name == "RESUMED":
            self._dispatch("resumed")


class Gateway:
    """Keeps a client connected. The client must pass its events to ``observe`` as it dispatches them."""

    def __init__(
        self,
        client: discord.Client,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._pause = pause
        self._clock = clock
        self._budget = IdentifyBudget(clock)
        self._up = asyncio.Event()
        self._changed_at = self._heard_at = clock()
        self._had_session = False
        self._socket: _Socket | None = None  # the newest connection, whose session the next one resumes

    @property
    def connected(self) -> bool:
        """True if the connection is up, so that events arrive as they happen."""
        alive = self._clock() - self._heard_at <= QUIET_SECONDS
        return self._up.is_set() and alive and self._client.is_ready() and not self._client.is_closed()

    async def wait_connected(self) -> None:
        """Returns once a session has started."""
        await self._up.wait()

    def observe(self, event: str) -> None:
        """Records the events that start, resume and end a session."""
        if event in ("connect", "resumed") and not self._up.is_set():
            if self._had_session:
                log.info("discord.back", after_seconds=round(self._clock() - self._changed_at, 1), how=event)
            self._had_session = True
            self._up.set()
            self._changed_at = self._clock()
        elif event == "disconnect" and self._up.is_set():
            self._up.clear()
            self._changed_at = self._clock()

    async def stay_connected(self) -> None:
        """Connects, and reconnects whenever the connection ends, until the client is closed.

        Raises ConnectionClosed or PrivilegedIntentsRequired if Discord refuses the bot for good, and, before the first
        session has started, the error of ``OUTAGES`` that ended the connection.
        """
        failures = 0
        while not self._client.is_closed():
            try:
                await self._run_connection()
            except ReconnectWebSocket as error:
                reason = f"closed with {self._socket.socket.close_code}" if self._socket else "closed"
                if not error.resume:
                    self._socket = None
            except (discord.ConnectionClosed, *OUTAGES) as error:
                if isinstance(error, discord.ConnectionClosed) and error.code in REFUSED:
                    self._client.dispatch("disconnect")
                    raise _refusal(error) from None
                reason = f"{type(error).__name__}: {str(error) or 'no answer in time'}"
            lasted = self._clock() - self._changed_at if self._up.is_set() else 0.0
            self._client.dispatch("disconnect")
            if self._client.is_closed():
                return
            if not self._had_session:
                msg = f"The gateway ended the connection before a session had started ({reason})."
                raise ConnectionError(msg)
            failures = 1 if lasted >= STABLE_SECONDS else failures + 1
            if failures % RESUME_ATTEMPTS == 0:
                self._socket = None
            await self._wait(failures, reason)

    async def _run_connection(self) -> None:
        """Runs one connection until it ends, which always raises."""
        client, last = self._client, self._socket
        parameters: dict[str, Any] = {"initial": not self._had_session, "shard_id": client.shard_id}
        resume = last is not None and last.session_id is not None
        if last is not None and resume:
            parameters |= {"resume": True, "session": last.session_id, "sequence": last.sequence}
            parameters["gateway"] = last.gateway
        else:
            await self._pause(self._budget.wait())
        try:
            async with asyncio.timeout(CONNECT_SECONDS) as patience:
                client.ws = self._socket = await _Socket.from_client(client, **parameters)
                self._heard_at = self._clock()  # the gateway has said hello
                if not resume:
                    self._budget.count()
                patience.reschedule(asyncio.get_running_loop().time() + READY_SECONDS)
                while not self._up.is_set():
                    await self._next_payload(self._socket)
            while True:
                await self._next_payload(self._socket)
        finally:
            if self._socket is not None and self._socket.open:
                with contextlib.suppress(*OUTAGES):
                    async with asyncio.timeout(CLOSE_SECONDS):
                        await self._socket.close(4000)  # with any other code Discord would end the session too

    async def _next_payload(self, socket: _Socket) -> None:
        await socket.poll_event()
        self._heard_at = self._clock()

    async def _wait(self, failures: int, reason: str) -> None:
        """Waits before the next attempt: not at all after the first failure, then exponentially longer, with jitter."""
        if failures < 2:
            log.info("discord.lost", reason=reason)
            return
        seconds = min(2.0 ** (failures - 2), MAX_PAUSE_SECONDS) * random.uniform(0.5, 1.0)  # noqa: S311 - jitter, not a secret
        log.warning("discord.retry", error=reason, seconds=round(seconds, 1))
        await self._pause(seconds)


def _refusal(error: discord.ConnectionClosed) -> discord.ClientException:
    return discord.PrivilegedIntentsRequired(error.shard_id) if error.code == DISALLOWED_INTENTS else error


def _event_name(msg: object) -> str:
    """The name of a payload's event, or "unknown"."""
    try:
        return str(discord.utils._from_json(msg)["t"])[:40]
    except Exception:  # noqa: BLE001 - the payload is broken in an unforeseen way
        return "unknown"
