"""A lock on a file that the system lets go of when its process ends, however that ends."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["is_abandoned", "lock_file", "unlock_file"]


def lock_file(file: Path) -> int:
    """Makes the file and locks it; the descriptor to give to ``unlock_file``. Raises OSError."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # a file system without locks: then nobody can tell, and others wait
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def unlock_file(file: Path, descriptor: int) -> None:
    """Removes the file and lets go of its lock."""
    with contextlib.suppress(OSError):  # a folder that cannot be written by now: the lock ends all the same
        file.unlink(missing_ok=True)
    os.close(descriptor)


def is_abandoned(file: Path) -> bool:
    """Whether the process that locked this file is surely gone. Without locks (Windows) that is never sure."""
    if sys.platform == "win32":
        return False
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        return True  # it was removed, or the database is a copy of the one that it was beside
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two may look at once
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
