"""The bot without Discord: in the browser, and for one question."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from conftest import SEEDS, START, Clock

import bot.demo.ask
import bot.demo.page
import bot.demo.server
from bot.demo.ask import ask, ask_copy
from bot.demo.server import demo, demo_settings, open_demo_server
from bot.errors import InputError, SettingsError, StorageError
from bot.models.articles import SHARED, Draft
from bot.runtime.app import Resources
from bot.services.analysis.pool import AnalysisPool
from bot.services.newsroom import Newsroom
from bot.settings import Settings
from bot.store import open_store, running_bot
from bot.store.sqlite.migrator import migrate

pytestmark = pytest.mark.may_stop_the_loop("the simulation draws its page on the loop, and the demo serves one person")

HARBOUR = Draft("Harbour reopens", "The harbour opened again on Monday. Ships came in.")


@pytest.fixture
def settings(tmp_path: Path, reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The demo with a library of its own, reading with the suite's worker."""

    @asynccontextmanager
    async def opened(settings: Settings, *, exclusive: bool = False) -> AsyncIterator[Resources]:
        store = await open_store(settings.database_url, exclusive=exclusive)
        try:
            yield Resources(settings, store, reader, Clock())
        finally:
            await store.close()

    for module in (bot.demo.server, bot.demo.ask):
        monkeypatch.setattr(module, "open_resources", opened)
    return demo_settings(Settings(seeds_dir=SEEDS), database_url=f"sqlite:///{tmp_path}/demo.db")


def test_the_demo_has_a_database_of_its_own_and_no_token_and_reads_feeds_often() -> None:
    settings = demo_settings(Settings(discord_token="secret", database_url="sqlite:////real.db", command_prefix="?"))
    assert settings == Settings(database_url="sqlite:///data/demo.db", command_prefix="?", feed_minutes=1)


async def test_a_question_is_answered_as_text(settings: Settings) -> None:
    (answer,) = await ask(settings, "!summary", who="reader")
    lines = answer.split("\n\n")
    assert lines[0] == "Japan’s Prime Minister Takaichi Engages Trump on Trade and Security"
    assert lines[1].startswith("• Japan’s new Prime Minister, Sanae Takaichi, is navigating")
    assert "Who: Sanae Takaichi — “Japan’s new Prime Minister”" in answer
    assert answer.endswith("[Summary] [Actors] [Themes] [Full text] [Shorter] [Longer]")
    assert "word for word: 1 to 4, 6 · added 24 November 2026" in answer
    for markup in ("**", "\\", "<t:", "<#", "\u200b"):
        assert markup not in answer


