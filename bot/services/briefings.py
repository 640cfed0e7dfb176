"""Makes briefings: what happened in a period, or since somebody last asked in a channel."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.models.articles import SHARED
from bot.models.briefing import BriefedStory, Briefing, BriefingRange
from bot.services.briefing_subjects import BriefingSubject, articles_of_subject
from bot.stories.briefing import BEST, choose_quotations, in_order, main_names
from bot.stories.page_stories import join_stories
from bot.stories.words import sentence_stems

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from bot.models.articles import ArticleHeader
    from bot.models.briefing import BriefedArticle, DigestArticles, ReadArticle
    from bot.services.actors.queries import ActorQueries
    from bot.services.readership import Readership
    from bot.store.protocols.store import Store

__all__ = [
    "BRIEF_SENTENCES",
    "FIRST_HOURS",
    "LEADS",
    "PAGE_SIZE",
    "BriefingPage",
    "Briefings",
    "briefing_page_of",
    "digest_page",
]

MAX_ARTICLES = 500
"""Articles of which a briefing is made, the latest."""
BRIEF_SENTENCES = 2
"""Sentences for each leading story, unless somebody wants it shorter or longer."""
LEADS = 5
"""Stories of the first page that are told in sentences."""
PAGE_SIZE = 13
"""Stories of a page; those after the leads have a line each."""
MAX_JOINED = 150
"""Articles, the latest, of which stories are joined on a page: 150 take 30 ms, and 500 half a second."""
MAX_READ, MAX_EARLIER_READ = 10, 5
"""Articles of a story whose sentences are read, the latest; and of those from before the briefing's time."""
MAX_NAMES_READ = 4
DIGEST_IS_GONE = "This briefing is no longer stored here."
FIRST_HOURS = "24 hours"
"""What is shown where nobody has asked before."""


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """A briefing, and in words what it is about: ``when`` fits after "from", ``about`` is a theme or a name.

    ``since`` is set instead of ``when`` if it shows what was added since somebody last asked in the channel, and
    ``digest_of`` if it is what a channel gets as a digest: the local time of that; ``digest`` is then its ``batch_id``,
    None for a test.
    """

    briefing: Briefing
    when: str = ""
    since: datetime | None = None
    about: str | None = None
    digest_of: datetime | None = None
    digest: int | None = None


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
        if subject.digest is not None:
            return await digest_page(self._store, scope, subject.digest, page, sentences=sentences)
        zone, now = await self._zone_of(scope), self._clock()
        found = await articles_of_subject(
            self._store, self._actors, scope, subject, zone=zone, now=now, most=MAX_ARTICLES
        )
        interest = await self._readership.interest_in(scope, found.articles)
        briefing = await _briefing(self._store, scope, found.articles, found.wanted, page, sentences, interest)
        briefing = replace(briefing, is_capped=found.is_capped)
        if subject.added:
            return BriefingPage(briefing, since=subject.added[0])
        return BriefingPage(briefing, found.period.dates, about=found.actor.name if found.actor else subject.theme)


async def digest_page(
    store: Store, guild_id: int, digest: int, page: int = 0, *, sentences: int = BRIEF_SENTENCES
) -> BriefingPage:
    """A page of the digest whose deliveries share this ``batch_id``, as its articles are now.

    Raises NotFound if the server has no such digest any longer.
    """
    made_of = await store.digest_articles(guild_id, digest)
    if made_of is None:
        raise NotFound(DIGEST_IS_GONE)
    shown = await briefing_page_of(store, guild_id, made_of, page, sentences=sentences)
    return replace(shown, digest=digest)


