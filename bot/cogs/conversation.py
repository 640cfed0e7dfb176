"""What every command shares: who asks, how an answer is sent, what a person sees when something goes wrong."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord.ext import commands

from bot.errors import BriefingError, NotAllowed, NotFound
from bot.models import SHARED
from bot.services.access import Asker, require_editor
from bot.ui.notices import notice
from bot.ui.reply import NO_PINGS, Reply, view_of

if TYPE_CHECKING:
    from bot.services import Services

__all__ = ["BriefingCog", "Context", "asker_of", "clicker_of", "failure_notice", "send", "view_in"]

log = structlog.get_logger(__name__)

Context = commands.Context[commands.Bot]


async def asker_of(ctx: Context) -> Asker:
    """The person who typed a command, with the rights they have at this moment."""
    roles = ctx.author.roles if isinstance(ctx.author, discord.Member) else []
    return Asker(
        user_id=ctx.author.id,
        view=ctx.guild.id if ctx.guild else SHARED,
        role_ids=frozenset(role.id for role in roles),
        manages_server=ctx.guild is not None and ctx.permissions.manage_guild,
        owns_bot=await ctx.bot.is_owner(ctx.author),
    )


async def clicker_of(interaction: discord.Interaction, bot: commands.Bot) -> Asker:
    """The person who clicked or sent a form, with the rights they have at this moment."""
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
    return Asker(
        user_id=interaction.user.id,
        view=interaction.guild_id or SHARED,
        role_ids=frozenset(role.id for role in roles),
        manages_server=interaction.guild_id is not None and interaction.permissions.manage_guild,
        owns_bot=await bot.is_owner(interaction.user),
    )


async def send(ctx: Context, reply: Reply, *, private: bool = False) -> None:
    """Answers a command: as a reply to the message, or to the interaction (``private``: only the asker sees it)."""
    options: dict[str, Any] = {"embed": reply.embed, "allowed_mentions": NO_PINGS}
    view = view_of(reply, ctx.author.id)
    if view is not None:
        options["view"] = view
    if ctx.interaction is not None:
        options["ephemeral"] = private
    else:
        options["reference"] = ctx.message.to_reference(fail_if_not_exists=False)
        options["mention_author"] = False
    await ctx.send(**options)


def failure_notice(error: BaseException, **where: object) -> Reply:
    """What a person sees of an error: its own sentence where it has one, else an id that is in the log too."""
    if isinstance(error, BriefingError):
        log.info("request.refused", error=type(error).__name__, **where)
        nearest = error.nearest if isinstance(error, NotFound) else ()
        return notice(str(error), choices=nearest, names_role=isinstance(error, NotAllowed))
    error_id = secrets.token_hex(3)
    log.error("request.failed", error_id=error_id, exc_info=error, **where)
    return notice(
        f"Something went wrong on my side. If it happens again, tell the bot’s owner this number: {error_id}."
    )


class BriefingCog(commands.Cog):
    """A cog with the services at hand."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self.bot = bot
        self.services = services

    async def editor(self, ctx: Context) -> Asker:
        """The asker, who is an editor here. Raises NotAllowed otherwise, saying who can."""
        asker = await asker_of(ctx)
        require_editor(asker, await self.services.servers.settings(asker.view))
        return asker


def view_in(ctx: Context | discord.Interaction) -> int:
    """The server a question is asked in, or ``SHARED``: it decides which articles are seen."""
    return ctx.guild.id if ctx.guild else SHARED
