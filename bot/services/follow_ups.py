"""What happens to posts after they were made: they follow their article's edits, are published; channels resume."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.models import FollowUpKind
from bot.services.sending import Item, NoAccess, Placed, Refused, TryLater, post_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models import Delivery, FollowUp
    from bot.services.sending import Sender
    from bot.store.protocol import Store

__all__ = ["FollowUps"]

log = structlog.get_logger(__name__)

LEASE_SECONDS = 60
AT_ONCE = 10
MAX_ATTEMPTS = 12
"""Over about two hours; then the post stays as it is, and the log says so."""
RESUME_SECONDS = 30.0
"""How often it is looked whether what paused a channel is over."""
MAX_RESUME_SECONDS = 6 * 3_600.0
"""Between two tries in a channel that seems open and refuses every time; each wait is twice the one before."""


class FollowUps:
    """Edits and publishes posts, and resumes channels whose trouble is over."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        clock: Callable[[], datetime],
        pause: Callable[[int, float | None], float],
    ) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._pause = pause
        self._looked_at: datetime | None = None
        self._tried: dict[int, tuple[datetime, float]] = {}
        """When a subscription was resumed last, and how long it is left alone after that."""

    async def do_due(self) -> int:
        """Does what is due now; how many were done."""
        done = 0
        while due := await self._store.claim_follow_ups(now=self._clock(), lease_seconds=LEASE_SECONDS, limit=AT_ONCE):
            for task in due:
                done += await self._do(task)
        return done

    async def resume(self) -> int:
        """Makes paused channels active again where nothing keeps the bot from posting any longer; how many."""
        now = self._clock()
        if self._looked_at is not None and 0 <= (now - self._looked_at).total_seconds() < RESUME_SECONDS:
            return 0
        self._looked_at = now
        resumed = 0
        for subscription in await self._store.paused_subscriptions():
            tried, rest = self._tried.get(subscription.id, (None, RESUME_SECONDS / 2))
            if tried is not None and 0 <= (now - tried).total_seconds() < rest:
                continue
            if await self._sender.trouble(subscription.channel_id) is None:
                self._tried[subscription.id] = now, min(2 * rest, MAX_RESUME_SECONDS)
                await self._store.resume_subscription(subscription.id)
                log.info("subscription.resumed", guild=subscription.guild_id, channel=subscription.channel_id)
                resumed += 1
        return resumed

    async def _do(self, task: FollowUp) -> bool:
        row = task.delivery
        if row.message_id is None:
            await self._store.follow_up_done(row.id, task.kind)
            return False
        placed = Placed(row.message_id, row.posted_in or row.channel_id)
        try:
            if task.kind is FollowUpKind.PUBLISH:
                await self._sender.publish(placed)
            else:
                items = await self._items(row)
                if items:
                    await self._sender.edit(placed, items, key=await self._key(row))
        except TryLater as error:
            if task.attempts < MAX_ATTEMPTS:
                pause = self._pause(task.attempts, error.after)
                await self._store.follow_up_retry(row.id, task.kind, at=self._clock() + timedelta(seconds=pause))
                return False
            log.warning("follow_up.given_up", delivery=row.id, kind=task.kind, reason=str(error))
        except (NoAccess, Refused) as error:
            log.info("follow_up.impossible", delivery=row.id, kind=task.kind, reason=str(error))
        await self._store.follow_up_done(row.id, task.kind)
        return True

    async def _items(self, row: Delivery) -> list[Item]:
        """The articles of a post as they are now, removed ones included."""
        items = []
        for shared in [row] if row.batch is None else await self._store.batch(row.batch):
            article = await self._store.article_by_id(row.guild_id, shared.article_id, removed=True)
            analysis = await self._store.analysis(shared.article_id)
            if shared.message_id == row.message_id and article is not None and analysis is not None:
                items.append(Item(article, analysis))
        return items

    async def _key(self, row: Delivery) -> str:
        return post_key(await self._store.installation_id(), row.batch if row.batch is not None else row.id)
