"""One row of the table, and the ways in which a server answers."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from internet import Answer, Request

SITE = "http://courier.example"
LINK = f"{SITE}/story"
HTML, RSS = "text/html; charset=utf-8", "application/rss+xml; charset=utf-8"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
INSTEAD = " Paste the article’s title and text instead, or attach a .txt file."
LISTED = " Add the link of one of its articles, or follow the site with !feed add if it has a feed."
LATER = " Try again later, or paste the article’s title and text, or attach a .txt file."
CHECK = " Check the link, or paste the article’s title and text, or attach a .txt file."
Writer = asyncio.StreamWriter


@dataclass(frozen=True, slots=True)
class Case:
    """What the server ``does``, how it ``answers`` (by path), what is ``typed``, and what the editor ``sees``.

    ``seconds`` is how long the bot waits.
    """

    does: str
    answers: dict[str, Answer]
    sees: str
    typed: str = f"!add {LINK}"
    seconds: float = 20.0


def http(body: str | bytes = b"", status: str = "200 OK", kind: str = HTML, **headers: str) -> bytes:
    """A response; the names of headers are written with ``_`` for ``-``."""
    data = body.encode() if isinstance(body, str) else body
    named = {"Content-Type": kind, "Content-Length": str(len(data))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + data


def redirect(location: str, status: str = "302 Found", **headers: str) -> bytes:
    return http(status=status, Location=location, **headers)


def slowly(head: bytes, piece: bytes = b"", pause: float = 0.05) -> Callable[[Request, Writer], Awaitable[None]]:
    """Sends a beginning, and then the same piece over and over."""

    async def answer(_: Request, writer: Writer) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return answer


async def hang_up(_: Request, writer: Writer) -> None:
    """Closes without an answer."""


async def reset(_: Request, writer: Writer) -> None:
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
