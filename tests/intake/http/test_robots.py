from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from aiohttp import web
from cpu_limit import cpu_limit
from intake.http.servers import open_fetcher, serving

from bot.errors import FetchError, FetchProblem
from bot.intake.http import robots
from bot.intake.http.fetcher import HttpFetcher
from bot.intake.http.host_limits import HostLimits
from bot.intake.http.robots import RobotsAnswer, RobotsQuestion, RobotsRules, evaluate

RULES = b"""User-agent: *
Disallow: /private/
Allow: /private/press/
Disallow: /*.pdf$

User-agent: BriefingBot
Disallow: /members/
Crawl-delay: 3
"""


@pytest.mark.parametrize(
    ("robots_txt", "path", "is_allowed"),
    [
        (b"", "/anything", True),
        (RULES, "/members/1", False),
        (RULES, "/private/1", True),  # our own group is the only one that counts
        (RULES.replace(b"BriefingBot", b"OtherBot"), "/private/1", False),
        (RULES.replace(b"BriefingBot", b"OtherBot"), "/private/press/1", True),
        (RULES.replace(b"BriefingBot", b"OtherBot"), "/a.pdf", False),
        (RULES.replace(b"BriefingBot", b"OtherBot"), "/a.pdf?page=1", True),
        (RULES.replace(b"BriefingBot", b"briefingbot"), "/members/1", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /", "/x", False),
        (b"User-agent: *\nDisallow:", "/x", True),
        (b"User-agent: Mozilla\nDisallow: /", "/x", True),
        (b"<html><body>Not found</body></html>", "/x", True),
        (b"\xff\xfe\x00\x01" * 100, "/x", True),
    ],
)
def test_robots_txt_says_what_may_be_fetched(robots_txt: bytes, path: str, is_allowed: bool) -> None:
    assert evaluate(RobotsQuestion(robots_txt, f"https://news.example{path}")).is_allowed is is_allowed


@pytest.mark.parametrize(
    ("name", "is_allowed"),
    [("briefingbot", False), ("BriefingBot/1.0", False), ("BriefingBot/2 (+mail)", False), ("OtherBot/1.0", True)],
)
def test_a_site_can_name_the_bot_with_or_without_a_version(name: str, is_allowed: bool) -> None:
    asked = f"User-agent: {name}\r\nDisallow: /\r\n".encode()
    assert evaluate(RobotsQuestion(asked, "https://news.example/a")).is_allowed is is_allowed


@pytest.mark.parametrize(("delay", "seconds"), [("3", 3.0), ("0.5", 0.5), ("-1", None), ("soon", None), ("inf", None)])
def test_robots_txt_can_ask_for_a_pause(delay: str, seconds: float | None) -> None:
    asked = f"User-agent: *\nCrawl-delay: {delay}".encode()
    assert evaluate(RobotsQuestion(asked, "https://news.example/")).crawl_delay == seconds


@pytest.mark.parametrize(
    "line",
    [
        b"Disallow: /*a*a*a*a*a*b\n",
        b"Disallow: /" + b"*a" * 5_000 + b"\n",
        b"User-agent: a\n",
        b"User-agent: a/1",
        b"#\n",
        b": ",
    ],
)
def test_a_hostile_file_is_read_within_a_bound(line: bytes) -> None:
    robots_txt = (b"User-agent: *\n" + line * (robots.MAX_BYTES // len(line)))[: robots.MAX_BYTES]
    with cpu_limit(10):
        evaluate(RobotsQuestion(robots_txt, "https://news.example/" + "a" * 490))


class Site:
    """A site whose robots.txt can be changed; ``asked`` are the paths that were asked for."""

    def __init__(self) -> None:
        self.robots_txt: web.Response | bytes = RULES
        self.status = 200
        self.asked: list[str] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        return web.Response(status=self.status, body=self.robots_txt)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serving(site.answer) as site.url:
        yield site


async def here(function: object, question: RobotsQuestion) -> RobotsAnswer:
    assert function is evaluate
    return evaluate(question)


def rules(clock: Clock, hosts: HostLimits | None = None) -> RobotsRules:
    return RobotsRules(open_fetcher(), here, hosts=hosts, time=clock)


async def problem_of(rules: RobotsRules, url: str) -> FetchProblem:
    with pytest.raises(FetchError) as raised:
        await rules.check(url)
    assert "robots.txt" in str(raised.value)
    return raised.value.problem


async def test_a_page_that_robots_txt_excludes_is_refused(site: Site) -> None:
    checked = rules(Clock())
    await checked.check(f"{site.url}/news/1")
    assert await problem_of(checked, f"{site.url}/members/1") is FetchProblem.DISALLOWED


async def test_robots_txt_is_asked_for_once_a_day_also_by_several_at_once(site: Site) -> None:
    clock = Clock()
    checked = rules(clock)
    await asyncio.gather(*(checked.check(f"{site.url}/news/{number}") for number in range(5)))
    clock.now = 24 * 3600 - 1
    await checked.check(f"{site.url}/news/6")
    assert site.asked == ["/robots.txt"]
    clock.now += 2
    await checked.check(f"{site.url}/news/7")
    assert site.asked == ["/robots.txt"] * 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
async def test_a_site_without_robots_txt_allows_everything(site: Site, status: int) -> None:
    site.status = status
    checked = rules(Clock())
    await checked.check(f"{site.url}/members/1")
    await checked.check(f"{site.url}/members/2")
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [300, 429, 500, 503])
async def test_while_robots_txt_cannot_be_read_nothing_is_fetched(site: Site, status: int) -> None:
    clock = Clock()
    checked = rules(clock)
    site.status = status
    assert await problem_of(checked, f"{site.url}/news/1") is FetchProblem.NO_ROBOTS
    assert await problem_of(checked, f"{site.url}/news/2") is FetchProblem.NO_ROBOTS
    assert len(site.asked) == 1
    clock.now += robots.RETRY_SECONDS
    site.status = 200
    await checked.check(f"{site.url}/news/1")


async def test_a_server_that_does_not_answer_is_no_permission() -> None:
    with pytest.raises(FetchError) as raised:
        await rules(Clock()).check("http://127.0.0.1:1/news")
    assert raised.value.problem is FetchProblem.NO_ROBOTS
    assert raised.value.is_transient


async def test_an_old_file_holds_while_there_is_no_new_one(site: Site) -> None:
    clock = Clock()
    checked = rules(clock)
    await checked.check(f"{site.url}/news/1")
    clock.now += robots.KEEP_SECONDS
    site.status = 503
    await checked.check(f"{site.url}/news/1")
    assert await problem_of(checked, f"{site.url}/members/1") is FetchProblem.DISALLOWED


async def test_a_queue_in_front_of_the_site_says_nothing_about_its_robots_txt(site: Site) -> None:
    hosts = HostLimits(pause=0.0, max_wait=0.01)
    checked = RobotsRules(open_fetcher(hosts=hosts), here, hosts=hosts)
    async with hosts.turn("127.0.0.1"), hosts.turn("127.0.0.1"):
        with pytest.raises(FetchError) as raised:
            await checked.check(f"{site.url}/news/1")
        assert raised.value.problem is FetchProblem.BUSY
    await checked.check(f"{site.url}/news/1")


async def test_a_site_on_a_private_network_is_refused_for_that(site: Site) -> None:
    guarded = RobotsRules(HttpFetcher(user_agent="TestBot/1", ports=None), here)
    with pytest.raises(FetchError) as raised:
        await guarded.check(f"{site.url}/news/1")
    assert raised.value.problem is FetchProblem.NOT_PUBLIC
    assert site.asked == []


async def test_of_a_very_long_file_the_beginning_counts(site: Site) -> None:
    site.robots_txt = RULES + b"#" * robots.MAX_BYTES + b"\nUser-agent: BriefingBot\nDisallow: /"
    await rules(Clock()).check(f"{site.url}/news/1")


async def test_the_pause_that_a_site_asks_for_is_handed_on(site: Site) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    hosts = HostLimits(pause=0.0, time=lambda: 0.0, sleep=sleep)
    await rules(Clock(), hosts).check(f"{site.url}/news/1")
    for _ in range(2):
        async with hosts.turn("127.0.0.1"):
            pass
    assert slept == [3.0]


async def test_a_host_has_one_pause_however_its_name_is_written() -> None:
    class Kept(RobotsRules):
        async def _robots_txt(self, url: str) -> bytes | None:
            asked.append(url)
            return RULES

    asked: list[str] = []
    hosts = HostLimits(pause=1.0)
    checked = Kept(open_fetcher(), here, hosts=hosts)
    for host in ("zürich.example", "xn--zrich-kva.example", "XN--ZRICH-KVA.example:443"):
        await checked.check(f"https://{host}/news/1")
    assert asked == ["https://xn--zrich-kva.example/robots.txt"] * 3
    assert hosts._hosts.keys() == {"xn--zrich-kva.example"}


@pytest.mark.parametrize(("bound", "value"), [("MAX_FILES", 3), ("MAX_TOTAL_BYTES", 3 * len(RULES))])
async def test_the_files_that_are_kept_are_bounded(
    site: Site, monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    monkeypatch.setattr(robots, bound, value)
    checked = rules(Clock())
    async with AsyncExitStack() as servers:
        sites = [await servers.enter_async_context(serving(site.answer)) for _ in range(4)]
        for url in (*sites, sites[-1], sites[0]):
            await checked.check(f"{url}/news")
    assert len(site.asked) == 5  # the first was dropped for the fourth, and asked for again
