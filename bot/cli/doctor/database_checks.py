"""Checks of the database file, its disk, and the bot that uses it; and what the database says about channels."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.doctor.report import CheckResult, Status
from bot.errors import SettingsError, StorageError
from bot.store import LEASE_SECONDS, check_database, database_file, open_read_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.models.guilds import Subscription
    from bot.settings import Settings
    from bot.store import FileState, Holder

__all__ = ["check_database_file", "stored_subscriptions", "stored_value"]

LITTLE_SPACE_BYTES, TOO_LITTLE_SPACE_BYTES = 500_000_000, 50_000_000
"""A library of 10,000 articles takes about 200 MB, and a migration needs as much again for its copy."""
FIX_OWNER = "check who owns the folder and the file; a container needs a volume"
FIXES_FOR_FOLDER = {
    errno.ENOSPC: "free some space on that disk",
    errno.EDQUOT: "free some space: the quota there is used up",
    errno.EROFS: "check that disk and mount it writable; python -m bot backup works meanwhile",
}


def check_database_file(settings: Settings) -> Iterator[CheckResult]:
    """The results for the database, for the bot that uses it (if one does), and for the disk."""
    file = database_file(settings.database_url)
    try:
        state = check_database(settings.database_url)
    except (StorageError, SettingsError) as error:
        yield CheckResult(Status.ERROR, "database", str(error))  # it says what to do
        state = None
    else:
        yield _new_database(file) if state is None else _database(file, state)
    if state is not None and state.holder is not None:
        yield _running_bot(state.holder)
    if file is not None:
        yield _disk(_folder_of(file))


async def stored_subscriptions(settings: Settings) -> list[Subscription]:
    """All servers' subscriptions; none if the database would have to be created or migrated first."""
    store = await open_read_only(settings.database_url)
    if store is None:
        return []
    try:
        return [sub for guild in sorted(await store.guilds_with_data()) for sub in await store.subscriptions(guild)]
    finally:
        await store.close()


async def stored_value(settings: Settings, key: str) -> str | None:
    """The store's value for a key; None without one, or if the database would have to be created or migrated first."""
    store = await open_read_only(settings.database_url)
    if store is None:
        return None
    try:
        return await store.get_value(key)
    finally:
        await store.close()


def _new_database(file: Path | None) -> CheckResult:
    message = f"{file} does not exist yet"
    why_not, fix = _why_not_writable(_folder_of(file) if file is not None else Path())
    if why_not:
        return CheckResult(Status.ERROR, "database", f"{message}, and {why_not}", fix)
    return CheckResult(Status.OK, "database", f"{message}: the first start creates it")


_Problem = tuple["Callable[[FileState], bool]", "Callable[[FileState], str]", str]
_FILE_PROBLEMS: tuple[_Problem, ...] = (  # the first that applies: a test, what is wrong, what to do
    (lambda state: not state.ours, lambda _: "belongs to another program", "set DATABASE_URL to another file"),
    (
        lambda state: state.version > state.newest,
        lambda state: f"newer than this program, which knows version {state.newest}",
        "install the newer program again, or restore an older backup",
    ),
    (lambda state: bool(state.faults), lambda state: state.faults[0], "stop the bot and restore a backup"),
)


def _database(file: Path | None, state: FileState) -> CheckResult:
    message = f"{file}, version {state.version}, {state.bytes / 1e6:,.1f} MB"
    for is_so, what, fix in _FILE_PROBLEMS:
        if is_so(state):
            return CheckResult(Status.ERROR, "database", f"{message}: {what(state)}", fix)
    why_not, fix = _why_not_writable(_folder_of(file) if file is not None else Path())
    if why_not:
        return CheckResult(Status.ERROR, "database", f"{message}: {why_not}", fix)
    if file is not None and not os.access(file, os.W_OK):
        return CheckResult(Status.ERROR, "database", f"{message}: the file cannot be written", FIX_OWNER)
    if state.version < state.newest:
        return CheckResult(Status.OK, "database", f"{message}: the next start copies and migrates it to {state.newest}")
    return CheckResult(Status.OK, "database", f"{message}, intact")


def _running_bot(holder: Holder) -> CheckResult:
    """Which process runs the bot on the database, and which process this is."""
    age = round((datetime.now(UTC) - holder.renewed).total_seconds())
    this = f"this is process {os.getpid()} on {socket.gethostname()}"
    if holder.has_ended:
        fix = "look in its log for the reason; the next start takes over at once"
        return CheckResult(Status.WARNING, "bot", f"{holder} ended without closing the database; {this}", fix)
    if abs(age) > LEASE_SECONDS:
        message = f"{holder} runs on this database, but has given no sign of life for {age} seconds; {this}"
        return CheckResult(Status.WARNING, "bot", message, "end that process if it hangs, otherwise check the clocks")
    return CheckResult(Status.OK, "bot", f"{holder} runs on this database; {this}")


def _folder_of(file: Path) -> Path:
    """The folder of a file, or its nearest parent that exists."""
    folder = file.absolute().parent
    while not os.path.isdir(folder):  # unlike Path.is_dir also False without permission
        folder = folder.parent
    return folder


def _why_not_writable(folder: Path) -> tuple[str, str]:
    """Why no file can be written in a folder, and the fix; empty if one can. Tries it: permissions prove nothing."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
            file.flush()
            return "", ""
    except OSError as error:
        message = f"{folder} cannot be written ({error.strerror or error})"
        return message, FIXES_FOR_FOLDER.get(error.errno or 0, FIX_OWNER)


def _disk(folder: Path) -> CheckResult:
    free = shutil.disk_usage(folder).free
    message = f"{free / 1e9:,.1f} GB free at {folder}"
    if free < TOO_LITTLE_SPACE_BYTES:
        return CheckResult(Status.ERROR, "disk", message, "free some space: soon nothing can be stored")
    if free < LITTLE_SPACE_BYTES:
        fix = "free some space before the next upgrade, which copies the database"
        return CheckResult(Status.WARNING, "disk", message, fix)
    return CheckResult(Status.OK, "disk", message)
