"""The rules: what a server answers to each reading of its feed, and how long it then wants to be left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

__all__ = ["CLAIMED", "INTERVAL", "RULES", "Answer", "Rule", "header"]

INTERVAL = timedelta(hours=1)
"""How often the bot reads a feed that does not say otherwise."""
CLAIMED = timedelta(minutes=15)
"""After a kill, a feed may be asked again as soon as its claim has ended."""
DAY, WEEK, HOUR, MINUTE = timedelta(days=1), timedelta(days=7), timedelta(hours=1), timedelta(minutes=1)
PAGE = b"<html><head><title>Log in</title></head><body>Log in to read this.</body></html>"


def feed(more: str = "") -> bytes:
    item = "<title>Ferry leaves early</title><guid isPermaLink='false'>1</guid><description>It left.</description>"
    return f"<rss version='2.0'><channel><title>Pier</title>{more}<item>{item}</item></channel></rss>".encode()


FEED = feed()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer after which the server is not to be asked for ``wait``; ``is_feed`` if a feed can be read in it."""

    status: str = "200 OK"
    headers: tuple[str | bytes, ...] = ()
    body: bytes = FEED
    wait: timedelta = INTERVAL
    is_feed: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """``answer`` gives the answer to the n-th reading, from 0.

    ``redirects`` come before it: status and location by path. From the second reading on ``later`` is the first path
    that is asked for. In a time that it ``skips`` the feed is not to be asked for; it is read ``readings`` times.
    """

    name: str
    answer: Callable[[int], Answer]
    redirects: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    later: str = "/feed"
    skips: Callable[[datetime], bool] = lambda _: False
    readings: int | None = None


DATE = re.compile(rb"\{([+-]\d+)h ?(\w*)\}")
FORMS = {b"": "%a, %d %b %Y %H:%M:%S GMT", b"rfc850": "%A, %d-%b-%y %H:%M:%S GMT", b"asctime": "%a %b %d %H:%M:%S %Y"}


def header(line: str | bytes, at: datetime) -> bytes:
    """A header; ``{+5h}`` in it is the date five hours later, ``{+5h rfc850}`` that date in another form."""

    def written(found: re.Match[bytes]) -> bytes:
        return (at + timedelta(hours=int(found[1]))).strftime(FORMS[found[2]]).encode()

    return DATE.sub(written, line if isinstance(line, bytes) else line.encode())


def in_turn(name: str, *answers: Answer, **more: Any) -> Rule:
    """A rule whose server gives these answers over and over."""
    return Rule(name, lambda number: answers[number % len(answers)], **more)


def read(*headers: str | bytes, body: bytes = FEED, wait: timedelta = INTERVAL) -> Answer:
    return Answer("200 OK", headers, body, wait)


def unchanged(*headers: str | bytes, wait: timedelta = INTERVAL) -> Answer:
    return Answer("304 Not Modified", headers, b"", wait)


def refused(status: str, *headers: str | bytes, wait: timedelta = 2 * INTERVAL) -> Answer:
    return Answer(status, headers, b"", wait, is_feed=False)


