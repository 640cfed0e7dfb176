"""Decides which channels get new articles, and reports the status of an article in each of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.command_marks import command
from bot.errors import InputError
from bot.models.approvals import ApprovalState
from bot.models.briefing import DigestArticles
from bot.models.filters import EVERYTHING, NO_LIMITS
from bot.models.guilds import DEFAULT_LOOK, DEFAULT_ZONE, SubscriptionState
from bot.services.briefings import briefing_page_of
from bot.services.channel_preview import preview_of
from bot.services.delivery.errors import CHANNEL_DELETED
from bot.services.delivery.posted_articles import article_for_post
from bot.services.filters.typed_digest import parse_digest
from bot.services.filters.typed_filter import parse_filter
from bot.services.filters.typed_limits import is_off, parse_daily_limit, parse_quiet_hours
from bot.services.filters.typed_posting_again import parse_posting_again
from bot.store.protocols.approvals import is_card
from bot.store.protocols.digests import time_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.models.analysed_article import AnalysedArticle
    from bot.models.articles import Article
    from bot.models.delivery import Delivery, FollowUp
    from bot.models.filters import DigestSchedule, QuietHours
    from bot.models.guilds import PostLook, PostStyle, Subscription
    from bot.services.briefings import BriefingPage
    from bot.services.channel_preview import ChannelPreview
    from bot.services.delivery.worker import DeliveryWorker
    from bot.store.protocols.store import Store

__all__ = ["DeliveryStatus", "Subscriptions"]

log = structlog.get_logger(__name__)

MAX_PER_SERVER = 50
MAX_NAMED = 5
"""Of the channels that get posts, so many are named in an error."""


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """The delivery status of an article in one channel.

    ``delivery`` is None if the article was never to be posted there. ``follow_ups`` are those of its post that are not
    done. ``waits_for`` is the delivery at the head of the channel's line, if that is another one, with the number of
    its article. ``card`` is the delivery in the server's approval channel if the article had to be approved.
    """

    subscription: Subscription
    delivery: Delivery | None
    follow_ups: tuple[FollowUp, ...] = ()
    waits_for: tuple[Delivery, int] | None = None
    card: Delivery | None = None


class Subscriptions:
    """Starts and stops posting in a channel. The caller checks the rights of the person who asks."""

    def __init__(self, store: Store, delivery_worker: DeliveryWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._delivery_worker = delivery_worker
        self._clock = clock
        self._changing = asyncio.Lock()

    async def of(self, guild_id: int) -> list[Subscription]:
        """A server's subscriptions, oldest first."""
        return await self._store.subscriptions(guild_id)

    async def posts_soon(self, guild_id: int, channel_id: int | None, article_id: int) -> bool:
        """True if the post of an article that an editor added is about to appear in a channel.

        That is: it is not paused, its filter lets the article pass, it has no limits that may hold the post back, and
        the article need not be approved.
        """
        subscriptions = await self._store.subscriptions(guild_id)
        here = next((sub for sub in subscriptions if sub.channel_id == channel_id), None)
        if here is None or here.state is not SubscriptionState.ACTIVE or here.limits != NO_LIMITS:
            return False
        if here.approval is not None or any(sub.approval and sub.approval.asks_editors for sub in subscriptions):
            return False
        (verdict,) = await self._store.filter_verdicts(guild_id, here.filter, [article_id])
        return verdict.passes

    async def waits_in(self, guild_id: int, article_id: int) -> int | None:
        """The approval channel in which an article waits; None if it does not."""
        rows = await self._store.deliveries_of(guild_id, article_id)
        waiting = (row for row in rows if row.approval and row.approval.state is ApprovalState.WAITING)
        return next((row.channel_id for row in waiting), None)

    async def start(self, guild_id: int, channel_id: int, *, by: int) -> Subscription:
        """Subscribes a channel to new articles, or resumes a paused one where it stopped.

        Raises InputError if the server has ``MAX_PER_SERVER`` subscriptions, or for its approval channel.
        """
        known = [sub for sub in await self._store.subscriptions(guild_id) if not sub.channel_deleted]
        _refuse_approval_channel(known, channel_id)
        if len(known) >= MAX_PER_SERVER and all(sub.channel_id != channel_id for sub in known):
            msg = f"The limit is {MAX_PER_SERVER} channels with new articles in a server: stop one of them first."
            raise InputError(msg)
        subscription = await self._store.subscribe(guild_id, channel_id, now=self._clock(), by=by)
        self._delivery_worker.wake()
        log.info("subscription.started", guild=guild_id, channel=channel_id, by=by)
        return subscription

    async def stop(self, guild_id: int, channel_id: int) -> bool:
        """Unsubscribes a channel; False if it was not subscribed. Raises InputError for the approval channel."""
        _refuse_approval_channel(await self._store.subscriptions(guild_id), channel_id)
        stopped = await self._store.unsubscribe(guild_id, channel_id)
        log.info("subscription.stopped", guild=guild_id, channel=channel_id, known=stopped)
        return stopped

    async def set_role(self, guild_id: int, channel_id: int, role_id: int | None) -> Subscription:
        """Sets the role that posts mention, or none. Raises InputError if the channel is not subscribed."""
        return await self._change(guild_id, channel_id, or_approval=True, role_id=role_id)

    async def set_publish(self, guild_id: int, channel_id: int, *, publish: bool) -> Subscription:
        """Sets whether posts are published to the channel's followers. Raises InputError if it is not subscribed."""
        return await self._change(guild_id, channel_id, publish=publish)

    async def look_in(self, guild_id: int, channel_id: int) -> PostLook:
        """How posts in a channel look; the default if it is not subscribed."""
        looks = (sub.look for sub in await self._store.subscriptions(guild_id) if sub.channel_id == channel_id)
        return next(looks, DEFAULT_LOOK)

    async def set_style(self, guild_id: int, channel_id: int, style: PostStyle) -> None:
        """Sets how much posts show. Raises InputError if the channel is not subscribed."""
        await self._change_look(guild_id, channel_id, style=style)

    async def set_picture(self, guild_id: int, channel_id: int, *, picture: bool) -> None:
        """Sets whether posts show the page's picture. Raises InputError if the channel is not subscribed."""
        await self._change_look(guild_id, channel_id, picture=picture)

    async def set_filter(self, guild_id: int, channel_id: int, typed: str) -> Subscription:
        """Sets which articles are posted from now on, or all of them for "off".

        Raises InputError for what is no filter, or if the channel is not subscribed.
        """
        wanted = EVERYTHING if is_off(typed) else parse_filter(typed)
        async with self._changing:
            changed = replace(await self.existing(guild_id, channel_id), filter=wanted)
            await self._store.set_subscription_filter(guild_id, channel_id, wanted)
        log.info("subscription.filter", guild=guild_id, channel=channel_id)
        return changed

    async def set_daily_limit(self, guild_id: int, channel_id: int, typed: str) -> Subscription:
        """Sets how many posts a channel gets in 24 hours; "off" removes the limit. Raises InputError as above."""
        return await self._limit(guild_id, channel_id, posts_a_day=None if is_off(typed) else parse_daily_limit(typed))

    async def set_quiet_hours(self, guild_id: int, channel_id: int, typed: str) -> Subscription:
        """Sets the hours without posts; "off" removes them. Raises InputError as above."""
        # In a thread: the first time, all time zones are read from files.
        zone = await self._time_zone(guild_id)
        quiet = None if is_off(typed) else await asyncio.to_thread(parse_quiet_hours, typed, zone)
        return await self._limit(guild_id, channel_id, quiet=quiet)

    async def set_digest(self, guild_id: int, channel_id: int, typed: str) -> Subscription:
        """Sets when a channel gets a digest; "off" ends it. Raises InputError as above."""
        digest = None if is_off(typed) else parse_digest(typed, await self._time_zone(guild_id))
        return await self._limit(guild_id, channel_id, digest=digest)

    async def set_posting_again(self, guild_id: int, channel_id: int, typed: str) -> Subscription:
        """Sets when a story is posted again ("never", "12 hours", "new"). Raises InputError as above."""
        again = parse_posting_again(typed)
        async with self._changing:
            changed = replace(await self.existing(guild_id, channel_id), again=again)
            await self._store.set_posting_again(guild_id, channel_id, again)
        log.info("subscription.again", guild=guild_id, channel=channel_id)
        return changed

    async def preview(self, guild_id: int, channel_id: int) -> ChannelPreview:
        """Which of the last added articles a channel would get. Raises InputError if it is not subscribed."""
        return await preview_of(self._store, await self.existing(guild_id, channel_id))

    async def digest_sample(self, guild_id: int, channel_id: int) -> tuple[list[AnalysedArticle], BriefingPage]:
        """What a channel's digest of the last added articles would be: these, first added first, and its first page.

        Raises InputError if it would be empty, or if the channel is not subscribed.
        """
        preview = await self.preview(guild_id, channel_id)
        ids = [article.id for article, verdict in reversed(preview.articles) if verdict.passes]
        found = [await article_for_post(self._store, guild_id, article_id) for article_id in ids]
        now = self._clock().astimezone(time_zone(await self._time_zone(guild_id)))
        items = [replace(item, digest_of=now) for item in found if item is not None]
        if not items:
            msg = f"There is nothing to show yet: {command('announce preview')} says what the channel would get."
            raise InputError(msg)
        posted = {item.article.id: None for item in items}
        also_in = sorted({one.id for item in items for one in item.also_in} - posted.keys())
        verdicts = await self._store.filter_verdicts(guild_id, preview.subscription.filter, also_in)
        named = tuple(one for one, verdict in zip(also_in, verdicts, strict=True) if verdict.passes)
        made_of = DigestArticles(now, posted, named)
        return items, await briefing_page_of(self._store, guild_id, made_of)

    async def existing(self, guild_id: int, channel_id: int, *, or_approval: bool = False) -> Subscription:
        """The subscription of a channel that gets posts. Raises InputError if there is none.

        With ``or_approval`` it may be that of the approval channel too.
        """
        subscriptions = await self._store.subscriptions(guild_id)
        for subscription in subscriptions:
            if subscription.channel_id == channel_id:
                if not or_approval:
                    _refuse_approval_channel(subscriptions, channel_id)
                return subscription
        raise InputError(_not_posted(subscriptions, channel_id))

    async def channel_deleted(self, guild_id: int, channel_id: int) -> None:
        """Pauses the subscription of a channel or thread that was deleted."""
        for subscription in await self._store.subscriptions(guild_id):
            if subscription.channel_id == channel_id:
                await self._store.pause_subscription(subscription.id, CHANNEL_DELETED, channel_deleted=True)
                log.info("subscription.channel_deleted", guild=guild_id, channel=channel_id)

    async def delivery_statuses(self, guild_id: int, article: Article) -> list[DeliveryStatus]:
        """The delivery status of an article in each of a server's channels."""
        rows = await self._store.deliveries_of(guild_id, article.id)
        deliveries = {row.subscription_id: row for row in rows}
        card = next(filter(is_card, rows), None)
        follow_ups = await self._store.follow_ups_of(guild_id, article.id)
        heads = await self._store.heads_of_line(guild_id)
        statuses = []
        for subscription in await self._store.subscriptions(guild_id):
            row = deliveries.get(subscription.id)
            todo = tuple(task for task in follow_ups if task.delivery.subscription_id == subscription.id)
            head = await self._waits_for(row, heads.get(subscription.id))
            statuses.append(DeliveryStatus(subscription, row, todo, head, card))
        return statuses

    async def _waits_for(self, row: Delivery | None, head: Delivery | None) -> tuple[Delivery, int] | None:
        """The head of the line with its article's number, unless the row is the head or shares its post."""
        if row is None or head is None or row.id <= head.id:
            return None
        if row.batch_id is not None and row.batch_id == head.batch_id:
            return None
        article = await self._store.article_by_id(head.guild_id, head.article_id, removed=True)
        return (head, article.number) if article is not None else None

    async def _change(
        self, guild_id: int, channel_id: int, *, or_approval: bool = False, **changes: int | None
    ) -> Subscription:
        """Changes some options. Changes wait for each other, so that each keeps what the one before it set."""
        async with self._changing:
            known = await self.existing(guild_id, channel_id, or_approval=or_approval)
            changed = replace(known, **changes)  # type: ignore[arg-type]  # by name
            await self._store.set_subscription_options(
                guild_id, channel_id, role_id=changed.role_id, publish=changed.publish
            )
        return changed

    async def _limit(
        self, guild_id: int, channel_id: int, **changes: int | QuietHours | DigestSchedule | None
    ) -> Subscription:
        """Changes some limits; what the old ones held back is due, and is held back again if the new ones do so."""
        async with self._changing:
            known = await self.existing(guild_id, channel_id)
            changed = replace(known, limits=replace(known.limits, **changes))  # type: ignore[arg-type]  # by name
            await self._store.set_subscription_limits(guild_id, channel_id, changed.limits, now=self._clock())
        self._delivery_worker.wake()
        log.info("subscription.limits", guild=guild_id, channel=channel_id)
        return changed

    async def _time_zone(self, guild_id: int) -> str:
        return (await self._store.guild_settings(guild_id)).time_zone or DEFAULT_ZONE

    async def _change_look(self, guild_id: int, channel_id: int, **changes: PostStyle | bool) -> None:
        async with self._changing:
            look = (await self.existing(guild_id, channel_id, or_approval=True)).look
            await self._store.set_post_look(guild_id, channel_id, replace(look, **changes))  # type: ignore[arg-type]  # by name


