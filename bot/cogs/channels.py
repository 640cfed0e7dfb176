"""Checks of the channel and the role that the subcommands of announce are given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.arguments import named_channel
from bot.errors import InputError
from bot.ui.announcement_messages import (
    CHANNEL_HIDDEN,
    NO_EVERYONE,
    OTHER_SERVER,
    WRONG_CHANNEL_TYPE,
    missing_permissions_text,
    no_such_channel,
    not_mentionable,
    one_channel_only,
)
from bot.ui.permissions import missing_permissions

if TYPE_CHECKING:
    from bot.cogs.sending import Context

__all__ = [
    "Channel",
    "channel_and_article",
    "channel_and_words",
    "channel_for",
    "named_channel_and_words",
    "require_mentionable",
    "require_permissions",
    "target_channel",
]

Channel = discord.TextChannel | discord.Thread | discord.ForumChannel
_MENTION = re.compile(r"<#\d{1,20}>")
_ARTICLE_NUMBER = re.compile(r"(?<!\S)#(\d{1,15})(?!\S)")
_TYPED_CHANNEL = re.compile(r"(?<!\S)(?:<#|#)(?=\w)")


def channel_and_words(ctx: Context, channel: Channel | None, words: str) -> tuple[Channel, str]:
    """The channel that is meant, or else this one, and the other words; see ``named_channel_and_words``."""
    named, words = named_channel_and_words(ctx, channel, words)
    return named or target_channel(ctx, None), words


def channel_and_article(ctx: Context, channel: Channel | None, words: str) -> tuple[Channel, str]:
    """The same where the other words name an article: #12 is its number.

    Raises ChannelNotFound for the mention of a channel that is not known, such as an archived thread.
    """
    unknown = _MENTION.search(words)
    if ctx.guild is not None and unknown is not None and named_channel(unknown[0], ctx.guild)[0] is None:
        raise commands.ChannelNotFound(unknown[0])
    return channel_and_words(ctx, channel, _ARTICLE_NUMBER.sub(r"\1", words))


def named_channel_and_words(ctx: Context, channel: Channel | None, words: str) -> tuple[Channel | None, str]:
    """The channel that is named, and the other words: when typed, the channel stands before or behind them.

    There it needs its #, since any word may be meant as a word. Raises InputError for any other word with a #, and as
    ``target_channel`` does.
    """
    words = words.strip()
    if ctx.guild is None:  # pragma: no cover - guild_only
        return channel, words
    if channel is None:
        channel, words = _taken_out(words, ctx.guild)
    if left := _TYPED_CHANNEL.search(words):
        found, length = named_channel(words[left.start() :], ctx.guild)
        typed = words[left.start() :][:length].strip() if found is not None else words[left.start() :].split()[0]
        raise InputError(one_channel_only(typed) if found is not None else no_such_channel(typed, str(ctx.command)))
    return (target_channel(ctx, channel) if channel is not None else None), words


def _taken_out(words: str, guild: discord.Guild) -> tuple[Channel | None, str]:
    """The channel with which words begin or end, and the others."""
    places = [match.start() for match in _TYPED_CHANNEL.finditer(words)]
    for start in dict.fromkeys((*places[:1], *places[-1:])):
        found, length = named_channel(words[start:], guild)
        if found is not None and (start == 0 or start + length == len(words)):
            return found, (words[:start] + words[start + length :]).strip()
    return None, words


def target_channel(ctx: Context, channel: Channel | None) -> Channel:
    """Returns the channel that was given, or else the one where the command was typed.

    Raises InputError if nothing can be posted in a channel of that type, or if the asker has no access to it.
    """
    target = channel or ctx.channel
    if isinstance(target, Channel) and target.guild != ctx.guild:  # pragma: no cover - discord.py looks in this server
        raise InputError(OTHER_SERVER)
    return channel_for(ctx.author, target)


def channel_for(member: discord.User | discord.Member, target: object) -> Channel:
    """Returns a channel that a member of its server chose. Raises InputError as above."""
    if not isinstance(target, Channel):
        raise InputError(WRONG_CHANNEL_TYPE)
    if not target.permissions_for(member).view_channel:  # type: ignore[arg-type]  # guild_only: a Member
        raise InputError(CHANNEL_HIDDEN)
    return target


def require_permissions(target: Channel) -> None:
    """Raises InputError, naming the missing permissions, if the bot cannot post in a channel."""
    missing = missing_permissions(target, target.guild.me)
    if missing:
        raise InputError(missing_permissions_text(target.name, missing))


def require_mentionable(ctx: Context, role: discord.Role, target: Channel) -> None:
    """Raises InputError for @everyone, and for a role whose mention by the bot would notify nobody."""
    if role.is_default():
        raise InputError(NO_EVERYONE)
    granted = target.permissions_for(ctx.me)  # type: ignore[arg-type]  # guild_only: a Member
    if not role.mentionable and not granted.mention_everyone:
        raise InputError(not_mentionable(role.name, target.name))
