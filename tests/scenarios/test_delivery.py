"""From an article that is added to its post in a channel: once, in order, after faults too."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import discord
import pytest
from conftest import SEEDS, Clock, Town, buttons
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.models.articles import SHARED, Draft
from bot.services.delivery import worker as delivery

ROOT = Path(__file__).parents[2]
POSTS = "/channels/*/messages"


@pytest.fixture
async def announced(town: Town) -> Town:
    """A server whose new articles are posted in #briefings."""
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    return town


async def add(town: Town, title: str) -> None:
    await town.newsroom.add(town.guild.id, Draft(title, f"{title}. And so it went on."))


def titles(channel: Any) -> list[str | None]:
    """The headlines of the bot's posts in a channel."""
    return [message.embeds[0].title for message in channel.history() if message.author.bot]


def let_post(town: Town, allowed: bool) -> None:
    """Gives the bot its right to write in #briefings, or takes it."""
    assert town.bot.user is not None
    right = discord.Permissions(send_messages=True).value
    town.env.backend.set_overwrite(
        town.briefings.id,
        Overwrite(
            target_id=town.bot.user.id,
            type=OverwriteType.MEMBER,
            allow=right if allowed else 0,
            deny=0 if allowed else right,
        ),
    )


def nonces(town: Town) -> list[str]:
    """Those of every try to post in #briefings."""
    path = f"/channels/{town.briefings.id}/messages"
    return [r.json["nonce"] for r in town.env.http_requests if r.method == "POST" and r.path == path]


# ---------------------------------------------------------------- what is posted


async def test_a_post_has_headline_sentences_actors_themes_link_and_buttons(announced: Town) -> None:
    text = SEEDS.joinpath("000_a960c30da92131fb.txt").read_text(encoding="utf-8")
    url = "https://news.example/takaichi"
    file = ("a.txt", f"Source: The Paper\nDate: 2026-11-22\nURL: {url}\n{text}".encode())
    await announced.ask("!add", who=announced.editor, attachments=[file])
    assert await announced.deliver() == 1
    (post,) = announced.briefings.history()
    (embed,) = post.embeds
    assert embed.author.name == "New briefing · The Paper"
    assert embed.title == "Japan’s Prime Minister Takaichi Engages Trump on Trade and Security"
    assert embed.url == url
    sentences = (embed.description or "").split("\n\n")
    assert len(sentences) == 3
    assert all(sentence.removeprefix("• ") in text for sentence in sentences)
    fields = {field.name: field.value or "" for field in embed.fields}
    assert "**Sanae Takaichi** — “Japan’s new Prime Minister”" in fields["Who"]
    assert "Trade" in fields["Themes"]
    assert embed.footer.text == "#1 · 3 of 24 sentences, word for word · 22 November 2026"
    assert embed.timestamp is None
    assert list(buttons(post)) == ["Summary", "Actors", "Themes", "Full text", "Source"]
    assert buttons(post)["Source"].url == url


async def test_nothing_in_an_article_pings_formats_or_links(announced: Town) -> None:
    text = "@everyone **look** at [this](https://evil.example) <@&1>. # Big `code` ||hidden|| https://evil.example now."
    await announced.newsroom.add(announced.guild.id, Draft("@here *New* [x](https://evil.example)", text))
    await announced.deliver()
    (post,) = announced.briefings.history()
    assert not post.mention_everyone
    assert post.mentions == post.role_mentions == []
    said = re.sub(r"\\.", "", f"{post.embeds[0].title}{post.embeds[0].description}")
    for live in ("@everyone", "@here", "[", "](", "https://", "*", "`", "||", "<@", "# "):
        assert live not in said, live


async def test_the_first_load_of_a_folder_posts_nothing_and_a_later_seed_is_posted(town: Town, tmp_path: Path) -> None:
    await town.newsroom.load_seeds(SEEDS)
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    assert await town.deliver() == 0
    (tmp_path / "first.txt").write_text("Old news\n\nThe harbour closed.", encoding="utf-8")
    await town.newsroom.load_seeds(tmp_path)
    assert await town.deliver() == 0
    (tmp_path / "later.txt").write_text("Harbour reopens\n\nThe harbour opened again.", encoding="utf-8")
    for _ in range(2):
        await town.newsroom.load_seeds(tmp_path)
        await town.deliver()
    assert titles(town.briefings) == ["Harbour reopens"]


