"""The demo's page in the browser: simcord's preview, kept up to date with what the bot posts, losing no input.

The preview is made for tests, where one thing happens at a time. Here a person clicks while the bot posts, so some of
its inner parts are adjusted; ``tests/test_demo_page.py`` fails where a newer version has changed them.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from simcord.preview import _markdown

from bot.background import end_tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime

    import simcord

__all__ = ["open_page"]

REFRESH_SECONDS = 1.0
MENTIONING = ("embed_description", "embed_field_value")
"""Where Discord shows the names of channels, roles and people in an embed; the preview shows their ids."""


@asynccontextmanager
async def open_page(
    env: simcord.Env,
    shown: simcord.ChannelHandle,
    viewers: list[simcord.MemberActor],
    *,
    port: int,
    now: Callable[[], datetime],
) -> AsyncIterator[simcord.Preview]:
    """Serves the page of a channel while the block runs, current to the second; ``now`` moves the simulated clock."""
    for place in MENTIONING:
        _markdown._FIELD_POLICIES[place]["mentions"] = True
    async with env.preview(shown, viewers=viewers, layout="channel", port=port) as preview:
        turn, acted = asyncio.Lock(), set[str]()
        _take_turns(preview, turn, acted)
        keeper = asyncio.create_task(_keep_current(env, preview, shown, turn, acted, now), name="demo page")
        try:
            yield preview
        finally:
            await end_tasks(keeper)


def _take_turns(preview: simcord.Preview, turn: asyncio.Lock, acted: set[str]) -> None:
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
            return await act(context_id, body)

    preview._action = in_turn  # type: ignore[method-assign]  # the preview offers no hook for this


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
