from __future__ import annotations

import pytest
from intake.web.article_pages import FORMS
from intake.web.refused_pages import REFUSED_PAGES
from intake.web.sample_pages import ARTICLES, NEWS, NOT_ARTICLES, TITLE, article, data, page, prose, wall
from intake.web.walls import WALLS

from bot.errors import InputError
from bot.intake.web.article import extract_article
from bot.intake.web.fetch import FetchedPage
from bot.intake.web.prose import latin_length


def read(html: str, url: str = "https://valmere.example/news/one"):
    return extract_article(FetchedPage(url, html.encode(), "utf-8"))


@pytest.mark.parametrize(
    "html",
    [*NOT_ARTICLES.values(), *WALLS.values(), *REFUSED_PAGES.values()],
    ids=[*NOT_ARTICLES, *WALLS, *REFUSED_PAGES],
)
def test_a_page_that_is_not_an_article_is_refused_with_its_kind(html: str) -> None:
    with pytest.raises(
        InputError,
        match=r"^I found no article: that page .+ (?:Paste the article’s title and text|Add the link of one of its)",
    ):
        read(html)


@pytest.mark.parametrize("html", ARTICLES.values(), ids=ARTICLES)
def test_an_article_on_any_subject_is_accepted(html: str) -> None:
    draft = read(html)
    assert latin_length(draft.text) > 90
    assert draft.title


@pytest.mark.parametrize(("html", "own", "strange"), FORMS.values(), ids=FORMS)
def test_an_article_is_extracted_completely_and_without_anything_else(
    html: str, own: tuple[str, ...], strange: tuple[str, ...]
) -> None:
    text = read(html).text
    assert [part for part in own if part not in text] == []
    assert [part for part in strange if part in text] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("consent en", "asks to accept cookies"),
        ("log-in zh", "asks to log in"),
        ("captcha", "first checks that its visitor is a person"),
        ("soft 404 ru", "does not exist"),
        ("paywall by its mark", "those who do not pay"),
        ("index of cards", "is a list of articles"),
        ("search results", "lists the results of a search"),
        ("script", "needs JavaScript"),
        ("age gate", "the reader’s age"),
        ("maintenance", "has an error or is under maintenance"),
        ("video", "shows a video"),
        ("nothing", "too little text"),
    ],
)
def test_the_refusal_says_what_was_found(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(NOT_ARTICLES[name])


@pytest.mark.parametrize(
    "url",
    [
        "https://valmere.example/login",
        "https://valmere.example/sign-in?next=/news/one",
        "https://consent.valmere.example/v2/collect",
        "https://accounts.valmere.example/x",
    ],
)
def test_a_page_at_a_login_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="I found no article"):
        read(wall("Hello", *NEWS), url)


@pytest.mark.parametrize("path", ["legal/privacidad", "about-us/", "impressum.html", "help/faq", "abmelden"])
def test_an_undated_page_at_an_about_address_is_refused(path: str) -> None:
    lines = "Valmere Press Ltd publishes the Courier from Dock Street in Valmere.", "Its articles are free to read." * 3
    with pytest.raises(InputError, match="is about the site itself"):
        read(article("Valmere Press", *lines), f"https://valmere.example/{path}")
    dated = article("Valmere Press", *NEWS, head="<meta name=date content=2026-11-20>")
    assert read(dated, f"https://valmere.example/{path}").text.split("\n\n") == NEWS


def test_a_page_that_calls_the_home_page_its_own_address_is_refused_unless_its_text_is_what_the_title_names() -> None:
    head, url = "<link rel=canonical href=https://valmere.example/>", "https://valmere.example/news/one"
    with pytest.raises(InputError, match="is the site’s home page"):
        read(article("Orchard Weekly", *NEWS, head=head), url)
    assert read(article(TITLE, *NEWS, head=head), url).url == url


FEED_LINK = "<link rel=alternate type=application/rss+xml href=/feed>"
DATED = "<meta name=date content=2026-11-20>"
CARDS = "".join(f"<h3><a href=/{n}>A headline of the week, with the number {n}</a></h3>" for n in range(9))
LEAD = f"<h1>{TITLE}</h1>{prose(*NEWS)}"


@pytest.mark.parametrize(
    ("path", "head", "body", "is_front"),
    [
        ("", FEED_LINK, LEAD, True),
        ("de/index.html", FEED_LINK + DATED, LEAD, True),
        ("", "", LEAD, False),
        ("", FEED_LINK.replace("/feed", "/comments/feed"), LEAD, False),
        ("?p=12", FEED_LINK, LEAD, False),
        ("harbour", FEED_LINK, LEAD, False),
        ("sport", FEED_LINK, LEAD + CARDS * 3, True),
        ("sport", FEED_LINK + DATED, LEAD + CARDS * 3, False),
        ("sport", FEED_LINK, LEAD + CARDS, False),
    ],
)
def test_a_page_that_may_be_the_front_page_of_a_site_with_a_feed_is_marked(
    path: str, head: str, body: str, is_front: bool
) -> None:
    assert read(page(TITLE, body, head=head), f"https://valmere.example/{path}").may_be_front_page is is_front


def test_characters_of_denser_scripts_count_more() -> None:
    assert latin_length("harbour") == 7
    assert latin_length("港口关闭") == 14
    assert (
        latin_length("harbor was shut") < latin_length("항구가 폐쇄됐다") < latin_length("the harbour has been closed")
    )


COOKIE_WALLS = (
    "Regulators in four countries have told publishers to end cookie walls, in which readers must accept tracking.",
    "“Accept all or leave is no choice,” said Brita Holt of the data protection office.",
    "A spokesman for the publishers said that some already ask readers to log in or subscribe to continue reading.",
)
BANNERS = (
    "Sign up, log in, click accept: the three phrases cost an office worker eleven days a year, a study has found.",
    "“We have built a web that asks for permission and ignores the answer,” said Ada Venn, who led it.",
)


@pytest.mark.parametrize(
    ("title", "lines"), [("Cookie walls to end by March", COOKIE_WALLS), ("Eleven days a year", BANNERS)]
)
def test_an_article_that_quotes_walls_is_extracted_completely(title: str, lines: tuple[str, ...]) -> None:
    assert read(article(title, *lines)).text.split("\n\n") == list(lines)


def test_metadata_do_not_make_an_article_of_a_message_page() -> None:
    head = data(
        **{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2026-11-20", "author": {"name": "Ann Reed"}}
    )
    message = "This story is no longer available. Our agreement with the agency allows us to show it for 30 days only."
    with pytest.raises(InputError, match="I found no article"):
        read(article(TITLE, message, head=head))
    assert read(article(TITLE, NEWS[0], head=head)).text == NEWS[0]
