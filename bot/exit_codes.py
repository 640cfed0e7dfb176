"""The exit codes of every command; ``docs/command-line.md`` explains them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from bot.errors import DatabaseInUse, ModelLoadError, SettingsError, StorageError

if TYPE_CHECKING:
    from bot.errors import BriefingError

__all__ = ["NEEDS_A_PERSON", "ExitCode", "exit_code_of"]


class ExitCode(IntEnum):
    """Why a command ended. The numbers follow sysexits.h if one fits; 130 is what shells tell of Ctrl-C."""

    OK = 0
    FAILED = 1
    USAGE = 2
    INPUT = 65
    UNREACHABLE = 69
    MODEL = 70
    IN_USE = 73
    DATABASE = 74
    TASK = 75
    OUTDATED = 76
    TOKEN = 77
    SETTINGS = 78
    INTENTS = 79
    SHARDS = 81
    STOPPED = 130


NEEDS_A_PERSON = frozenset(
    {
        ExitCode.MODEL,
        ExitCode.IN_USE,
        ExitCode.OUTDATED,
        ExitCode.TOKEN,
        ExitCode.SETTINGS,
        ExitCode.INTENTS,
        ExitCode.SHARDS,
    }
)
"""Codes after which a restart cannot help until somebody changes something."""

_BY_ERROR: tuple[tuple[type[BriefingError], ExitCode], ...] = (  # the first that matches: subclasses come first
    (ModelLoadError, ExitCode.MODEL),
    (SettingsError, ExitCode.SETTINGS),
    (DatabaseInUse, ExitCode.IN_USE),
    (StorageError, ExitCode.DATABASE),
)


def exit_code_of(error: BriefingError) -> ExitCode:
    """The exit code of a command that was ended by this error."""
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), ExitCode.INPUT)
