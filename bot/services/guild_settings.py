"""What each server set, kept at hand because every message asks for the prefix."""

from __future__ import annotations

import asyncio
import unicodedata
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import InputError, SettingsError
from bot.models.articles import SHARED
from bot.models.guilds import SUMMARY_LENGTHS, GuildSettings
from bot.settings import validate_prefix

if TYPE_CHECKING:
    from bot.store.protocol import Store

__all__ = ["GuildSettingsCache"]

DEFAULT_LENGTH = "medium"
MAX_CACHED = 5_000
_WIDE = {sign: sign + 0xFEE0 for sign in range(ord("!"), ord("~") + 1)}
"""ASCII's signs as a Chinese or Japanese keyboard types them."""


class GuildSettingsCache:
    """Reads and changes servers' settings; the last ``MAX_CACHED`` asked for stay in memory."""

    def __init__(self, store: Store, default_prefix: str) -> None:
        self._store = store
        self._default_prefix = default_prefix
        self._cache: OrderedDict[int, GuildSettings] = OrderedDict()
        self._changing = asyncio.Lock()

    async def settings(self, guild_id: int) -> GuildSettings:
        """What a server set; the defaults in a direct message."""
        if guild_id == SHARED:
            return GuildSettings(SHARED)
        known = self._cache.get(guild_id)
        if known is None:
            known = self._remember(await self._store.guild_settings(guild_id))
        self._cache.move_to_end(guild_id)
        return known

    async def prefix(self, guild_id: int) -> str:
        """The command prefix in a server."""
        return (await self.settings(guild_id)).prefix or self._default_prefix

    async def summary_length(self, guild_id: int) -> str:
        """``short``, ``medium`` or ``long``: what a summary has where nobody says."""
        return (await self.settings(guild_id)).summary_length or DEFAULT_LENGTH

    async def prefixes(self, guild_id: int) -> tuple[str, ...]:
        """The command prefix in every way in which it is typed: in another case, in the width of East Asian signs."""
        prefix = await self.prefix(guild_id)
        cases = (prefix, prefix.lower(), prefix.capitalize(), prefix.upper())
        return tuple(dict.fromkeys((*cases, prefix.translate(_WIDE), unicodedata.normalize("NFKC", prefix))))

    async def set_prefix(self, guild_id: int, prefix: str) -> None:
        """Raises InputError for a prefix that could not work."""
        try:
            prefix = validate_prefix(prefix)
        except SettingsError as error:
            raise InputError(str(error)) from error
        await self._change(guild_id, prefix=prefix)

    async def set_editor_role(self, guild_id: int, role_id: int | None) -> None:
        """None: only members with Manage Server are editors."""
        await self._change(guild_id, editor_role_id=role_id)

    async def set_summary_length(self, guild_id: int, length: str) -> None:
        """Raises InputError for a length there is not."""
        if length not in SUMMARY_LENGTHS:
            msg = f"A summary is {', '.join(SUMMARY_LENGTHS)}: choose one of them."
            raise InputError(msg)
        await self._change(guild_id, summary_length=length)

    def forget(self, guild_id: int) -> None:
        """What a server set is gone from the store: ask there again."""
        self._cache.pop(guild_id, None)

    async def _change(self, guild_id: int, **changes: str | int | None) -> None:
        """One change after the other: each keeps what the one before it set."""
        async with self._changing:
            settings = replace(await self.settings(guild_id), **changes)  # type: ignore[arg-type]  # fields by name
            await self._store.save_guild_settings(settings)
            self._remember(settings)

    def _remember(self, settings: GuildSettings) -> GuildSettings:
        self._cache[settings.guild_id] = settings
        while len(self._cache) > MAX_CACHED:
            self._cache.popitem(last=False)
        return settings
