"""What was set: every bad value, and names that no setting has."""

from __future__ import annotations

import dataclasses
import os
import stat
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.cli.doctor.report import Finding, State
from bot.errors import SettingsError
from bot.settings import ENV_FILE, Settings, env_file_values, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["examine_settings"]

NEAR, VERY_NEAR = 70.0, 88.0
"""Likeness (0 to 100) to a setting's name from which that one is offered: in .env, and in the environment, which is
full of names that are not for us.
"""


def examine_settings() -> tuple[Settings, list[Finding]]:
    """The settings, with defaults in place of bad values, and what is to be said of them."""
    settings, faults = read_settings()
    findings = [Finding(State.BAD, "settings", fault, "correct it in .env or the environment") for fault in faults]
    if not findings:
        where = f"and {ENV_FILE.absolute()}" if ENV_FILE.is_file() else f"alone: there is no {ENV_FILE.absolute()}"
        findings.append(Finding(State.GOOD, "settings", f"read from the environment {where}"))
    return settings, [*findings, *_strange_names(), *_open_to_others()]


def _open_to_others() -> Iterator[Finding]:
    """Whether others than the user who runs the bot may read or write ``.env``, which holds the token."""
    try:
        found = ENV_FILE.stat()
    except OSError:  # there is none, or it is told already that it cannot be read
        return
    if os.name != "posix" or not stat.S_ISREG(found.st_mode):
        return
    # Where it is another user's, such as root's, it may be ours to read by its group.
    others = stat.S_IRWXG | stat.S_IRWXO if found.st_uid == os.geteuid() else stat.S_IRWXO
    if found.st_mode & others:
        how = f"{ENV_FILE} holds the token, and others on this machine may open it (mode {found.st_mode & 0o777:o})"
        yield Finding(State.ODD, "settings", how, f"chmod {found.st_mode & 0o777 & ~others:o} {ENV_FILE}")


def _strange_names() -> Iterator[Finding]:
    known = [field.name.upper() for field in dataclasses.fields(Settings)]
    try:
        in_file = set(env_file_values())
    except SettingsError:
        in_file = set()  # told already
    for name in sorted((in_file | os.environ.keys()) - set(known)):
        near = process.extractOne(
            name.upper(), known, scorer=fuzz.ratio, score_cutoff=NEAR if name in in_file else VERY_NEAR
        )
        where = str(ENV_FILE) if name in in_file else "the environment"
        if near is not None:
            yield Finding(State.ODD, "settings", f"{name} in {where} is no setting", f"call it {near[0]}, or remove it")
        elif name in in_file:
            yield Finding(State.ODD, "settings", f"{name} in {where} is no setting", "remove it, or see .env.example")
