"""Checks of the settings: bad values, names that no setting has, and who else can read ``.env``."""

from __future__ import annotations

import dataclasses
import os
import stat
from typing import TYPE_CHECKING

from bot.cli.doctor.report import CheckResult, Status
from bot.errors import SettingsError
from bot.services.lookup.similarity import nearest
from bot.settings import ENV_FILE, Settings, env_file_values, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check_settings"]

SIMILAR_IN_FILE, SIMILAR_IN_ENVIRONMENT = 70.0, 88.0
"""Similarity (0 to 100) to the name of a setting from which that setting is suggested. The environment needs more: it
is full of names that are not meant for the bot.
"""

FORMER_NAMES = {"KEEP_LEFT_DAYS": "GUILD_RETENTION_DAYS", "READER_PROCESSES": "ANALYSIS_PROCESSES"}
"""What settings were called before, which no longer has any effect."""


def check_settings() -> tuple[Settings, list[CheckResult]]:
    """The settings, with defaults in place of bad values, and the results of their checks."""
    settings, faults = read_settings()
    results = [
        CheckResult(Status.ERROR, "settings", fault, "correct it in .env or the environment") for fault in faults
    ]
    if not results:
        where = f"and {ENV_FILE.absolute()}" if ENV_FILE.is_file() else f"only: there is no {ENV_FILE.absolute()}"
        results.append(CheckResult(Status.OK, "settings", f"read from the environment {where}"))
    return settings, [*results, *_unknown_names(), *_readable_by_others()]


def _readable_by_others() -> Iterator[CheckResult]:
    """A warning if users other than the bot's can read or write ``.env``, which contains the token."""
    try:
        found = ENV_FILE.stat()
    except OSError:  # it does not exist, or another check reports that it cannot be read
        return
    if os.name != "posix" or not stat.S_ISREG(found.st_mode):
        return
    # If another user owns the file, such as root, its group may be how the bot reads it.
    others = stat.S_IRWXG | stat.S_IRWXO if found.st_uid == os.geteuid() else stat.S_IRWXO
    if found.st_mode & others:
        mode = f"{found.st_mode & 0o777:o}"
        message = f"{ENV_FILE} contains the token, and other users of this machine can open it (mode {mode})"
        yield CheckResult(Status.WARNING, "settings", message, f"chmod {found.st_mode & 0o777 & ~others:o} {ENV_FILE}")


def _unknown_names() -> Iterator[CheckResult]:
    """A warning for each name in ``.env`` that no setting has, and for similar names in the environment."""
    known = [field.name.upper() for field in dataclasses.fields(Settings)]
    try:
        in_file = set(env_file_values())
    except SettingsError:
        in_file = set()  # reported already
    for name in sorted((in_file | os.environ.keys()) - set(known)):
        cutoff = SIMILAR_IN_FILE if name in in_file else SIMILAR_IN_ENVIRONMENT
        former = FORMER_NAMES.get(name)
        similar = [former] if former else nearest(name.upper(), known, min_similarity=cutoff, limit=1)
        message = f"{name} in {ENV_FILE if name in in_file else 'the environment'} is not a setting"
        if similar:
            yield CheckResult(Status.WARNING, "settings", message, f"rename it to {similar[0]}, or remove it")
        elif name in in_file:
            yield CheckResult(Status.WARNING, "settings", message, "remove it, or see .env.example")
