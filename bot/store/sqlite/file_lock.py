"""A lock on a file, which the operating system releases when the process ends for any reason."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if sys.platform != "win32":  # pragma: no branch - Windows is not tested
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["is_abandoned", "lock_file", "unlock_file"]


def lock_file(file: Path) -> int:
    """Creates and locks a file; returns the descriptor, which ``unlock_file`` needs. Raises OSError.

    The file gets its name once it is locked: a process that looked at it in between would take it for abandoned.
    """
    if sys.platform == "win32":  # pragma: no cover - Windows is not tested
        return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    unlocked = file.with_name(f".{file.name}")
    descriptor = os.open(unlocked, os.O_RDWR | os.O_CREAT, 0o600)
    with contextlib.suppress(OSError):  # some file systems have no locks: then others wait until the lease ends
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    unlocked.rename(file)
    return descriptor


def unlock_file(file: Path, descriptor: int) -> None:
    """Deletes the file and releases its lock."""
    with contextlib.suppress(OSError):  # the folder may be read-only by now: the lock is released anyway
        file.unlink(missing_ok=True)
    os.close(descriptor)


def is_abandoned(file: Path) -> bool:
    """True if the process that locked this file has certainly ended. Without locks (Windows) this is never certain."""
    if sys.platform == "win32":  # pragma: no cover - Windows is not tested
        return False
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        return True  # it was deleted, or the database was copied without it
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two processes may look at the same time
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
