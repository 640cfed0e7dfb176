"""The settings of a server: prefix, editors, summary length, whether links are shown first, time zone, reading."""

from __future__ import annotations

from typing import Literal

import discord
from discord.ext import commands

from bot.cogs.articles import Length
from bot.cogs.autocomplete import Choices, role_choices
from bot.cogs.base import BriefingCog, asker_of
from bot.cogs.converters import OMITTED, RoleOrNone, require_subcommand
from bot.cogs.decorators import group, subcommand
from bot.cogs.sending import Context, send
from bot.errors import InputError
from bot.services.access import require_manager
from bot.ui.settings_pages import (
    EVERYONE_AN_EDITOR,
    confirm_links_set,
    editor_role_page,
    editor_role_set,
    length_set,
    prefix_set,
    reading_set,
    settings_page,
    time_zone_set,
)

__all__ = ["SettingsCog"]


class SettingsCog(BriefingCog, name="Settings"):
    """The command settings and its subcommands; also removes an editor role that was deleted."""

    @group("settings", fallback="show")
    @commands.guild_only()
    async def settings(self, ctx: Context) -> None:
        """Shows the settings."""
        asker = await self.require_editor(ctx)
        cache = self.services.guild_settings
        prefix = await cache.prefix(asker.scope)
        require_subcommand(ctx, prefix)
        settings = await cache.settings(asker.scope)
        length, confirm = await cache.summary_length(asker.scope), await cache.confirm_links(asker.scope)
        zone, counts = await cache.time_zone(asker.scope), await cache.counts_reading(asker.scope)
        role_id = settings.editor_role_id
        await send(ctx, settings_page(prefix, role_id, length, zone, confirm_links=confirm, count_reading=counts))

    @subcommand(settings, "prefix")
    @commands.guild_only()
    async def prefix(self, ctx: Context, prefix: str) -> None:
        """Sets the prefix."""
        asker = await self.require_editor(ctx)
        await self.services.guild_settings.set_prefix(asker.scope, prefix)
        await send(ctx, prefix_set(prefix))

    @subcommand(settings, "editor-role")
    @commands.guild_only()
    async def editor_role(self, ctx: Context, role: RoleOrNone = OMITTED) -> None:
        """Sets or removes the editor role; without an argument shows it."""
        asker = asker_of(ctx)
        require_manager(asker)
        cache = self.services.guild_settings
        if role is OMITTED:
            settings = await cache.settings(asker.scope)
            await send(ctx, editor_role_page(settings.editor_role_id, await cache.prefix(asker.scope)))
            return
        if role is not None and role.is_default():
            raise InputError(EVERYONE_AN_EDITOR)
        role_id = role.id if role else None
        await cache.set_editor_role(asker.scope, role_id)
        await send(ctx, editor_role_set(role_id))

    @editor_role.autocomplete("role")
    async def suggest_roles(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests roles, and none."""
        return role_choices(interaction, typed)

    @subcommand(settings, "length")
    @commands.guild_only()
    async def length(self, ctx: Context, length: Length) -> None:
        """Sets the default summary length."""
        asker = await self.require_editor(ctx)
        await self.services.guild_settings.set_summary_length(asker.scope, length)
        await send(ctx, length_set(length))

    @subcommand(settings, "confirm-links")
    @commands.guild_only()
    async def confirm_links(self, ctx: Context, choice: Literal["on", "off"]) -> None:
        """Sets whether the article at a link is shown before it is stored."""
        asker = await self.require_editor(ctx)
        await self.services.guild_settings.set_confirm_links(asker.scope, confirm=choice == "on")
        await send(ctx, confirm_links_set(confirm=choice == "on"))

    @subcommand(settings, "timezone")
    @commands.guild_only()
    async def time_zone(self, ctx: Context, *, zone: str) -> None:
        """Sets the time zone."""
        asker = await self.require_editor(ctx)
        await send(ctx, time_zone_set(await self.services.guild_settings.set_time_zone(asker.scope, zone)))

    @subcommand(settings, "reading")
    @commands.guild_only()
    async def reading(self, ctx: Context, choice: Literal["on", "off"]) -> None:
        """Sets whether readers are counted."""
        asker = await self.require_editor(ctx)
        await self.services.guild_settings.set_count_reading(asker.scope, count=choice == "on")
        self.services.readership.forget(asker.scope)
        await send(ctx, reading_set(count=choice == "on"))

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """A role was deleted: if it was the editor role, there is none any more."""
        await self._drop_deleted_role(role.guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """The bot has connected: roles may have been deleted while it was not."""
        for guild in self.bot.guilds:
            await self._drop_deleted_role(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is back from an outage, during which roles may have been deleted."""
        await self._drop_deleted_role(guild)

    async def _drop_deleted_role(self, guild: discord.Guild) -> None:
        if guild.unavailable or guild.get_role(guild.id) is None:  # Discord has not sent its roles
            return
        cache = self.services.guild_settings
        role_id = (await cache.settings(guild.id)).editor_role_id
        if role_id is not None and guild.get_role(role_id) is None:
            await cache.set_editor_role(guild.id, None)
