"""The store in memory does what SQLite does, whatever is asked of both in whatever order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import time
from typing import Any

import pytest
from schedules.memory_store import MemoryStore
from store.samples import HERE, THERE, later, read

from bot.models.articles import SHARED, Draft
from bot.models.delivery import FollowUpState
from bot.models.filters import ChannelLimits, DigestSchedule, QuietHours
from bot.store.protocols.store import Store

pytestmark = pytest.mark.slow

STEPS = 150
ASKED = ("write", "write", "claim", "claim", "end", "end", "end", "claim tasks", "end task", "end task")


class Both:
    """Asks one thing of both stores and compares the answers."""

    def __init__(self, *stores: Any) -> None:
        self._stores = stores

    async def ask(self, name: str, *args: object, **options: object) -> Any:
        answers = [await getattr(store, name)(*args, **options) for store in self._stores]
        if name in (
            "add_article",
            "replace_article",
            "undo_edit",
        ):  # what it says of languages and links is not compared
            answers = [(answer.id, answer.title, answer.version, answer.removed_at) for answer in answers]
        assert answers[0] == answers[1], name
        return answers[0]


@pytest.mark.parametrize("seed", range(8))
async def test_both_stores_answer_the_same(store: Store, seed: int) -> None:
    chance, both, seconds = random.Random(seed), Both(store, MemoryStore()), 0.0
    for guild, channel in ((HERE, 1), (HERE, 2), (THERE, 3)):
        await both.ask("subscribe", guild, channel, now=later(), by=None)
        await both.ask("set_subscription_options", guild, channel, role_id=None, publish=channel == 3)
    articles: list[int] = []
    claimed: list[Any] = []
    tasks: list[Any] = []
    for step in range(STEPS):
        seconds += chance.choice((0, 1, 20, 400))
        now = later(seconds=seconds)
        what = chance.choice(ASKED)
        if what == "write":
            await write(both, chance, articles, now, step)
        elif what == "claim":
            busy = [row.subscription_id for row in claimed]
            claimed += await both.ask(
                "claim_deliveries", now=now, lease_seconds=60, limit=9, per_server=chance.randint(1, 3), busy=busy
            )
        elif what == "claim tasks":
            tasks += await both.ask("claim_follow_ups", now=now, lease_seconds=60, limit=9, per_server=2, busy=[])
        elif what == "end" and claimed:
            row = claimed.pop(chance.randrange(len(claimed)))
            await end(both, chance, row.id, now, step)
        elif what == "end task" and tasks:
            await end_task(both, chance, tasks.pop(chance.randrange(len(tasks))), now)
        await compare(both, articles)


async def write(both: Both, chance: random.Random, articles: list[int], now: Any, step: int) -> None:
    """Adds, edits, removes, restores, pauses, resumes."""
    text = f"Story {step}. And so on."
    article = chance.choice(articles) if articles else None
    match chance.choice(("add", "add", "replace", "remove", "restore", "pause", "subscribe", "release", "limit")):
        case "add":
            for part in range(chance.choice((1, 1, 7))):
                draft = Draft(f"Story {step} {part}", f"{part} {text}")
                added = await both.ask("add_article", chance.choice((SHARED, HERE)), draft, read(draft.text), now=now)
                articles.append(added[0])
        case "replace" if article:
            await both.ask("replace_article", article, Draft(f"Edited {step}", text), read(text), now=now)
        case "remove" if article:
            await both.ask("remove_article", article, now=now, by=None)
        case "restore" if article:
            await both.ask("restore_article", article, now=now, by=None)
        case "pause":
            subs = await both.ask("subscriptions", HERE)
            await both.ask(
                "pause_subscription", chance.choice(subs).id, "closed", channel_deleted=chance.random() < 0.2
            )
        case "subscribe":
            await both.ask("subscribe", HERE, chance.choice((1, 2)), now=now, by=None)
        case "release":
            await both.ask("release_claims", now=now)
        case "limit":
            quiet = QuietHours(time(12, 5), time(12, 30))
            digest = DigestSchedule((time(12, 3), time(12, 20), time(13, 0)))
            limits = ChannelLimits(
                chance.choice((None, 1, 2)), chance.choice((None, quiet)), chance.choice((None, None, digest))
            )
            await both.ask("set_subscription_limits", HERE, chance.choice((1, 2)), limits, now=now)


async def end(both: Both, chance: random.Random, row: int, now: Any, step: int) -> None:
    """What came of a try to post."""
    match chance.choice(("sent", "sent", "late", "skipped", "failed", "unconfirmed")):
        case "sent":
            await both.ask("mark_delivery_sent", row, 1_000 + step, now=now)
        case "late":
            await both.ask("mark_delivery_sent", row, 1_000 + step, now=now, thread_id=9, recheck_at=now)
        case "skipped":
            await both.ask("mark_delivery_skipped", row, "refused")
        case "failed":
            await both.ask("reschedule_delivery", row, "down", at=now)
        case "unconfirmed":
            await both.ask("reschedule_delivery", row, "no answer", at=now, unconfirmed=(now, now))


async def end_task(both: Both, chance: random.Random, task: Any, now: Any) -> None:
    """What came of a follow-up."""
    match chance.choice(("done", "done", "later", "blocked", "impossible", "postponed", "unblocked")):
        case "done":
            await both.ask("finish_follow_up", task)
        case "postponed":
            await both.ask("postpone_follow_ups", task, at=now)
        case "unblocked":
            await both.ask("unblock_follow_ups", task.delivery.channel_id, now=now)
        case state:
            state = {"later": FollowUpState.DUE}.get(state) or FollowUpState(state)
            await both.ask("reschedule_follow_up", task, state, "so", at=now, unconfirmed_at=chance.choice((now, None)))


async def compare(both: Both, articles: Sequence[int]) -> None:
    """All that can be read."""
    for guild in (HERE, THERE):
        await both.ask("heads_of_line", guild)
        for article in articles[-9:]:
            for row in await both.ask("deliveries_of", guild, article):
                await both.ask("deliveries_in_batch", row.batch_id or 0)
            await both.ask("follow_ups_of", guild, article)
    for what in ("blocked_channels", "paused_subscriptions", "all_subscriptions"):
        await both.ask(what)
