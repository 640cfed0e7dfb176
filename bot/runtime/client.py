"""The Discord client: its events, prefixes, cogs and slash commands."""

from __future__ import annotations

import asyncio
import re
import sys
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
import structlog
from discord.ext import commands

from bot.cogs.aliases import AliasesCog
from bot.cogs.announcements import AnnouncementsCog
from bot.cogs.approvals import ApprovalsCog
from bot.cogs.arguments import Arguments
from bot.cogs.article_editing import ArticleEditingCog
from bot.cogs.articles import ArticlesCog
from bot.cogs.briefings import BriefingsCog
from bot.cogs.comparisons import ComparisonsCog
from bot.cogs.edited_commands import EditedCommandsCog
from bot.cogs.error_handler import ErrorHandlerCog
from bot.cogs.feeds import FeedsCog
from bot.cogs.follows import FollowsCog
from bot.cogs.guild_membership import GuildMembershipCog
from bot.cogs.help import HelpCog
from bot.cogs.long_messages import LongMessagesCog
from bot.cogs.message_menus import MessageMenusCog
from bot.cogs.privacy import PrivacyCog
from bot.cogs.rate_limit import RequestTree, begin_request, kind_of
from bot.cogs.reading import ReadingCog
from bot.cogs.sending import may_speak
from bot.cogs.settings import SettingsCog
from bot.cogs.setup import SetupCog
from bot.cogs.stories import StoriesCog
from bot.cogs.typing_indicator import typing
from bot.cogs.why import WhyCog
from bot.errors import TooManyRequests
from bot.models.articles import SHARED
from bot.runtime.gateway import NOT_DISCORD, OUTAGES, Gateway
from bot.runtime.slash_commands import SlashCommands
from bot.text.search.abbreviations import other_forms
from bot.ui.channel_limits import Refusals
from bot.ui.error_responses import raise_rate_limit
from bot.ui.menus import AnswerMenu
from bot.ui.reply import NO_PINGS, AnswerButton
from bot.ui.retries import MAX_RATE_LIMIT_WAIT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.services import Services
    from bot.store.protocols.store import Store

__all__ = ["BriefingBot"]

log = structlog.get_logger(__name__)

_NAME_WITH_MARK = re.compile(r"([a-zA-Z]+)[:：,，]")
"""A command's name followed by a punctuation mark, as in "!add: Harbour reopens"."""
COGS = (
    ArticlesCog,
    MessageMenusCog,
    ArticleEditingCog,
    BriefingsCog,
    ComparisonsCog,
    AliasesCog,
    StoriesCog,
    AnnouncementsCog,
    WhyCog,
    FeedsCog,
    FollowsCog,
    SettingsCog,
    SetupCog,
    HelpCog,
    PrivacyCog,
    ApprovalsCog,
    GuildMembershipCog,
    ReadingCog,
    LongMessagesCog,
    EditedCommandsCog,
    ErrorHandlerCog,
)


