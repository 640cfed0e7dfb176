"""Addresses that lead out of the public web, in every place where one can come from.

No connection to any of them is ever tried, whatever form it is written in, and the editor reads why.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from html import escape

import pytest
from conftest import SEEDS, Clock, Town, buttons
from intake.web.sample_pages import NEWS, TITLE, article
from internet import PUBLIC_IP, Internet, open_internet
from web_cases.case import LINK, RSS, SITE, http, redirect

from bot.runtime.app import Resources
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings
from bot.store.protocols.store import Store

NAMES = {
    "localhost": "127.0.0.1",
    "localhost.": "127.0.0.1",
    "intranet": "10.0.0.1",
    "nas.local": "192.168.0.9",
    "metadata.google.internal": "169.254.169.254",
    "loopback.example": "127.0.0.1",
    "private.example": "10.0.0.1",
    "metadata.example": "169.254.169.254",
    "mapped.example": "::ffff:10.0.0.1",
    "unique-local.example": "fd00::1",
    "link-local.example": "fe80::1",
    "nothing.example": "0.0.0.0",
}
"""Host names, and the addresses to which they lead."""
HOSTS = [
    *NAMES,
    # this machine
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "017700000001", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001"),
    *("0x7f.1", "127.0.0.1.", "LOCALHOST", "0.0.0.0", "0", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]"),
    *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
    *("１２７.０.０.１", "127。0。0。1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "127.0.0.1%2e", "127%2e0%2e0%2e1", "%31%32%37.0.0.1"),
    *(
        "127.000.000.001",
        "127.0.0.1:0080",
        "①②⑦.⓪.⓪.①",
        "local\u00adhost",
        "[::ffff:0:127.0.0.1]",
        "[fe80::5efe:7f00:1]",
    ),
    *("[64:ff9b:1::7f00:1]", "[2001:0:7f00:1::]", "[2600::5efe:7f00:1]", "[::1%25lo]"),
    # private networks, links, and the services that clouds have there
    *("10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254", "0xa9fea9fe", "2852039166"),
    *("100.100.100.200", "[fd00:ec2::254]", "[fe80::1]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[fec0::1]"),
    *("10.1", "[64:ff9b::10.0.0.1]", "[::ffff:100.64.0.1]", "[::ffff:a9fe:a9fe]"),
    # reserved
    *("192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[ff02::1]", "[2001:db8::1]"),
    # ports
    *("courier.example:22", "courier.example:8080", "courier.example:0", "courier.example:99999", "127.0.0.1:443"),
    # another host than it seems
    *("courier.example@127.0.0.1", "courier.example:80@127.0.0.1", "me:secret@courier.example"),
    *("127.0.0.1#@courier.example", "127.0.0.1\\@courier.example", "courier.example\\@127.0.0.1"),
    *("127.1.1.1:80\\@courier.example", "user:pass@[::1]", ":443@127.0.0.1", "courier.example.@127.0.0.1"),
    *("courier.example%00.127.0.0.1", "courier.example%23@127.0.0.1"),
]
OTHERS = [
    *("file:///etc/passwd", "file://localhost/etc/passwd", "ftp://127.0.0.1/x", "ftp://courier.example/x"),
    *("data:text/html,<p>Hello</p>", "javascript:alert(1)", "gopher://127.0.0.1:25/x", "dict://127.0.0.1/x"),
    *("view-source:http://127.0.0.1/", "jar:http://127.0.0.1!/x", "ws://127.0.0.1/", "unix:///var/run/docker.sock"),
    *("netdoc:///etc/passwd", "blob:http://127.0.0.1/", "http+unix://%2Fvar%2Frun%2Fdocker.sock/x", "about:blank"),
    *("feed:http://127.0.0.1/", "feed://127.0.0.1/", "http:///127.0.0.1/", "https://[::1", "http://["),
]
ADDRESSES = [*(f"http://{host}/x" for host in HOSTS), *(f"https://{host}/x" for host in NAMES), *OTHERS]
STORY = http(article(TITLE, *NEWS))


def rss(link: str = f"{SITE}/ferry") -> bytes:
    """A feed with a teaser that leads to a link."""
    item = f"<title>Ferry</title><link>{escape(link)}</link><guid>{escape(link)}</guid><description>It …</description>"
    return http(f"<rss version='2.0'><channel><title>Courier</title><item>{item}</item></channel></rss>", kind=RSS)


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    async with open_internet() as internet:
        internet.names = {name: [address] for name, address in NAMES.items()}
        yield internet


@pytest.fixture
def resources(store: Store, reader: AnalysisPool, clock: Clock, internet: Internet) -> Resources:
    return Resources(Settings(seeds_dir=SEEDS), store, reader, clock, http=internet.fetcher())


async def typed(town: Town, _: Internet, address: str) -> str:
    return await town.ask(f"!add {address}", who=town.editor)


async def typed_as_feed(town: Town, _: Internet, address: str) -> str:
    return await town.ask(f"!feed add {address}", who=town.editor)


async def redirected(town: Town, internet: Internet, address: str) -> str:
    internet.pages = {"/story": redirect(address)}
    return await town.ask(f"!add {LINK}", who=town.editor)


async def refreshed(town: Town, internet: Internet, address: str) -> str:
    refresh = f"<meta http-equiv=refresh content='0; url={escape(address)}'>"
    internet.pages = {"/story": http(f"<html><head><title>Moved</title>{refresh}</head></html>")}
    return await town.ask(f"!add {LINK}", who=town.editor)


async def redirected_feed(town: Town, internet: Internet, address: str) -> str:
    internet.pages = {"/story": redirect(address, "301 Moved Permanently")}
    return await town.ask(f"!feed add {LINK}", who=town.editor)


async def named_as_feed(town: Town, internet: Internet, address: str) -> str:
    link = f"<link rel=alternate type=application/rss+xml href='{escape(address)}'>"
    internet.pages = {"/story": http(f"<html><head><title>News</title>{link}</head><body></body></html>")}
    return await town.ask(f"!feed add {LINK}", who=town.editor)


async def in_an_item(town: Town, internet: Internet, address: str) -> str:
    internet.pages = {"/story": rss(address)}
    offer = await town.answer(f"!feed add {LINK}", who=town.editor)
    assert list(buttons(offer)) == ["Follow it", "Discard"]
    return offer.embeds[1].description or ""


async def imported(town: Town, _: Internet, address: str) -> str:
    opml = f"<opml version='2.0'><body><outline text='x' xmlUrl='{escape(address)}'/></body></opml>"
    report = await town.ask("!feed import", who=town.editor, attachments=[("feeds.opml", opml.encode())])
    await town.services.feed_poller.poll_due()
    state = await town.ask("!feed", who=town.editor)
    for feed in await town.services.feeds.of(town.guild.id):
        await town.services.feeds.remove(feed, by=None)
    return f"{report}\n{state}"


NOWHERE = "The server answered 404: there is nothing at that address."
NOT_PUBLIC = "That link leads to an address that is not on the public web."
NO_ADDRESS = "That link leads to no address of the web, to one with a port, or to one of more than 512 characters."
FEED_NOT_PUBLIC = "That address leads to a network that is not public"
FEED_NO_ADDRESS = "That is not an address of the public web"
NOT_IN_FULL = "The address must be that of a public site or of its feed, in full, such as https"
FEED_MISTYPED = ("That is more than an address", "An address has a colon and two slashes")
PLACES: list[tuple[Callable[[Town, Internet, str], Awaitable[str]], tuple[str, ...]]] = [
    (
        typed,
        (
            NOT_PUBLIC,
            NO_ADDRESS,
            "Nothing has been added yet. Do you mean the page behind this link, or your text as it stands?",
            "That is one short line, too little for an article: put the article’s text below it.",
            "Only links that begin with",
            "That is too short: an article is a title and, below it, at least one sentence.",
        ),
    ),
    (typed_as_feed, (NOT_IN_FULL, *FEED_MISTYPED, FEED_NOT_PUBLIC, FEED_NO_ADDRESS)),
    (redirected, (NOT_PUBLIC, NO_ADDRESS, NOWHERE, "The server’s answer cannot be read: it is damaged")),
    (refreshed, (NOT_PUBLIC, NO_ADDRESS, NOWHERE, "that page has too little text for an article")),
    (redirected_feed, (FEED_NOT_PUBLIC, FEED_NO_ADDRESS, NOWHERE, "The server’s answer was damaged")),
    (named_as_feed, ("I found no feed at that link: it is a web page. Give the address of its RSS or Atom feed",)),
    (in_an_item, ("Would not be posted: That is too short", f"not be posted: {NOT_PUBLIC}", f"posted: {NO_ADDRESS}")),
    (
        imported,
        (
            *(f"**x**: not added: {said}" for said in (NOT_IN_FULL, *FEED_MISTYPED)),
            f": {FEED_NOT_PUBLIC} · next",
            f": {FEED_NO_ADDRESS}",
        ),
    ),
]
"""Where an address comes from, and the sentences of which an editor reads one."""


@pytest.mark.slow
@pytest.mark.parametrize(("place", "sentences"), [pytest.param(*row, id=row[0].__name__) for row in PLACES])
async def test_no_address_leads_out_of_the_public_web(
    town: Town, internet: Internet, place: Callable[[Town, Internet, str], Awaitable[str]], sentences: tuple[str, ...]
) -> None:
    others = {}
    for address in ADDRESSES:
        said = await place(town, internet, address)
        if not any(sentence in said for sentence in sentences):
            others[address] = said
        assert set(internet.connections) <= {PUBLIC_IP}, f"{address} was connected to"
    assert others == {}
    assert await town.resources.store.count_articles(town.guild.id) == 0


async def test_a_name_that_leads_elsewhere_the_second_time_is_refused_then(
    town: Town, internet: Internet, clock: Clock
) -> None:
    internet.names["courier.example"] = [PUBLIC_IP, "127.0.0.1"]
    internet.pages = {"/story": rss()}
    offer = await town.answer(f"!feed add {LINK}", who=town.editor)
    await town.editor.click(offer, label="Follow it")
    clock.move(86_400)
    await town.services.feed_poller.poll_due()
    assert FEED_NOT_PUBLIC in await town.ask("!feed", who=town.editor)
    assert set(internet.connections) == {PUBLIC_IP}


async def test_a_page_whose_site_leads_elsewhere_after_its_robots_txt_is_not_fetched(
    town: Town, internet: Internet
) -> None:
    internet.names["news.example"] = [PUBLIC_IP, "169.254.169.254"]
    internet.pages = {"/story": rss("http://news.example/ferry"), "/ferry": STORY}
    offer = await town.answer(f"!feed add {LINK}", who=town.editor)
    assert offer.embeds[1].description == f"Would not be posted: {NOT_PUBLIC}"
    assert set(internet.connections) == {PUBLIC_IP}
    assert [request.path for request in internet.requests] == ["/story", "/robots.txt"]
