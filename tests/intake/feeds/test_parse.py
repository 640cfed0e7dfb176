from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from cpu_limit import cpu_limit
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.feeds.feed_samples import CASES, LONG, NOT_FEEDS, Case, json_feed, rss

from bot.errors import InputError
from bot.intake.drafts import MAX_TITLE
from bot.intake.feeds.items import MAX_GUID, MAX_HTML, MAX_ITEMS
from bot.intake.feeds.markup import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ENTRIES,
    MAX_NAMESPACES,
    MAX_TAGS,
    MAX_VALUE,
    rewrite_markup,
)
from bot.intake.feeds.parse import MAX_FEED_BYTES, parse_feed
from bot.intake.urls import MAX_URL
from bot.models.feeds import FeedDocument

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://courier.example/feed"


def parse(data: str | bytes, content_type: str | None = None) -> FeedDocument:
    return parse_feed(data.encode() if isinstance(data, str) else data, url=URL, content_type=content_type, now=NOW)


def plain(value: Any) -> Any:
    return value.replace(tzinfo=None).isoformat() if isinstance(value, datetime) else value


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_form_of_feed_is_read(case: Case) -> None:
    document = parse(case.data, case.content_type)
    assert {name: getattr(document, name) for name in case.document} == case.document
    assert len(document.items) >= len(case.items)
    for item, expected in zip(document.items, case.items, strict=False):
        assert {name: plain(getattr(item, name)) for name in expected} == expected


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(("data", "reason"), NOT_FEEDS.items(), ids=range(len(NOT_FEEDS)))
def test_what_is_no_feed_is_refused_with_what_it_is(data: str, reason: str) -> None:
    with pytest.raises(InputError, match=f"^not a feed: {reason}"):
        parse(data)


def test_a_feed_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(InputError, match=r"it has 10,000,001 bytes, the limit is 10,000,000\.$"):
        parse(b" " * (MAX_FEED_BYTES + 1))


def test_a_feed_that_breaks_the_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("links")

    monkeypatch.setattr("feedparser.parse", fail)
    with pytest.raises(InputError, match=r"^not a feed: its markup is too damaged"):
        parse(rss("<title>x</title>"))


@pytest.mark.parametrize("root", ["rss", "rdf:RDF"])
def test_an_item_that_was_not_received_whole_is_left_for_the_next_reading(root: str) -> None:
    whole = f"<{root}><channel><title>x</title></channel><item><title>One</title></item><item><title>Two</title></item>"
    for end in range(whole.index("Two") - 8, len(whole) - len("</item>")):
        document = parse(whole[:end])
        assert [item.title for item in document.items] == ["One"]
        assert document.is_damaged
    assert len(parse(f"{whole}</{root}>").items) == 2


def test_only_the_newest_items_are_returned() -> None:
    items = [f"<title>{n}</title><pubDate>2026-11-{1 + n // 60:02}T09:{n % 60:02}:00Z</pubDate>" for n in range(1_000)]
    random.Random(3).shuffle(items)
    assert [item.title for item in parse(rss(*items)).items] == [str(n) for n in range(999, 999 - MAX_ITEMS, -1)]


@pytest.mark.slow
def test_a_feed_of_five_thousand_items_is_read_in_seconds() -> None:
    items = [
        f"<title>Ferry {n}</title><guid>n{n}</guid><description><![CDATA[{LONG}]]></description>" for n in range(5_000)
    ]
    with cpu_limit(8):
        document = parse(rss(*items))
    assert len(document.items) == MAX_ITEMS
    assert not document.is_damaged


def test_of_more_items_than_are_read_the_first_are_read() -> None:
    markup = rewrite_markup(rss(*(f"<title>{n}</title>" for n in range(MAX_ENTRIES + 1))))
    assert markup.is_cut
    assert markup.text.endswith(f"<title>{MAX_ENTRIES - 1}</title></item>")
    document = parse(json_feed(*({"title": str(n)} for n in range(MAX_ENTRIES + 1))))
    assert document.is_damaged
    assert len(document.items) == MAX_ITEMS


def test_parts_of_any_size_are_bounded() -> None:
    huge = "a" * 2_000_000
    item = parse(
        rss(
            f"<title>{huge}</title><guid>{huge}</guid><link>https://x.example/{huge}</link><description>{huge}"
            "</description>"
        )
    ).items[0]
    assert len(item.title) == MAX_TITLE
    assert item.guid is item.link is None
    assert len(item.html) <= MAX_HTML + len("<p></p>")


