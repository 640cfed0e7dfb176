"""The base of the cogs: the services, and the rights of the person who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.choices import read_choices_in_any_case
from bot.command_marks import SLASH
from bot.errors import BriefingError
from bot.models.articles import SHARED
from bot.services.access import Asker, is_editor, require_editor

if TYPE_CHECKING:
    from bot.cogs.sending import Context
    from bot.services import Services

__all__ = ["BriefingCog", "asker_of", "clicker_of", "scope_in"]


class BriefingCog(commands.Cog):
    """A cog that has the services."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self.bot = bot
        self.services = services
        for command in self.walk_commands():
            read_choices_in_any_case(command)

    async def is_editor(self, asker: Asker) -> bool:
        """True if the asker is an editor where they ask."""
        return is_editor(asker, await self.services.guild_settings.settings(asker.scope))

    async def require_editor(self, ctx: Context) -> Asker:
        """Returns the asker if they are an editor here. Raises NotAllowed otherwise, saying who is one."""
        asker = asker_of(ctx)
        require_editor(asker, await self.services.guild_settings.settings(asker.scope))
        return asker

    async def prefix_of(self, place: Context | discord.Interaction) -> str:
        """What somebody types before a command: their server's prefix, or a slash if they used a slash command."""
        interaction = place if isinstance(place, discord.Interaction) else place.interaction
        if interaction is not None and interaction.type is discord.InteractionType.application_command:
            return SLASH
        try:
            return await self.services.guild_settings.prefix(scope_in(place))
        except BriefingError:
            return SLASH


def scope_in(place: Context | discord.Interaction) -> int:
    """The id of the server where somebody asks, or ``SHARED``: it decides which articles they see."""
    return place.guild.id if place.guild else SHARED


def asker_of(ctx: Context) -> Asker:
    """The person who typed a command, with the rights they have at this moment."""
    return _asker(
        ctx.author,
        ctx.guild.id if ctx.guild else SHARED,
        manages_server=ctx.guild is not None and ctx.permissions.manage_guild,
        channel_id=ctx.channel.id,
        bot=ctx.bot,
    )


def clicker_of(interaction: discord.Interaction, bot: commands.Bot) -> Asker:
    """The person who clicked, sent a form or is typing an argument, with the rights they have at this moment."""
    return _asker(
        interaction.user,
        interaction.guild_id or SHARED,
        manages_server=interaction.guild_id is not None and interaction.permissions.manage_guild,
        channel_id=interaction.channel_id,
        bot=bot,
    )


def _asker(
    user: discord.abc.User, scope: int, *, manages_server: bool, channel_id: int | None, bot: commands.Bot
) -> Asker:
    roles = user.roles if isinstance(user, discord.Member) else []
    return Asker(
        user_id=user.id,
        scope=scope,
        role_ids=frozenset(role.id for role in roles),
        manages_server=manages_server,
        owns_bot=_owns(bot, user),
        channel_id=channel_id,
    )


def _owns(bot: commands.Bot, user: discord.abc.User) -> bool:
    """True if somebody owns the bot, as Discord said when the bot logged in: no request is made for it."""
    if bot.owner_id is not None or bot.owner_ids:
        return user.id == bot.owner_id or user.id in (bot.owner_ids or ())
    application = bot.application
    if application is None:
        return False
    if application.team is None:
        return user.id == application.owner.id
    roles = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)
    return any(member.id == user.id and member.role in roles for member in application.team.members)
