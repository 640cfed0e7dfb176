"""How commands, clicks and forms are answered. What was done stays done where Discord does not take the answer."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord.ext import commands

from bot.errors import InputError
from bot.ui.channel_limits import allowed_shape, options_of, permissions_in, post_reply
from bot.ui.limits import cut
from bot.ui.notices import notice
from bot.ui.responder import ExpiredError, responder_of
from bot.ui.retries import FAILURES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.ui.channel_limits import Refusals, Shape
    from bot.ui.reply import Reply

__all__ = ["Context", "may_speak", "replace_clicked", "respond", "send", "show_form", "typing"]

log = structlog.get_logger(__name__)

Context = commands.Context[commands.Bot]
TYPING_SECONDS = 8.0
"""Discord shows the sign for ten."""
SIGN_SECONDS = 5.0
OFFENSIVE = (20009, 200000, 240000)
"""Explicit content, words that the server's AutoMod blocks, a link that is taken for harmful."""
BLOCKED = (
    "There is an answer, but Discord or this server’s AutoMod blocks words or a link in it: whoever manages the server "
    "can exempt me in that rule."
)


async def send(ctx: Context, reply: Reply, *, private: bool = False) -> bool:
    """Answers a command, as a reply to its message or to the interaction; whether that went out.

    ``private``: only the asker sees it, where it is an interaction.
    """
    if ctx.interaction is not None:
        return await respond(ctx.interaction, reply, private=private)
    return await _went_out(lambda said: _in_channel(ctx.bot, ctx.channel, ctx.author.id, said, ctx.message), reply)


async def respond(interaction: discord.Interaction, reply: Reply, *, private: bool) -> bool:
    """Answers an interaction of any kind with a message; whether that went out."""
    responder = responder_of(interaction)
    return await _went_out(
        lambda said: _by_interaction(responder.send(said, private=private), interaction, said, private=private), reply
    )


async def replace_clicked(interaction: discord.Interaction, reply: Reply) -> bool:
    """Puts the answer in place of the message whose button was clicked; whether that went out."""
    responder = responder_of(interaction)
    return await _went_out(lambda said: _by_interaction(responder.edit(said), interaction, said, private=False), reply)


async def show_form(interaction: discord.Interaction, form: discord.ui.Modal) -> None:
    """Opens a form. Raises InputError where it is too late: a form can only be the first answer."""
    try:
        shown = await responder_of(interaction).show_form(form)
    except (*FAILURES, ExpiredError) as error:
        log.warning("form.failed", error=f"{type(error).__name__}: {error}")
        shown = False
    if not shown:
        msg = "The form could not be opened in time: use the command once more."
        raise InputError(msg)


def may_speak(ctx: Context) -> bool:
    """Whether an answer to this command may be sent, as far as that is known without asking Discord."""
    return ctx.interaction is not None or allowed_shape(ctx.channel, ctx.me, _refusals(ctx.bot)).speech


@contextlib.asynccontextmanager
async def typing(ctx: Context) -> AsyncIterator[None]:
    """Shows that the bot is at work on a command; whether that succeeds makes no difference to the work.

    An interaction shows it by itself, once it is deferred.
    """
    if ctx.interaction is not None:
        yield
        return
    sign = asyncio.create_task(_keep_typing(ctx.channel))
    try:
        yield
    finally:
        sign.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sign


async def _keep_typing(channel: discord.abc.Messageable) -> None:
    try:
        while True:
            async with asyncio.timeout(SIGN_SECONDS):
                await channel.typing()
            await asyncio.sleep(TYPING_SECONDS)
    except FAILURES as error:
        log.info("typing.failed", error=f"{type(error).__name__}: {error}")


async def _went_out(answer: Callable[[Reply], Awaitable[bool]], reply: Reply) -> bool:
    """Whether an answer went out; where it did not, the log has what it said: that is what was done.

    Where Discord takes offence at its words, one without them says so.
    """
    try:
        try:
            return await answer(reply)
        except discord.HTTPException as error:
            if error.code not in OFFENSIVE:
                raise
            log.warning("reply.blocked", code=error.code, said=_beginning(reply))
            return await answer(notice(BLOCKED))
    except (*FAILURES, ExpiredError) as error:
        status, code = getattr(error, "status", None), getattr(error, "code", None)
        error_text = f"{type(error).__name__}: {error}"[:200]
        log.warning("reply.failed", error=error_text, status=status, code=code, said=_beginning(reply))
        return False


def _beginning(reply: Reply) -> str:
    return cut(reply.embed.title or reply.embed.description or "", 100)


async def _by_interaction(
    answering: Awaitable[None], interaction: discord.Interaction, reply: Reply, *, private: bool
) -> bool:
    """An answer for all that comes too late for its interaction goes to the channel."""
    try:
        await answering
    except ExpiredError:
        if private or not isinstance(interaction.channel, discord.abc.Messageable):
            raise
        return await _in_channel(interaction.client, interaction.channel, interaction.user.id, reply)
    return True


async def _in_channel(
    client: discord.Client,
    channel: discord.abc.MessageableChannel,
    asker: int,
    reply: Reply,
    message: discord.Message | None = None,
) -> bool:
    """Sends an answer as a message, as a reply to ``message``; False where nothing may be said there."""
    me, refusals = channel.guild.me if channel.guild else client.user, _refusals(client)
    granted = permissions_in(channel, me).value
    shape = allowed_shape(channel, me, refusals)
    if not shape.speech:
        log.info("reply.not_allowed", channel=channel.id)
        return False
    nonce = secrets.token_hex(8)  # Discord takes a second try for what it is

    async def post(shape: Shape) -> None:
        options: dict[str, Any] = options_of(reply, asker, shape)
        if message is not None and shape.reference:
            options["reference"] = message.to_reference(fail_if_not_exists=False)
            options["mention_author"] = False
        await channel.send(nonce=nonce, **options)

    await post_reply(shape, post, learn=lambda most: refusals.remember(channel.id, granted, most))
    return True


def _refusals(client: discord.Client) -> Refusals:
    refusals: Refusals = client.refusals  # type: ignore[attr-defined]  # a BriefingBot
    return refusals
