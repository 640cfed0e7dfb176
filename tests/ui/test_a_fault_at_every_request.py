"""Whichever request to Discord fails, and however: in the end everything is there once and as it is now.

Of the requests of one kind the first one fails: what the second article needs is asked for by the same code.
"""

from __future__ import annotations

import asyncio
import re

import pytest
from aiohttp import web
from fake_discord import shapes
from fake_discord.faults import Fault, Limits, Plan
from fake_discord.state import Channel
from store.samples import add, read
from ui.wire import Wire

from bot.models.articles import Article, Draft
from bot.models.delivery import FollowUpState
from bot.services.delivery.sender import REQUEST_TIMEOUT_SECONDS
from bot.services.delivery.worker import DeliveryWorker
from bot.ui.sender import DiscordSender

pytestmark = pytest.mark.slow

PASSES = (7, 60, 240, *[310] * 20)
"""Seconds between two looks at what is due, past every wait that there is."""
LANDING = 3
"""After so many of them comes what had no effect before."""
FAST = 100_000
ROUTES = ("POST /", "GET /", "PATCH /", "DELETE /")
FAULTS = [
    Fault.ERROR_AFTER,
    Fault.HANG_BEFORE,
    Fault.LIMITED,
    *(
        pytest.param(fault, marks=pytest.mark.no_cover)
        for fault in (
            Fault.ERROR_BEFORE,
            Fault.ERROR_LATE,
            Fault.RESET_BEFORE,
            Fault.RESET_AFTER,
            Fault.HANG_AFTER,
        )
    ),
]


async def settle(wire: Wire, articles: list[Article]) -> None:
    """Until nothing is left to be done."""
    for number, seconds in enumerate(PASSES):
        if number == LANDING:
            await wire.discord.land()
            await wire.discord.world.until(lambda: wire.discord.on_their_way == 0)
        await wire.deliver()
        await wire.delivery_worker.recover_channels()
        await wire.follow_up()
        guild = int(wire.guild["id"])
        left = [task for article in articles for task in await wire.store.follow_ups_of(guild, article.id)]
        pending = (await wire.store.library_stats()).pending
        if number > LANDING and not pending and not left:
            return
        assert all(task.state is not FollowUpState.IMPOSSIBLE for task in left)
        wire.passes(seconds)
    pytest.fail(f"still to be done: {pending} posts, {left}")


def shown(wire: Wire, place: Channel) -> list[tuple[str, bool]]:
    """What a channel shows, or its threads do, the oldest first; and whether it was published."""
    threads = [thread for thread in wire.threads() if thread.data["parent_id"] == place.data["id"]]
    messages = [message for one in (place, *threads) for message in one.messages.values()]
    messages.sort(key=lambda message: int(message["id"]))
    embeds = [(message["embeds"][0], bool(message["flags"] & 1)) for message in messages]
    return [(embed.get("title") or embed["description"].partition("\n")[2], published) for embed, published in embeds]


def kinds(wire: Wire, began: int, posted: int) -> list[tuple[object, ...]]:
    """Of each request since then: the route without ids, the channel's type, and whether it is before the second mark.

    Those that archive a thread or open it again differ too.
    """
    found: list[tuple[object, ...]] = []
    for at, seen in enumerate(wire.discord.requests[began:], began):
        channel = wire.discord.world.channels[int(re.findall(r"\d+", seen.route)[0])]
        body = seen.body if isinstance(seen.body, dict) else {}
        found.append((re.sub(r"\d+", "", seen.route), channel.data["type"], at < posted, body.get("archived")))
    return found


async def story(wire: Wire, nth: tuple[int, Fault] | None = None) -> int:
    """Two articles are posted and published, one is corrected and one removed; after how many requests that begins."""
    wire.guild = wire.discord.world.add_guild("Town")
    guild = int(wire.guild["id"])
    news, forum = await wire.channel("news", shapes.ANNOUNCEMENT), await wire.channel("forum", shapes.FORUM)
    await wire.store.set_subscription_options(guild, news.id, role_id=None, publish=True)
    wire.discord.plan = Plan(routes=ROUTES, nth=nth, limit_seconds=(300, 300))
    articles = [
        await add(wire.store, title, text=f"{title} {guild}.", scope=guild, now=wire.clock())
        for title in ("First", "Second")
    ]
    await settle(wire, articles)
    posted = len(wire.discord.requests)
    for thread in wire.threads():
        thread.data["thread_metadata"]["archived"] = True
    text = f"Corrected {guild}."
    await wire.store.replace_article(articles[0].id, Draft("Corrected", text), read(text), now=wire.clock())
    await wire.store.remove_article(articles[1].id, now=wire.clock(), by=None)
    await settle(wire, articles)
    assert shown(wire, news) == [("Corrected", True), ("This article was removed.", True)]
    assert shown(wire, forum) == [("Corrected", False), ("This article was removed.", False)]
    return posted


@pytest.mark.parametrize("fault", FAULTS)
async def test_each_post_is_made_once_and_corrected_whichever_request_fails(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    loop = asyncio.get_running_loop()

    async def until_the_client_gives_up(request: web.Request, _: float) -> None:
        """Moves the event loop's clock past the time limit: no request exceeds it because the machine is slow."""
        now = loop.time
        monkeypatch.setattr(loop, "time", lambda: now() + REQUEST_TIMEOUT_SECONDS)
        while request.transport is not None:  # noqa: ASYNC110 - aiohttp tells nobody that a connection is closed
            await asyncio.sleep(0)

    wire.patience = 3 * REQUEST_TIMEOUT_SECONDS
    wire.discord.hang = until_the_client_gives_up
    monkeypatch.setattr("bot.ui.delivery_requests.REQUESTS_PER_SECOND", FAST)  # paces are measured elsewhere
    wire.discord.limits = Limits(limit=FAST, everything=FAST)
    wire.delivery_worker = DeliveryWorker(wire.store, DiscordSender(wire.client, wire.clock), wire.clock)
    began = len(wire.discord.requests)
    requested = kinds(wire, began, await story(wire))
    assert len(requested) == wire.discord.plan.seen
    numbers = [number for number, kind in enumerate(requested, 1) if kind not in requested[: number - 1]]
    assert len(numbers) > 9
    for number in numbers:
        await story(wire, (number, fault))
        assert wire.discord.plan.injected[fault] == 1
