"""``health``: says by its exit code if a bot with these settings is connected."""

from __future__ import annotations

from bot.cli.endings import fail, settings_or_exit
from bot.exit_codes import ExitCode

__all__ = ["health"]


def health() -> None:
    """Exit with 0 if a bot with these settings was connected within the last minute and its library is intact."""
    from bot.runtime.heartbeat import health_problem

    if problem := health_problem(settings_or_exit()):
        fail(problem, ExitCode.FAILED)
