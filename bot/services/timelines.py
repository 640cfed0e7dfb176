"""Makes timelines: what happened to an actor, or in a theme, story by story."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.timeline import Companion, Timeline
from bot.services.briefing_subjects import articles_of_subject
from bot.stories.briefing import by_story
from bot.stories.timeline import BEST, timeline_entry
from bot.text.actors.fuller_names import joined_to_fuller_names

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from bot.models.briefing import BriefedArticle, ReadArticle
    from bot.models.timeline import TimelineEntry
    from bot.services.actors.queries import ActorQueries
    from bot.services.briefing_subjects import BriefingSubject
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["Timelines"]

MAX_ARTICLES = 300
"""Articles of which a timeline is made, the latest: some sixty pages."""
MAX_COMPANIONS, CANDIDATES = 3, 9
"""Companions that are shown, and those whose names are compared: some may be another form of one name."""


class Timelines:
    """Makes timelines from what is stored. ``scope`` is the asker's server, of which ``zone_of`` is the time zone."""

    def __init__(
        self,
        store: Store,
        actors: ActorQueries,
        clock: Callable[[], datetime],
        zone_of: Callable[[int], Awaitable[str]],
    ) -> None:
        self._store = store
        self._actors = actors
        self._clock = clock
        self._zone_of = zone_of

    async def timeline(self, scope: int, subject: BriefingSubject) -> Timeline:
        """The timeline of the actor or the theme of a subject, in its period.

        Raises NotFound for an actor who is in no article any longer.
        """
        zone, now = await self._zone_of(scope), self._clock()
        found = await articles_of_subject(
            self._store, self._actors, scope, subject, zone=zone, now=now, most=MAX_ARTICLES
        )
        actor, articles, period = found.actor, found.articles, found.period
        ids = [one.article.id for one in articles]
        if actor is None:
            read = await self._store.read_articles(ids, sentences=BEST, names=0)
        else:
            members = [member.id for member in actor.members]
            read = await self._store.telling_articles(members, ids, sentences=BEST)
        # In a thread: comparing the sentences of some hundred articles takes tens of milliseconds.
        entries, in_passing = await asyncio.to_thread(_entries, articles, read)
        return Timeline(
            about=actor.name if actor else subject.theme or "",
            when=period.dates if period.hours is not None else "",
            entries=entries,
            dates=tuple(one.article.date for one in articles),
            companions=await self._companions(scope, actor, articles),
            in_passing=in_passing,
            is_capped=found.is_capped,
        )

    async def _companions(
        self, scope: int, actor: LinkedActor | None, articles: Sequence[BriefedArticle]
    ) -> tuple[Companion, ...]:
        """Who else is a main actor of most of the articles."""
        dates = {one.article.id: one.article.date for one in articles}
        own = {member.id for member in actor.members} if actor else set()
        counted = await self._actors.main_actors(scope, list(dates), limit=CANDIDATES)
        others = {one.name: ids for one, ids in counted if own.isdisjoint(member.id for member in one.members)}
        merged = joined_to_fuller_names(others, actor.name if actor else "")
        return tuple(Companion(name, tuple(sorted(dates[id_] for id_ in ids))) for name, ids in merged[:MAX_COMPANIONS])


def _entries(
    articles: Sequence[BriefedArticle], read: Mapping[int, ReadArticle]
) -> tuple[tuple[TimelineEntry, ...], int]:
    """An entry for each story, the oldest date first, and how many stories have none."""
    stories = [[one.article for one in story] for story in by_story(articles)]
    made = [timeline_entry(story, [read[one.id] for one in story if one.id in read]) for story in stories]
    entries = [entry for entry in made if entry is not None]
    entries.sort(key=lambda entry: (entry.quotation.article.date, entry.quotation.article.id))
    return tuple(entries), len(made) - len(entries)
