"""``/healthz`` and ``/metrics``: what an operator's programs ask."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest
from conftest import Clock, Town
from prometheus_client.parser import text_string_to_metric_families
from store.feed_samples import add_feed, new, read
from store.samples import add, person

from bot.errors import SettingsError, StorageError
from bot.runtime.app import Resources, build_bot
from bot.runtime.http_server import measure_loop_lag, serve_status


@asynccontextmanager
async def served(town: Town) -> AsyncIterator[str]:
    """The address of a town's pages."""
    resources = replace(town.resources, settings=replace(town.resources.settings, http_port=0))
    async with serve_status(resources, town.bot) as status:
        yield f"http://127.0.0.1:{status.port}"


async def get(url: str) -> tuple[int, str, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, answer.headers["Content-Type"], await answer.text()


def values(page: str) -> dict[str, float]:
    """Every sample by its name and labels."""
    return {
        sample.name + "".join(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


async def test_a_connected_bot_is_healthy(town: Town, clock: Clock):
    async with served(town) as url:
        clock.move(7)
        status, kind, body = await get(f"{url}/healthz")
    said = json.loads(body)
    assert (status, kind) == (200, "application/json; charset=utf-8")
    assert (said["ready"], said["discord"], said["database"], said["waiting"]) == (True, True, True, 0)
    assert said["up_seconds"] == 7


@pytest.mark.parametrize("made", [False, True])
async def test_a_bot_that_is_not_connected_is_not_healthy(resources: Resources, made: bool):
    bot = build_bot(resources) if made else None
    resources = replace(resources, settings=replace(resources.settings, http_port=0))
    async with serve_status(resources, bot) as served:
        status, _, body = await get(f"http://127.0.0.1:{served.port}/healthz")
        code, _, page = await get(f"http://127.0.0.1:{served.port}/metrics")
    assert (code, values(page)["briefings_ready"]) == (200, 0)
    assert status == 503
    assert json.loads(body) == {
        "ready": False,
        "discord": False,
        "database": True,
        "library": "not checked yet",
        "latency_ms": None,
        "slash_commands": "not compared yet",
        "waiting": 0,
        "process": os.getpid(),
        "up_seconds": 0,
    }
    if bot is not None:
        await bot.close()


async def test_a_bot_that_lost_its_connection_is_not_healthy_until_it_is_back(town: Town):
    async with served(town) as url:
        found = []
        for event in ("disconnect", "resumed", "disconnect", "disconnect", "connect"):
            town.bot.dispatch(event)
            status, _, body = await get(f"{url}/healthz")
            ready = values((await get(f"{url}/metrics"))[2])["briefings_ready"]
            found.append((event, status, json.loads(body)["discord"], ready))
    assert found == [
        ("disconnect", 503, False, 0),
        ("resumed", 200, True, 1),
        ("disconnect", 503, False, 0),
        ("disconnect", 503, False, 0),
        ("connect", 200, True, 1),
    ]


async def test_a_database_that_fails_is_not_healthy_and_its_metrics_keep_their_last_value(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    async def fails() -> None:
        msg = "the disk is full"
        raise StorageError(msg)

    await add(town.resources.store, "One")
    async with served(town) as url:
        before = values((await get(f"{url}/metrics"))[2])
        for figures in ("library_stats", "feed_stats"):
            monkeypatch.setattr(town.resources.store, figures, fails)
        status, _, body = await get(f"{url}/healthz")
        after = values((await get(f"{url}/metrics"))[2])
    assert (status, json.loads(body)["database"]) == (503, False)
    assert (before["briefings_ready"], after["briefings_ready"]) == (1, 0)
    assert before["briefings_articles"] == after["briefings_articles"] == 1


async def test_the_outbox_is_counted_with_the_age_of_its_oldest(town: Town, clock: Clock):
    store = town.resources.store
    waiting = await store.subscribe(town.guild.id, 1, now=clock(), by=None)
    paused = await store.subscribe(town.guild.id, 2, now=clock(), by=None)
    await store.pause_subscription(paused.id, "closed")
    for title in ("One", "Two", "Three"):
        await add(store, title, now=clock(), actors=[person("Ann Lee")])
        clock.move(60)
    [row] = await store.claim_deliveries(now=clock(), lease_seconds=60, limit=1)
    assert row.subscription_id == waiting.id
    await store.mark_delivery_sent(row.id, 11, now=clock())
    async with served(town) as url:
        status, kind, page = await get(f"{url}/metrics")
    found = values(page)
    assert status == 200
    assert kind.startswith("text/plain; version=")
    assert found["briefings_outbox_depth"] == 2
    assert found["briefings_outbox_oldest_seconds"] == 120
    assert found["briefings_articles"] == 3
    assert [found[f"briefings_deliveries{state}"] for state in ("sent", "pending", "skipped", "failed")] == [1, 5, 0, 0]


async def test_feeds_are_counted_by_state_with_what_waits_and_what_came_of_them(town: Town):
    store, metrics = town.resources.store, town.resources.metrics
    await read(store, await add_feed(store), new("One"), new("Two", skipped="old"))
    metrics.feed_reads.labels("changed").inc()
    metrics.feed_items.labels("article").inc()
    async with served(town) as url:
        found = values((await get(f"{url}/metrics"))[2])
    assert [found[f"briefings_feeds{state}"] for state in ("active", "paused", "gone")] == [1, 0, 0]
    assert found["briefings_feed_items_waiting"] == 1
    assert (found["briefings_feed_reads_totalchanged"], found["briefings_feed_items_totalarticle"]) == (1, 1)


async def test_the_durations_of_analyses_are_reported(town: Town):
    town.resources.metrics.analysis.observe(0.3)
    async with served(town) as url:
        found = values((await get(f"{url}/metrics"))[2])
    assert found["briefings_analysis_seconds_count"] == 1
    assert found["briefings_analysis_seconds_bucket0.5"] == 1
    assert found["briefings_analysis_seconds_bucket0.25"] == 0


async def test_the_event_loops_lag_is_measured(town: Town, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.runtime.http_server.LAG_INTERVAL_SECONDS", 0.0)
    watching = asyncio.create_task(measure_loop_lag(town.resources.metrics))
    for _ in range(5):
        await asyncio.sleep(0)
    watching.cancel()
    found = values(town.resources.metrics.page().decode())
    assert found["briefings_loop_lag_seconds_count"] >= 1


async def test_without_a_port_nothing_is_served(town: Town):
    async with serve_status(town.resources, town.bot) as status:
        assert status.port is None


async def test_a_port_in_use_is_reported(town: Town):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        resources = replace(town.resources, settings=replace(town.resources.settings, http_port=taken))
        with pytest.raises(SettingsError, match=f"HTTP_PORT {taken} cannot be used"):
            async with serve_status(resources, town.bot):
                pytest.fail("it was served")


async def test_two_bots_in_one_process_count_apart(resources: Resources):
    other = Resources(resources.settings, resources.store, resources.analysis_pool, resources.clock)
    other.metrics.articles.set(5)
    assert values(resources.metrics.page().decode())["briefings_articles"] == 0
