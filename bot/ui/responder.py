"""Answers interactions (slash commands, buttons, forms), for which Discord waits three seconds."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.ui.channel_limits import ReplyParts, parts_of, post_reply, send_options
from bot.ui.discord_error_codes import DiscordErrorCode as Code
from bot.ui.retries import FAILURES, attempt

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.ui.reply import Reply

__all__ = ["ExpiredError", "Responder", "is_answered", "responder_of"]

log = structlog.get_logger(__name__)

DEFER_AFTER_SECONDS = 1.5
"""Seconds after which an interaction is deferred: a quick answer comes before it, and the deferral is still in time."""
DEFER_SECONDS = 10.0
EXPIRED = (Code.UNKNOWN_INTERACTION, Code.UNKNOWN_WEBHOOK, Code.INVALID_WEBHOOK_TOKEN)
"""Codes of errors that mean that an interaction can no longer be answered."""
EXTRAS_KEY = "responder"
"""Key of an interaction's ``extras`` with its Responder."""
ANSWERED_ELSEWHERE = "Answered below."


class ExpiredError(Exception):
    """An interaction can no longer be answered: 15 minutes are over, or it was acknowledged too late."""


class Responder:
    """Answers one interaction, and defers it if the answer takes long.

    With ``update`` the answer will replace the message whose button was clicked; with ``private`` it will probably be
    shown only to the asker.
    """

    def __init__(self, interaction: discord.Interaction, *, update: bool, private: bool) -> None:
        self._interaction = interaction
        self._update = update
        self._private = private
        self._answered = False
        self._acknowledged = False
        self._lock = asyncio.Lock()
        self._deferring: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(DEFER_AFTER_SECONDS, self._start_deferring)

    async def send(self, reply: Reply, *, private: bool) -> None:
        """Answers with a message. Raises one of ``FAILURES`` or ExpiredError if that fails."""
        first = self._interaction.response.send_message
        async with self._turn():
            if self._fresh and await self._open(
                reply, lambda parts: first(ephemeral=private, **self._options(reply, parts))
            ):
                return
            if self._answered or not self._thinking:
                await self._follow_up(reply, private=private)
            elif private == self._private:
                await self._edit_original(reply)
            else:
                await self._beside_original(reply, private=private)

    async def edit(self, reply: Reply) -> None:
        """Replaces the message that was clicked. Raises as ``send`` does."""
        first = self._interaction.response.edit_message
        async with self._turn():
            if self._fresh and await self._open(reply, lambda parts: first(**_replacing(self._options(reply, parts)))):
                return
            await self._edit_original(reply)

    async def show_form(self, form: discord.ui.Modal) -> bool:
        """Opens a form; returns False if it is too late: a form can only be the first answer."""
        async with self._turn():
            if not self._fresh:
                return False
            try:
                await attempt(lambda: self._interaction.response.send_modal(form))
            except discord.HTTPException as error:
                # An earlier attempt may have succeeded although its response was lost.
                if error.code != Code.INTERACTION_ALREADY_ACKNOWLEDGED:
                    raise
            self._answered = self._acknowledged = True
            return True

    @property
    def _fresh(self) -> bool:
        return not self._acknowledged and not self._interaction.response.is_done()

    @property
    def _thinking(self) -> bool:
        """True if the person sees “… is thinking”."""
        kind = self._interaction.response.type
        return kind is discord.InteractionResponseType.deferred_channel_message or (kind is None and not self._update)

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """One answer at a time, and none while a deferral is being sent."""
        self._timer.cancel()
        async with self._lock:
            if self._interaction.is_expired():
                raise ExpiredError
            try:
                yield
            except discord.HTTPException as error:
                if error.code in EXPIRED:
                    raise ExpiredError from error
                raise

    async def _open(self, reply: Reply, post: Callable[[ReplyParts], Awaitable[object]]) -> bool:
        """Sends the first answer; returns False if the interaction is already acknowledged."""
        try:
            await post_reply(parts_of(reply), post)
            self._answered = True
        except discord.HTTPException as error:
            if error.code != Code.INTERACTION_ALREADY_ACKNOWLEDGED:
                raise
        self._acknowledged = True
        return self._answered

    async def _edit_original(self, reply: Reply) -> None:
        """Turns “… is thinking”, or the message that was clicked, into the answer: safe to repeat."""
        edit = self._interaction.edit_original_response
        await post_reply(parts_of(reply), lambda parts: edit(**_replacing(self._options(reply, parts))))
        self._answered = True

    async def _follow_up(self, reply: Reply, *, private: bool) -> None:
        follow_up = self._interaction.followup.send
        await post_reply(
            parts_of(reply),
            lambda parts: follow_up(ephemeral=private, **self._options(reply, parts)),
            repeatable=False,
        )
        self._answered = True

    async def _beside_original(self, reply: Reply, *, private: bool) -> None:
        """Sends a private answer after a public deferral, or the other way round.

        The deferral decided who sees “… is thinking”; Discord would turn the first follow-up into that message.
        """
        await attempt(lambda: self._interaction.edit_original_response(content=ANSWERED_ELSEWHERE))
        await self._follow_up(reply, private=private)
        try:
            await attempt(self._interaction.delete_original_response)
        except FAILURES as error:  # “Answered below.” stays, which is true
            log.warning("cleaning.failed", error=f"{type(error).__name__}: {error}")

    def _options(self, reply: Reply, parts: ReplyParts) -> dict[str, Any]:
        return send_options(reply, self._interaction.user.id, parts)

    def _start_deferring(self) -> None:
        self._deferring = asyncio.create_task(self._defer())

    async def _defer(self) -> None:
        async with self._lock:
            if not self._fresh:
                return
            try:
                async with asyncio.timeout(DEFER_SECONDS):
                    await self._interaction.response.defer(thinking=not self._update, ephemeral=self._private)
            except FAILURES as error:  # the answer will show whether it arrived
                log.warning("defer.failed", error=f"{type(error).__name__}: {error}")


def responder_of(interaction: discord.Interaction, *, update: bool = False, private: bool = False) -> Responder:
    """Returns the responder of an interaction; the first call starts the timer of its deferral."""
    responder = interaction.extras.get(EXTRAS_KEY)
    if not isinstance(responder, Responder):
        responder = interaction.extras[EXTRAS_KEY] = Responder(interaction, update=update, private=private)
    return responder


def is_answered(interaction: discord.Interaction) -> bool:
    """True if an interaction is being answered or has been answered."""
    return EXTRAS_KEY in interaction.extras or interaction.response.is_done()


def _replacing(options: dict[str, Any]) -> dict[str, Any]:
    """The options of an edit, which removes the parts that are not given."""
    file = options.pop("file", None)
    return {"content": None, "embeds": [], "view": None} | options | {"attachments": [file] if file else []}
