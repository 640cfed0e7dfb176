"""What a server can set."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.articles import Length
from bot.cogs.base import EDITORS, BriefingCog, Context, asker_of, group, send, subcommand
from bot.cogs.converters import LEFT_OUT, RoleOrNone, require_choice, role_choices
from bot.errors import InputError
from bot.services.access import require_manager
from bot.ui.markup import code, plain
from bot.ui.notices import done, editor_role_page, settings_page

__all__ = ["SettingsCog"]


class SettingsCog(BriefingCog, name="Settings"):
    """Prefix, editor role, summary length."""

    for_whom = EDITORS

    @group("settings", fallback="show", usage="settings", invoke_without_command=True)
    @commands.guild_only()
    async def settings(self, ctx: Context) -> None:
        """What this server set, and how to change it."""
        asker = await self.editor(ctx)
        servers = self.services.guild_settings
        prefix = await servers.prefix(asker.scope)
        require_choice(ctx, prefix)
        chosen = await servers.settings(asker.scope)
        await send(ctx, settings_page(prefix, chosen.editor_role_id, await servers.summary_length(asker.scope)))

    @subcommand(settings, "settings prefix ?", name="prefix", usage="settings prefix <prefix>")
    @commands.guild_only()
    @app_commands.describe(prefix="the new sign: 1 to 5 characters, such as ! or ?")
    async def prefix(self, ctx: Context, prefix: str) -> None:
        """The sign before commands in this server."""
        asker = await self.editor(ctx)
        await self.services.guild_settings.set_prefix(asker.scope, prefix)
        await send(ctx, done(f"Commands here start with {code(prefix)} now; mentioning me and / work as before."))

    @subcommand(
        settings,
        "settings editor-role @Desk",
        "settings editor-role none",
        name="editor-role",
        usage="settings editor-role [@role|none]",
        for_whom="Members with Manage Server.",
    )
    @commands.guild_only()
    @app_commands.describe(role="its members become editors; none: only Manage Server counts; left out: what is set")
    async def editor_role(self, ctx: Context, role: RoleOrNone = LEFT_OUT) -> None:
        """Whose members may add, edit and announce, besides those with Manage Server."""
        asker = await asker_of(ctx)
        require_manager(asker)
        servers = self.services.guild_settings
        if role is LEFT_OUT:
            chosen = await servers.settings(asker.scope)
            await send(ctx, editor_role_page(chosen.editor_role_id, await servers.prefix(asker.scope)))
            return
        if role is not None and role.is_default():
            msg = (
                "That would make everyone an editor: name a role that only those have who are to add and edit articles."
            )
            raise InputError(msg)
        await servers.set_editor_role(asker.scope, role.id if role else None)
        said = (
            f"Members with {role.mention} are editors now."
            if role
            else "Only members with Manage Server are editors now."
        )
        await send(ctx, done(said))

    @editor_role.autocomplete("role")
    async def suggest_roles(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Roles whose name fits what is typed so far, and none."""
        return role_choices(interaction, typed)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """A role was deleted: it makes nobody an editor, and is not named as if it did."""
        await self._drop_deleted_role(role.guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Connected: roles may have been deleted meanwhile."""
        for guild in self.bot.guilds:
            await self._drop_deleted_role(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is back from an outage, in which roles may have been deleted too."""
        await self._drop_deleted_role(guild)

    async def _drop_deleted_role(self, guild: discord.Guild) -> None:
        if guild.unavailable or guild.get_role(guild.id) is None:  # Discord has not told its roles
            return
        servers = self.services.guild_settings
        role_id = (await servers.settings(guild.id)).editor_role_id
        if role_id is not None and guild.get_role(role_id) is None:
            await servers.set_editor_role(guild.id, None)

    @subcommand(settings, "settings length short", name="length", usage="settings length <short|medium|long>")
    @commands.guild_only()
    @app_commands.describe(length="short, medium or long: for summaries where nobody says how long")
    async def length(self, ctx: Context, length: Length) -> None:
        """How long summaries are here where nobody says."""
        asker = await self.editor(ctx)
        await self.services.guild_settings.set_summary_length(asker.scope, length)
        await send(ctx, done(f"Summaries here are {plain(length)} now, where nobody asks for another length."))
