"""Rows <-> the domain's values. The only place that knows both."""

from __future__ import annotations

import functools
import json
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from bot.models.actors import Appearance, ArticleActor, StoredActor
from bot.models.analysis import Actor, ActorKind, Analysis, Mention, Role, Sentence, Theme
from bot.models.articles import Article, ArticleHeader, Draft
from bot.models.delivery import Delivery, DeliveryState
from bot.models.guilds import Subscription, SubscriptionState
from bot.store.sqlite.driver_errors import storage_error

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

LINE = "a.id, a.number, a.scope, a.title, a.source, a.url, a.date, a.published_at, a.removed_at"
"""The columns of an ``ArticleHeader``, from article AS a."""
SEEN = "a.scope IN (:shared, :scope) AND a.removed_at IS NULL"
"""What a view sees, of article AS a."""

DATED = "(:since IS NULL OR a.date >= :since) AND (:until IS NULL OR a.date < :until)"
"""What is dated between two times, of article AS a."""


def _stored(decode: Callable[P, T]) -> Callable[P, T]:
    """Values that nobody can have written mean a damaged file, though SQLite noticed nothing: it has no checksums."""

    @functools.wraps(decode)
    def decoded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return decode(*args, **kwargs)
        except (ValueError, TypeError, OverflowError, OSError) as error:  # the last two of times out of range
            raise storage_error(sqlite3.DatabaseError("malformed values")) from error

    return decoded


def seconds(when: datetime) -> int:
    """Seconds since 1970, UTC."""
    return int(when.timestamp())


def maybe_seconds(when: datetime | None) -> int | None:
    """The same, or None."""
    return None if when is None else seconds(when)


@_stored
def moment(stored: int) -> datetime:
    """Aware, UTC."""
    return datetime.fromtimestamp(stored, UTC)


def maybe_moment(stored: int | None) -> datetime | None:
    """The same, or None."""
    return None if stored is None else moment(stored)


def dump(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@_stored
def load(stored: str) -> Any:  # noqa: ANN401 - JSON
    """What ``dump`` made."""
    return json.loads(stored)


@_stored
def article(row: sqlite3.Row) -> Article:
    """From all columns of article."""
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
        added_by=row["added_by"],
        content_hash=row["content_hash"],
        edited_at=maybe_moment(row["edited_at"]),
        removed_at=maybe_moment(row["removed_at"]),
        version=row["version"],
    )


@_stored
def line(row: sqlite3.Row) -> ArticleHeader:
    """From the columns in ``LINE``."""
    return ArticleHeader(
        id=row["id"],
        number=row["number"],
        scope=row["scope"],
        title=row["title"],
        source=row["source"],
        url=row["url"],
        date=moment(row["date"]),
        dated=row["published_at"] is not None,
        removed=row["removed_at"] is not None,
    )


@_stored
def known_actor(row: sqlite3.Row) -> StoredActor:
    """From the columns of actor."""
    return StoredActor(row["id"], row["scope"], ActorKind(row["kind"]), row["name"], row["key"], row["articles"])


@_stored
def subscription(row: sqlite3.Row) -> Subscription:
    """From the columns of subscription."""
    return Subscription(
        row["id"],
        row["guild_id"],
        row["channel_id"],
        SubscriptionState(row["state"]),
        row["reason"],
        moment(row["created_at"]),
        row["created_by"],
        row["role_id"],
        bool(row["publish"]),
        bool(row["gone"]),
    )


