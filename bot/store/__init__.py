"""Where the library lives: one protocol, and the databases that fulfil it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import SettingsError
from bot.store.sqlite import SqliteStore, inspection
from bot.store.sqlite.backup import copy_file
from bot.store.sqlite.inspection import FileState, check_file
from bot.store.sqlite.lease import LEASE_RENEWAL_SECONDS, LEASE_SECONDS, Holder, current_holder

if TYPE_CHECKING:
    from bot.store.protocol import Store

__all__ = [
    "LEASE_RENEWAL_SECONDS",
    "LEASE_SECONDS",
    "FileState",
    "Holder",
    "check_database",
    "copy_database",
    "database_file",
    "find_damage",
    "open_read_only",
    "open_store",
    "running_bot",
]

_SQLITE = "sqlite:///"


def database_file(url: str) -> Path | None:
    """The file behind a ``sqlite:///relative`` or ``sqlite:////absolute`` address; None for any other database.

    ``sqlite:///~/file.db`` is one in the home folder.
    """
    path = url.removeprefix(_SQLITE)
    return Path(os.path.expanduser(path)) if path not in (url, "", ":memory:") else None


async def open_store(database_url: str, *, backup: bool = True, exclusive: bool = False) -> Store:
    """Opens the database at this address, migrated to the newest version; its folder is made where there is none.

    An older database is copied beside itself before it is migrated, unless ``backup`` is off. With ``exclusive`` the
    store holds the lease of the one process that may run the bot on it, until it is closed; it has to be renewed.
    Raises SettingsError for an address that it does not know, StorageError where the database cannot be used,
    DatabaseInUse where it shall be exclusive and another process runs the bot on it.
    """
    return await SqliteStore.open(_known_file(database_url), backup=backup, exclusive=exclusive)


async def open_read_only(database_url: str) -> Store | None:
    """Opens the database for reading alone, without changing a file; None where it would have to be made or migrated.

    Raises as ``open_store`` does.
    """
    return await SqliteStore.open_read_only(_known_file(database_url))


async def running_bot(database_url: str) -> Holder | None:
    """The process that runs the bot on the database, as far as can be told without waiting; None for nobody."""
    holder = await asyncio.to_thread(current_holder, _known_file(database_url))
    return None if holder is None or holder.has_ended else holder


def check_database(database_url: str) -> FileState | None:
    """What state the database is in, without changing or migrating it; None where there is none yet.

    Raises as ``open_store`` does.
    """
    return check_file(_known_file(database_url))


def find_damage(database_url: str, *, seconds: float) -> str | None:
    """What is damaged in a database that is open, or None; it ends some time after so many seconds.

    Raises as ``open_store`` does.
    """
    return inspection.find_damage(_known_file(database_url), seconds)


def copy_database(database_url: str, target: Path, *, overwrite: bool = False) -> int:
    """Copies the database to a file, also while a bot uses it; the copy's size in bytes. Raises as ``open_store``."""
    return copy_file(_known_file(database_url), target, overwrite=overwrite)


def _known_file(database_url: str) -> Path:
    file = database_file(database_url)
    if file is None:
        scheme = database_url.partition(":")[0][:20]  # no more of it: an address may hold a password
        msg = f"DATABASE_URL names no file of a library ({scheme!r}): use sqlite:///path/to/file.db."
        raise SettingsError(msg)
    return file
