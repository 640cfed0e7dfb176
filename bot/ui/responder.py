"""The answer to an interaction (a slash command, a button, a form), which Discord waits three seconds for."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.ui.channel_limits import WHOLE, Shape, options_of, post_reply
from bot.ui.retries import FAILURES, attempt

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.ui.reply import Reply

__all__ = ["ExpiredError", "Responder", "is_answered", "responder_of"]

log = structlog.get_logger(__name__)

PATIENCE = 1.5
"""Seconds after which an interaction is deferred: time for a quick answer, and for the deferral to arrive."""
DEFER_SECONDS = 10.0
ACKNOWLEDGED = 40060
GONE = (10062, 10015, 50027)
"""Unknown interaction, unknown webhook, invalid token."""
KEY = "responder"
ELSEWHERE = "Answered below."


class ExpiredError(Exception):
    """Nothing can be said by an interaction any more: 15 minutes are over, or it was acknowledged too late."""


class Responder:
    """Answers one interaction, and defers it by itself where the answer takes long.

    ``update``: the answer will take the place of the message whose button was clicked; ``private``: it will most
    likely be for the asker alone.
    """

    def __init__(self, interaction: discord.Interaction, *, update: bool, private: bool) -> None:
        self._interaction = interaction
        self._update = update
        self._private = private
        self._answered = False
        self._acknowledged = False
        self._lock = asyncio.Lock()
        self._deferring: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._start_deferring)

    async def send(self, reply: Reply, *, private: bool) -> None:
        """Answers with a message. Raises one of ``FAILURES`` or ExpiredError where that cannot be done."""
        first = self._interaction.response.send_message
        async with self._turn():
            if self._fresh and await self._open(lambda shape: first(ephemeral=private, **self._options(reply, shape))):
                return
            if self._answered or not self._thinking:
                await self._follow_up(reply, private=private)
            elif private == self._private:
                await self._edit_original(reply)
            else:
                await self._beside_original(reply, private=private)

    async def edit(self, reply: Reply) -> None:
        """Puts the answer in place of the message that was clicked. Raises as ``send`` does."""
        first = self._interaction.response.edit_message
        async with self._turn():
            if self._fresh and await self._open(lambda shape: first(**_replacing(self._options(reply, shape)))):
                return
            await self._edit_original(reply)

    async def show_form(self, form: discord.ui.Modal) -> bool:
        """Opens a form, which can be the first answer only; False where it is too late for that."""
        async with self._turn():
            if not self._fresh:
                return False
            try:
                await attempt(lambda: self._interaction.response.send_modal(form))
            except discord.HTTPException as error:
                if error.code != ACKNOWLEDGED:  # a first try got through although its answer was lost
                    raise
            self._answered = self._acknowledged = True
            return True

    @property
    def _fresh(self) -> bool:
        return not self._acknowledged and not self._interaction.response.is_done()

    @property
    def _thinking(self) -> bool:
        """Whether the person sees a message that says that the bot is thinking."""
        kind = self._interaction.response.type
        return kind is discord.InteractionResponseType.deferred_channel_message or (kind is None and not self._update)

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """One answer at a time, and never beside a deferral that is on its way."""
        self._timer.cancel()
        async with self._lock:
            if self._interaction.is_expired():
                raise ExpiredError
            try:
                yield
            except discord.HTTPException as error:
                if error.code in GONE:
                    raise ExpiredError from error
                raise

    async def _open(self, post: Callable[[Shape], Awaitable[object]]) -> bool:
        """The first answer; False where Discord has got an acknowledgement already."""
        try:
            await post_reply(WHOLE, post)
            self._answered = True
        except discord.HTTPException as error:
            if error.code != ACKNOWLEDGED:
                raise
        self._acknowledged = True
        return self._answered

    async def _edit_original(self, reply: Reply) -> None:
        """A message that says "thinking", or the one that was clicked, becomes the answer: safe to do twice."""
        edit = self._interaction.edit_original_response
        await post_reply(WHOLE, lambda shape: edit(**_replacing(self._options(reply, shape))))
        self._answered = True

    async def _follow_up(self, reply: Reply, *, private: bool) -> None:
        follow_up = self._interaction.followup.send
        await post_reply(
            WHOLE,
            lambda shape: follow_up(ephemeral=private, **self._options(reply, shape)),
            repeatable=False,
        )
        self._answered = True

    async def _beside_original(self, reply: Reply, *, private: bool) -> None:
        """Answers other people than those who see that the bot is thinking: who does was decided with the deferral.

        Discord would turn the first message that follows into that one, whoever it is for.
        """
        await attempt(lambda: self._interaction.edit_original_response(content=ELSEWHERE))
        await self._follow_up(reply, private=private)
        try:
            await attempt(self._interaction.delete_original_response)
        except FAILURES as error:  # what it says is true
            log.warning("cleaning.failed", error=f"{type(error).__name__}: {error}")

    def _options(self, reply: Reply, shape: Shape) -> dict[str, Any]:
        return options_of(reply, self._interaction.user.id, shape)

    def _start_deferring(self) -> None:
        self._deferring = asyncio.create_task(self._defer())

    async def _defer(self) -> None:
        async with self._lock:
            if not self._fresh:
                return
            try:
                async with asyncio.timeout(DEFER_SECONDS):
                    await self._interaction.response.defer(thinking=not self._update, ephemeral=self._private)
            except FAILURES as error:  # the answer finds out whether it got through
                log.warning("defer.failed", error=f"{type(error).__name__}: {error}")


def responder_of(interaction: discord.Interaction, *, update: bool = False, private: bool = False) -> Responder:
    """The one responder of an interaction; from the first call on, Discord gets an answer in time."""
    responder = interaction.extras.get(KEY)
    if not isinstance(responder, Responder):
        responder = interaction.extras[KEY] = Responder(interaction, update=update, private=private)
    return responder


def is_answered(interaction: discord.Interaction) -> bool:
    """Whether somebody answers an interaction, or has done so."""
    return KEY in interaction.extras or interaction.response.is_done()


def _replacing(options: dict[str, Any]) -> dict[str, Any]:
    """For an edit: what is not given is taken away."""
    return {"content": None, "embed": None, "view": None} | options
