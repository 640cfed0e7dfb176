from __future__ import annotations

import pytest
from cpu_limit import cpu_limit
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import InputError
from bot.intake.feeds.discovery import MAX_FOUND, find_feeds, usual_paths

URL = "https://courier.example/news/"
RSS = "application/rss+xml"


def find(head: str, body: str = "", url: str = URL) -> list[str]:
    return find_feeds(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url, None)


FOUND = {
    "RSS": (f'<link rel="alternate" type="{RSS}" href="/feed">', ["https://courier.example/feed"]),
    "Atom, in capitals": (
        '<LINK REL="ALTERNATE" TYPE="Application/Atom+XML" HREF="atom.xml">',
        ["https://courier.example/news/atom.xml"],
    ),
    "JSON Feed": (
        '<link rel=alternate type="application/feed+json" href=feed.json>',
        ["https://courier.example/news/feed.json"],
    ),
    "a type with a charset": (
        f'<link rel="alternate" type="{RSS}; charset=utf-8" href="/f">',
        ["https://courier.example/f"],
    ),
    "several words in rel": (f'<link rel="alternate home" type="{RSS}" href="/f">', ["https://courier.example/f"]),
    "rel feed": ('<link rel="feed" href="/f">', ["https://courier.example/f"]),
    "another host": (f'<link rel="alternate" type="{RSS}" href="//feeds.example/c">', ["https://feeds.example/c"]),
    "the scheme feed": (
        f'<link rel="alternate" type="{RSS}" href="feed://courier.example/f">',
        ["https://courier.example/f"],
    ),
    "the scheme feed before another": (
        f'<link rel="alternate" type="{RSS}" href="feed:http://courier.example/f">',
        ["http://courier.example/f"],
    ),
    "a base": (
        f'<base href="https://other.example/x/"><link rel="alternate" type="{RSS}" href="f">',
        ["https://other.example/x/f"],
    ),
    "XML that is called a feed": (
        '<link rel="alternate" type="text/xml" title="RSS" href="/news.xml">',
        ["https://courier.example/news.xml"],
    ),
    "comments last": (
        f'<link rel="alternate" type="{RSS}" href="/comments/feed"><link rel="alternate" type="{RSS}" href="/feed">',
        ["https://courier.example/feed", "https://courier.example/comments/feed"],
    ),
    "each once": (f'<link rel="alternate" type="{RSS}" href="/f">' * 2, ["https://courier.example/f"]),
    "not the page itself": (f'<link rel="alternate" type="{RSS}" href="{URL}">', []),
    "a style sheet": (f'<link rel="alternate stylesheet" type="{RSS}" href="/f">', []),
    "data of the site": ('<link rel="alternate" type="application/json" href="/wp-json/posts/1">', []),
    "another language": ('<link rel="alternate" hreflang="de" href="/de/">', []),
    "no address": (f'<link rel="alternate" type="{RSS}" href=" ">', []),
    "addresses that are not public": (
        f'<link rel="alternate" type="{RSS}" href="http://127.0.0.1/f">'
        f'<link rel="alternate" type="{RSS}" href="javascript:x">',
        [],
    ),
    "a broken address": (f'<link rel="alternate" type="{RSS}" href="http://[x/f">', []),
}


@pytest.mark.parametrize(("head", "links"), FOUND.values(), ids=FOUND)
def test_the_feeds_that_a_page_names_are_found(head: str, links: list[str]) -> None:
    assert find(head) == links


@pytest.mark.parametrize(
    ("href", "is_feed"),
    [
        ("/rss", True),
        ("/feed/", True),
        ("/rss.xml", True),
        ("/news/rss_world.xml", True),
        ("/index.xml", True),
        ("/world.rss", True),
        ("/feeds/posts/default", True),
        ("/rss/world/europe.xml", True),
        ("/?feed=rss2", True),
        ("/news?format=rss", True),
        ("/news/feeding-the-world", False),
        ("/sitemap.xml", False),
        ("/about-rss", False),
        ("/?q=feed", False),
        ("http://[x", False),
    ],
)
def test_links_in_the_text_lead_to_feeds_by_their_address(href: str, is_feed: bool) -> None:
    assert bool(find("", f'<a href="{href}">x</a>')) == is_feed


def test_links_of_the_head_come_before_those_of_the_text() -> None:
    head, body = (
        f'<link rel="alternate" type="{RSS}" href="/b">',
        '<a href="/rss">x</a><a type="text/rss" href="/c">y</a>',
    )
    assert find(head, body) == [f"https://courier.example/{path}" for path in ("b", "rss", "c")]


def test_there_are_at_most_ten() -> None:
    assert len(find("".join(f'<link rel="alternate" type="{RSS}" href="/{n}">' for n in range(50)))) == MAX_FOUND


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://courier.example", ["/feed", "/rss", "/rss.xml"]),
        ("https://courier.example/?x=1", ["/feed", "/rss", "/rss.xml"]),
        ("https://courier.example/blog", ["/blog/feed", "/feed", "/blog/rss", "/rss"]),
        ("https://courier.example/news/world/", ["/news/world/feed", "/feed", "/news/world/rss"]),
        ("https://courier.example/news/ferry.html?x=1", ["/feed", "/news/feed", "/rss", "/news/rss"]),
    ],
)
def test_the_usual_paths_are_in_the_pages_section_and_at_the_root(url: str, first: list[str]) -> None:
    paths = usual_paths(url)
    assert paths[: len(first)] == [f"https://courier.example{path}" for path in first]
    assert {"https://courier.example/?feed=rss2", "https://courier.example/feeds/posts/default"} <= set(paths)
    assert len(set(paths)) == len(paths)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_page_is_searched(page: str) -> None:
    with cpu_limit(5):
        try:
            find_feeds(page.encode("utf-8", "replace"), URL, None)
        except InputError:
            return
