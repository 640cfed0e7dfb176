"""The answers to ``follow``, ``following`` and ``unfollow``, and to the buttons that stop and resume."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.articles import SHARED
from bot.models.follows import HOURS_APART
from bot.store.protocols.filters import in_words
from bot.ui.limits import MAX_DESCRIPTION, and_more, cut, join_within
from bot.ui.markup import code, escape
from bot.ui.messages import done, notice
from bot.ui.reader_posts import MAX_NAME, stop_button
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.filters import ChannelFilter
    from bot.models.follows import Follow, Following
    from bot.services.follows import FollowStarted

__all__ = ["follow_ended", "follow_started", "following_page", "resumed"]

MAX_WANTED = 400
"""Maximum units of what somebody follows, in an answer."""
STOPS_IN_ROW, MAX_STOPS = 5, 20
DIRECT = "by direct message"
NOTHING_STOPPED = "You follow nothing of that any longer: there was nothing to stop."


def follow_started(started: FollowStarted, thread: str | None, prefix: str) -> Reply:
    """What somebody follows from now on, and where they get it: in a thread (its mention), or by direct message."""
    where = f"in {thread}, with a mention" if thread else DIRECT
    now = "From now on you get" if started.is_new else "You follow this already: you get"
    text = (
        f"{now}, {where}, new articles {_wanted(started.wanted)}. One message in {HOURS_APART} hours at most brings "
        f"all that is new, with a button that stops it; {code(f'{prefix}following')} lists what you follow."
    )
    if started.is_unseen:
        text += "\nNo article has had these words so far: check the spelling."
    return done(text)


def following_page(known: Sequence[Following], prefix: str) -> Reply:
    """What somebody follows, with a button for each that stops it."""
    if not known:
        return notice(f"You follow nothing here: {prefix}follow and a name, a theme, a feed or words begins.")
    follows = [follow for one in known for follow in one.reader.follows]
    lines = [line for one in known for line in _lines(one)]
    embed = discord.Embed(
        title="What you follow", colour=COLOUR, description=join_within(lines, MAX_DESCRIPTION, and_more)
    )
    embed.set_footer(text=f"Messages come {HOURS_APART} hours apart · {prefix}unfollow and a name, or all, stops them")
    stops = [stop_button(follow, row=n // STOPS_IN_ROW) for n, follow in enumerate(follows[:MAX_STOPS])]
    return Reply(embed, tuple(stops))


def follow_ended(ended: Sequence[Follow]) -> Reply:
    """What somebody no longer follows."""
    if not ended:
        return notice(NOTHING_STOPPED)
    names = [f"“{escape(cut(follow.name, MAX_NAME))}”" for follow in ended]
    return done(f"You no longer follow: {join_within(names, MAX_DESCRIPTION // 2, and_more, ', ')}.")


def resumed(places: int) -> Reply:
    """That what is paused is sent again, if anything was paused."""
    return done("I try again: what you follow comes in a moment." if places else "Nothing that you follow is paused.")


def _lines(one: Following) -> list[str]:
    """What is followed in one place: where it comes, then a line for each."""
    reader = one.reader
    where = f"in <#{reader.asked_in}>, with a mention" if reader.is_mentioned else DIRECT
    asked = f", asked for in <#{reader.asked_in}>" if reader.asked_in and not reader.is_mentioned else ""
    shared = ", articles for all servers" if one.guild_id == SHARED else ""
    paused = f" — nothing was sent: {escape(one.paused)}. It is tried again now." if one.paused is not None else ""
    return [f"**{where[:1].upper()}{where[1:]}**{asked}{shared}{paused}", *map(_line, reader.follows)]


def _line(follow: Follow) -> str:
    return f"• articles {_wanted(follow.filter)}"


def _wanted(wanted: ChannelFilter) -> str:
    """Which articles are followed, after "articles"."""
    excluded = f", but none {in_words(wanted.exclude, ' or ', joint=' or ')}" if wanted.exclude else ""
    return escape(cut(f"{in_words(wanted.include)}{excluded}".removeprefix(", "), MAX_WANTED))
