"""What a delivery worker does with a store, for the tests of subscriptions, deliveries and follow-ups."""

from __future__ import annotations

from datetime import datetime

from store.samples import HERE, NOW, add

from bot.models.delivery import Delivery
from bot.store.protocols.store import Store

LEASE = 60
CHANNEL = 61


async def claim(store: Store, now: datetime = NOW, limit: int = 99) -> list[Delivery]:
    return await store.claim_deliveries(now=now, lease_seconds=LEASE, limit=limit)


async def post(store: Store, now: datetime = NOW) -> list[list[int]]:
    """Claims and sends until nothing is due; the articles of each post in turn."""
    posts = []
    while claimed := await claim(store, now):
        posts.append([row.article_id for row in claimed])
        for row in claimed:
            await store.mark_delivery_sent(row.id, 1_000 + claimed[0].id, now=now)
    return posts


async def subscribed(store: Store, articles: int) -> list[int]:
    await store.subscribe(HERE, CHANNEL, now=NOW, by=1)
    return [(await add(store, f"Story {i}")).id for i in range(articles)]