async def test_a_question_can_be_asked_in_every_form(settings: Settings) -> None:
    expected = await ask(settings, "!summary 1 short", who="reader")
    for text in ("@bot summary 1 short", "@Briefings summary 1 short", "/summary article:1 length:short"):
        assert await ask(settings, text, who="reader") == expected
    assert (await ask(settings, "/articles page:1", who="reader"))[0].startswith("Articles, the newest first")
    (private,) = await ask(settings, "/summary article:99", who="reader")
    assert private.startswith("There is no article #99.")
    (listed,) = await ask(settings, "/announce list", who="editor")
    assert listed.startswith("New articles are posted in")
    (found,) = await ask(settings, "/search words:trade https://x.example", who="reader")
    assert found.startswith("No article contains “trade https")
    (channel,) = await ask(settings, "/announce on channel:#general", who="editor")
    assert channel == "New articles will be posted in #general."
    (role,) = await ask(settings, "!settings editor-role @Editors", who="editor")
    assert role == "Members with @Editors are now editors too."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/nope", "There is no command /nope"),
        ("/", "There is no command /: '/help' lists the commands."),
        ("/summary 1", "/summary takes named arguments (length, method, article), as"),
        ("/summary length:huge", "/summary does not accept that"),
        ("/articles page:many", "/articles does not accept that"),
        ("/about x", "/about takes named arguments (none)"),
        ("/add", "opens a form"),
    ],
)
async def test_a_slash_command_that_cannot_be_sent_is_reported(settings: Settings, text: str, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        await ask(settings, text, who="editor")


async def test_examples_are_shown_without_their_fences(settings: Settings) -> None:
    (answer,) = await ask(settings, "!help summary", who="reader")
    assert "Examples: !summary\n!summary 1 short\n" in answer
    assert "\n\n\n" not in answer


async def test_readers_may_not_use_the_commands_of_editors(settings: Settings) -> None:
    assert (await ask(settings, "!announce", who="editor"))[0].startswith("New articles are posted in\n\n#briefings")
    assert "Only this server’s editors" in (await ask(settings, "!announce", who="reader"))[0]


async def test_an_article_added_by_an_editor_is_posted_and_kept(settings: Settings) -> None:
    added, post = await ask(settings, f"!add {HARBOUR.title}\n\n{HARBOUR.text}", who="editor")
    assert added.startswith("Added as #2 Harbour reopens. Its post follows here")
    assert post.startswith("Harbour reopens\n")
    assert "New article\n\nHarbour reopens" in post
    (listed,) = await ask(settings, "!articles", who="reader")
    assert "#2 Harbour reopens" in listed
    assert "2 articles · page 1 of 1" in listed


async def test_the_seeds_are_not_posted_in_the_demo(settings: Settings) -> None:
    assert len(await ask(settings, "!help", who="reader")) == 1
    assert len(await ask(settings, "!help", who="reader")) == 1


async def test_the_demos_server_never_counts_as_left(settings: Settings) -> None:
    for _ in range(3):
        await ask(settings, "!help", who="reader")
    store = await open_store(settings.database_url)
    left = await store.guilds_left_before(START + timedelta(days=1))
    await store.close()
    assert left == []


async def test_another_library_is_asked_on_a_copy(settings: Settings, reader: AnalysisPool) -> None:
    store = await open_store(settings.database_url)
    await Newsroom(store, reader, Clock()).add(SHARED, HARBOUR)
    await store.close()
    before = Path(settings.database_url.removeprefix("sqlite:///")).read_bytes()
    assert "Harbour reopens" in (await ask_copy(settings, "!articles", who="reader"))[0]
    await ask_copy(settings, "!add Bridge closes\n\nThe bridge closed on Tuesday.", who="editor")
    assert Path(settings.database_url.removeprefix("sqlite:///")).read_bytes() == before
    with pytest.raises(StorageError, match=r"There is no library /nowhere/x\.db: check the path"):
        await ask_copy(replace(settings, database_url="sqlite:////nowhere/x.db"), "!help", who="reader")


async def test_no_seeds_come_into_the_copy(settings: Settings, reader: AnalysisPool) -> None:
    store = await open_store(settings.database_url)
    await Newsroom(store, reader, Clock()).add(SHARED, HARBOUR)
    await store.close()
    assert "1 article · page 1 of 1" in (await ask_copy(settings, "!articles", who="reader"))[0]


@pytest.mark.parametrize("size", [1, 511, 512, 5_000])
async def test_ask_refuses_a_file_that_is_not_a_database(settings: Settings, tmp_path: Path, size: int) -> None:
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"x" * size)
    with pytest.raises(StorageError, match=r"junk\.db is not a database"):
        await ask_copy(replace(settings, database_url=f"sqlite:///{junk}"), "!summary", who="reader")
    assert junk.read_bytes() == b"x" * size


async def test_input_longer_than_a_message_says_so(settings: Settings) -> None:
    text = "!add Harbour reopens\n\n" + "Ships came in. " * 150
    with pytest.raises(InputError, match="A Discord message has at most 2,000 characters, and this one has 2,272"):
        await ask(settings, text, who="editor")


async def test_ask_without_a_message_says_what_to_type(settings: Settings) -> None:
    with pytest.raises(InputError, match="Type a message, such as '!summary'"):
        await ask(settings, " ", who="reader")


async def test_a_library_from_a_newer_version_is_named_not_its_copy(settings: Settings, tmp_path: Path) -> None:
    library = tmp_path / "newer.db"
    migrate(library)
    with closing(sqlite3.connect(library)) as db:
        db.execute("PRAGMA user_version = 999")
    with pytest.raises(StorageError, match=rf"{library}.* newer version"):
        await ask_copy(replace(settings, database_url=f"sqlite:///{library}"), "!help", who="reader")