HOSTILE = {
    "entity bomb": '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><title>x</title><item><title>&j;</title></item></channel></rss>",
    "external entity": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss("<title>&x;</title>"),
    "deep nesting": rss("<title>x</title><description>" + "<b>" * 300_000),
    "deep and closed": rss("<title>x</title><description>" + "<b>" * 20_000 + "y" + "</b>" * 20_000 + "</description>"),
    "closing tags": rss("<title>x</title>" + "</b>" * 500_000),
    "open comments": rss("<title>x</title>" + "<!--" * 1_000_000),
    "open CDATA": rss("<title>x</title>" + "<![CDATA[" * 500_000),
    "declarations": rss("<title>x</title>" + "<!" * 2_000_000),
    "open tags": rss("<title>x</title>" + "<a " * 1_000_000),
    "open quotes": rss("<title>x</title>" + '<a b="' * 1_000_000),
    "line ends": rss("<title>x</title><description>" + "\n" * 5_000_000 + "</description>"),
    "attributes": rss("<title>x</title><media:content " + " ".join(f'a{n}="1"' for n in range(500_000)) + "/>"),
    "namespaces": rss("<title>x</title>" + "".join(f'<n{n}:a xmlns:n{n}="urn:{n}">1</n{n}:a>' for n in range(50_000))),
    "ampersands": rss("<title>x</title><description>" + "&amp" * 1_500_000 + "</description>"),
    "references": rss("<title>x</title><description>" + "&#38;" * 1_000_000 + "</description>"),
    "titles": rss("<title>x</title>" * 100_000),
    "links": rss("<title>x</title>" + '<link href="https://x.example/"/>' * 100_000),
    "authors": rss("<title>x</title>" + "<author>a</author>" * 100_000),
    "descriptions": rss("<title>x</title>" + "<description>a</description>" * 100_000),
    "short items": "<rss><channel>" + "<item><title>x</title></item>" * 300_000,
    "base": rss("<title>x</title>" + '<a xml:base="b/">' * 50_000),
    "markup of markup": rss("<title>" + "&lt;a " * 500_000 + "</title><description>" + "&lt;" * 1_000_000),
    "skipped hours": rss("<title>x</title>" + "<skipHours>" * 400_000),
    "titles in JSON": json_feed(*({"title": "<" * 5_000, "content_html": "<" * 5_000} for _ in range(900))),
}


@pytest.mark.slow
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_feed_is_read_or_refused_within_seconds(data: str) -> None:
    with cpu_limit(10):
        try:
            document = parse(data.encode()[:MAX_FEED_BYTES])
        except InputError:
            return
    check_bounds(document)


def test_entities_that_a_feed_declares_are_not_expanded() -> None:
    assert len(parse(HOSTILE["external entity"]).items[0].title) < 10


DECLARED = {
    "characters": "<!ENTITY nbsp '&#160;'><!ENTITY amp '&#38;#38;'><!ENTITY hellip \"…\"><!ENTITY eacute '&#xE9;'>",
    "characters that stand for others": "<!ENTITY nbsp '&#160;'><!ENTITY space '&nbsp;&nbsp;&nbsp;'>",
    "all characters of HTML": "<!ENTITY % HTMLlat1 PUBLIC '-//W3C//ENTITIES Latin 1 for XHTML//EN' "
    "'http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent'> %HTMLlat1;",
    "a footer": "<!ENTITY site 'Valmere Courier'><!ENTITY copy '&#169;'><!ENTITY footer '&copy; 2026 &site;'>",
    "an entity of a file": "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
}
BOMBS = {
    "the usual one": "<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;'><!ENTITY lol3 \"&lol2;&lol2;&lol2;\">",
    "two levels of a letter": "<!ENTITY a 'a'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>",
    "parameters": "<!ENTITY % a 'aaaaaaaa'><!ENTITY % b '%a;%a;%a;'>",
    "itself": "<!ENTITY a 'x &a; x'>",
    "one after the other in a circle": "<!ENTITY a 'aaa &b;'><!ENTITY b 'bbb &c;'><!ENTITY c 'ccc &a;'>",
    "named as characters": "<!ENTITY amp 'aaaaaaaa'><!ENTITY lt '&amp;&amp;&amp;'>",
}


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_a_feed_may_declare_entities(declared: str) -> None:
    document = parse(f"<?xml version='1.0'?><!DOCTYPE rss [ {declared} ]>" + rss("<title>Ferry&nbsp;sails</title>"))
    assert [item.title for item in document.items] == ["Ferry sails"]


