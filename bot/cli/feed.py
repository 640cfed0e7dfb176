"""``feed``: the feeds that all servers share."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli.endings import fail, run_to_end, settings_or_exit
from bot.cli.library import DatabaseOption, database_url, tell_library
from bot.exit_codes import ExitCode
from bot.models.articles import SHARED
from bot.models.feeds import FeedText

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.models.feeds import Feed
    from bot.services.feeds.item_history import ItemHistories
    from bot.services.feeds.registry import FeedRegistry
    from bot.settings import Settings

__all__ = ["app"]

app = typer.Typer(help="Follow feeds whose articles all servers share.", no_args_is_help=True)

T = TypeVar("T")
SHOWN_ITEMS = 20
"""Items that ``check`` shows."""
FeedArgument = Annotated[list[str], typer.Argument(metavar="FEED", help="The feed’s number, or words of its title.")]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the commands work with."""

    feeds: FeedRegistry
    histories: ItemHistories

    async def find(self, words: list[str]) -> Feed:
        """The shared feed that was typed. Raises NotFound."""
        return await self.feeds.feed(SHARED, " ".join(words))


@app.command()
def add(
    link: Annotated[str, typer.Argument(help="The address of a site, or of its RSS, Atom or JSON feed.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the feed, but do not follow it.")] = False,
    database: DatabaseOption = None,
) -> None:
    """Follow a site’s feed. A running bot makes articles of its latest items at once, without posting them."""

    async def work(desk: _Desk) -> None:
        from bot.models.guilds import DEFAULT_LOOK
        from bot.ui.feed_pages import short_title
        from bot.ui.feed_preview_page import item_card, same_as, without_items
        from bot.ui.terminal import embed_to_text

        found = await desk.feeds.find(link, scope=SHARED)
        preview = await desk.feeds.preview(found, scope=SHARED)
        _print("\n".join(filter(None, (short_title(found.title), found.url, same_as(preview)))))
        for item in preview.items:
            typer.echo(f"\n{embed_to_text(item_card(item, DEFAULT_LOOK))}")
        if not preview.items:
            typer.echo(without_items(preview))
        if not dry_run:
            feed = await desk.feeds.add(SHARED, found, by=None)
            typer.echo(f"\nFollowing feed {feed.id}.")

    _run(work, database)


@app.command("list")
def list_feeds(database: DatabaseOption = None) -> None:
    """List the shared feeds: when each was read, when it is read next, and what failed."""

    async def work(desk: _Desk) -> None:
        from bot.services.feeds.second_addresses import same_titles
        from bot.ui.feed_pages import NO_FEEDS, feed_line

        feeds = await desk.feeds.of(SHARED)
        twins = same_titles(feeds)
        for line in [feed_line(feed, with_address=feed.id in twins) for feed in feeds] or [
            NO_FEEDS.format("python -m bot feed add")
        ]:
            _print(line)

    _run(work, database)


@app.command()
def check(feed: FeedArgument, database: DatabaseOption = None) -> None:
    """Show a feed’s last items, and what became of each."""

    async def work(desk: _Desk) -> None:
        from bot.ui.feed_item_pages import item_lines, left_out
        from bot.ui.feed_pages import feed_line

        found = await desk.find(feed)
        _, items = await desk.histories.of_feed(SHARED, found, limit=SHOWN_ITEMS, offset=0)
        listed = (line for item in items for line in item_lines(item))
        for line in filter(None, (feed_line(found, with_address=True), *listed, left_out(found))):
            _print(line.removeprefix("-#"))

    _run(work, database)


@app.command()
def pause(feed: FeedArgument, database: DatabaseOption = None) -> None:
    """Stop reading a feed until it is resumed."""

    async def work(desk: _Desk) -> None:
        found = await desk.find(feed)
        await desk.feeds.pause(found, by=None)
        _print(f"Paused {_named(found)}.")

    _run(work, database)


@app.command()
def resume(feed: FeedArgument, database: DatabaseOption = None) -> None:
    """Read a paused feed again, or try one that failed now."""

    async def work(desk: _Desk) -> None:
        found = await desk.find(feed)
        await desk.feeds.resume(found, by=None)
        _print(f"Resumed {_named(found)}.")

    _run(work, database)


@app.command()
def remove(feed: FeedArgument, database: DatabaseOption = None) -> None:
    """Stop following a feed; its articles stay."""

    async def work(desk: _Desk) -> None:
        found = await desk.find(feed)
        await desk.feeds.remove(found, by=None)
        _print(f"No longer following {_named(found)}: {found.url}")

    _run(work, database)


@app.command()
def text(
    feed: FeedArgument,
    source: Annotated[FeedText, typer.Argument(help="Its page if the item has only a teaser, always, or never.")],
    database: DatabaseOption = None,
) -> None:
    """Set where the text of a feed’s articles comes from."""

    async def work(desk: _Desk) -> None:
        from bot.ui.feed_messages import TEXT_SET

        found = await desk.find(feed)
        await desk.feeds.set_text(found, source, by=None)
        _print(f"The texts of {_named(found)} come {TEXT_SET[source]}.")

    _run(work, database)


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="An OPML file, which feed readers can export.")],
    database: DatabaseOption = None,
) -> None:
    """Follow the feeds of an OPML file, with a line about each. Exit code 65 if any of them cannot be followed."""
    try:
        data = file.read_bytes()
    except OSError as error:
        fail(f"{file}: The file cannot be opened: {error.strerror}.", ExitCode.INPUT)

    async def work(desk: _Desk) -> int:
        from bot.ui.feed_pages import import_result, short_title

        report = await desk.feeds.import_opml(SHARED, data, by=None)
        for one in report:
            _print(f"{short_title(one.title or one.url)}: {import_result(one)}")
        return sum(bool(one.problem) for one in report)

    if _run(work, database):
        raise typer.Exit(ExitCode.INPUT)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write it; default: standard output.")] = None,
    database: DatabaseOption = None,
) -> None:
    """Write the shared feeds as an OPML file, which feed readers can import."""

    async def work(desk: _Desk) -> bytes:
        return await desk.feeds.export_opml(SHARED)

    data = _run(work, database)
    if file is None:
        sys.stdout.buffer.write(data)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        fail(f"{file}: The file cannot be written: {error.strerror}.", ExitCode.INPUT)


def _run(work: Callable[[_Desk], Awaitable[T]], database: str | None) -> T:
    """Does something with the feeds of the library that was chosen; an error of ours ends the command."""
    from bot.logs import configure_logging

    settings = settings_or_exit()
    if database is not None:
        settings = replace(settings, database_url=database_url(database))
    configure_logging("WARNING", settings.log_format)
    return run_to_end(_with_desk(settings, work))


async def _with_desk(settings: Settings, work: Callable[[_Desk], Awaitable[T]]) -> T:
    from bot.runtime.app import feed_registry, open_resources
    from bot.services.feeds.item_history import ItemHistories

    async with open_resources(settings, warm=False) as resources:
        tell_library(settings)
        return await work(_Desk(feed_registry(resources), ItemHistories(resources.store)))


def _print(markdown: str) -> None:
    """Prints what Discord would show formatted, as plain text."""
    from bot.ui.terminal import markdown_to_text

    typer.echo(markdown_to_text(markdown))


def _named(feed: Feed) -> str:
    """A feed's number and title, in Discord's Markdown."""
    from bot.ui.feed_pages import short_title

    return f"feed {feed.id}, {short_title(feed.title)}"
