"""Where the library lives: one protocol, and the databases that fulfil it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import SettingsError
from bot.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from bot.store.protocol import Store

__all__ = ["database_file", "open_store"]

_SQLITE = "sqlite:///"


def database_file(url: str) -> Path | None:
    """The file behind a ``sqlite:///relative`` or ``sqlite:////absolute`` address; None for any other database."""
    return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) and len(url) > len(_SQLITE) else None


async def open_store(database_url: str, *, backup: bool = True) -> Store:
    """Opens the database at this address, migrated to the newest version; its folder is made where there is none.

    An older database is copied beside itself before it is migrated, unless ``backup`` is off. Raises SettingsError for
    an address that it does not know, StorageError where the database cannot be used.
    """
    file = database_file(database_url)
    if file is None:
        scheme = database_url.partition(":")[0][:20]  # no more of it: an address may hold a password
        msg = f"DATABASE_URL names no database this bot knows ({scheme!r}): use sqlite:///path/to/file.db."
        raise SettingsError(msg)
    return await SqliteStore.open(file, backup=backup)