async def test_a_port_in_use_is_reported_before_anything_is_opened(settings: Settings, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Port {port} cannot be used: another demo may be running"):
            await demo(settings, port=port, channel="briefings", announce=lambda _: None)
    assert list(tmp_path.iterdir()) == []


async def test_a_missing_answer_is_reported(settings: Settings) -> None:
    with pytest.raises(InputError, match="The bot has no answer to 'hello': try '!help'"):
        await ask(settings, "hello", who="reader")


@pytest.mark.parametrize("typed", ["!summary 99", "!who", "!articles many", "!settings", "!settings length huge"])
async def test_the_page_does_not_show_a_refusal_as_a_failure(settings: Settings, typed: str) -> None:
    async with bot.demo.server.open_resources(settings) as resources, open_demo_server(resources) as world:
        await world.people["reader"].send(world.channels["general"], typed)
        assert world.channels["general"].last_message.author.bot
        assert world.env.errors == []


async def test_the_page_shows_a_failure(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async with bot.demo.server.open_resources(settings) as resources, open_demo_server(resources) as world:
        monkeypatch.setattr(world.bot.services.library, "find_article_or_story", None)
        await world.people["reader"].send(world.channels["general"], "!summary 1")
        assert len(world.env.errors) == 1


@asynccontextmanager
async def demo_running(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The demo, showing #briefings; the address of its page."""
    monkeypatch.setattr(bot.demo.page, "REFRESH_SECONDS", 0.01)
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(demo(settings, port=0, channel="briefings", announce=address.set_result))
    try:
        async with asyncio.timeout(20):
            yield await address
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def shown_with(url: str, words: str) -> tuple[str, int]:
    """The messages of the page, once these words are among them, and how many may speak there."""
    page, _, capability = url.partition("#")
    async with aiohttp.ClientSession(page, headers={"X-Simcord-Capability": capability}) as session:
        while True:
            async with session.post("/api/pages", json={}) as answer:
                assert answer.status == 200
                opened = await answer.json()
            context = opened["context"]["id"]
            async with session.delete(f"/api/pages/{context}", headers={"X-Simcord-Context": context}) as answer:
                assert answer.status == 200
            if words in str(opened["messages"]):
                return str(opened["messages"]), len(opened["viewers"])


async def test_the_page_is_served_on_this_machine_and_shows_posts(
    settings: Settings, reader: AnalysisPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(settings, "!help", who="reader")  # the library is there, with its channel
    store = await open_store(settings.database_url)
    await Newsroom(store, reader, Clock()).add(SHARED, HARBOUR)
    await store.close()
    async with demo_running(settings, monkeypatch) as url:
        assert url.startswith("http://127.0.0.1:")
        async with aiohttp.ClientSession() as session, session.get(url.partition("#")[0]) as answer:
            assert (answer.status, answer.content_type) == (200, "text/html")
        shown, viewers = await shown_with(url, "New article")
    assert "Harbour reopens" in shown
    assert "Ask me something" in shown
    assert "Articles, the newest first" in shown  # what is there, after an earlier run
    assert viewers == 2


async def test_an_article_added_by_ask_is_posted_by_the_running_demo(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beside(text: str) -> list[str]:
        return asyncio.run(ask(settings, text, who="editor"))  # one simulated Discord for each event loop

    async def once_posted(database_url: str) -> object:
        await shown_with(url, "New article")
        return await running_bot(database_url)

    async with demo_running(settings, monkeypatch) as url:
        with monkeypatch.context() as slow:
            slow.setattr(bot.demo.ask, "running_bot", once_posted)
            answers = await asyncio.to_thread(beside, f"!add {HARBOUR.title}\n\n{HARBOUR.text}")
        assert [answer.startswith(("Added as #", "The demo that runs as process")) for answer in answers] == [True] * 2
        shown, _ = await shown_with(url, "New article")
        assert "Harbour reopens" in shown
        assert len(await asyncio.to_thread(beside, "!help")) == 1
    alone = await ask(settings, "!add Bridge closes\n\nThe bridge closed on Tuesday.", who="editor")
    added, posted = [answer.splitlines()[0] for answer in alone]
    assert re.fullmatch(r"Added as #\d+ Bridge closes\. Its post follows here in a moment\.", added)
    assert posted == "Bridge closes"


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
async def test_under_nohup_the_demo_outlives_its_terminal(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        async with demo_running(settings, monkeypatch) as url:
            os.kill(os.getpid(), signal.SIGHUP)
            assert "Ask me something" in (await shown_with(url, "Ask me something"))[0]
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_signal_ends_the_demo_in_order(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    before = signal.signal(number, lambda *_: None)  # else it would end the tests where the demo does not listen
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(demo(settings, port=0, channel="briefings", announce=address.set_result))
    try:
        async with asyncio.timeout(20):
            await address
            assert await running_bot(settings.database_url) is not None
            os.kill(os.getpid(), number)
            await asyncio.wait({running})
        assert running.cancelled()
        assert await running_bot(settings.database_url) is None
    finally:
        asyncio.get_running_loop().remove_signal_handler(number)
        signal.signal(number, before)
