"""Lists of articles: each article is on exactly one page, whatever titles, links, sources and texts there are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui.strategies import NASTY
from ui.test_limits import analysis_of, article_of, assert_fits

from bot.models.analysed_article import AnalysedArticle
from bot.models.articles import ArticleHeader, SearchHit
from bot.models.stories import ListedStory
from bot.services.periods import ALL
from bot.services.trends import Trend, TrendReport
from bot.ui.article_lists import PAGE_SIZE, Page, article_list, removed_list, search_results
from bot.ui.markup import link, web_address
from bot.ui.posts import post
from bot.ui.reply import Reply
from bot.ui.trends_page import trends_page

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
TITLES = st.one_of(
    NASTY.map(lambda text: text[:300]),
    st.sampled_from(["W" * 300, "*" * 300, "😀" * 150, "a " * 150, "**#7** " * 40, "\\" * 299, "#1", " ", "\n\n"]),
)
LINKS = st.one_of(
    st.none(),
    st.integers(0, 480).map(lambda n: "https://news.example/" + "a" * n),
    st.sampled_from(["http://localhost/x", "https://ünï.example/", "javascript:x", "https://a.example/" + "ü" * 400]),
)
ARTICLES = st.lists(st.tuples(TITLES, LINKS, TITLES), min_size=1, max_size=25)
NUMBER = re.compile(r"(?m)^\*\*#(\d+)\*\* ")


def lines_of(articles: list[tuple[str, str | None, str]]) -> list[ArticleHeader]:
    return [
        ArticleHeader(i, 100_000 + i, i % 2, title, source[:200], url, NOW, has_published_date=bool(i % 3))
        for i, (title, url, source) in enumerate(articles)
    ]


def numbers(pages: list[Reply]) -> list[int]:
    """The numbers that a reader sees, page after page; every page must be one that Discord takes."""
    for page in pages:
        assert_fits(page)
    return [int(number) for page in pages for number in NUMBER.findall(page.embed.description or "")]


@given(ARTICLES, TITLES)
def test_every_article_is_on_exactly_one_page_of_every_list(
    articles: list[tuple[str, str | None, str]], snippet: str
) -> None:
    lines = lines_of(articles)
    total, every = len(lines), [line.number for line in lines]
    pages = [(page, lines[page * PAGE_SIZE :][:PAGE_SIZE]) for page in range(Page(0, total).count)]
    hits = [(page, [SearchHit(line, f"{snippet}\x02{snippet[:30]}\x03") for line in shown]) for page, shown in pages]
    assert (
        numbers([article_list([*map(ListedStory, shown)], total, total, page, heading="All") for page, shown in pages])
        == every
    )
    assert numbers([search_results(found, total, snippet[:60], page) for page, found in hits]) == every
    assert numbers([removed_list(shown, total, page, "!") for page, shown in pages]) == every


@given(ARTICLES, st.lists(NASTY, min_size=1, max_size=3))
def test_a_shared_post_names_every_one_of_its_articles(
    articles: list[tuple[str, str | None, str]], texts: list[str]
) -> None:
    items = [
        AnalysedArticle(
            replace(article_of(title, "x"), id=i, number=100_000 + i, url=url, source=source[:200]), analysis_of(texts)
        )
        for i, (title, url, source) in enumerate(articles)
    ]
    gone = [AnalysedArticle(replace(item.article, removed_at=NOW), item.analysis) for item in items[:2]] + items[2:]
    if len(items) > 1:
        for shared in (items, gone):
            assert numbers([post(shared, "12345678-1z")]) == [item.article.number for item in shared]


def test_with_little_room_a_list_entry_loses_its_link_then_sentence_then_source_then_title() -> None:
    def shown(count: int, title: str, url: str) -> str:
        article = replace(article_of(title, "x"), url=url, source="The Wire")
        items = [AnalysedArticle(replace(article, number=1), analysis_of(["The minister spoke on Monday."]))] * count
        return (post(items, "12345678-1z").embed.description or "").split("\n\n")[0]

    long = "https://news.example/" + "a" * 450
    assert f"]({long})" in shown(2, "A title", long)
    without_link = shown(10, "A title", long)
    assert without_link.startswith("**#1** **A title**\nThe minister spoke on Monday.\n")
    assert without_link.endswith("The Wire")
    few_words = shown(25, "T" * 90, long)
    assert "minister" not in few_words
    assert few_words.endswith("The Wire")
    assert "T" * 90 in few_words
    assert re.fullmatch(r"\*\*#1\*\* \*\*T{100,}…\*\*", shown(25, "T" * 300, long))


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/x",
        "https://ünï.example/",
        "https://news.example:99999/",
        "https://news.example:0/",
        "https://news.example:/",
        "https://user:word@news.example/",
        "https://news..example/",
        "https://[::1]/",
        "https://[broken/",
        "https://news.example" + "/a" * 300,
        "https://" + "a." * 200 + "example/",
        "ftp://news.example/",
        "",
        None,
    ],
)
def test_an_address_that_discord_would_refuse_is_left_off(url: str | None) -> None:
    assert web_address(url) is None
    assert link("Title", url) == "Title"


def test_characters_that_would_end_a_link_are_encoded() -> None:
    assert link("T", "https://news.example/a_(b)?c=[d] é") == "[T](https://news.example/a_%28b%29?c=%5Bd%5D%20%C3%A9)"
    assert web_address("HTTPS://News.example/50%/%41") == "https://News.example/50%25/%41"


@pytest.mark.parametrize(
    ("asked", "total", "said"),
    [
        (0, 0, "page 1 of 1"),
        (1, 11, "page 2 of 2"),
        (2, 11, "page 2 of 2 (there is no page 3)"),
        (49, 10, "page 1 of 1 (there is no page 50)"),
    ],
)
def test_a_page_beyond_the_end_is_the_last_and_says_so(asked: int, total: int, said: str) -> None:
    assert str(Page(asked, total)) == said


@given(st.lists(NASTY, min_size=8, max_size=8))
def test_all_that_rose_are_named(names: list[str]) -> None:
    rises = tuple(Trend(name, 123_456, 99_999, 0.01, str(i)) for i, name in enumerate(names))
    page = trends_page(TrendReport(123_456, 999_999, 28, rises, rises), ALL)
    assert_fits(page)
    assert [(field.value or "").count("before in 99999 of 999999") for field in page.embed.fields] == [8, 8]


def test_a_search_that_finds_more_than_it_ranks_says_that_these_are_the_newest() -> None:
    assert (search_results([], 299, "x", 0).embed.footer.text or "").startswith("299 articles found")
    assert (search_results([], 300, "x", 0).embed.footer.text or "").startswith("the latest 300 articles found")
