# ruff: noqa: E501 - a feed in one line reads better
"""Links to feeds and to sites that have one."""

from __future__ import annotations

import gzip
import json
import zlib
from html import escape

from intake.feeds.feed_samples import LONG
from intake.web.sample_pages import NEWS, TITLE, article, page
from internet import Answer

from web_cases.case import HEAD, HTML, RSS, SITE, Case, hang_up, http, redirect, slowly

ATOM, JSON, XML = "application/atom+xml", "application/feed+json", "application/xml"
HEADING = "Follow this feed?\nValmere Courier\n`http://courier.example/feed`"
OFFER = f"{HEADING}\nFerry strike ends: <t:1795420800:D> · Valmere Courier"
NO_FEED = "I found no feed at that link"
GIVE_ADDRESS = " Give the address of the site’s RSS, Atom or JSON feed."
WEB_PAGE = (
    f"{NO_FEED}: it is a web page. Give the address of its RSS or Atom feed, or add the page itself as an article."
)
BROKEN = "The server’s answer was damaged or broke off: try again later."
NOT_ASKED_FOR = (
    "The server compresses its answer in a way that was not asked for and that I cannot read: use another address, or ask "
    "the site to mend its server."
)
TOO_LARGE = "What the server sent is too large to be read: use another address."
TOO_LATE = "The server of that address took too long to answer: try again later."
ADD = f"!feed add {SITE}/feed"


def item(
    title: str = "Ferry strike ends",
    html: str = LONG,
    link: str = f"{SITE}/ferry",
    more: str = "<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate>",
) -> str:
    return f"<item><title>{escape(title)}</title><link>{escape(link)}</link>{more}<description>{escape(html)}</description></item>"


def rss(*items: str, title: str = "Valmere Courier", head: str = "", more: str = "") -> str:
    return f"{head}<rss version='2.0'><channel><title>{title}</title><link>{SITE}/</link>{more}{''.join(items)}</channel></rss>"


def feed(does: str, sees: str, data: str | bytes, kind: str = RSS, typed: str = ADD, **more: Answer) -> Case:
    """A case in which the link is that of the feed."""
    pages = {f"/{name}": answer for name, answer in more.items()}
    return Case(does, {"/feed": http(data, kind=kind), **pages}, sees, typed=typed)


def answer(does: str, sees: str, answer: Answer, seconds: float = 20.0) -> Case:
    """A case in which the server answers so at the feed's address."""
    return Case(does, {"/feed": answer}, sees, typed=ADD, seconds=seconds)


def site(does: str, sees: str, front: str, **more: Answer) -> Case:
    """A case in which the link is that of the site."""
    return Case(
        does,
        {"/": http(page("Courier", f"<p>News</p>{front}")), **{f"/{name}": a for name, a in more.items()}},
        sees,
        typed=f"!feed add {SITE}",
    )


FEED = rss(item())
GOOD = http(FEED, kind=RSS)
ATOM_FEED = (
    f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Valmere Courier</title><entry><title>Ferry strike ends</title><link href='{SITE}/ferry'/>"
    f"<updated>2026-11-23T08:00:00+09:00</updated><content type='html'>{escape(LONG)}</content></entry></feed>"
)
RDF_FEED = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    f"<channel><title>Valmere Courier</title><link>{SITE}/</link></channel><item><title>Ferry strike ends</title><link>{SITE}/ferry</link><description>{escape(LONG)}</description></item></rdf:RDF>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Valmere Courier",
        "items": [
            {
                "id": "1",
                "url": f"{SITE}/ferry",
                "title": "Ferry strike ends",
                "content_html": LONG,
                "date_published": "2026-11-23T08:00:00-05:00",
            }
        ],
    }
)
BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)

