"""What a briefing is about, as it is typed and as the subject of a button keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.models.briefing import BriefingRange
from bot.services.periods import is_period, parse_period

if TYPE_CHECKING:
    from bot.services.actors.queries import ActorQueries
    from bot.services.library import Library
    from bot.services.periods import Period
    from bot.text.actors.linking import LinkedActor

__all__ = ["BriefingSubject", "split_period", "subject_range", "typed_subject"]

_DIGEST = re.compile(r"digest\.(\d{1,18})")
_ADDED = re.compile(r"\+(\d{1,10})\.(\d{1,18})\.(\d{1,18})")
_NARROWED = re.compile(
    r"(?P<period>[^|]*)\|(?:theme\|(?P<theme>.+)|actor\|(?P<actor>\d{1,18})(?:\.(?P<article>\d{1,18}))?)"
)
_ABOUT = re.compile(r"\A(?:about|of|for|on|with)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BriefingSubject:
    """Which articles a briefing is about: of a ``period`` as it was typed, or what was ``added``.

    ``added`` has the time since when, the id of the last article before that, and of the last one that counts. A period
    may be narrowed to a ``theme``, or to an ``actor``: the id, and of an article that means this person. Or they are
    those of a ``digest``: the ``batch_id`` of its deliveries.
    """

    period: str = ""
    added: tuple[datetime, int, int] | None = None
    theme: str | None = None
    actor: tuple[int, int | None] | None = None
    digest: int | None = None

    def __str__(self) -> str:
        """The subject of a button, short enough for a custom id."""
        if self.digest is not None:
            return f"digest.{self.digest}"
        if self.added:
            since, after, up_to = self.added
            return f"+{int(since.timestamp())}.{after}.{up_to}"
        if self.actor:
            return f"{self.period}|actor|{'.'.join(str(one) for one in self.actor if one is not None)}"
        return f"{self.period}|theme|{self.theme}" if self.theme else self.period

    def of_all_time(self) -> BriefingSubject:
        """The same actor or theme, in no period."""
        return replace(self, period="")

    @classmethod
    def read(cls, subject: str) -> BriefingSubject:
        """The inverse of ``str``."""
        if digest := _DIGEST.fullmatch(subject):
            return cls(digest=int(digest[1]))
        if added := _ADDED.fullmatch(subject):
            since, after, up_to = map(int, added.groups())
            return cls(added=(datetime.fromtimestamp(since, UTC), after, up_to))
        narrowed = _NARROWED.fullmatch(subject)
        if narrowed is None:
            return cls(subject)
        if narrowed["theme"]:
            return cls(narrowed["period"], theme=narrowed["theme"])
        article = int(narrowed["article"]) if narrowed["article"] else None
        return cls(narrowed["period"], actor=(int(narrowed["actor"]), article))


async def subject_range(
    actors: ActorQueries, scope: int, subject: BriefingSubject, period: Period, *, now: datetime, limit: int
) -> tuple[BriefingRange, LinkedActor | None]:
    """Which articles of a period a subject means, so many at most if it is about an actor, and this actor.

    ``period`` is that of the subject. Raises NotFound for an actor who is in no article any longer.
    """
    if subject.added:
        return BriefingRange(added=subject.added[1:]), None
    since, until = period.since(now), period.until(now)
    if subject.actor is None:
        return BriefingRange(since, until, theme=subject.theme), None
    actor, ids = await actors.articles_naming(scope, *subject.actor, since=since, until=until, limit=limit)
    return BriefingRange(since, until, article_ids=ids), actor


async def typed_subject(library: Library, actors: ActorQueries, scope: int, words: str) -> BriefingSubject:
    """What the words mean: a period, a theme or an actor, or one of these two with a period before or after it.

    Raises InputError for an impossible period; NotFound with suggestions for words that mean none of these.
    """
    words = " ".join(words.split())
    if parse_period(words):
        return BriefingSubject(words)
    whole = await _narrowed(library, actors, scope, words, "", exact=True)
    if whole is not None:
        return whole
    period, rest = split_period(words)
    found = await _narrowed(library, actors, scope, rest, period, exact=False)
    return found or BriefingSubject(period)


def split_period(words: str) -> tuple[str, str]:
    """The period that the words begin or end with, the longest, and the rest; "" for none."""
    given = words.split()
    for count in range(len(given) - 1, 0, -1):
        for period, rest in ((given[-count:], given[:-count]), (given[:count], given[count:])):
            if is_period(" ".join(period)):
                return " ".join(period), " ".join(rest)
    return "", words


async def _narrowed(
    library: Library, actors: ActorQueries, scope: int, words: str, period: str, *, exact: bool
) -> BriefingSubject | None:
    """The theme or the actor that the words mean; with ``exact``, None if they mean none exactly."""
    words = _ABOUT.sub("", words)
    if label := await library.theme_called(scope, words):
        return BriefingSubject(period, theme=label)
    try:
        actor = await actors.find(scope, words, exact=exact)
    except NotFound:
        if exact:
            return None
        raise
    return BriefingSubject(period, actor=actor)
