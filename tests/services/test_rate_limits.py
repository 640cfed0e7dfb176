"""Limits that people do not notice and that stop floods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import TooManyRequests
from bot.models.articles import SHARED
from bot.services.rate_limits import GUILD_LIMITS, MAX_KEYS, MEMBER_LIMITS, Limit, RateLimiter, RequestKind

ANN, BEN, HERE, THERE = 1, 2, 10, 20


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Seconds:
    return Seconds()


def asked(
    rates: RateLimiter, times: int, *, user: int = ANN, guild: int = HERE, kind: RequestKind = RequestKind.COMMAND
) -> int:
    """How many of so many requests were let through."""
    done = 0
    for _ in range(times):
        try:
            rates.check(kind, user, guild)
        except TooManyRequests:
            continue
        done += 1
    return done


def test_a_member_may_ask_eight_times_at_once_and_then_at_a_steady_rate(time: Seconds):
    rates = RateLimiter(time)
    assert asked(rates, 20) == 8
    time.now += 5
    assert asked(rates, 20) == 4
    time.now += 10
    assert asked(rates, 20) == 8


def test_somebody_who_waits_for_the_answers_is_never_rate_limited(time: Seconds):
    rates = RateLimiter(time)
    for _ in range(200):
        assert asked(rates, 1) == 1
        time.now += 1.5


def test_one_member_does_not_use_up_anothers_turn(time: Seconds):
    rates = RateLimiter(time)
    asked(rates, 50)
    assert asked(rates, 1, user=BEN) == 1
    assert asked(rates, 1, kind=RequestKind.CLICK) == 1


def test_a_server_is_bounded_over_all_its_members(time: Seconds):
    rates = RateLimiter(time)
    assert sum(asked(rates, 5, user=user) for user in range(100)) == GUILD_LIMITS[RequestKind.COMMAND].count
    assert asked(rates, 1, user=999, guild=THERE) == 1
    assert asked(rates, 1, user=998, guild=SHARED) == 1


def test_a_refusal_by_the_servers_limit_does_not_use_up_the_members_limit(time: Seconds):
    rates = RateLimiter(time)
    for user in range(100, 140):
        asked(rates, 1, user=user)
    assert asked(rates, 20) == 0
    assert asked(rates, 20, guild=THERE) == 8


def test_adding_is_bounded_more_strictly_than_asking(time: Seconds):
    for rates in (MEMBER_LIMITS, GUILD_LIMITS):
        adding, asking = rates[RequestKind.ADDING], rates[RequestKind.COMMAND]
        assert adding.count / adding.seconds < asking.count / asking.seconds


def test_a_rate_limited_member_is_told_once_when_to_try_again(time: Seconds):
    rates = RateLimiter(time, member={RequestKind.COMMAND: Limit(1, 20)}, server={RequestKind.COMMAND: Limit(9, 1)})
    rates.check(RequestKind.COMMAND, ANN, HERE)
    with pytest.raises(TooManyRequests, match=r"try again in 20 s\.") as first:
        rates.check(RequestKind.COMMAND, ANN, HERE)
    with pytest.raises(TooManyRequests) as second:
        rates.check(RequestKind.COMMAND, ANN, HERE)
    assert (first.value.already_notified, second.value.already_notified) == (False, True)
    time.now += 19.5
    with pytest.raises(TooManyRequests, match=r"in a moment\."):
        rates.check(RequestKind.COMMAND, ANN, HERE)
    time.now += 0.5
    rates.check(RequestKind.COMMAND, ANN, HERE)


def test_the_oldest_askers_are_forgotten_when_very_many_ask(time: Seconds):
    rates = RateLimiter(time)
    assert asked(rates, 99, user=ANN, guild=SHARED) == 8
    for user in range(1_000, 1_000 + MAX_KEYS):
        rates.check(RequestKind.TYPING, user, SHARED)
    assert asked(rates, 99, user=ANN, guild=SHARED) == 8


@given(st.lists(st.floats(0, 5), min_size=1, max_size=80))
def test_never_more_than_twice_the_rate_in_any_window(pauses: list[float]):
    time = Seconds()
    rates = RateLimiter(time)
    passed = []
    for pause in pauses:
        time.now += pause
        if asked(rates, 1):
            passed.append(time.now)
    rate = MEMBER_LIMITS[RequestKind.COMMAND]
    for start in passed:
        assert len([t for t in passed if start <= t < start + rate.seconds]) <= 2 * rate.count
