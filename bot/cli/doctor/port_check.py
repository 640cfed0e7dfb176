"""HTTP_PORT: whether it is free, this bot's own, or another program's."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from typing import TYPE_CHECKING

import aiohttp

from bot.cli.doctor.report import Finding, State
from bot.errors import SettingsError
from bot.store import running_bot

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["examine_port"]

PATIENCE_SECONDS = 3.0
MAX_ANSWER = 10_000
TODO = {
    errno.EADDRINUSE: "end that program, or set HTTP_PORT to another number",
    errno.EACCES: "set HTTP_PORT to a number above 1,023",
    errno.EADDRNOTAVAIL: "set HTTP_HOST to an address of this machine, such as 127.0.0.1",
}


async def examine_port(settings: Settings) -> Finding | None:
    """What became of the port; None where none is set, or any free one will do."""
    host, port = settings.http_host, settings.http_port
    if not port:
        return None
    try:
        _bind(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            if await _is_ours(settings):
                return Finding(State.GOOD, "HTTP_PORT", f"{port} is served by the bot that runs")
            how = f"another program has port {port} of {host}"
        else:
            how = f"port {port} of {host} cannot be had ({error.strerror})"
        return Finding(State.BAD, "HTTP_PORT", how, TODO.get(error.errno or 0, "set another HTTP_PORT"))
    return Finding(State.GOOD, "HTTP_PORT", f"port {port} of {host} is free")


def _bind(host: str, port: int) -> None:
    """Takes the port for a moment, as the bot would. Raises OSError."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name == "posix":  # elsewhere it would mean that somebody else may have the port as well
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        probe.listen()


async def _is_ours(settings: Settings) -> bool:
    """Whether it is the bot that runs on this database who answers there."""
    try:
        holder = await running_bot(settings.database_url)
    except SettingsError:  # told already
        holder = None
    if holder is None:
        return False
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.http_host, settings.http_host)  # noqa: S104 - to ask there
    url = f"http://{f'[{host}]' if ':' in host else host}:{settings.http_port}/healthz"
    timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    with contextlib.suppress(aiohttp.ClientError, OSError, ValueError):
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url, allow_redirects=False) as answer:
            return f'"process": {holder.pid},'.encode() in await answer.content.read(MAX_ANSWER)
    return False