MODIFIED = b"Last-Modified: Tue, 24 Nov 2026 10:00:00 GMT"
VALIDATORS = [
    in_turn(f"validators: {name}", read(*headers), unchanged(), unchanged())
    for name, headers in {
        "weak": (b'ETag: W/"a b"', MODIFIED),
        "quotes within": (b'ETag: "a\\"b"',),
        "no quotes": (b"ETag: abc-123", MODIFIED),
        "single quotes, commas": (b"ETag: 'a,b;c=d'",),
        "of the compressed form": (b'ETag: "5f3-gzip"',),
        "UTF-8": ('ETag: "é—日"'.encode(),),
        "Latin-1": (b'ETag: "caf\xe9"', MODIFIED),
        "Latin-1 alone": (b'ETag: "caf\xe9"',),
        "a tab": (b'ETag: "a\tb"',),
        "a star": (b"ETag: *", MODIFIED),
        "long": (b'ETag: "' + b"x" * 600 + b'"',),
        "empty": (b"ETag: ", MODIFIED),
        "none": (),
        "RFC 850": (b"Last-Modified: Tuesday, 24-Nov-26 10:00:00 GMT",),
        "a date that is none": (b"Last-Modified: yesterday",),
    }.items()
]
VALIDATORS += [
    in_turn(
        "validators: kept", read(b'ETag: "1"', MODIFIED), unchanged(b'ETag: "2"'), refused("500 Oops"), unchanged()
    ),
    in_turn("validators: of an error", read(b'ETag: "1"'), refused("500 Oops", b'ETag: "2"'), unchanged()),
    in_turn(
        "validators: of a page in place of the feed",
        read(b'ETag: "1"'),
        Answer("200 OK", (b'ETag: "2"',), PAGE, 2 * INTERVAL, is_feed=False),
        unchanged(),
    ),
]
FRESHNESS = [
    in_turn(f"freshness: {', '.join(headers)}", read(*headers, wait=wait))
    for wait, headers in [
        (90 * MINUTE, ('Cache-Control: s-maxage=10, max-age="5400"',)),
        (INTERVAL, ("Cache-Control: s-maxage=50000",)),
        (2 * HOUR, ("Cache-Control: max-age=9000", "Age: 1800")),
        (INTERVAL, ("Cache-Control: max-age=9000", "Age: 180000")),
        (2 * HOUR, ("Cache-Control: public, must-revalidate, max-age=7200",)),
        (INTERVAL, ("Cache-Control: no-store, max-age=7200",)),
        (INTERVAL, ("Cache-Control: no-cache, max-age=7200",)),
        (2 * HOUR, ('Cache-Control: no-cache="Set-Cookie, X", max-age=7200',)),
        (2 * HOUR, ("CACHE-CONTROL:   MAX-AGE = 7200 ",)),
        (2 * HOUR, ("Cache-Control: public", "Cache-Control: max-age=7200")),
        (2 * HOUR, ("Cache-Control: max-age=7200, max-age=0",)),
        (INTERVAL, ("Cache-Control: max-age=soon",)),
        (INTERVAL, ("Cache-Control: max-age=-1",)),
        (2 * HOUR, ("Cache-Control: public; max-age=7200",)),
        (WEEK, ("Cache-Control: max-age=99999999999999",)),
        (WEEK, ("Cache-Control: public, max-age=31536000, immutable",)),
        (2 * HOUR, ("Expires: {+2h}", "Date: {+0h}")),
        (2 * HOUR, ("Expires: {+2h}",)),
        (3 * HOUR, ("Expires: {+53h}", "Date: {+50h}")),
        (2 * HOUR, ("Expires: {+2h rfc850}",)),
        (2 * HOUR, ("Expires: {+2h asctime}",)),
        (INTERVAL, ("Expires: 0", "Pragma: no-cache")),
        (INTERVAL, ("Expires: {+50h}", "Cache-Control: max-age=600")),
        (2 * HOUR, ("Retry-After: 7200",)),
    ]
]
KEPT = "Cache-Control: max-age=7200"
FRESHNESS.append(in_turn("freshness: renewed by a 304", read(KEPT, wait=2 * HOUR), *[unchanged(wait=2 * HOUR)] * 3))
FRESHNESS += [
    in_turn(
        f"freshness: a 304 that says {said}",
        read(KEPT, wait=2 * HOUR),
        unchanged(f"Cache-Control: {said}", wait=wait),
        unchanged(wait=wait),
    )
    for said, wait in (("max-age=5400", 90 * MINUTE), ("max-age=10800", 3 * HOUR), ("no-cache", INTERVAL))
]
FRESHNESS += [
    in_turn(
        "freshness: a 304 whose Age counts",
        read(KEPT, wait=2 * HOUR),
        unchanged("Cache-Control: max-age=9000", "Age: 3600", wait=90 * MINUTE),
    ),
    in_turn(
        "freshness: a 304 that says less than the ttl",
        read(KEPT, body=feed("<ttl>90</ttl>"), wait=2 * HOUR),
        unchanged("Cache-Control: max-age=60", wait=90 * MINUTE),
    ),
]
FRESHNESS.append(in_turn("freshness: Expires, past at a 304", read("Expires: {+2h}", wait=2 * HOUR), unchanged()))
FRESHNESS.append(in_turn("freshness: of a 304", read(), unchanged("Cache-Control: max-age=18000", wait=5 * HOUR)))
TTL = [
    in_turn(more, read(body=feed(more), wait=wait))
    for more, wait in {
        "<ttl>90</ttl>": 90 * MINUTE,
        "<ttl>\n 90 </ttl>": 90 * MINUTE,
        "<ttl><![CDATA[90]]></ttl>": 90 * MINUTE,
        "<TTL>90</TTL>": 90 * MINUTE,
        "<ttl>0</ttl>": INTERVAL,
        "<ttl>-5</ttl>": INTERVAL,
        "<ttl>sixty</ttl>": INTERVAL,
        "<ttl>99999</ttl>": WEEK,
    }.items()
]


def skips(name: str, more: str, hours: tuple[int, ...] = (), days: tuple[int, ...] = ()) -> Rule:
    return in_turn(
        f"skips: {name}",
        read(body=feed(more)),
        unchanged(),
        skips=lambda at: at.hour in hours or at.weekday() in days,
    )


def hours(*values: object) -> str:
    return f"<skipHours>{''.join(f'<hour>{value}</hour>' for value in values)}</skipHours>"


