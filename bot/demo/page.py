"""The demo's page in the browser: simcord's preview of a channel, kept up to date with what the bot posts."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.demo.preview_patches import PageActions, render_embeds_as_discord, replaced_files
from bot.runtime.background import end_tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    import simcord

    from bot.demo.page_input import PageInput

__all__ = ["open_page"]

REFRESH_SECONDS = 1.0


@asynccontextmanager
async def open_page(
    env: simcord.Env,
    channel: simcord.ChannelHandle,
    viewers: list[simcord.MemberActor],
    page_input: PageInput,
    *,
    port: int,
    now: Callable[[], datetime],
) -> AsyncIterator[simcord.Preview]:
    """Serves the page of a channel during the context, refreshed every second; the simulated clock follows ``now``."""
    render_embeds_as_discord()
    with replaced_files():
        async with env.preview(channel, viewers=viewers, layout="channel", port=port) as preview:
            actions = PageActions(preview, page_input.handle)
            refreshing = asyncio.create_task(_keep_current(env, preview, channel, actions, now), name="demo page")
            try:
                yield preview
            finally:
                await end_tasks(refreshing)


async def _keep_current(
    env: simcord.Env,
    preview: simcord.Preview,
    channel: simcord.ChannelHandle,
    actions: PageActions,
    now: Callable[[], datetime],
) -> None:
    """Shows what the bot posts by itself and advances the simulated clock, until it is cancelled.

    New pages open at the newest message. A page in which something was done scrolls to the answer; others stay.
    """
    newest_id = None
    while True:
        async with actions.lock:
            await env.advance_time(max(0.0, (now() - env.now()).total_seconds()))
            newest = channel.last_message
            if newest is not None and newest.id != newest_id:
                newest_id = newest.id
                await preview.show(newest)
                actions.scroll_used_pages(newest.id)
                await preview.refresh()
        await asyncio.sleep(REFRESH_SECONDS)
