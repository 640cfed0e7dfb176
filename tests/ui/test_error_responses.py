"""Whatever Discord, or something between it and the bot, answers to a post: none is lost, and none stops the others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

import pytest
from aiohttp import web
from fake_discord import shapes
from fake_discord.state import Channel
from store.samples import edit
from ui.wire import Wire

from bot.models.delivery import Delivery
from bot.models.guilds import SubscriptionState
from bot.services.delivery.posting import MAX_UNEXPLAINED_ATTEMPTS

HTML, JSON = "text/html", "application/json"
POSTS = "POST /channels/"
A_QUARTER = 900.0


def answer(wire: Wire, status: int, body: object, headers: Mapping[str, str] | None = None, route: str = POSTS) -> None:
    """The next request to this route gets this: a text as HTML, bytes as JSON that may be none."""
    data, kind = (body.encode(), HTML) if isinstance(body, str) else (body, JSON)
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    made = partial(
        web.Response, status=status, body=data, content_type=kind, headers={"Via": "1.1 x", **(headers or {})}
    )
    wire.discord.scripts.setdefault(route, []).append(made)


async def row_of(wire: Wire, article_id: int) -> Delivery:
    (row,) = await wire.store.deliveries_of(int(wire.guild["id"]), article_id)
    return row


def posts(wire: Wire, channel: Channel) -> int:
    return len(channel.messages) + len(wire.threads())


@pytest.mark.slow
@pytest.mark.parametrize("kind", [shapes.TEXT, shapes.FORUM])
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, "<html>Log in</html>"),
        (200, b"<html>Log in</html>"),
        (200, {}),
        (200, []),
        (301, ""),
        (302, "<html>Moved</html>"),
        (400, "<html>Bad request</html>"),
        (400, b"<html>"),
        (403, "<html>Blocked by your administrator</html>"),
        (404, "<html>Not found</html>"),
        (404, {"code": 0, "message": "404: Not Found"}),
        (405, "no"),
        (413, "<html>"),
        (502, b"<html>"),
        (400, []),
        (400, {"code": None, "message": None}),
        (400, {"code": 99999, "message": "A reason of next year's"}),
        (400, {"code": 40004, "message": "Send messages has been temporarily disabled."}),
        (400, {"code": 130000, "message": "API resource is currently overloaded."}),
        (429, {"code": 20028, "message": "The write action you are performing has hit the rate limit."}),
    ],
)
async def test_an_unusable_response_neither_loses_the_post_nor_pauses_the_channel(
    wire: Wire, kind: int, status: int, body: object
) -> None:
    channel = await wire.channel("news", kind)
    article = await wire.add("Story")
    answer(wire, status, body, {"Location": wire.discord.url + "/gateway"} if status == 302 else None)
    assert await wire.deliver() == 0
    (subscription,) = await wire.store.subscriptions(int(wire.guild["id"]))
    assert subscription.state is SubscriptionState.ACTIVE
    assert "my side" not in str((await row_of(wire, article.id)).reason)
    wire.passes(A_QUARTER)
    assert await wire.deliver() == 1
    assert posts(wire, channel) == 1


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (404, 10004, "invite me again"),
        (400, 30033, "announce in another one"),
        (403, 40066, "all tags of the forum are for moderators only"),
        (400, 160007, "archive some"),
        (403, 50009, "check my permissions"),
    ],
)
async def test_a_post_that_needs_a_person_waits_and_says_what_to_do(
    wire: Wire, status: int, code: int, said: str
) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    answer(wire, status, {"code": code, "message": "no"})
    assert await wire.deliver() == 0
    assert said in str((await row_of(wire, article.id)).reason)
    wire.passes(60)
    assert await wire.delivery_worker.recover_channels() == 1
    assert await wire.deliver() == 1
    assert posts(wire, channel) == 1


@pytest.mark.parametrize("code", [200000, 200001, 240000, 20009])
async def test_a_post_with_words_that_discord_blocks_says_so_and_delays_no_other(wire: Wire, code: int) -> None:
    await wire.channel("news")
    article = await wire.add("Story")
    await wire.add("Other")
    answer(wire, 400, {"code": code, "message": "blocked"})
    assert await wire.deliver() == 1
    row = await row_of(wire, article.id)
    assert row.state == "skipped"
    assert str(code) not in str(row.reason)


async def test_an_unexplained_refusal_does_not_block_the_queue_for_ever(wire: Wire) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    await wire.add("Other")
    for _ in range(MAX_UNEXPLAINED_ATTEMPTS):
        answer(wire, 400, {"code": 99999, "message": "?"})
        assert posts(wire, channel) == 0
        await wire.deliver()
        wire.passes(2 * A_QUARTER)
    assert (await row_of(wire, article.id)).reason == "Discord refused it (400, 99999)"
    assert posts(wire, channel) == 1


async def test_a_correction_that_is_refused_for_an_unknown_reason_waits(wire: Wire) -> None:
    channel = await wire.channel("news")
    article = await wire.add("Story")
    await wire.deliver()
    await edit(wire.store, article, "Corrected")
    wire.passes(7200)
    answer(wire, 400, "<html>Bad request</html>", route="PATCH /channels/")
    answer(wire, 404, {"code": 0, "message": "404: Not Found"}, route="PATCH /channels/")
    for done in (0, 0, 1):
        assert await wire.follow_up() == done
        wire.passes(2 * A_QUARTER)
    (message,) = channel.messages.values()
    assert message["embeds"][0]["title"] == "Corrected"


@pytest.mark.parametrize("told", ["36000", "inf", "nan", "-5", "soon", None])
@pytest.mark.parametrize("everywhere", [True, False])
async def test_a_rate_limit_of_any_length_is_tried_again_every_quarter_of_an_hour(
    wire: Wire, told: str | None, everywhere: bool
) -> None:
    channel = await wire.channel("news")
    await wire.add("Story")
    headers = {"Retry-After": told} if told else {}
    body = {"message": "You are being rate limited.", "global": everywhere, "retry_after": told}
    answer(wire, 429, body, headers)
    assert await wire.deliver() == 0
    wire.passes(A_QUARTER)
    assert await wire.deliver() == 1
    assert posts(wire, channel) == 1


@pytest.mark.slow
async def test_a_banned_address_does_not_send_a_request_for_every_channel(wire: Wire) -> None:
    for number in range(40):
        await wire.channel(f"news-{number}", guild=wire.discord.world.add_guild(f"Town {number}"))
    await wire.add("Story")
    wire.discord.scripts["GET /channels/"] = [lambda: web.Response(text="error code: 1015", status=429)] * 40
    assert await wire.deliver() == 0
    assert wire.asked("GET /channels/") < 30
    wire.discord.scripts.clear()
    wire.passes(A_QUARTER)
    assert await wire.deliver() == 40


@pytest.mark.parametrize("code", [10087, 50035])
async def test_a_forum_tag_that_was_just_deleted_does_not_lose_a_post(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr("bot.ui.sender.tag_ids", lambda *_: ["123"])
    channel = await wire.channel("forum", shapes.FORUM)
    await wire.add("Story")
    answer(wire, 400, {"code": code, "message": "Unknown tag"})
    assert await wire.deliver() == 1
    assert posts(wire, channel) == 1