async def test_a_restored_article_is_not_posted_again(announced: Town) -> None:
    await add(announced, "Story")
    await announced.deliver()
    await announced.ask("!remove 1", who=announced.editor)
    await announced.ask("!restore 1", who=announced.editor)
    assert await announced.deliver() == 0
    assert len(announced.briefings.history()) == 1


async def test_an_article_removed_before_it_was_posted_is_not_posted(announced: Town) -> None:
    await add(announced, "Story")
    await announced.ask("!remove 1", who=announced.editor)
    await add(announced, "Other")
    assert await announced.deliver() == 1
    assert titles(announced.briefings) == ["Other"]


async def test_each_channel_gets_every_article_once_in_order(announced: Town) -> None:
    await announced.ask("!announce on", who=announced.editor)
    for title in ("One", "Two", "Three"):
        await add(announced, title)
    assert await announced.deliver() == 6
    assert titles(announced.briefings) == ["One", "Two", "Three"]
    assert [title for title in titles(announced.general) if title] == ["One", "Two", "Three"]
    assert await announced.deliver() == 0


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
async def test_a_passing_fault_is_tried_again_later_with_the_same_nonce(
    announced: Town, clock: Clock, status: int
) -> None:
    announced.env.inject_error("POST", POSTS, status=status)
    await add(announced, "Story")
    assert await announced.deliver() == 0
    assert await announced.deliver() == 0
    clock.move(2)
    assert await announced.deliver() == 0
    clock.move(5)
    assert await announced.deliver() == 1
    assert titles(announced.briefings) == ["Story"]
    first, second = nonces(announced)
    assert first == second
    assert len(first) <= 25


async def test_two_posts_never_share_a_nonce(announced: Town) -> None:
    await add(announced, "One")
    await add(announced, "Two")
    await announced.deliver()
    assert len(set(nonces(announced))) == 2


async def test_later_articles_wait_for_the_one_that_failed(announced: Town, clock: Clock) -> None:
    announced.env.inject_error("POST", POSTS, status=500)
    for title in ("One", "Two"):
        await add(announced, title)
    assert await announced.deliver() == 0
    clock.move(7)
    assert await announced.deliver() == 2
    assert titles(announced.briefings) == ["One", "Two"]


async def test_a_faulty_channel_holds_no_other_back(announced: Town) -> None:
    news = announced.guild.create_text_channel("news")
    await announced.ask(f"!announce on {news.mention}", who=announced.editor)
    announced.env.inject_error("POST", f"/channels/{announced.briefings.id}/messages", status=500, times=None)
    await add(announced, "One")
    assert await announced.deliver() == 1
    assert titles(news) == ["One"]


async def test_tries_get_rarer_and_go_on(announced: Town, clock: Clock) -> None:
    announced.env.inject_error("POST", POSTS, status=500, times=12)
    await add(announced, "Story")
    tried_at: list[float] = []
    while not await announced.deliver():
        if len(nonces(announced)) > len(tried_at):
            tried_at.append(clock.at.timestamp())
        due = await announced.resources.store.next_delivery_at()
        assert due is not None
        clock.at = max(due, clock.at + timedelta(seconds=1))
    assert len(tried_at) == 12
    pauses = [after - before for before, after in pairwise(tried_at)]
    assert pauses[0] < 7
    assert pauses[0] < pauses[3] < pauses[6]
    assert 660 <= pauses[-1] <= 1127
    assert max(pauses) <= 1127
    assert titles(announced.briefings) == ["Story"]


async def test_a_post_that_discord_never_takes_is_passed_over(announced: Town) -> None:
    announced.env.inject_error("POST", POSTS, status=400, code=50035)
    for title in ("One", "Two"):
        await add(announced, title)
    with capture_logs() as logs:
        assert await announced.deliver() == 1
    assert titles(announced.briefings) == ["Two"]
    assert [line["event"] for line in logs if line["log_level"] == "warning"] == ["delivery.refused"]


