"""The list of channels, and the delivery status of one article in each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from ui.test_limits import article_of

from bot.models.delivery import Delivery, DeliveryState, FollowUp, FollowUpKind, FollowUpState
from bot.models.guilds import Subscription, SubscriptionState
from bot.services.subscriptions import DeliveryStatus
from bot.ui.subscription_pages import delivery_status_page, subscriptions_page

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SUBSCRIPTION = Subscription(1, 5, 7, SubscriptionState.ACTIVE, None, NOW, None)
PAUSED = replace(SUBSCRIPTION, state=SubscriptionState.PAUSED, reason="no access")
GONE = replace(PAUSED, reason="the channel no longer exists", channel_deleted=True)
WAITING = Delivery(1, 1, 1, 5, 7, DeliveryState.PENDING, None, 0, None, NOW, None)
SENT = replace(WAITING, state=DeliveryState.SENT, message_id=9)
LINK = "https://discord.com/channels/5/7/9"
DUE = f"<t:{int(NOW.timestamp())}:R>"


@pytest.mark.parametrize(
    ("subscription", "line"),
    [
        (SUBSCRIPTION, "<#7>"),
        (replace(SUBSCRIPTION, publish=True), "<#7> · published to followers"),
        (replace(SUBSCRIPTION, role_id=3), "<#7> · mentions <@&3>"),
        (replace(SUBSCRIPTION, role_id=4), "<#7> · mentions nobody: its role was deleted"),
        (PAUSED, "<#7> — paused: no access"),
        (
            GONE,
            "a deleted channel (id 7) — paused: the channel no longer exists "
            "(!announce off 7 removes it from this list)",
        ),
    ],
)
def test_a_channel_is_listed_with_its_options_and_why_it_is_paused(subscription: Subscription, line: str) -> None:
    assert subscriptions_page([subscription], "!", {3}).embed.description == line


@pytest.mark.parametrize(
    ("subscription", "more", "status"),
    [
        (
            SUBSCRIPTION,
            {"delivery": None},
            "not posted: it was added to the library only, and not to be posted",
        ),
        (
            replace(SUBSCRIPTION, created_at=datetime.max.replace(tzinfo=UTC)),
            {"delivery": None},
            "not posted: the article was added before posting started here",
        ),
        (SUBSCRIPTION, {"delivery": SENT}, f"[posted]({LINK})"),
        (SUBSCRIPTION, {"delivery": replace(SENT, batch_id=1)}, f"[posted in one list with others]({LINK})"),
        (
            SUBSCRIPTION,
            {"delivery": replace(WAITING, state=DeliveryState.SKIPPED, reason="it was removed")},
            "not posted: it was removed",
        ),
        (GONE, {"delivery": WAITING}, "not posted: the channel no longer exists"),
        (PAUSED, {"delivery": WAITING}, "waiting, because the channel is paused: no access"),
        (SUBSCRIPTION, {"delivery": replace(WAITING, state=DeliveryState.CLAIMED)}, "being posted right now"),
        (SUBSCRIPTION, {"delivery": WAITING}, f"waiting, due {DUE}"),
        (SUBSCRIPTION, {"delivery": replace(WAITING, reason="slow mode")}, f"waiting (slow mode), due {DUE}"),
        (
            SUBSCRIPTION,
            {"delivery": WAITING, "waits_for": (replace(WAITING, reason="slow mode"), 4)},
            "waiting behind #4, which waits (slow mode)",
        ),
    ],
)
def test_the_status_of_an_article_in_a_channel(subscription: Subscription, more: dict[str, Any], status: str) -> None:
    page = delivery_status_page(article_of("Title", "Text."), [DeliveryStatus(subscription, **more)], "!")
    assert (page.embed.description or "").partition(" — ")[2].replace("\\", "") == status


@pytest.mark.parametrize(
    ("follow_up", "status"),
    [
        (FollowUp(SENT, FollowUpKind.EDIT, 0, NOW), f" · correction waiting, due {DUE}"),
        (FollowUp(SENT, FollowUpKind.EDIT, 1, NOW), ""),
        (
            FollowUp(SENT, FollowUpKind.EDIT, 1, NOW, reason="slow mode"),
            f" · correction waiting because slow mode, due {DUE}",
        ),
        (
            FollowUp(SENT, FollowUpKind.PUBLISH, 1, NOW, FollowUpState.BLOCKED, "no access"),
            " · publication to followers waiting until I have access again: no access",
        ),
        (
            FollowUp(SENT, FollowUpKind.EDIT, 1, NOW, FollowUpState.IMPOSSIBLE, "it was deleted"),
            " · could not be corrected: it was deleted",
        ),
        (FollowUp(SENT, FollowUpKind.DEDUPLICATE, 0, NOW), ""),
    ],
)
def test_pending_follow_ups_of_a_post_are_reported_if_somebody_needs_to_know(follow_up: FollowUp, status: str) -> None:
    page = delivery_status_page(article_of("Title", "Text."), [DeliveryStatus(SUBSCRIPTION, SENT, (follow_up,))], "!")
    assert (page.embed.description or "").partition(f"[posted]({LINK})")[2].replace("\\", "") == status
