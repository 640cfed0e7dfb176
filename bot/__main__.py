"""The command line: run, demo, ask, add, analyze, backup, doctor, health. Each imports what it needs when it runs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from bot import __version__
from bot.errors import BriefingError, DatabaseInUse, ModelLoadError, SettingsError, StorageError
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.signals import StopSignal

__all__ = ["app", "main"]

app = typer.Typer(
    epilog="Exit codes, and the lines of analyze --jsonl: docs/command-line.md.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Database = Annotated[str | None, typer.Option("--database", metavar="FILE", help="Another library’s file or address.")]
UNUSABLE, MODEL, IN_USE, DATABASE, SETTINGS = 65, 70, 73, 74, 78
NEEDS_A_PERSON = frozenset({70, 73, 76, 77, 78, 79, 81})
"""Exit codes after which another start cannot help: see docs/command-line.md."""
T = TypeVar("T")


def _show_version(wanted: bool) -> None:
    if wanted:
        version()
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A Discord bot that keeps a library of news briefings and answers from it."""


@app.command()
def run(
    or_demo: Annotated[bool, typer.Option("--or-demo", help="Without a token: the demo instead.")] = False,
    hold: Annotated[
        bool,
        typer.Option("--hold", help="After a fault that another start cannot mend: wait to be stopped, do not end."),
    ] = False,
) -> None:
    """Run the bot on Discord (DISCORD_TOKEN in the environment or .env)."""
    from bot.signals import StopSignal

    stop = StopSignal()  # before the slow imports: as PID 1, a signal without a handler is ignored
    if hold:
        with _held_until_stopped(stop):
            _run(stop, or_demo=or_demo)
    else:
        _run(stop, or_demo=or_demo)


def _run(stop: StopSignal, *, or_demo: bool) -> None:
    from bot.logs import configure_logging
    from bot.runtime.process import run as run_bot

    settings = _settings()
    if or_demo and settings.discord_token is None:
        demo()
        return
    configure_logging(settings.log_level, settings.log_format, secret=settings.discord_token)
    raise typer.Exit(asyncio.run(run_bot(settings, stop)))


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port of the page on this machine; 0: any free one.")
    ] = 8765,
    channel: Annotated[str, typer.Option(help="The channel to show: briefings or general.")] = "briefings",
) -> None:
    """Try the bot in the browser, over a simulated Discord, without a token; its library is data/demo.db."""
    settings = _demo_settings()
    if channel not in ("briefings", "general"):
        _stop("--channel is briefings or general.", 2)
    from bot.demo.server import demo as run_demo

    def announce(url: str) -> None:
        typer.echo(f"\nThe demo is ready: open {url}")
        typer.echo("Speak as reader or editor; type !summary, !who Takaichi or !help. Ctrl-C ends it.")
        _tell_library(settings)

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        _complete(run_demo(settings, port=port, channel=channel, announce=announce))


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="What you would type: '!summary', '@bot summary', '/summary article:1'.")],
    who: Annotated[str, typer.Option("--as", help="Who types it: reader or editor.")] = "reader",
    database: Database = None,
) -> None:
    """Print the bot’s reply to one message, from the demo’s library (data/demo.db), or from a copy of another one."""
    settings = _demo_settings()
    if who not in ("reader", "editor"):
        _stop("--as is reader or editor.", 2)
    from bot.demo.ask import ask as ask_demo
    from bot.demo.ask import ask_copy

    if database is None:
        replies = _complete(ask_demo(settings, text, who=who))
        _tell_library(settings)
    else:
        settings = replace(settings, database_url=_address(database))
        replies = _complete(ask_copy(settings, text, who=who))
        _tell_library(settings, "a copy of {}, which stays as it is")
    for reply in replies:
        typer.echo(reply + "\n")


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Text files (.txt, .md): title, blank line, paragraphs.")],
    database: Database = None,
) -> None:
    """Add text files to the library (DATABASE_URL), also while the bot runs: it posts them within seconds."""
    from bot.intake.seeds import read_article
    from bot.logs import configure_logging
    from bot.models.articles import SHARED
    from bot.runtime.app import open_resources
    from bot.services.newsroom import Newsroom

    settings = _settings()
    if database is not None:
        settings = replace(settings, database_url=_address(database))
    configure_logging("WARNING", settings.log_format)

    async def add_all() -> int:
        refused = 0
        async with open_resources(settings) as resources:
            _tell_library(settings)
            newsroom = Newsroom(resources.store, resources.analysis_pool, resources.clock)
            for file in files:
                try:
                    filed = await newsroom.file(SHARED, read_article(file))
                except BriefingError as error:
                    refused += 1
                    typer.echo(f"{file}: {error}", err=True)
                else:
                    done = "is a new text of" if filed.before else "added as"
                    typer.echo(f"{file}: {done} #{filed.article.number}, {len(filed.analysis.sentences)} sentences")
        return refused

    if _complete(add_all()):
        raise typer.Exit(UNUSABLE)


