"""Check of HTTP_PORT: free, used by this bot, or used by another program."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from typing import TYPE_CHECKING

import aiohttp

from bot.cli.doctor.report import CheckResult, Status
from bot.errors import SettingsError
from bot.store import running_bot

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["check_port"]

TIMEOUT_SECONDS = 3.0
MAX_ANSWER_BYTES = 10_000
FIXES = {
    errno.EADDRINUSE: "stop that program, or set HTTP_PORT to another number",
    errno.EACCES: "set HTTP_PORT to a number above 1,023",
    errno.EADDRNOTAVAIL: "set HTTP_HOST to an address of this machine, such as 127.0.0.1",
}


async def check_port(settings: Settings) -> CheckResult | None:
    """The result for the port; None if none is set, or if any free one will do."""
    host, port = settings.http_host, settings.http_port
    if not port:
        return None
    try:
        _bind(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            if await _is_ours(settings):
                return CheckResult(Status.OK, "HTTP_PORT", f"the running bot uses port {port}")
            message = f"another program uses port {port} on {host}"
        else:
            message = f"port {port} on {host} cannot be used ({error.strerror})"
        return CheckResult(Status.ERROR, "HTTP_PORT", message, FIXES.get(error.errno or 0, "set another HTTP_PORT"))
    return CheckResult(Status.OK, "HTTP_PORT", f"port {port} on {host} is free")


def _bind(host: str, port: int) -> None:
    """Takes the port for a moment, as the bot would. Raises OSError."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name == "posix":  # pragma: no branch - on Windows this option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        probe.listen()


async def _is_ours(settings: Settings) -> bool:
    """True if the program that answers on the port is the bot that runs on this database."""
    try:
        holder = await running_bot(settings.database_url)
    except SettingsError:  # reported by another check
        holder = None
    if holder is None:
        return False
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.http_host, settings.http_host)  # noqa: S104 - compared only
    url = f"http://{f'[{host}]' if ':' in host else host}:{settings.http_port}/healthz"
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    with contextlib.suppress(aiohttp.ClientError, OSError, ValueError):
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url, allow_redirects=False) as answer:
            return f'"process": {holder.pid},'.encode() in await answer.content.read(MAX_ANSWER_BYTES)
    return False
