"""Every article once and in order, also after faults of Discord and of the database; and what why tells."""

from __future__ import annotations

import asyncio
import os
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
from conftest import Clock, Town, shown
from scenarios.posting import POSTS, add, nonces, posts, titles, why
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.models.articles import SHARED, Draft
from bot.services.delivery import worker as delivery

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
async def test_a_temporary_failure_is_retried_later_with_the_same_nonce(
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


async def test_a_failing_channel_delays_no_other_channel(announced: Town) -> None:
    news = announced.guild.create_text_channel("news")
    await announced.ask(f"!announce on {news.mention}", who=announced.editor)
    announced.env.inject_error("POST", f"/channels/{announced.briefings.id}/messages", status=500, times=None)
    await add(announced, "One")
    assert await announced.deliver() == 1
    assert titles(news) == ["One"]


async def test_attempts_become_less_frequent_and_continue(announced: Town, clock: Clock) -> None:
    announced.env.inject_error("POST", POSTS, status=500, times=12)
    await add(announced, "Story")
    tried_at: list[float] = []
    while not await announced.deliver():
        if len(nonces(announced)) > len(tried_at):
            tried_at.append(clock.at.timestamp())
        [row] = (await announced.resources.store.heads_of_line(announced.guild.id)).values()
        clock.at = max(row.next_attempt_at, clock.at + timedelta(seconds=1))
    assert len(tried_at) == 12
    pauses = [after - before for before, after in pairwise(tried_at)]
    assert pauses[0] < 7
    assert pauses[0] < pauses[3] < pauses[6]
    assert 660 <= pauses[-1] <= 1127
    assert max(pauses) <= 1127
    assert titles(announced.briefings) == ["Story"]


async def test_a_post_that_discord_never_accepts_is_skipped(announced: Town) -> None:
    announced.env.inject_error("POST", POSTS, status=400, code=50035)
    for title in ("One", "Two"):
        await add(announced, title)
    with capture_logs() as logs:
        assert await announced.deliver() == 1
    assert titles(announced.briefings) == ["Two"]
    assert [line["event"] for line in logs if line["log_level"] == "warning"] == ["delivery.refused"]


@asynccontextmanager
async def next_post(town: Town, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Lets the delivery worker run as it does beside the gateway, from the beginning until it has posted something."""
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


async def test_an_added_article_wakes_the_delivery_worker(announced: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "POLL_SECONDS", 3600.0)
    async with next_post(announced, monkeypatch):
        await announced.ask("!add Story\n\nA story of today.", who=announced.editor)
    assert titles(announced.briefings) == ["Story"]


async def test_the_delivery_worker_survives_a_database_that_is_busy(
    announced: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
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


@pytest.mark.slow
async def test_articles_added_by_another_process_are_posted_by_the_running_bot(
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
    assert added.stdout == f"{article}: added as #1, 1 sentence\n"
    announced.resources.clock.move(3600 * 24 * 365)  # type: ignore[attr-defined]  # that process has the real time
    async with next_post(announced, monkeypatch):
        pass
    stored = await announced.resources.store.article(SHARED, 1)
    assert stored is not None
    assert stored.scope == SHARED
    assert titles(announced.briefings) == ["Harbour reopens"]
    assert "Harbour reopens" in await announced.ask("!summary")


async def test_why_reports_a_correction_that_waits_and_one_that_is_impossible(announced: Town, clock: Clock) -> None:
    article = await add(announced, "First wording")
    await announced.deliver()
    assert (await why(announced)).endswith(")")
    announced.env.inject_error("PATCH", "/channels/*/messages/*", status=503)
    await announced.newsroom.edit(article, Draft("Second wording", "It rained. It stopped."), by=1)
    assert "correction waiting, due <t:" in await why(announced)
    assert await announced.follow_up() == 0
    assert "correction waiting because Discord answered 503, due <t:" in await why(announced)
    await posts(announced)[0].delete()
    clock.move(60)
    await announced.follow_up()
    assert "[posted](" in await why(announced)
    assert "could not be corrected: its post was deleted" in await why(announced)


async def test_why_reports_a_correction_that_waits_for_access_until_it_is_made(announced: Town, clock: Clock) -> None:
    article = await add(announced, "First wording")
    await announced.deliver()
    channel = announced.bot.get_channel(announced.briefings.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.me, embed_links=False)
    await announced.newsroom.remove(article, by=1)
    announced.env.inject_error("PATCH", "/channels/*/messages/*", status=403, code=50013)
    assert await announced.follow_up() == 0
    assert "correction waiting until I have access again: I may not post there: grant me Embed Links" in await why(
        announced
    )
    assert await announced.resume() == 0
    await channel.set_permissions(channel.guild.me, embed_links=True)
    clock.move(31)
    assert await announced.resume() == 1
    assert await announced.follow_up() == 1
    assert "This article was removed" in shown(posts(announced)[0])
    assert "correction" not in await why(announced)


async def test_why_names_the_article_that_another_one_waits_behind(announced: Town) -> None:
    announced.env.inject_error("POST", "/channels/*/messages", status=503)
    await add(announced, "One")
    await announced.deliver()
    await add(announced, "Two")
    assert "waiting (Discord answered 503), due <t:" in await why(announced, "1")
    assert "waiting behind #1, which waits (Discord answered 503)" in await why(announced, "2")


async def test_a_removed_article_whose_post_was_under_way_is_shown_as_removed(announced: Town, clock: Clock) -> None:
    announced.env.inject_error("POST", "/channels/*/messages", status=503)
    article = await add(announced, "Story")
    await announced.deliver()
    await announced.newsroom.remove(article, by=1)
    for _ in range(12):
        clock.move(100)
        assert await announced.deliver() == 0
    assert posts(announced) == []
    assert "not posted: the article was removed before it was posted" in await why(announced)
