"""``demo``: runs the bot on a simulated Discord in the browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.endings import fail, fail_with, settings_or_exit
from bot.cli.library import DEMO_LIBRARY, tell_library
from bot.errors import BriefingError
from bot.exit_codes import ExitCode

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["demo", "demo_settings_or_exit"]


def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port of the page on this machine; 0 takes any free one.")
    ] = 8765,
    channel: Annotated[str, typer.Option(help="The channel to show: briefings or general.")] = "briefings",
) -> None:
    """Try the bot in the browser, on a simulated Discord, without a token.

    Its library is data/demo.db; DATABASE_URL is not used.
    """
    settings = demo_settings_or_exit()
    if channel not in ("briefings", "general"):
        fail("--channel must be briefings or general.", ExitCode.USAGE)
    from bot.demo.server import demo as run_demo

    def announce(url: str) -> None:
        typer.echo(f"\nThe demo is ready: open {url}")
        typer.echo("Write as reader or editor: !summary, !actors or !help. Ctrl-C ends the demo.")
        tell_library(settings, DEMO_LIBRARY)

    try:
        asyncio.run(run_demo(settings, port=port, channel=channel, announce=announce))
    except BriefingError as error:
        fail_with(error)
    except (KeyboardInterrupt, asyncio.CancelledError):
        return  # as it was told


def demo_settings_or_exit() -> Settings:
    """The demo's settings. Sets its log to warnings; ends the command if the demo cannot run."""
    try:
        from bot.demo.server import demo_settings
    except ModuleNotFoundError as error:
        fail(
            f"demo and ask need {error.name}, which is not installed: `make .venv/demo` in the bot’s folder "
            "installs it.",
            ExitCode.SETTINGS,
        )
    from bot.logs import configure_logging

    configure_logging("WARNING", "console")
    return demo_settings(settings_or_exit())
