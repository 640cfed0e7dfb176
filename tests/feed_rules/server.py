"""The server of one rule: it answers as the rule says, and notes each request that breaks it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from feed_rules.rules import CLAIMED, INTERVAL, Answer, Rule, header

__all__ = ["RuleServer", "serving"]

UNWANTED = (b"cookie", b"referer", b"authorization", b"origin", b"from")
"""Headers that say more about the bot than it has to."""
SLACK = timedelta(minutes=10)
"""How much later than the pause and its tenth a feed may be asked for: the time passes in steps."""
MAX_LOGGED = 4
"""Readings of each rule whose requests are logged."""
Validators = tuple[bytes | None, bytes | None]


@dataclass(frozen=True, slots=True)
class Known:
    """What the bot must know after an answer; several values where it was killed and may know either."""

    validators: tuple[Validators, ...] = ((None, None),)
    paths: tuple[str, ...] = ("/feed",)
    not_before: datetime | None = None
    not_after: datetime | None = None
    is_skipping: tuple[bool, ...] = (False,)
    """Whether it has read which hours the feed skips."""


@dataclass
class RuleServer:
    """``problems`` are what was wrong about the requests; ``log`` gets the first ones, with their answers."""

    rule: Rule
    now: Callable[[], datetime]
    log: Callable[[str], object]
    problems: list[str] = field(default_factory=list)
    requests: int = 0
    readings: int = 0
    known: Known = Known()
    _before: Known = Known()
    _asked_at: datetime | None = None
    _number: int = 0

    def lose_answer(self) -> None:
        """The bot died, and may not know what was answered just now: only that it had asked."""
        if self._asked_at != self.now():
            return
        before, after = self._before, self.known
        self.known = Known(
            (*before.validators, *after.validators),
            (*before.paths, *after.paths),
            self.now() + CLAIMED,
            None,
            (*before.is_skipping, *after.is_skipping),
        )
        self._number -= 1

    def answer(self, path: str, headers: dict[bytes, bytes], raw: bytes) -> bytes:
        """The bytes of the answer to a request."""
        self.requests += 1
        is_first = self._asked_at != self.now()
        if is_first:
            self._check(path, headers)
            self._asked_at, self._before = self.now(), self.known
            self.readings += 1
        self.problems += [f"sent {name.decode()}" for name in UNWANTED if name in headers]
        if path in self.rule.redirects:
            status, location = self.rule.redirects[path]
            answer = Answer(status, (f"Location: {location}",), b"")
            self.known = replace(self.known, not_before=self.now() + INTERVAL, not_after=None)
        else:
            answer = self.rule.answer(self._number)
            self._number += 1
            self._remember(answer)
        head = b"\r\n".join(
            [f"HTTP/1.1 {answer.status}".encode(), *(header(line, self.now()) for line in answer.headers)]
        )
        if self.readings <= MAX_LOGGED:
            request = raw.strip().decode("utf-8", "backslashreplace")
            said = head.decode("utf-8", "backslashreplace")
            self.log(f"=== {self.rule.name}, {self.now():%a %d %b %H:%M:%S}\n{request}\n--- answer\n{said}\n\n")
        length = b"" if answer.status.startswith("304") else f"Content-Length: {len(answer.body)}\r\n".encode()
        return head + b"\r\n" + length + b"Connection: close\r\n\r\n" + answer.body

    def _check(self, path: str, headers: dict[bytes, bytes]) -> None:
        now, known = self.now(), self.known
        sent = headers.get(b"if-none-match"), headers.get(b"if-modified-since")
        if known.not_before is not None and now < known.not_before:
            self.problems.append(f"asked {known.not_before - now} too early at {now:%d %H:%M:%S}")
        if known.not_after is not None and now > known.not_after:
            self.problems.append(f"asked {now - known.not_after} too late at {now:%d %H:%M:%S}")
        if sent not in known.validators:
            self.problems.append(f"asked with {sent}, not with {known.validators}")
        if path not in known.paths:
            self.problems.append(f"asked for {path}, not for {known.paths}")
        if all(known.is_skipping) and self.rule.skips(now):
            self.problems.append(f"asked at {now:%a %H:%M}, when it wants to be left alone")
        if self.rule.readings is not None and self.readings >= self.rule.readings:
            self.problems.append("asked after it was gone for good")

    def _remember(self, answer: Answer) -> None:
        now, before = self.now(), self.known
        lines = dict(header(line, now).partition(b":")[::2] for line in answer.headers)
        etag, modified = (lines.get(name, b"").strip() or None for name in (b"ETag", b"Last-Modified"))
        etag = (
            etag if etag and etag.decode(errors="ignore").encode() == etag else None
        )  # never sent otherwise than given
        paths, validators, skipping = before.paths, before.validators, before.is_skipping
        if answer.is_feed:
            paths = (self.rule.later,)
            skipping = skipping if answer.status.startswith("304") else (True,)
            kept = validators[-1] if answer.status.startswith("304") else (None, None)
            validators = ((etag or kept[0], modified or kept[1]),)
        latest = now + answer.wait * 1.1 + SLACK
        self.known = Known(validators, paths, now + answer.wait, None if skipping[0] else latest, skipping)


@asynccontextmanager
async def serving(servers: dict[str, RuleServer]) -> AsyncIterator[int]:
    """Serves all of them, by the name of the host, at a port of this machine."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            raw = await reader.readuntil(b"\r\n\r\n")
            first, *lines = raw.strip().split(b"\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines)}
            server = servers[headers[b"host"].decode().removesuffix(".example")]
            writer.write(server.answer(first.split()[1].decode(), headers, raw))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):  # the bot died
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(converse, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]
