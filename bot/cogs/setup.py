"""The guided setup: the command setup, its buttons and menus, and the offer of it in a new server."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.cogs.autocomplete import Choices, text_choices
from bot.cogs.base import BriefingCog, asker_of, clicker_of
from bot.cogs.channels import channel_for, require_permissions
from bot.cogs.decorators import command
from bot.cogs.failures import failure_notice
from bot.cogs.feed_offers import FeedOffers
from bot.cogs.rate_limit import begin_click
from bot.cogs.sending import Context, may_write, post, replace_clicked, respond, send, show_form
from bot.command_marks import SLASH
from bot.errors import BriefingError, InputError
from bot.models.guild_setup import GuildSetup, SetupStep
from bot.services.access import require_manager
from bot.services.rate_limits import RequestKind
from bot.services.setup_steps import STEP_NAMES, step_called
from bot.ui.announcement_messages import posting_started, posting_stopped
from bot.ui.button_ids import ANYONE, SETUP_ACTIONS, Action, ButtonAction
from bot.ui.error_sentences import OLD_BUTTON
from bot.ui.filter_pages import digest_set
from bot.ui.forms import LineForm
from bot.ui.settings_pages import EVERYONE_AN_EDITOR, editor_role_set, time_zone_set
from bot.ui.setup_choices import NO_ROLE, SetupView
from bot.ui.setup_pages import (
    FORMS,
    NO_SUCH_CHANNEL,
    NO_SUCH_ROLE,
    feed_offer_page,
    searching_page,
    setup_offer,
    setup_page,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.services import Services
    from bot.services.access import Asker
    from bot.ui.reply import Reply

    Choose = Callable[[Asker, discord.Member], Awaitable[Reply]]
    """Carries out what somebody chose, and returns the page that follows."""

__all__ = ["SetupCog"]

BY_FORM = "."
"""The end of a subject to which a form adds what is typed."""
_ID = re.compile(r"[0-9]{1,20}")
RECENTLY = timedelta(days=7)
"""A server that the bot joined while it was not running is still new so long afterwards."""


class SetupCog(BriefingCog, name="Setup"):
    """For members with Manage Server, whose rights are checked at each click."""

    def __init__(self, bot: commands.Bot, services: Services) -> None:
        super().__init__(bot, services)
        self._offers = FeedOffers(services)
        self._choices: dict[Action, Callable[[ButtonAction, Asker, discord.Member], Awaitable[Reply]]] = {
            Action.SETUP: self._show,
            Action.SETUP_CHANNEL: self._start_posting,
            Action.SETUP_CHANNEL_OFF: self._stop_posting,
            Action.SETUP_ZONE: self._set_zone,
            Action.SETUP_ROLE: self._set_role,
            Action.SETUP_FOLLOW: self._follow,
            Action.SETUP_DIGEST: self._set_digest,
        }

    @command("setup")
    @commands.guild_only()
    async def setup(self, ctx: Context, *, step: str = "") -> None:
        """Shows the step that is named, or the first one of which nothing is set yet."""
        asker = asker_of(ctx)
        require_manager(asker)
        if ctx.guild is None:  # pragma: no cover - guild_only
            return
        shown = step_called(step) if step.strip() else (await self._set_up(asker.scope)).open_step
        await send(ctx, await self._page(ctx.guild, shown), private=True)

    @setup.autocomplete("step")
    async def suggest_steps(self, _interaction: discord.Interaction, typed: str) -> Choices:
        """Suggests the steps."""
        return text_choices(name for name in STEP_NAMES.values() if typed.strip().casefold() in name.casefold())

    @commands.Cog.listener()
    async def on_button_action(self, interaction: discord.Interaction, action: ButtonAction, asker: int) -> None:
        """A button was clicked, or something chosen from a menu.

        A click by the person who asked updates the answer; others, and those who accept the offer in a new server, get
        an answer of their own.
        """
        if action.kind not in SETUP_ACTIONS:
            return
        own = asker != ANYONE and interaction.user.id == asker
        if _needs_form(action):
            await self._ask(interaction, action, own=own)
        else:
            choose = partial(self._choices[action.kind], action)
            await self._answer(interaction, action.kind, choose, own=own)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited to a server."""
        await self._introduce(guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """The bot has connected: it may have been invited to servers while it was not running."""
        now = self.services.clock()
        for guild in self.bot.guilds:
            me: discord.Member | None = guild.me  # None in an outage
            joined = me.joined_at if me is not None else None
            if joined is not None and timedelta() <= now - joined <= RECENTLY:
                await self._introduce(guild)

    async def _introduce(self, guild: discord.Guild) -> None:
        """Offers the setup in a server where that was never done, if the bot may write somewhere."""
        channels = [guild.system_channel, *guild.text_channels]
        channel = next((one for one in channels if one is not None and may_write(self.bot, one)), None)
        # Noted first: if the bot is killed in between, nobody gets the message twice.
        if channel is not None and await self.services.guild_retention.is_first_meeting(guild.id):
            await post(self.bot, channel, setup_offer(SLASH))  # which works without the message-content intent too

    async def _answer(self, interaction: discord.Interaction, name: str, choose: Choose, *, own: bool) -> None:
        """Carries out what was chosen, and shows the page that follows."""
        try:
            begin_click(self.services.rate_limits, name, interaction, update=own, private=not own)
            reply = await choose(*self._manager(interaction))
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            await self._refuse(interaction, error, name)
            return
        if own:
            await replace_clicked(interaction, reply)
        else:
            await respond(interaction, reply, private=True)

    async def _ask(self, interaction: discord.Interaction, action: ButtonAction, *, own: bool) -> None:
        """Opens the form for what no menu offers."""
        title, label, example = FORMS[action.kind]
        sent = partial(self._form_sent, action=action, own=own)
        try:
            begin_click(self.services.rate_limits, action.kind, interaction, private=True)
            self._manager(interaction)
            await show_form(interaction, LineForm(sent, title=title, label=label, example=example))
        except Exception as error:  # noqa: BLE001 - an event's boundary: presented to the person, logged with its traceback
            await self._refuse(interaction, error, action.kind)

    async def _form_sent(
        self, interaction: discord.Interaction, typed: str, action: ButtonAction, *, own: bool
    ) -> None:
        """The form was sent: rights are checked again, as they may have changed meanwhile."""
        if action.kind is Action.SETUP_FEED:
            choose: Choose = partial(self._find_feed, interaction=interaction, link=typed, own=own)
        else:
            choose = partial(self._choices[action.kind], replace(action, subject=f"{action.subject}{typed}"))
        await self._answer(interaction, "setup form", choose, own=own)

    async def _refuse(self, interaction: discord.Interaction, error: Exception, name: str) -> None:
        prefix = await self.prefix_of(interaction)
        reply = failure_notice(error, prefix, button=name, guild=interaction.guild_id)
        await respond(interaction, reply, private=True)

    def _manager(self, interaction: discord.Interaction) -> tuple[Asker, discord.Member]:
        """The person who clicked, with their rights. Raises NotAllowed unless they manage the server."""
        asker = clicker_of(interaction, self.bot)
        require_manager(asker)
        if not isinstance(interaction.user, discord.Member):
            raise InputError(OLD_BUTTON)
        return asker, interaction.user

    async def _show(self, action: ButtonAction, _asker: Asker, member: discord.Member) -> Reply:
        step, _, channel = action.subject.partition(".")
        return await self._page(member.guild, _known(step), channel=_id(channel))

    async def _start_posting(self, action: ButtonAction, asker: Asker, member: discord.Member) -> Reply:
        found = member.guild.get_channel(_id(action.subject))
        if found is None:
            raise InputError(NO_SUCH_CHANNEL)
        target = channel_for(member, found)
        require_permissions(target)
        await self.services.subscriptions.start(asker.scope, target.id, by=asker.user_id)
        return await self._page(member.guild, SetupStep.CHANNEL.following, posting_started(target.mention))

    async def _stop_posting(self, action: ButtonAction, asker: Asker, member: discord.Member) -> Reply:
        channel_id = _id(action.subject)
        await self.services.subscriptions.stop(asker.scope, channel_id)
        return await self._page(member.guild, SetupStep.CHANNEL, posting_stopped(f"<#{channel_id}>"))

    async def _set_zone(self, action: ButtonAction, asker: Asker, member: discord.Member) -> Reply:
        zone = await self.services.guild_settings.set_time_zone(asker.scope, action.subject)
        return await self._page(member.guild, SetupStep.TIME_ZONE.following, time_zone_set(zone))

    async def _set_role(self, action: ButtonAction, asker: Asker, member: discord.Member) -> Reply:
        role = None
        if action.subject != NO_ROLE:
            role = member.guild.get_role(_id(action.subject))
            if role is None:
                raise InputError(NO_SUCH_ROLE)
            if role.is_default():
                raise InputError(EVERYONE_AN_EDITOR)
        role_id = role.id if role is not None else None
        await self.services.guild_settings.set_editor_role(asker.scope, role_id)
        after = SetupStep.EDITORS.following if role_id is not None else SetupStep.EDITORS
        return await self._page(member.guild, after, editor_role_set(role_id))

    async def _find_feed(
        self, asker: Asker, member: discord.Member, *, interaction: discord.Interaction, link: str, own: bool
    ) -> Reply:
        """Shows the feed of a site; says first that it is being looked for, since that may take seconds."""
        self.services.rate_limits.check(RequestKind.ADDING, asker.user_id, asker.scope)
        if own:
            await replace_clicked(interaction, searching_page(link))
        try:
            found, token = await self._offers.offer(asker, link)
        except BriefingError:
            if own:
                await replace_clicked(interaction, await self._page(member.guild, SetupStep.FEED))
            raise
        return feed_offer_page(await self._view(member.guild), found, token)

    async def _follow(self, action: ButtonAction, asker: Asker, member: discord.Member) -> Reply:
        return await self._page(
            member.guild, SetupStep.FEED.following, await self._offers.follow(asker, action.subject)
        )

    async def _set_digest(self, action: ButtonAction, asker: Asker, member: discord.Member) -> Reply:
        channel, _, typed = action.subject.partition(".")
        subscription = await self.services.subscriptions.set_digest(asker.scope, _id(channel), typed)
        prefix = await self.services.guild_settings.prefix(asker.scope)
        said = digest_set(f"<#{_id(channel)}>", subscription, self.services.clock(), prefix)
        return await self._page(member.guild, SetupStep.BRIEFING.following, said)

    async def _page(
        self, guild: discord.Guild, step: SetupStep, said: Reply | None = None, channel: int | None = None
    ) -> Reply:
        """The page of a step; ``said`` confirms what was just done."""
        view = await self._view(guild)
        done = (said.embed.description or "") if said is not None else ""
        return setup_page(replace(view, said=done, channel=channel), step)

    async def _view(self, guild: discord.Guild) -> SetupView:
        setup, prefix = await self._set_up(guild.id), await self.services.guild_settings.prefix(guild.id)
        channels = [guild.get_channel_or_thread(sub.channel_id) for sub in setup.channels]
        names = {one.id: one.name for one in channels if one is not None}
        return SetupView(setup, names, prefix, self.services.clock())

    async def _set_up(self, scope: int) -> GuildSetup:
        """What is set in a server."""
        settings = await self.services.guild_settings.settings(scope)
        subscriptions = await self.services.subscriptions.of(scope)
        return GuildSetup(
            tuple(sub for sub in subscriptions if sub.approval is None and not sub.channel_deleted),
            settings.time_zone,
            settings.editor_role_id,
            tuple(await self.services.feeds.of(scope)),
        )


def _needs_form(action: ButtonAction) -> bool:
    """True if something has to be typed for an action."""
    is_open = not action.subject or action.subject.endswith(BY_FORM)
    return action.kind is Action.SETUP_FEED or (action.kind in FORMS and is_open)


def _known(step: str) -> SetupStep:
    """The step of a button; the overview for one of a version that has other steps."""
    return next((one for one in SetupStep if one == step), SetupStep.OVERVIEW)


def _id(text: str) -> int:
    """An id from a button; 0, which nothing has, if it is none."""
    return int(text) if _ID.fullmatch(text) else 0
