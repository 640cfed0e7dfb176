from __future__ import annotations

from datetime import UTC, datetime

import pytest
from intake.web.sample_pages import NEWS, TITLE, article, data, page, prose

from bot.intake.web.article import extract_article
from bot.intake.web.fetch import FetchedPage
from bot.models.articles import Draft

SITE = "<meta property=og:site_name content='Valmere Courier'>"


def read(html: str, url: str = "https://www.valmerecourier.example/news/one") -> Draft:
    return extract_article(FetchedPage(url, html.encode(), "utf-8"))


def dated(head: str = "", inside: str = "", url: str = "https://valmere.example/one") -> datetime | None:
    return read(page(TITLE, f"<article><h1>{TITLE}</h1>{inside}{prose(*NEWS)}</article>", head=head), url).published_at


@pytest.mark.parametrize(
    ("head", "when"),
    [
        ("<meta property=article:published_time content=2026-11-20>", datetime(2026, 11, 20, tzinfo=UTC)),
        (
            "<meta property=article:published_time content=2026-11-20T08:30:00+09:00>",
            datetime(2026, 11, 19, 23, 30, tzinfo=UTC),
        ),
        (
            "<meta name=date content='2026-11-20T08:30:00.1234567Z'>",
            datetime(2026, 11, 20, 8, 30, 0, 123456, tzinfo=UTC),
        ),
        ("<meta name=pubdate content='Fri, 20 Nov 2026 08:30:00 -0500'>", datetime(2026, 11, 20, 13, 30, tzinfo=UTC)),
        ("<meta name=parsely-pub-date content='2026-11-20 08:30 UTC'>", datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
        ("<meta itemprop=datePublished content='20 November 2026'>", datetime(2026, 11, 20, tzinfo=UTC)),
        (
            data(**{"@type": "NewsArticle", "datePublished": "2026-11-20T08:30:00-0500"}),
            datetime(2026, 11, 20, 13, 30, tzinfo=UTC),
        ),
        (
            data(**{"@graph": [{"@type": ["Article"], "dateModified": "2026-11-22", "datePublished": "2026-11-20"}]}),
            datetime(2026, 11, 20, tzinfo=UTC),
        ),
        ("<meta name=bt:pubDate content=2026-11-20>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<meta name=rnews:datePublished content=20/11/2026>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<meta name=date content='20 ноября 2026'>", datetime(2026, 11, 20, tzinfo=UTC)),
        (data(**{"@type": "NewsArticle", "dateCreated": "2026-11-20"}), datetime(2026, 11, 20, tzinfo=UTC)),
        (data(**{"@type": "NewsArticle", "datePublished": 1795132800}), datetime(2026, 11, 20, tzinfo=UTC)),
        (data(**{"@type": "Article", "datePublished": {"@value": "2026-11-20"}}), datetime(2026, 11, 20, tzinfo=UTC)),
        (
            '<script type="application/ld+json">//<![CDATA[\n{"@type": "Article", "datePublished": "2026-11-20"}\n//]]>'
            "</script>",
            datetime(2026, 11, 20, tzinfo=UTC),
        ),
        (
            data(**{"@type": "Article", "headline": "Bridge opened", "datePublished": "2019-02-02"})
            + data(**{"@type": "Article", "headline": TITLE, "datePublished": "2026-11-20"}),
            datetime(2026, 11, 20, tzinfo=UTC),
        ),
        ("<meta name=date content='2026-11-20 08:05 PM'>", datetime(2026, 11, 20, 20, 5, tzinfo=UTC)),
        ("<meta name=date content='November 20, 2026 12:05 a.m. UTC'>", datetime(2026, 11, 20, 0, 5, tzinfo=UTC)),
        ("<meta name=date content='2026-11-20 08:00:00 EST'>", datetime(2026, 11, 20, 13, tzinfo=UTC)),
        ("<meta name=date content='Fri, 20 Nov 2026 08:00:00 CEST'>", datetime(2026, 11, 20, 6, tzinfo=UTC)),
        (
            "<meta name=date content='Fri Nov 20 2026 08:00:00 GMT+0000 (Coordinated Universal Time)'>",
            datetime(2026, 11, 20, 8, tzinfo=UTC),
        ),
        ("<meta name=mediator_published_time content=2026-11-20>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<meta name=last_modified_date content=2026-11-20>", None),
        ("<meta name=date content=31/11/2026>", None),
        ("<meta name=pubdate content='0000-00-00 00:00:00'>", None),
        (data(**{"@type": "Article", "datePublished": "1970-01-01T00:00:00Z"}), None),
        ("<meta property=article:modified_time content=2026-11-20>", None),
        ("<meta name=dc.date.modified content=2026-11-20>", None),
        ("<meta name=date content=yesterday>", None),
        ("<meta name=date content=0001-01-01>", None),
        ("<meta name=date content=02/11/2026>", None),
        (data(**{"@type": "WebPage", "datePublished": "2019-01-01"}), None),
        (data(**{"@type": "Review", "datePublished": "2026-11-20"}), datetime(2026, 11, 20, tzinfo=UTC)),
        ("<script>var d='2019-03-05T10:00:00Z'</script><!-- 2019-03-05 -->", None),
    ],
)
def test_metadata_date_an_article_to_the_hour_in_utc(head: str, when: datetime | None) -> None:
    assert dated(head) == when


@pytest.mark.parametrize(
    ("inside", "when"),
    [
        ("<time datetime=2026-11-20T08:30:00+01:00>today</time>", datetime(2026, 11, 20, 7, 30, tzinfo=UTC)),
        ("<p class=byline>By Ann Reed, 20 November 2026</p>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<span class=date>November 20, 2026</span>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<span class=date>20. November 2026</span>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<span class=date>2026年11月20日</span>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<span class=date>20/11/2026</span>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<p class=datum>Erschienen am 20.11.2026</p>", datetime(2026, 11, 20, tzinfo=UTC)),
        ("<span class=date>20 listopada 2026</span>", None),
        ("<span class=date>02/11/2026</span>", None),
        (
            '<time class="entry-date published updated" datetime="2026-11-20">20 Nov</time>',
            datetime(2026, 11, 20, tzinfo=UTC),
        ),
        (
            "<p>Last updated: <time datetime=2026-11-22>22 Nov</time></p>"
            "<p>Published: <time datetime=2026-11-20>20 Nov</time></p>",
            datetime(2026, 11, 20, tzinfo=UTC),
        ),
        (
            "<div class=field-date>20 November 2026 <time datetime=2026-11-20T10:00:00Z>10:00</time></div>",
            datetime(2026, 11, 20, 10, tzinfo=UTC),
        ),
        ("<abbr class=published title=2026-11-20>Friday</abbr>", datetime(2026, 11, 20, tzinfo=UTC)),
        (f"<p>It was the worst since <time datetime=1990-05-05>1990</time>. {NEWS[0]}</p>", None),
        ("<p class=byline>Updated 20 November 2026</p>", None),
        ("<p>The ship of 20 November 2026 is meant here.</p>", None),
        (prose(*NEWS) + "<time datetime=2019-11-20>then</time>", None),
        ("<p>It was built in 1998.</p>", None),
    ],
)
def test_a_date_counts_only_at_the_top_of_an_article(inside: str, when: datetime | None) -> None:
    assert dated(inside=inside) == when


def test_dates_beside_the_article_are_not_its_own() -> None:
    beside = "<aside><time datetime=2019-11-20>then</time></aside>"
    html = page(
        TITLE, f"{beside}<article><h1>{TITLE}</h1>{prose(*NEWS)}</article>{beside}<footer>© 2019 Courier</footer>"
    )
    assert read(html).published_at is None


def test_the_day_in_an_address_is_the_publishers_own() -> None:
    assert dated(url="https://valmere.example/2026/11/20/one") == datetime(2026, 11, 20, tzinfo=UTC)
    assert dated(url="https://valmere.example/2026/nov/20/one") == datetime(2026, 11, 20, tzinfo=UTC)
    assert dated(url="https://valmere.example/20261120/one") == datetime(2026, 11, 20, tzinfo=UTC)
    assert dated(url="https://valmere.example/2026/99/20/one") is None
    assert dated(url="https://valmere.example/20269920/one") is None


def test_a_date_above_the_heading_counts_if_it_is_in_the_articles_element() -> None:
    when = "<time datetime=2026-11-20T08:00:00Z>today</time>"
    own = f"<div class=story>{when}<h1>{TITLE}</h1>{prose(*NEWS)}</div>"
    assert read(page(TITLE, own)).published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert read(page(TITLE, f"{when}<h1>{TITLE}</h1>{prose(*NEWS)}")).published_at is None


@pytest.mark.parametrize(
    ("title", "head", "heading"),
    [
        (f"{TITLE} | Valmere Courier", SITE, ""),
        (f"{TITLE} - Valmere Courier", SITE, ""),
        (f"{TITLE} — News — Valmere Courier", SITE + "<meta property=article:section content=News>", ""),
        (f"Valmere Courier: {TITLE}", SITE, ""),
        (f"Valmere Courier | {TITLE}", SITE, ""),
        (f"{TITLE} | valmerecourier.example", "", ""),
        (f"{TITLE} | Valmere Courier", "", ""),
        (f"{TITLE} | The Paper", data(**{"@type": "NewsArticle", "publisher": {"name": "The Paper"}}), ""),
        ("Valmere Courier", SITE, TITLE),
        ("Valmere Courier", SITE + f"<meta property=og:title content='{TITLE}'>", ""),
        ("Valmere Courier", SITE + data(**{"@type": "NewsArticle", "headline": TITLE}), ""),
        (f"{TITLE} - Valmere Courier Co. 100% local", SITE, ""),
        ("Valmere Courier - Home of news", SITE, TITLE),
        (f"{TITLE}—Valmere Courier", SITE, ""),
        (f"{TITLE} –Valmere Courier", SITE, ""),
        (f"{TITLE} &lt; Valmere Courier", SITE, ""),
        (f"{TITLE} (Valmere Courier)", SITE, ""),
        (f"[Valmere Courier] {TITLE}", SITE, ""),
        (f"{TITLE} | Region | Ships | Valmere Courier", SITE, ""),
        (f"{TITLE} | Valmere Courier - News from the sea", SITE, ""),
        (f"{TITLE} | Sea Post", "<meta name=twitter:site content=@seapost>", ""),
        (f"{TITLE} - Sea Post", data(**{"@type": "Organization", "name": "Sea Post"}), ""),
        ("x", f"<meta property=og:title content='{TITLE}'>", "Sea Post"),
        (f"{TITLE} | Valmere Courier", SITE, TITLE.upper()),
    ],
)
def test_the_title_is_the_articles_without_the_sites_name(title: str, head: str, heading: str) -> None:
    body = f"<main>{f'<h1>{heading}</h1>' if heading else ''}{prose(*NEWS)}</main>"
    assert read(page(title, body, head=head)).title == TITLE


def test_a_page_without_any_other_title_takes_its_first_heading() -> None:
    body = f"<main><h2>{TITLE}</h2>{prose(*NEWS)}</main>"
    assert read(page("Valmere Courier", body, head=SITE)).title == TITLE


def test_a_dash_in_a_title_is_kept_if_no_site_name_follows_it() -> None:
    title = "Valmere - a town and its tanker: what we know"
    assert (
        read(
            page(
                f"{title} | Courier",
                f"<main>{prose(*NEWS)}</main>",
                head="<meta name=application-name content=Courier>",
            )
        ).title
        == title
    )


def test_authors_come_from_metadata_or_the_byline_and_are_not_the_site() -> None:
    several = data(**{"@type": "NewsArticle", "author": [{"name": "Ann Reed"}, {"name": "Bob Stone"}]})
    assert read(article(TITLE, *NEWS, head=several)).author == "Ann Reed, Bob Stone"
    assert read(article(TITLE, *NEWS, head=SITE + "<meta name=author content='Valmere Courier'>")).author is None
    body = f"<article><h1>{TITLE}</h1><div class=byline>By <a rel=author>Ann Reed</a></div>{prose(*NEWS)}</article>"
    assert read(page(TITLE, body)).author == "Ann Reed"
    both = "<meta name=author content='Ann Reed, Valmere Courier'>"
    assert read(article(TITLE, *NEWS, head=SITE + both)).author == "Ann Reed"
    assert read(article(TITLE, *NEWS, head="<meta property=dable:author content='Ann Reed'>")).author == "Ann Reed"


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://valmerecourier.example/news/one", "https://valmerecourier.example/news/one"),
        ("/news/one", "https://www.valmerecourier.example/news/one"),
        ("https://evil.example/news/one", None),
        ("javascript:alert(1)", None),
        ("https://user@www.valmerecourier.example/news/one", None),
        ("https://[", None),
    ],
)
def test_the_address_is_the_one_that_the_page_calls_its_own_on_the_same_site(canonical: str, kept: str | None) -> None:
    url = "https://www.valmerecourier.example/news/one?page=1"
    html = article(TITLE, *NEWS, head=f"<link rel=canonical href='{canonical}'>")
    assert read(html, url).url == (kept or url)
    assert read(html.replace("<link rel=canonical href", "<meta property=og:url content"), url).url == (kept or url)


