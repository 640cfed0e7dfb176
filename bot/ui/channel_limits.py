"""How an answer is sent in a channel: whole, or as much of it as Discord takes there."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.ui.plain_text import embed_text
from bot.ui.reply import NO_PINGS, view_of
from bot.ui.retries import attempt

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ui.reply import Reply

    Place = discord.abc.MessageableChannel
    Me = discord.Member | discord.ClientUser | None

__all__ = ["WHOLE", "Refusals", "Shape", "allowed_shape", "options_of", "permissions_in", "post_reply"]

log = structlog.get_logger(__name__)

NO_HISTORY, NO_PERMISSION, UNKNOWN_MESSAGE, INVALID_FORM = 160002, 50013, 10008, 50035
CLOSED = (50001, NO_PERMISSION)
"""Of a channel. Another refusal may be of this answer alone, or not Discord's at all."""
REMEMBERED_SECONDS = 600.0
MAX_CHANNELS = 10_000


@dataclass(frozen=True, slots=True)
class Shape:
    """What of an answer is sent; without ``speech`` nothing is."""

    embed: bool = True
    reference: bool = True
    buttons: bool = True
    speech: bool = True


WHOLE = Shape()
SILENT = Shape(embed=False, reference=False, buttons=False, speech=False)


class Refusals:
    """What Discord refused in a channel although the permissions known here allow it.

    It is not asked for again for ten minutes, unless those permissions change: an address with too many refused
    requests is banned from Discord.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[int, tuple[float, int, Shape]] = OrderedDict()

    def remember(self, channel_id: int, permissions: int, shape: Shape) -> None:
        """``shape`` is the most that the channel takes."""
        self._known[channel_id] = (self._clock() + REMEMBERED_SECONDS, permissions, shape)
        self._known.move_to_end(channel_id)
        while len(self._known) > MAX_CHANNELS:
            self._known.popitem(last=False)

    def recall(self, channel_id: int, permissions: int) -> Shape:
        """The most that the channel takes, as far as its refusals tell."""
        until, seen, shape = self._known.get(channel_id, (0.0, 0, WHOLE))
        return shape if self._clock() < until and seen == permissions else WHOLE


def allowed_shape(channel: Place, me: Me, refusals: Refusals) -> Shape:
    """The most that an answer in a channel may be, from what is known here: Discord is not asked."""
    granted = permissions_in(channel, me)
    known = refusals.recall(channel.id, granted.value)
    thread = channel if isinstance(channel, discord.Thread) else None
    may_speak = granted.send_messages_in_threads if thread else granted.send_messages
    if thread and thread.locked:
        may_speak = may_speak and granted.manage_threads
    if not (granted.view_channel and may_speak):
        return SILENT
    return replace(
        known, embed=known.embed and granted.embed_links, reference=known.reference and granted.read_message_history
    )


def permissions_in(channel: Place, me: Me) -> discord.Permissions:
    """The bot's permissions in a channel; all of them in a direct message and where they are unknown."""
    if not isinstance(me, discord.Member) or isinstance(channel, discord.PartialMessageable):
        return discord.Permissions.all()
    if me.guild.get_role(me.guild.id) is None:  # a server of which Discord told only a part
        return discord.Permissions.all()
    try:
        return channel.permissions_for(me)
    except discord.ClientException:  # a thread whose channel is not known (yet)
        return discord.Permissions.all()


def options_of(reply: Reply, asker: int, shape: Shape) -> dict[str, Any]:
    """The arguments for sending a reply so."""
    options: dict[str, Any] = {"allowed_mentions": NO_PINGS}
    options |= {"embed": reply.embed} if shape.embed else {"content": embed_text(reply.embed)}
    if shape.buttons and (view := view_of(reply, asker)) is not None:
        options["view"] = view
    return options


async def post_reply(
    shape: Shape,
    post: Callable[[Shape], Awaitable[object]],
    *,
    repeatable: bool = True,
    learn: Callable[[Shape], None] | None = None,
) -> None:
    """Sends an answer, with less of it each time that Discord refuses a part; an outage is waited for (``attempt``).

    Raises the last refusal where nothing is left to leave out. ``learn`` is told what the channel takes at most.
    """
    while True:
        try:
            await attempt(lambda shape=shape: post(shape), repeatable=repeatable)  # type: ignore[misc]
        except discord.HTTPException as error:
            less = _less(shape, error)
            if learn and error.code == NO_HISTORY:
                learn(replace(shape, reference=False))
            elif learn and error.code in CLOSED:
                learn(less or SILENT)
            if less is None:
                raise
            log.warning("reply.reduced", status=error.status, code=error.code, reason=error.text[:200])
            shape = less
        else:
            return


def _less(shape: Shape, error: discord.HTTPException) -> Shape | None:
    """What may be taken where this was refused; None where nothing will be."""
    no_reference = error.code in (NO_HISTORY, UNKNOWN_MESSAGE)
    if shape.reference and (no_reference or (error.code == INVALID_FORM and "message_reference" in error.text)):
        return replace(shape, reference=False)
    if shape.embed and error.code == NO_PERMISSION:
        return replace(shape, embed=False, reference=False)
    if shape.embed and error.code == INVALID_FORM:
        return replace(shape, embed=False)
    if shape.buttons and error.code == INVALID_FORM:
        return replace(shape, buttons=False)
    return None