async def briefing_page_of(
    store: Store, scope: int, made_of: DigestArticles, page: int = 0, *, sentences: int = BRIEF_SENTENCES
) -> BriefingPage:
    """A page of the briefing that tells the articles of a digest.

    An article that got no post because one of these tells the same is told with it. One that was added later is named
    only, so that the stories stay as they were posted.
    """
    first, last = min(made_of.posted), max(made_of.posted)
    ids = (*made_of.posted, *(one for one in made_of.named if one >= first))
    wanted = BriefingRange(added=(first - 1, last), article_ids=ids)
    found = await store.briefed_articles(scope, wanted, limit=MAX_ARTICLES)
    later = [one for one in found if one.article.id > last]
    briefing = await _briefing(store, scope, [one for one in found if one.article.id <= last], wanted, page, sentences)
    stories = {one.article.id: one.story for one in found}

    def as_posted(story: BriefedStory) -> BriefedStory:
        told_by = story.articles
        of_story = stories[told_by[0].id]
        named = tuple(one.article for one in later if one.story is not None and one.story == of_story)
        again = next(filter(None, (made_of.posted.get(one.id) for one in told_by)), None)
        return replace(story, articles=(*told_by, *named), again=again)

    leads, others = (tuple(map(as_posted, told)) for told in (briefing.leads, briefing.others))
    return BriefingPage(replace(briefing, leads=leads, others=others), digest_of=made_of.digest_of)


async def _briefing(
    store: Store,
    scope: int,
    found: Sequence[BriefedArticle],
    wanted: BriefingRange,
    page: int,
    sentences: int,
    interest: Mapping[int, float] | None = None,
) -> Briefing:
    """A page of the briefing on the articles that were found, the newest first; the last page if there are fewer.

    ``interest`` is what the server reads of them; a digest goes without, and none of its stories are joined, since its
    pages stay as they were posted.
    """
    shown_as = {} if interest is None else await _shown_as(store, found)
    stories = in_order(found, interest, shown_as)
    start = PAGE_SIZE * min(page, max(0, len(stories) - 1) // PAGE_SIZE)
    shown = stories[start : start + PAGE_SIZE]
    leads = await _told(store, scope, shown[:LEADS], wanted, sentences) if start == 0 else ()
    return Briefing(
        leads,
        tuple(BriefedStory(tuple(one.article for one in story)) for story in shown[len(leads) :]),
        len(stories),
        len(found),
    )


async def _shown_as(store: Store, articles: Sequence[BriefedArticle]) -> dict[int, int]:
    """The stories that are one with another story on this page, each with the oldest of these."""
    compared = await store.compared_articles([one.article.id for one in articles[:MAX_JOINED]])
    ids = list(compared)
    groups = await asyncio.to_thread(join_stories, list(compared.values()))
    return {ids[at]: ids[group[0]] for group in groups for at in group[1:]}


async def _told(
    store: Store, scope: int, stories: Sequence[tuple[BriefedArticle, ...]], wanted: BriefingRange, count: int
) -> tuple[BriefedStory, ...]:
    """The stories with the sentences that tell them."""
    ids = sorted({one.story for story in stories for one in story if one.story is not None})
    earlier: dict[int, list[ArticleHeader]] = {}
    if wanted.since or wanted.added:
        earlier = await store.earlier_articles(scope, ids, wanted)
    # An article dated by a day may be of both times: of the period, and of the part of its day before that.
    shown = {one.article.id for story in stories for one in story}
    before = [[one for one in _of_stories(earlier, story) if one.id not in shown] for story in stories]
    now_read = [[one.article.id for one in story[:MAX_READ]] for story in stories]
    then_read = [[article.id for article in articles[-MAX_EARLIER_READ:]] for articles in before]
    texts = await store.read_articles(
        [article for group in (*now_read, *then_read) for article in group], sentences=BEST, names=MAX_NAMES_READ
    )
    # In a thread: comparing some hundred sentences takes tens of milliseconds.
    return await asyncio.to_thread(_tell, stories, before, now_read, then_read, texts, count)


def _of_stories(
    earlier: Mapping[int, Sequence[ArticleHeader]], articles: Iterable[BriefedArticle]
) -> list[ArticleHeader]:
    """The earlier articles of the stories of some articles, the oldest first."""
    found = [one for story in {article.story or 0 for article in articles} for one in earlier.get(story, ())]
    return sorted(found, key=lambda one: (one.date, one.id))


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
        names = main_names(read, " ".join([headline, *(one.text for one in new + more)]))
        leads.append(BriefedStory(articles, new + more, names, first, new=bool(new)))
    return tuple(leads)
