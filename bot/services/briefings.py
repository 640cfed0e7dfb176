"""Makes briefings: what happened in a period, or since somebody last asked in a channel."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.models.briefing import BriefedStory, Briefing
from bot.services.briefing_subjects import BriefingSubject, subject_range
from bot.services.periods import ALL, parse_period
from bot.stories.briefing import BEST, choose_quotations, in_order, main_names
from bot.stories.words import sentence_stems

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from bot.models.articles import ArticleHeader
    from bot.models.briefing import BriefedArticle, BriefingRange, ReadArticle
    from bot.services.actors.queries import ActorQueries
    from bot.services.readership import Readership
    from bot.store.protocols.store import Store

__all__ = ["FIRST_HOURS", "LEADS", "PAGE_SIZE", "BriefingPage", "Briefings"]

MAX_ARTICLES = 500
"""Articles of which a briefing is made, the latest."""
LEADS = 5
"""Stories of the first page that are told in sentences."""
PAGE_SIZE = 13
"""Stories of a page; those after the leads have a line each."""
MAX_READ, MAX_EARLIER_READ = 10, 5
"""Articles of a story whose sentences are read, the latest; and of those from before the briefing's time."""
MAX_NAMES_READ = 4
FIRST_HOURS = "24 hours"
"""What is shown where nobody has asked before."""


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """A briefing, and in words what it is about: ``when`` fits after "from", ``about`` is a theme or a name.

    ``since`` is set instead of ``when`` if it shows what was added since somebody last asked in the channel.
    """

    briefing: Briefing
    when: str = ""
    since: datetime | None = None
    about: str | None = None


class Briefings:
    """Makes briefings from what is stored. ``scope`` is the asker's server, of which ``zone_of`` is the time zone."""

    def __init__(
        self,
        store: Store,
        actors: ActorQueries,
        readership: Readership,
        clock: Callable[[], datetime],
        zone_of: Callable[[int], Awaitable[str]],
    ) -> None:
        self._store = store
        self._actors = actors
        self._readership = readership
        self._clock = clock
        self._zone_of = zone_of

    async def since_last_asked(self, scope: int, channel_id: int) -> tuple[BriefingSubject, int]:
        """What was added since somebody last asked in a channel, and the highest id of an article, for ``mark_asked``.

        The first time, and in direct messages, of which nothing is kept: the last 24 hours, or the last day that has
        articles.
        """
        newest_id = await self._store.newest_article_id()
        last = await self._store.last_briefing(scope, channel_id) if scope != SHARED else None
        if last is not None:
            return BriefingSubject(added=(*last, newest_id)), newest_id
        newest = await self._store.newest_date(scope)
        if newest is None or newest > self._clock() - timedelta(days=1):
            return BriefingSubject(FIRST_HOURS), newest_id
        return BriefingSubject(f"{newest:%Y-%m-%d}"), newest_id

    async def mark_asked(self, scope: int, channel_id: int, newest_id: int) -> None:
        """Stores that somebody asked in a channel of a server, and has seen what is new up to an article."""
        if scope != SHARED:
            await self._store.mark_briefing_asked(scope, channel_id, newest_id, now=self._clock())

    async def page(self, scope: int, subject: BriefingSubject, page: int, *, sentences: int) -> BriefingPage:
        """A page, from 0, with so many sentences for each of the leading stories; the last page if there are fewer.

        Raises NotFound for an actor who is in no article any longer.
        """
        period = parse_period(subject.period, await self._zone_of(scope)) or ALL
        now, limit = self._clock(), MAX_ARTICLES + 1
        wanted, actor = await subject_range(self._actors, scope, subject, period, now=now, limit=limit)
        found = await self._store.briefed_articles(scope, wanted, limit=limit)
        articles = found[:MAX_ARTICLES]
        stories = in_order(articles, await self._readership.interest_in(scope, articles))
        start = PAGE_SIZE * min(page, max(0, len(stories) - 1) // PAGE_SIZE)
        shown = stories[start : start + PAGE_SIZE]
        leads = await self._told(scope, shown[:LEADS], wanted, sentences) if start == 0 else ()
        briefing = Briefing(
            leads,
            tuple(BriefedStory(tuple(one.article for one in story)) for story in shown[len(leads) :]),
            len(stories),
            len(articles),
            is_capped=len(found) > MAX_ARTICLES,
        )
        if subject.added:
            return BriefingPage(briefing, since=subject.added[0])
        return BriefingPage(briefing, period.dates, about=actor.name if actor else subject.theme)

    async def _told(
        self, scope: int, stories: Sequence[tuple[BriefedArticle, ...]], wanted: BriefingRange, count: int
    ) -> tuple[BriefedStory, ...]:
        """The stories with the sentences that tell them."""
        ids = [story[0].story for story in stories if story[0].story is not None]
        earlier: dict[int, list[ArticleHeader]] = {}
        if wanted.since or wanted.added:
            earlier = await self._store.earlier_articles(scope, ids, wanted)
        # An article dated by a day may be of both times: of the period, and of the part of its day before that.
        shown = {one.article.id for story in stories for one in story}
        before = [[one for one in earlier.get(story[0].story or 0, []) if one.id not in shown] for story in stories]
        now_read = [[one.article.id for one in story[:MAX_READ]] for story in stories]
        then_read = [[article.id for article in articles[-MAX_EARLIER_READ:]] for articles in before]
        texts = await self._store.read_articles(
            [article for group in (*now_read, *then_read) for article in group], sentences=BEST, names=MAX_NAMES_READ
        )
        # In a thread: comparing some hundred sentences takes tens of milliseconds.
        return await asyncio.to_thread(_tell, stories, before, now_read, then_read, texts, count)


def _tell(
    stories: Iterable[tuple[BriefedArticle, ...]],
    before: Iterable[Sequence[ArticleHeader]],
    now_read: Iterable[Sequence[int]],
    then_read: Iterable[Sequence[int]],
    texts: Mapping[int, ReadArticle],
    count: int,
) -> tuple[BriefedStory, ...]:
    """Chooses the sentences of each story in turn, so that none says what one of another story above it says."""
    told: list[frozenset[str]] = []
    leads = []
    for story, earlier, now_ids, then_ids in zip(stories, before, now_read, then_read, strict=True):
        read = [texts[one] for one in now_ids if one in texts]
        known = [texts[one] for one in then_ids if one in texts]
        headline = story[0].article.title
        new = choose_quotations(read, 1, headline=headline, told=told, known=known) if known else ()
        told += [sentence_stems(one.text) for one in new]
        more = choose_quotations(read, count - len(new), headline=headline, told=told)
        told += [sentence_stems(one.text) for one in more]
        articles = tuple(one.article for one in story)
        first = min(earlier, key=lambda one: (one.date, one.id)) if earlier else None
        leads.append(BriefedStory(articles, new + more, main_names(read), first, new=bool(new)))
    return tuple(leads)
