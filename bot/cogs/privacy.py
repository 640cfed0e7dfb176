"""What the bot keeps about whoever asks, and how they have it removed."""

from __future__ import annotations

from bot.cogs.base import BriefingCog, Context, group, scope_in, send, subcommand
from bot.cogs.converters import require_choice
from bot.ui.markup import plural
from bot.ui.notices import done, notice

__all__ = ["PrivacyCog"]


class PrivacyCog(BriefingCog, name="About you"):
    """For anyone, about themselves only."""

    @group("forget", fallback="show", usage="forget", invoke_without_command=True)
    async def forget(self, ctx: Context) -> None:
        """How often I noted your id, and how to have it removed; changes nothing."""
        prefix = "/" if ctx.interaction is not None else await self.services.guild_settings.prefix(scope_in(ctx))
        require_choice(ctx, prefix)
        entries = await self.services.privacy.entries(ctx.author.id)
        said = (
            f"Your Discord id is in {plural(entries, 'entry', 'entries')}: who added, changed, announced or decided "
            f"something. {prefix}forget me removes it from all of them, in every server, for good."
            if entries
            else "Your Discord id is noted nowhere: there is nothing to forget."
        )
        await send(ctx, notice(said), private=True)

    @subcommand(forget, "forget me", name="me", usage="forget me")
    async def me(self, ctx: Context) -> None:
        """Takes your id out of all I noted, at once and for good; what you added stays."""
        entries = await self.services.privacy.forget(ctx.author.id)
        said = (
            f"Done: your Discord id is out of {plural(entries, 'entry', 'entries')}. What you added or changed stays, "
            "without your name."
            if entries
            else "Your Discord id was noted nowhere: there was nothing to forget."
        )
        await send(ctx, done(said), private=True)
