"""The services for feeds over a real store and a web without sockets."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from conftest import Clock
from services.feeds.web import FEED, FakeWeb
from store.samples import HERE

from bot.errors import WorkerUnavailable
from bot.intake.http.host_limits import HostLimits
from bot.intake.web.fetch import PageFetcher
from bot.models.feeds import Feed, ItemRecord
from bot.runtime.app import Resources
from bot.runtime.feeds import FeedServices, build_feeds
from bot.services.feeds.registry import FeedPreview
from bot.services.linked_articles import LinkedArticles
from bot.services.newsroom import Newsroom
from bot.store.protocols.store import Store


@dataclass
class Desk:
    """Editors' side of the services, and short ways to them."""

    services: FeedServices
    store: Store
    web: FakeWeb
    clock: Clock
    resources: Resources

    async def follow(self, url: str = FEED, *, scope: int = HERE) -> Feed:
        """Adds the feed at an address."""
        return await self.services.registry.add(scope, await self.services.registry.find(url, scope=scope), by=7)

    async def preview(self, url: str = FEED) -> FeedPreview:
        """What is shown of the feed at an address before it is added."""
        return await self.services.registry.preview(await self.services.registry.find(url, scope=HERE), scope=HERE)

    async def again(self, feed: Feed) -> Feed:
        """A feed as it is now."""
        found = await self.store.feed(feed.id)
        assert found is not None
        return found

    async def poll(self, seconds: float = 0.0) -> int:
        """What is read so much later."""
        self.clock.move(seconds)
        return await self.services.poller.poll_due()

    async def poll_when_due(self, feed: Feed) -> int:
        self.clock.at = (await self.again(feed)).next_poll_at
        return await self.services.poller.poll_due()

    async def ingest(self, seconds: float = 0.0) -> int:
        self.clock.move(seconds)
        return await self.services.ingest.ingest_due()

    async def titles(self) -> list[str]:
        """The articles that the server sees, those added first first."""
        return [article.title for article in reversed(await self.store.articles(HERE, limit=99))]

    async def items(self, feed: Feed) -> list[ItemRecord]:
        """The feed's items, those that came first first."""
        return (await self.store.items(feed.id, limit=99))[1][::-1]


def build_desk(resources: Resources, clock: Clock, web: FakeWeb) -> Desk:
    resources = replace(resources, http=web)  # type: ignore[arg-type]
    newsroom = Newsroom(resources.store, resources.analysis_pool, clock)
    pages = LinkedArticles(PageFetcher(web), resources.analysis_pool, clock)  # type: ignore[arg-type]
    services = build_feeds(resources, web, HostLimits(), newsroom, pages, on_article=lambda: None)  # type: ignore[arg-type]
    return Desk(services, resources.store, web, clock, resources)


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb()


@pytest.fixture
async def desk(resources: Resources, clock: Clock, web: FakeWeb) -> Desk:
    await resources.store.subscribe(HERE, 1, now=clock(), by=None)
    return build_desk(resources, clock, web)


async def no_worker(*_: object, **__: object) -> None:
    """What any call of the analysis does without a worker."""
    msg = "No worker."
    raise WorkerUnavailable(msg)
