"""Opens, checks and copies the library at the address of a database (``DATABASE_URL``)."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import SettingsError
from bot.store.sqlite import backup, inspection, lease
from bot.store.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from bot.store.protocols.store import Store
    from bot.store.sqlite.inspection import FileState
    from bot.store.sqlite.lease import Holder

__all__ = [
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
    """The file of a ``sqlite:///relative`` or ``sqlite:////absolute`` address; None for any other database.

    ``sqlite:///~/file.db`` is a file in the home folder.
    """
    path = url.removeprefix(_SQLITE)
    return Path(os.path.expanduser(path)) if path not in (url, "", ":memory:") else None


async def open_store(database_url: str, *, backup: bool = True, exclusive: bool = False) -> Store:
    """Opens the database at this address. It is created, with its folder, or migrated to the newest version first.

    An older database is copied to a file next to it before it is migrated, unless ``backup`` is false. With
    ``exclusive`` the store holds the lease of the only process that may run the bot on this database, until it is
    closed; the caller has to renew it. Raises SettingsError for an unknown kind of address, StorageError if the
    database cannot be used, DatabaseInUse if another process holds the lease.
    """
    return await SqliteStore.open(_file(database_url), backup=backup, exclusive=exclusive)


async def open_read_only(database_url: str) -> Store | None:
    """Opens the database for reading, without changing any file; None if it would have to be created or migrated.

    Raises the errors of ``open_store``.
    """
    return await SqliteStore.open_read_only(_file(database_url))


async def running_bot(database_url: str) -> Holder | None:
    """The process that runs the bot on the database, as far as is known without waiting; None if there is none."""
    holder = await asyncio.to_thread(lease.current_holder, _file(database_url))
    return None if holder is None or holder.has_ended else holder


def check_database(database_url: str) -> FileState | None:
    """The state of the database, which is neither changed nor migrated; None if there is none yet.

    Raises the errors of ``open_store``.
    """
    return inspection.check_file(_file(database_url))


def find_damage(database_url: str, *, seconds: float) -> str | None:
    """Looks for damage in a database that is in use; returns a description of it, or None.

    After ``seconds`` it starts to check no further table. Raises the errors of ``open_store``.
    """
    return inspection.find_damage(_file(database_url), seconds)


def copy_database(database_url: str, target: Path, *, overwrite: bool = False) -> int:
    """Copies the database to a file, even while a bot uses it; returns the size of the copy in bytes.

    Raises the errors of ``open_store``.
    """
    return backup.copy_file(_file(database_url), target, overwrite=overwrite)


def _file(database_url: str) -> Path:
    file = database_file(database_url)
    if file is None:
        scheme = database_url.partition(":")[0][:20]  # only the scheme: an address may contain a password
        msg = f"DATABASE_URL is not the address of a SQLite file ({scheme!r}): use sqlite:///path/to/file.db."
        raise SettingsError(msg)
    return file
