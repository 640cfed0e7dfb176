"""Looks at a SQLite file without opening it as a library: nothing is made, migrated or mended."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import StorageError
from bot.store.migrate import APPLICATION_ID, migrations, opened

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FileState", "check_file"]

MAX_FAULTS = 5


@dataclass(frozen=True, slots=True)
class FileState:
    """What a database file is. ``faults`` are SQLite's own words, at most a few; empty where it is sound."""

    version: int
    newest: int
    """The version that this program knows."""
    ours: bool
    bytes: int
    faults: tuple[str, ...] = ()


def check_file(path: Path) -> FileState | None:
    """The state of a library's file, or None where there is none yet (an empty file becomes one).

    Raises StorageError where it cannot be read.
    """
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return None
    try:
        with opened(path) as db:
            db.execute("PRAGMA query_only = ON")
            db.execute("BEGIN")
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            checked = db.execute(f"PRAGMA integrity_check({MAX_FAULTS})").fetchall()
            faults = [text for (text,) in checked if text != "ok"]
            loose = db.execute("PRAGMA foreign_key_check").fetchall()
            faults += [f"a row of {row[0]} belongs to a row of {row[2]} that is not there" for row in loose]
            size = path.stat().st_size
    except sqlite3.DatabaseError as error:
        msg = f"{path} cannot be read as a database ({error}): restore a backup, or set DATABASE_URL to another file."
        raise StorageError(msg) from error
    except OSError as error:
        msg = f"{path} cannot be opened ({error.strerror}): check who owns the file and its folder."
        raise StorageError(msg) from error
    return FileState(version, len(migrations()), ours, size, tuple(faults[:MAX_FAULTS]))
