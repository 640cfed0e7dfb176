"""Sends an answer in a channel with all of its parts, or with those that Discord accepts there."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.services.bounded_dict import BoundedDict
from bot.ui.discord_error_codes import DiscordErrorCode as Code
from bot.ui.limits import MAX_FILE_DESCRIPTION, cut
from bot.ui.reply import NO_PINGS, view_of
from bot.ui.retries import attempt
from bot.ui.text_fallback import embeds_text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ui.reply import Reply

    Place = discord.abc.MessageableChannel
    Me = discord.Member | discord.ClientUser | None

__all__ = ["Refusals", "ReplyParts", "allowed_parts", "parts_of", "permissions_in", "post_reply", "send_options"]

log = structlog.get_logger(__name__)

CLOSED = (Code.MISSING_ACCESS, Code.MISSING_PERMISSIONS)
"""Codes of refusals that concern the whole channel; others may concern only this answer."""
TOO_LARGE = 413
"""HTTP status of a request that is too large."""
REMEMBERED_SECONDS = 600.0
MAX_CHANNELS = 10_000


@dataclass(frozen=True, slots=True)
class ReplyParts:
    """Which parts of an answer are sent; without ``message``, none."""

    embed: bool = True
    reference: bool = True
    buttons: bool = True
    picture: bool = True
    message: bool = True


ALL_PARTS = ReplyParts()
NO_PARTS = ReplyParts(embed=False, reference=False, buttons=False, picture=False, message=False)


class Refusals:
    """Remembers what Discord refused in a channel although the cached permissions allow it.

    It is not tried again for ten minutes, unless those permissions change: Discord bans an address with too many
    refused requests.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: BoundedDict[int, tuple[float, int, ReplyParts]] = BoundedDict(MAX_CHANNELS)

    def remember(self, channel_id: int, permissions: int, parts: ReplyParts) -> None:
        """``parts`` are those that the channel accepts at most."""
        self._known[channel_id] = (self._clock() + REMEMBERED_SECONDS, permissions, parts)

    def recall(self, channel_id: int, permissions: int) -> ReplyParts:
        """Returns the parts that the channel accepts, as far as its refusals tell."""
        until, seen, parts = self._known.get(channel_id, (0.0, 0, ALL_PARTS))
        return parts if self._clock() < until and seen == permissions else ALL_PARTS


def allowed_parts(channel: Place, me: Me, refusals: Refusals) -> ReplyParts:
    """Returns the parts that an answer in a channel may have. No request is made for it."""
    granted = permissions_in(channel, me)
    known = refusals.recall(channel.id, granted.value)
    thread = channel if isinstance(channel, discord.Thread) else None
    may_speak = granted.send_messages_in_threads if thread else granted.send_messages
    if thread and thread.locked:
        may_speak = may_speak and granted.manage_threads
    if not (granted.view_channel and may_speak):
        return NO_PARTS
    return replace(
        known,
        embed=known.embed and granted.embed_links,
        reference=known.reference and granted.read_message_history,
        picture=known.picture and granted.attach_files,
    )


def permissions_in(channel: Place, me: Me) -> discord.Permissions:
    """The bot's permissions in a channel; all of them in a direct message, or if they are not known."""
    if not isinstance(me, discord.Member) or isinstance(channel, discord.PartialMessageable):
        return discord.Permissions.all()
    if me.guild.get_role(me.guild.id) is None:  # Discord has sent only a part of the server
        return discord.Permissions.all()
    try:
        return channel.permissions_for(me)
    except discord.ClientException:  # a thread whose channel is not known (yet)
        return discord.Permissions.all()


def parts_of(reply: Reply, allowed: ReplyParts = ALL_PARTS) -> ReplyParts:
    """Those of the allowed parts that a reply may have: only one with a picture can be refused for it."""
    return allowed if reply.picture is not None else replace(allowed, picture=False)


def send_options(reply: Reply, asker: int, parts: ReplyParts) -> dict[str, Any]:
    """The arguments for sending these parts of a reply."""
    options: dict[str, Any] = {"allowed_mentions": NO_PINGS}
    options |= {"embeds": reply.embeds} if parts.embed else {"content": embeds_text(reply.embeds)}
    if parts.buttons and (view := view_of(reply, asker)) is not None:
        options["view"] = view
    file = reply.file or (reply.picture if parts.picture else None)
    if file is not None:  # a new one for each attempt, since sending it reads it to its end
        about = cut(file.description, MAX_FILE_DESCRIPTION)
        options["file"] = discord.File(io.BytesIO(file.data), file.name, description=about or None)
    return options


async def post_reply(
    parts: ReplyParts,
    post: Callable[[ReplyParts], Awaitable[object]],
    *,
    repeatable: bool = True,
    learn: Callable[[ReplyParts], None] | None = None,
) -> None:
    """Sends an answer; each time Discord refuses a part, tries again without it. Outages are retried by ``attempt``.

    Raises the last refusal if nothing more can be left out. ``learn`` is called with the most that the channel accepts.
    """
    while True:
        try:
            await attempt(lambda parts=parts: post(parts), repeatable=repeatable)  # type: ignore[misc]
        except discord.HTTPException as error:
            fewer = _without_refused_part(parts, error)
            if learn and error.code == Code.CANNOT_REPLY_WITHOUT_HISTORY:
                learn(replace(parts, reference=False))
            elif learn and error.code in CLOSED:
                learn(fewer or NO_PARTS)
            if fewer is None:
                raise
            log.warning("reply.reduced", status=error.status, code=error.code, reason=error.text[:200])
            parts = fewer
        else:
            return


def _without_refused_part(parts: ReplyParts, error: discord.HTTPException) -> ReplyParts | None:
    """The parts that may be accepted after this refusal; None if none will be."""
    is_invalid = error.code == Code.INVALID_FORM_BODY
    no_reference = error.code in (Code.CANNOT_REPLY_WITHOUT_HISTORY, Code.UNKNOWN_MESSAGE)
    if parts.reference and (no_reference or (is_invalid and "message_reference" in error.text)):
        return replace(parts, reference=False)
    if parts.picture and (error.code == Code.MISSING_PERMISSIONS or error.status == TOO_LARGE or is_invalid):
        return replace(parts, picture=False)
    if parts.embed and error.code == Code.MISSING_PERMISSIONS:
        return replace(parts, embed=False, reference=False)
    if parts.embed and is_invalid:
        return replace(parts, embed=False)
    if parts.buttons and is_invalid:
        return replace(parts, buttons=False)
    return None
