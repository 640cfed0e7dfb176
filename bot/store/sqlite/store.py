"""Opens a SQLite file as a ``Store``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.store.sqlite.actors import SqliteActors
from bot.store.sqlite.alias_rules import SqliteAliasRules
from bot.store.sqlite.analyses import SqliteAnalyses
from bot.store.sqlite.approvals import SqliteApprovals
from bot.store.sqlite.article_queries import SqliteArticleQueries
from bot.store.sqlite.articles import SqliteArticles
from bot.store.sqlite.briefings import SqliteBriefings
from bot.store.sqlite.comparisons import SqliteComparisons
from bot.store.sqlite.connection import Database
from bot.store.sqlite.empty_digests import SqliteEmptyDigests
from bot.store.sqlite.feed_notices import SqliteFeedNotices
from bot.store.sqlite.feeds import SqliteFeeds
from bot.store.sqlite.files import read_only_options
from bot.store.sqlite.follow_ups import SqliteFollowUps
from bot.store.sqlite.follows import SqliteFollows
from bot.store.sqlite.guilds import SqliteGuilds
from bot.store.sqlite.lease import take_lease, wait_until_free
from bot.store.sqlite.library import SqliteLibrary
from bot.store.sqlite.migrator import migrate, migrations, version_of
from bot.store.sqlite.outbox import SqliteOutbox
from bot.store.sqlite.reading import SqliteReading
from bot.store.sqlite.stories import SqliteStories
from bot.store.sqlite.story_lists import SqliteStoryLists
from bot.store.sqlite.subscriptions import SqliteSubscriptions
from bot.store.sqlite.themes import SqliteThemes
from bot.store.sqlite.timelines import SqliteTimelines

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SqliteStore"]


class SqliteStore(
    SqliteArticles,
    SqliteArticleQueries,
    SqliteAnalyses,
    SqliteActors,
    SqliteThemes,
    SqliteStories,
    SqliteStoryLists,
    SqliteBriefings,
    SqliteReading,
    SqliteTimelines,
    SqliteComparisons,
    SqliteAliasRules,
    SqliteGuilds,
    SqliteSubscriptions,
    SqliteApprovals,
    SqliteOutbox,
    SqliteEmptyDigests,
    SqliteFollowUps,
    SqliteFollows,
    SqliteFeeds,
    SqliteFeedNotices,
    SqliteLibrary,
):
    """A ``Store`` in one SQLite file."""

    @classmethod
    async def open(cls, path: Path, *, backup: bool = True, exclusive: bool = False) -> SqliteStore:
        """Opens a file, which is created or migrated to the newest version first. Raises StorageError.

        With ``exclusive`` the store takes the lease first, and gives it back when it is closed.
        """
        last = await wait_until_free(path) if exclusive else None  # so that a running bot's database is not migrated
        await asyncio.to_thread(migrate, path, backup=backup)
        if not exclusive:
            return cls(await Database.open(path))
        lease = await asyncio.to_thread(take_lease, path, last)
        try:
            return cls(await Database.open(path, lease))
        except BaseException:
            lease.release()
            raise

    @classmethod
    async def open_read_only(cls, path: Path) -> SqliteStore | None:
        """Opens a file for reading, without changing any file; None if it would have to be created or migrated.

        Raises StorageError.
        """
        if await asyncio.to_thread(version_of, path) != len(migrations()):
            return None
        return cls(await Database.open(path, options=read_only_options(path)))
