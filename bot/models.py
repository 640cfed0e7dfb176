"""The domain's values: frozen, without behaviour beyond what follows from their own fields.

Offsets are in characters of the stored text. Times are aware UTC. ``scope`` is 0 for shared articles and a
server's id for its own; a *view* is the scope of the person who asks, who sees the shared articles and their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SHARED = 0
TITLE = -1
"""The ``doc`` of a mention that stands in the title."""


def is_day(date: datetime) -> bool:
    """Whether an article's date is a day without a time: such a date is stored as midnight UTC.

    A time of exactly 00:00:00 UTC counts as a day too.
    """
    return (date.hour, date.minute, date.second) == (0, 0, 0)


class ActorKind(StrEnum):
    """What sort of actor a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


# ---------------------------------------------------------------- what a text says


@dataclass(frozen=True, slots=True)
class Document:
    """A text to analyse. Paragraphs are separated by blank lines; ``title`` may be empty."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, verbatim: ``documents[doc].text[start:end] == text``."""

    text: str
    start: int
    end: int
    doc: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Where a name stands: in document ``doc``, or in its title where ``doc`` is ``TITLE``."""

    doc: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Role:
    """What a text calls somebody, verbatim ("Japan’s new Prime Minister"), and the sentence it stands in.

    ``sentence`` is an index into the analysis' sentences, or ``TITLE``.
    """

    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or place in one article.

    ``name`` is the fullest form the article uses; ``aliases`` the other forms, most used first. ``telling`` are the
    sentences (indices, best first) that say most about the actor: roles, actions, their own words. A person's may have
    a pronoun for the name; pronouns are no mentions.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: tuple[Mention, ...]
    telling: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic label with the words of the text that support it, strongest first."""

    label: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one reading of an article (or of several on one story) found.

    ``ranking`` holds every sentence index, best first: the summary of n sentences is the first n of it, shown in
    document order. ``actors`` come most important first, ``themes`` and ``phrases`` strongest first.
    ``version`` is that of the analyzer that made it. ``pages`` are the offsets at which the pages of the full text
    begin (see ``bot.text.paging``); empty where they have not been found yet.
    """

    version: int
    language: str
    sentences: tuple[Sentence, ...]
    ranking: tuple[int, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    phrases: tuple[str, ...]
    pages: tuple[int, ...] = ()

    def summary(self, count: int) -> tuple[Sentence, ...]:
        """The ``count`` best sentences in document order (all of them where the text has fewer)."""
        return tuple(self.sentences[i] for i in sorted(self.ranking[:count]))

    def best(self, count: int) -> tuple[Sentence, ...]:
        """The same, best first."""
        return tuple(self.sentences[i] for i in self.ranking[:count])

    @property
    def total(self) -> int:
        """How many sentences there are."""
        return len(self.sentences)


@dataclass(frozen=True, slots=True)
class Digest:
    """What an article's summary shows of its analysis, whatever the article's size: a few sentences and actors.

    ``ranked`` are its best sentences, best first, ``total`` is how many it has; ``actors`` come without mentions.
    """

    language: str
    total: int
    ranked: tuple[Sentence, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    phrases: tuple[str, ...]

    def summary(self, count: int) -> tuple[Sentence, ...]:
        """The ``count`` best sentences in document order, as far as they are here."""
        return tuple(sorted(self.best(count), key=lambda sentence: sentence.start))

    def best(self, count: int) -> tuple[Sentence, ...]:
        """The same, best first."""
        return self.ranked[:count]


# ---------------------------------------------------------------- the library


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way into the library: checked text, nothing assigned yet."""

    title: str
    text: str
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published_at: datetime | None = None

    @property
    def content_hash(self) -> str:
        """SHA-256 of title and text with white space folded: the same words are the same article."""
        words = " ".join(f"{self.title}\n{self.text}".split())
        return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the library.

    ``id`` is unique in the database; ``number`` is what people type, unique among the articles that one server sees.
    ``added_by`` is a Discord user id, or None for seeds and the command line. ``version`` counts its changes.
    """

    id: int
    number: int
    scope: int
    title: str
    text: str
    url: str | None
    source: str | None
    author: str | None
    language: str
    published_at: datetime | None
    added_at: datetime
    added_by: int | None
    content_hash: str
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    version: int = 1

    @property
    def date(self) -> datetime:
        """When it was published, or else when it was added."""
        return self.published_at or self.added_at

    @property
    def dated(self) -> bool:
        """Whether the article has a date of its own."""
        return self.published_at is not None


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list: all but its text. ``dated``: ``date`` is the article's own, not when it was added."""

    id: int
    number: int
    scope: int
    title: str
    source: str | None
    url: str | None
    date: datetime
    dated: bool = True
    removed: bool = False


