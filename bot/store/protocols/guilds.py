"""The settings of servers, and the deletion of their data after the bot was removed from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.guilds import GuildSettings

__all__ = ["GuildStore"]


class GuildStore(Protocol):
    """Keeps the settings of servers, and since when the bot is no longer in a server."""

    async def guild_settings(self, guild_id: int) -> GuildSettings:
        """The settings of a server, all of them None if it has set nothing."""
        ...

    async def save_guild_settings(self, settings: GuildSettings) -> None:
        """Stores all settings of a server, and sets its channels' digests to its time zone.

        What was counted of its reading is deleted if they say that it is not counted.
        """

    async def guilds_with_data(self) -> set[int]:
        """The servers that have articles, feeds, settings, subscriptions, alias rules or log entries of their own."""
        ...

    async def note_guild(self, guild_id: int) -> bool:
        """Records that the bot knows a server; True if it had no data of it, nor settings."""
        ...

    async def mark_guilds_left(self, guild_ids: Sequence[int], *, now: datetime) -> list[int]:
        """Records that the bot is no longer in these servers; returns those for which that is new."""
        ...

    async def unmark_guilds_left(self, guild_ids: Sequence[int]) -> list[int]:
        """Records that the bot is in these servers again; returns those that were marked as left."""
        ...

    async def guilds_left_before(self, when: datetime) -> list[int]:
        """The servers that the bot left at this time or earlier and has not joined again."""
        ...

    async def purge_guild(self, guild_id: int, *, left_before: datetime) -> bool:
        """Deletes everything that belongs to a server.

        False, and nothing is deleted, if the bot is in the server again or left it only after ``left_before``.
        """
        ...
