"""What people follow: new articles that they are told of by direct message, or by a mention in a thread."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models.filters import ChannelFilter, ChannelLimits, Condition, FilterKind
from bot.models.languages import LANGUAGE_NAMES

__all__ = ["HOURS_APART", "READER_LIMITS", "Follow", "Following", "Reader", "ReaderNotice"]

HOURS_APART = 3
"""Messages to a reader are at least so many hours apart: at most eight a day from each server."""
READER_LIMITS = ChannelLimits(hours_apart=HOURS_APART)


@dataclass(frozen=True, slots=True)
class Follow:
    """One thing that a person follows: the new articles that ``filter`` lets pass."""

    id: int
    filter: ChannelFilter

    @property
    def name(self) -> str:
        """What is followed, in a few words: "Ann Lee", "Sport, not rumours"."""
        excluded = [f"not {_value(one)}" for one in self.filter.exclude]
        return ", ".join([*map(_value, self.filter.include), *excluded])


@dataclass(frozen=True, slots=True)
class Reader:
    """A person for whom articles are posted, by the subscription of a server; ``follows`` are what they follow of it.

    ``asked_in`` is the channel of the server in which the person last asked, None if that was in direct messages. If
    they are mentioned (``is_mentioned``), the posts are made in that channel, a thread; otherwise they are direct
    messages.
    """

    subscription_id: int
    user_id: int
    asked_in: int | None
    is_mentioned: bool
    follows: tuple[Follow, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """All that a person follows in a server and gets in one place. ``paused`` is why nothing is sent, if it is not."""

    guild_id: int
    reader: Reader
    paused: str | None = None


@dataclass(frozen=True, slots=True)
class ReaderNotice:
    """A reader who is to be told, where they asked, that they cannot be sent direct messages.

    If an attempt was made before (``is_repeated``), its message may exist.
    """

    guild_id: int
    reader: Reader
    is_repeated: bool


def _value(one: Condition) -> str:
    return LANGUAGE_NAMES.get(one.value, one.value) if one.kind is FilterKind.LANGUAGE else one.value
