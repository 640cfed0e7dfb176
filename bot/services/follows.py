"""What people follow: decides what the words mean that they type, and starts and ends it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command_marks import command
from bot.errors import InputError, NotFound, SeveralFit
from bot.intake.feeds.feed_names import outlet_name
from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.models.suggestions import DID_YOU_MEAN
from bot.plurals import listed
from bot.services.filters.typed_filter import MAX_FILTER, parse_filter
from bot.services.lookup.article_subjects import label_called
from bot.services.lookup.query_words import shorten
from bot.services.lookup.similarity import match_themes, nearest
from bot.services.lookup.theme_words import telling_words
from bot.text.names import name_key
from bot.text.topics.lexicon import topic_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.models.feeds import Feed
    from bot.models.follows import Follow, Following
    from bot.services.actors.queries import ActorQueries
    from bot.services.delivery.worker import DeliveryWorker
    from bot.services.feeds.registry import FeedRegistry
    from bot.services.library import Library
    from bot.store.protocols.store import Store

__all__ = ["MAX_FOLLOWS", "MAX_READERS", "FollowStarted", "Follows", "Place"]

MAX_FOLLOWS = 20
"""Things that a person may follow in a server."""
MAX_READERS = 1_000
"""People of a server who may follow something: each new article is compared with all that they follow."""
NOTHING_NAMED = "Say what to follow: a name, a theme, words of a feed’s title, or other words."
MAX_NEAR = 3
"""How many names are suggested."""
ALL = ("all", "everything")
_CONDITION = re.compile(r'(?:^|\s)-\S|\w:\S|["“”„«»]')
"""What only a filter has: a condition, a phrase, or something to leave out."""
_FEED = re.compile(r"\Afeed (?=\S)", re.IGNORECASE)
_NUMBERED_FEED = re.compile(r"feed #?(\d{1,15})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person gets what they follow: their direct messages, or the thread ``asked_in``."""

    channel_id: int
    asked_in: int | None


@dataclass(frozen=True, slots=True)
class FollowStarted:
    """What a person follows now; ``is_new`` is false if they did so already.

    ``is_unseen`` is true of words that no article has so far.
    """

    wanted: ChannelFilter
    is_new: bool
    is_unseen: bool


