"""The commands follow, following and unfollow: what people get by direct message, or by a mention in a thread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answers import row_id
from bot.cogs.autocomplete import Choices, text_choices
from bot.cogs.base import BriefingCog, scope_in
from bot.cogs.converters import SlashOnly
from bot.cogs.decorators import command
from bot.cogs.failures import failure_notice
from bot.cogs.rate_limit import begin_click
from bot.cogs.sending import Context, respond, send
from bot.errors import InputError
from bot.services.follows import Place
from bot.ui.button_ids import FOLLOW_DECISIONS, Action, ButtonAction
from bot.ui.follow_pages import follow_ended, follow_started, following_page, resumed
from bot.ui.limits import MAX_CHOICES

if TYPE_CHECKING:
    from bot.ui.reply import Reply

__all__ = ["FollowsCog"]

HERE = "here"
NOT_HERE = "“here” is for threads: type it in one, or leave it out to get direct messages."
_HERE = re.compile(rf"(?:^|\s+){HERE}\s*$", re.IGNORECASE)


class FollowsCog(BriefingCog, name="Follows"):
    """For anyone, about themselves only."""

    @app_commands.choices(where=[app_commands.Choice(name=HERE, value=HERE)])
    @command("follow")
    async def follow(self, ctx: Context, where: SlashOnly | None = None, *, words: str) -> None:
        """Follows an actor, a theme, a feed or words; with ``here`` as the last word, in this thread."""
        what = _HERE.sub("", words)
        is_here = what != words or where is not None
        place = await self._place(ctx, is_here=is_here)
        started = await self.services.follows.follow(scope_in(ctx), ctx.author.id, what, place)
        thread = f"<#{place.channel_id}>" if is_here else None
        await send(ctx, follow_started(started, thread, await self.prefix_of(ctx)), private=True)

    @command("following")
    async def following(self, ctx: Context) -> None:
        """Lists what the asker follows in this server; in a direct message, in all."""
        known = await self.services.follows.following(ctx.author.id, self._server(ctx))
        await send(ctx, following_page(known, await self.prefix_of(ctx)), private=True)

    @command("unfollow")
    async def unfollow(self, ctx: Context, *, words: str) -> None:
        """Ends something that the asker follows, or all of it."""
        await send(
            ctx,
            follow_ended(await self.services.follows.unfollow(ctx.author.id, self._server(ctx), words)),
            private=True,
        )

    @follow.autocomplete("words")
    async def suggest_names(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests actors."""
        return text_choices(await self.services.actors.suggest(scope_in(interaction), typed, limit=MAX_CHOICES))

    @unfollow.autocomplete("words")
    async def suggest_followed(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests what the person follows."""
        known = await self.services.follows.names(interaction.user.id, interaction.guild_id)
        return text_choices([name for name in known if typed.casefold() in name.casefold()])

    @commands.Cog.listener()
    async def on_button_action(self, interaction: discord.Interaction, action: ButtonAction, _asker: int) -> None:
        """A button that stops or resumes was clicked: it is about what the person who clicks follows."""
        if action.kind not in FOLLOW_DECISIONS:
            return
        try:
            begin_click(self.services.rate_limits, action.kind, interaction, private=True)
            reply = await self._decide(interaction.user.id, action)
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            reply = failure_notice(
                error, await self.prefix_of(interaction), button=action.kind, guild=interaction.guild_id
            )
        await respond(interaction, reply, private=True)

    async def _decide(self, user_id: int, action: ButtonAction) -> Reply:
        follows = self.services.follows
        if action.kind is Action.RESUME_READER:
            return resumed(await follows.resume(user_id, subscription_id=row_id(action)))
        if action.kind is Action.STOP_READER:
            ended = await follows.stop_reader(user_id, row_id(action))
        else:
            ended = await follows.stop(user_id, row_id(action))
        return follow_ended(ended)

    async def _place(self, ctx: Context, *, is_here: bool) -> Place:
        """Where the asker gets what they follow. Raises InputError for a thread that is none."""
        asked_in = ctx.channel.id if ctx.guild is not None else None
        if not is_here:
            return Place((await ctx.author.create_dm()).id, asked_in)
        if not isinstance(ctx.channel, discord.Thread):
            raise InputError(NOT_HERE)
        return Place(ctx.channel.id, asked_in)

    def _server(self, ctx: Context) -> int | None:
        return ctx.guild.id if ctx.guild is not None else None
