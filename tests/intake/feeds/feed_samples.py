"""Feeds of every kind, each with what is read from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

__all__ = ["CASES", "LONG", "NOT_FEEDS", "Case", "atom", "json_feed", "rss"]

LONG = (
    "<p>The ferry strike in Valmere ended on Monday after eleven days, the union said in the evening. "
    "Boats to the islands will sail again from Tuesday morning.</p>"
    "<p>Both sides agreed on a rise of three percent and on longer breaks in winter. The company had offered two "
    "percent before, and called the result fair.</p>"
    "<p>“We are glad that people can travel again,” said the mayor, Ann Reed. Some 4,000 passengers had waited on the "
    "islands since the first day, and shops there had run out of milk.</p>"
    "<p>The last strike on this route was in 1998 and took three weeks. Talks on the summer timetable are to begin in "
    "March, and the union has asked for two more crews.</p>"
)
_MRSS = "http://search.yahoo.com/mrss/"
_NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xmlns:media="{_MRSS}" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(*items: str, channel: str = "", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'{head}<rss version="2.0" {_NAMESPACES}><channel><title>Valmere Courier</title>'
        f"<link>https://courier.example/</link><description>News</description>{channel}{entries}</channel></rss>"
    )


def atom(*entries: str, attributes: str = "", head: str = "") -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Valmere Courier</title>'
        f'<link href="https://courier.example/"/>{head}{inside}</feed>'
    )


def json_feed(*items: dict[str, Any], **values: Any) -> str:
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Valmere Courier", **values, "items": items}
    )


@dataclass(frozen=True)
class Case:
    """A feed, and the parts of its document and of its items that are checked."""

    name: str
    data: str | bytes
    document: dict[str, Any] = field(default_factory=dict)
    items: list[dict[str, Any]] = field(default_factory=list)
    content_type: str | None = None


def item(**parts: Any) -> list[dict[str, Any]]:
    return [parts]


TITLE = "<title>Ferry strike ends</title>"
LINK = "<link>https://courier.example/ferry</link>"

_RSS_SAMPLE = """<?xml version="1.0"?>
<rss version="2.0">
   <channel>
      <title>Liftoff News</title>
      <link>http://liftoff.example.com/</link>
      <description>Liftoff to Space Exploration.</description>
      <language>en-us</language>
      <pubDate>Tue, 10 Jun 2003 04:00:00 GMT</pubDate>
      <lastBuildDate>Tue, 10 Jun 2003 09:41:01 GMT</lastBuildDate>
      <docs>http://blogs.law.harvard.edu/tech/rss</docs>
      <generator>Weblog Editor 2.0</generator>
      <managingEditor>editor@example.com</managingEditor>
      <ttl>60</ttl>
      <skipHours><hour>0</hour><hour> 3 </hour><hour>24</hour></skipHours>
      <skipDays><day>Saturday</day><day>Sunday</day><day>Noday</day></skipDays>
      <item>
         <title>Star City</title>
         <link>http://liftoff.example.com/news/2003/news-starcity.asp</link>
         <description>See &lt;a href="http://howe.example.com/"&gt;Star City&lt;/a&gt;.</description>
         <pubDate>Tue, 03 Jun 2003 09:39:21 GMT</pubDate>
         <guid>http://liftoff.example.com/2003/06/03.html#item573</guid>
      </item>
      <item>
         <description>Sky watchers will see a partial eclipse of the Sun on Saturday, May 31st.</description>
         <pubDate>Fri, 30 May 2003 11:06:42 GMT</pubDate>
         <guid>http://liftoff.example.com/2003/05/30.html#item572</guid>
      </item>
   </channel>
