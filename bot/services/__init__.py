"""The bot's functions, independent of Discord. In: requests; out: values that ``ui`` renders.

``library``, ``actors``, ``briefings``, ``timelines`` and ``trends`` answer questions from the store, with ``lookup`` to
resolve what was typed; ``pictures`` draws what some of them show; ``summary_comparison`` shows what other algorithms
would choose; ``readership`` counts what is read; ``newsroom``, ``analysis`` and ``search_forms`` take articles in, and
``feeds`` has feeds bring them in; ``unsaved_articles`` reads one for a single answer; ``subscriptions`` and
``delivery`` post them, ``approvals`` asks before, ``follows`` has them sent to people; ``access`` decides who may do
what, and ``rate_limits`` how often; ``guild_settings``, ``guild_retention`` and ``privacy`` keep and delete the data of
servers and people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.services.actors.aliases import Aliases
    from bot.services.actors.queries import ActorQueries
    from bot.services.analysis.reanalysis import Reanalyser
    from bot.services.approvals import Approvals
    from bot.services.backfill import Backfill
    from bot.services.briefings import Briefings
    from bot.services.comparisons.service import Comparisons
    from bot.services.delivery.feed_notices import FeedNotices
    from bot.services.delivery.worker import DeliveryWorker
    from bot.services.feeds.ingest import FeedIngest
    from bot.services.feeds.item_history import ItemHistories
    from bot.services.feeds.poller import FeedPoller
    from bot.services.feeds.registry import FeedRegistry
    from bot.services.follows import Follows
    from bot.services.guild_retention import GuildRetention
    from bot.services.guild_settings import GuildSettingsCache
    from bot.services.library import Library
    from bot.services.linked_articles import LinkedArticles
    from bot.services.newsroom import Newsroom
    from bot.services.pictures import Pictures
    from bot.services.privacy import Privacy
    from bot.services.rate_limits import RateLimiter
    from bot.services.readership import Readership
    from bot.services.story_summaries import StorySummaries
    from bot.services.subscriptions import Subscriptions
    from bot.services.summary_comparison import SummaryMethods
    from bot.services.timelines import Timelines
    from bot.services.trends import Trends
    from bot.services.unsaved_articles import UnsavedArticles

__all__ = ["Services"]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a command may call; ``runtime.app`` makes it."""

    library: Library
    actors: ActorQueries
    aliases: Aliases
    trends: Trends
    item_histories: ItemHistories
    summary_methods: SummaryMethods
    story_summaries: StorySummaries
    briefings: Briefings
    readership: Readership
    timelines: Timelines
    pictures: Pictures
    comparisons: Comparisons
    newsroom: Newsroom
    linked_articles: LinkedArticles
    unsaved_articles: UnsavedArticles
    guild_settings: GuildSettingsCache
    subscriptions: Subscriptions
    approvals: Approvals
    follows: Follows
    delivery_worker: DeliveryWorker
    feeds: FeedRegistry
    feed_poller: FeedPoller
    feed_ingest: FeedIngest
    feed_notices: FeedNotices
    reanalysis: Reanalyser
    search_forms: Backfill
    older_stories: Backfill
    guild_retention: GuildRetention
    privacy: Privacy
    rate_limits: RateLimiter
    clock: Callable[[], datetime]
    started_at: datetime
