"""The demo's page in the browser: simcord's preview, kept up to date with what the bot posts.

The preview is made for tests, where one thing happens at a time. Here a person clicks while the bot posts, so some of
its internals are patched; ``tests/demo/test_page.py`` fails if a newer version changes them.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from simcord.preview import _markdown, _server

from bot.demo.typed_input import parsed_command, with_mentions
from bot.errors import InputError
from bot.runtime.background import end_tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from datetime import datetime

    import simcord
    from aiohttp import web

    from bot.demo.typed_input import Named

__all__ = ["Typing", "open_page"]

REFRESH_SECONDS = 1.0
DRAFTS, OPENS_OPTIONS = "/command-drafts.js", "openOptionsOnRender: entry.options.length > 0 && required.length === 0"
ENTITIES = ("channel", "role", "user", "mentionable")
"""Types of command arguments whose value is an id."""
TYPED = ("send_message", "edit_message")
MENTIONING = ("embed_description", "embed_field_value")
"""Parts of an embed in which Discord shows the names of channels, roles and people, and the preview their ids."""


@dataclass(frozen=True, slots=True)
class Typing:
    """How the page interprets typed text: what can be mentioned, the bot's name, and where to report errors."""

    named: Mapping[str, Named]
    bot_name: str
    tell: Callable[[str], Awaitable[None]]


@asynccontextmanager
async def open_page(
    env: simcord.Env,
    shown: simcord.ChannelHandle,
    viewers: list[simcord.MemberActor],
    typing: Typing,
    *,
    port: int,
    now: Callable[[], datetime],
) -> AsyncIterator[simcord.Preview]:
    """Serves the page of a channel during the context, refreshed every second; the simulated clock follows ``now``."""
    for place in MENTIONING:
        _markdown._FIELD_POLICIES[place]["mentions"] = True
    async with _enter_sends(), env.preview(shown, viewers=viewers, layout="channel", port=port) as preview:
        turn, acted = asyncio.Lock(), set[str]()
        _take_turns(preview, turn, acted, typing)
        keeper = asyncio.create_task(_keep_current(env, preview, shown, turn, acted, now), name="demo page")
        try:
            yield preview
        finally:
            await end_tasks(keeper)


@asynccontextmanager
async def _enter_sends() -> AsyncIterator[None]:
    """Makes Enter send a command that was chosen from the page's menu, as in Discord.

    The page would otherwise open a list of optional arguments first, and Enter would choose one of them.
    """
    server = _server.PreviewServer
    serve = server._static

    async def serve_changed(self: _server.PreviewServer, request: web.Request) -> web.Response:
        response: web.Response = await serve(self, request)
        if request.path == DRAFTS and response.text is not None:
            response.text = response.text.replace(OPENS_OPTIONS, "openOptionsOnRender: false")
        return response

    server._static = serve_changed  # type: ignore[method-assign]  # the preview offers no hook for this
    try:
        yield
    finally:
        server._static = serve  # type: ignore[method-assign]


def _take_turns(preview: simcord.Preview, turn: asyncio.Lock, acted: set[str], typing: Typing) -> None:
    """Runs actions in the page one after the other, also those made on a slightly outdated page.

    The simulation refuses an operation while another one runs, after which the page is stuck. It also refuses what was
    typed or clicked on a page that has been refreshed since; the existence of the button is checked again anyway.
    ``acted`` collects the pages in which something was done.
    """
    act = preview._action

    async def in_turn(context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with turn:
            page = preview._pages.get(context_id or "")
            if page is None:  # it was closed meanwhile: the preview refuses
                return await act(context_id, body)
            acted.add(context_id or "")
            body = {**body, "published_revision": page.revision}
            if body.get("kind") in TYPED and isinstance(body.get("content"), str):
                return await _act_as_typed(partial(act, context_id), page, body, typing)
            return await act(context_id, body)

    preview._action = in_turn  # type: ignore[method-assign]  # the preview offers no hook for this


async def _act_as_typed(
    act: Callable[[Mapping[str, Any]], Awaitable[dict[str, Any]]],
    page: Any,  # noqa: ANN401 - the preview's own, not typed
    body: Mapping[str, Any],
    typing: Typing,
) -> dict[str, Any]:
    """Sends what was typed as a Discord client would; one that cannot be sent as a command stays text."""
    text = body["content"]
    if body["kind"] != "send_message" or not text.startswith("/"):
        return await act({**body, "content": with_mentions(text, typing.named, typing.bot_name)})
    try:
        receipt = await act({**body, **_as_command(page, text, typing)})
        if not receipt["rejected"]:
            return receipt
        refusal = f"{text.split(maxsplit=1)[0]} does not accept that: see `!help`."
    except InputError as error:
        refusal = str(error)
    receipt = await act(body)
    await typing.tell(refusal)
    return receipt


def _as_command(page: Any, text: str, typing: Typing) -> dict[str, Any]:  # noqa: ANN401 - the preview's own, not typed
    """What the page's command menu would send for a typed command. Raises InputError if it is not a command."""
    entries = {entry["invocation"]: entry for entry in page.command_catalog["entries"]}
    options = {name: {option["name"]: option["type"] for option in e["options"]} for name, e in entries.items()}
    name, arguments = parsed_command(text, options)
    for key, value in arguments.items():
        known = typing.named.get(value, typing.named.get(f"#{value}"))
        if known is not None and options[name][key] in ENTITIES:
            arguments[key] = str(known.id)
    return {
        "kind": "run_command",
        "command_id": entries[name]["commandId"],
        "path": entries[name]["path"],
        "schema_fingerprint": entries[name]["schemaFingerprint"],
        "options": arguments,
    }


async def _keep_current(
    env: simcord.Env,
    preview: simcord.Preview,
    shown: simcord.ChannelHandle,
    turn: asyncio.Lock,
    acted: set[str],
    now: Callable[[], datetime],
) -> None:
    """Shows what the bot posts by itself and advances the simulated clock, for ever.

    New pages open at the newest message. A page in which something was done scrolls to the answer; others stay.
    """
    seen = None
    while True:
        async with turn:
            await env.advance_time(max(0.0, (now() - env.now()).total_seconds()))
            newest = shown.last_message
            if newest is not None and newest.id != seen:
                seen = newest.id
                await preview.show(newest)
                for page in [preview._pages[context] for context in acted if context in preview._pages]:
                    page.target_id = page.window_end_id = newest.id
                acted.clear()
                await preview.refresh()
        await asyncio.sleep(REFRESH_SECONDS)