class BriefingBot(commands.Bot):
    """Answers commands in every form; it passes its services to the cogs.

    ``slash_commands`` runs in the background. With ``sync_always`` they are sent before it connects.
    """

    services: Services
    """Given after the client was made, since some of them need it, and before it starts."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        *,
        message_content: bool = True,
        sync_always: bool = False,
    ) -> None:
        # The bot has no use for voice, so a missing voice library needs no warning.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        intents = discord.Intents.none()
        intents.guilds = True
        intents.messages = True
        intents.message_content = message_content
        super().__init__(
            command_prefix=_prefixes,
            intents=intents,
            help_command=None,
            tree_cls=RequestTree,
            allowed_mentions=NO_PINGS,
            case_insensitive=True,
            strip_after_prefix=True,
            max_messages=100,
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=MAX_RATE_LIMIT_WAIT_SECONDS,
            http_trace=_trace(store),
        )
        self.gateway = Gateway(self)
        self.slash_commands = SlashCommands(self.tree, store, clock)
        self.refusals = Refusals()
        self._sync_always = sync_always

    async def login(self, token: str) -> None:
        """As discord.py's, but raises aiohttp.ClientPayloadError if something other than Discord answers."""
        try:
            await super().login(token)
        except (TypeError, KeyError, AttributeError, ValueError) as error:
            if self.application is not None:  # the login succeeded: the error is ours
                raise
            raise aiohttp.ClientPayloadError(NOT_DISCORD) from error

    async def setup_hook(self) -> None:
        """Adds the cogs and the buttons; discord.py calls it after the login."""
        # The tables of names are read at their first use: now, in a thread, so that no answer waits for them.
        await asyncio.to_thread(other_forms, ["EU"])
        for cog in COGS:
            await self.add_cog(cog(self, self.services))
        self.add_dynamic_items(AnswerButton, AnswerMenu)
        if self._sync_always:
            await self.slash_commands.send()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connects and stays connected; see ``Gateway.stay_connected``."""
        await self.gateway.stay_connected()

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as discord.py has it
        """Dispatches an event; the gateway observes it first."""
        self.gateway.observe(event_name)
        super().dispatch(event_name, *args, **kwargs)

    async def get_context(self, origin: Any, /, *, cls: Any = commands.Context) -> Any:  # noqa: ANN401
        """The context of a message or an interaction, with our own parser of arguments."""
        ctx = await super().get_context(origin, cls=cls)
        _strip_punctuation(ctx)
        ctx.view = Arguments(ctx)
        return ctx

    async def invoke(self, ctx: commands.Context[Any], /) -> None:
        """Runs a command that was typed with the prefix or a mention, within the rate limits."""
        if ctx.prefix is not None and not may_speak(ctx):
            log.info("request.passed_over", channel=ctx.channel.id, hint="The bot may not write in that channel.")
            return
        if ctx.command is not None:
            name = ctx.command.qualified_name
            guild_id = ctx.guild.id if ctx.guild else SHARED
            try:
                begin_request(self.services.rate_limits, kind_of(name), name, user_id=ctx.author.id, guild_id=guild_id)
            except TooManyRequests as error:
                if not error.already_notified:
                    self.dispatch("command_error", ctx, commands.CommandInvokeError(error))
                return
        if ctx.command is None and not ctx.invoked_with and (ctx.prefix or "").startswith("<@"):
            self.dispatch("command_error", ctx, commands.CommandNotFound("nothing but a mention"))
        if ctx.command is None:
            await super().invoke(ctx)
            return
        async with typing(ctx):
            await super().invoke(ctx)

    async def on_ready(self) -> None:
        """Logs that the bot is connected."""
        log.info("discord.ready", user=str(self.user), servers=len(self.guilds))

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Logs an error in an event handler; the bot continues."""
        error = sys.exc_info()[1]
        # An outage of Discord, or the bot is being stopped, in the middle of an answer: not a bug.
        if isinstance(error, OUTAGES) or self.is_closed():
            log.warning("event.unanswered", event_name=event_method, error=f"{type(error).__name__}: {error}")
        else:
            log.exception("event.failed", event_name=event_method)


def _trace(store: Store) -> aiohttp.TraceConfig:
    """Checks each request to Discord.

    Once another process has taken over the database, no request is sent. A rate limit raises an error instead of
    making the request wait inside discord.py: its caller decides what to do.
    """
    trace = aiohttp.TraceConfig()

    async def check(*_: object) -> None:
        await store.confirm_lease()

    trace.on_request_start.append(check)
    trace.on_request_end.append(raise_rate_limit)
    return trace


def _strip_punctuation(ctx: commands.Context[Any]) -> None:
    """Finds the command if a punctuation mark follows its name: "!add: Harbour reopens"."""
    name = _NAME_WITH_MARK.match(ctx.invoked_with or "")
    command = ctx.bot.all_commands.get(name[1].casefold()) if ctx.command is None and name else None
    if command is not None and name is not None:
        ctx.view.index -= len(ctx.invoked_with or "") - name.end()
        ctx.invoked_with, ctx.command = name[1], command


async def _prefixes(bot: BriefingBot, message: discord.Message) -> list[str]:
    """What makes a message a command: a mention of the bot or of its role, or the server's prefix.

    In a direct message no prefix is needed.
    """
    prefixes = await bot.services.guild_settings.prefixes(message.guild.id if message.guild else SHARED)
    nothing = [] if message.guild else [""]
    return [*_mentions(bot, message.guild), *prefixes, *nothing]


def _mentions(bot: BriefingBot, guild: discord.Guild | None) -> list[str]:
    me = cast("discord.ClientUser", bot.user)  # messages arrive only after the login
    role = guild.self_role if guild else None
    named = [f"<@{me.id}>", f"<@!{me.id}>", *([role.mention] if role else [])]
    return [mention + sign for sign in (",", ":", "") for mention in named]
