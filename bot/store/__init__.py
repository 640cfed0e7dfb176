"""Stores the library: values of ``bot.models`` come in and go out; SQL and drivers stay inside.

``protocols`` says what a library can do, a file for each subject; ``protocols.store`` joins them to ``Store``.
``opening`` turns the address of a database into a store; ``sqlite`` is the implementation in a SQLite file.
"""

from __future__ import annotations

from bot.store.opening import (
    check_database,
    copy_database,
    database_file,
    find_damage,
    open_read_only,
    open_store,
    running_bot,
)
from bot.store.sqlite.inspection import FileState
from bot.store.sqlite.lease import LEASE_RENEWAL_SECONDS, LEASE_SECONDS, Holder

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