# fmt: off
KINDS = [
    feed("RSS 2.0", OFFER, FEED),
    feed("Atom", f"{HEADING}\nFerry strike ends: <t:1795388400:D> · Valmere Courier", ATOM_FEED, ATOM),
    feed("RSS 1.0", f"{HEADING}\nFerry strike ends: no date · Valmere Courier", RDF_FEED, "application/rdf+xml"),
    feed("JSON Feed", f"{HEADING}\nFerry strike ends: <t:1795438800:D> · Valmere Courier", JSON_FEED, JSON),
    feed("RSS as a page", OFFER, FEED, HTML),
    feed("RSS as plain text", OFFER, FEED, "text/plain"),
    feed("RSS without a content type", OFFER, FEED, ""),
    feed("JSON Feed as RSS", f"{HEADING}\nFerry strike ends: <t:1795438800:D> · Valmere Courier", JSON_FEED),
    feed("a feed in windows-1251, as its declaration says", f"{HEADING}\nПаром снова ходит: <t:1795420800:D> · Valmere Courier", rss(item("Паром снова ходит"), head="<?xml version='1.0' encoding='windows-1251'?>").encode("cp1251"), XML),
    feed("a feed in UTF-16", f"{HEADING}\nFähre fährt: <t:1795420800:D> · Valmere Courier", rss(item("Fähre fährt"), head="<?xml version='1.0' encoding='utf-16'?>").encode("utf-16"), XML),
    feed("a feed in UTF-8 that its header calls latin-1", f"{HEADING}\nFähre fährt: <t:1795420800:D> · Valmere Courier", rss(item("Fähre fährt")), "application/rss+xml; charset=iso-8859-1"),
    feed("lines and a byte order mark before it", OFFER, "\ufeff\n\n" + rss(item(), head="<?xml version='1.0'?>")),
    feed("a feed that is not well-formed", "Follow this feed?\nValmere Courier & Sons\n`http://courier.example/feed`\nFerry strike ends: <t:1795420800:D> · Valmere Courier & Sons", FEED.replace("</channel></rss>", "").replace("Courier", "Courier & Sons&nbsp;")),
    feed("a feed without items", f"{HEADING}", rss()),
    feed("a feed without a title", "Follow this feed?\ncourier.example\n`http://courier.example/feed`\nFerry strike ends: <t:1795420800:D> · courier.example", rss(item(), title="")),
    feed("5,000 items", f"{HEADING}\nFerry strike 0: <t:1795420800:D> · Valmere Courier\nFerry strike 1: <t:1795420800:D> · Valmere Courier\nFerry strike 2: <t:1795420800:D> · Valmere Courier", rss(*(item(f"Ferry strike {n}", link=f"{SITE}/{n}") for n in range(5_000)))),
    answer("a feed in gzip", OFFER, http(gzip.compress(FEED.encode()), kind=RSS, Content_Encoding="gzip")),
    answer("a feed that moved for good, to nothing", f"{NO_FEED}. The server answered 404: there is nothing at that address.{GIVE_ADDRESS}", redirect("/new", "301 Moved Permanently")),
    Case("a feed that moved for good, to one that is there", {"/feed": redirect("/new.xml", "301 Moved Permanently"), "/new.xml": GOOD}, "Follow this feed?\nValmere Courier\n`http://courier.example/new.xml`\nFerry strike ends: <t:1795420800:D> · Valmere Courier", typed=ADD),
    Case("a feed that moved for now", {"/feed": redirect("/new.xml"), "/new.xml": GOOD}, OFFER, typed=ADD),
    feed("a link that begins with feed:", OFFER, FEED, typed=f"!feed add feed:{SITE}/feed"),
    feed("a link that begins with feed://", OFFER, FEED, typed="!feed add feed://courier.example/feed"),
    feed("a link without a scheme, of a site without https", OFFER, FEED, typed="!feed add courier.example/feed"),
    feed("a link in Markdown", OFFER, FEED, typed=f"!feed add [The Courier]({SITE}/feed)"),
    feed("two links", "Give one address at a time: repeat the command for each feed.", FEED, typed=f"!feed add {SITE}/feed {SITE}/other"),
    feed("a link in brackets", OFFER, FEED, typed=f"!feed add <{SITE}/feed>"),
]

