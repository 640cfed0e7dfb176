"""Forums: a thread for each post with the forum's tags; finding threads whose creation was not confirmed."""

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

__all__ = ["FORUMS", "find_threads", "tag_ids", "thread_payload"]

FORUMS = (discord.ChannelType.forum.value, discord.ChannelType.media.value)
MESSAGE_PATH = "/channels/{channel_id}/messages/{message_id}"
ACTIVE_THREADS_PATH = "/guilds/{guild_id}/threads/active"
ARCHIVED_THREADS_PATH = "/channels/{channel_id}/threads/archived/public"
FALLBACK_TAGS = ("news", "briefing", "briefings")
"""Names of tags that fit any article."""
MAX_TAGS = 5
REQUIRE_TAG = 1 << 4
"""The flag of a forum whose threads must have a tag."""
ARCHIVE_AFTER_MINUTES = 1_440
"""Minutes without a message after which Discord archives a thread, if the forum has no default."""
MAX_ARCHIVED = 50
"""How many archived threads of a forum are listed."""
MAX_SEARCHED = 10
"""How many of the bot's newest threads in a forum are searched for a post: it posts nothing else there meanwhile."""


def thread_payload(name: str, tags: Sequence[str], forum: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new thread in a request, except its first message."""
    return {
        "name": name,
        "auto_archive_duration": forum.get("default_auto_archive_duration") or ARCHIVE_AFTER_MINUTES,
        "applied_tags": list(tags),
    }


def tag_ids(forum: Mapping[str, Any], items: Sequence[AnalysedArticle]) -> list[str]:
    """Returns the ids of the forum's tags that are named like a theme of the articles.

    If none is and the forum requires a tag, returns one that fits any article. Raises ChannelUnavailable without one.
    """
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
    bot_id: int,
    name: str,
    is_post: Callable[[Mapping[str, Any]], bool],
) -> list[MessageRef]:
    """Finds the bot's threads whose first message satisfies ``is_post``, the oldest first.

    The threads with the highest ids are searched, open or archived: a clock, unlike the ids, may be wrong. A thread
    with this name whose first message was deleted counts too: the post was made, and somebody deleted it.
    """
    names = await _names_of_threads(requests, forum, bot_id)
    found = []
    for thread_id in sorted(names)[-MAX_SEARCHED:]:
        ids = {"channel_id": thread_id, "message_id": thread_id}
        try:
            is_found = is_post(await requests.make("GET", MESSAGE_PATH, ids))
        except ChannelDeleted:
            continue
        except PostRejected:
            is_found = names[thread_id] == name
        if is_found:
            found.append(MessageRef(thread_id, thread_id))
    return found


async def _names_of_threads(requests: Requests, forum: Mapping[str, Any], bot_id: int) -> dict[int, str]:
    """The names of the bot's threads in a forum by their ids, open and archived ones."""
    forum_id = int(forum["id"])
    active = await requests.make("GET", ACTIVE_THREADS_PATH, {"guild_id": int(forum["guild_id"])})
    archived = await requests.make(
        "GET", ARCHIVED_THREADS_PATH, {"channel_id": forum_id}, params={"limit": MAX_ARCHIVED}
    )
    return {
        int(thread["id"]): thread["name"]
        for thread in [*active["threads"], *archived["threads"]]
        if int(thread.get("parent_id") or 0) == forum_id and int(thread.get("owner_id") or 0) == bot_id
    }
