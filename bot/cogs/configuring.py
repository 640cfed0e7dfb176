"""What a server can set."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.conversation import BriefingCog, Context, asker_of, group, send, subcommand
from bot.cogs.reading import Length
from bot.services.access import require_manager
from bot.ui.markup import plain
from bot.ui.notices import done, settings_page

__all__ = ["Configuring"]

NO_ROLE: Any = None
"""For a role left out. Not ``Role | None``: discord.py would take a misspelt role for one left out."""


class Configuring(BriefingCog, name="Settings"):
    """Prefix, editor role, summary length."""

    @group(fallback="show", usage="settings", invoke_without_command=True)
    @commands.guild_only()
    async def settings(self, ctx: Context) -> None:
        """What this server set, and how to change it."""
        asker = await self.editor(ctx)
        servers = self.services.servers
        chosen = await servers.settings(asker.view)
        page = settings_page(
            await servers.prefix(asker.view), chosen.editor_role_id, await servers.summary_length(asker.view)
        )
        await send(ctx, page)

    @subcommand(settings, name="prefix", usage="settings prefix <prefix>")
    @commands.guild_only()
    @app_commands.describe(prefix="1 to 5 characters, such as ! or ?")
    async def prefix(self, ctx: Context, prefix: str) -> None:
        """The sign before commands in this server."""
        asker = await self.editor(ctx)
        await self.services.servers.set_prefix(asker.view, prefix)
        await send(ctx, done(f"Commands here start with `{prefix}` now; mentioning me and / work as before."))

    @subcommand(settings, name="editor-role", usage="settings editor-role [@role]")
    @commands.guild_only()
    @app_commands.describe(role="its members become editors; without one, only Manage Server counts")
    async def editor_role(self, ctx: Context, role: discord.Role = NO_ROLE) -> None:
        """Whose members may add, edit and announce, besides those with Manage Server."""
        asker = await asker_of(ctx)
        require_manager(asker)
        await self.services.servers.set_editor_role(asker.view, role.id if role else None)
        said = (
            f"Members with {role.mention} are editors now."
            if role
            else "Only members with Manage Server are editors now."
        )
        await send(ctx, done(said))

    @subcommand(settings, name="length", usage="settings length <short|medium|long>")
    @commands.guild_only()
    @app_commands.describe(length="for summaries where nobody says how long")
    async def length(self, ctx: Context, length: Length) -> None:
        """How long summaries are here where nobody says."""
        asker = await self.editor(ctx)
        await self.services.servers.set_summary_length(asker.view, length)
        await send(ctx, done(f"Summaries here are {plain(length)} now, where nobody asks for another length."))
