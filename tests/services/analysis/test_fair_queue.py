"""Turns between servers: who comes next, who is refused, who keeps whom waiting."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import WorkerUnavailable
from bot.models.articles import SHARED
from bot.services.analysis.fair_queue import MAX_WAITING, MAX_WAITING_PER_SCOPE, FairQueue

A, B, C = 11, 12, 13


class Bench:
    """Jobs at a few places: each holds its place until it is let go."""

    def __init__(self, places: int) -> None:
        self.queue = FairQueue(range(places))
        self.begun: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.ends: dict[str, asyncio.Event] = {}

    async def ask(self, name: str, scope: int, *, background: bool = False) -> None:
        self.ends[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._job(name, scope, background=background))
        await settle()

    async def _job(self, name: str, scope: int, *, background: bool) -> None:
        async with self.queue.slot(scope, background=background):
            self.begun.append(name)
            await self.ends[name].wait()

    async def end(self, name: str) -> None:
        self.ends[name].set()
        await settle()

    async def end_all(self) -> list[str]:
        """Ends what runs, again and again; gives the names in the order in which they began."""
        for _ in range(len(self.tasks)):
            for name in self.begun:
                self.ends[name].set()
            await settle()
        return self.begun


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.fixture(params=[1, 2, 3])
def places(request: pytest.FixtureRequest) -> int:
    return int(request.param)


async def test_behind_a_server_with_a_hundred_jobs_another_waits_for_at_most_one() -> None:
    bench = Bench(1)
    for number in range(MAX_WAITING_PER_SCOPE):
        await bench.ask(f"a{number}", A)
    await bench.ask("b", B)
    assert bench.begun == ["a0"]
    await bench.end("a0")
    assert bench.begun == ["a0", "b"]


async def test_with_two_worker_processes_one_server_does_not_delay_another(places: int) -> None:
    bench = Bench(places + 1)
    for number in range(MAX_WAITING_PER_SCOPE):
        await bench.ask(f"a{number}", A)
    await bench.ask("b", B)
    assert "b" in bench.begun


async def test_servers_take_turns_however_many_jobs_each_has() -> None:
    bench = Bench(1)
    for scope, name, jobs in ((A, "a", 6), (B, "b", 3), (C, "c", 2)):
        for number in range(jobs):
            await bench.ask(f"{name}{number}", scope)
    assert "".join(await bench.end_all()) == "a0b0c0a1b1c1a2b2a3a4a5"


async def test_a_server_that_always_asks_again_does_not_starve_one_with_many_jobs() -> None:
    bench = Bench(1)
    for number in range(4):
        await bench.ask(f"a{number}", A)
    for number in range(4):
        await bench.ask(f"b{number}", B)
        await bench.end(bench.begun[-1])
        await bench.end(bench.begun[-1])
    assert [name[0] for name in bench.begun][:7] == list("ababab" + "a")


async def test_background_work_comes_last_and_leaves_one_slot_free(places: int) -> None:
    bench = Bench(places)
    for number in range(4):
        await bench.ask(f"seed{number}", SHARED, background=True)
    assert len(bench.begun) == max(places - 1, 1)
    await bench.ask("a", A)
    await bench.ask("b", B)
    await bench.end(bench.begun[0])
    order = await bench.end_all()
    assert max(order.index("a"), order.index("b")) < order.index("seed3")
    assert len(order) == 6


async def test_a_waiter_that_gives_up_does_not_cost_another_its_turn(places: int) -> None:
    bench = Bench(places)
    for name, scope in (("a", A), ("b", B), ("c", C), ("d", 14), ("e", 15)):
        await bench.ask(name, scope)
    waiting = [name for name in bench.tasks if name not in bench.begun]
    bench.tasks[waiting[0]].cancel()
    await settle()
    assert sorted(await bench.end_all()) == sorted(set("abcde") - {waiting[0]})
    assert bench.queue.waiting == 0


async def test_a_slot_that_frees_up_as_a_waiter_gives_up_goes_to_the_next() -> None:
    bench = Bench(1)
    for name, scope in (("a", A), ("b", B), ("c", C)):
        await bench.ask(name, scope)
    bench.ends["a"].set()
    await asyncio.sleep(0)  # the place is b's now, which has not seen it yet
    bench.tasks["b"].cancel()
    await settle()
    assert bench.begun == ["a", "c"]


async def test_too_many_jobs_of_one_server_are_refused_with_their_number() -> None:
    bench = Bench(1)
    for number in range(MAX_WAITING_PER_SCOPE + 1):
        await bench.ask(f"a{number}", A)
    with pytest.raises(
        WorkerUnavailable, match=f"^I still have {MAX_WAITING_PER_SCOPE} texts from this server to analyse: "
    ):
        async with bench.queue.slot(A):
            pass
    await bench.ask("b", B)
    await bench.ask("seed", SHARED, background=True)
    assert len(await bench.end_all()) == MAX_WAITING_PER_SCOPE + 3
    async with bench.queue.slot(A):
        assert bench.queue.waiting == 0


async def test_too_many_jobs_of_all_servers_are_refused() -> None:
    bench = Bench(1)
    for number in range(MAX_WAITING + 1):
        await bench.ask(f"a{number}", 100 + number)
    with pytest.raises(WorkerUnavailable, match=f"^I still have {MAX_WAITING} texts from several servers to analyse: "):
        async with bench.queue.slot(A):
            pass
    for task in bench.tasks.values():
        task.cancel()
    await settle()
    assert bench.queue.waiting == 0