@_stored
def delivery(row: sqlite3.Row) -> Delivery:
    """From the columns of delivery with those of its subscription."""
    return Delivery(
        id=row["id"],
        article_id=row["article_id"],
        subscription_id=row["subscription_id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        state=DeliveryState(row["state"]),
        reason=row["reason"],
        attempts=row["attempts"],
        first_try_at=maybe_moment(row["first_try_at"]),
        next_try_at=moment(row["next_try_at"]),
        message_id=row["message_id"],
        batch_id=row["batch"],
        thread_id=row["posted_in"],
        role_id=row["role_id"],
        publish=bool(row["publish"]),
        unconfirmed_at=maybe_moment(row["unconfirmed_at"]),
        ended=bool(row["ended"]),
    )


@_stored
def analysis(reading: sqlite3.Row, actors: tuple[Actor, ...], themes: tuple[Theme, ...]) -> Analysis:
    """From the columns of reading with the article's text, and the rows that belong to it."""
    sentences = sentences_of(reading["text"], json.loads(reading["sentences"]))
    ranking: tuple[int, ...] = tuple(json.loads(reading["ranking"]))
    if ranking and not 0 <= min(ranking) <= max(ranking) < len(sentences):
        msg = "a ranking of sentences that are not there"
        raise ValueError(msg)
    return Analysis(
        version=reading["version"],
        language=reading["language"],
        sentences=sentences,
        ranking=ranking,
        actors=actors,
        themes=themes,
        phrases=tuple(json.loads(reading["phrases"])),
        pages=pages(reading["pages"]),
    )


def pages(stored: str | None) -> tuple[int, ...]:
    """From ``[start, ...]``; empty where the pages were not found yet."""
    return tuple(json.loads(stored)) if stored else ()


def sentences_of(text: str, spans: list[list[int]]) -> tuple[Sentence, ...]:
    """Sentences by their offsets in an article's text."""
    return tuple(Sentence(text[start:end], start, end) for start, end in spans)


@_stored
def actor(row: sqlite3.Row) -> Actor:
    """From the columns of appearance, with the actor's kind."""
    return Actor(
        name=row["name"],
        kind=ActorKind(row["kind"]),
        aliases=tuple(json.loads(row["aliases"])),
        roles=roles(row["roles"]),
        mentions=tuple(Mention(*m) for m in json.loads(row["mentions"])),
        salient=tuple(json.loads(row["telling"])),
    )


@_stored
def article_actor(row: sqlite3.Row) -> ArticleActor:
    """From the columns of appearance, with the actor's id and kind."""
    return ArticleActor(
        row["id"],
        row["name"],
        ActorKind(row["kind"]),
        row["mention_count"],
        tuple(role.text for role in roles(row["roles"])),
        bool(row["in_title"]),
    )


@_stored
def appearance(row: sqlite3.Row) -> Appearance:
    """From the columns of appearance and ``LINE``, with the actor's kind and the article's text and sentences."""
    spans = json.loads(row["sentences"])
    salient = [spans[i] for i in json.loads(row["telling"]) if 0 <= i < len(spans)]
    return Appearance(
        actor_id=row["actor_id"],
        article=line(row),
        name=row["name"],
        kind=ActorKind(row["kind"]),
        aliases=tuple(json.loads(row["aliases"])),
        mentions=row["mention_count"],
        roles=roles(row["roles"]),
        salient=sentences_of(row["text"], salient),
    )


@_stored
def roles(stored: str) -> tuple[Role, ...]:
    """From ``[[text, sentence], ...]``."""
    return tuple(Role(text, sentence) for text, sentence in json.loads(stored))


def draft_json(a: Article) -> str:
    """What an article was made from."""
    return dump([a.title, a.text, a.url, a.source, a.author, maybe_seconds(a.published_at)])


@_stored
def draft_from(stored: str) -> Draft:
    """The reverse."""
    title, text, url, source, author, published_at = json.loads(stored)
    return Draft(title, text, url, source, author, maybe_moment(published_at))


def analysis_json(a: Analysis) -> str:
    """A whole analysis of one article, to be kept with a revision."""
    actors = [
        [
            x.name,
            x.kind,
            x.aliases,
            [[r.text, r.sentence] for r in x.roles],
            [[m.doc, m.start, m.end] for m in x.mentions],
            x.salient,
        ]
        for x in a.actors
    ]
    spans = [[s.start, s.end] for s in a.sentences]
    themes = [[t.label, t.evidence] for t in a.themes]
    return dump([a.version, a.language, spans, a.ranking, actors, themes, a.phrases])


@_stored
def analysis_from(stored: str, text: str) -> Analysis:
    """The reverse, with the text that its offsets belong to."""
    version, language, spans, ranking, actors, themes, phrases = json.loads(stored)
    return Analysis(
        version=version,
        language=language,
        sentences=sentences_of(text, spans),
        ranking=tuple(ranking),
        actors=tuple(
            Actor(
                name,
                ActorKind(kind),
                tuple(aliases),
                tuple(Role(words, sentence) for words, sentence in stated),
                tuple(Mention(*m) for m in mentions),
                tuple(telling),
            )
            for name, kind, aliases, stated, mentions, telling in actors
        ),
        themes=tuple(Theme(label, tuple(evidence)) for label, evidence in themes),
        phrases=tuple(phrases),
    )
