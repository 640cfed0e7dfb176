"""Which servers the bot is in: what Discord says of them is kept in mind, without a command."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.cogs.base import BriefingCog

__all__ = ["Membership"]


class Membership(BriefingCog, name="Membership"):
    """Listens; has no commands. An outage of a server is another event and changes nothing."""

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Connected: servers that are not there any more were left meanwhile; those in an outage are listed too."""
        await self.services.guild_retention.reconcile({guild.id for guild in self.bot.guilds}, ours=self._ours)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Asked in, perhaps again."""
        await self.services.guild_retention.guild_joined(guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Removed from a server, or the server is gone."""
        await self.services.guild_retention.guild_removed(guild.id)

    def _ours(self, guild_id: int) -> bool:
        """With several shards a connection hears of its own servers only."""
        shards = self.bot.shard_count or 1
        return shards == 1 or (guild_id >> 22) % shards == self.bot.shard_id
