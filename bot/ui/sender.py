"""Posts articles over Discord's REST API, and finds, changes and publishes what was posted."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.services.sending import NoAccess, Placed, Refused, TryLater
from bot.ui.posts import KEY_MARK, post, thread_name
from bot.ui.questions import ANYONE
from bot.ui.reply import view_of
from bot.ui.trouble import meaning, missing_permissions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.services.sending import Item

__all__ = ["DiscordSender"]

LOOKED_THROUGH = 200
"""Messages of a channel, or threads of a forum, among which a post is looked for."""
FALLBACK_TAGS = ("news", "briefing", "briefings")
"""Names of a forum's tags that fit any article."""
MAX_TAGS = 5
ALREADY_PUBLISHED = 40033


class DiscordSender:
    """A ``Sender`` over a logged-in client; what the gateway told of channels is used where it is there."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(self, channel_id: int, items: Sequence[Item], *, key: str, role_id: int | None) -> Placed:
        """See ``Sender.post``."""
        reply = post(items, key)
        options: dict[str, Any] = {"embed": reply.embed, "allowed_mentions": _pings(role_id)}
        if role_id is not None:
            options["content"] = f"<@&{role_id}>"
        if (view := view_of(reply, ANYONE)) is not None:
            options["view"] = view
        with _errors():
            channel = await self._channel(channel_id)
            if isinstance(channel, discord.ForumChannel):
                tags = _tags(channel, items)
                made = await channel.create_thread(name=thread_name(items), applied_tags=tags, **options)
                return Placed(made.message.id, made.thread.id)
            message = await self._client.get_partial_messageable(channel_id).send(nonce=key, **options)
            return Placed(message.id, channel_id)

    async def recognises(self, channel_id: int) -> bool:
        """See ``Sender.recognises``."""
        with _errors():
            return not isinstance(await self._channel(channel_id), discord.ForumChannel)

    async def find(self, channel_id: int, *, key: str, since: datetime) -> Placed | None:
        """See ``Sender.find``."""
        with _errors():
            channel = await self._channel(channel_id)
            if isinstance(channel, discord.ForumChannel):
                return await self._find_thread(channel, key, since)
            place = self._client.get_partial_messageable(channel_id)
            after = discord.Object(discord.utils.time_snowflake(since) - 1)
            first = place.history(limit=LOOKED_THROUGH, after=after, oldest_first=True)
            newest = place.history(limit=LOOKED_THROUGH)  # ``since`` may come from a clock that was wrong
            for messages in (first, newest):
                async for message in messages:
                    if self._has_key(message, key):
                        return Placed(message.id, channel_id)
        return None

    async def edit(self, placed: Placed, items: Sequence[Item], *, key: str) -> None:
        """See ``Sender.edit``."""
        reply = post(items, key)
        with _errors():
            message = self._client.get_partial_messageable(placed.channel_id).get_partial_message(placed.message_id)
            await message.edit(embed=reply.embed, view=view_of(reply, ANYONE), allowed_mentions=_pings(None))

    async def publish(self, placed: Placed) -> None:
        """See ``Sender.publish``."""
        with _errors():
            channel = await self._channel(placed.channel_id)
            if not isinstance(channel, discord.TextChannel) or not channel.is_news():
                return
            try:
                await channel.get_partial_message(placed.message_id).publish()
            except discord.HTTPException as error:
                if error.code != ALREADY_PUBLISHED:
                    raise

    async def trouble(self, channel_id: int) -> str | None:
        """See ``Sender.trouble``."""
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel | discord.Thread | discord.ForumChannel):
            return "the channel no longer exists"
        if isinstance(channel, discord.Thread) and channel.locked:
            return "the thread is locked"
        missing = missing_permissions(channel, channel.guild.me)
        return f"I lack {', '.join(missing)} there" if missing else None

    async def _channel(self, channel_id: int) -> object:
        """The channel as the gateway told of it, or as Discord does; forums need to be told from others."""
        return self._client.get_channel(channel_id) or await self._client.fetch_channel(channel_id)

    async def _find_thread(self, forum: discord.ForumChannel, key: str, since: datetime) -> Placed | None:
        after = discord.utils.time_snowflake(since) - 1
        me = self._client.user.id if self._client.user else None
        threads = [t for t in await forum.guild.active_threads() if t.parent_id == forum.id]
        threads += [t async for t in forum.archived_threads(limit=50)]
        for thread in sorted(threads, key=lambda t: t.id)[-LOOKED_THROUGH:]:
            if thread.owner_id != me or thread.id < after:
                continue
            try:
                first = await thread.fetch_message(thread.id)
            except discord.NotFound:  # its first message was deleted
                continue
            if self._has_key(first, key):
                return Placed(first.id, thread.id)
        return None

    def _has_key(self, message: discord.Message, key: str) -> bool:
        if self._client.user is None or message.author.id != self._client.user.id:
            return False
        rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
        ids = [item.custom_id or "" for row in rows for item in row.children if isinstance(item, discord.Button)]
        return any(custom_id.endswith(KEY_MARK + key) for custom_id in ids)


def _pings(role_id: int | None) -> discord.AllowedMentions:
    """Only the role that an editor set; never what an article holds."""
    roles = [discord.Object(role_id)] if role_id is not None else False
    return discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)


def _tags(forum: discord.ForumChannel, items: Sequence[Item]) -> list[discord.ForumTag]:
    """The forum's tags that are named like a theme of the articles; where it requires one, else one that fits all."""
    themes = [theme.label.casefold() for item in items for theme in item.analysis.themes]
    by_name = {tag.name.casefold(): tag for tag in forum.available_tags if not tag.moderated}
    fitting = [by_name[name] for name in dict.fromkeys(themes) if name in by_name]
    if not fitting and forum.flags.require_tag:
        fitting = [by_name[name] for name in FALLBACK_TAGS if name in by_name][:1]
        if not fitting:
            msg = "the forum requires a tag and none fits: give it one called News"
            raise NoAccess(msg)
    return fitting[:MAX_TAGS]


@contextlib.contextmanager
def _errors() -> Iterator[None]:
    """Turns what discord.py and the connection raise into what delivery knows."""
    try:
        yield
    except discord.RateLimited as error:
        msg = "Discord asks to wait"
        raise TryLater(msg, error.retry_after) from error
    except discord.HTTPException as error:
        raise meaning(error) from error
    except discord.InvalidData as error:
        msg = "Discord sent a channel that I do not understand"
        raise Refused(msg) from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        msg = f"the connection to Discord failed ({type(error).__name__})"
        raise TryLater(msg) from error
