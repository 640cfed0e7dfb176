"""Settings of servers, cached because every message needs the prefix."""

from __future__ import annotations

import asyncio
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import InputError, SettingsError
from bot.models.articles import SHARED
from bot.models.guilds import DEFAULT_LENGTH, DEFAULT_ZONE, SUMMARY_LENGTHS, GuildSettings
from bot.services.bounded_dict import BoundedDict
from bot.services.filters.typed_limits import is_off, parse_time_zone
from bot.settings import validate_prefix

if TYPE_CHECKING:
    from bot.store.protocols.store import Store

__all__ = ["GuildSettingsCache"]

MAX_CACHED = 5_000
DEFAULT_CONFIRM_LINKS = DEFAULT_COUNT_READING = True
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
"""ASCII characters to those that a Chinese or Japanese keyboard types for them."""


class GuildSettingsCache:
    """Reads and changes settings; those of the ``MAX_CACHED`` servers that were used last stay in memory."""

    def __init__(self, store: Store, default_prefix: str) -> None:
        self._store = store
        self._default_prefix = default_prefix
        self._cache: BoundedDict[int, GuildSettings] = BoundedDict(MAX_CACHED)
        self._changing = asyncio.Lock()

    async def settings(self, guild_id: int) -> GuildSettings:
        """The settings of a server; the defaults in a direct message."""
        if guild_id == SHARED:
            return GuildSettings(SHARED)
        settings = self._cache.get(guild_id) or await self._store.guild_settings(guild_id)
        self._cache[guild_id] = settings  # now the newest entry
        return settings

    async def prefix(self, guild_id: int) -> str:
        """A server's command prefix."""
        return (await self.settings(guild_id)).prefix or self._default_prefix

    async def summary_length(self, guild_id: int) -> str:
        """A server's default summary length: a key of ``SUMMARY_LENGTHS``."""
        return (await self.settings(guild_id)).summary_length or DEFAULT_LENGTH

    async def confirm_links(self, guild_id: int) -> bool:
        """True if the article at a link is shown to its editor before it is stored.

        That is the default: editors have not seen what the bot takes from a page, and a post that notified people
        cannot be taken back. What they typed or attached themselves needs no such question.
        """
        confirm = (await self.settings(guild_id)).confirm_links
        return DEFAULT_CONFIRM_LINKS if confirm is None else confirm

    async def counts_reading(self, guild_id: int) -> bool:
        """True if readers are counted in a server, so that ``!brief`` can go by what they read."""
        counts = (await self.settings(guild_id)).count_reading
        return DEFAULT_COUNT_READING if counts is None else counts

    async def time_zone(self, guild_id: int) -> str:
        """A server's time zone, a name of the IANA time zone database."""
        return (await self.settings(guild_id)).time_zone or DEFAULT_ZONE

    async def prefixes(self, guild_id: int) -> tuple[str, ...]:
        """The command prefix in all forms in which people type it: in another case or in full-width characters."""
        prefix = await self.prefix(guild_id)
        cases = (prefix, prefix.lower(), prefix.capitalize(), prefix.upper())
        return tuple(dict.fromkeys((*cases, prefix.translate(_FULL_WIDTH), unicodedata.normalize("NFKC", prefix))))

    async def set_prefix(self, guild_id: int, prefix: str) -> None:
        """Sets the command prefix. Raises InputError for one that cannot work."""
        try:
            prefix = validate_prefix(prefix)
        except SettingsError as error:
            raise InputError(str(error)) from error
        await self._change(guild_id, prefix=prefix)

    async def set_editor_role(self, guild_id: int, role_id: int | None) -> None:
        """Sets the role whose members are editors; with None, no role does that."""
        await self._change(guild_id, editor_role_id=role_id)

    async def set_summary_length(self, guild_id: int, length: str) -> None:
        """Sets the default summary length. Raises InputError for an unknown one."""
        if length not in SUMMARY_LENGTHS:
            msg = f"A summary can be {', '.join(SUMMARY_LENGTHS)}: choose one of them."
            raise InputError(msg)
        await self._change(guild_id, summary_length=length)

    async def set_confirm_links(self, guild_id: int, *, confirm: bool) -> None:
        """Sets whether the article at a link is shown before it is stored."""
        await self._change(guild_id, confirm_links=confirm)

    async def set_count_reading(self, guild_id: int, *, count: bool) -> None:
        """Sets whether readers are counted in a server. If not, what was counted is deleted."""
        await self._change(guild_id, count_reading=count)

    async def set_time_zone(self, guild_id: int, typed: str) -> str:
        """Sets the time zone, and that of the channels' digests; returns its name. Raises InputError for no zone."""
        # In a thread: the first time, all time zones are read from files.
        zone = DEFAULT_ZONE if is_off(typed) else await asyncio.to_thread(parse_time_zone, typed)
        await self._change(guild_id, time_zone=zone)
        return zone

    def forget(self, guild_id: int) -> None:
        """Drops a server from the cache, because its settings were deleted from the store."""
        self._cache.pop(guild_id, None)

    async def _change(self, guild_id: int, **changes: str | int | None) -> None:
        """Changes some settings. Changes wait for each other, so that each keeps what the one before it set."""
        async with self._changing:
            settings = replace(await self.settings(guild_id), **changes)  # type: ignore[arg-type]  # fields by name
            await self._store.save_guild_settings(settings)
            self._cache[guild_id] = settings
