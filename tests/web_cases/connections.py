# ruff: noqa: E501 - a case in one line reads better
"""Links whose server refuses, breaks off, never ends, or is none."""

from __future__ import annotations

import gzip
import zlib

from intake.web.sample_pages import NEWS, TITLE, article

from web_cases.case import CHECK, HEAD, INSTEAD, LATER, SITE, Case, hang_up, http, redirect, reset, slowly

STORY = article(TITLE, *NEWS)
BOMB = gzip.compress(b"<p>x</p>" * 2_500_000, 9)
BROKEN = f"The server’s answer cannot be read: it is damaged, or breaks off.{LATER}"
NOT_ASKED_FOR = f"The server compresses that page in a way that was not asked for and that I cannot read.{INSTEAD}"
TOO_MANY = f"That link redirects too many times.{INSTEAD}"
TOO_LARGE = f"That page has more than 2 MB, or that file more than 10 MB.{INSTEAD}"
NOT_IN_TIME = f"That page did not arrive within 0.3 seconds.{LATER}"


def status(line: str, sees: str) -> Case:
    return Case(line, {"/story": http("" if line[:3] in ("204", "304") else "<p>Sorry.</p>", line)}, sees)


# fmt: off
STATUSES = [
    status("204 No Content", f"The server answered 204: its answer is empty.{INSTEAD}"),
    status("300 Multiple Choices", f"The server answered 300: it redirects to no address.{INSTEAD}"),
    status("302 Found", f"The server answered 302: it redirects to no address.{INSTEAD}"),
    status(
        "304 Not Modified",
        f"The server answered 304: it says that nothing is new since a request that was not made.{INSTEAD}",
    ),
    status("400 Bad Request", f"The server answered 400: it does not accept the request.{INSTEAD}"),
    status("401 Unauthorized", f"The server answered 401: it asks for a login.{INSTEAD}"),
    status("402 Payment Required", f"The server answered 402: it asks for a subscription.{INSTEAD}"),
    status("403 Forbidden", f"The server answered 403: it does not let programs read that address.{INSTEAD}"),
    status("404 Not Found", f"The server answered 404: there is nothing at that address.{CHECK}"),
    status("405 Method Not Allowed", f"The server answered 405: it does not give what was asked for.{INSTEAD}"),
    status("406 Not Acceptable", f"The server answered 406: it does not give what was asked for.{INSTEAD}"),
    status("408 Request Timeout", f"The server answered 408: the request took too long to reach it.{LATER}"),
    status("410 Gone", f"The server answered 410: what was at that address was taken down for good.{CHECK}"),
    status("418 I'm a teapot", f"The server answered 418: it does not give what was asked for.{INSTEAD}"),
    status("429 Too Many Requests", f"The server answered 429: it asks for fewer requests.{LATER}"),
    status(
        "451 Unavailable For Legal Reasons", f"The server answered 451: the law of its country forbids it.{INSTEAD}"
    ),
    status("500 Internal Server Error", f"The server answered 500: it has a fault.{LATER}"),
    status("502 Bad Gateway", f"The server answered 502: it has a fault.{LATER}"),
    status("503 Service Unavailable", f"The server answered 503: it is overloaded or under maintenance.{LATER}"),
    status("504 Gateway Timeout", f"The server answered 504: it has a fault.{LATER}"),
    status("520 Unknown", f"The server answered 520: it has a fault.{LATER}"),
    status("999 Denied", f"The server answered 999: it does not give what was asked for.{INSTEAD}"),
    Case("429 with a wait of ten minutes", {"/story": http(status="429 Too Many Requests", Retry_After="600")}, "The server answered 429: it asks for fewer requests. Try again in 10 minutes, or paste the article’s title and text, or attach a .txt file."),
    Case("503 until a date", {"/story": http(status="503 Service Unavailable", Date="Tue, 24 Nov 2026 13:00:00 GMT", Retry_After="Tue, 24 Nov 2026 14:00:00 GMT")}, "The server answered 503: it is overloaded or under maintenance. Try again in 60 minutes, or paste the article’s title and text, or attach a .txt file."),
    Case("503 with a wait of a year", {"/story": http(status="503 Service Unavailable", Retry_After="31536000")}, f"The server answered 503: it is overloaded or under maintenance.{LATER}"),
    Case("503 with a wait that is none", {"/story": http(status="503 Service Unavailable", Retry_After="soon")}, f"The server answered 503: it is overloaded or under maintenance.{LATER}"),
    Case("a status with an article", {"/story": http(STORY, "404 Not Found")}, f"The server answered 404: there is nothing at that address.{CHECK}"),
]

