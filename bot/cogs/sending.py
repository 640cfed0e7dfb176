"""Sends the answers to commands, clicks and forms. A command takes effect even if its answer cannot be sent."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord.ext import commands

from bot.errors import InputError
from bot.models.articles import SHARED
from bot.ui.button_ids import ANYONE
from bot.ui.channel_limits import allowed_parts, parts_of, permissions_in, post_reply, send_options
from bot.ui.discord_error_codes import DiscordErrorCode as Code
from bot.ui.error_sentences import FORM_TOO_LATE
from bot.ui.limits import cut
from bot.ui.messages import BLOCKED, notice
from bot.ui.responder import ExpiredError, responder_of
from bot.ui.retries import FAILURES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ui.channel_limits import Refusals, ReplyParts
    from bot.ui.reply import Reply

__all__ = ["Context", "may_speak", "may_write", "post", "replace_clicked", "respond", "send", "show_form"]

log = structlog.get_logger(__name__)

Context = commands.Context[commands.Bot]
CONTENT_BLOCKED = (Code.EXPLICIT_CONTENT, Code.AUTOMOD_BLOCKED_MESSAGE, Code.HARMFUL_LINK)
"""Codes for explicit content, words that the server's AutoMod blocks, and a link that Discord considers harmful."""


async def send(ctx: Context, reply: Reply, *, private: bool = False) -> bool:
    """Answers a command, as a reply to its message or to its interaction; returns False if that failed.

    The answer to an interaction is seen only by the asker if it is ``private``.
    """
    if ctx.interaction is not None:
        return await respond(ctx.interaction, reply, private=private)
    is_sent = await _try_to_send(
        lambda answer: _in_channel(ctx.bot, ctx.channel, ctx.author.id, answer, ctx.message), reply
    )
    return _tell_shown(ctx.bot, ctx.guild, ctx.author.id, reply, is_sent=is_sent)


async def respond(interaction: discord.Interaction, reply: Reply, *, private: bool) -> bool:
    """Answers an interaction of any type with a message; returns False if that failed."""
    responder = responder_of(interaction)
    is_sent = await _try_to_send(
        lambda answer: _by_interaction(responder.send(answer, private=private), interaction, answer, private=private),
        reply,
    )
    return _tell_shown(interaction.client, interaction.guild, interaction.user.id, reply, is_sent=is_sent)


async def replace_clicked(interaction: discord.Interaction, reply: Reply) -> bool:
    """Replaces the message whose button was clicked with the answer; returns False if that failed."""
    responder = responder_of(interaction)
    is_sent = await _try_to_send(
        lambda answer: _by_interaction(responder.edit(answer), interaction, answer, private=False), reply
    )
    return _tell_shown(interaction.client, interaction.guild, interaction.user.id, reply, is_sent=is_sent)


async def show_form(interaction: discord.Interaction, form: discord.ui.Modal) -> None:
    """Opens a form. Raises InputError if it is too late: a form can only be the first answer."""
    try:
        shown = await responder_of(interaction).show_form(form)
    except (*FAILURES, ExpiredError) as error:
        log.warning("form.failed", error=f"{type(error).__name__}: {error}")
        shown = False
    if not shown:
        raise InputError(FORM_TOO_LATE)


async def post(client: discord.Client, channel: discord.abc.MessageableChannel, reply: Reply) -> bool:
    """Sends a message that nobody asked for; returns False if that failed."""
    return await _try_to_send(lambda answer: _in_channel(client, channel, ANYONE, answer), reply)


def may_write(client: discord.Client, channel: discord.TextChannel) -> bool:
    """True if the bot may send messages in a channel, as far as is known without a request."""
    return allowed_parts(channel, channel.guild.me, _refusals(client)).message


def may_speak(ctx: Context) -> bool:
    """True if the bot may answer this command, as far as is known without a request."""
    return ctx.interaction is not None or allowed_parts(ctx.channel, ctx.me, _refusals(ctx.bot)).message


async def _try_to_send(send_reply: Callable[[Reply], Awaitable[bool]], reply: Reply) -> bool:
    """Sends an answer; returns False if that failed. Its beginning, which says what was done, is then logged.

    If Discord blocks its content, a sentence about that is sent instead.
    """
    try:
        try:
            return await send_reply(reply)
        except discord.HTTPException as error:
            if error.code not in CONTENT_BLOCKED:
                raise
            log.warning("reply.blocked", code=error.code, said=_beginning(reply))
            return await send_reply(notice(BLOCKED))
    except (*FAILURES, ExpiredError) as error:
        status, code = getattr(error, "status", None), getattr(error, "code", None)
        error_text = f"{type(error).__name__}: {error}"[:200]
        log.warning("reply.failed", error=error_text, status=status, code=code, said=_beginning(reply))
        return False


def _tell_shown(
    client: discord.Client, guild: discord.Guild | None, user_id: int, reply: Reply, *, is_sent: bool
) -> bool:
    """Dispatches the event ``answer_shown``, for cogs that record what is read; returns whether the answer was sent.

    They listen in tasks of their own, so that no answer waits for them or fails with them.
    """
    if is_sent and reply.action is not None:
        client.dispatch("answer_shown", reply.action, user_id, guild.id if guild else SHARED)
    return is_sent


def _beginning(reply: Reply) -> str:
    return cut(reply.embed.title or reply.embed.description or "", 100) if reply.loggable else ""


async def _by_interaction(
    answering: Awaitable[None], interaction: discord.Interaction, reply: Reply, *, private: bool
) -> bool:
    """Sends an answer by its interaction, or in the channel if it comes too late for that and is not private."""
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
    """Sends an answer as a message, as a reply to ``message``; returns False if the bot may not write there."""
    me, refusals = channel.guild.me if channel.guild else client.user, _refusals(client)
    granted = permissions_in(channel, me).value
    parts = allowed_parts(channel, me, refusals)
    if not parts.message:
        log.info("reply.not_allowed", channel=channel.id)
        return False
    nonce = secrets.token_hex(8)  # lets Discord recognise a second try

    async def post(parts: ReplyParts) -> None:
        options: dict[str, Any] = send_options(reply, asker, parts)
        if message is not None and parts.reference:
            options["reference"] = message.to_reference(fail_if_not_exists=False)
            options["mention_author"] = False
        await channel.send(nonce=nonce, **options)

    def learn(accepted: ReplyParts) -> None:
        # What Discord does with a reply that has no picture says nothing about pictures.
        most = accepted if reply.picture is not None else replace(accepted, picture=parts.picture)
        refusals.remember(channel.id, granted, most)

    await post_reply(parts_of(reply, parts), post, learn=learn)
    return True


def _refusals(client: discord.Client) -> Refusals:
    refusals: Refusals = client.refusals  # type: ignore[attr-defined]  # a BriefingBot
    return refusals
