# ruff: noqa: E501 - a case in one line reads better
"""Links to pages: what is in them, how they are encoded, where they really are."""

from __future__ import annotations

import gzip
import zlib

from intake.files.file_samples import line, make_docx, make_pdf, make_zip, par
from intake.web.sample_pages import NEWS, TITLE, article, data, page, prose, wall

from web_cases.case import INSTEAD, LISTED, RSS, SITE, Case, http, redirect

STORY = article(TITLE, *NEWS)
UMLAUTS = article(
    "Fähre fährt wieder", "Die Fähre fährt wieder, sagte Bürgermeisterin Ann Lee am Montag. " * 8, lang="de"
)
CYRILLIC = article(
    "Паром снова ходит", "Паром снова ходит на острова, сообщил мэр города в понедельник. " * 8, lang="ru"
)
JAPANESE = article("フェリーが再開", "市長は月曜日、島へのフェリーが再開したと発表した。" * 12, lang="ja")
PDF = make_pdf(line(TITLE, 50, 740, 18) + "".join(line(text, 50, 700 - 30 * n) for n, text in enumerate(NEWS)))
HERE = {"/new": http(STORY)}
CARD = "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · no date · 75 words\nhttp://courier.example/story"
NEW_CARD = CARD.replace("/story", "/new")
UMLAUT_CARD = (
    "Not added yet\nFähre fährt wieder\ncourier.example · no author · no date · 80 words\nhttp://courier.example/story"
)
CYRILLIC_CARD = UMLAUT_CARD.replace("Fähre fährt wieder", "Паром снова ходит")


def headed(head: str, title: str = TITLE) -> bytes:
    """A page with something in its head."""
    return http(article(title, *NEWS, head=head))


def dated(value: str) -> bytes:
    return headed(f"<meta property=article:published_time content='{value}'>")


# fmt: off
ARTICLES = [
    Case("an article", {"/story": http(STORY)}, CARD),
    Case("in gzip", {"/story": http(gzip.compress(STORY.encode()), Content_Encoding="gzip")}, CARD),
    Case("in deflate", {"/story": http(zlib.compress(STORY.encode()), Content_Encoding="deflate")}, CARD),
    Case("in deflate without its frame", {"/story": http(zlib.compress(STORY.encode())[2:-4], Content_Encoding="deflate")}, CARD),
    Case("in chunks", {"/story": http(f"{len(STORY.encode()):x}\r\n{STORY}\r\n0\r\n\r\n", Content_Length="", Transfer_Encoding="chunked")}, CARD),
    Case("without a length, until the connection ends", {"/story": http(STORY, Content_Length="")}, CARD),
    Case("in HTTP/1.0", {"/story": http(STORY).replace(b"HTTP/1.1", b"HTTP/1.0")}, CARD),
    Case("as XHTML", {"/story": http(f"<?xml version='1.0'?>{STORY}", kind="application/xhtml+xml")}, CARD),
    Case("without a content type", {"/story": http(STORY, kind="")}, CARD),
    Case("a page as plain text", {"/story": http(STORY, kind="text/plain")}, CARD),
    Case("a page as an unknown file", {"/story": http(STORY, kind="application/octet-stream")}, CARD),
    Case("a content type in capitals", {"/story": http(STORY, kind="TEXT/HTML;CHARSET=UTF-8")}, CARD),
    Case("a page with zero bytes in it", {"/story": http(STORY.replace("Monday", "Mon\x00day"))}, CARD),
    Case("tags that are never closed, 50,000 deep", {"/story": http(STORY.replace("<article>", "<div>" * 50_000 + "<article>"))}, "That page has more than 40,000 parts, too many to read. Paste the article’s title and text instead, or attach a .txt file."),
    Case("cookies that it does not need", {"/story": http(STORY, Set_Cookie="id=1; Path=/")}, CARD),
    Case("robots.txt against programs, which a link that a person typed does not concern", {"/story": http(STORY), "/robots.txt": http("User-agent: *\nDisallow: /", kind="text/plain")}, CARD),
    Case("an answer in parts, of which it is the first", {"/story": http(STORY, "206 Partial Content", Content_Range="bytes 0-99/100")}, f"The server answered 206: it does not give what was asked for.{INSTEAD}"),
]