@app.command()
def analyze(
    files: Annotated[list[Path] | None, typer.Argument(help="Text files; none: standard input.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='One {"id", "title", "text"} or {"id", "docs"} a line.')
    ] = False,
    sentences: Annotated[int, typer.Option(min=1, help="Length of the summary in sentences.")] = 3,
    words: Annotated[int | None, typer.Option(min=1, help="Length of the summary in words instead.")] = None,
) -> None:
    """Print the analysis of texts as JSON; uses neither Discord nor a database."""
    from bot.cli.analyze import analyze_files, analyze_lines

    settings = _settings()
    try:
        if jsonl:
            analyze_lines(files or [], settings.spacy_model, sentences=sentences, words=words)
        else:
            analyze_files(files or [], settings.spacy_model, sentences=sentences, words=words)
    except BriefingError as error:
        _stop(str(error), _code(error))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has seen enough


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it is there.")] = False,
) -> None:
    """Copy the library to a file, consistent and checked, also while the bot runs."""
    from bot.store import copy_database

    try:
        size = copy_database(_settings().database_url, file, overwrite=force)
    except SettingsError as error:
        _stop(str(error), SETTINGS)
    except StorageError as error:
        _stop(str(error), DATABASE)
    typer.echo(f"{file}: {size / 1e6:,.1f} MB, checked. To restore it, see README, “Backup”.")


@app.command()
def doctor() -> None:
    """Check settings, token, database, model, disk and channels, and say what to do; changes nothing."""
    from bot.cli.doctor import Finding, State, examine_here, examine_settings, examine_there, show
    from bot.logs import configure_logging

    configure_logging("ERROR", "console")
    settings, found = examine_settings()
    configure_logging("ERROR", "console", secret=settings.discord_token)

    async def examine() -> list[Finding]:
        here = [finding async for finding in examine_here(settings)]
        if any(finding.state is State.BAD for finding in found):  # the address for Discord may be one of them
            return [*found, *here]
        return [*found, *here, *[finding async for finding in examine_there(settings)]]

    findings = _complete(examine())
    show(findings)
    raise typer.Exit(int(any(finding.state is State.BAD for finding in findings)))


@app.command()
def health() -> None:
    """Exit with 0 where a bot with these settings was connected within the last minute and its library is sound."""
    from bot.runtime.background import what_ails

    if fault := what_ails(_settings()):
        _stop(fault, 1)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """The entry point of the installed command."""
    _open_standard_streams()
    app(prog_name="bot")


def _open_standard_streams() -> None:
    """Opens those that whoever started the process has closed: the next file or socket would get their number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free, which is this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "r" if name == "stdin" else "w", closefd=False))  # noqa: SIM115 - stays open


@contextlib.contextmanager
def _held_until_stopped(stop: StopSignal) -> Iterator[None]:
    """Where a service manager starts anew whatever ends, a refused token would be tried again and again."""
    try:
        yield
    except typer.Exit as ended:
        if ended.exit_code in NEEDS_A_PERSON:
            typer.echo(
                f"Not started again by itself (exit code {ended.exit_code}): change what is said above, then restart.",
                err=True,
            )
            stop.block()
        raise


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        _stop(str(error), SETTINGS)


def _demo_settings() -> Settings:
    """The demo's settings; its log shows only what is wrong."""
    try:
        from bot.demo.server import demo_settings
    except ModuleNotFoundError as error:
        how = "`make .venv/demo` in the bot’s folder installs it"
        _stop(f"demo and ask need {error.name}, which is not installed: {how}.", SETTINGS)
    from bot.logs import configure_logging

    configure_logging("WARNING", "console")
    return demo_settings(_settings())


def _address(database: str) -> str:
    """A database's address, also where it is given as a file."""
    return database if "://" in database else f"sqlite:///{database}"


def _tell_library(settings: Settings, how: str = "{}") -> None:
    """Says on standard error which library is used; an address that is no file may hold a password."""
    from bot.store import database_file

    file = database_file(settings.database_url)
    if file is not None:
        typer.echo(f"Library: {how.format(file)}", err=True)


def _complete(work: Coroutine[Any, Any, T]) -> T:
    """Runs it to its end; an error of ours becomes one line and a named exit code."""
    try:
        return asyncio.run(work)
    except BriefingError as error:
        _stop(str(error), _code(error))


def _code(error: BriefingError) -> int:
    match error:
        case ModelLoadError():
            return MODEL
        case SettingsError():
            return SETTINGS
        case DatabaseInUse():
            return IN_USE
        case StorageError():
            return DATABASE
        case _:
            return UNUSABLE


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


if __name__ == "__main__":
    main()
