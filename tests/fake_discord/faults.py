"""What goes wrong, and when: a plan drawn from a seed, so that a run repeats; and Discord's rate limits."""

from __future__ import annotations

import random
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What happens to one request. "After": it has done its work, but the client does not hear of it."""

    ERROR_BEFORE = "5xx before the effect"
    ERROR_AFTER = "5xx after the effect"
    RESET_BEFORE = "reset before the effect"
    RESET_AFTER = "reset after the effect"
    HANG_BEFORE = "hang, then the effect"
    HANG_AFTER = "hang after the effect"
    LIMITED = "429 of the bucket"
    GLOBAL = "429 global"
    BANNED = "429 without headers"
    ERROR_LATE = "5xx, and the effect later"


STATUSES = (500, 502, 503, 503, 503, 504)


@dataclass
class Plan:
    """Draws a fault for some requests: for the n-th one of a route always the same, whatever comes between.

    ``rates`` gives each kind's share of the requests whose method and path start with one of ``routes``;
    ``nth`` gives one of them, counted from 1 over all these routes, its fault; ``limit_seconds`` is how long a 429 asks
    to wait.
    """

    seed: int = 0
    rates: Mapping[Fault, float] = field(default_factory=dict)
    routes: Sequence[str] = ("POST /channels/",)
    hang_seconds: tuple[float, float] = (0.5, 4.0)
    limit_seconds: tuple[float, float] = (0.2, 1.0)
    nth: tuple[int, Fault] | None = None
    injected: Counter[str] = field(default_factory=Counter)
    _seen: Counter[str] = field(default_factory=Counter)
    _next: list[Fault] = field(default_factory=list)

    def force(self, *faults: Fault) -> None:
        """The next requests on the plan's routes get these, in order."""
        self._next.extend(faults)

    @property
    def seen(self) -> int:
        """How many requests there were on the plan's routes."""
        return self._seen.total()

    def draw(self, route: str) -> tuple[Fault | None, random.Random]:
        """The fault for a request (or None), and a source for its details."""
        if not route.startswith(tuple(self.routes)):
            return None, random.Random(0)
        self._seen[route] += 1
        chance = random.Random(f"{self.seed}:{route}:{self._seen[route]}")
        fault = self._next.pop(0) if self._next else self._drawn(chance.random())
        if self.nth is not None and self.nth[0] == self.seen:
            fault = self.nth[1]
        if fault is not None:
            self.injected[fault] += 1
        return fault, chance

    def _drawn(self, at: float) -> Fault | None:
        for fault, rate in self.rates.items():
            if at < rate:
                return fault
            at -= rate
        return None


@dataclass
class Bucket:
    """So many requests in so many seconds."""

    limit: int
    seconds: float
    used: int = 0
    ends: float = 0.0

    def take(self, now: float) -> float:
        """Counts a request; seconds to wait where it is one too many, else 0."""
        if now >= self.ends:
            self.used, self.ends = 0, now + self.seconds
        if self.used >= self.limit:
            return self.ends - now
        self.used += 1
        return 0.0

    def headers(self, name: str, now: float) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "X-RateLimit-Reset": f"{self.ends:.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, self.ends - now):.3f}",
            "X-RateLimit-Bucket": name,
            "Via": "1.1 google",
        }


class Limits:
    """A bucket for each route and channel, and one for the whole bot."""

    def __init__(self, *, limit: int = 5, seconds: float = 5.0, everything: int = 50) -> None:
        self._limit, self._seconds = limit, seconds
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._all = Bucket(everything, 1.0)
        self.hits: Counter[str] = Counter()

    def take(self, route: str, major: str, now: float) -> tuple[dict[str, str], float, bool]:
        """The headers for an answer; seconds to wait where it is a 429; whether that is the global limit."""
        bucket = self._buckets.setdefault((route, major), Bucket(self._limit, self._seconds))
        wait, everywhere = self._all.take(now), True
        if not wait:
            wait, everywhere = bucket.take(now), False
        if wait:
            self.hits["global" if everywhere else "bucket"] += 1
        return bucket.headers(f"{zlib.crc32(route.encode()):08x}", now), wait, everywhere and wait > 0
