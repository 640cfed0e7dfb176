"""The slash commands as Discord holds them: compared with ours while the bot runs, and sent where they differ.

Nothing waits for it: Discord may refuse them for an hour, or for a day, while messages, mentions and the slash commands
that it has already are answered.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from discord import app_commands

    from bot.store.protocol import Store

__all__ = ["GOOD", "NOTE", "SlashCommands", "same_commands"]

log = structlog.get_logger(__name__)

NOTE = "slash_commands"
"""The note in the store with the state and its time, as JSON, for ``doctor``."""
CHECK_SECONDS = 86_400.0
"""Another copy of the bot with the same token may have overwritten the commands meanwhile."""
REFUSED_SECONDS = 3_600.0
"""Until the next try where Discord refused them: it allows 200 new commands a day, say."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 600.0
"""After an outage: doubled from one try to the next."""
TRY_SECONDS = 120.0
"""For one try, with the pauses that discord.py makes in it by itself."""
GOOD = "as they should be"
DAILY_LIMIT = 30034
DM = 1
KEYS = (
    *("name", "description", "type", "options", "required", "choices", "value", "channel_types", "autocomplete"),
    *("min_value", "max_value", "min_length", "max_length", "nsfw"),
)
"""What makes a command, an option or a choice; Discord adds ids, versions, translations and defaults."""


class SlashCommands:
    """Keeps Discord's copy of a tree's commands up to date; ``state`` says in words how it stands."""

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
    def good(self) -> bool:
        """Whether Discord has them as they should be, as far as known."""
        return self.state == GOOD

    async def run(self, connected: Callable[[], Awaitable[None]]) -> None:
        """Compares and sends, for ever, once ``connected`` returns."""
        await connected()
        failures = 0
        while True:
            reason, seconds = await self._try()
            failures = failures + 1 if reason else 0
            await self._tell(reason)
            if seconds is None:
                seconds = min(FIRST_PAUSE * 2.0 ** (failures - 1), LONGEST_PAUSE)
            if reason:
                log.warning("commands.not_sent", reason=reason, seconds=round(seconds))
            await self._pause(seconds)

    async def send(self) -> None:
        """Sends them, whatever Discord has."""
        # Not by the tree's sync(), which parses the answer, and fails where it cannot.
        client, ours = self._tree.client, self._ours()
        await client.http.bulk_upsert_global_commands(client.application_id or 0, payload=ours)
        log.info("commands.sent", count=len(ours))

    async def _try(self) -> tuple[str, float | None]:
        """Why it did not work, empty where it did; and the seconds until the next try, None where nobody says."""
        try:
            async with asyncio.timeout(TRY_SECONDS):
                if not await self._up_to_date():
                    await self.send()
        except discord.RateLimited as error:
            return "Discord asks to wait", min(max(error.retry_after, FIRST_PAUSE), CHECK_SECONDS)
        except discord.HTTPException as error:
            return _meaning(error)
        except (aiohttp.ClientError, OSError, ValueError) as error:  # ValueError: the answer is no JSON
            return f"Discord could not be asked ({type(error).__name__})", None
        return "", CHECK_SECONDS

    async def _up_to_date(self) -> bool:
        client = self._tree.client
        theirs = await client.http.get_global_commands(client.application_id or 0)
        return same_commands(self._ours(), theirs)

    def _ours(self) -> list[dict[str, Any]]:
        return [command.to_dict(self._tree) for command in self._tree.get_commands()]

    async def _tell(self, reason: str) -> None:
        self.state = f"not sent yet, because {reason}" if reason else GOOD
        try:
            await self._store.set_value(NOTE, json.dumps({"state": self.state, "at": int(self._clock().timestamp())}))
        except StorageError as error:
            log.warning("commands.state_not_kept", error=str(error))


def same_commands(ours: Sequence[Mapping[str, Any]], theirs: object) -> bool:
    """Whether Discord's answer holds just these commands, however it writes them; order counts within one only."""
    if not isinstance(theirs, list) or not all(isinstance(command, dict) for command in theirs):
        return False
    return sorted(map(_essence, ours)) == sorted(map(_essence, theirs))


def _essence(command: Mapping[str, Any]) -> str:
    """A command as canonical JSON."""
    contexts = command.get("contexts")
    permissions = command.get("default_member_permissions")
    return json.dumps(
        {
            **_plain({"type": 1, **command}),
            "permissions": None if permissions is None else str(permissions),
            "in_dm": DM in contexts if isinstance(contexts, list) else command.get("dm_permission") is not False,
        },
        sort_keys=True,
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """Without what Discord adds, and without what says no more than its absence."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, dict):
        return value
    kept = {key: _plain(value[key]) for key in KEYS if key in value}
    if isinstance(kept.get("channel_types"), list):
        kept["channel_types"].sort(key=str)
    return {key: item for key, item in kept.items() if not (item is None or item is False or item in ("", []))}


def _meaning(error: discord.HTTPException) -> tuple[str, float | None]:
    said = f"Discord answered {error.status}"
    if error.code == DAILY_LIMIT:
        return "Discord takes no more new commands today", REFUSED_SECONDS
    if error.status == 429 or error.status >= 500:
        return said, None
    return f"{said} ({error.code}): {error.text[:200]}", REFUSED_SECONDS
