"""The command ``doctor``: runs all checks, prints their results, and ends with 1 if one of them found an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.cli.endings import run_to_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.doctor.report import CheckResult
    from bot.settings import Settings

__all__ = ["doctor"]


def doctor() -> None:
    """Check settings, token, database, model, disk and channels, and say how to fix problems; changes nothing."""
    from bot.cli.doctor.report import print_report
    from bot.cli.doctor.settings_checks import check_settings
    from bot.logs import configure_logging

    configure_logging("ERROR", "console")
    settings, results = check_settings()
    configure_logging("ERROR", "console", secret=settings.discord_token)
    results += run_to_end(_check_all(settings, with_discord=not _any_error(results)))
    print_report(results)
    raise typer.Exit(int(_any_error(results)))


async def _check_all(settings: Settings, *, with_discord: bool) -> list[CheckResult]:
    """``with_discord`` is off after a bad setting: the address of Discord's API may be the bad one."""
    from bot.cli.doctor.discord_checks import check_discord
    from bot.cli.doctor.local_checks import check_this_machine

    results = [result async for result in check_this_machine(settings)]
    return results + await check_discord(settings) if with_discord else results


def _any_error(results: Sequence[CheckResult]) -> bool:
    from bot.cli.doctor.report import Status

    return any(result.status is Status.ERROR for result in results)
