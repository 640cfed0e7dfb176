"""Feeds that other projects ship as their test data are read as those projects expect: see ``public_feeds``."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from internet import Internet, open_internet
from store.samples import HERE
from web_cases.case import http

from bot.intake.feeds.items import plain_line
from bot.models.feeds import FeedDocument
from bot.runtime.app import Resources
from bot.services.feeds.reading import FeedReader

FOLDER = Path(__file__).parents[2] / "public_feeds"
HOST = "feeds.example"
TYPES = {".xml": "application/xml", ".rss": "application/rss+xml", ".atom": "application/atom+xml", ".json": ""}
"""The content type with which a file is sent, unless it names another one itself."""
HEADER = re.compile(rb"^Header:\s+Content-type: (.+)$", re.MULTILINE)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type] # years first, and so on


ITEMS: dict[str, dict[str, object]] = {
    "feedparser/atom10_entry_content_inline_markup.xml": {"text": "Example Atom"},
    "feedparser/atom10_entry_content_text_plain_brackets.xml": {"text": "History of the <blink> tag"},
    "feedparser/atom10_entry_link_multiple.xml": {"link": "http://www.example.com/"},
    "feedparser/atom10_entry_title_escaped_markup.xml": {"title": "Example Atom"},
    "feedparser/atom_entry_content_mode_base64.xml": {"text": "Example Atom"},
    "feedparser/atom_entry_issued.xml": {"date": at(2004, 1, 1, 19, 48, 21)},
    "feedparser/atom_entry_title_inline_markup_2.xml": {"title": "History of the <blink> tag"},
    "feedparser/base_http_item_link_base_docuri.xml": {"link": f"http://{HOST}/relative/uri"},
    "feedparser/cdf_item_title.xml": {"title": "Example item"},
    "feedparser/encoding_demoronize-1.xml": {"text": "don’t"},
    "feedparser/encoding_double-encoded-html.xml": {"text": "…"},
    "feedparser/encoding_euc-kr-item.xml": {"text": "년"},
    "feedparser/encoding_http_text_xml_charset_2.xml": {
        "title": "Foo",
        "link": "http://purl.org/rss/2.0/?item",
        "text": "This is a £“test.”",
    },
    "feedparser/itunes_itunes_item_summary.xml": {"text": "Example summary"},
    "feedparser/rdf_rdf_item_title.xml": {"title": "Example title", "link": "http://example.com/1"},
    "feedparser/rdf_rss090_item_title.xml": {"title": "Item title"},
    "feedparser/rss_item_content_encoded.xml": {"text": "Example content"},
    "feedparser/rss_item_dc_date.xml": {"date": at(2003, 12, 31, 10, 14, 55)},
    "feedparser/rss_item_dcterms_issued.xml": {"date": at(2003, 12, 31, 10, 14, 55)},
    "feedparser/rss_item_guid_isPermaLink_map_link.xml": {"link": "http://guid.example.com/"},
    "feedparser/rss_item_image_link_bleed.xml": {"link": "http://item.test/"},
    "feedparser/rss_item_pubDate.xml": {"date": at(2004, 1, 1, 19, 48, 21)},
    "feedparser/rss_item_xhtml_body.xml": {"text": "Example content"},
    "podcastparser/html_description_rss_both.rss": {"title": "Ep 1", "text": "This is also a test"},
    "podcastparser/multi_enclosures.rss": {"title": "Bar", "date": at(2011, 4, 27, 7), "text": "Description"},
    "reader/full.atom": {
        "title": "Atom-Powered Robots Run Amok",
        "link": "http://example.org/2003/12/13/atom03",
        "date": at(2003, 12, 13, 17, 17, 51),
        "text": "content with lang",
    },
    "reader/full.json": {
        "title": "Title",
        "link": "https://example.org/second-item",
        "date": at(2020, 1, 2, 21),
        "text": "Content with no link",
    },
    "reader/full.rss": {
        "title": "Example entry",
        "link": "http://www.example.com/blog/post/1",
        "date": at(2009, 9, 6, 16, 20),
        "text": "Here is some text containing an interesting description.",
    },
    "reader/relative.atom": {"link": f"http://{HOST}/files/entries/entry.html", "text": "one two three"},
    "reader/relative.rss": {"link": f"http://{HOST}/files/blog/post/1", "text": "one two three"},
}
"""What the first item of a feed has, of title, address, date and text."""
HEADS: dict[str, dict[str, object]] = {
    "feedparser/encoding_x80_cp850.xml": {"title": "Ç"},
    "feedparser/encoding_x80_windows_1252.xml": {"title": "€"},
    "feedparser/illformed_always_strip_doctype.xml": {"title": "found"},
    "podcastparser/new_feed_url.rss": {"title": "Podcast", "moved_to": "http://newlocation.com/example.rss"},
    "podcastparser/redirect_new_location.rss": {"moved_to": "http://weblog.infoworld.com/udell/rss.xml"},
    "reader/10.json": {"items": ()},
    "reader/full.atom": {"title": "Example Feed", "site": "http://example.org/"},
    "reader/full.json": {"title": "My Example Feed", "site": "https://example.org/"},
    "reader/full.rss": {"title": "RSS Title", "site": "http://www.example.com/main.html", "ttl_minutes": 1800},
    "reader/relative.atom": {"site": f"http://{HOST}/files/file.html"},
    "reader/relative.rss": {"site": f"http://{HOST}/files/file.html"},
}
"""What a feed says of itself."""


@pytest.fixture
async def internet() -> AsyncIterator[Internet]:
    async with open_internet() as internet:
        yield internet


async def read(name: str, internet: Internet, resources: Resources) -> FeedDocument:
    """A feed from the local server, as the bot reads it."""
    data = (FOLDER / name).read_bytes()
    named = HEADER.search(data[:1_000])
    kind = named[1].decode() if named else TYPES[Path(name).suffix]
    internet.pages = {"/files/feed": http(data, kind=kind)}
    pool, clock = resources.analysis_pool, resources.clock
    reader = FeedReader(resources.store, internet.fetcher(), pool, clock, interval=timedelta(minutes=15))
    response = await reader.fetch(f"http://{HOST}/files/feed")
    return (await reader.parse(response, scope=HERE, background=True)).document


@pytest.mark.parametrize("name", ITEMS)
async def test_its_first_item_is_read_as_its_project_expects(name: str, internet: Internet, resources: Resources):
    item = (await read(name, internet, resources)).items[0]
    seen = {"title": item.title, "link": item.link, "date": item.published_at, "text": plain_line(item.html)}
    assert {part: seen[part] for part in ITEMS[name]} == ITEMS[name]


@pytest.mark.parametrize("name", HEADS)
async def test_what_it_says_of_itself_is_read_as_its_project_expects(
    name: str, internet: Internet, resources: Resources
):
    document = await read(name, internet, resources)
    assert {part: getattr(document, part) for part in HEADS[name]} == HEADS[name]


def test_each_file_is_read():
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.*")}
    assert files == {*ITEMS, *HEADS}
