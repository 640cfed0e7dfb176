"""The protocol of a whole library database, joined from those of its subjects."""

from __future__ import annotations

from typing import Protocol

from bot.store.protocols.actors import ActorStore
from bot.store.protocols.alias_rules import AliasRuleStore
from bot.store.protocols.analyses import AnalysisStore
from bot.store.protocols.approvals import ApprovalStore
from bot.store.protocols.article_queries import MAX_SEARCH_HITS, ArticleQueries
from bot.store.protocols.articles import ArticleStore
from bot.store.protocols.briefings import BriefingStore
from bot.store.protocols.comparisons import ComparisonStore
from bot.store.protocols.empty_digests import EmptyDigestStore
from bot.store.protocols.feed_notices import FeedNoticeStore
from bot.store.protocols.feeds import FeedStore
from bot.store.protocols.follow_ups import FollowUpStore
from bot.store.protocols.follows import FollowStore
from bot.store.protocols.guilds import GuildStore
from bot.store.protocols.library import LibraryStore
from bot.store.protocols.outbox import OutboxStore
from bot.store.protocols.reading import ReadingStore
from bot.store.protocols.stories import StoryStore
from bot.store.protocols.story_lists import StoryListStore
from bot.store.protocols.subscriptions import SubscriptionStore
from bot.store.protocols.themes import ThemeStore
from bot.store.protocols.timelines import TimelineStore

__all__ = ["MAX_SEARCH_HITS", "Store"]


class Store(
    ArticleStore,
    ArticleQueries,
    AnalysisStore,
    ActorStore,
    ThemeStore,
    StoryStore,
    StoryListStore,
    BriefingStore,
    ReadingStore,
    TimelineStore,
    ComparisonStore,
    AliasRuleStore,
    GuildStore,
    SubscriptionStore,
    ApprovalStore,
    OutboxStore,
    EmptyDigestStore,
    FollowUpStore,
    FollowStore,
    FeedStore,
    FeedNoticeStore,
    LibraryStore,
    Protocol,
):
    """The library of articles, the settings of servers, the outbox, and the feeds.

    ``scope`` is the id of the server that asks, or ``SHARED`` for a direct message. It sees the shared articles and the
    server's own, and never another server's. Every write is one transaction. Every method raises StorageError if the
    database fails.
    """
