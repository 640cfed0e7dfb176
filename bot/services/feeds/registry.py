"""What editors do with feeds: find, add, list, pause, resume, remove, import and export them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import DuplicateFeed, InputError, NotFound, SeveralFit
from bot.intake.feeds.opml import read_opml, write_opml
from bot.intake.urls import feed_key
from bot.models.articles import SHARED
from bot.models.feeds import FeedState, FeedText
from bot.services.feeds.finding import feed_address
from bot.services.feeds.second_addresses import same_feed, same_titles
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.models.feeds import Feed
    from bot.services.analysis.pool import AnalysisPool
    from bot.services.feeds.finding import FeedFinder, FoundFeed
    from bot.services.feeds.previews import ItemPreviews, PreviewedItem
    from bot.services.feeds.reading import FeedReader
    from bot.store.protocols.store import Store

__all__ = ["MAX_SERVER_FEEDS", "FeedPreview", "FeedRegistry", "ImportedFeed"]

log = structlog.get_logger(__name__)

MAX_SERVER_FEEDS = 50
MAX_NAMED = 10
"""How many feeds an error names."""
PAUSED_BY_EDITOR, PAUSED_BY_OWNER = "an editor paused it", "the bot’s owner paused it"


@dataclass(frozen=True, slots=True)
class FeedPreview:
    """A feed that was found, with its last items, and the feed that it seems to be under another address, if any."""

    found: FoundFeed
    items: tuple[PreviewedItem, ...]
    same_as: Feed | None


@dataclass(frozen=True, slots=True)
class ImportedFeed:
    """What came of a feed of an imported file: the feed that was added, or that was known; or a problem."""

    title: str
    url: str
    feed_id: int | None
    is_new: bool
    problem: str = ""


class FeedRegistry:
    """Changes the feeds of a scope. The caller checks the rights of the person who asks.

    ``by`` is the Discord user id of the person who does it, None on the command line. ``on_due`` is called when feeds
    or items may be due that were not before.
    """

    def __init__(
        self,
        store: Store,
        reader: FeedReader,
        finder: FeedFinder,
        previews: ItemPreviews,
        pool: AnalysisPool,
        clock: Callable[[], datetime],
        *,
        interval: timedelta,
        on_due: Callable[[], object] = lambda: None,
    ) -> None:
        self._store = store
        self._reader = reader
        self._finder = finder
        self._previews = previews
        self._pool = pool
        self._clock = clock
        self._interval = interval
        self._on_due = on_due

    async def find(self, link: str, *, scope: int) -> FoundFeed:
        """The feed at or of a link. Raises InputError, DuplicateFeed if it is read already, or WorkerUnavailable."""
        found = await self._finder.find(link, scope=scope)
        for feed in await self._store.feeds(scope):
            if feed_key(feed.url) == feed_key(found.url):
                raise DuplicateFeed(feed.id, feed.title)
        return found

    async def preview(self, found: FoundFeed, *, scope: int) -> FeedPreview:
        """What somebody should see of a feed before they follow it."""
        items = await self._previews.of(found.read.document, scope=scope)
        feeds = await self._store.feeds(scope)
        return FeedPreview(found, items, await same_feed(self._store, feeds, found.read, scope=scope))

    async def add(
        self,
        scope: int,
        found: FoundFeed,
        *,
        by: int | None,
        channel_id: int | None = None,
        text_from: FeedText = FeedText.AUTO,
    ) -> Feed:
        """Adds a feed that was found, with the items that it had then. Raises DuplicateFeed or InputError.

        ``channel_id`` is the channel in which editors are told if it cannot be read for days.
        """
        await self._require_space(scope)
        now = self._clock()
        feed = await self._store.add_feed(
            scope,
            found.url,
            title=found.title,
            site=found.read.document.site,
            text_from=text_from,
            now=now,
            next_poll_at=now + self._interval,  # if the process dies before the next line: nobody else reads it now
            by=by,
            channel_id=channel_id,
        )
        await self._reader.record(feed, found.response, found.read)
        log.info("feed.added", feed=feed.id, scope=scope, by=by)
        self._on_due()
        return await self._store.feed(feed.id) or feed

    async def of(self, scope: int) -> list[Feed]:
        """The feeds that a scope sees: its own and the shared ones."""
        return await self._store.feeds(scope)

    async def feed(self, scope: int, words: str) -> Feed:
        """The feed with a number, an address, or words of its title.

        Raises NotFound with the feeds that there are, SeveralFit if the words fit several.
        """
        typed = words.strip()
        feeds = await self._store.feeds(scope)
        number = typed.removeprefix("#")
        fits = [feed for feed in feeds if number == str(feed.id)]
        fits = fits or [feed for feed in feeds if typed and typed in (feed.url, feed.site)]
        fits = fits or [feed for feed in feeds if typed and name_key(feed.title) == name_key(typed)]
        wanted = set(name_key(typed).split())
        fits = fits or [feed for feed in feeds if wanted and wanted <= set(name_key(feed.title).split())]
        if len(fits) == 1:
            return fits[0]
        if fits:
            msg = f"Several feeds fit: {_listed(fits)}. Give the number of one."
            raise SeveralFit(msg)
        there = f"The feeds are {_listed(feeds)}." if feeds else "There are no feeds yet."
        msg = f"No feed has that number or those words in its title. {there}"
        raise NotFound(msg)

    async def pause(self, feed: Feed, *, by: int | None) -> None:
        """Stops reading a feed until it is resumed."""
        reason = PAUSED_BY_OWNER if feed.scope == SHARED else PAUSED_BY_EDITOR
        await self._set_state(feed, FeedState.PAUSED, reason, by)

    async def resume(self, feed: Feed, *, by: int | None) -> None:
        """Reads a feed again."""
        await self._set_state(feed, FeedState.ACTIVE, None, by)
        self._on_due()

    async def remove(self, feed: Feed, *, by: int | None) -> None:
        """Removes a feed; its articles stay."""
        await self._store.remove_feed(feed.id)
        log.info("feed.removed", feed=feed.id, scope=feed.scope, by=by)

    async def set_text(self, feed: Feed, text_from: FeedText, *, by: int | None) -> None:
        """Changes where the text of a feed's articles comes from."""
        await self._store.set_feed_text(feed.id, text_from)
        log.info("feed.text_from", feed=feed.id, text_from=text_from, by=by)

    async def import_opml(
        self, scope: int, data: bytes, *, by: int | None, channel_id: int | None = None
    ) -> list[ImportedFeed]:
        """Adds the feeds of an OPML file, to be read one after the other. Raises InputError if it is none."""
        listed = await self._pool.run(read_opml, data, scope=scope)
        space = len(listed) if scope == SHARED else MAX_SERVER_FEEDS - await self._store.count_feeds(scope)
        imported: list[ImportedFeed] = []
        for title, url in listed:
            one = ImportedFeed(title, url, None, is_new=False, problem=_no_space(scope))
            if sum(each.is_new for each in imported) < space:
                at = self._clock() + len(imported) / len(listed) * self._interval
                one = await self._import(one, scope, at, by=by, channel_id=channel_id)
            imported.append(one)
        log.info("feeds.imported", scope=scope, by=by, added=sum(one.is_new for one in imported))
        self._on_due()
        return imported

    async def export_opml(self, scope: int) -> bytes:
        """The scope's own feeds as an OPML file."""
        own = [feed for feed in await self._store.feeds(scope) if feed.scope == scope]
        return await asyncio.to_thread(write_opml, own)

    async def _import(
        self, one: ImportedFeed, scope: int, next_poll_at: datetime, *, by: int | None, channel_id: int | None
    ) -> ImportedFeed:
        """Adds one feed of a file, which is read first at a time."""
        one = replace(one, problem="")
        try:
            valid = feed_address(one.url)
            feed = await self._store.add_feed(
                scope,
                valid,
                title=one.title or valid,
                site=None,
                text_from=FeedText.AUTO,
                now=self._clock(),
                next_poll_at=next_poll_at,
                by=by,
                channel_id=channel_id,
            )
        except DuplicateFeed as error:
            return replace(one, feed_id=error.feed_id)
        except InputError as error:
            return replace(one, problem=str(error))
        return replace(one, feed_id=feed.id, is_new=True)

    async def _set_state(self, feed: Feed, state: FeedState, reason: str | None, by: int | None) -> None:
        await self._store.set_feed_state(feed.id, state, reason, now=self._clock())
        log.info("feed.state", feed=feed.id, scope=feed.scope, state=state, by=by)

    async def _require_space(self, scope: int) -> None:
        if scope != SHARED and await self._store.count_feeds(scope) >= MAX_SERVER_FEEDS:
            raise InputError(_no_space(scope))


def _no_space(scope: int) -> str:
    whose = "The shared library" if scope == SHARED else "This server"
    return f"{whose} has {MAX_SERVER_FEEDS} feeds, which is the limit: remove one first."


def _listed(feeds: Sequence[Feed]) -> str:
    twins = same_titles(feeds)
    named = [f"{feed.id} “{feed.title}”{f' ({feed.url})' if feed.id in twins else ''}" for feed in feeds]
    more = f" and {len(named) - MAX_NAMED} more" if len(named) > MAX_NAMED else ""
    return ", ".join(named[:MAX_NAMED]) + more
