"""The answer to a command that does not exist: the one that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.services.lookup.similarity import nearest
from bot.ui.error_sentences import MAX_REPEATED

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_near", "nothing_typed", "unknown_command", "unknown_subcommand"]

MIN_SUBCOMMAND_SIMILARITY = 60.0
"""Similarity (0 to 100) to one of the few subcommands of a group: lower than usual, as one of them must be meant."""
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


def is_near(typed: str, names: Sequence[str]) -> bool:
    """True if a word may be meant for this bot: other bots may share its prefix."""
    return typed in INSTEAD or bool(nearest(typed, names, limit=1))


def unknown_command(typed: str, prefix: str, names: Sequence[str], *, before: str = "") -> str:
    """Says that there is no such command, and what to type instead; ``before`` precedes its name (``help ``)."""
    no_such = f"There is no command “{typed[:MAX_REPEATED]}”"
    if typed in INSTEAD:
        return f"{no_such}: {INSTEAD[typed].format(prefix)}"
    near = nearest(typed, names, limit=2)
    meant = [
        f"{prefix}{before}{name}" for name in near if fuzz.ratio(typed, name) > fuzz.ratio(typed, near[0]) - MAX_LEAD
    ]
    if meant:
        return f"{no_such}. Did you mean {' or '.join(meant)}?"
    return f"{no_such}. {prefix}help shows what you can ask."


def unknown_subcommand(typed: str, group: str, names: Sequence[str]) -> str:
    """Says that a group has no such subcommand; ``group`` is typed with its prefix."""
    near = nearest(typed.casefold(), names, min_similarity=MIN_SUBCOMMAND_SIMILARITY, limit=1)
    instead = f"Did you mean {group} {near[0]}?" if near else f"Try one of: {', '.join(names)}."
    return f"{group} has no subcommand “{typed[:MAX_REPEATED]}”. {instead}"


def nothing_typed(prefix: str) -> str:
    """The bot was only mentioned, or the prefix typed alone."""
    return f"Ask me about the news: {prefix}summary, {prefix}who <name>, {prefix}articles. {prefix}help shows more."
