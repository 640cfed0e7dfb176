"""Keeps track of the servers that the bot is in, from the gateway's events."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.cogs.base import BriefingCog

__all__ = ["GuildMembershipCog"]


class GuildMembershipCog(BriefingCog, name="Guild membership"):
    """Listens; has no commands. An outage of a server is another event and changes nothing."""

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """The bot has connected: it may have been removed from servers meanwhile. Those in an outage are listed too."""
        await self.services.guild_retention.reconcile({guild.id for guild in self.bot.guilds}, ours=self._is_ours)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited to a server, perhaps again."""
        await self.services.guild_retention.guild_joined(guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server, or the server was deleted."""
        await self.services.guild_retention.guild_removed(guild.id)

    def _is_ours(self, guild_id: int) -> bool:
        """True if this connection gets the events of a server: with several shards, each gets only its own."""
        shards = self.bot.shard_count or 1
        return shards == 1 or (guild_id >> 22) % shards == self.bot.shard_id
