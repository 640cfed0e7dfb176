"""The editors' commands on names: alias, unalias."""

from __future__ import annotations

from discord import app_commands

from bot.cogs.arguments import unquoted
from bot.cogs.base import EDITORS, BriefingCog, Context, command, send
from bot.errors import InputError
from bot.ui.markup import code, plain, quoted
from bot.ui.notices import alias_list, done

__all__ = ["Naming"]


class Naming(BriefingCog, name="Names"):
    """Who is who, where the articles alone do not tell."""

    for_whom = EDITORS

    @command("alias Iron Lady = Takaichi", "alias", name="alias", usage="alias <other name> = <name>")
    @app_commands.describe(names="another name = the name as the articles have it; empty: what is decided so far")
    async def alias(self, ctx: Context, *, names: str = "") -> None:
        """Says that another name is somebody’s; unalias takes it back."""
        asker = await self.editor(ctx)
        prefix = await self.services.guild_settings.prefix(asker.scope)
        if not names.strip():
            await send(ctx, alias_list(await self.services.aliases.all(asker.scope), prefix), private=True)
            return
        other, sign, target = names.partition("=")
        other, target = unquoted(other), unquoted(target)
        if not sign or not other.strip() or not target.strip():
            msg = f"Write it as {prefix}alias Iron Lady = Margaret Thatcher: the other name, an equals sign, the name."
            raise InputError(msg)
        rule, beyond = await self.services.aliases.add(asker.scope, other, target, by=asker.user_id)
        undo = code(f"{prefix}unalias")
        said = f"{quoted(rule.name)} is {quoted(rule.target)} here from now on. {undo} with it undoes that."
        said += f" {plain(beyond)}" if beyond else ""
        await send(ctx, done(said))

    @command("unalias Iron Lady", name="unalias", usage="unalias <other name>")
    @app_commands.describe(name="the other name: to take an alias back, or to keep it apart")
    async def unalias(self, ctx: Context, *, name: str) -> None:
        """Takes an alias back, or parts a name from whoever my own rules joined it to."""
        asker = await self.editor(ctx)
        rule, taken_back, beyond = await self.services.aliases.remove(asker.scope, name, by=asker.user_id)
        prefix = await self.services.guild_settings.prefix(asker.scope)
        if not taken_back:
            said = f"{quoted(rule.name)} is kept apart from {quoted(rule.target)} here."
            said += f" {plain(beyond)}" if beyond else ""
        elif rule.is_alias:
            said = f"{quoted(rule.name)} no longer stands for {quoted(rule.target)} by an editor’s word."
        else:
            said = f"{quoted(rule.name)} is no longer kept apart from {quoted(rule.target)}."
        await send(ctx, done(f"{said} {code(f'{prefix}alias')} shows what is decided."))
