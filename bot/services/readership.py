"""Counts what the readers of each server open, and says how much they care about articles.

Nothing is stored about a person: only memory knows who was counted, until somebody is counted on another day (UTC).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.errors import NotFound, StorageError
from bot.models.articles import SHARED
from bot.models.briefing import BriefingRange
from bot.services.bounded_dict import BoundedDict
from bot.stories.interest import interest_in, interest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from bot.models.briefing import BriefedArticle
    from bot.models.reading import Opened, Subject
    from bot.services.actors.queries import ActorQueries
    from bot.services.guild_settings import GuildSettingsCache
    from bot.store.protocols.store import Store
    from bot.stories.interest import Interest
    from bot.text.actors.linking import LinkedActor

__all__ = ["Readership"]

log = structlog.get_logger(__name__)

MAX_REMEMBERED = 20_000
"""Readers and what they were counted for today; after more, somebody may be counted twice."""
MAX_INTERESTS = 200
"""Servers whose interest stays in memory."""
INTEREST_SECONDS = 3_600
"""How long an interest is used: what people open from a briefing must not reorder the pages that they turn."""
MAX_ACTORS = 10
"""Main actors of what is opened that are counted."""
MAX_NAMES = 10
"""Names of an actor that are counted: articles may call one person by several."""


class Readership:
    """Counts readers of themes and actors. ``scope`` is the server where they read; direct messages do not count."""

    def __init__(
        self, store: Store, actors: ActorQueries, settings: GuildSettingsCache, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._actors = actors
        self._settings = settings
        self._clock = clock
        self._counted: BoundedDict[tuple[int, int, Subject], None] = BoundedDict(MAX_REMEMBERED)
        self._day: date | None = None
        self._interests: BoundedDict[int, tuple[datetime, Interest]] = BoundedDict(MAX_INTERESTS)

    async def count(self, scope: int, user_id: int, opened: Opened) -> None:
        """Counts a reader for what they opened, at most once a day for each theme and actor.

        If that fails it is only logged, since the reader has the answer already.
        """
        if scope == SHARED:
            return
        try:
            if not await self._settings.counts_reading(scope):
                return
            subjects = [one for one in await self._subjects(scope, opened) if self._is_first(scope, user_id, one)]
            if subjects:
                await self._store.count_reader(scope, subjects, now=self._clock())
        except (NotFound, StorageError) as error:
            log.warning("reading.not_counted", error=str(error))

    async def interest_in(self, scope: int, articles: Sequence[BriefedArticle]) -> dict[int, float]:
        """How much a server reads of what articles are about, from 0 to below 1, by their ids; empty if unknown."""
        if scope == SHARED or not await self._settings.counts_reading(scope):
            return {}
        interest = await self._interest(scope)
        if not (interest.themes or interest.actors):
            return {}
        named = await self._store.main_appearances([one.article.id for one in articles], list(interest.actors))
        return interest_in(interest, articles, named)

    def forget(self, scope: int) -> None:
        """Drops the interest of a server from memory, because it was deleted from the store."""
        self._interests.pop(scope, None)

    async def _interest(self, scope: int) -> Interest:
        now, known = self._clock(), self._interests.get(scope)
        if known is not None and (now - known[0]).total_seconds() < INTEREST_SECONDS:
            return known[1]
        interest = interest_of(await self._store.reading_counts(scope), now)
        self._interests[scope] = now, interest
        return interest

    async def _subjects(self, scope: int, opened: Opened) -> list[Subject]:
        """The themes and the actors that an answer is about. Raises NotFound for an actor who is in no article."""
        ids = opened.articles
        articles = await self._store.briefed_articles(scope, BriefingRange(article_ids=ids), limit=max(1, len(ids)))
        themes = {one.theme for one in articles} | {opened.theme}
        main = await self._actors.main_actors(scope, [one.article.id for one in articles], limit=MAX_ACTORS)
        actors = [actor for actor, _ in main]
        actors += [(await self._actors.linked(scope, *actor))[0] for actor in opened.actors]
        return [*(theme for theme in themes if theme), *(one for actor in actors for one in _ids_of(actor))]

    def _is_first(self, scope: int, user_id: int, subject: Subject) -> bool:
        """True if somebody is not counted for a subject today yet; then they are from now on."""
        today = self._clock().date()
        if today != self._day:
            self._counted.clear()
            self._day = today
        is_first = (scope, user_id, subject) not in self._counted
        self._counted[scope, user_id, subject] = None
        return is_first


def _ids_of(actor: LinkedActor) -> list[int]:
    return [member.id for member in actor.members[:MAX_NAMES]]