</rss>"""
_ATOM_SAMPLE = """<?xml version="1.0" encoding="utf-8"?>
   <feed xmlns="http://www.w3.org/2005/Atom">
     <title type="text">dive into mark</title>
     <subtitle type="html">A &lt;em&gt;lot&lt;/em&gt; of effort went into making this effortless</subtitle>
     <updated>2005-07-31T12:29:29Z</updated>
     <id>tag:example.org,2003:3</id>
     <link rel="alternate" type="text/html" hreflang="en" href="http://example.org/"/>
     <link rel="self" type="application/atom+xml" href="http://example.org/feed.atom"/>
     <rights>Copyright (c) 2003, Mark Pilgrim</rights>
     <entry>
       <title>Atom draft-07 snapshot</title>
       <link rel="alternate" type="text/html" href="http://example.org/2005/04/02/atom"/>
       <link rel="enclosure" type="audio/mpeg" length="1337" href="http://example.org/audio/ph34r_my_podcast.mp3"/>
       <id>tag:example.org,2003:3.2397</id>
       <updated>2005-07-31T12:29:29Z</updated>
       <published>2003-12-13T08:29:29-04:00</published>
       <author><name>Mark Pilgrim</name><uri>http://example.org/</uri><email>f8dy@example.com</email></author>
       <contributor><name>Sam Ruby</name></contributor>
       <content type="xhtml" xml:lang="en" xml:base="http://diveintomark.org/">
         <div xmlns="http://www.w3.org/1999/xhtml"><p><i>[Update: The Atom draft is finished.]</i></p></div>
       </content>
     </entry>
   </feed>"""
_JSON_SAMPLE = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "My Example Feed",
        "home_page_url": "https://example.org/",
        "feed_url": "https://example.org/feed.json",
        "items": [
            {"id": "2", "content_text": "This is a second item.", "url": "https://example.org/second-item"},
            {"id": "1", "content_html": "<p>Hello, world!</p>", "url": "https://example.org/initial-post"},
        ],
    }
)
_RDF_SAMPLE = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://courier.example/rss.rdf"><title>Valmere Courier</title>
 <link>https://courier.example/</link><description>News</description></channel>
 <item rdf:about="https://courier.example/ferry"><title>Ferry strike ends</title>
 <link>https://courier.example/ferry</link><description>It ended.</description>
 <dc:creator>Ann Reed</dc:creator><dc:date>2026-11-22T09:00:00+01:00</dc:date></item>
</rdf:RDF>"""