class Follows:
    """Starts and ends what people follow. Each method is about the person who asks, and nobody else."""

    def __init__(
        self,
        store: Store,
        library: Library,
        actors: ActorQueries,
        feeds: FeedRegistry,
        worker: DeliveryWorker,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._library = library
        self._actors = actors
        self._feeds = feeds
        self._worker = worker
        self._clock = clock
        self._changing = asyncio.Lock()

    async def follow(self, scope: int, user_id: int, typed: str, place: Place) -> FollowStarted:
        """Follows an actor, a theme, a feed or words in a server, and gets it at this place.

        Raises InputError if the words may mean several actors, if no article has them and they are similar to a name,
        if they cannot be followed, or if too much is followed already.
        """
        wanted = await self.meant(scope, typed)
        is_unseen = await self._is_unseen(scope, wanted)
        async with self._changing:
            known = await self._store.following(user_id, scope)
            followed = [follow.filter for one in known for follow in one.reader.follows]
            if wanted not in followed and len(followed) >= MAX_FOLLOWS:
                msg = f"The limit is {MAX_FOLLOWS} things in a server: end one with {command('unfollow')}."
                raise InputError(msg)
            if not known and await self._store.count_readers(scope) >= MAX_READERS:
                msg = (
                    f"{MAX_READERS:,} people follow something here, which is the limit: nobody else can at the moment."
                )
                raise InputError(msg)
            is_new = await self._store.follow(
                scope, user_id, place.channel_id, wanted, asked_in=place.asked_in, now=self._clock()
            )
        self._worker.wake()
        return FollowStarted(wanted, is_new, is_unseen)

    async def following(self, user_id: int, scope: int | None) -> list[Following]:
        """What a person follows in a server, or in all (None). What was paused is tried again from now on."""
        known = await self._store.following(user_id, scope)
        if any(one.paused is not None for one in known):
            await self.resume(user_id, scope)
        return known

    async def resume(self, user_id: int, scope: int | None = None, subscription_id: int | None = None) -> int:
        """Tries again to send what is paused, in a server or by a subscription; returns to how many places."""
        resumed = await self._store.resume_readers(user_id, scope, subscription_id)
        self._worker.wake()
        return resumed

    async def names(self, user_id: int, scope: int | None) -> list[str]:
        """What a person follows, in a few words each; nothing changes."""
        known = await self._store.following(user_id, scope)
        return list(dict.fromkeys(follow.name for one in known for follow in one.reader.follows))

    async def unfollow(self, user_id: int, scope: int | None, typed: str) -> list[Follow]:
        """Ends what the words name, or all that a person follows, in a server or in all (None); returns it.

        Raises NotFound if the words name nothing of it, or several things.
        """
        follows = [follow for one in await self._store.following(user_id, scope) for follow in one.reader.follows]
        if typed.strip().casefold() in ALL:
            return await self._end(user_id, follows)
        ended = _called(follows, typed)
        if not ended:
            msg = f"You do not follow “{shorten(typed)}”: {command('following')} lists what you follow."
            raise NotFound(msg)
        return await self._end(user_id, ended)

    async def stop(self, user_id: int, follow_id: int) -> list[Follow]:
        """Ends one thing that the person follows, and returns it; nothing if they do not follow it."""
        known = await self._store.following(user_id)
        return await self._end(user_id, [f for one in known for f in one.reader.follows if f.id == follow_id])

    async def stop_reader(self, user_id: int, subscription_id: int) -> list[Follow]:
        """Ends all that a subscription sends to the person, and returns it."""
        readers = [one.reader for one in await self._store.following(user_id)]
        return await self._end(
            user_id, [f for one in readers if one.subscription_id == subscription_id for f in one.follows]
        )

    async def _end(self, user_id: int, follows: list[Follow]) -> list[Follow]:
        await self._store.unfollow(user_id, [follow.id for follow in follows])
        return follows

    async def meant(self, scope: int, typed: str) -> ChannelFilter:
        """Which articles the words ask for: of a theme, a feed, an actor, or else with the words.

        Raises InputError as ``follow``.
        """
        words = " ".join(typed.split())[: MAX_FILTER + 1]
        if not words:
            raise InputError(NOTHING_NAMED)
        if _CONDITION.search(words):
            return parse_filter(words)
        feeds = await self._feeds.of(scope)
        named, similar = await self._named(scope, words, feeds)
        if named is not None:
            return ChannelFilter((named,))
        if not telling_words(words):
            raise InputError(NOTHING_NAMED)
        wanted = parse_filter(words)
        near = list(dict.fromkeys((*similar, *_near(words, feeds))))
        if near and await self._is_unseen(scope, wanted):
            raise InputError(_did_you_mean(words, near))
        return wanted

    async def _named(self, scope: int, words: str, feeds: Sequence[Feed]) -> tuple[Condition | None, tuple[str, ...]]:
        """The theme, the feed or the actor that the words name; None if they name nothing, and similar actors."""
        if numbered := _NUMBERED_FEED.fullmatch(words):
            return Condition(FilterKind.SOURCE, _numbered(feeds, numbered[1])), ()
        if label := await self._library.theme_called(scope, words) or label_called(topic_labels(), words):
            return Condition(FilterKind.THEME, label), ()
        if source := _source(feeds, words, whole=True):
            return Condition(FilterKind.SOURCE, source), ()
        name, similar = await self._actor(scope, words)
        if name is not None:
            return Condition(FilterKind.ACTOR, name), ()
        source = _source(feeds, words, whole=False)
        return (Condition(FilterKind.SOURCE, source) if source else None), similar

    async def _is_unseen(self, scope: int, wanted: ChannelFilter) -> bool:
        """True if only words are asked for, and no article has them."""
        terms = [one.value for one in wanted.include if one.kind is FilterKind.WORDS]
        if not terms or len(terms) < len(wanted.include):
            return False
        return not (await self._store.search(scope, terms, limit=1, match_last_as_prefix=False))[0]

    async def _actor(self, scope: int, words: str) -> tuple[str | None, tuple[str, ...]]:
        """The actor who is called so; None if there is none, and similar names. Raises InputError for several."""
        try:
            profile = await self._actors.profile(scope, words, exact=True)
        except SeveralFit as error:
            names = ", ".join(choice.label for choice in error.suggestions.choices) if error.suggestions else ""
            msg = f"“{shorten(words)}” may be any of these: {names}. Follow one by the full name."
            raise InputError(msg) from error
        except NotFound as error:
            return None, _similar(error)
        except InputError:  # no name: words may still be followed
            return None, ()
        return profile.name, ()


def _source(feeds: Sequence[Feed], words: str, *, whole: bool) -> str:
    """The outlet of the one feed that has this title, or these words in it; else ""."""
    wanted = name_key(_FEED.sub("", words))
    fits = [
        title
        for title in dict.fromkeys(feed.title for feed in feeds)
        if wanted in (name_key(title), name_key(outlet_name(title)))
        or (not whole and set(wanted.split()) <= set(name_key(title).split()))
    ]
    return outlet_name(fits[0]) if wanted and len(fits) == 1 else ""


def _numbered(feeds: Sequence[Feed], number: str) -> str:
    """The outlet of the feed with a number. Raises InputError if there is none."""
    found = next((feed for feed in feeds if feed.id == int(number)), None)
    if found is None:
        msg = f"No feed here has the number {number}: type words of its title, or the name of the outlet."
        raise InputError(msg)
    return outlet_name(found.title)


def _near(words: str, feeds: Sequence[Feed]) -> list[str]:
    """The themes and the outlets of feeds that are called nearly so."""
    outlets = {name_key(name): name for name in (outlet_name(feed.title) for feed in feeds)}
    _, themes = match_themes(words, topic_labels())
    return [*themes, *(outlets[key] for key in nearest(name_key(words), outlets))]


def _did_you_mean(words: str, near: Sequence[str]) -> str:
    shown = listed([f"“{name}”" for name in near[:MAX_NEAR]], " or ")
    return (
        f"No article has “{shorten(words)}” so far, so it is not followed yet. Did you mean {shown}? Then type "
        f"{command(f'follow {near[0]}')}. To follow what you typed, put it in quotation marks: "
        f"{command('follow')} “{shorten(words)}”."
    )


def _similar(error: NotFound) -> tuple[str, ...]:
    """The names that are suggested for one that nobody has."""
    found = error.suggestions
    return tuple(choice.label for choice in found.choices) if found and found.heading == DID_YOU_MEAN else ()


def _called(follows: Sequence[Follow], typed: str) -> list[Follow]:
    """What is followed under this name, or the one thing that has these words in its name."""
    wanted = name_key(typed)
    exact = [follow for follow in follows if name_key(follow.name) == wanted]
    inside = [follow for follow in follows if wanted and set(wanted.split()) <= set(name_key(follow.name).split())]
    if exact or len({follow.name for follow in inside}) <= 1:
        return exact or inside
    names = ", ".join(dict.fromkeys(f"“{follow.name}”" for follow in inside))
    msg = f"Several things that you follow have that in their name: {names}. Give the whole name of one."
    raise NotFound(msg)
