"""Rate limits: every command, click, form and autocompletion is counted here, and gets an id for the log."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import app_commands

from bot.cogs.descriptions import ADD_MESSAGE, SUMMARIZE_MESSAGE, WHO_IN_MESSAGE
from bot.cogs.sending import respond
from bot.errors import TooManyRequests
from bot.models.articles import SHARED
from bot.services.rate_limits import RequestKind
from bot.ui.messages import notice
from bot.ui.responder import responder_of
from bot.ui.retries import FAILURES

if TYPE_CHECKING:
    from bot.services.rate_limits import RateLimiter

__all__ = ["RequestTree", "begin_click", "begin_request", "kind_of"]

log = structlog.get_logger(__name__)

PRIVATE_COMMANDS = frozenset(
    {
        "announce test",
        "feed export",
        "follow",
        "following",
        "forget me",
        "forget show",
        "setup",
        "unfollow",
        SUMMARIZE_MESSAGE,
        WHO_IN_MESSAGE,
    }
)
"""Slash commands and entries of the message menu whose answers only the asker sees: so must be their deferral."""
ADDING_COMMANDS = frozenset({"add", "edit", ADD_MESSAGE, SUMMARIZE_MESSAGE, WHO_IN_MESSAGE})
"""Commands, and entries of the message menu, after which a text is analysed: a worker process does one at a time."""
FETCHING_COMMANDS = frozenset({"feed add", "feed import"})
"""Commands after which pages are fetched or a file is read, by a worker process too."""
AUTOCOMPLETE_SECONDS = 2.0
"""Time limit of suggestions: Discord waits three seconds for them."""


def kind_of(command: str) -> RequestKind:
    """The kind of request that a command counts as."""
    return RequestKind.ADDING if command in ADDING_COMMANDS | FETCHING_COMMANDS else RequestKind.COMMAND


def begin_request(rates: RateLimiter, kind: RequestKind, name: str, *, user_id: int, guild_id: int) -> None:
    """Counts a request; every later log line of this task has the request's id, server and person.

    Raises TooManyRequests if the person or the server makes too many requests.
    """
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(
        request=secrets.token_hex(4), kind=str(kind), name=name, guild=guild_id, user=user_id
    )
    rates.check(kind, user_id, guild_id)
    if kind is not RequestKind.TYPING:
        log.info("request")


def begin_click(
    rates: RateLimiter, name: str, interaction: discord.Interaction, *, update: bool = False, private: bool = False
) -> None:
    """Does the same for a button or a form, and starts the timer of its deferral.

    With ``update`` the answer will replace the message that was clicked; with ``private`` only one person sees it.
    """
    responder_of(interaction, update=update, private=private)
    begin_request(rates, RequestKind.CLICK, name, user_id=interaction.user.id, guild_id=interaction.guild_id or SHARED)


class RequestTree(app_commands.CommandTree[Any]):
    """The slash commands, rate-limited: a command over the limit is refused in private, an autocompletion is empty."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """True if a slash command or an autocompletion may run."""
        services = interaction.client.services  # type: ignore[attr-defined]  # the tree of a BriefingBot alone
        command = interaction.command.qualified_name if interaction.command else "unknown"
        is_typing = interaction.type is discord.InteractionType.autocomplete
        if not is_typing:
            responder_of(interaction, private=command in PRIVATE_COMMANDS)
        try:
            begin_request(
                services.rate_limits,
                RequestKind.TYPING if is_typing else kind_of(command),
                command,
                user_id=interaction.user.id,
                guild_id=interaction.guild_id or SHARED,
            )
        except TooManyRequests as error:
            log.info("request.refused", error="TooManyRequests")
            if not is_typing:
                await respond(interaction, notice(str(error)), private=True)
            return False
        return True

    async def _call(self, interaction: discord.Interaction, /) -> None:
        """Runs a slash command or an autocompletion; the latter is empty if it fails or takes too long."""
        if interaction.type is not discord.InteractionType.autocomplete:
            await super()._call(interaction)
            return
        try:
            async with asyncio.timeout(AUTOCOMPLETE_SECONDS):
                await super()._call(interaction)
        except (TimeoutError, *FAILURES, app_commands.AppCommandError) as error:
            log.warning("autocomplete.failed", error=f"{type(error).__name__}: {error}")
        if not interaction.response.is_done():
            with contextlib.suppress(*FAILURES):  # the person just goes on typing
                await interaction.response.autocomplete([])
