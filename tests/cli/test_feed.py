"""``feed``: the owner follows feeds that all servers share."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cli.commands import run
from conftest import Clock
from news_site import FEED, PUBLIC, Site, SiteFetcher, open_site

import bot.runtime.app
from bot.runtime.app import Resources
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings
from bot.store import open_store


@pytest.fixture
def site() -> Iterator[Site]:
    """The site, in a thread of its own: each command has an event loop that ends with it."""
    loop, sites = asyncio.new_event_loop(), open_site()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield asyncio.run_coroutine_threadsafe(sites.__aenter__(), loop).result()
    asyncio.run_coroutine_threadsafe(sites.__aexit__(None, None, None), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(autouse=True)
def resources_here(site: Site, reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch) -> None:
    @asynccontextmanager
    async def opened(settings: Settings, **_: object) -> AsyncIterator[Resources]:
        store = await open_store(settings.database_url)
        try:
            yield Resources(settings, store, reader, Clock(), http=SiteFetcher(site))
        finally:  # the thread of an open database would keep the tests from ending
            await store.close()

    monkeypatch.setattr(bot.runtime.app, "open_resources", opened)


def test_a_site_is_followed_and_its_items_are_shown() -> None:
    shown = run("feed", "add", PUBLIC, "--dry-run")
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"Harbour News\n{FEED}\n\nNew article · Harbour News\n\nBridge is closed\n\n")
    assert "\n\n• The old bridge at the northern gate" in shown.stdout
    assert (
        "\n\nWho: Ines Holm — “Captain”\n\n3 of 7 sentences, word for word: 1 to 3 · 24 November 2026\n" in shown.stdout
    )
    assert "Following" not in shown.stdout
    assert (
        run("feed", "list").stdout
        == "No feeds yet: python -m bot feed add and the address of a site follows its news.\n"
    )
    assert run("feed", "add", PUBLIC).stdout.endswith("\nFollowing feed 1.\n")
    assert run("feed", "list").stdout.startswith("1 Harbour News — read 2026-11-24 12:00 UTC, next 2026-11-24 12:")
    again = run("feed", "add", PUBLIC)
    assert (again.exit_code, again.stdout) == (65, "")
    assert "That feed is followed already: it is number 1, “Harbour News”." in again.stderr


def test_a_feed_that_breaks_off_says_so(site: Site) -> None:
    site.pages["/feed.xml"] = ("application/rss+xml", "<rss version='2.0'><channel><title>Oops</title><item><title>Ha")
    assert (
        run("feed", "add", FEED, "--dry-run").stdout.splitlines()[2].startswith("Its markup breaks off or is damaged")
    )


def test_a_second_address_and_a_second_title_are_told(site: Site) -> None:
    run("feed", "add", PUBLIC)
    site.pages["/atom"] = site.pages["/feed.xml"]
    again = run("feed", "add", f"{PUBLIC}/atom")
    assert again.stdout.splitlines()[2] == (
        f"It looks like feed 1, Harbour News (`{FEED}`), which is followed already: one of the two is enough."
    )
    one, two = run("feed", "list").stdout.splitlines()
    assert one.startswith(f"1 Harbour News `{FEED}` — read")
    assert two.startswith(f"2 Harbour News `{PUBLIC}/atom` — read")


def test_a_feed_is_named_by_its_number_or_words_of_its_title() -> None:
    run("feed", "add", PUBLIC)
    checked = run("feed", "check", "harbour", "news").stdout.splitlines()
    assert checked[0].startswith(f"1 Harbour News `{FEED}` — read")
    assert checked[2].split(" · ")[:3] == [" ✓ feed read", "✓ item new", "… page fetched"]
    assert [line.partition(" — ")[0] for line in checked[1::2]] == [
        "• Bridge is closed",
        "• Market hall opens",
        "• Ferry sails again",
    ]
    assert run("feed", "pause", "1").stdout == "Paused feed 1, Harbour News.\n"
    assert run("feed", "list").stdout.startswith("1 Harbour News — paused: the bot’s owner paused it")
    assert run("feed", "resume", "harbour").stdout == "Resumed feed 1, Harbour News.\n"
    assert run("feed", "text", "1", "page").stdout == "The texts of feed 1, Harbour News come from their pages.\n"
    assert run("feed", "text", "1", "pages").exit_code == 2
    assert run("feed", "remove", "1").stdout == f"No longer following feed 1, Harbour News: {FEED}\n"
    missing = run("feed", "check", "1")
    assert (missing.exit_code, missing.stdout) == (65, "")
    assert "There are no feeds yet." in missing.stderr


def test_feeds_are_exported_and_imported(tmp_path: Path) -> None:
    run("feed", "add", PUBLIC)
    assert run("feed", "export", "mine.opml").exit_code == 0
    assert run("feed", "export").stdout_bytes == (tmp_path / "mine.opml").read_bytes()
    there = run("feed", "import", "mine.opml", "--database", "other.db")
    assert (there.exit_code, there.stdout) == (0, "Harbour News: added as 1\n")
    assert there.stderr == "Library: other.db\n"
    assert run("feed", "import", "mine.opml").stdout == "Harbour News: known already, as 1\n"


def test_an_import_tells_which_feeds_cannot_be_followed(tmp_path: Path) -> None:
    (tmp_path / "bad.opml").write_text(
        '<opml version="2.0"><body><outline text="Inside" xmlUrl="http://10.0.0.1/rss"/></body></opml>'
    )
    result = run("feed", "import", "bad.opml")
    assert result.exit_code == 65
    assert result.stdout.startswith("Inside: not added: The address must be that of a public site")
    assert (
        run("feed", "import", "none.opml").stderr
        == "none.opml: The file cannot be opened: No such file or directory.\n"
    )
    assert run("feed", "export", "no/folder.opml").exit_code == 65


def test_advice_is_for_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "notes.opml").write_text("Just some notes.")
    assert run("feed", "import", "notes.opml").stderr.endswith(
        "That is not a list of feeds (OPML): export one in your feed reader, and name that file.\n"
    )
    assert run("feed", "export").stdout.endswith("</opml>\n")


def test_feed_alone_lists_its_commands() -> None:
    for name in ("add", "list", "check", "pause", "resume", "remove", "text", "import", "export"):
        assert name in run("feed").output
