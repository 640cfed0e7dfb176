"""Small feeds and items for tests."""

from __future__ import annotations

from datetime import datetime

from store.samples import NOW

from bot.models.articles import SHARED
from bot.models.feeds import Feed, FeedDocument, FeedItem, FeedText, NewItem, Outcome, Stage, StageResult
from bot.store.protocols.store import Store

URL = "https://news.example/feed.xml"
READ = StageResult(Stage.FEED_READ, Outcome.PASSED)
NEW = StageResult(Stage.NEW, Outcome.PASSED)
NO_ARTICLE = StageResult(Stage.IS_ARTICLE, Outcome.FAILED, "it is a video")


async def add_feed(
    store: Store,
    url: str = URL,
    *,
    scope: int = SHARED,
    title: str = "The Paper",
    by: int | None = 7,
    channel_id: int | None = None,
) -> Feed:
    return await store.add_feed(
        scope,
        url,
        title=title,
        site=None,
        text_from=FeedText.AUTO,
        now=NOW,
        next_poll_at=NOW,
        by=by,
        channel_id=channel_id,
    )


def item(name: str, *, html: str = "", published: datetime | None = None) -> FeedItem:
    link = f"https://news.example/{name.lower().replace(' ', '-')}"
    return FeedItem(guid=link, link=link, title=name, html=html or f"<p>{name} it was.</p>", published_at=published)


def new(name: str, *, is_posted: bool = True, skipped: str = "") -> NewItem:
    return NewItem(item(name), (f"id:{name}", f"title:{name}"), is_posted=is_posted, skipped=skipped)


async def read(
    store: Store,
    feed: Feed,
    *items: NewItem,
    now: datetime = NOW,
    next_poll_at: datetime = NOW,
    url: str = "",
    document: FeedDocument | None = None,
    **more: object,
) -> int:
    return await store.record_read(
        feed.id,
        now=now,
        next_poll_at=next_poll_at,
        url=url or feed.url,
        etag='"1"',
        last_modified="Sat, 21 Nov 2026 10:00:00 GMT",
        document=document or FeedDocument("The Paper", None, ()),
        new=items,
        **more,  # type: ignore[arg-type]
    )
