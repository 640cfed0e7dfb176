"""The public web as a test needs it: host names, and a server on this machine behind a public IP address.

The bot's own rules about addresses and ports are in force. Only the very last step, the connection to that IP address,
leads to this machine; a connection to any other address is noted and refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import patch

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.intake.http.fetcher import HttpFetcher
from bot.intake.http.messages import HttpResponse

PUBLIC_IP = "93.184.216.34"
CERTIFICATE = Path(__file__).parent / "intake" / "http" / "self_signed.pem"
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked of the server; the names of ``headers`` are in lower case."""

    host: str
    path: str
    headers: Mapping[str, str]


Answer: TypeAlias = "bytes | Callable[[Request, asyncio.StreamWriter], Awaitable[None]]"
"""The bytes of a whole response, or what writes them."""


@dataclass
class Internet(AbstractResolver):
    """``pages`` has the answers by path, or by host and path; ``names`` the IP addresses of hosts, in turn ("": none).

    A host without an entry is at PUBLIC_IP. ``requests`` and ``connections`` are those that were made.
    """

    pages: dict[str, Answer] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    connections: list[str] = field(default_factory=list)
    ports: dict[int, int] = field(default_factory=dict)
    """Where each port of PUBLIC_IP is on this machine."""

    def fetcher(self, **options: Any) -> HttpFetcher:
        """The bot's fetcher, in this web."""
        return RealTimeFetcher(**{"user_agent": "TestBot/1", "resolver": self} | options)

    def asked(self, path: str) -> list[Request]:
        """The requests for a path."""
        return [request for request in self.requests if request.path == path]

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        turns = self.names.get(host) or [_numeric(host) or PUBLIC_IP]
        address = turns.pop(0) if len(turns) > 1 else turns[0]
        if not address:
            msg = f"no such host: {host}"
            raise OSError(msg)
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Reads a request and answers it."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):  # whoever asks may hang up
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            request = Request(headers.get("host", ""), first.split(" ")[1], headers)
            self.requests.append(request)
            answer = self.pages.get(f"{request.host}{request.path}") or self.pages.get(request.path, NOT_FOUND)
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                talk = asyncio.ensure_future(answer(request, writer))
                gone = asyncio.ensure_future(reader.read())
                await asyncio.wait([talk, gone], return_when=asyncio.FIRST_COMPLETED)
                for one in (talk, gone):
                    one.cancel()
                await asyncio.gather(talk, gone, return_exceptions=True)


class RealTimeFetcher(HttpFetcher):
    """A fetcher whose time passes: that of the simulated Discord's own tasks stands still while they wait."""

    async def get(self, *args: Any, **options: Any) -> HttpResponse:
        return await contextvars.Context().run(asyncio.create_task, super().get(*args, **options))


@asynccontextmanager
async def open_internet() -> AsyncIterator[Internet]:
    """A web whose server answers at the ports 80 and 443, there with a certificate that nobody vouches for."""
    internet = Internet()
    encryption = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    encryption.load_cert_chain(CERTIFICATE)
    async with AsyncExitStack() as stack:
        conversations: set[asyncio.Task[None]] = set()

        async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await internet.converse(reader, writer)
            finally:
                writer.close()
                with contextlib.suppress(ConnectionError, ssl.SSLError):
                    await writer.wait_closed()

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            conversations.add(asyncio.create_task(converse(reader, writer)))

        for port, secure in ((80, None), (443, encryption)):
            server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=secure)
            stack.push_async_callback(server.wait_closed)
            stack.callback(server.close)
            internet.ports[port] = server.sockets[0].getsockname()[1]
        stack.enter_context(_routed(internet))
        yield internet
        for conversation in conversations:
            conversation.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)


def _numeric(host: str) -> str | None:
    """The IP address of a host that is written as numbers, in all the forms that systems accept; None for a name."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


@contextlib.contextmanager
def _routed(internet: Internet) -> Iterator[None]:
    """The event loop's connections, as long as this lasts."""
    loop = asyncio.get_running_loop()
    connect = loop.sock_connect

    async def sock_connect(sock: socket.socket, address: Any) -> None:
        internet.connections.append(address[0])
        port = internet.ports.get(address[1])
        if address[0] != PUBLIC_IP or port is None:
            msg = "no route"
            raise ConnectionRefusedError(msg)
        await connect(sock, ("127.0.0.1", port))

    with patch.object(loop, "sock_connect", sock_connect):
        yield
