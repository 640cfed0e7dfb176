"""Notices about feeds over real sockets: what they say, and that they are posted once whichever request fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fake_discord import shapes
from fake_discord.faults import Fault, Limits, Plan
from fake_discord.state import Channel
from store import feed_samples
from ui.test_feed_pages import FEED, NOW
from ui.wire import Wire

from bot.models.feeds import Feed, FeedNotice, FeedState, NoticeKind
from bot.services.delivery.feed_notices import FeedNotices
from bot.services.delivery.sender import LATE_EFFECT_SECONDS
from bot.ui.feed_notice_page import notice_headline, notice_page
from bot.ui.sender import DiscordSender

REASON = "The server answered 404: there is nothing at that address."
FAILED = replace(FEED, failures=9, failed_since=NOW, told_at=NOW, reason=REASON)
FAULTS = [
    Fault.ERROR_BEFORE,
    Fault.ERROR_AFTER,
    Fault.ERROR_LATE,
    Fault.RESET_BEFORE,
    Fault.RESET_AFTER,
    Fault.LIMITED,
]


@pytest.mark.parametrize(
    ("feed", "kind", "headline", "said"),
    [
        (
            FAILED,
            NoticeKind.FAILING,
            "Feed 3 cannot be read",
            f"I have not been able to read **3** Harbour News since <t:{NOW.timestamp():.0f}:D>: The server answered "
            "404: there is nothing at that address. I keep trying; `?feed check 3` shows its address and its items, "
            "and `?feed pause 3` ends the attempts.",
        ),
        (
            replace(FAILED, state=FeedState.GONE, reason="The server answered 410: the feed was taken down for good."),
            NoticeKind.FAILING,
            "Feed 3 cannot be read",
            "**3** Harbour News is gone: The server answered 410: the feed was taken down for good. I no longer ask "
            "for it; `?feed remove 3` takes it off the list, and its articles stay.",
        ),
        (FEED, NoticeKind.RECOVERED, "Feed 3 can be read again", "I can read **3** Harbour News again."),
    ],
)
def test_a_notice_says_what_is_wrong_since_when_and_what_to_do(
    feed: Feed, kind: NoticeKind, headline: str, said: str
) -> None:
    notice = FeedNotice(1, feed, kind)
    page = notice_page(notice, "k", "?")
    assert (notice_headline(notice), page.embed.description) == (headline, said)
    (button,) = page.buttons
    assert button.action is not None
    assert (button.label, button.action.subject) == ("Its items", "3~k")


def notices(wire: Wire) -> FeedNotices:
    async def prefix(_: int) -> str:
        return "!"

    return FeedNotices(wire.store, DiscordSender(wire.client, wire.clock), prefix, wire.clock)


async def life(wire: Wire, kind: int, nth: tuple[int, Fault] | None = None) -> int:
    """A feed of a server fails, and recovers; how many requests that took."""
    wire.guild = wire.discord.world.add_guild("Town")
    guild = int(wire.guild["id"])
    channel = wire.discord.world.add_channel(wire.guild, "desk", kind=kind)
    feed = await feed_samples.add_feed(wire.store, f"https://{guild}.example/rss", scope=guild, channel_id=channel.id)
    plan = wire.discord.plan = Plan(routes=("POST /", "GET /"), nth=nth, limit_seconds=(300, 300))
    service = notices(wire)
    later = wire.clock() + timedelta(days=90)
    await wire.store.record_failure(feed.id, REASON, now=wire.clock(), next_poll_at=later, told=True)
    await settle(wire, service)
    await feed_samples.read(wire.store, feed, now=wire.clock(), next_poll_at=later)
    await settle(wire, service)
    assert told(wire, channel) == ["cannot be read", "can be read again"]
    return plan.seen


async def settle(wire: Wire, service: FeedNotices) -> None:
    """Until nothing is left to be done."""
    for seconds in (7, 300, LATE_EFFECT_SECONDS, LATE_EFFECT_SECONDS):
        await service.post_due()
        wire.passes(seconds)
        await wire.discord.land()  # what had no effect at first
        await wire.discord.world.until(lambda: wire.discord.on_their_way == 0)


def told(wire: Wire, place: Channel) -> list[str]:
    """What a channel or its threads say of the feed, the oldest first."""
    threads = [thread for thread in wire.threads() if thread.data["parent_id"] == place.data["id"]]
    messages = [message for one in (place, *threads) for message in one.messages.values()]
    texts = [str(message["content"]) for message in sorted(messages, key=lambda one: int(one["id"]))]
    names = [str(thread.data["name"]) for thread in threads]
    return [text.split(maxsplit=2)[2] for text in (names or texts)]


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", [shapes.TEXT, shapes.FORUM])
async def test_a_notice_is_posted_once_whichever_request_fails(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, kind: int, fault: Fault
) -> None:
    monkeypatch.setattr("bot.ui.delivery_requests.REQUESTS_PER_SECOND", 100_000)
    wire.discord.limits = Limits(limit=100_000, everything=100_000)
    requests = await life(wire, kind)
    assert requests >= 2
    for number in range(1, requests + 1):
        await life(wire, kind, (number, fault))
        assert wire.discord.plan.injected[fault] == 1


async def test_a_notice_notifies_nobody_and_can_be_found_by_its_button(wire: Wire) -> None:
    await life(wire, shapes.TEXT)
    posts = [seen for seen in wire.discord.requests if seen.route.startswith("POST /channels")]
    assert all(seen.body["allowed_mentions"] == {"parse": []} for seen in posts)