SKIPPED = [
    skips("hours", hours(0, 1, 2, 3), (0, 1, 2, 3)),
    skips("midnight as 24, zeros and spaces", hours(24, " 01 "), (0, 1)),
    skips(
        "attributes, comments, CDATA",
        "<skipHours count='2'><hour tz='GMT'>3</hour><!-- x --><hour><![CDATA[4]]></hour></skipHours>",
        (3, 4),
    ),
    skips("days", "<skipDays><day>Saturday</day><day>SUNDAY </day></skipDays>", (), (5, 6)),
    skips("hours and days", f"{hours(5)}<skipDays><day>Monday</day></skipDays>", (5,), (0,)),
    skips("all hours, which counts as none", hours(*range(24))),
    skips("hours and days that are none", f"{hours('x', 99)}<skipDays><day>Noday</day></skipDays>"),
]
WAITS = [
    in_turn(f"{status}, {', '.join(headers)}", read(), refused(status, *headers, wait=wait))
    for status, wait, headers in [
        ("429 Too Many Requests", 5 * HOUR, ("Retry-After: 18000",)),
        ("503 Service Unavailable", 5 * HOUR, ("Retry-After: {+5h}", "Date: {+0h}")),
        ("503 Service Unavailable", 5 * HOUR, ("Retry-After: {+53h}", "Date: {+48h}")),
        ("429 Too Many Requests", 5 * HOUR, ("Retry-After: {+5h}",)),
        ("429 Too Many Requests", 5 * HOUR, ("Retry-After: {+5h rfc850}",)),
        ("429 Too Many Requests", 2 * HOUR, ("Retry-After: {-5h}",)),
        ("429 Too Many Requests", 2 * HOUR, ("Retry-After: -5",)),
        ("429 Too Many Requests", WEEK, ("Retry-After: 31536000",)),
        ("500 Internal Server Error", 5 * HOUR, ("Retry-After: 18000",)),
        ("403 Forbidden", 5 * HOUR, ("Cache-Control: max-age=18000",)),
        ("404 Not Found", 2 * HOUR, ()),
    ]
]


def growing(name: str, answer: Answer) -> Rule:
    """A server that always fails: each pause is twice the one before, up to a day."""

    def failing(number: int) -> Answer:
        wait = min(INTERVAL * 2 ** (min(number, 10) + 1), DAY)
        return Answer(answer.status, answer.headers, answer.body, wait, is_feed=False)

    return Rule(name, failing)


FAILURES = [
    growing("growing pauses: 500", Answer("500 Internal Server Error", (), b"")),
    growing("growing pauses: no feed", Answer(body=PAGE)),
    growing("growing pauses: a redirect without an address", Answer("301 Moved Permanently", (), b"")),
    Rule(
        "gone",
        lambda number: Answer() if number < 4 else Answer("410 Gone", (), b"", is_feed=False),
        readings=5,
    ),
]


def redirected(name: str, redirects: dict[str, tuple[str, str]], later: str) -> Rule:
    return in_turn(f"redirects: {name}", read(), redirects=redirects, later=later)


FOR_GOOD, FOR_NOW = "301 Moved Permanently", "302 Found"
REDIRECTS = [
    redirected("301", {"/feed": (FOR_GOOD, "/new")}, "/new"),
    redirected("308", {"/feed": ("308 Permanent Redirect", "/new")}, "/new"),
    redirected("302", {"/feed": (FOR_NOW, "/new")}, "/feed"),
    redirected("303", {"/feed": ("303 See Other", "/new")}, "/feed"),
    redirected("307", {"/feed": ("307 Temporary Redirect", "/new")}, "/feed"),
    redirected("301, 301, 302", {"/feed": (FOR_GOOD, "/a"), "/a": (FOR_GOOD, "/b"), "/b": (FOR_NOW, "/c")}, "/b"),
    redirected("302, 301", {"/feed": (FOR_NOW, "/a"), "/a": (FOR_GOOD, "/b")}, "/feed"),
    redirected("301 to a relative address", {"/feed": (FOR_GOOD, "./x/../new#top")}, "/new"),
    redirected("301 to a query", {"/feed": (FOR_GOOD, "?a=1&b=2")}, "/feed?a=1&b=2"),
    redirected("301 to letters and spaces", {"/feed": (FOR_GOOD, "/new feed/ä")}, "/new%20feed/%C3%A4"),
]
REDIRECTS += [
    Rule(
        "redirects: 301 to what fails",
        growing("", Answer("500 Internal Server Error", (), b"")).answer,
        {"/feed": (FOR_GOOD, "/new")},
    ),
    Rule("redirects: 301 to a page", growing("", Answer(body=PAGE)).answer, {"/feed": (FOR_GOOD, "/new")}),
    in_turn(
        "redirects: a cookie on the way",
        read(b"Set-Cookie: b=2; Path=/"),
        redirects={"/feed": ("302 Found\r\nSet-Cookie: a=1; Path=/", "/new")},
    ),
]
RULES = [*chain(VALIDATORS, FRESHNESS, TTL, SKIPPED, WAITS, FAILURES, REDIRECTS)]