@pytest.mark.parametrize(
    ("url", "canonical", "is_kept"),
    [
        ("https://amp.valmere.example/one", "https://www.valmere.example/one", True),
        ("https://amp.valmere.example/one", "https://world.valmere.example/one", True),
        ("https://m.valmere.example/one", "https://world.valmere.example/one", True),
        ("https://www.valmere.example/one", "https://world.valmere.example/one", False),
        ("https://amp.example/one", "https://valmere.example/one", False),
        ("https://valmere-example.cdn.ampproject.org/c/s/valmere.example/one/amp", "https://valmere.example/one", True),
        ("https://valmere-example.cdn.ampproject.org/v/valmere.example/one", "http://www.valmere.example/one", True),
        ("https://www.google.co.uk/amp/s/amp.valmere.example/one", "https://world.valmere.example/one", True),
        ("https://www.google.com/amp/s/valmere.example/one", "https://evil.example/one", False),
        ("https://www.google.com/url/s/valmere.example/one", "https://valmere.example/one", False),
        ("https://evil.example/amp/s/valmere.example/one", "https://valmere.example/one", False),
    ],
)
def test_the_amp_and_the_mobile_form_of_a_page_have_its_address(url: str, canonical: str, is_kept: bool) -> None:
    html = article(TITLE, *NEWS, head=f"<link rel='shortlink canonical' href='{canonical}'>")
    found = read(html, url)
    assert found.url == (canonical if is_kept else url)


