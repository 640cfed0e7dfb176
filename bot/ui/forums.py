"""Forums: threads for articles, with the forum's tags, and how a thread that was made unseen is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.services.delivery.errors import ChannelDeleted, ChannelUnavailable, PostRejected
from bot.services.delivery.sender import MessageRef
from bot.ui.discord_errors import NO_TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.models.analysed_article import AnalysedArticle
    from bot.ui.delivery_requests import Requests

__all__ = ["FORUMS", "find_threads", "tag_ids", "thread_of"]

FORUMS = (discord.ChannelType.forum.value, discord.ChannelType.media.value)
FALLBACK_TAGS = ("news", "briefing", "briefings")
"""Names of a forum's tags that fit any article."""
MAX_TAGS = 5
REQUIRE_TAG = 1 << 4
A_DAY = 1_440
"""Minutes without a message after which Discord archives a thread, where the forum says nothing else."""
ARCHIVED_LISTED = 50
LOOKED_THROUGH = 10
"""Threads of the bot, the newest of a forum, among which a post is looked for: nothing else is posted in between."""


def thread_of(name: str, tags: Sequence[str], forum: Mapping[str, Any]) -> dict[str, Any]:
    """What Discord is told of a new thread, besides its first message."""
    return {
        "name": name,
        "auto_archive_duration": forum.get("default_auto_archive_duration") or A_DAY,
        "applied_tags": list(tags),
    }


def tag_ids(forum: Mapping[str, Any], items: Sequence[AnalysedArticle]) -> list[str]:
    """The forum's tags that are named like a theme of the articles; where it requires one, else one that fits all."""
    themes = [theme.label.casefold() for item in items for theme in item.analysis.themes]
    tags = forum.get("available_tags") or ()
    by_name = {tag["name"].casefold(): str(tag["id"]) for tag in tags if not tag.get("moderated")}
    fitting = [by_name[name] for name in dict.fromkeys(themes) if name in by_name]
    if not fitting and int(forum.get("flags") or 0) & REQUIRE_TAG:
        fitting = [by_name[name] for name in FALLBACK_TAGS if name in by_name][:1]
        if not fitting:
            raise ChannelUnavailable(NO_TAG)
    return fitting[:MAX_TAGS]


async def find_threads(
    requests: Requests,
    forum: Mapping[str, Any],
    me: int,
    name: str,
    is_ours: Callable[[Mapping[str, Any]], bool],
) -> list[MessageRef]:
    """The threads of the bot whose first message ``is_ours``, the oldest first.

    They are looked for by Discord's own order, not by a clock: the newest ones, open or archived. A thread with this
    name whose first message was deleted counts too: it was made, and somebody did not want it.
    """
    forum_id = int(forum["id"])
    active = await requests.make("GET", "/guilds/{guild_id}/threads/active", {"guild_id": int(forum["guild_id"])})
    archived = await requests.make(
        "GET",
        "/channels/{channel_id}/threads/archived/public",
        {"channel_id": forum_id},
        params={"limit": ARCHIVED_LISTED},
    )
    threads = {
        int(thread["id"]): thread["name"]
        for thread in [*active["threads"], *archived["threads"]]
        if int(thread.get("parent_id") or 0) == forum_id and int(thread.get("owner_id") or 0) == me
    }
    found = []
    for thread_id in sorted(threads)[-LOOKED_THROUGH:]:
        try:
            first = await requests.make(
                "GET",
                "/channels/{channel_id}/messages/{message_id}",
                {"channel_id": thread_id, "message_id": thread_id},
            )
        except ChannelDeleted:
            continue
        except PostRejected:
            if threads[thread_id] == name:
                found.append(MessageRef(thread_id, thread_id))
            continue
        if is_ours(first):
            found.append(MessageRef(thread_id, thread_id))
    return found