REDIRECTS = [
    Case("a redirect to itself", {"/story": redirect("/story")}, TOO_MANY),
    Case("two addresses that redirect to each other", {"/story": redirect("/b"), "/b": redirect("/story")}, TOO_MANY),
    Case("six redirects", {"/story": redirect("/1"), **{f"/{n}": redirect(f"/{n + 1}") for n in range(1, 6)}, "/6": http(STORY)}, TOO_MANY),
    Case("a redirect until a cookie comes back", {"/story": redirect("/story", Set_Cookie="seen=1")}, TOO_MANY),
    Case("a redirect without an address", {"/story": redirect("")}, f"The server answered 302: it redirects to no address.{INSTEAD}"),
    Case("a redirect to an address that is none", {"/story": redirect("//[")}, BROKEN),
    Case("a redirect to an endless address", {"/story": redirect("/" + "x" * 900)}, f"That link leads to no address of the web, to one with a port, or to one of more than 512 characters.{INSTEAD}"),
    Case("a redirect to a page that is not there", {"/story": redirect("/gone")}, f"The server answered 404: there is nothing at that address.{CHECK}"),
]

SIZES = [
    Case("20 MB", {"/story": http(b"<p>x</p>" * 2_500_000)}, TOO_LARGE),
    Case("a page without an end", {"/story": slowly(HEAD + b"\r\n", b"<p>x</p>" * 20_000, 0)}, TOO_LARGE),
    Case("a bomb in gzip", {"/story": http(BOMB, Content_Encoding="gzip")}, TOO_LARGE),
    Case("a bomb in deflate", {"/story": http(zlib.compress(b"<p>x</p>" * 2_500_000, 9), Content_Encoding="deflate")}, TOO_LARGE),
    Case("a bomb within a bomb", {"/story": http(gzip.compress(BOMB), Content_Encoding="gzip, gzip")}, NOT_ASKED_FOR),
    Case("a bomb of a hundred thousand empty parts", {"/story": http(gzip.compress(b"") * 90_000, Content_Encoding="gzip")}, BROKEN),
    Case("brotli, for which nobody asked", {"/story": http(b"\x8b\x04\x80hello\x03", Content_Encoding="br")}, NOT_ASKED_FOR),
    Case("zstd, for which nobody asked", {"/story": http(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd")}, NOT_ASKED_FOR),
    Case("a header of a megabyte", {"/story": HEAD + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n"}, BROKEN),
    Case("150,000 headers", {"/story": HEAD + b"X: y\r\n" * 150_000 + b"\r\n"}, BROKEN),
    Case("a status line without an end", {"/story": b"HTTP/1.1 200 " + b"O" * 1_000_000}, BROKEN),
]

DAMAGE = [
    Case("nothing at all", {"/story": hang_up}, BROKEN),
    Case("a reset", {"/story": reset}, BROKEN),
    Case("a body that breaks off", {"/story": http(STORY, Content_Length="99999")}, BROKEN),
    Case("chunks that break off", {"/story": HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"}, BROKEN),
    Case("chunks that are none", {"/story": HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n"}, BROKEN),
    Case("two lengths", {"/story": HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello"}, BROKEN),
    Case("a length below zero", {"/story": HEAD + b"Content-Length: -5\r\n\r\nhello"}, BROKEN),
    Case("gzip that breaks off", {"/story": http(gzip.compress(STORY.encode())[:200], Content_Encoding="gzip")}, BROKEN),
    Case("gzip that is none", {"/story": http(STORY, Content_Encoding="gzip")}, BROKEN),
    Case("HTTP/0.9", {"/story": STORY.encode()}, BROKEN),
    Case("another protocol", {"/story": b"220 mail.example ESMTP\r\n"}, BROKEN),
    Case("random bytes", {"/story": bytes(range(256)) * 8}, BROKEN),
]

TIME = [
    Case("silence", {"/story": slowly(b"")}, NOT_IN_TIME, seconds=0.3),
    Case("one byte a time", {"/story": slowly(HEAD + b"\r\n", b"x")}, NOT_IN_TIME, seconds=0.3),
    Case("one header a time", {"/story": slowly(HEAD, b"X: y\r\n")}, NOT_IN_TIME, seconds=0.3),
    Case("promises alone", {"/story": slowly(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100)}, NOT_IN_TIME, seconds=0.3),
]

SERVERS = [
    Case("no such host", {}, f"No server answers at that link, or this machine has no connection.{CHECK}", typed="!add http://nowhere.example/story"),
    Case("nobody at that address", {}, f"No server answers at that link, or this machine has no connection.{CHECK}", typed="!add http://closed.example/story"),
    Case("a certificate that nobody vouches for", {"/story": http(STORY)}, f"No encrypted connection to that site can be made, perhaps because its certificate is not valid.{INSTEAD}", typed="!add https://courier.example/story"),
    Case("a redirect to a server with such a certificate", {"/story": redirect("https://courier.example/story", "301 Moved Permanently")}, f"No encrypted connection to that site can be made, perhaps because its certificate is not valid.{INSTEAD}"),
    Case("a link without its scheme", {"/story": http(STORY)}, f"No encrypted connection to that site can be made, perhaps because its certificate is not valid.{INSTEAD}", typed="!add courier.example/story"),
    Case("an address of 600 characters", {}, f"That link leads to no address of the web, to one with a port, or to one of more than 512 characters.{INSTEAD}", typed=f"!add {SITE}/{'x' * 600}"),
]

CONNECTIONS = [*STATUSES, *REDIRECTS, *SIZES, *DAMAGE, *TIME, *SERVERS]