@pytest.mark.parametrize(
    ("path", "canonical", "is_kept"),
    [
        ("news/4711-one", "/", False),
        ("news/4711-one", "/news/", False),
        ("news/4711-one", "/world-news", False),
        ("4711.html", "/sport/index.html", False),
        ("one/2", "/one", True),
        ("one/amp", "/news/one.html", True),
        ("p/4711", "/local-hospital-closes", True),
        ("p/4711", "/harbour-pact", True),  # a word of the title
        ("p/4711", "/news/?id=4711", True),
        ("p/4711", "/news-12", True),
        ("", "/news", True),
    ],
)
def test_the_front_page_of_a_section_is_not_the_address_of_an_article(path: str, canonical: str, is_kept: bool) -> None:
    site = "https://valmere.example"
    html = article("Harbour pact is signed", *NEWS, head=f"<link rel=canonical href='{canonical}'>")
    assert read(html, f"{site}/{path}").url == f"{site}{canonical}" if is_kept else f"{site}/{path}"


def test_the_heading_that_names_the_site_or_a_section_is_not_the_title() -> None:
    logo = "<header><h1><a href=/>Valmere Courier</a></h1></header><h1>Region</h1>"
    html = page(f"{TITLE} | Valmere Courier", f"{logo}<article><h1>{TITLE}</h1>{prose(*NEWS)}</article>")
    assert read(html).title == TITLE


