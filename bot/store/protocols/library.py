"""The database as a whole: its id, its lease, stored key-value pairs, statistics, and the records about a user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.models.library import LibraryStats

__all__ = ["LibraryStore"]


class LibraryStore(Protocol):
    """Methods for the database as a whole."""

    async def close(self) -> None:
        """Waits for the current write, then closes every connection. Can be called twice."""

    async def installation_id(self) -> str:
        """A random id of 8 characters [0-9a-z] that this database was given when it was created."""
        ...

    async def renew_lease(self) -> None:
        """Extends the lease of a store that was opened exclusively; does nothing for any other store.

        Raises DatabaseInUse if another process has taken the lease over. From then on every write raises it too.
        """

    async def confirm_lease(self) -> None:
        """Raises DatabaseInUse if another process has taken the lease over.

        It asks the database only if the lease was not renewed for a while.
        """

    async def get_value(self, key: str) -> str | None:
        """The value stored under a key, such as the hash of the slash commands last sent to Discord."""
        ...

    async def set_value(self, key: str, value: str) -> None:
        """Stores a value under a key."""

    async def library_stats(self) -> LibraryStats:
        """Figures over all servers, for monitoring."""
        ...

    async def count_user_records(self, user_id: int) -> int:
        """The number of records that contain a Discord user's id."""
        ...

    async def erase_user(self, user_id: int) -> int:
        """Removes a Discord user's id from all records, which stay but for what they follow; returns their number."""
        ...