CASES = [
    # the standards' own examples
    Case(
        "RSS 2.0, as in the specification",
        _RSS_SAMPLE,
        {
            "title": "Liftoff News",
            "site": "http://liftoff.example.com/",
            "language": "en-us",
            "ttl_minutes": 60,
            "skip_hours": {0, 3},
            "skip_days": {5, 6},
            "is_damaged": False,
        },
        [
            {
                "title": "Star City",
                "link": "http://liftoff.example.com/news/2003/news-starcity.asp",
                "guid": "http://liftoff.example.com/2003/06/03.html#item573",
                "published_at": "2003-06-03T09:39:21",
            },
            {
                "title": "",
                "link": "http://liftoff.example.com/2003/05/30.html#item572",
                "html": "<p>Sky watchers will see a partial eclipse of the Sun on Saturday, May 31st.</p>",
            },
        ],
    ),
    Case(
        "Atom, as in RFC 4287",
        _ATOM_SAMPLE,
        {"title": "dive into mark", "site": "http://example.org/"},
        item(
            title="Atom draft-07 snapshot",
            link="http://example.org/2005/04/02/atom",
            author="Mark Pilgrim",
            guid="tag:example.org,2003:3.2397",
            published_at="2003-12-13T12:29:29",
            language="en",
            media="audio",
            html="<p><i>[Update: The Atom draft is finished.]</i></p>",
        ),
    ),
    Case(
        "JSON Feed, as in the specification",
        _JSON_SAMPLE,
        {"title": "My Example Feed", "site": "https://example.org/"},
        [
            {"guid": "2", "html": "<p>This is a second item.</p>", "link": "https://example.org/second-item"},
            {"guid": "1", "html": "<p>Hello, world!</p>", "link": "https://example.org/initial-post"},
        ],
    ),
    Case(
        "RSS 1.0",
        _RDF_SAMPLE,
        {"title": "Valmere Courier"},
        item(
            title="Ferry strike ends",
            author="Ann Reed",
            link="https://courier.example/ferry",
            published_at="2026-11-22T08:00:00",
        ),
    ),
    Case(
        "RSS 0.91 with its document type",
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Old</title>'
        f"<link>https://old.example/</link><item>{TITLE}{LINK}</item></channel></rss>",
        {"title": "Old", "is_damaged": False},
        item(title="Ferry strike ends", guid=None),
    ),
    Case(
        "Atom 0.3",
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry><title>Ferry</title>'
        '<link rel="alternate" type="text/html" href="https://old.example/1"/><id>x:1</id>'
        '<issued>2003-12-13T08:29:29Z</issued><content type="text/html" mode="escaped">&lt;p&gt;It ended.&lt;/p&gt;'
        "</content></entry></feed>",
        {},
        item(link="https://old.example/1", html="<p>It ended.</p>", published_at="2003-12-13T08:29:29"),
    ),
    Case(
        "JSON Feed 1.0 with a single author and a number as id",
        json_feed({"id": 7, "title": "Ferry", "content_text": "One & two.\n\nThree.", "author": {"name": "Ann Reed"}}),
        {},
        item(guid="7", author="Ann Reed", html="<p>One &amp; two.</p><p>Three.</p>"),
    ),
    Case(
        "JSON Feed with all parts",
        json_feed(
            {
                "id": "a",
                "url": "https://courier.example/a",
                "title": "Ferry <b>strike</b>",
                "summary": "Short.",
                "content_html": "<p>Long text.</p>",
                "date_published": "2026-11-22T10:00:00+02:00",
                "authors": [{"name": "Ann Reed"}, {"name": "Bob Stone"}, 3],
                "language": "en-GB",
                "attachments": [{"url": "https://courier.example/a.mp3", "mime_type": "audio/mpeg"}, None],
            }
        ),
        {},
        item(
            title="Ferry strike",
            author="Ann Reed, Bob Stone",
            language="en-gb",
            media="audio",
            published_at="2026-11-22T08:00:00",
            html="<p>Long text.</p>",
        ),
    ),
    Case(
        "JSON Feed with parts of wrong types",
        json_feed(
            {"id": None, "title": 3, "url": ["x"], "authors": "Ann", "attachments": {}},
            "no item",
            {"id": 10**50, "title": "Two"},
            language=3,
        ),
        {"language": None},
        [{"title": "", "guid": None, "link": None}, {"title": "Two", "guid": None}],
    ),
    # the text of an item
    Case(
        "whole text beats description",
        rss(f"{TITLE}<description>Short.</description><content:encoded><![CDATA[{LONG}]]></content:encoded>"),
        {},
        item(html=LONG),
    ),
    Case(
        "a description that is longer than the content",
        rss(f"{TITLE}<content:encoded>Short.</content:encoded><description><![CDATA[{LONG}]]></description>"),
        {},
        item(html=LONG),
    ),
    Case(
        "summary and content of Atom",
        atom(f'{TITLE}<summary>Short.</summary><content type="html"><![CDATA[{LONG}]]></content>'),
        {},
        item(html=LONG),
    ),
    Case(
        "two contents",
        atom(
            '<title>x</title><content type="html">&lt;p&gt;One.&lt;/p&gt;</content>'
            '<content type="html">&lt;p&gt;One and two.&lt;/p&gt;</content>'
        ),
        {},
        item(html="<p>One and two.</p>"),
    ),
    Case(
        "a content that is a file is no text",
        atom(
            '<title>x</title><summary>The text.</summary><content type="image/png">iVBORw0KGgoAAAANSUhEUg==</content>'
        ),
        {},
        item(html="<p>The text.</p>"),
    ),
    Case(
        "a content that is elsewhere",
        atom('<title>x</title><content src="https://courier.example/x.html" type="text/html"/>'),
        {},
        item(html=""),
    ),
    Case(
        "markup that was escaped twice",
        rss(f"{TITLE}<description>&amp;lt;p&amp;gt;One &amp;amp;amp; two.&amp;lt;/p&amp;gt;</description>"),
        {},
        item(html="<p>One &amp; two.</p>"),
    ),
    Case(
        "CDATA within escaped text",
        rss(f"{TITLE}<description>&lt;![CDATA[&lt;p&gt;One.&lt;/p&gt;]]&gt;</description>"),
        {},
        item(html="<p>One.</p>"),
    ),
    Case(
        "plain text with paragraphs",
        rss(f"{TITLE}<description>One.\n\nTwo & three.</description>"),
        {},
        item(html="<p>One.</p><p>Two & three.</p>"),
    ),
    Case(
        "markup that is not escaped",
        rss(f"{TITLE}<description><p>One <b>bold</b> word.</p></description>"),
        {},
        item(html="<p>One <b>bold</b> word.</p>"),
    ),
    Case(
        "a picture's caption is not the text",
        rss(
            f'{TITLE}<description>It ended.</description><media:content url="https://x.example/f.jpg" medium="image">'
            "<media:description>The ferry in the harbour on Sunday, seen from the lighthouse.</media:description>"
            "<media:title>Ferry picture</media:title></media:content>"
        ),
        {},
        item(title="Ferry strike ends", html="<p>It ended.</p>", media="image"),
    ),
    Case(
        "entities of HTML that XML does not know",
        rss(f"{TITLE}<description>Caf&eacute;&nbsp;&hellip;</description>"),
        {"is_damaged": False},
        item(html="<p>Café\xa0…</p>"),
    ),
    Case(
        "a tag that plain text is about",
        json_feed({"title": "x", "content_text": "Use <b> & not <i>."}),
        {},
        item(html="<p>Use &lt;b&gt; &amp; not &lt;i&gt;.</p>"),
    ),
    Case(
        "HTML that is called plain",
        atom("<title>x</title><summary>&lt;p&gt;It ended.&lt;/p&gt;</summary>"),
        {},
        item(html="<p>It ended.</p>"),
    ),
    # titles
    Case(
        "markup in a title",
        rss("<title>&lt;b&gt;Ferry&lt;/b&gt; strike &lt;i&gt;ends&lt;/i&gt;</title>"),
        {},
        item(title="Ferry strike ends"),
    ),
    Case(
        "a link in a title",
        rss('<title><![CDATA[<a href="https://courier.example/x">Ferry</a> strike]]></title>'),
        {},
        item(title="Ferry strike"),
    ),
    Case(
        "entities that were encoded twice",
        rss("<title>Macy&amp;#8217;s &amp;amp; Sons</title>"),
        {},
        item(title="Macy’s & Sons"),
    ),
    Case(
        "a sign for less in a title",
        rss("<title>Why 3 &lt; 5 &amp; I &lt;3 it</title>"),
        {},
        item(title="Why 3 < 5 & I <3 it"),
    ),
    Case(
        "line ends in a title",
        rss("<title>\n Ferry\n   strike \u202e ends\n</title>"),
        {},
        item(title="Ferry strike ends"),
    ),
    Case(
        "a title of Atom in HTML",
        atom('<title type="html">Ferry &amp;amp; &lt;em>strike&lt;/em></title>'),
        {},
        item(title="Ferry & strike"),
    ),
    Case(
        "a title of Atom in XHTML",
        atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ferry <em>strike</em></div></title>'),
        {},
        item(title="Ferry strike"),
    ),
    Case("a very long title", rss(f"<title>{'ferry ' * 200}</title>"), {}, item(title=("ferry " * 50).strip())),
    Case(
        "a script in a title",
        rss("<title>Ferry&lt;script&gt;alert(1)&lt;/script&gt; strike</title>"),
        {},
        item(title="Ferry strike"),
    ),
    # identifiers and links
    Case(
        "an identifier that is the link",
        rss(f"{TITLE}<guid>https://courier.example/ferry</guid>"),
        {},
        item(guid="https://courier.example/ferry", link="https://courier.example/ferry"),
    ),
    Case(
        "an identifier that is no link",
        rss(f'{TITLE}<guid isPermaLink="false">2431</guid>'),
        {},
        item(guid="2431", link=None),
    ),
    Case(
        "an identifier that wrongly says it is a link",
        rss(f"{TITLE}<guid>2431</guid>"),
        {},
        item(guid="2431", link=None),
    ),
    Case(
        "link and identifier",
        rss(f"{TITLE}{LINK}<guid>https://courier.example/?p=12</guid>"),
        {},
        item(guid="https://courier.example/?p=12", link="https://courier.example/ferry"),
    ),
    Case(
        "a relative link",
        rss(f"{TITLE}<link>/ferry?a=1&amp;b=2</link>"),
        {},
        item(link="https://courier.example/ferry?a=1&b=2"),
    ),
    Case(
        "a bare ampersand in a link",
        rss(f"{TITLE}<link>https://courier.example/ferry?a=1&b=2&copy=3</link>"),
        {"is_damaged": False},
        item(link="https://courier.example/ferry?a=1&b=2&copy=3"),
    ),
    Case(
        "relative to xml:base",
        atom('<title>x</title><link href="ferry"/><id>1</id>', attributes='xml:base="https://other.example/news/"'),
        {},
        item(link="https://other.example/news/ferry"),
    ),
    Case(
        "a relative xml:base",
        atom('<title>x</title><link href="ferry"/><id>1</id>', attributes='xml:base="/news/"'),
        {},
        item(link="https://courier.example/news/ferry"),
    ),
    Case(
        "several links of Atom",
        atom(
            '<title>x</title><link rel="replies" href="https://courier.example/1/comments"/>'
            '<link rel="alternate" type="application/json" href="https://courier.example/1.json"/>'
            '<link rel="alternate" type="text/html" href="https://courier.example/1"/>'
            '<link rel="self" href="https://courier.example/1.atom"/>'
        ),
        {},
        item(link="https://courier.example/1"),
    ),
    Case(
        "a link through a counter",
        rss(
            f"{TITLE}<link>https://feeds.example/~r/1</link>"
            "<feedburner:origLink>https://courier.example/ferry</feedburner:origLink>"
        ),
        {},
        item(link="https://courier.example/ferry"),
    ),
    Case(
        "a link with a line end and spaces",
        rss(f"{TITLE}<link>\n https://courier.example/a\n b </link>"),
        {},
        item(link="https://courier.example/a%20b"),
    ),
    Case(
        "links that are no addresses of the web",
        rss(
            "<title>One</title><link>javascript:alert(1)</link>",
            "<title>Two</title><link>http://127.0.0.1/x</link>",
            "<title>Three</title><link>https://[::bad/</link>",
        ),
        {},
        [{"link": None}, {"link": None}, {"link": None}],
    ),
    Case(
        "a page that all items share",
        rss(
            *(
                f"<title>{name}</title><link>https://courier.example/app</link><guid>app</guid>"
                for name in ("One", "Two", "Three")
            )
        ),
        {},
        [{"link": None, "guid": None}, {"link": None}, {"link": None}],
    ),
    Case(
        "a page that both items of a feed share",
        rss(*(f"<title>{name}</title><link>https://courier.example/app</link>" for name in ("One", "Two"))),
        {},
        [{"link": None}, {"link": None}],
    ),
    Case("an item that is there twice", rss(f"{TITLE}{LINK}", f"{TITLE}{LINK}"), {}, item(title="Ferry strike ends")),
    # dates, authors, languages, sources
    Case(
        "dates of several forms",
        rss(
            *(
                f"<title>{n}</title><pubDate>{date}</pubDate>"
                for n, date in enumerate(
                    (
                        "Sun, 22 Nov 2026 10:00:00 +0100",
                        "Sun, 22 Nov 2026 08:00:00 EST",
                        "2026-11-22T05:00:00Z",
                        "22 November 2026 04:30 GMT",
                        "2026-11-22T04:00:00.123456789+01:00",
                        "2026-11-22 02:00:00",
                    )
                )
            )
        ),
        {},
        [
            {"title": "1", "published_at": "2026-11-22T13:00:00"},
            {"title": "0", "published_at": "2026-11-22T09:00:00"},
            {"published_at": "2026-11-22T05:00:00"},
            {"published_at": "2026-11-22T04:30:00"},
            {"published_at": "2026-11-22T03:00:00.123456"},
            {"published_at": "2026-11-22T02:00:00"},
        ],
    ),
    Case(
        "dates that are none",
        rss(
            *(
                f"<title>{n}</title><pubDate>{date}</pubDate>"
                for n, date in enumerate(
                    (
                        "Wed, 22 Nov 2062 10:00:00 GMT",
                        "Thu, 01 Jan 1970 00:00:00 GMT",
                        "soon",
                        "Sun, 99 Nov 2026 10:00:00 GMT",
                        "",
                    )
                )
            )
        ),
        {},
        [{"title": str(n), "published_at": None} for n in range(5)],
    ),
    Case(
        "a date in Greek words",
        rss(f"{TITLE}<pubDate>Κυρ, 22 Νοε 2026 11:00:00 +0200</pubDate>"),
        {},
        item(published_at="2026-11-22T09:00:00"),
    ),
    Case(
        "only an update's date",
        atom("<title>x</title><updated>2026-11-22T09:00:00Z</updated>"),
        {},
        item(published_at="2026-11-22T09:00:00"),
    ),
    Case(
        "newest first, whatever the order of the feed",
        rss(
            "<title>old</title><pubDate>2026-11-20T09:00:00Z</pubDate>",
            "<title>beside old</title>",
            "<title>new</title><pubDate>2026-11-22T09:00:00Z</pubDate>",
        ),
        {},
        [{"title": "new"}, {"title": "old"}, {"title": "beside old"}],
    ),
    Case(
        "no dates: the order of the feed",
        rss("<title>b</title>", "<title>a</title>", "<title>c</title>"),
        {},
        [{"title": "b"}, {"title": "a"}, {"title": "c"}],
    ),
    Case(
        "an author of RSS", rss(f"{TITLE}<author>ann@courier.example (Ann Reed)</author>"), {}, item(author="Ann Reed")
    ),
    Case(
        "an author that is only an address", rss(f"{TITLE}<author>ann@courier.example</author>"), {}, item(author=None)
    ),
    Case(
        "the author of a whole feed",
        atom("<title>x</title>", head="<author><name>Ann Reed</name></author>"),
        {},
        item(author="Ann Reed"),
    ),
    Case(
        "the authors of a whole JSON Feed",
        json_feed({"title": "x"}, author={"name": "Ann Reed"}),
        {},
        item(author="Ann Reed"),
    ),
    Case(
        "the editor of a feed is not the author of its items",
        rss(TITLE, channel="<managingEditor>ann@courier.example (Ann Reed)</managingEditor>"),
        {},
        item(author=None),
    ),
    Case(
        "several creators",
        rss(f"{TITLE}<dc:creator>By Ann Reed</dc:creator><dc:creator>Bob Stone</dc:creator>"),
        {},
        item(author="Ann Reed, Bob Stone"),
    ),
    Case(
        "languages",
        atom('<title xml:lang="de_AT">Fähre</title>', attributes='xml:lang="en-GB"'),
        {"language": "en-gb"},
        item(language="de-at"),
    ),
    Case("a language that is none", rss(TITLE, channel="<language>all of them</language>"), {"language": None}, item()),
    Case(
        "the source of a collection's item",
        rss(f'{TITLE}<source url="https://herald.example/rss">Port Herald</source>'),
        {},
        item(source="Port Herald"),
    ),
    Case(
        "the source of an entry",
        atom("<title>x</title><source><title>Port Herald</title></source>"),
        {},
        item(title="x", source="Port Herald"),
    ),
    Case(
        "attachments",
        rss(
            '<title>1</title><enclosure url="https://courier.example/1.mp3" length="1" type="audio/mpeg"/>',
            '<title>2</title><enclosure url="https://courier.example/2.mp4"/>',
            '<title>3</title><media:content medium="video" url="https://courier.example/3"/>',
            '<title>4</title><enclosure url="https://courier.example/4.jpg" type="image/jpeg"/>',
            '<title>5</title><enclosure url="https://courier.example/5.pdf" type="application/pdf"/>',
        ),
        {},
        [{"media": "audio"}, {"media": "video"}, {"media": "video"}, {"media": "image"}, {"media": None}],
    ),
    # what the feed says of itself
    Case(
        "no title", "<rss><channel><item><title>x</title></item></channel></rss>", {"title": "courier.example"}, item()
    ),
    Case("no items", rss(), {"title": "Valmere Courier", "items": ()}),
    Case(
        "a feed that moved",
        rss(TITLE, channel="<itunes:new-feed-url>https://new.example/rss</itunes:new-feed-url>"),
        {"moved_to": "https://new.example/rss"},
        item(),
    ),
    Case(
        "a feed that moved to nowhere",
        rss(TITLE, channel="<itunes:new-feed-url>ftp://x/</itunes:new-feed-url>"),
        {"moved_to": None},
        item(),
    ),
    Case(
        "pauses in other forms",
        rss(
            TITLE,
            channel="<ttl><![CDATA[ 90 ]]></ttl><skipHours count='2'><hour tz='GMT'>03</hour><!-- and --><hour>"
            "<![CDATA[4]]></hour></skipHours><skipDays xml:lang='en'><day id='1'>SUNDAY</day></skipDays>",
        ),
        {"ttl_minutes": 90, "skip_hours": {3, 4}, "skip_days": {6}},
        item(),
    ),
    Case(
        "pauses that are none",
        rss(TITLE, channel="<ttl>soon</ttl><skipHours><hour>25</hour></skipHours>"),
        {"ttl_minutes": None, "skip_hours": set()},
        item(),
    ),
    Case("a pause of years", rss(TITLE, channel="<ttl>99999999</ttl>"), {"ttl_minutes": 10_080}, item()),
    # encodings
    Case(
        "Latin 1 by the declaration",
        rss("<title>Café</title>", head='<?xml version="1.0" encoding="iso-8859-1"?>').encode("latin-1"),
        {},
        item(title="Café"),
    ),
    Case(
        "Windows 1251 by the header",
        rss("<title>Паром снова идёт</title>", head="").encode("cp1251"),
        {},
        item(title="Паром снова идёт"),
        "application/rss+xml; charset=windows-1251",
    ),
    Case(
        "UTF-16",
        rss("<title>Café</title>", head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"),
        {},
        item(title="Café"),
    ),
    Case(
        "UTF-8 with its mark, and another declared",
        "\ufeff" + rss("<title>Café</title>", head=('<?xml version="1.0" encoding="iso-8859-1"?>')),
        {},
        item(title="Café"),
    ),
    Case(
        "Shift JIS",
        rss("<title>フェリー</title>", head='<?xml version="1.0" encoding="Shift_JIS"?>').encode("cp932"),
        {},
        item(title="フェリー"),
    ),
    Case("UTF-8 as text/xml", rss("<title>Café</title>"), {}, item(title="Café"), "text/xml"),
    # damage
    Case(
        "an answer that was cut off",
        rss(f"{TITLE}{LINK}", "<title>Two</title><description>It end")[:-28],
        {"is_damaged": True},
        item(title="Ferry strike ends"),
    ),
    Case(
        "warnings above the feed", "<br />\n<b>Warning</b>: mysql\n" + rss(TITLE), {}, item(title="Ferry strike ends")
    ),
    Case(
        "control characters",
        rss("<title>Ferry\x08 \x00strike\x0b</title>"),
        {"is_damaged": False},
        item(title="Ferry strike"),
    ),
    Case(
        "a reference to a character that does not exist",
        rss("<title>Ferry&#0; &#xFFFF;strike &#1114112;</title>"),
        {},
        item(title="Ferry strike"),
    ),
    Case(
        "a prefix without a namespace",
        "<rss><channel><title>x</title><item><title>y</title><dc:creator>Ann Reed</dc:creator></item></channel></rss>",
        {"is_damaged": True},
        item(author="Ann Reed"),
    ),
    Case(
        "unclosed tags within a text",
        rss(f"{TITLE}<description>One<br>two<p>three</description>{LINK}", "<title>Two</title>"),
        {"is_damaged": True},
        [{"link": "https://courier.example/ferry"}, {"title": "Two"}],
    ),
    Case(
        "an attribute without quotes, and one that is there twice",
        f'<rss version=2.0><channel><title>x</title><item a="1" a="2">{TITLE}</item></channel></rss>',
        {"is_damaged": False},
        item(title="Ferry strike ends"),
    ),
    Case("comments", rss(f"<!-- <item> -->{TITLE}<!-- open", "<title>Two</title>"), {}, [{}, {"title": "Two"}]),
    Case(
        "capital letters",
        "<RSS><CHANNEL><TITLE>x</TITLE><ITEM><TITLE>y</TITLE></ITEM></CHANNEL></RSS>",
        {"title": "x"},
        item(title="y"),
    ),
]
"""At least sixty feeds; the items that are checked are the first ones."""

NOT_FEEDS = {
    "": "the answer is empty",
    "  \n": "the answer is empty",
    "<!doctype html><html><head><title>x</title></head><body>The page</body></html>": "it is a web page",
    "<html xmlns='http://www.w3.org/1999/xhtml'><body><pre>&lt;rss&gt;</pre></body></html>": "it is a web page",
    "<opml version='1.0'><body/></opml>": "it is a list of feeds",
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/'/>": "it is a map of the site",
    "<svg xmlns='http://www.w3.org/2000/svg'/>": "it is neither RSS nor Atom nor JSON Feed",
    "<rss><channel></channel></rss>": "it has neither a title nor items",
    "%PDF-1.7 binary": "it is neither RSS nor Atom nor JSON Feed",
    "The page you want has moved.": "it is neither RSS nor Atom nor JSON Feed",
    '{"items": ': "its JSON is damaged",
    "[" * 100_000: "its JSON is damaged",
    '{"error": "not found"}': "it is JSON, but no JSON Feed",
    "[1, 2]": "it is JSON, but no JSON Feed",
}
