"""Converts between rows and the values of ``bot.models``: times, JSON, articles, actors and subscriptions.

Analyses have ``analysis_rows``, deliveries ``delivery_rows``. Also conditions and parameters that many queries share.
"""

from __future__ import annotations

import functools
import json
import math
import sqlite3
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from bot.models.actors import StoredActor
from bot.models.analysis import ActorKind
from bot.models.approvals import ApprovalRules
from bot.models.articles import SHARED, Article, ArticleHeader
from bot.models.filters import (
    EVERYTHING,
    ChannelFilter,
    ChannelLimits,
    Condition,
    DigestSchedule,
    FilterKind,
    PostingAgain,
    QuietHours,
)
from bot.models.guilds import PostLook, PostStyle, Subscription, SubscriptionState
from bot.store.sqlite.driver_errors import storage_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "ARTICLE_HEADER_COLUMNS",
    "IN_PERIOD",
    "IN_SCOPE",
    "VISIBLE",
    "article",
    "article_header",
    "channel_filter",
    "channel_limits",
    "dump",
    "filter_values",
    "limit_values",
    "load",
    "maybe_moment",
    "maybe_seconds",
    "moment",
    "period",
    "post_look",
    "reads_stored",
    "seconds",
    "stored_actor",
    "subscription",
    "visible_to",
]

P = ParamSpec("P")
T = TypeVar("T")

ARTICLE_HEADER_COLUMNS = (
    "a.id, a.number, a.scope, a.title, a.source, a.url, a.date, a.published_at, a.removed_at, a.author"
)
"""The columns of an ``ArticleHeader``, from ``article AS a``."""
IN_SCOPE = "scope IN (:shared, :scope)"
"""True for the rows of any table with a ``scope`` that a scope sees; ``visible_to`` gives the parameters."""
VISIBLE = f"a.{IN_SCOPE} AND a.removed_at IS NULL"
"""True for the rows of ``article AS a`` that a scope sees and that were not removed."""
_FROM = "(a.date > {0} - 86400 AND (a.date >= {0} OR a.date % 86400 = 0))"
IN_PERIOD = f"(:since IS NULL OR {_FROM.format(':since')}) AND (:until IS NULL OR NOT {_FROM.format(':until')})"
"""True for the rows of ``article AS a`` that are dated in a period; ``period`` gives the parameters.

An article that is dated by a day, stored as its midnight, may be of any time of that day: it belongs to the period that
the end of the day is in.
"""


def visible_to(scope: int) -> dict[str, object]:
    """The parameters of ``IN_SCOPE`` and ``VISIBLE``."""
    return {"shared": SHARED, "scope": scope}


def period(since: datetime | None, until: datetime | None) -> dict[str, object]:
    """The parameters of ``IN_PERIOD``; None means no bound."""
    return {"since": maybe_seconds(since), "until": maybe_seconds(until)}


def reads_stored(decode: Callable[P, T]) -> Callable[P, T]:
    """Decorates a function that decodes stored values: an impossible value raises StorageError, as a damaged file does.

    SQLite has no checksums, so it does not notice every damage.
    """

    @functools.wraps(decode)
    def decoded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return decode(*args, **kwargs)
        # The last three are for times out of range, and for a column whose name was damaged.
        except (ValueError, TypeError, OverflowError, OSError, IndexError) as error:
            raise storage_error(sqlite3.DatabaseError("malformed values")) from error

    return decoded


def seconds(when: datetime) -> int:
    """A time as it is stored: seconds since 1970, UTC."""
    return int(when.timestamp())


def due_seconds(when: datetime) -> int:
    """A time at which something is due, as it is stored: the next full second, since it must not happen earlier."""
    return math.ceil(when.timestamp())


def maybe_seconds(when: datetime | None) -> int | None:
    """A time as it is stored, or None."""
    return None if when is None else seconds(when)


@reads_stored
def moment(stored: int) -> datetime:
    """A stored time, aware and in UTC."""
    return datetime.fromtimestamp(stored, UTC)


def maybe_moment(stored: int | None) -> datetime | None:
    """A stored time, aware and in UTC, or None."""
    return None if stored is None else moment(stored)


def dump(value: object) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@reads_stored
def load(stored: str) -> Any:  # noqa: ANN401 - JSON
    """The value that ``dump`` stored."""
    return json.loads(stored)


