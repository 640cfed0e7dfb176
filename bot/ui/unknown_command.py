"""The answer to a command that does not exist: the one that was probably meant."""

from __future__ import annotations

import re
from itertools import chain, permutations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.services.lookup.query_words import MAX_QUERY
from bot.services.lookup.similarity import MIN_SIMILARITY, nearest
from bot.ui.error_sentences import MAX_REPEATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["is_near", "nothing_typed", "subcommand_meant", "unknown_command", "unknown_subcommand"]

MIN_SUBCOMMAND_SIMILARITY = 60.0
"""Similarity (0 to 100) to one of the few subcommands of a group: lower than usual, as one of them must be meant."""
MIN_SIMILARITY_JOINED = 85.0
"""Similarity of one word to a subcommand's two: higher than usual, as the word may be another bot's command."""
MAX_LEAD = 5.0
"""A second command is suggested too if it is at most this much less similar than the first."""

ARTICLES = "{0}articles lists the latest articles, {0}summary shows the key sentences of the last one."
BRIEFINGS = "{0}brief tells what is new on one page; editors have it posted with {0}announce digest daily 08:00."
PEOPLE = "{0}who <name> shows what the articles say about somebody, {0}actors who is in the news."
THEMES = "{0}themes lists what the articles are about, {0}theme <name> the articles about one theme."
POSTS = "editors use {0}announce on to have new articles posted in a channel."
CHANGES = "editors change an article with {0}edit, remove it with {0}remove, and undo either with {0}restore."
FEEDS = "editors follow a site’s feed with {0}feed add <link>."
SETUP = "who manages the server sets me up with {0}setup; editors see what is set with {0}settings."
INSTEAD = {
    **dict.fromkeys(("today", "yesterday", "week", "stories"), ARTICLES),
    **dict.fromkeys(("briefings", "recap", "newsletter", "updates", "daily", "digest"), BRIEFINGS),
    **dict.fromkeys(("people", "person", "persons", "names", "name"), PEOPLE),
    **dict.fromkeys(("topic", "topics", "subject", "subjects"), THEMES),
    **dict.fromkeys(("undo", "delete", "correct", "update", "change"), CHANGES),
    **dict.fromkeys(("subscribe", "publish"), POSTS),
    **dict.fromkeys(("rss", "atom", "opml"), FEEDS),
    **dict.fromkeys(("config", "configure", "configuration", "install"), SETUP),
}
"""Words that people try, with what to use instead."""


def is_near(typed: str, names: Sequence[str], rest: str = "") -> bool:
    """True if a word, with the ``rest`` of its line, may be meant for this bot: other bots may share its prefix."""
    return (
        typed in INSTEAD
        or bool(nearest(typed, names, limit=1) or subcommand_meant(f"{typed} {rest}", names))
        or _typed_apart(typed, rest) in names
    )


def unknown_command(typed: str, prefix: str, names: Sequence[str], *, rest: str = "", before: str = "") -> str:
    """Says that there is no such command, and what to type instead.

    ``names`` are the full names of commands, ``rest`` is what follows on the line, and ``before`` precedes the name
    (``help ``).
    """
    no_such = f"There is no command “{typed[:MAX_REPEATED]}”"
    if subcommand := subcommand_meant(f"{typed} {rest}", names):
        return f"{no_such}. Did you mean {prefix}{before}{subcommand}?"
    if (whole := _typed_apart(typed, rest)) in names:
        return f"{no_such}. Did you mean {prefix}{before}{whole}?"
    if typed in INSTEAD:
        return f"{no_such}: {INSTEAD[typed].format(prefix)}"
    near = nearest(typed, names, limit=2)
    meant = [
        f"{prefix}{before}{name}" for name in near if fuzz.ratio(typed, name) > fuzz.ratio(typed, near[0]) - MAX_LEAD
    ]
    if meant:
        return f"{no_such}. Did you mean {' or '.join(meant)}?"
    return f"{no_such}. {prefix}help shows what you can ask."


def subcommand_meant(typed: str, names: Iterable[str]) -> str:
    """The subcommand whose two words were misspelt, typed in the other order or as one, with what follows; or "".

    >>> subcommand_meant("chek feeds 3", ["feed", "feed check", "announce on"])
    'feed check 3'
    >>> subcommand_meant("removefeed 3", ["feed", "feed remove"])
    'feed remove 3'
    """
    first, _, after_one = " ".join(typed.split()).partition(" ")
    second, _, after_two = after_one.partition(" ")
    apart, joined = (first.casefold(), second.casefold()), re.sub("[-_]", "", first.casefold())
    orders = [(name, order) for name in names if " " in name for order in permutations(name.split())]
    two = ((min(map(fuzz.ratio, apart, order)) - MIN_SIMILARITY, name, after_two) for name, order in orders)
    one = ((fuzz.ratio(joined, "".join(order)) - MIN_SIMILARITY_JOINED, name, after_one) for name, order in orders)
    above, name, after = max(chain(two, one), default=(-1.0, "", ""))
    if above < 0:
        return ""
    return f"{name} {after}".rstrip() if len(after) <= MAX_QUERY else name


def _typed_apart(typed: str, rest: str) -> str:
    """A word and the next one as one: "time line" may be meant for "timeline"."""
    return typed + rest.partition("\n")[0].strip().partition(" ")[0].casefold()


def unknown_subcommand(typed: str, group: str, names: Sequence[str]) -> str:
    """Says that a group has no such subcommand; ``group`` is typed with its prefix."""
    near = nearest(typed.casefold(), names, min_similarity=MIN_SUBCOMMAND_SIMILARITY, limit=1)
    instead = f"Did you mean {group} {near[0]}?" if near else f"Try one of: {', '.join(names)}."
    return f"{group} has no subcommand “{typed[:MAX_REPEATED]}”. {instead}"


def nothing_typed(prefix: str) -> str:
    """The bot was only mentioned, or the prefix typed alone."""
    return f"Ask me about the news: {prefix}summary, {prefix}who <name>, {prefix}articles. {prefix}help shows more."