@dataclass(frozen=True, slots=True)
class ArticleActor:
    """An actor in one article, as a list shows it: ``id`` is the stored actor's, ``roles`` are verbatim.

    ``in_title``: the headline names it.
    """

    id: int
    name: str
    kind: ActorKind
    mentions: int
    roles: tuple[str, ...]
    in_title: bool


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One article that a full-text search found; ``snippet`` is cut from its text, hits between U+0002 and U+0003."""

    article: ArticleLine
    snippet: str


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the library under one name, as stored: one row for a (scope, kind, name).

    ``key`` is the folded name (``bot.text.names.name_key``); ``articles`` counts the articles that are not removed.
    """

    id: int
    scope: int
    kind: ActorKind
    name: str
    key: str
    articles: int


@dataclass(frozen=True, slots=True)
class TellingSentence:
    """A sentence that says much about an actor: with the actor's name in it (``named``), or with a pronoun for it."""

    sentence: Sentence
    named: bool = True


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor in one article of the library, with what that article says of it."""

    actor_id: int
    article: ArticleLine
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    mentions: int
    roles: tuple[Role, ...]
    telling: tuple[TellingSentence, ...]


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme over several articles, with the words that supported it most often."""

    label: str
    articles: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameRule:
    """An editor's decision about a name: it stands for ``target`` (``same``), or it does not, whatever rules say.

    ``key`` and ``target_key`` are the folded names. It holds in ``scope`` and survives every new reading.
    """

    scope: int
    key: str
    name: str
    target_key: str
    target: str
    same: bool
    decided_at: datetime
    decided_by: int | None


# ---------------------------------------------------------------- servers, posting


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What one server set; None means the bot's default."""

    guild_id: int
    prefix: str | None = None
    editor_role_id: int | None = None
    summary_length: str | None = None


class SubscriptionState(StrEnum):
    """Whether a channel gets new articles."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel that gets new articles. ``reason`` says in plain words why it is paused.

    Posts mention the role ``role_id``, where one is set, and are published (in announcement channels) with ``publish``.
    ``gone`` where the channel was deleted: then it is paused for good and does not count towards a server's limit.
    """

    id: int
    guild_id: int
    channel_id: int
    state: SubscriptionState
    reason: str | None
    created_at: datetime
    created_by: int | None
    role_id: int | None = None
    publish: bool = False
    gone: bool = False


class DeliveryState(StrEnum):
    """Where a post stands."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One article for one channel: a row of the outbox.

    Rows with the same ``batch`` share one post, a list. ``posted_in`` is the channel or thread that holds the message.
    ``unconfirmed_at`` is when a try ended last without telling whether the message was made, ``first_try_at`` when the
    first of these tries began. ``ended``: the channel was taken off meanwhile, so the post is looked for, but not made.
    """

    id: int
    article_id: int
    subscription_id: int
    guild_id: int
    channel_id: int
    state: DeliveryState
    reason: str | None
    attempts: int
    first_try_at: datetime | None
    next_try_at: datetime
    message_id: int | None
    batch: int | None = None
    posted_in: int | None = None
    role_id: int | None = None
    publish: bool = False
    unconfirmed_at: datetime | None = None
    ended: bool = False


class FollowUpKind(StrEnum):
    """What is still to be done with a post."""

    EDIT = "edit"
    PUBLISH = "publish"
    DEDUPLICATE = "deduplicate"


class FollowUpState(StrEnum):
    """Where a follow-up stands: it waits for its time, it waits for access, or it can never be done."""

    DUE = "due"
    BLOCKED = "blocked"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done with a post that was made: bring it up to its article, publish it, delete its copies.

    ``revision`` counts how often it was asked for. ``unconfirmed_at`` is when a try ended last without telling
    whether it was done.
    """

    delivery: Delivery
    kind: FollowUpKind
    attempts: int
    next_try_at: datetime
    state: FollowUpState = FollowUpState.DUE
    reason: str | None = None
    revision: int = 1
    unconfirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LibraryState:
    """What an operator watches: articles that are not removed, posts by state, and how many of them wait.

    ``waiting`` leaves out paused channels, whose posts wait by intent; ``oldest`` is when the first of the others was
    added.
    """

    articles: int
    deliveries: Mapping[DeliveryState, int]
    waiting: int
    oldest: datetime | None
