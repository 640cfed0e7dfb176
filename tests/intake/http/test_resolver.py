from __future__ import annotations

import asyncio
import socket
import threading
from typing import Any

import pytest
from aiohttp import web
from intake.http.servers import open_fetcher, serving

from bot.errors import FetchError, FetchProblem


async def test_names_whose_servers_do_not_answer_stop_no_other_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    lookup = socket.getaddrinfo

    def slow_for_some(host: str, *rest: Any) -> Any:
        if host.endswith(".slow.example"):
            answered.wait(10)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return lookup(host, *rest)

    async def hello(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    monkeypatch.setattr(socket, "getaddrinfo", slow_for_some)
    fetcher = open_fetcher(seconds=0.5)
    try:
        slow = [fetcher.get(f"http://{n}.slow.example/", accept="*/*", max_bytes=10) for n in range(20)]
        for error in await asyncio.gather(*slow, return_exceptions=True):
            assert isinstance(error, FetchError)
            assert error.problem is FetchProblem.TIMEOUT
        async with serving(hello) as site:
            there = site.replace("127.0.0.1", "localhost")
            response = await fetcher.get(there, accept="*/*", max_bytes=10)
        assert response.data == b"hello"
        async with asyncio.timeout(2):
            assert await asyncio.get_running_loop().getaddrinfo("localhost", 80)
    finally:
        answered.set()
