"""The part of ``Store`` that delivery uses, in memory: fast enough for thousands of simulated hours.

Each method changes everything at once or nothing, as a transaction does. Times are kept in whole seconds, as SQLite's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.models.analysis import Analysis
from bot.models.articles import SHARED, Article, ArticleHeader, Draft
from bot.models.briefing import BriefedArticle, BriefingRange, DigestArticles, ReadArticle
from bot.models.delivery import Delivery, DeliveryState, FollowUpKind, FollowUpState
from bot.models.filters import NO_LIMITS, ChannelLimits
from bot.models.guilds import PostLook, Subscription, SubscriptionState
from bot.store.protocols.outbox import ARTICLE_REMOVED_REASON
from bot.store.protocols.subscriptions import MAX_DELETED_CHANNELS
from schedules.memory_follow_ups import MemoryFollowUps
from schedules.memory_outbox import MemoryOutbox
from schedules.memory_rows import FollowUpRow, Row, may_be_there, whole


class MemoryStore(MemoryOutbox, MemoryFollowUps):
    """Articles, subscriptions and the outbox."""

    async def close(self) -> None:
        """Nothing is open."""

    async def installation_id(self) -> str:
        return "memory00"

    async def claim_reader_notice(self, *, now: datetime, until: datetime) -> None:
        """Nobody follows anything here."""

    async def claim_empty_digest(self, *, now: datetime, until: datetime) -> None:
        """No channel is told of empty digests here."""

    # ------------------------------------------------------------ articles

    async def add_article(
        self,
        scope: int,
        draft: Draft,
        analysis: Analysis,
        *,
        now: datetime,
        added_by: int | None = None,
        seed: str | None = None,
        posted: bool = True,
        feed_item: None = None,
    ) -> Article:
        number = len(self.articles) + 1
        article = Article(
            id=number,
            number=number,
            scope=scope,
            title=draft.title,
            text=draft.text,
            url=draft.url,
            source=draft.source,
            author=draft.author,
            language=analysis.language,
            published_at=draft.published_at,
            added_at=whole(now),
            content_hash=draft.content_hash,
        )
        self.articles[number], self.readings[number] = article, analysis
        for sub in self.subs.values() if posted else ():
            if scope in (SHARED, sub.guild_id) and not sub.channel_deleted and sub.id not in self.unsubscribed:
                row = Row(next(self.row_numbers), number, sub.id, whole(now))
                self.rows[row.id] = row
        return article

    async def replace_article(
        self, article_id: int, draft: Draft, analysis: Analysis, *, now: datetime, edited_by: int | None = None
    ) -> Article:
        old = self.articles[article_id]
        new = replace(old, title=draft.title, text=draft.text, content_hash=draft.content_hash, edited_at=whole(now))
        return self._changed(new, analysis, now)

    async def remove_article(self, article_id: int, *, now: datetime, by: int | None) -> None:
        article = self.articles[article_id]
        if article.removed_at is not None:
            return
        for row in self.rows.values():
            waits = not row.done and row.state is not DeliveryState.CLAIMED and row.unconfirmed_at is None
            if row.article_id == article_id and waits:
                row.state, row.reason = DeliveryState.SKIPPED, ARTICLE_REMOVED_REASON
        self._changed(replace(article, removed_at=whole(now)), self.readings[article_id], now)

    async def restore_article(self, article_id: int, *, now: datetime, by: int | None) -> None:
        article = self.articles[article_id]
        if article.removed_at is not None:
            self._changed(replace(article, removed_at=None), self.readings[article_id], now)

    async def article_by_id(self, scope: int, article_id: int, *, removed: bool = False) -> Article | None:
        article = self.articles.get(article_id)
        seen = article is not None and article.scope in (SHARED, scope) and (removed or article.removed_at is None)
        return article if seen else None

    async def also_in(self, scope: int, article_id: int) -> list[ArticleHeader]:
        """Stories are not simulated: each article has its own post."""
        return []

    async def digest_articles(self, guild_id: int, digest: int) -> DigestArticles | None:
        rows = [row for row in self.rows.values() if row.batch_id == digest and row.state is not DeliveryState.SKIPPED]
        if not rows or rows[0].digest_of is None or self.subs[rows[0].subscription_id].guild_id != guild_id:
            return None
        return DigestArticles(rows[0].digest_of, {row.article_id: None for row in rows})

    async def briefed_articles(self, scope: int, wanted: BriefingRange, *, limit: int) -> list[BriefedArticle]:
        """No sentences are chosen here: what is posted is compared by its articles."""
        return []

    async def earlier_articles(
        self, scope: int, story_ids: Sequence[int], wanted: BriefingRange
    ) -> dict[int, list[ArticleHeader]]:
        return {}

    async def read_articles(self, article_ids: Sequence[int], *, sentences: int, names: int) -> dict[int, ReadArticle]:
        return {}

    async def lapse_approvals(self, *, now: datetime) -> int:
        """Approval is not simulated: each article is posted at once."""
        return 0

    async def analysis(self, article_id: int) -> Analysis | None:
        return self.readings.get(article_id)

    def _changed(self, article: Article, analysis: Analysis, now: datetime) -> Article:
        """Stores an article's new version; its posts are to show it, also the one that is being made this moment."""
        article = replace(article, version=article.version + 1)
        self.articles[article.id], self.readings[article.id] = article, analysis
        for row in self.rows.values():
            if row.article_id == article.id and row.state in (DeliveryState.SENT, DeliveryState.CLAIMED):
                known = self.follow_ups.get((row.id, FollowUpKind.EDIT))
                task = FollowUpRow(row.id, FollowUpKind.EDIT, whole(now))
                if known is not None:
                    task.revision, task.unconfirmed_at = known.revision + 1, known.unconfirmed_at
                self.follow_ups[row.id, FollowUpKind.EDIT] = task
        return article

    # ------------------------------------------------------------ subscriptions

    async def subscribe(self, guild_id: int, channel_id: int, *, now: datetime, by: int | None) -> Subscription:
        known = next((s for s in self.subs.values() if (s.guild_id, s.channel_id) == (guild_id, channel_id)), None)
        if known is None:
            number = next(self.sub_numbers)
            known = Subscription(number, guild_id, channel_id, SubscriptionState.ACTIVE, None, whole(now), by)
        if known.id in self.unsubscribed:
            self._drop_waiting(known.id)
            known = replace(known, created_at=whole(now))
        self.unsubscribed.discard(known.id)
        return self._active(known)

    async def unsubscribe(self, guild_id: int, channel_id: int) -> bool:
        found = [s for s in await self.subscriptions(guild_id) if s.channel_id == channel_id]
        for sub in found:
            self.unsubscribed.add(sub.id)
            self.subs[sub.id] = replace(sub, role_id=None, publish=False, limits=NO_LIMITS)
            self._drop_waiting(sub.id)
            left = [row for row in self.rows.values() if row.subscription_id == sub.id]
            if not any(row.state is DeliveryState.SENT or may_be_there(row) for row in left):
                self._drop(sub.id)
        return bool(found)

    def _drop_waiting(self, subscription_id: int) -> None:
        """What is to be posted there, and is surely not there yet."""
        for row in [row for row in self.rows.values() if row.subscription_id == subscription_id]:
            if not row.done and not may_be_there(row):
                self._drop_row(row.id)

    async def subscriptions(self, guild_id: int) -> list[Subscription]:
        return [sub for sub in self.subs.values() if sub.guild_id == guild_id and sub.id not in self.unsubscribed]

    async def set_subscription_options(
        self, guild_id: int, channel_id: int, *, role_id: int | None, publish: bool
    ) -> bool:
        found = [s for s in self.subs.values() if (s.guild_id, s.channel_id) == (guild_id, channel_id)]
        for sub in found:
            self.subs[sub.id] = replace(sub, role_id=role_id, publish=publish)
        return bool(found)

    async def set_subscription_limits(
        self, guild_id: int, channel_id: int, limits: ChannelLimits, *, now: datetime
    ) -> bool:
        found = [s for s in self.subs.values() if (s.guild_id, s.channel_id) == (guild_id, channel_id)]
        for sub in found:
            self.subs[sub.id] = replace(sub, limits=limits)
            for row in self.rows.values():
                if row.subscription_id != sub.id or row.done:
                    continue
                if limits.digest is not None and not may_be_there(row):
                    row.next_attempt_at, row.held_until = whole(now), None
                elif limits.digest is None and row.held_until is not None:
                    row.next_attempt_at = row.held_until = whole(now)
        return bool(found)

    async def set_post_look(self, guild_id: int, channel_id: int, look: PostLook) -> bool:
        found = [s for s in self.subs.values() if (s.guild_id, s.channel_id) == (guild_id, channel_id)]
        for sub in found:
            self.subs[sub.id] = replace(sub, look=look)
        return bool(found)

    async def paused_subscriptions(self) -> list[Subscription]:
        return [
            sub
            for sub in self.subs.values()
            if sub.state is SubscriptionState.PAUSED and sub.id not in self.unsubscribed
        ]

    async def all_subscriptions(self) -> list[Subscription]:
        return [sub for sub in self.subs.values() if not sub.channel_deleted and sub.id not in self.unsubscribed]

    async def resume_subscription(self, subscription_id: int) -> None:
        if (sub := self.subs.get(subscription_id)) is not None:
            self._active(sub)

    async def pause_subscription(self, subscription_id: int, reason: str, *, channel_deleted: bool = False) -> bool:
        sub = self.subs.get(subscription_id)
        if sub is None or not (sub.state is SubscriptionState.ACTIVE or channel_deleted > sub.channel_deleted):
            return False
        self.subs[sub.id] = replace(sub, state=SubscriptionState.PAUSED, reason=reason, channel_deleted=channel_deleted)
        left = [s.id for s in self.subs.values() if s.guild_id == sub.guild_id and s.channel_deleted]
        for number in left[:-MAX_DELETED_CHANNELS] if channel_deleted else ():
            self._drop(number)
        return True

    def _active(self, sub: Subscription) -> Subscription:
        sub = replace(sub, state=SubscriptionState.ACTIVE, reason=None, channel_deleted=False)
        self.subs[sub.id] = sub
        return sub

    def _drop(self, subscription_id: int) -> None:
        del self.subs[subscription_id]
        for row in [row for row in self.rows.values() if row.subscription_id == subscription_id]:
            self._drop_row(row.id)

    def _drop_row(self, row_id: int) -> None:
        del self.rows[row_id]
        for kind in FollowUpKind:
            self.follow_ups.pop((row_id, kind), None)

    # ------------------------------------------------------------ what a test looks at

    def waiting(self) -> list[Delivery]:
        """What is still to be posted where the channel was not deleted."""
        return [
            self.delivery(row)
            for row in self.rows.values()
            if not row.done and not self.subs[row.subscription_id].channel_deleted
        ]

    def unfinished(self) -> Sequence[FollowUpRow]:
        """What is still to be done with posts, or waits for access."""
        sent = {row.id for row in self.rows.values() if row.state is DeliveryState.SENT}
        tasks = self.follow_ups.values()
        return [t for t in tasks if t.state is not FollowUpState.IMPOSSIBLE and t.delivery_id in sent]
