"""What is said where somebody types a command that there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_near", "unknown_command"]

NEAR = 75.0
"""Similarity (0 to 100) from which a word is taken for a misspelt command of ours."""
MARGIN = 5.0
"""How far behind the nearest one the next may be to be named beside it."""
SHOWN = 40

ARTICLES = "{0}articles lists the newest articles, {0}summary tells the latest in short."
PEOPLE = "{0}who and a name tells who somebody is, {0}actors who is in the news."
THEMES = "{0}themes tells what the articles are about, {0}theme and a name which ones are about it."
POSTS = "editors have new articles posted in a channel with {0}announce on."
CHANGES = "editors correct an article with {0}edit, take it out with {0}remove, and undo either with {0}restore."
INSTEAD = {
    **dict.fromkeys(("today", "yesterday", "week", "daily", "digest", "feed", "story", "stories"), ARTICLES),
    **dict.fromkeys(("brief", "briefing", "briefings", "recap", "newsletter", "updates"), ARTICLES),
    **dict.fromkeys(("people", "person", "persons", "names", "name"), PEOPLE),
    **dict.fromkeys(("topic", "topics", "subject", "subjects"), THEMES),
    **dict.fromkeys(("undo", "delete", "correct", "update", "change"), CHANGES),
    **dict.fromkeys(("subscribe", "rss", "publish"), POSTS),
}
"""Words that people try for what has another name here."""


def is_near(typed: str, names: Sequence[str]) -> bool:
    """Whether a word may be meant for this bot; others may share its prefix."""
    return typed in INSTEAD or process.extractOne(typed, names, scorer=fuzz.ratio, score_cutoff=NEAR) is not None


def unknown_command(typed: str, prefix: str, names: Sequence[str], *, before: str = "") -> str:
    """One sentence: that there is no such command, and what to type instead (``before`` stands before its name)."""
    there_is_not = f"There is no command “{typed[:SHOWN]}”"
    if typed in INSTEAD:
        return f"{there_is_not}: {INSTEAD[typed].format(prefix)}"
    near = process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=2)
    meant = [f"{prefix}{before}{name}" for name, score, _ in near if score > near[0][1] - MARGIN]
    if meant:
        return f"{there_is_not}. Did you mean {' or '.join(meant)}?"
    return f"{there_is_not}. {prefix}help shows what you can ask."