CHARSETS = [
    Case("windows-1252, as the header says", {"/story": http(UMLAUTS.encode("cp1252"), kind="text/html; charset=windows-1252")}, UMLAUT_CARD),
    Case("windows-1252, as only the page says", {"/story": http(UMLAUTS.replace("<head>", "<head><meta charset=windows-1252>").encode("cp1252"), kind="text/html")}, UMLAUT_CARD),
    Case("windows-1252, though the header says UTF-8", {"/story": http(UMLAUTS.encode("cp1252"))}, UMLAUT_CARD),
    Case("UTF-8, though the header says latin-1", {"/story": http(UMLAUTS, kind="text/html; charset=iso-8859-1")}, UMLAUT_CARD),
    Case("UTF-16 with its mark", {"/story": http(UMLAUTS.encode("utf-16"), kind="text/html")}, UMLAUT_CARD),
    Case("windows-1251, and nobody says so", {"/story": http(CYRILLIC.encode("cp1251"), kind="text/html")}, CYRILLIC_CARD),
    Case("KOI8-R, and nobody says so", {"/story": http(CYRILLIC.encode("koi8-r"), kind="text/html")}, CYRILLIC_CARD),
    Case("Shift JIS, and nobody says so", {"/story": http(JAPANESE.encode("shift_jis"), kind="text/html")}, "Not added yet\nフェリーが再開\ncourier.example · no author · no date · 300 characters\nhttp://courier.example/story"),
    Case("a charset that does not exist", {"/story": http(UMLAUTS, kind="text/html; charset=klingon")}, UMLAUT_CARD),
]