async def test_a_lost_permission_pauses_with_its_reason_and_tells_nobody(announced: Town) -> None:
    let_post(announced, False)
    before = len(announced.general.history())
    with capture_logs() as logs:
        for title in ("One", "Two"):
            await add(announced, title)
            assert await announced.deliver() == 0
    assert [line["event"] for line in logs if line["log_level"] == "warning"] == ["subscription.paused"]
    assert len(announced.general.history()) == before
    listed = await announced.ask("!announce list", who=announced.editor)
    assert f"{announced.briefings.mention} — paused: I may not post there: grant me Send Messages" in listed


async def test_after_announce_on_it_goes_on_where_it_stopped(announced: Town) -> None:
    let_post(announced, False)
    await add(announced, "One")
    await announced.deliver()
    await add(announced, "Two")
    assert "cannot post in #briefings yet: grant me Send Messages" in await announced.ask(
        f"!announce on {announced.briefings.mention}", who=announced.editor
    )
    let_post(announced, True)
    await announced.ask(f"!announce on {announced.briefings.mention}", who=announced.editor)
    assert await announced.deliver() == 2
    assert titles(announced.briefings) == ["One", "Two"]
    assert "— paused" not in await announced.ask("!announce list", who=announced.editor)


async def test_a_channel_that_is_gone_pauses_too(announced: Town) -> None:
    announced.env.backend.delete_channel(announced.briefings.id)
    await add(announced, "One")
    assert await announced.deliver() == 0
    assert "paused: the channel no longer exists" in await announced.ask("!announce list", who=announced.editor)


# ---------------------------------------------------------------- the loop


@asynccontextmanager
async def next_post(town: Town, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Lets the courier run as it does beside the gateway, from the beginning until it has posted something."""
    store, posted = town.resources.store, asyncio.Event()
    record = store.mark_delivery_sent

    async def recorded(*args: Any, **options: Any) -> None:
        await record(*args, **options)
        posted.set()

    monkeypatch.setattr(store, "mark_delivery_sent", recorded)
    delivery_worker = asyncio.create_task(town.services.delivery_worker.run())
    await asyncio.sleep(0)
    try:
        yield
        async with asyncio.timeout(20):
            await posted.wait()
    finally:
        delivery_worker.cancel()
        await asyncio.gather(delivery_worker, return_exceptions=True)


async def test_an_added_article_wakes_the_courier(announced: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "POLL_SECONDS", 3600.0)
    async with next_post(announced, monkeypatch):
        await announced.ask("!add Story\n\nA story of today.", who=announced.editor)
    assert titles(announced.briefings) == ["Story"]


async def test_the_courier_survives_a_database_that_is_busy(announced: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    store = announced.resources.store
    claim, faults = store.claim_deliveries, [StorageError("locked"), StorageError("locked")]

    async def sometimes(**options: Any) -> Any:
        if faults:
            raise faults.pop()
        return await claim(**options)

    monkeypatch.setattr(delivery, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(store, "claim_deliveries", sometimes)
    await add(announced, "Story")
    with capture_logs() as logs:
        async with next_post(announced, monkeypatch):
            pass
    assert titles(announced.briefings) == ["Story"]
    assert [line["event"] for line in logs].count("outbox.storage") == 2


async def test_what_another_process_adds_is_posted_by_the_running_bot(
    announced: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "POLL_SECONDS", 0.01)
    article = tmp_path / "harbour.txt"
    article.write_text("Harbour reopens\n\nThe harbour opened again on Monday.", encoding="utf-8")
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/briefings.db",
        "SEEDS_DIR": "",
    }
    added = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot", "add", str(article)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (added.returncode, added.stderr.count("\n")) == (0, 1), added.stderr
    assert added.stdout == f"{article}: added as #1, 1 sentences\n"
    announced.resources.clock.move(3600 * 24 * 365)  # type: ignore[attr-defined]  # that process has the real time
    async with next_post(announced, monkeypatch):
        pass
    stored = await announced.resources.store.article(SHARED, 1)
    assert stored is not None
    assert (stored.scope, stored.added_by) == (SHARED, None)
    assert titles(announced.briefings) == ["Harbour reopens"]
    assert "Harbour reopens" in await announced.ask("!summary")