@reads_stored
def article(row: sqlite3.Row) -> Article:
    """From all columns of the table article."""
    return Article(
        id=row["id"],
        number=row["number"],
        scope=row["scope"],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        source=row["source"],
        author=row["author"],
        language=row["language"],
        published_at=maybe_moment(row["published_at"]),
        added_at=moment(row["added_at"]),
        content_hash=row["content_hash"],
        edited_at=maybe_moment(row["edited_at"]),
        removed_at=maybe_moment(row["removed_at"]),
        version=row["version"],
        picture=row["picture"],
    )


@reads_stored
def article_header(row: sqlite3.Row) -> ArticleHeader:
    """From ``ARTICLE_HEADER_COLUMNS``."""
    return ArticleHeader(
        id=row["id"],
        number=row["number"],
        scope=row["scope"],
        title=row["title"],
        source=row["source"],
        url=row["url"],
        date=moment(row["date"]),
        has_published_date=row["published_at"] is not None,
        removed=row["removed_at"] is not None,
        author=row["author"],
    )


@reads_stored
def stored_actor(row: sqlite3.Row) -> StoredActor:
    """From the columns of the table actor."""
    return StoredActor(row["id"], row["scope"], ActorKind(row["kind"]), row["name"], row["key"], row["articles"])


@reads_stored
def subscription(row: sqlite3.Row) -> Subscription:
    """From the columns of the table subscription."""
    return Subscription(
        id=row["id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        state=SubscriptionState(row["state"]),
        reason=row["reason"],
        created_at=moment(row["created_at"]),
        created_by=row["created_by"],
        role_id=row["role_id"],
        publish=bool(row["publish"]),
        channel_deleted=bool(row["channel_deleted"]),
        filter=channel_filter(row["filter"]),
        limits=channel_limits(row),
        look=post_look(row),
        again=PostingAgain(row["again_hours"], bool(row["again_if_new"])),
        approval=_approval_rules(row),
    )


@reads_stored
def post_look(row: sqlite3.Row) -> PostLook:
    """From the columns style and picture of the table subscription."""
    return PostLook(PostStyle(row["style"]), bool(row["picture"]))


@reads_stored
def channel_filter(stored: str | None) -> ChannelFilter:
    """From the column filter of the table subscription."""
    include, exclude = load(stored) if stored is not None else ((), ())
    return ChannelFilter(_conditions(include), _conditions(exclude))


def filter_values(wanted: ChannelFilter) -> str | None:
    """A filter as it is stored: the included and the excluded conditions, each as its kind and its value."""
    if wanted == EVERYTHING:
        return None
    return dump([[(one.kind, one.value) for one in conditions] for conditions in (wanted.include, wanted.exclude)])


@reads_stored
def channel_limits(row: sqlite3.Row) -> ChannelLimits:
    """From the columns posts_a_day, quiet_hours and digest of the table subscription."""
    quiet = load(row["quiet_hours"]) if row["quiet_hours"] is not None else None
    return ChannelLimits(
        row["posts_a_day"],
        QuietHours(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1]), quiet[2]) if quiet else None,
        digest_schedule(*load(row["digest"])) if row["digest"] is not None else None,
    )


def limit_values(limits: ChannelLimits, now: datetime) -> dict[str, object]:
    """The columns posts_a_day, quiet_hours and digest, as they are set now."""
    quiet = limits.quiet
    stored = dump([f"{quiet.start:%H:%M}", f"{quiet.end:%H:%M}", quiet.zone]) if quiet is not None else None
    digest = limits.digest
    kept = dump(_digest_parts(digest, now)) if digest is not None else None
    return {"posts_a_day": limits.posts_a_day, "quiet_hours": stored, "digest": kept}


def _digest_parts(digest: DigestSchedule, now: datetime) -> list[object]:
    """A schedule as it is stored; if the channel is told of empty digests, with the state of that: see ``digests``."""
    parts: list[object] = [[f"{at:%H:%M}" for at in digest.times], digest.days, digest.zone]
    return [*parts, [seconds(now), 0, 0]] if digest.even_if_empty else parts


def digest_schedule(
    times: Iterable[str], days: Iterable[int], zone: str, empty: Iterable[int] | None = None
) -> DigestSchedule:
    """A schedule from its stored parts; the last one is there if the channel is told of empty digests."""
    return DigestSchedule(tuple(map(time.fromisoformat, times)), tuple(days), zone, empty is not None)


def _approval_rules(row: sqlite3.Row) -> ApprovalRules | None:
    hours = row["lapse_hours"]
    return None if hours is None else ApprovalRules(hours, bool(row["asks_editors"]))


def _conditions(stored: Iterable[tuple[str, str]]) -> tuple[Condition, ...]:
    return tuple(Condition(FilterKind(kind), value) for kind, value in stored)