METADATA = [
    Case("HTML in its title", {"/story": headed("", "Harbour &lt;b&gt;shut&lt;/b&gt; &amp;amp; guarded")}, "Not added yet\nHarbour \\<b\\>shut\\</b\\> & guarded\ncourier.example · no author · no date · 75 words\nhttp://courier.example/story"),
    Case("a title that turns the line around", {"/story": headed("", "Harbour \u202eshut\u202c after \u2067tanker\u2069 hits pier")}, CARD),
    Case("Discord's own markup and a mention in its title", {"/story": headed("", "@everyone **Harbour** shut [here](http://evil.example)")}, "Not added yet\n@\u200beveryone \\*\\*Harbour\\*\\* shut \\[here\\](http\u200b://evil.example)\ncourier.example · no author · no date · 75 words\nhttp://courier.example/story"),
    Case("a title of 2,000 characters", {"/story": headed("", "Harbour shut " + "again and " * 200)}, "Not added yet\nHarbour shut again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and again and…\ncourier.example · no author · no date · 477 words\nhttp://courier.example/story"),
    Case("a date in the future", {"/story": dated("2031-01-01T08:00:00Z")}, CARD),
    Case("a date before the web", {"/story": dated("1890-01-01")}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · 1 January 1890 · 75 words\nhttp://courier.example/story"),
    Case("a date that does not exist", {"/story": dated("2026-02-31T08:00:00Z")}, CARD),
    Case("an evening in New York", {"/story": dated("2026-11-20T23:30:00-05:00")}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · <t:1795235400:D> · 75 words\nhttp://courier.example/story"),
    Case("a morning in Tokyo", {"/story": dated("2026-11-20T08:00:00+09:00")}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · <t:1795129200:D> · 75 words\nhttp://courier.example/story"),
    Case("a day without a time", {"/story": dated("2026-11-20")}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · 20 November 2026 · 75 words\nhttp://courier.example/story"),
    Case("its author, outlet and date in JSON-LD", {"/story": headed(data(**{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2026-11-20T08:30:00+01:00", "author": {"@type": "Person", "name": "Ann Reed"}, "publisher": {"@type": "Organization", "name": "Valmere Courier"}}))}, "Not added yet\nHarbour shut after tanker hits pier\nValmere Courier · by Ann Reed · <t:1795159800:D> · 75 words\nhttp://courier.example/story"),
    Case("JSON-LD that is damaged", {"/story": headed('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>')}, CARD),
    Case("its text only in JSON-LD", {"/story": http(page(TITLE, "<div id=root></div>", head=data(**{"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(NEWS)})))}, CARD),
]

ADDRESSES = [
    Case("moved for good (301)", {"/story": redirect("/new", "301 Moved Permanently"), **HERE}, NEW_CARD),
    Case("moved for now (302)", {"/story": redirect("/new"), **HERE}, NEW_CARD),
    Case("elsewhere (303)", {"/story": redirect("/new", "303 See Other"), **HERE}, NEW_CARD),
    Case("moved for now (307)", {"/story": redirect(f"{SITE}/new", "307 Temporary Redirect"), **HERE}, NEW_CARD),
    Case("moved for good (308)", {"/story": redirect("//courier.example/new", "308 Permanent Redirect"), **HERE}, NEW_CARD),
    Case("moved to another host", {"/story": redirect("http://www.herald.example/new"), **HERE}, "Not added yet\nHarbour shut after tanker hits pier\nherald.example · no author · no date · 75 words\nhttp://www.herald.example/new"),
    Case("moved to an address with letters of its language", {"/story": redirect("/fähre"), "/f%C3%A4hre": http(STORY)}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · no date · 75 words\nhttp://courier.example/f%C3%A4hre"),
    Case("moved to an address with a space", {"/story": redirect("/the story"), "/the%20story": http(STORY)}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · no date · 75 words\nhttp://courier.example/the%20story"),
    Case("moved five times", {"/story": redirect("/1"), **{f"/{n}": redirect(f"/{n + 1}") for n in range(1, 4)}, "/4": redirect("/new"), **HERE}, NEW_CARD),
    Case("moved by the page itself", {"/story": http("<html><head><title>Moved</title><meta http-equiv=refresh content='0; url=/new'></head></html>"), **HERE}, NEW_CARD),
    Case("an AMP page that names its article", {"/story": headed("<link rel=canonical href=/2026/harbour>")}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · no date · 75 words\nhttp://courier.example/2026/harbour"),
    Case("a mobile page that names its article", {"/story": headed("<link rel=canonical href=http://m.courier.example/2026/harbour>")}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · no date · 75 words\nhttp://m.courier.example/2026/harbour"),
    Case("a canonical link to another site", {"/story": headed("<link rel=canonical href=http://thief.example/harbour>")}, CARD),
    Case("a canonical link to the front page", {"/story": headed("<link rel=canonical href=/>")}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · no date · 75 words\nhttp://courier.example/story"),
    Case("the parameters of an advertisement in the link", {"/story?utm_source=mail&id=7": http(STORY)}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · no date · 75 words\nhttp://courier.example/story?id=7", typed=f"!add {SITE}/story?utm_source=mail&id=7"),
    Case("no page at the link without www", {"www.courier.example/story": http(STORY), "/story": redirect("http://www.courier.example/story", "301 Moved Permanently")}, "Not added yet\nHarbour shut after tanker hits pier\ncourier.example · no author · no date · 75 words\nhttp://www.courier.example/story"),
]

NOT_ARTICLES = [
    Case("a wall in front of it for those who do not pay", {"/story": http(article(TITLE, NEWS[0], NEWS[1], "Already a subscriber? To continue reading, log in."))}, f"I found no article: that page shows only the beginning of the article to those who do not pay.{INSTEAD}"),
    Case("a teaser that says in JSON-LD that the rest costs", {"/story": http(page(TITLE, f"<article><h1>{TITLE}</h1>{prose(*NEWS[:3])}</article>", head=data(**{"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": "False"})))}, f"I found no article: that page shows only the beginning of the article to those who do not pay.{INSTEAD}"),
    Case("a question about cookies in place of it", {"/story": http(wall(TITLE, "We value your privacy. We and our 842 partners store and access data on your device."))}, f"I found no article: that page asks to accept cookies before it shows the article.{INSTEAD}"),
    Case("a form to log in", {"/story": http(page("Log in", "<form><p>Welcome back to the Courier.</p><input type=password></form>"))}, f"I found no article: that page asks to log in before it shows the article.{INSTEAD}"),
    Case("a puzzle for people", {"/story": http(wall("Just a moment...", "Verify you are human by completing the action below." * 5))}, f"I found no article: that page first checks that its visitor is a person.{INSTEAD}"),
    Case("a page that needs JavaScript", {"/story": http(wall("Courier", "You need to enable JavaScript to run this app. Please switch it on." * 3))}, f"I found no article: that page needs JavaScript to show its text.{INSTEAD}"),
    Case("an error page that says 200", {"/story": http(wall("Page not found", "We are sorry. The address may be wrong, or the text was taken down." * 4))}, f"I found no article: that page says that the linked page does not exist.{INSTEAD}"),
    Case("a list of articles", {"/story": http(page("World", "<main><h1>World</h1><ul>" + "".join(f"<li><a href=/{n}>Headline number {n} of today's news</a>" for n in range(30))))}, f"I found no article: that page is a list of articles or comments, not one article.{LISTED}"),
    Case("a headline without a text", {"/story": http(page(TITLE, f"<h1>{TITLE}</h1>"))}, f"I found no article: that page has too little text for an article.{INSTEAD}"),
    Case("an empty page", {"/story": http("")}, f"I found no article: that page has too little text for an article.{INSTEAD}"),
    Case("a page of 1.5 MB with one text", {"/story": http(article(TITLE, *(NEWS * 4_000)))}, "That page has more than 3,000 parts, too many to read. Paste the article’s title and text instead, or attach a .txt file."),
    Case("a feed", {"/story": http("<rss version='2.0'><channel><title>Courier</title></channel></rss>", kind=RSS)}, "That link leads to a feed, not to an article. Follow it with !feed add, or add the link of one of its articles."),
    Case("a feed as a page", {"/story": http("<rss version='2.0'><channel><title>Courier</title></channel></rss>")}, "That link leads to a feed, not to an article. Follow it with !feed add, or add the link of one of its articles."),
    Case("a PDF file", {"/story": http(PDF, kind="application/pdf")}, CARD),
    Case("a PDF file as an unknown file", {"/story": http(PDF, kind="application/octet-stream")}, CARD),
    Case("a Word document", {"/story": http(make_docx("".join(map(par, (TITLE, *NEWS)))), kind="application/vnd.openxmlformats-officedocument.wordprocessingml.document")}, CARD),
    Case("a zip file", {"/story": http(make_zip(("a.txt", b"Title\n\nText.")), kind="application/zip")}, "That link leads to a zip file that does not hold just one article: download it, and attach it instead."),
    Case("a plain text", {"/story": http(f"{TITLE}\n\n" + "\n\n".join(NEWS), kind="text/plain; charset=utf-8")}, CARD),
    Case("a picture", {"/story": http(b"\x89PNG\r\n\x1a\n", kind="image/png")}, f"That link leads to a file of the type image/png, which I cannot read.{INSTEAD}"),
    Case("a film", {"/story": http(b"x", kind="video/mp4")}, f"That link leads to a file of the type video/mp4, which I cannot read.{INSTEAD}"),
    Case("JSON", {"/story": http("{}", kind="application/json")}, f"That link leads to a file of the type application/json, which I cannot read.{INSTEAD}"),
    Case("a content type of 9,000 letters", {"/story": http(STORY, kind="x" * 9_000)}, f"That link leads to a file of the type xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, which I cannot read.{INSTEAD}"),
    Case("a content type that tries Discord's markup", {"/story": http(STORY, kind="@everyone **x**")}, f"That link leads to a file of the type @\u200beveryone \\*\\*x\\*\\*, which I cannot read.{INSTEAD}"),
]

PAGES = [*ARTICLES, *CHARSETS, *METADATA, *ADDRESSES, *NOT_ARTICLES]
