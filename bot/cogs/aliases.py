"""The editors' commands on names: alias, unalias."""

from __future__ import annotations

from bot.cogs.arguments import unquoted
from bot.cogs.base import BriefingCog
from bot.cogs.decorators import command
from bot.cogs.sending import Context, send
from bot.errors import InputError
from bot.ui.alias_pages import alias_added, alias_form, alias_list, alias_removed, name_separated

__all__ = ["AliasesCog"]


class AliasesCog(BriefingCog, name="Aliases"):
    """Decisions of editors about which names stand for the same person, organisation or place."""

    @command("alias")
    async def alias(self, ctx: Context, *, names: str = "") -> None:
        """Adds an alias; without arguments lists all decisions."""
        asker = await self.require_editor(ctx)
        prefix = await self.services.guild_settings.prefix(asker.scope)
        if not names.strip():
            await send(ctx, alias_list(await self.services.aliases.all(asker.scope), prefix), private=True)
            return
        other, _, target = names.partition("=")
        other, target = unquoted(other), unquoted(target)
        if not other.strip() or not target.strip():
            raise InputError(alias_form(prefix))
        rule, note = await self.services.aliases.add(asker.scope, other, target, by=asker.user_id)
        await send(ctx, alias_added(rule, note, prefix))

    @command("unalias")
    async def unalias(self, ctx: Context, *, name: str) -> None:
        """Undoes a decision about a name, or separates a name that was merged automatically."""
        asker = await self.require_editor(ctx)
        prefix = await self.services.guild_settings.prefix(asker.scope)
        rule, undone, note = await self.services.aliases.remove(asker.scope, name, by=asker.user_id)
        await send(ctx, alias_removed(rule, prefix) if undone else name_separated(rule, note, prefix))
