"""The commands that show and delete what the bot stores about the asker."""

from __future__ import annotations

from bot.cogs.base import BriefingCog, scope_in
from bot.cogs.converters import require_subcommand
from bot.cogs.decorators import group, subcommand
from bot.cogs.sending import Context, send
from bot.ui.privacy_pages import id_deleted, stored_records

__all__ = ["PrivacyCog"]


class PrivacyCog(BriefingCog, name="Privacy"):
    """For anyone, about themselves only."""

    @group("forget", fallback="show")
    async def forget(self, ctx: Context) -> None:
        """Shows how many records contain the asker's id; changes nothing."""
        prefix = "/" if ctx.interaction is not None else await self.services.guild_settings.prefix(scope_in(ctx))
        require_subcommand(ctx, prefix)
        records = await self.services.privacy.count_records(ctx.author.id)
        await send(ctx, stored_records(records, prefix), private=True)

    @subcommand(forget, "me")
    async def me(self, ctx: Context) -> None:
        """Deletes the asker's id from all records."""
        await send(ctx, id_deleted(await self.services.privacy.forget(ctx.author.id)), private=True)
