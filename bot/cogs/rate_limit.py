"""The gate that every command, click, form and autocomplete passes: it gets an id for the log, and is counted."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import app_commands

from bot.cogs.responding import respond
from bot.errors import RateLimited
from bot.models.articles import SHARED
from bot.services.rate_limits import RequestKind
from bot.ui.notices import notice
from bot.ui.responder import responder_of
from bot.ui.retries import FAILURES

if TYPE_CHECKING:
    from bot.services.rate_limits import RateLimiter

__all__ = ["RequestTree", "begin_click", "begin_request", "kind_of"]

log = structlog.get_logger(__name__)

PRIVATE = frozenset({"announce test", "forget me", "forget show"})
"""Slash commands whose answers are for the asker alone, so that a deferral is as well."""
ADDING = frozenset({"add", "edit"})
"""Commands that have a text read: the worker process does one at a time."""
SUGGEST_SECONDS = 2.0
"""How long suggestions may take: Discord waits three seconds for them."""


def kind_of(command: str) -> RequestKind:
    """How a command is counted."""
    return RequestKind.ADDING if command in ADDING else RequestKind.COMMAND


def begin_request(rates: RateLimiter, kind: RequestKind, name: str, *, user_id: int, guild_id: int) -> None:
    """From here on every log line of this task, and of those it starts, carries the request's id, server and person.

    Raises RateLimited where the person or the server asks more often than the bot bears.
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
    """The same for a button or a form, which from here on is answered in time.

    ``update``: the answer will take the place of the message that was clicked; ``private``: it is for one person.
    """
    responder_of(interaction, update=update, private=private)
    begin_request(rates, RequestKind.CLICK, name, user_id=interaction.user.id, guild_id=interaction.guild_id or SHARED)


class RequestTree(app_commands.CommandTree[Any]):
    """The slash commands; what is asked too often is refused in private, or gets no suggestions."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Whether a slash command or an autocomplete may run."""
        services = interaction.client.services  # type: ignore[attr-defined]  # the tree of a BriefingBot alone
        command = interaction.command.qualified_name if interaction.command else "unknown"
        typing = interaction.type is discord.InteractionType.autocomplete
        if not typing:
            responder_of(interaction, private=command in PRIVATE)
        try:
            begin_request(
                services.rate_limits,
                RequestKind.TYPING if typing else kind_of(command),
                command,
                user_id=interaction.user.id,
                guild_id=interaction.guild_id or SHARED,
            )
        except RateLimited as error:
            log.info("request.refused", error="RateLimited")
            if not typing:
                await respond(interaction, notice(str(error)), private=True)
            return False
        return True

    async def _call(self, interaction: discord.Interaction, /) -> None:
        """Runs a slash command or an autocomplete; the latter gets no suggestions where they fail or take long."""
        if interaction.type is not discord.InteractionType.autocomplete:
            await super()._call(interaction)
            return
        try:
            async with asyncio.timeout(SUGGEST_SECONDS):
                await super()._call(interaction)
        except (TimeoutError, *FAILURES, app_commands.AppCommandError) as error:
            log.warning("autocomplete.failed", error=f"{type(error).__name__}: {error}")
        if not interaction.response.is_done():
            with contextlib.suppress(*FAILURES):  # whoever typed goes on typing
                await interaction.response.autocomplete([])
