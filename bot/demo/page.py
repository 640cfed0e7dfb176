"""The demo's page in the browser: simcord's preview, kept up to date with what the bot posts, losing no input.

The preview is made for tests, where one thing happens at a time. Here a person clicks while the bot posts, so some of
its inner parts are adjusted; ``tests/test_demo_page.py`` fails where a newer version has changed them.
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
"""Types of arguments whose value is an id."""
TYPED = ("send_message", "edit_message")
MENTIONING = ("embed_description", "embed_field_value")
"""Where Discord shows the names of channels, roles and people in an embed; the preview shows their ids."""


@dataclass(frozen=True, slots=True)
class Typing:
    """For what is typed in the page: what it can mention, how the bot is called, and how to tell what went wrong."""

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
    """Serves the page of a channel while the block runs, current to the second; ``now`` moves the simulated clock."""
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
    """Has a command that was chosen from the page's menu sent by the next Enter, as Discord does.

    The page would first open a list of its optional arguments, of which Enter takes one.
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
    """Lets what is done in the page wait for its turn, and count although the page was published again meanwhile.

    The simulation refuses one operation while another runs, and the page then neither knows what became of the click
    nor takes another one. It also refuses what was typed or clicked on a page that is a moment old; what is there to
    be clicked is checked again anyway. ``acted`` gets the pages where something was done.
    """
    act = preview._action

    async def in_turn(context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with turn:
            page = preview._pages.get(context_id or "")
            acted.add(context_id or "")
            if page is not None and "published_revision" in body:
                body = {**body, "published_revision": page.revision}
            if page is not None and body.get("kind") in TYPED and isinstance(body.get("content"), str):
                return await _act_as_typed(partial(act, context_id), page, body, typing)
            return await act(context_id, body)

    preview._action = in_turn  # type: ignore[method-assign]  # the preview offers no hook for this


async def _act_as_typed(
    act: Callable[[Mapping[str, Any]], Awaitable[dict[str, Any]]],
    page: Any,  # noqa: ANN401 - the preview's own, not typed
    body: Mapping[str, Any],
    typing: Typing,
) -> dict[str, Any]:
    """Sends what was typed as a Discord client does; where it is a command that cannot be sent, as it is, and why."""
    text = body["content"]
    if body["kind"] != "send_message" or not text.startswith("/"):
        return await act({**body, "content": with_mentions(text, typing.named, typing.bot_name)})
    try:
        receipt = await act({**body, **_as_command(page, text, typing)})
        if not receipt["rejected"]:
            return receipt
        refusal = f"{text.split(maxsplit=1)[0]} does not take that: `!help` shows what it takes."
    except InputError as error:
        refusal = str(error)
    receipt = await act(body)
    await typing.tell(refusal)
    return receipt


def _as_command(page: Any, text: str, typing: Typing) -> dict[str, Any]:  # noqa: ANN401 - the preview's own, not typed
    """What the page's own menu of commands would send for a typed one. Raises InputError for what is none."""
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
    """Shows what the bot posts by itself, and lets the clock go on.

    New pages open at the newest message; a page where something was done follows to the answer, others stay in place.
    """
    seen = None
    while True:
        async with turn:
            await env.advance_time(max(0.0, (now() - env.now()).total_seconds()))
            newest = shown.last_message
            if newest is not None and newest.id != seen:
                seen = newest.id
                await preview.show(newest)
                for page in (preview._pages.get(context) for context in acted):
                    if page is not None:
                        page.target_id = page.window_end_id = newest.id
                acted.clear()
                await preview.refresh()
        await asyncio.sleep(REFRESH_SECONDS)
