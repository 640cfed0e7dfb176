"""``demo``: the bot over a simulated Discord in the browser."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.endings import fail, run_to_end, settings_or_exit
from bot.cli.library import tell_library
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
    """Try the bot in the browser, on a simulated Discord, without a token. Its library is data/demo.db."""
    settings = demo_settings_or_exit()
    if channel not in ("briefings", "general"):
        fail("--channel is briefings or general.", ExitCode.USAGE)
    from bot.demo.server import demo as run_demo

    def announce(url: str) -> None:
        typer.echo(f"\nThe demo is ready: open {url}")
        typer.echo("Speak as reader or editor; type !summary, !who Takaichi or !help. Ctrl-C ends it.")
        tell_library(settings)

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        run_to_end(run_demo(settings, port=port, channel=channel, announce=announce))


def demo_settings_or_exit() -> Settings:
    """The demo's settings; its log shows only what is wrong. A problem with them ends the command."""
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
