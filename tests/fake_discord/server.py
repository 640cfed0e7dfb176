"""The server: one port for the REST API and the gateway; every request is checked, limited, and may meet a fault."""

from __future__ import annotations

import asyncio
import json
import math
import random
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Self

from aiohttp import web

from fake_discord.faults import STATUSES, Fault, Limits, Plan
from fake_discord.gateway import Gateway
from fake_discord.openapi import description
from fake_discord.rest import ROUTES, Call, Handler, Rest
from fake_discord.state import ApiError, World

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.not-a-real-token-of-anybody-0123456789"
VERSION = "/api/v10"
OPEN_ROUTES = ("/gateway", "/interactions/", "/webhooks/")
"""Routes that need no token and count towards no limit of the bot's."""


class Stage(StrEnum):
    """How far a request has come."""

    ARRIVED = "arrived"
    DONE = "done"  # it had its effect, and the client does not know yet
    ANSWERED = "answered"


@dataclass(frozen=True)
class Seen:
    """A request as it was answered (status 0: not at all)."""

    route: str
    body: Any
    status: int
    fault: Fault | None


class FakeDiscord:
    """Runs on a free port of this machine between ``async with`` and its end.

    ``requests`` holds what was asked; ``misfits`` what Discord's description of its API would not take of it;
    ``script`` decides single answers; ``on_stage`` is told how far each request has come, ``on_their_way`` counts those
    that are not answered yet. ``hang`` holds a request for the seconds that its plan says.
    """

    def __init__(self, *, token: str = TOKEN, plan: Plan | None = None, limits: Limits | None = None) -> None:
        self.token = token
        self.plan, self.limits = plan or Plan(), limits or Limits()
        self.world = World()
        self.gateway = Gateway(self.world, token)
        self.requests: list[Seen] = []
        self.misfits: list[str] = []
        self.scripts: dict[str, list[Callable[[], web.Response]]] = {}
        self.on_stage: Callable[[Stage, str], None] | None = None
        self.on_their_way = 0
        self.hang = _wait
        self.url = ""
        self._late: list[Callable[[], Awaitable[web.Response]]] = []
        self._rest = Rest(self.world, self.gateway)
        self._description = description()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/gateway/", self.gateway.connect)
        for method, path, handler in ROUTES:
            app.router.add_route(method, VERSION + path, partial(self._serve, handler))
        app.router.add_route("*", "/{any:.*}", partial(self._serve, _unknown))
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}{VERSION}"
        self.gateway.url = f"ws://127.0.0.1:{port}/gateway/"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def land(self) -> None:
        """Lets the requests take effect that were answered with an error before."""
        late, self._late = self._late, []
        for effect in late:
            await effect()

    def script(self, route: str, status: int, body: object, *, headers: Mapping[str, str] | None = None) -> None:
        """The next request whose method and path start so gets this answer, and has no effect."""
        self.scripts.setdefault(route, []).append(partial(_json, body, status=status, headers=headers))

    def script_limit(self, route: str, seconds: float, *, everywhere: bool = False) -> None:
        """The next request whose method and path start so is told to wait."""
        answer = partial(_limited, seconds, {"Via": "1.1 google"}, everywhere=everywhere)
        self.scripts.setdefault(route, []).append(answer)

    # ------------------------------------------------------------ one request

    async def _serve(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(VERSION)
        route = f"{request.method} {path}"
        body = await _body(request)
        if self._description is not None:
            # In a thread: the long list of commands takes a while, and a stop of the loop counts against the bot.
            misfits = await asyncio.to_thread(self._description.faults, request.method, path, request.query, body)
            self.misfits += [f"{route}: {misfit}" for misfit in misfits]
        fault, chance = self.plan.draw(route)
        status = 0
        self.on_their_way += 1
        try:
            self._tell(Stage.ARRIVED, route)
            headers, response = self._admitted(request, path, fault, chance)
            if response is None:
                response = self._scripted(route)
            if response is None:
                response = await self._faulty(handler, request, Call(request, body), fault, chance)
                response.headers.update(headers)
            status = response.status
            return response
        finally:
            self.on_their_way -= 1
            self.requests.append(Seen(route, body, status, fault))
            self._tell(Stage.ANSWERED, route)
            await self.world.changed()

    def _admitted(
        self, request: web.Request, path: str, fault: Fault | None, chance: random.Random
    ) -> tuple[dict[str, str], web.Response | None]:
        """The headers about limits; and an answer, where the request is not even looked at."""
        if path.startswith(OPEN_ROUTES) and path != "/gateway/bot":
            return {}, None
        if request.headers.get("Authorization") != f"Bot {self.token}":
            return {}, _json({"message": "401: Unauthorized", "code": 0}, status=401)
        if fault is Fault.BANNED:
            return {}, web.Response(text="<html>error code: 1015</html>", content_type="text/html", status=429)
        resource = request.match_info.route.resource
        name = f"{request.method} {resource.canonical if resource else path}"
        major = request.match_info.get("channel_id", "")
        headers, wait, everywhere = self.limits.take(name, major, self.world.now())
        if fault in (Fault.LIMITED, Fault.GLOBAL):
            wait, everywhere = chance.uniform(*self.plan.limit_seconds), fault is Fault.GLOBAL
        return headers, _limited(wait, headers, everywhere=everywhere) if wait else None

    def _scripted(self, route: str) -> web.Response | None:
        answers = next((answers for begin, answers in self.scripts.items() if answers and route.startswith(begin)), [])
        return answers.pop(0)() if answers else None

    async def _faulty(
        self, handler: Handler, request: web.Request, call: Call, fault: Fault | None, chance: random.Random
    ) -> web.Response:
        """The answer to a request, with its fault before or after its effect."""
        pause = chance.uniform(*self.plan.hang_seconds)
        error = _json({"code": 0, "message": "faulty"}, status=chance.choice(STATUSES))
        if fault is Fault.ERROR_BEFORE:
            return error
        if fault is Fault.RESET_BEFORE:
            return _reset(request)
        if fault is Fault.ERROR_LATE:
            self._late.append(partial(self._done, handler, call))
            return error
        if fault is Fault.HANG_BEFORE:
            await self.hang(request, pause)
        response = await self._done(handler, call)
        self._tell(Stage.DONE, f"{request.method} {request.path.removeprefix(VERSION)}")
        if fault is Fault.HANG_AFTER:
            await self.hang(request, pause)
        if fault in (Fault.HANG_AFTER, Fault.RESET_AFTER):
            return _reset(request)
        return error if fault is Fault.ERROR_AFTER else response

    async def _done(self, handler: Handler, call: Call) -> web.Response:
        try:
            result = await handler(self._rest, call)
        except ApiError as error:
            return _json({"code": error.code, "message": error.message}, status=error.status)
        return web.Response(status=204) if result is None else _json(result)

    def _tell(self, stage: Stage, route: str) -> None:
        if self.on_stage is not None:
            self.on_stage(stage, route)


async def _wait(_: web.Request, seconds: float) -> None:
    await asyncio.sleep(seconds)


async def _body(request: web.Request) -> Any:
    """The JSON of a request, also of one with files; None where it has no body."""
    if not request.can_read_body:
        return None
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return json.loads(str(form["payload_json"])) if "payload_json" in form else {}
    return await request.json()


async def _unknown(_: Rest, call: Call) -> object:
    raise ApiError(404, 0, "404: Not Found")


def _json(data: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """An answer with the content type as Discord writes it: discord.py knows it only without a charset."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def _limited(wait: float, headers: dict[str, str], *, everywhere: bool) -> web.Response:
    body = {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": everywhere}
    more = {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": "global" if everywhere else "user"}
    if everywhere:
        more["X-RateLimit-Global"] = "true"
    return _json(body, status=429, headers={**headers, **more})


def _reset(request: web.Request) -> web.Response:
    """Drops the connection as a broken network does; the answer goes nowhere."""
    if request.transport is not None:
        peer = request.transport.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=503)