SITES = [
    site("a site that names its feed", "Follow this feed?\nValmere Courier\n`http://courier.example/all.rss`\nFerry strike ends: <t:1795420800:D> · Valmere Courier", "<link rel=alternate type=application/rss+xml href=/all.rss>", **{"all.rss": GOOD}),
    site("a site that links to its feed in the text", "Follow this feed?\nValmere Courier\n`http://courier.example/news.rss`\nFerry strike ends: <t:1795420800:D> · Valmere Courier", "<a href=/news.rss>RSS</a>", **{"news.rss": GOOD}),
    site("a site that names no feed and has one at a usual address", "Follow this feed?\nValmere Courier\n`http://courier.example/feed.xml`\nFerry strike ends: <t:1795420800:D> · Valmere Courier", "", **{"feed.xml": GOOD}),
    site("a site that names a feed which is gone, and has another", "Follow this feed?\nValmere Courier\n`http://courier.example/rss.xml`\nFerry strike ends: <t:1795420800:D> · Valmere Courier", "<a href=/old.rss>RSS</a>", **{"rss.xml": GOOD}),
    site("a site without a feed", WEB_PAGE, ""),
    Case("an article of a site whose feed is at a usual address", {"/2026/story": http(article(TITLE, *NEWS)), "/feed": GOOD}, OFFER, typed=f"!feed add {SITE}/2026/story"),
    Case("a front page that is forbidden, and a feed that is not", {"/": http(status="403 Forbidden"), "/feed": GOOD}, OFFER, typed=f"!feed add {SITE}"),
]

ITEMS = [
    feed("HTML in the titles", OFFER, rss(item("Ferry &lt;b&gt;strike&lt;/b&gt; <i>ends</i>"), title="Valmere &lt;b&gt;Courier&lt;/b&gt;")),
    feed("titles that turn the line around", OFFER, rss(item("Ferry \u202estrike\u202c ends"), title="Valmere \u202eCourier")),
    feed("Discord's markup and mentions in the titles", "Follow this feed?\n@\u200bhere \\`Courier\\`\n`http://courier.example/feed`\n@\u200beveryone \\*\\*Ferry\\*\\* \\[ends\\](http\u200b://evil.example): <t:1795420800:D> · @here `Courier`", rss(item("@everyone **Ferry** [ends](http://evil.example)"), title="@here `Courier`")),
    feed("dates in the future", f"{HEADING}\nFerry strike ends: no date · Valmere Courier", rss(item(more="<pubDate>Mon, 01 Jan 2035 08:00:00 GMT</pubDate>"))),
    feed("dates in other zones", f"{HEADING}\nFerry strike ends: <t:1795408200:D> · Valmere Courier", rss(item(more="<pubDate>Sun, 22 Nov 2026 23:30:00 EST</pubDate>"))),
    feed("dates that are none", f"{HEADING}\nFerry strike ends: no date · Valmere Courier", rss(item(more="<pubDate>last Monday</pubDate>"))),
    feed("no dates", f"{HEADING}\nFerry strike ends: no date · Valmere Courier", rss(item(more=""))),
    feed("a teaser whose page has the text", f"{HEADING}\nHarbour shut after tanker hits pier: <t:1795420800:D> · Valmere Courier", rss(item(html="<p>The harbour is …</p>", title=TITLE)), ferry=http(article(TITLE, *NEWS))),
    feed("a teaser whose page is behind robots.txt", f"{HEADING}\nHarbour shut after tanker hits pier: Would not be posted: The site’s robots.txt asks programs not to fetch that page.", rss(item(html="<p>The harbour is …</p>", title=TITLE)), ferry=http(article(TITLE, *NEWS)), **{"robots.txt": http("User-agent: *\nDisallow: /", kind="text/plain")}),
    feed("a teaser whose site has no robots.txt that can be read", f"{HEADING}\nHarbour shut after tanker hits pier: Cannot be shown now: The site’s robots.txt cannot be read at the moment.", rss(item(html="<p>The harbour is …</p>", title=TITLE)), ferry=http(article(TITLE, *NEWS)), **{"robots.txt": http(status="503 Service Unavailable")}),
    feed("a teaser whose page is gone", f"{HEADING}\nFerry strike ends: Would not be posted: The server answered 404: there is nothing at that address.", rss(item(html="<p>The harbour is …</p>"))),
    feed("a teaser whose page needs a login", f"{HEADING}\nFerry strike ends: Would not be posted: The server answered 401: it asks for a login.", rss(item(html="<p>The harbour is …</p>")), ferry=http(status="401 Unauthorized")),
    feed("a teaser whose page is no article", f"{HEADING}\nFerry strike ends: Would not be posted: I found no article: that page asks to log in before it shows the article.", rss(item(html="<p>The harbour is …</p>")), ferry=http(page("Log in", "<form><p>Welcome.</p><input type=password></form>"))),
    feed("a teaser whose page is on a private network", f"{HEADING}\nFerry strike ends: <t:1795420800:D> · Valmere Courier", rss(item(html="<p>The harbour is …</p>", link="http://169.254.169.254/latest"))),
    feed("a teaser without a link", f"{HEADING}\nFerry strike ends: <t:1795420800:D> · Valmere Courier", rss(item(html="<p>The harbour is …</p>", link=""))),
    feed("an item without a text or a link", f"{HEADING}\nFerry: Would not be posted: The item is no article: it has neither a text nor a link.", rss("<item><title>Ferry</title></item>")),
    feed("a recording", f"{HEADING}\nFerry strike ends: Would not be posted: The item is no article: it only announces a recording to listen to.", rss(item(html="<p>Listen.</p>", more="<enclosure type='audio/mpeg' url='/a.mp3' length='1'/>"))),
    feed("pictures of the day", f"{HEADING}\nPicture of the day: Would not be posted: The item is no article: it only shows pictures.", rss(item("Picture of the day", "<img src=/a.jpg>"))),
    feed("a script in an item", OFFER, rss(item(html=f"<script>alert(1)</script>{LONG}<iframe src='http://evil.example'></iframe>"))),
    feed("the same item three times", OFFER, rss(*[item()] * 3)),
]

