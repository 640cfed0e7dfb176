"""Posts articles over Discord's REST API, and says what its errors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.services.delivery import NoAccess, Refused, TryLater
from bot.ui.article_pages import post
from bot.ui.questions import ANYONE
from bot.ui.reply import NO_PINGS, view_of

if TYPE_CHECKING:
    from bot.models import Analysis, Article

__all__ = ["NEEDED", "DiscordSender", "missing_permissions"]

NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
"""Permissions that the bot needs in a channel it posts to (in a thread: send_messages_in_threads)."""
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
NO_ACCESS, NO_PERMISSION, THREAD_ARCHIVED = 50001, 50013, 50083


class DiscordSender:
    """A ``Sender`` that needs a logged-in client, but no gateway."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(self, channel_id: int, article: Article, analysis: Analysis, *, nonce: str) -> int:
        """Posts an article and returns the message's id. Raises NoAccess, Refused or TryLater."""
        reply = post(article, analysis)
        channel = self._client.get_partial_messageable(channel_id)
        view = view_of(reply, ANYONE)
        try:
            message = await channel.send(
                embed=reply.embed,
                view=view if view is not None else discord.utils.MISSING,
                allowed_mentions=NO_PINGS,
                nonce=nonce,
            )
        except discord.RateLimited as error:
            raise TryLater("Discord asks to wait", error.retry_after) from error
        except discord.HTTPException as error:
            raise _meaning(error) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            msg = f"the connection to Discord failed ({type(error).__name__})"
            raise TryLater(msg) from error
        return message.id


def _meaning(error: discord.HTTPException) -> NoAccess | Refused | TryLater:
    if error.code == UNKNOWN_CHANNEL:
        return NoAccess("the channel no longer exists")
    if error.code == THREAD_ARCHIVED:
        return NoAccess("the thread is archived: open it again")
    if error.code in (NO_ACCESS, NO_PERMISSION) or error.status == 403:
        return NoAccess("I may not post there: allow me View Channel, Send Messages and Embed Links")
    if error.code == UNKNOWN_MESSAGE:
        return Refused("its post was deleted as soon as it appeared")
    if error.status == 429 or error.status >= 500 or error.status in (401, 408):
        return TryLater(f"Discord answered {error.status}")
    return Refused(f"Discord refused the post ({error.status}, {error.code})")


def missing_permissions(channel: discord.abc.GuildChannel | discord.Thread, me: discord.Member) -> list[str]:
    """What the bot lacks to post there, in Discord's own words; empty where nothing is missing."""
    granted = channel.permissions_for(me)
    needed = (
        ["send_messages_in_threads" if n == "send_messages" else n for n in NEEDED]
        if isinstance(channel, discord.Thread)
        else NEEDED
    )
    return [name.replace("_", " ").title() for name in needed if not getattr(granted, name)]