def _refuse_approval_channel(subscriptions: Iterable[Subscription], channel_id: int) -> None:
    """Raises InputError if the channel is the approval channel, which gets cards and no posts."""
    if any(sub.channel_id == channel_id and sub.approval is not None for sub in subscriptions):
        end = command("announce approval off")
        readers = _readers(subscriptions)
        others = f" (posts are made in {readers})" if readers else ""
        msg = f"<#{channel_id}> is the approval channel: choose another one{others}, or type {end} first."
        raise InputError(msg)


def _not_posted(subscriptions: Iterable[Subscription], channel_id: int) -> str:
    """A channel gets no posts: which ones do, and how to start it there."""
    on = command("announce on")
    if readers := _readers(subscriptions):
        return f"New articles are posted in {readers}, not in <#{channel_id}>: name such a channel, or type {on} there."
    return f"New articles are not posted in <#{channel_id}> or any other channel yet: type {on} there first."


def _readers(subscriptions: Iterable[Subscription]) -> str:
    """The channels that get posts, in words; empty if there is none."""
    ids = [sub.channel_id for sub in subscriptions if sub.approval is None and not sub.channel_deleted]
    named = [f"<#{id_}>" for id_ in ids[:MAX_NAMED]]
    if len(ids) > MAX_NAMED:
        named.append(f"{len(ids) - MAX_NAMED} more")
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))
