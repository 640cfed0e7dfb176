"""Keeps Discord's copy of the slash commands up to date: compares it with ours, and sends ours if it differs.

This runs in the background: Discord may refuse them for an hour or a day, while messages, mentions and the slash
commands that it already has are answered.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog

from bot.errors import StorageError
from bot.ui.discord_error_codes import DiscordErrorCode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from discord import app_commands

    from bot.store.protocols.store import Store

__all__ = ["STATE_KEY", "UP_TO_DATE", "SlashCommands", "same_commands"]

log = structlog.get_logger(__name__)

STATE_KEY = "slash_commands"
"""The key under which the store keeps the state and its time as JSON, for ``doctor``."""
CHECK_SECONDS = 86_400.0
"""Another copy of the bot with the same token may have overwritten the commands meanwhile."""
REFUSED_SECONDS = 3_600.0
"""Pause after Discord refused them, for instance because it allows 200 new commands a day."""
BACKOFF_BASE_SECONDS, BACKOFF_MAX_SECONDS = 5.0, 600.0
"""Pause after an outage, doubled with each attempt: 5, 10, 20 ... 600 s."""
ATTEMPT_SECONDS = 120.0
"""Timeout of one attempt, including the pauses that discord.py makes by itself."""
UP_TO_DATE = "up to date"
DM_CONTEXT = 1
DEFINING_KEYS = (
    *("name", "description", "type", "options", "required", "choices", "value", "channel_types", "autocomplete"),
    *("min_value", "max_value", "min_length", "max_length", "nsfw"),
)
"""The keys that define a command, an option or a choice; Discord adds ids, versions, translations and defaults."""


class SlashCommands:
    """Keeps Discord's copy of a tree's commands up to date; ``state`` describes it in words."""

    def __init__(
        self,
        tree: app_commands.CommandTree[Any],
        store: Store,
        clock: Callable[[], datetime],
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._tree = tree
        self._store = store
        self._clock = clock
        self._pause = pause
        self.state = "not compared yet"

    @property
    def up_to_date(self) -> bool:
        """True if Discord had our commands when they were last compared."""
        return self.state == UP_TO_DATE

    async def run(self, connected: Callable[[], Awaitable[None]]) -> None:
        """Compares and sends for ever, starting when ``connected`` returns."""
        await connected()
        failures = 0
        while True:
            reason, seconds = await self._attempt()
            failures = failures + 1 if reason else 0
            await self._store_state(reason)
            if seconds is None:
                seconds = min(BACKOFF_BASE_SECONDS * 2.0 ** (failures - 1), BACKOFF_MAX_SECONDS)
            if reason:
                log.warning("commands.not_sent", reason=reason, seconds=round(seconds))
            await self._pause(seconds)

    async def send(self) -> None:
        """Sends the commands without comparing first."""
        # Not with the tree's sync(), which fails if it cannot parse Discord's answer.
        client, ours = self._tree.client, self._ours()
        await client.http.bulk_upsert_global_commands(client.application_id or 0, payload=ours)
        log.info("commands.sent", count=len(ours))

    async def _attempt(self) -> tuple[str, float | None]:
        """Compares and sends once: the reason for a failure (empty if none), and the seconds until the next attempt.

        None instead of seconds means to back off.
        """
        try:
            async with asyncio.timeout(ATTEMPT_SECONDS):
                if not await self._discord_has_ours():
                    await self.send()
        except discord.RateLimited as error:
            return "Discord asked the bot to wait", min(max(error.retry_after, BACKOFF_BASE_SECONDS), CHECK_SECONDS)
        except discord.HTTPException as error:
            return _failure_of(error)
        except (aiohttp.ClientError, OSError, ValueError) as error:  # ValueError: the answer is not JSON
            return f"Discord could not be asked ({type(error).__name__})", None
        return "", CHECK_SECONDS

    async def _discord_has_ours(self) -> bool:
        client = self._tree.client
        theirs = await client.http.get_global_commands(client.application_id or 0)
        return same_commands(self._ours(), theirs)

    def _ours(self) -> list[dict[str, Any]]:
        return [command.to_dict(self._tree) for command in self._tree.get_commands()]

    async def _store_state(self, reason: str) -> None:
        self.state = f"not sent yet, because {reason}" if reason else UP_TO_DATE
        try:
            await self._store.set_value(
                STATE_KEY, json.dumps({"state": self.state, "at": int(self._clock().timestamp())})
            )
        except StorageError as error:
            log.warning("commands.state_not_kept", error=str(error))


def same_commands(ours: Sequence[Mapping[str, Any]], theirs: object) -> bool:
    """True if Discord's answer contains exactly these commands, in any notation; order counts only within a command."""
    if not isinstance(theirs, list) or not all(isinstance(command, dict) for command in theirs):
        return False
    return sorted(map(_canonical, ours)) == sorted(map(_canonical, theirs))


def _canonical(command: Mapping[str, Any]) -> str:
    """A command as canonical JSON, without what Discord adds."""
    contexts = command.get("contexts")
    permissions = command.get("default_member_permissions")
    return json.dumps(
        {
            **_significant({"type": 1, **command}),
            "permissions": None if permissions is None else str(permissions),
            "in_dm": DM_CONTEXT in contexts
            if isinstance(contexts, list)
            else command.get("dm_permission") is not False,
        },
        sort_keys=True,
    )


def _significant(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """Keeps the keys that define a command, without empty and default values."""
    if isinstance(value, list):
        return [_significant(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, dict):
        return value
    kept = {key: _significant(value[key]) for key in DEFINING_KEYS if key in value}
    if isinstance(kept.get("channel_types"), list):
        kept["channel_types"].sort(key=str)
    return {key: item for key, item in kept.items() if not (item is None or item is False or item in ("", []))}


def _failure_of(error: discord.HTTPException) -> tuple[str, float | None]:
    said = f"Discord answered {error.status}"
    if error.code == DiscordErrorCode.MAX_DAILY_COMMAND_CREATES:
        return "Discord accepts no more new commands today", REFUSED_SECONDS
    if error.status == 429 or error.status >= 500:
        return said, None
    return f"{said} ({error.code}): {error.text[:200]}", REFUSED_SECONDS