NO_FEEDS = [
    feed("an article in place of a feed", WEB_PAGE, article(TITLE, *NEWS), HTML),
    feed("a map of the site", f"{NO_FEED}: it is a map of the site’s pages. Give the address of its RSS or Atom feed.", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/</loc></url></urlset>", XML),
    feed("a list of feeds", f"{NO_FEED}: it is a list of feeds (OPML). Save it as a file, and import that file.", "<opml version='2.0'><body><outline text='Courier' xmlUrl='http://courier.example/f'/></body></opml>", "text/x-opml"),
    feed("JSON that is no feed", f"{NO_FEED}: it is JSON, but no JSON Feed. Give the address of an RSS, Atom or JSON feed.", '{"articles": []}', "application/json"),
    feed("JSON that breaks off", f"{NO_FEED}: its JSON is damaged. Ask the site to mend it, or give the address of its RSS or Atom feed.", JSON_FEED[:90], JSON),
    feed("XML that is no feed", f"{NO_FEED}: it is neither RSS nor Atom nor JSON Feed. Give the address of a feed, or of the site’s front page.", "<?xml version='1.0'?><note>Hello</note>", XML),
    feed("an empty answer", f"{NO_FEED}: the answer is empty. Try again later, or ask the site.", ""),
    feed("spaces", f"{NO_FEED}: the answer is empty. Try again later, or ask the site.", " \n" * 500),
    feed("a picture as a feed", f"{NO_FEED}: it is neither RSS nor Atom nor JSON Feed. Give the address of a feed, or of the site’s front page.", b"\x89PNG\r\n\x1a\n" + bytes(99)),
    feed("a form to log in as a feed", WEB_PAGE, page("Log in", "<form><p>Welcome back.</p><input type=password></form>"), HTML),
]

HOSTILE = [
    feed("an entity bomb", f"{NO_FEED}: it is an entity bomb: what it declares expands without end. Ask the site to mend its feed.", rss(item("Ferry &i; ends").replace("&amp;i;", "&i;"), head=BOMB)),
    feed("an entity that is a file of this machine", f"{HEADING}\nFerry &f; ends: <t:1795420800:D> · Valmere Courier", rss(item("Ferry &f; ends").replace("&amp;f;", "&f;"), head="<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>")),
    feed("an entity that is an address of the private network", f"{HEADING}\nFerry &f; ends: <t:1795420800:D> · Valmere Courier", rss(item("Ferry &f; ends").replace("&amp;f;", "&f;"), head="<!DOCTYPE x SYSTEM 'http://169.254.169.254/x.dtd' [<!ENTITY f SYSTEM 'http://169.254.169.254/'>]>")),
    feed("100,000 elements within each other", OFFER, rss(item(), more="<a>" * 100_000)),
    feed("a tag with 100,000 attributes", OFFER, FEED.replace("<channel>", "<channel " + " ".join(f"a{n}='1'" for n in range(100_000)) + ">")),
    answer("20 MB of a feed", TOO_LARGE, http(FEED.encode() + b" " * 20_000_000, kind=RSS)),
    answer("a feed without an end", TOO_LARGE, slowly(HEAD + b"\r\n<rss><channel>", item().encode() * 200, 0)),
    answer("a feed as a bomb in gzip", TOO_LARGE, http(gzip.compress(b"<rss>" + b"<item/>" * 2_500_000, 9), kind=RSS, Content_Encoding="gzip")),
    answer("a feed as a bomb in deflate", TOO_LARGE, http(zlib.compress(b"<rss>" + b"<item/>" * 2_500_000, 9), kind=RSS, Content_Encoding="deflate")),
    answer("a feed in brotli, for which nobody asked", NOT_ASKED_FOR, http(b"\x8b\x04\x80hello\x03", kind=RSS, Content_Encoding="br")),
    answer("a feed of one byte a time", TOO_LATE, slowly(HEAD + b"\r\n", b"<"), seconds=0.3),
    answer("a feed that never comes", TOO_LATE, slowly(b""), seconds=0.3),
    answer("a feed that redirects to itself", "That address redirects too many times: use the one that it leads to in a browser.", redirect("/feed")),
    answer("a feed that breaks off", BROKEN, http(FEED, kind=RSS, Content_Length="99999")),
    answer("a feed that is cut within an item", f"{HEADING}\nFerry strike begins: <t:1795420800:D> · Valmere Courier", http(rss(item("Ferry strike begins", link=f"{SITE}/1"), item())[:-400], kind=RSS)),
    answer("a connection that is closed", BROKEN, hang_up),
    answer("a feed whose header is a megabyte", BROKEN, HEAD + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n"),
]

STATUSES = [
    answer("a feed with 304 Not Modified", f"{NO_FEED}. The server answered 304: it says that nothing is new since a request that was not made.{GIVE_ADDRESS}", http(status="304 Not Modified")),
    answer("a feed with 401 Unauthorized", f"{NO_FEED}. The server answered 401: it asks for a login.{GIVE_ADDRESS}", http(status="401 Unauthorized")),
    answer("a feed with 402 Payment Required", f"{NO_FEED}. The server answered 402: it asks for a subscription.{GIVE_ADDRESS}", http(status="402 Payment Required")),
    answer("a feed with 403 Forbidden", f"{NO_FEED}. The server answered 403: it does not let programs read that address.{GIVE_ADDRESS}", http(status="403 Forbidden")),
    answer("a feed with 404 Not Found", f"{NO_FEED}. The server answered 404: there is nothing at that address.{GIVE_ADDRESS}", http(status="404 Not Found")),
    answer("a feed with 410 Gone", f"{NO_FEED}. The server answered 410: what was at that address was taken down for good.{GIVE_ADDRESS}", http(status="410 Gone")),
    answer("a feed with 429 Too Many Requests", "The server answered 429: it asks for fewer requests. Try again later.", http(status="429 Too Many Requests")),
    answer("a feed with 451 Unavailable For Legal Reasons", f"{NO_FEED}. The server answered 451: the law of its country forbids it.{GIVE_ADDRESS}", http(status="451 Unavailable For Legal Reasons")),
    answer("a feed with 500 Internal Server Error", "The server answered 500: it has a fault. Try again later.", http(status="500 Internal Server Error")),
    answer("a feed with 503 Service Unavailable", "The server answered 503: it is overloaded or under maintenance. Try again later.", http(status="503 Service Unavailable")),
    answer("a feed that asks to wait an hour", "The server answered 429: it asks for fewer requests. Try again in 60 minutes.", http(status="429 Too Many Requests", Retry_After="3600")),
    Case("no feed at a host that does not exist", {}, "No server answers at that address, or this machine has no connection: check the address, or try again later.", typed="!feed add nowhere.example"),
    Case("a feed behind a certificate that nobody vouches for", {"/feed": GOOD}, "No encrypted connection to that server can be made, perhaps because its certificate is not valid: check the address, or try again later.", typed="!feed add https://courier.example/feed"),
    Case("a feed where nobody listens", {}, "No server answers at that address, or this machine has no connection: check the address, or try again later.", typed="!feed add http://closed.example/feed"),
    Case("words in place of a link", {}, "That is more than an address: give only that of the site, such as https\u200b://news.example.", typed="!feed add the Courier"),
    Case("no link", {}, "!feed add needs the address of a site, or of its RSS, Atom or JSON feed. For example: !feed add https\u200b://news.example", typed="!feed add"),
]

FEEDS = [*KINDS, *SITES, *ITEMS, *NO_FEEDS, *HOSTILE, *STATUSES]