@pytest.mark.parametrize("declared", BOMBS.values(), ids=BOMBS)
def test_an_entity_bomb_is_refused_in_one_sentence(declared: str) -> None:
    with pytest.raises(InputError, match=r"^not a feed: it is an entity bomb"):
        parse(f"<?xml version='1.0'?>\n<!DOCTYPE rss [ {declared} ]>\n" + rss("<title>Ferry</title>"))


def test_the_items_that_are_not_read_are_counted() -> None:
    assert parse(rss(*(f"<title>{n}</title>" for n in range(MAX_ITEMS + 3)))).left_out == 3
    assert parse(rss("<title>x</title>")).left_out == 0


def test_markup_is_rewritten_within_bounds() -> None:
    assert not rewrite_markup("<rss>" + "<a/>" * (MAX_TAGS - 2) + "</rss>").is_cut
    assert rewrite_markup("<rss>" + "<a/>" * (MAX_TAGS - 1) + "</rss>").is_cut
    nested = "<b>" * (MAX_DEPTH + 5) + "x" + "</b>" * (MAX_DEPTH + 5)
    assert rewrite_markup(nested).text == "<b>" * MAX_DEPTH + "x" + "</b>" * MAX_DEPTH


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("<a b='1' b=\"2\" c=d e>x</a>", '<a b="1" c="d">x</a>'),
        (f"<a b='{'x' * (MAX_VALUE + 1)}' c='1'/>", '<a c="1"/>'),
        (
            "<a " + " ".join(f"b{n}=1" for n in range(40)) + "/>",
            f' b{MAX_ATTRIBUTES - 2}="1" b{MAX_ATTRIBUTES - 1}="1"/>',
        ),
        ("".join(f"<a xmlns:n{n}='u'/>" for n in range(MAX_NAMESPACES + 1)), '="u"/><a/>'),
        ("<!ENTITY a 'b'>x<?php y?>", "x"),
        ("<a><![CDATA[<b> & ]] > c]]></a><![CDATA[d", "<a>&lt;b&gt; &amp; ]] &gt; c</a>d"),
        ("1 < 2 <3 & 3 > 2 &nbsp;&eacute;&x; &#38;", "1 &lt; 2 &lt;3 &amp; 3 &gt; 2 \xa0é&amp;x; &amp;"),
        ("<media:title>a</media:title>", "<media:title-of-media>a</media:title-of-media>"),
    ],
    ids=range(8),
)
def test_markup_is_rewritten_in_a_regular_form(written: str, rewritten: str) -> None:
    assert rewrite_markup(written).text.endswith(rewritten)


def check_bounds(document: FeedDocument) -> None:
    assert len(document.items) <= MAX_ITEMS
    assert len(document.title) <= MAX_TITLE
    for item in document.items:
        assert len(item.title) <= MAX_TITLE
        assert item.guid is None or len(item.guid) <= MAX_GUID
        assert item.link is None or len(item.link) <= MAX_URL
        assert len(item.html) <= 2 * MAX_HTML
        assert item.published_at is None or item.published_at.tzinfo is UTC


ELEMENTS = (
    "rss channel item title link entry content guid source image svg media:thumbnail textInput name url author "
    "media:credit dcterms:valid description pubDate category generator georss:point gml:Point psc:chapter itunes:image "
    "cc:license summary updated email width body dc:contributor itunes:owner media:content thr:in-reply-to"
).split()
PIECES = [
    *(f"<{name}>" for name in ELEMENTS),
    *(f"</{name}>" for name in ELEMENTS),
    *("<feed xmlns='http://www.w3.org/2005/Atom'>", "<content type='xhtml'>", "<content type='image/png'>"),
    *("<link href='http://[x'/>", "<link rel='self'/>", "<![CDATA[", "]]>", "<!--", "-->", "&", "&#1;", "&lt;", ">"),
    *("2026-11-22", "0000-00-00", "99999-01-01T00:00:00Z", "text", "a=b;start=x", "1,2,3"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_order_of_elements_is_read_or_refused(markup: str) -> None:
    for root in ("<rss>", '<feed xmlns="http://www.w3.org/2005/Atom">'):
        try:
            check_bounds(parse(root + markup))
        except InputError:
            continue


@given(
    st.one_of(
        st.binary(max_size=300),
        st.tuples(st.sampled_from([case.data for case in CASES]), st.integers(0, 2_000), st.binary(max_size=20)).map(
            lambda parts: _broken(*parts)
        ),
    )
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with cpu_limit(5):
        try:
            check_bounds(parse(data))
        except InputError:
            return


def _broken(data: str | bytes, at: int, inserted: bytes) -> bytes:
    data = data.encode() if isinstance(data, str) else data
    return data[: at % len(data)] + inserted + data[at % len(data) + len(inserted) :]
