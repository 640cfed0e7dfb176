"""``run``: runs the bot on Discord."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.demo import demo
from bot.cli.endings import settings_or_exit
from bot.exit_codes import NEEDS_A_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.signals import StopSignal

__all__ = ["run"]


def run(
    or_demo: Annotated[bool, typer.Option("--or-demo", help="Without a token, start the demo instead.")] = False,
    hold: Annotated[
        bool,
        typer.Option("--hold", help="After an error that a restart cannot fix, wait to be stopped instead of ending."),
    ] = False,
) -> None:
    """Run the bot on Discord (DISCORD_TOKEN in the environment or .env)."""
    from bot.signals import StopSignal

    stop = StopSignal()  # before the slow imports: as PID 1, a signal without a handler is ignored
    with _hold_until_stopped(stop) if hold else contextlib.nullcontext():
        _run(stop, or_demo=or_demo)


def _run(stop: StopSignal, *, or_demo: bool) -> None:
    from bot.logs import configure_logging
    from bot.runtime.process import run_bot

    settings = settings_or_exit()
    if or_demo and settings.discord_token is None:
        demo()
        return
    configure_logging(settings.log_level, settings.log_format, secret=settings.discord_token)
    raise typer.Exit(asyncio.run(run_bot(settings, stop)))


@contextlib.contextmanager
def _hold_until_stopped(stop: StopSignal) -> Iterator[None]:
    """Waits for a signal after an error that a restart cannot fix.

    A service manager that restarts everything that ends would otherwise try a refused token again and again.
    """
    try:
        yield
    except typer.Exit as ended:
        if ended.exit_code in NEEDS_A_PERSON:
            typer.echo(
                f"The bot will not restart by itself (exit code {ended.exit_code}): fix the problem above, "
                "then restart it.",
                err=True,
            )
            stop.block()
        raise