def test_a_second_level_heading_marks_the_end_of_the_title() -> None:
    html = page(f"{TITLE} | Region | The Paper", f"<div><h2>{TITLE}</h2>{prose(*NEWS)}<h2>Harbour shut</h2></div>")
    assert read(html).title == TITLE


def test_entities_that_a_site_encoded_twice_are_decoded() -> None:
    head = "<meta property=og:title content='Tamm &amp;amp; Sons&amp;#8217; ship'>"
    head += "<meta name=author content='Åsa &amp;#39;t Hooft'>"
    draft = read(page("x", f"<article>{prose(*NEWS)}</article>", head=head))
    assert (draft.title, draft.author) == ("Tamm & Sons’ ship", "Åsa 't Hooft")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Reed", "Ann Reed"),
        ("By ANN REED, 20 November 2026", "ANN REED"),
        ("Von Ann Reed und Bob Stone", "Ann Reed, Bob Stone"),
        ("Por Ana María López de la Vega", "Ana María López de la Vega"),
        ("By the time they came it was late", None),
        ("Von der Leyen reist nach Kiew", None),
        ("By Monday the Harbour Was Open.", None),
    ],
)
def test_a_byline_is_not_text(line: str, author: str | None) -> None:
    draft = read(page(TITLE, f"<article><h1>{TITLE}</h1><p>{line}</p>{prose(*NEWS)}</article>"))
    assert (draft.author, line in draft.text) == (author, author is None)
