"""What a briefing is about, as it is typed and as the subject of a button keeps it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import InputError, NotFound
from bot.models.briefing import BriefingRange
from bot.models.suggestions import SuggestionKind
from bot.services.actors.name_suggestions import suggest_for
from bot.services.lookup.query_words import without_lead_in
from bot.services.periods import ALL, is_period, parse_period

if TYPE_CHECKING:
    from bot.models.briefing import BriefedArticle
    from bot.services.actors.queries import ActorQueries
    from bot.services.library import Library
    from bot.services.periods import Period
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["BriefingSubject", "SubjectArticles", "articles_of_subject", "split_period", "typed_subject"]

_DIGEST = re.compile(r"digest\.(\d{1,18})")
_ADDED = re.compile(r"\+(\d{1,10})\.(\d{1,18})\.(\d{1,18})")
_NARROWED = re.compile(
    r"(?P<period>[^|]*)\|(?:theme\|(?P<theme>.+)|actor\|(?P<actor>\d{1,18})(?:\.(?P<article>\d{1,18}))?)"
)
MAX_PERIOD_WORDS = 16
"""More than the longest way to write a range of two days has."""
NOT_ONLY_A_PERIOD = "A timeline is of a name or a theme: type one before the period."


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


@dataclass(frozen=True, slots=True)
class SubjectArticles:
    """The articles that a subject means, the newest first; ``is_capped`` if there are more.

    ``wanted`` is what the store was asked for, and ``actor`` whom the subject is about.
    """

    period: Period
    wanted: BriefingRange
    actor: LinkedActor | None
    articles: tuple[BriefedArticle, ...]
    is_capped: bool


async def articles_of_subject(
    store: Store, actors: ActorQueries, scope: int, subject: BriefingSubject, *, zone: str, now: datetime, most: int
) -> SubjectArticles:
    """The articles that a subject means, the latest ``most`` of them; ``zone`` is the time zone of its period.

    Raises NotFound for an actor who is in no article any longer.
    """
    period = parse_period(subject.period, zone) or ALL
    since, until = period.since(now), period.until(now)
    actor, wanted = None, BriefingRange(since, until, theme=subject.theme)
    if subject.added:
        wanted = BriefingRange(added=subject.added[1:])
    elif subject.actor is not None:
        actor, ids = await actors.articles_naming(scope, *subject.actor, since=since, until=until, limit=most + 1)
        wanted = BriefingRange(since, until, article_ids=ids)
    found = await store.briefed_articles(scope, wanted, limit=most + 1)
    return SubjectArticles(period, wanted, actor, tuple(found[:most]), is_capped=len(found) > most)


async def typed_subject(
    library: Library, actors: ActorQueries, scope: int, words: str, asked: SuggestionKind
) -> BriefingSubject:
    """What the words mean: a period, a theme or an actor, or one of these two with a period before or after it.

    Raises InputError for an impossible period, or for one alone where a timeline was ``asked`` for; NotFound with
    suggestions, which open what was asked for, if the words mean none of these.
    """
    words = " ".join(words.split())
    if parse_period(words):
        if asked is SuggestionKind.TIMELINE:
            raise InputError(NOT_ONLY_A_PERIOD)
        return BriefingSubject(words)
    with contextlib.suppress(NotFound):
        return await _narrowed(library, actors, scope, words, "", exact=True)
    period, rest = split_period(words)
    try:
        return await _narrowed(library, actors, scope, without_lead_in(rest), period)
    except NotFound as error:
        suggest_for(error, asked, words, lambda key: str(BriefingSubject(period, actor=_actor(key))))
        raise


def split_period(words: str) -> tuple[str, str]:
    """The period that the words begin or end with, the longest, and the rest; "" for none."""
    given = words.split()
    for count in range(min(len(given) - 1, MAX_PERIOD_WORDS), 0, -1):
        for period, rest in ((given[-count:], given[:-count]), (given[:count], given[count:])):
            if is_period(" ".join(period)):
                return " ".join(period), " ".join(rest)
    return "", words


def _actor(key: str) -> tuple[int, int | None]:
    """The id of an actor, and that of an article that means this person if the key of a suggestion has one."""
    actor, _, article = key.partition(".")
    return int(actor), int(article) if article else None


async def _narrowed(
    library: Library, actors: ActorQueries, scope: int, words: str, period: str, *, exact: bool = False
) -> BriefingSubject:
    """The theme or the actor that the words mean; with ``exact``, no similar names are tried. Raises as ``find``."""
    if label := await library.theme_called(scope, words):
        return BriefingSubject(period, theme=label)
    return BriefingSubject(period, actor=await actors.find(scope, words, exact=exact))
