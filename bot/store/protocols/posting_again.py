"""When a story that a channel has is posted there again, in words: the same for every implementation of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.filters import NEVER_AGAIN
from bot.plurals import plural

if TYPE_CHECKING:
    from bot.models.filters import PostingAgain

__all__ = [
    "EACH_STORY_ONCE",
    "NOTHING_NEW",
    "OWN_POST",
    "again_in_words",
    "last_post_is_old",
    "last_post_is_young",
    "something_is_new",
]

EACH_STORY_ONCE = "each story once, unless a later report differs enough"
NOTHING_NEW = "too little in this one is new for another post"
"""Why a story is not posted again in a channel that gets it again if something new is in it."""
OWN_POST = "this one differs enough for a post of its own, or names other figures or days"
"""Why an article gets a post of its own although earlier ones are of the same story."""


def again_in_words(again: PostingAgain) -> str:
    """A part of a sentence: "a story again after 12 hours"."""
    if again == NEVER_AGAIN:
        return EACH_STORY_ONCE
    if again.hours is None:
        return "a story again if something new is in it"
    return f"a story again after {plural(again.hours, 'hour')}"


def last_post_is_old(hours: int) -> str:
    """Why a story is posted again after some hours."""
    return f"the last post of this story was made more than {plural(hours, 'hour')} before"


def last_post_is_young(hours: int) -> str:
    """Why a story is not posted again yet."""
    return f"that post is not {plural(hours, 'hour')} old"


def something_is_new(news: str) -> str:
    """Why a story is posted again if something is new in it."""
    return f"the earlier articles do not have {news}"
