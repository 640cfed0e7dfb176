from __future__ import annotations

import asyncio

import pytest

from bot.errors import FetchError, FetchProblem
from bot.intake.http import host_limits
from bot.intake.http.host_limits import MAX_PAUSE, HostLimits


class Clock:
    """A time that only ``sleep`` moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def virtual(clock: Clock, **options: float) -> HostLimits:
    return HostLimits(time=clock, sleep=clock.sleep, **options)


async def starts(limits: HostLimits, clock: Clock, host: str, count: int) -> list[float]:
    """The times at which so many requests in a row start, in seconds after the first."""
    times = []
    for _ in range(count):
        async with limits.turn(host):
            times.append(clock.now)
    return [at - times[0] for at in times]


async def test_requests_to_a_host_start_with_a_pause_between_them() -> None:
    clock = Clock()
    limits = virtual(clock, pause=1.0)
    assert await starts(limits, clock, "a.example", 4) == [0, 1, 2, 3]
    clock.now += 0.5
    assert await starts(limits, clock, "a.example", 2) == [0, 1]


async def test_another_host_does_not_wait() -> None:
    clock = Clock()
    limits = virtual(clock, pause=1.0)
    before = clock.now
    for host in ("a.example", "b.example", "c.example"):
        async with limits.turn(host):
            assert clock.now == before


@pytest.mark.parametrize(
    ("asked", "pause"), [(None, 1.0), (0.1, 1.0), (3.0, 3.0), (3600.0, MAX_PAUSE), (float("inf"), MAX_PAUSE)]
)
async def test_a_host_can_ask_for_a_longer_pause_within_a_bound(asked: float | None, pause: float) -> None:
    clock = Clock()
    limits = virtual(clock, pause=1.0)
    limits.set_pause("a.example", asked)
    assert await starts(limits, clock, "a.example", 3) == [0, pause, 2 * pause]


@pytest.mark.parametrize(("asked", "held"), [(30.0, 30.0), (0.0, 0.0)])
async def test_a_host_that_gets_too_many_requests_is_left_alone_for_a_while(asked: float, held: float) -> None:
    clock = Clock()
    limits = virtual(clock, pause=1.0)
    before = clock.now
    limits.hold("a.example", asked)
    async with limits.turn("other.example"):
        assert clock.now == before
    async with limits.turn("a.example"):
        assert clock.now == before + held


async def test_nobody_waits_for_a_host_that_asks_for_a_long_pause() -> None:
    clock = Clock()
    limits = virtual(clock, pause=1.0)
    before = clock.now
    limits.hold("a.example", float("inf"))
    for _ in range(3):
        with pytest.raises(FetchError, match="try again in a few minutes"):
            async with limits.turn("a.example"):
                raise AssertionError
    assert clock.now == before
    clock.now += host_limits.MAX_HOLD
    assert await starts(limits, clock, "a.example", 2) == [0, 1]


async def test_at_most_two_requests_to_a_host_run_at_a_time_and_others_go_on() -> None:
    limits = HostLimits(pause=0.0)
    running, most, release = 0, 0, asyncio.Event()

    async def request() -> None:
        nonlocal running, most
        async with limits.turn("slow.example"):
            running += 1
            most = max(most, running)
            await release.wait()
            running -= 1

    tasks = [asyncio.create_task(request()) for _ in range(6)]
    await asyncio.sleep(0)
    async with limits.turn("other.example"):
        assert running == 2
    release.set()
    await asyncio.gather(*tasks)
    assert most == 2


async def test_a_turn_that_does_not_come_in_time_is_refused_and_costs_nobody_elses() -> None:
    limits = HostLimits(pause=0.0, max_wait=0.02)
    async with limits.turn("a.example"), limits.turn("a.example"):
        with pytest.raises(FetchError, match="try again in a few minutes") as raised:
            async with limits.turn("a.example"):
                raise AssertionError
        assert raised.value.problem is FetchProblem.BUSY
        assert raised.value.is_transient
    async with limits.turn("a.example"), limits.turn("a.example"):
        pass


async def test_a_pause_that_takes_too_long_is_refused_and_gives_the_turn_back() -> None:
    limits = HostLimits(pause=0.0, max_wait=0.02)
    limits.set_pause("a.example", 10)
    async with limits.turn("a.example"):
        pass
    for _ in range(4):  # more than may run at a time
        with pytest.raises(FetchError, match="too many requests"):
            async with limits.turn("a.example"):
                raise AssertionError


async def test_hosts_without_requests_are_forgotten_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_limits, "MAX_HOSTS", 3)
    clock = Clock()
    limits = virtual(clock, pause=1.0)
    async with limits.turn("busy.example"):
        for number in range(20):
            async with limits.turn(f"{number}.example"):
                clock.now += 2
            assert len(limits._hosts) <= 4
        assert "busy.example" in limits._hosts
